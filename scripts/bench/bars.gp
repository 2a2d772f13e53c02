# Bars from left to right with the spread of the rounds. gnuplot -c bars.gp DATA OUT.svg
data = ARG1
said(word) = system(sprintf("sed -n 's/^# %s\t//p' '%s'", word, data))
bars = int(system(sprintf("grep -vc '^#' '%s'", data)))
set terminal svg size 860,(90 + 34 * bars) font "sans-serif,13" background "white"
set output ARG2
set datafile separator "\t"
set title said("title") font ",15"
set xlabel said("axis")
goal = said("goal")
floor = said("from") eq "" ? 0 : real(said("from"))
if (floor > 0) { set logscale x; set xrange [floor:*] } else { set xrange [0:*] }
most = said("most")
if (most ne "") { set xrange [0:real(most)] }
top = most ne "" ? real(most) : 1e18
set yrange [bars - 0.4:-0.6]
set style fill solid 0.85 noborder
set grid x lc rgb "#e0e0e0"
set border 1
set ytics nomirror scale 0
set xtics nomirror
unset key
set lmargin at screen 0.36
if (goal ne "") {
    set arrow from real(goal), graph 0 to real(goal), graph 1 nohead lc rgb "#cf222e" dashtype 2 lw 1.5 front
    set label "goal" at real(goal), graph 1.0 center offset 0,0.6 tc rgb "#cf222e" front
}
clip(x) = x < floor ? floor : x > top ? top : x
plot data using (clip($2)):0:(floor):(clip($2)):($0 - 0.35):($0 + 0.35):5:yticlabels(1) \
        with boxxyerror lc rgb variable, \
     data using (clip($2)):0:(clip($3)):(clip($4)) with xerrorbars pt 0 lw 1.4 lc rgb "#24292f", \
     data using ($2 > top ? 1/0 : clip($4)):0:(sprintf("%.3g", $2)) with labels left offset 0.8,0 tc rgb "#24292f", \
     data using ($2 > top ? top : 1/0):0:(sprintf("%.3g, beyond the scale →", $2)) with labels right offset -0.8,0
