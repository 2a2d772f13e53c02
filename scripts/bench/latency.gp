# Percentiles of each proxy, a field for each rate. gnuplot -c latency.gp DATA OUT.svg
data = ARG1
said(word) = system(sprintf("sed -n 's/^# %s\t//p' '%s'", word, data))
rates = said("rates")
proxies = int(said("proxies"))
set terminal svg size (390 * words(rates) + 40),440 font "sans-serif,12" background "white"
set output ARG2
set multiplot layout 1,words(rates) title "Latency by percentile, from the planned moment: medians of the rounds" font ",15"
set logscale xy
set xrange [1.7:1200]
set xtics ("p50" 2, "p90" 10, "p99" 100, "p99.9" 1000)
set grid lc rgb "#e0e0e0"
set border 3
set tics nomirror
set key bottom right reverse Left samplen 1.5 spacing 1.05
set yrange [30:*]
do for [r = 1:words(rates)] {
    set title (word(rates, r)[1:5] eq "half-" ? "half of saturation, ".word(rates, r)[6:*] : word(rates, r))."/s"
    if (r == 1) { set ylabel "µs" } else { unset ylabel }
    plot for [i = 0:(proxies - 1)] data index ((r - 1) * proxies + i) using 1:2:3 skip 1 \
        with linespoints pt 7 ps 0.5 lw 2 lc rgb variable title word(said("labels"), i + 1)
}
unset multiplot
