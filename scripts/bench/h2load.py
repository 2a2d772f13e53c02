"""Percentiles of a log of h2load, in microseconds, from the moment at which a request was due.

h2load.py LOG SECONDS CONNECTIONS RATE [PART] prints p50, p90, p99 and p99.9, and fails when less than PART of the requests
were sent, 0.98 unless given: then the run is void. RATE is requests a second of one connection. h2load times from sending, and a connection sends
one after the other: for each request that took longer than the time to the next one, those that had to wait meanwhile are
added with what they waited, as HdrHistogram does to correct for coordinated omission.
"""

import sys

path, seconds, connections, rate = sys.argv[1], *map(int, sys.argv[2:5])
least = float(sys.argv[5]) if len(sys.argv) > 5 else 0.98
period = 1e6 / rate
waits, requests = [], 0
with open(path, encoding="ascii") as log:
    for line in log:
        _, status, micros = line.split("\t")
        requests += 1
        if status != "200":
            sys.exit(f"void: an answer with status {status}")
        wait = float(micros)
        while wait > 0:
            waits.append(wait)
            wait -= period
planned = seconds * connections * rate
if requests < least * planned:
    sys.exit(f"void: only {requests} of {planned} requests were sent")
waits.sort()
print(*(round(waits[min(len(waits) - 1, int(len(waits) * part))]) for part in (0.5, 0.9, 0.99, 0.999)))
