"""A service that sends and takes large bodies, as fast as it can or at a rate.

upstream.py PORT; GET /BYTES and PUT /, each with ?rate=BYTES for so many a second. The answer to a PUT is how many
bytes have come. One request for each connection.
"""

import socket
import sys
import threading
import time

PIECE = 64 * 1024


class Pace:
    """Waits so that no more bytes have passed than the rate allows; 0 for as fast as it goes."""

    def __init__(self, rate):
        self.rate = rate
        self.begun = time.monotonic()
        self.passed = 0

    def passes(self, count):
        self.passed += count
        if self.rate:
            early = self.begun + self.passed / self.rate - time.monotonic()
            if early > 0:
                time.sleep(early)


def serve(connection):
    with connection, connection.makefile("rb", PIECE) as stream:
        method, target, _ = stream.readline().decode().split(" ")
        length = 0
        while (line := stream.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            if name.lower() == "content-length":
                length = int(value)
        path, _, query = target.partition("?")
        pace = Pace(int(query.partition("=")[2] or 0))
        if method == "PUT":
            content = b"%d" % take(stream, length, pace)
            connection.sendall(head(len(content)) + content)
        else:
            size = int(path.lstrip("/") or 0)
            connection.sendall(head(size))
            send(connection, size, pace)


def head(length):
    return b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % length


def take(stream, length, pace):
    taken = 0
    while taken < length and (piece := stream.read1(min(PIECE, length - taken))):
        taken += len(piece)
        pace.passes(len(piece))
    return taken


def send(connection, size, pace):
    piece = b"x" * PIECE
    while size > 0:
        part = piece[:size]
        connection.sendall(part)
        size -= len(part)
        pace.passes(len(part))


listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
