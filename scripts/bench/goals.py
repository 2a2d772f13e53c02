"""The table of goals, from the files that the measurements left. goals.py FOLDER prints Markdown; nothing in it is typed."""

import os
import sys
from statistics import median

from figures import Data, added, better_peer, cpu, growth, interval, ratios

FOLDER = sys.argv[1]
NOT_MEASURED = "no rounds kept here yet"


def data(name):
    path = os.path.join(FOLDER, name + ".tsv")
    return Data(path) if os.path.exists(path) else None


class Goal:
    """A line of the table: a figure of ours, its limit, and what is to be said when it is above."""

    def __init__(self, figure, limit, today, reached, command, why=""):
        self.figure, self.limit, self.today, self.command = figure, limit, today, command
        self.state = "–" if reached is None else "yes" if reached else "**no**"
        self.why = why if reached is False else ""

    def line(self, number):
        note = f" [{number}]" if number else ""
        return f"| {self.figure} | {self.limit} | {self.today} | {self.state}{note} | `{self.command}` |"


def missing(figure, limit, command):
    return Goal(figure, limit, NOT_MEASURED, None, command)


def ours(measured):
    return [key for key in ("dimmer25", "dimmer17") if key in measured.keys()]


def java(key):
    return "Java " + key.removeprefix("dimmer")


def cpu_goals():
    figure, limit, command = "CPU per request to the better of nginx and HAProxy", "≤ 0.90", "./dimmer bench cpu"
    measured = data("cpu-per-request")
    if not measured:
        return [missing(figure, limit, command)]
    best, goals = better_peer(measured), []
    theirs = median(cpu(measured)[best])
    for key in ours(measured):
        values = ratios(measured, best)[key]
        system, user = median(measured.values("system_us", proxy=key)), median(measured.values("user_us", proxy=key))
        why = (f"the kernel takes {system:.1f} of our {system + user:.1f} µs, for the same reads, writes and waits that "
               f"{best} needs {median(measured.values('system_us', proxy=best)):.1f} µs for; of its {theirs:.1f} µs "
               f"only what is not the kernel's can be won, and of ours {user:.1f} µs are left")
        if interval(values)[0] <= 0.9:
            why = "the goal lies within the interval; " + why
        goals.append(Goal(f"{figure}, {java(key)}", limit,
                          with_interval(values),
                          median(values) <= 0.9, command, why))
    return goals


def latency_goals():
    figure, limit, command = "added {} at {}, to HAProxy's", "≤ 1", "./dimmer bench latency"
    measured, goals = data("latency"), []
    rates = measured.keys("rate") if measured else []
    half = [rate for rate in rates if rate.startswith("half-")]
    if not half:
        goals += [missing(figure.format(p, "half of saturation"), limit, command) for p in ("p50", "p99")]
    for rate in half + [rate for rate in rates if rate not in half]:
        for column in ("p50", "p99"):
            goals += [latency_goal(measured, key, rate, column, figure, command) for key in ours(measured)]
    return goals


def latency_goal(measured, key, rate, column, figure, command):
    where = f"half of saturation ({rate[5:]}/s)" if rate.startswith("half-") else f"{rate}/s"
    mine, theirs = added(measured, key, rate, column), added(measured, "haproxy", rate, column)
    title = f"{figure.format(column, where)}, {java(key)}"
    if not mine or not theirs:
        return missing(title, "≤ 1", command)
    us, them = median(mine), median(theirs)
    # What is added may be nothing, or less than nothing by the noise of the machine: then a ratio has no meaning.
    today = f"{spread(mine)} to {spread(theirs)} µs" + (f": {us / them:.2f}" if them > 0 and us > 0 else "")
    why = ("the rounds of both overlap: this many cannot tell them apart" if min(mine) <= max(theirs)
           else "more than HAProxy's in every round; where it is spent has not been found yet")
    return Goal(title, "≤ 1", today, us <= them, command, why)


def spread(values):
    return f"{median(values):.0f} ({min(values):.0f} to {max(values):.0f})"


def piece(measured, name):
    rows = [row for row in measured.rows if row["piece"] == name] if measured else []
    return (float(rows[0]["ns"]), float(rows[0]["bytes"])) if rows else None


