# Lines of growth, each kind with a number of its own on the same axis. gnuplot -c growth.gp DATA OUT.svg
set terminal svg size 860,420 font "sans-serif,13" background "white"
set output ARG2
set title "Processor time per request as the configuration grows (bars: the rounds)" font ",15"
set xlabel "how many of them"
set ylabel "ratio to one route, three endpoints, 64 connections"
set logscale x
set xrange [0.8:20000]
set grid lc rgb "#e0e0e0"
set border 3
set tics nomirror
set key top left
set arrow from graph 0, first 1.05 to graph 1, first 1.05 nohead lc rgb "#cf222e" dashtype 2 lw 1.5
set label "goal: 1.05" at first 1.1, first 1.05 left offset 0,0.6 tc rgb "#cf222e"
plot for [i = 0:3] ARG1 index i using 1:2:5 with lines lw 2 lc rgb variable title columnheader(1), \
     for [i = 0:3] ARG1 index i using 1:2:3:4:5 skip 1 with yerrorbars pt 7 ps 0.7 lc rgb variable notitle
