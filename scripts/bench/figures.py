"""What was measured, read from the files beside the pages of docs/benchmarks.

figures.py WHAT DATA prints what gnuplot draws: for bars a line each with label, median, smallest, largest, colour; for
curves a block each with its title first.
"""

import csv
import os
import sys
from statistics import median

OURS, PEER, OTHER = "0x1f6feb", "0x8c959f", "0xbf8700"
COLOURS = {"upstream": "0xd0d7de", "nginx": "0x1a7f37", "haproxy": "0xbf3989", "caddy": OTHER, "dimmer25": OURS,
           "dimmer17": "0x79b8ff", "prepared": "0x0b3d91", "routes": OURS, "endpoints": "0xbf3989",
           "connections": "0x1a7f37"}


class Data:
    """One measurement: rows by column name, and what its keys stand for."""

    def __init__(self, path):
        self.names, self.rows, head = {}, [], []
        with open(path, encoding="utf-8") as lines:
            for line in csv.reader(lines, delimiter="\t"):
                if line and line[0].startswith("# "):
                    key, colon, name = "\t".join(line)[2:].partition(": ")
                    if colon:
                        self.names[key] = name
                elif not head:
                    head = line
                elif line:
                    self.rows.append(dict(zip(head, line)))

    def keys(self, column="proxy"):
        """In the order in which they came first."""
        return list(dict.fromkeys(row[column] for row in self.rows))

    def name(self, key):
        return self.names.get(key, key)

    def values(self, column, **where):
        """Numbers of a column, of rows that agree; what was not measured is left out."""
        return [float(row[column]) for row in self.rows
                if all(row[k] == v for k, v in where.items()) and row[column] not in ("", "-", "nan", "NaN")]


def total(row):
    return float(row["user_us"]) + float(row["system_us"])


def cpu(data):
    """Microseconds a request by proxy, one for each round."""
    return {key: [total(row) for row in data.rows if row["proxy"] == key] for key in data.keys()}


def ratios(data, base):
    """Of each key's time to that of the base, within one and the same round."""
    peer = {row["round"]: total(row) for row in data.rows if row["proxy"] == base}
    return {key: [total(row) / peer[row["round"]] for row in data.rows if row["proxy"] == key] for key in data.keys()}


def better_peer(data):
    by_proxy = cpu(data)
    return min(("nginx", "haproxy"), key=lambda key: median(by_proxy[key]))


def added(data, key, rate, column):
    """What a proxy adds to the upstream alone, round by round, in microseconds."""
    alone = {r["round"]: r for r in data.rows if r["proxy"] == "upstream" and r["rate"] == rate}
    through = [r for r in data.rows if r["proxy"] == key and r["rate"] == rate and r["round"] in alone]
    return [float(r[column]) - float(alone[r["round"]][column]) for r in through
            if "-" not in (r[column], alone[r["round"]][column])]


def short(name):
    """A label: without what is the same for all of its kind."""
    for words in (", one event loop, everything on", ", one worker", ", one thread"):
        name = name.replace(words, "")
    return name


def most(groups):
    """Where an axis ends when one of the groups would make the others too small to see; nothing when none does."""
    middles = sorted(median(values) for values in groups)
    seen = [middle for middle in middles if middle <= 3 * median(middles)]
    return "" if len(seen) == len(middles) else f"{1.6 * seen[-1]:.4g}"


def bar(label, values, colour):
    print(f"{label}\t{median(values):.4g}\t{min(values):.4g}\t{max(values):.4g}\t{colour}")


def head(title, axis, goal="", start="", end=""):
    """The first lines of bars: what they are, the goal, where a logarithmic axis begins, and where it ends."""
    print(f"# title\t{title}\n# axis\t{axis}\n# goal\t{goal}\n# from\t{start}\n# most\t{end}")


def draw_cpu(data):
    best = better_peer(data)
    goal = 0.9 * median(cpu(data)[best])
    head("Processor time per request (whiskers: the rounds)", "µs, user and system", f"{goal:.4g}",
         end=most(cpu(data).values()))
    for key, values in cpu(data).items():
        bar(short(data.name(key)), values, COLOURS.get(key, OTHER))


def draw_idle(data):
    first = {key: data.values("kib", proxy=key, round="1") for key in data.keys()}
    head("Memory of an idle connection, the first time", "KiB", "4", end="" if max(first.values())[0] < 20 else "12")
    for key, values in first.items():
        bar(short(data.name(key)), values, COLOURS.get(key, OTHER))


def draw_start(data):
    head("From the start to the first answer (whiskers: the rounds)", "ms", "300")
    for key in data.keys():
        bar(short(data.name(key)), data.values("first_ms", proxy=key), COLOURS.get(key, OTHER))


def draw_pieces(data):
    head("Pieces of the hot path", "ns for one operation", start="10")
    for row in data.rows:
        if not row["piece"].startswith("tick") and float(row["ns"]) > 0:
            bar(row["piece"], [float(row["ns"])], PEER if "Netty" in row["piece"] else OURS)


def draw_guard(data):
    head("Canary requests until the drain, to the information limit", "ratio, 1 is what no method can beat", "2", "0.5")
    for row in data.rows:
        if row["what"] == "drain" and row["value"] != "-":
            setting, _, case = row["case"].partition(": ")
            bar(f"{case} ({setting})", [float(row["value"])], OURS if setting != "errors alone" else OTHER)


def draw_growth(data):
    for kind, said in (("routes", "routes"), ("endpoints", "endpoints"), ("connections", "connections"),
                       ("nginx", "connections of nginx")):
        print(f'"{said}"')
        for size, values in growth(data, kind):
            print(f"{size}\t{median(values):.4f}\t{min(values):.4f}\t{max(values):.4f}\t{COLOURS[kind]}")
        print("\n")


def growth(data, kind):
    """The sizes of a kind, each with its ratios to little of everything; the first is 1 by definition."""
    least = {"routes": 1, "endpoints": 3, "connections": 64, "nginx": 64}[kind]
    points = [(least, [1.0])]
    for key, values in ratios(data, "nginx" if kind == "nginx" else "one").items():
        if key.startswith(kind + "-"):
            points.append((int(key.split("-")[1]), values))
    return sorted(points)


def interval(values):
    """Between which rounds the median lies in 95 of 100 cases: ranks, by the normal approximation of the binomial."""
    ordered = sorted(values)
    low = max(1, int(len(ordered) / 2 - 0.98 * len(ordered) ** 0.5))
    return ordered[low - 1], ordered[-low]


PERCENTILES = (("p50", 2), ("p90", 10), ("p99", 100), ("p99.9", 1000))


def draw_latency(data):
    print("# rates\t" + " ".join(data.keys("rate")))
    print(f"# proxies\t{len(data.keys())}")
    print("# labels\t" + " ".join(f'"{short(data.name(key))}"' for key in data.keys()))
    for rate in data.keys("rate"):
        for key in data.keys():
            print(f'"{short(data.name(key))}"')
            for column, place in PERCENTILES:
                values = data.values(column, proxy=key, rate=rate)
                if values:
                    print(f"{place}\t{median(values):.1f}\t{COLOURS.get(key, OTHER)}")
            print("\n")


DRAW = {"cpu": draw_cpu, "idle": draw_idle, "start": draw_start, "pieces": draw_pieces, "guard": draw_guard,
        "growth": draw_growth, "latency": draw_latency}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in DRAW or not os.path.exists(sys.argv[2]):
        sys.exit(__doc__)
    DRAW[sys.argv[1]](Data(sys.argv[2]))
