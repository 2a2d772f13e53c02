"""Opens connections, sends one request on each, reads its answer, and keeps them all open until standard input ends.

idle.py PORT COUNT; prints "open" when every one of them has been answered.
"""

import socket
import sys

port, count = int(sys.argv[1]), int(sys.argv[2])
connections = []
for number in range(count):
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    connection.sendall(b"GET / HTTP/1.1\r\nHost: bench\r\nX-User-Id: user-%d\r\n\r\n" % number)
    answer = b""
    while not answer.endswith(b"}"):
        try:
            part = connection.recv(65536)
        except TimeoutError:
            sys.exit("connection %d got no whole answer within 10 s, only %r" % (number, answer))
        if not part:
            sys.exit("connection %d was closed" % number)
        answer += part
    connections.append(connection)
print("open", flush=True)
sys.stdin.read()