def piece_goals():
    command = "./dimmer bench pieces"
    measured = data("pieces")
    assign, record, alone = (piece(measured, name) for name in ("assign key=header", "record", "exchangeAlone"))
    titles = ("choosing a version and recording the outcome", "< 200 ns"), ("bytes allocated for that, beyond the exchange", "0")
    if not (assign and record and alone):
        goals = [missing(title, limit, command) for title, limit in titles]
    else:
        nanos, size = assign[0] + record[0] - alone[0], assign[1] + record[1] - alone[1]
        goals = [Goal(*titles[0], f"{nanos:.0f} ns", nanos < 200, command, "the timer's 20 ns are in it"),
                 Goal(*titles[1], f"{size:.0f}", size < 1, command,
                      "nothing by a request itself; it is the hand-over of facts, once a tick, spread over its requests")]
    for size, title in (("0", "no"), ("3", "1 200"), ("25", "10 000"), ("100", "40 000")):
        tick = piece(measured, f"tick requests={size} services=100")
        title = f"a tick of the guard for 100 services, {title} requests{'/s' if size != '0' else ''}, off the event loops"
        goals.append(Goal(title, "< 1 ms", f"{tick[0] / 1e6:.2f} ms", tick[0] < 1e6, command,
                          "200 trials are folded in, each version's and its shadow's, out of memory that is in no cache") if tick
                     else missing(title, "< 1 ms", command))
    return goals


def growth_goals():
    command = "./dimmer bench growth"
    measured, goals = data("growth"), []
    noise = ratios(measured, "one").get("again", []) if measured else []
    for kind, said in (("routes", "1 → {:,} routes"), ("endpoints", "3 → {:,} endpoints")):
        points = growth(measured, kind) if measured else []
        if len(points) < 2:
            goals.append(missing("CPU per request with more " + kind, "≤ 1.05", command))
            continue
        size, values = points[-1]
        why = grown(measured, f"{kind}-{size}")
        if interval(values)[0] <= 1.05:
            why = "the goal lies within the interval: this machine's neighbours move more than that"
            if noise:
                why += f"; another Dimmer with one route and three endpoints has {with_interval(noise)}"
        goals.append(Goal("CPU per request, " + said.format(size).replace(",", " "), "≤ 1.05",
                          with_interval(values), median(values) <= 1.05, command, why))
    goals.append(connections_goal(measured, command))
    goals.append(Goal("CPU per request, 0 → 1 000 000 pins", "≤ 1.05", "not there yet: pins come with rollouts", None, command))
    return goals


def grown(measured, key):
    """Whose time it is that a larger configuration takes more."""
    system, user = (median(measured.values(column, proxy=key)) - median(measured.values(column, proxy="one"))
                    for column in ("system_us", "user_us"))
    return (f"of the time that it takes more {system:.1f} µs are the kernel's, which has a socket for each endpoint to look "
            f"after, and {user:.1f} ours") if key.startswith("endpoints") \
        else f"of the time that it takes more {system:.1f} µs are the kernel's and {user:.1f} ours"


def connections_goal(measured, command):
    """More connections cost anybody: the kernel has more sockets to look after. So they are compared with nginx's."""
    title, limit = "CPU per request, 64 → {} connections, to what as many more cost nginx", "≤ 1"
    points = growth(measured, "connections") if measured else []
    peers = dict(growth(measured, "nginx")) if measured else {}
    if len(points) < 2 or points[-1][0] not in peers:
        return missing(title.format("more"), limit, command)
    size, values = points[-1]
    theirs = peers[size]
    ratio = median(values) / median(theirs)
    return Goal(title.format(f"{size:,}".replace(",", " ")), limit,
                f"{median(values):.2f} to {median(theirs):.2f}: {ratio:.2f}", ratio <= 1, command,
                "the rounds of both overlap: this many cannot tell them apart" if min(values) <= max(theirs)
                else "more than nginx's in every round; where it is spent has not been found yet")


def with_interval(values):
    low, high = interval(values)
    return f"{median(values):.2f} ({low:.2f} to {high:.2f})"


def idle_goals():
    figure, limit, command = "memory of an idle kept-alive connection", "< 4 KiB", "./dimmer bench idle"
    measured = data("idle")
    if not measured:
        return [missing(figure, limit, command)]
    return [Goal(f"{figure}, {java(key)}", limit, f"{value:.1f} KiB", value < 4, command)
            for key in ours(measured) for value in measured.values("kib", proxy=key, round="1")]


def start_goals():
    command = "./dimmer bench start"
    measured, goals = data("start"), []
    for key, cores in (("prepared", "one core"), ("both", "two cores")):
        first = measured.values("first_ms", proxy=key) if measured else []
        title = f"start to the first proxied answer, prepared, newest Java, {cores}"
        goals.append(Goal(title, "≤ 300 ms", f"{median(first):.0f} ms ({min(first):.0f} to {max(first):.0f})",
                          median(first) <= 300, command,
                          "loading classes and opening listeners, interpreted, and on one core the compiler beside it; the "
                          "cache saves parsing and linking, not running them") if first else missing(title, "≤ 300 ms", command))
    for key, cores in (("prepared", "one core"), ("both", "two cores")):
        ratio = measured.values("ratio", proxy=key) if measured else []
        title = f"p99 of the first second to warm, prepared, {cores}"
        goals.append(Goal(title, "≤ 3", f"{median(ratio):.1f} ({min(ratio):.1f} to {max(ratio):.1f})", median(ratio) <= 3,
                          command, "the compiler works beside the first requests") if ratio else missing(title, "≤ 3", command))
    return goals


