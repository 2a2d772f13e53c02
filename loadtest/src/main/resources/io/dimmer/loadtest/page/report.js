"use strict";
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const css = getComputedStyle(document.documentElement);
  const ink = css.getPropertyValue("--ink").trim(), soft = css.getPropertyValue("--soft").trim(), line = css.getPropertyValue("--line").trim();
  // Told apart by people who see colours differently too (Okabe and Ito); each series has its colour on every chart.
  const palette = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a8a00", "#7a5cc4"];
  const versions = run.series.filter(s => s.kind === "version").map(s => s.value);
  const colours = new Map(versions.map((v, i) => [v, palette[i % palette.length]]));
  const all = dark ? "#c9d1db" : "#39424e";
  // A colour thinned with the paper, for areas that carry text.
  const pale = hex => "rgb(" + [1, 3, 5].map(at => Math.round(parseInt(hex.slice(at, at + 2), 16) * .45 + (dark ? 24 : 255) * .55)) + ")";
  const colour = s => s.kind === "all" ? all : colours.get(s.value) || soft;
  const shown = versions.length > 1 ? ["version"] : ["all"];
  const ms = v => v == null ? "–" : (v < 10 ? v.toFixed(2) : v.toFixed(1)) + " ms";
  const axis = extra => Object.assign({
    axisLine: { lineStyle: { color: line } }, axisLabel: { color: soft }, nameTextStyle: { color: soft },
    splitLine: { lineStyle: { color: line } }
  }, extra);
  const base = extra => Object.assign({
    animation: false, textStyle: { color: ink, fontFamily: "system-ui, sans-serif" },
    grid: { left: 70, right: 30, top: 60, bottom: 48 },
    legend: { top: 4, type: "scroll", textStyle: { color: ink } },
    tooltip: { trigger: "axis", backgroundColor: dark ? "#222a34" : "#fff", borderColor: line, textStyle: { color: ink } }
  }, extra);
  const charts = [];
  const draw = (id, option) => {
    const element = document.getElementById(id);
    const nothing = !option.series.some(s => s.data.length);
    if (nothing) { element.closest("section").hidden = true; return; }
    const chart = echarts.init(element, null, { renderer: "svg" });
    chart.setOption(option);
    charts.push(chart);
  };
  addEventListener("resize", () => charts.forEach(chart => chart.resize()));

  // --- percentiles: one over the part that lies above, on a logarithmic axis ---
  const curves = run.curves.filter(c => shown.includes(c.kind) || (c.kind === "all" && c.from === "planned"));
  const most = Math.max(10, ...curves.flatMap(c => c.points.map(p => p[0])).filter(Number.isFinite));
  const nines = x => x <= 1 ? "0" : String(+(100 * (1 - 1 / x)).toPrecision(12));
  draw("percentiles", base({
    xAxis: axis({ type: "log", min: 1, max: most, name: "percentile", nameLocation: "middle", nameGap: 30,
      axisLabel: { color: soft, formatter: nines, showMaxLabel: false } }),
    yAxis: axis({ type: "value", name: "ms" }),
    tooltip: { trigger: "axis", axisPointer: { type: "line" }, backgroundColor: dark ? "#222a34" : "#fff", borderColor: line,
      textStyle: { color: ink },
      formatter: points => "p" + nines(points[0].data[0]) + "<br>" + points.map(p => p.marker + echarts.format.encodeHTML(p.seriesName) + " " + ms(p.data[1])).join("<br>") },
    series: curves.map(c => ({
      name: (c.kind === "all" ? "all" : c.value) + (c.from === "sending" ? " from sending" : ""),
      type: "line", showSymbol: false, color: colour(c), data: c.points,
      lineStyle: { width: c.kind === "all" ? 1.5 : 2, type: c.from === "sending" ? "dashed" : "solid" }
    }))
  }));

  // --- over time; what is left at the end may be too short to be a rate ---
  const length = i => i.end - i.start;
  const last = run.intervals[run.intervals.length - 1];
  if (run.intervals.length > 1 && length(last) < length(run.intervals[0]) / 2) run.intervals.pop();
  const middle = i => (i.start + i.end) / 2;
  const of = (interval, kind, value) => interval.series.find(s => s.kind === kind && s.value === value);
  const marks = {
    silent: true, symbol: "none", lineStyle: { color: soft, type: "dotted" },
    label: { color: soft, fontSize: 11, rotate: 90, position: "insideEndTop", formatter: m => m.name,
      width: 220, overflow: "truncate" },
    data: [...run.annotations.reduce((at, a) => at.set(a.at, (at.get(a.at) || []).concat(a.text)), new Map())]
      .map(([at, texts]) => ({ name: texts.join(", "), xAxis: at }))
  };
  const unnamed = Object.assign({}, marks, { label: { show: false } });
  const span = run.intervals.length ? run.intervals[run.intervals.length - 1].end : run.seconds;
  const time = axis({ type: "value", min: 0, max: span, name: "seconds", nameLocation: "middle", nameGap: 30,
    axisLabel: { color: soft, formatter: v => String(+v.toFixed(2)) } });
  const withMarks = (series, low) => {
    if (series.length && run.annotations.length) series[0].markLine = low ? unnamed : marks;
    return series;
  };
  const over = (name, shade, value, extra) => Object.assign({
    name, type: "line", showSymbol: run.intervals.length < 40, symbolSize: 4, color: shade,
    data: run.intervals.map(i => [middle(i), value(i)]).filter(p => p[1] != null)
  }, extra);
  const tell = unit => ({ formatter: points => points[0].data[0].toFixed(1) + " s<br>"
    + points.map(p => p.marker + echarts.format.encodeHTML(p.seriesName) + " " + unit(p.data[p.data.length - 1])).join("<br>") });
  const timeChart = (id, series, yName, unit, y) => {
    const told = series.filter(s => s.data.length);
    const option = base({ xAxis: time, yAxis: axis(Object.assign({ type: "value", name: yName }, y)), series: withMarks(told, id === "lag") });
    Object.assign(option.tooltip, tell(unit));
    draw(id, option);
  };
  const which = versions.length > 1 ? versions.map(v => ["version", v]) : [["all", "all"]];
  timeChart("latency", run.void ? [] : which.flatMap(([kind, value]) => ["p50", "p99"].map(p =>
    over(value + " " + p, colour({ kind, value }), i => {
      const s = of(i, kind, value);
      return s && s.fromPlanned && s.fromPlanned[p] != null ? s.fromPlanned[p] * 1e3 : null;
    }, { lineStyle: { width: 2, type: p === "p50" ? "dashed" : "solid" } }))), "ms", ms, { type: "log" });

  const perSecond = v => v.toFixed(v < 10 ? 2 : 0) + " /s";
  const rate = (i, count) => count / Math.max(1e-3, i.end - i.start);
  const kinds = [...new Set(run.intervals.flatMap(i => i.series.flatMap(s => Object.keys(s.endings))))].filter(k => k !== "answered");
  const bad = ["#b3261e", "#d55e00", "#cc79a7", "#8a6d00", "#7a5cc4", "#994455", "#666666"];
  timeChart("rate", [over("ended", all, i => rate(i, (of(i, "all", "all") || { requests: 0 }).requests))].concat(
    kinds.map((k, n) => over("failed: " + k, bad[n % bad.length],
      i => rate(i, ((of(i, "all", "all") || { endings: {} }).endings[k]) || 0), { areaStyle: { opacity: .25 } }))), "requests/s", perSecond);

  const share = (i, v) => {
    const whole = versions.reduce((sum, name) => sum + ((of(i, "version", name) || { requests: 0 }).requests), 0);
    return whole ? 100 * ((of(i, "version", v) || { requests: 0 }).requests) / whole : null;
  };
  // Stacked by hand, the tallest behind: each area reaches from the bottom to the sum of its version and those before.
  const upTo = (i, n) => share(i, versions[n]) == null ? null
    : versions.slice(0, n + 1).reduce((sum, v) => sum + share(i, v), 0);
  timeChart("split", versions.map((v, n) => over(v, colours.get(v), i => upTo(i, n), {
    data: run.intervals.filter(i => upTo(i, n) != null).map(i => [middle(i), upTo(i, n), share(i, v)]),
    areaStyle: { opacity: 1, color: pale(colours.get(v)) }, showSymbol: false, z: 2 + versions.length - n
  })), "%", v => v.toFixed(1) + " %", { max: 100 });

  const limit = run.lag.limit * 1e3;
  timeChart("lag", [over("latest request", all, i => i.maxLag * 1e3)], "ms", ms);
  document.body.dataset.drawn = String(charts.length);
  document.body.dataset.limit = String(limit);
})();
