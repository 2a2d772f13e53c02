"""Honest clients: requests at planned moments, each on a connection of its own, whatever the answers do.

usage: honest.py URL REQUESTS_PER_SECOND SECONDS
prints one JSON object: requests, failures, kinds (of failures), p50 and p99 in seconds, counted from the planned moment
"""
import collections
import http.client
import json
import sys
import threading
import time
import urllib.parse


def main(url, rate, seconds):
    place = urllib.parse.urlsplit(url)
    waits, kinds = [], collections.Counter()

    def ask(planned):
        try:
            connection = http.client.HTTPConnection(place.hostname, place.port, timeout=30)
            connection.request("GET", place.path, headers={"Connection": "close"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                kinds[f"status {answer.status}"] += 1
            connection.close()
        except OSError as problem:
            kinds[type(problem).__name__] += 1
        except http.client.HTTPException as problem:
            kinds[type(problem).__name__] += 1
        waits.append(time.monotonic() - planned)

    begun = time.monotonic()
    threads = []
    for number in range(int(rate * seconds)):
        planned = begun + number / rate
        time.sleep(max(0.0, planned - time.monotonic()))
        thread = threading.Thread(target=ask, args=(planned,), daemon=True)
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    waits.sort()
    print(json.dumps({
        "requests": len(waits),
        "failures": sum(kinds.values()),
        "kinds": kinds,
        "p50": round(waits[len(waits) // 2], 6),
        "p99": round(waits[len(waits) * 99 // 100], 6),
    }))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]))