# What the method promises of which setting (design of the statistics, section 7): limits by the beginning of a case. Cases
# without one are shown for what they are.
DRAIN_LIMITS = {"errors alone, without epochs": {"errors": 1.45}, "errors alone": {"errors": 1.45},
                "complete, no cap": {"errors 0.1 → 1 %": 2.0, "errors 0.1 → 5 %": 2.0, "all latency": 3.2, "1.5 %": 2.0, "3 %": 2.0},
                "complete": {}}


def guard_goals():
    command = "./dimmer bench guard"
    measured = data("guard")
    rows = measured.rows if measured else []
    goals = []
    for setting, limits in DRAIN_LIMITS.items():
        cases = {row["case"].split(": ")[1]: float(row["value"]) for row in rows
                 if row["what"] == "drain" and row["case"].startswith(setting + ": ")}
        title = f"canary requests until the drain to the information limit, {setting}"
        if not cases:
            goals.append(missing(title, "", command))
        for case, ratio in cases.items():
            limit = next((limit for begin, limit in limits.items() if case.startswith(begin)), None)
            goals.append(Goal(f"{title}: {case}", f"≤ {limit:.2f}" if limit else "", f"{ratio:.2f}",
                              ratio <= limit if limit else None, command, why_drain(case, setting)))
    delays = [float(row["value"]) for row in rows if row["what"] == "verdict"]
    title = "verdict to the last new request on the canary"
    if not delays:
        return goals + [missing(title, "< 1 ms", command)]
    work = [float(row["other"]) / 1e3 for row in rows if row["what"] == "verdict"]
    why = (f"the control thread itself needs {median(work):.1f} ms of processor time (median; {min(work):.1f} to "
           f"{max(work):.1f}) until the new split is in force: that way runs once in a trial, so that it is interpreted and "
           "never compiled; the rest is waiting for a core beside the load")
    return goals + [Goal(title, "< 1 ms", f"{median(delays) / 1e3:.1f} ms ({min(delays) / 1e3:.1f} to {max(delays) / 1e3:.1f})",
                         median(delays) < 1000, command, why)]


def why_drain(case, setting):
    if setting == "errors alone":
        return ("half of the weight is kept for later epochs, so that a late regression is found without the credit of a long "
                "healthy past: 0.7 of the 6.9 nats that a chance of 1 in 1 000 needs; the lines without epochs leave it out")
    if "latency" in case:
        return "the limit knows the whole distribution; five thresholds see a part of what it sees"
    return "evidence is folded in once a tick and mixed over effect sizes that nobody knows beforehand; the rest is overshoot"


SECTIONS = (cpu_goals, latency_goals, piece_goals, growth_goals, idle_goals, start_goals, guard_goals)


def main():
    goals = [goal for section in SECTIONS for goal in section()]
    limited = [goal for goal in goals if goal.limit]
    reached = sum(goal.state == "yes" for goal in limited)
    print("# Goals\n\nMade by `./dimmer bench goals` from the files beside the pages of this folder, each with the machine and the")
    print("command that made it; nothing here is typed. Ratios are medians of what was measured within one run. In brackets:")
    print("of processor time the interval that holds the median in 95 of 100 cases, else the smallest and the largest round.")
    print(f"{reached} of {len(limited)} are reached; a line without a goal is for comparison.\n")
    print("| Figure | Goal | Today | Reached | Command |\n| --- | ---: | ---: | --- | --- |")
    reasons = []
    for goal in goals:
        if goal.why and goal.why not in reasons:
            reasons.append(goal.why)
        print(goal.line(reasons.index(goal.why) + 1 if goal.why else 0))
    if reasons:
        print("\nWhy not:\n")
        for number, reason in enumerate(reasons, 1):
            print(f"{number}. {reason[0].upper()}{reason[1:]}.")
    pages = [page for page in sorted(os.listdir(FOLDER)) if page.endswith(".md") and page not in ("README.md", "goals.md")]
    print("\nPages: " + ", ".join(f"[{page[:-3].replace('-', ' ')}]({page})" for page in pages) + ".")


main()
