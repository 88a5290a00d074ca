"""A client of an event stream that may be killed at any instant: what it has heard lies in a file.

    python3 -B -m tests.end_to_end.event_client PORT PATH FILE

The token comes on standard input. Each event is one line, written at once: its id, type and data. It goes on after the last line's
id, so a client that is started again and again has one file, in which nothing may be missing and
nothing twice. `START` in the environment is where the first one begins; none: now.
"""

import os
import sys

from tests.end_to_end.client import LOST, EventStream


class _Engine:
    def __init__(self, port):
        self.port = port


class _Caller:
    def __init__(self, port, token):
        self.engine = _Engine(port)
        self.token = token


def lines_of(path):
    """What was heard, as (id, type, data); a last line without its end was never written whole."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        heard = [line.split("\t") for line in file.read().split("\n")[:-1]]
    return [(int(number), kind, data) for number, kind, data in heard]


def follow(port, token, path, file):
    heard = lines_of(file)
    after = heard[-1][0] if heard else os.environ.get("START")
    stream = EventStream(_Caller(port, token), path, after)
    if stream.response.status != 200:
        raise SystemExit(f"answered {stream.response.status}")
    with open(file, "ab", buffering=0) as out:
        while True:
            event = stream.next()
            if event["event"] != "ended":
                out.write(f"{event['id']}\t{event['event']}\t{event['data']}\n".encode())


if __name__ == "__main__":
    try:
        follow(int(sys.argv[1]), sys.stdin.readline().strip(), sys.argv[2], sys.argv[3])
    except (*LOST, AssertionError):
        sys.exit(0)  # The engine has gone, or has ended the stream.
