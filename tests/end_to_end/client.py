"""A keep-alive HTTP client, a raw socket for what no good client sends, and an event stream."""

import contextlib
import http.client
import json
import socket
import time

TIMEOUT_SECONDS = 60
IDLE_SECONDS = 30
"""The engine ends a connection that was idle for a minute."""
SILENCE_SECONDS = 3
LOST = (OSError, http.client.HTTPException)
"""What a caller sees when the engine dies under it."""


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def ok(self):
        return 200 <= self.status < 300

    @property
    def code(self):
        """The last part of a problem's type: `/problems/already-taken` is `already-taken`."""
        return self.json["type"].removeprefix("/problems/")

    def __repr__(self):
        return f"{self.status} {self.body[:1500].decode(errors='replace')}"


class Client:
    """One connection of one caller. It follows the engine into its next start, and begins anew
    after a pause."""
    def __init__(self, engine, token=None):
        self.engine = engine
        self.token = token
        self._connection = None
        self._start = None
        self._used = 0.0

    def call(self, method, path, body=None, headers=None):
        """`body` is sent as JSON unless it is text or bytes already."""
        data = body if body is None or isinstance(body, (bytes, str)) else json.dumps(body)
        data = data.encode() if isinstance(data, str) else data
        sent = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if data is not None:
            sent["Content-Type"] = "application/json"
        try:
            connection = self._open()
            connection.request(method, path, data, sent | (headers or {}))
            got = connection.getresponse()
            answer = Answer(got.status, got.headers, got.read())
            self._used = time.monotonic()
            return answer
        except LOST:
            self.close()
            raise

    def get(self, path, headers=None):
        return self.call("GET", path, headers=headers)

    def post(self, path, body=None, headers=None):
        return self.call("POST", path, body, headers)

    def put(self, path, body=None):
        return self.call("PUT", path, body)

    def patch(self, path, body=None, media_type="application/json"):
        return self.call("PATCH", path, body, {"Content-Type": media_type})

    def post_csv(self, path, text):
        return self.call("POST", path, text, {"Content-Type": "text/csv"})

    def close(self):
        if self._connection:
            self._connection.close()
        self._connection = None

    def _open(self):
        start = (self.engine.port, getattr(self.engine, "starts", None))  # A port may come again.
        if start != self._start or time.monotonic() - self._used > IDLE_SECONDS:
            self.close()
        if not self._connection:
            self._connection = http.client.HTTPConnection("127.0.0.1",
                                                          self.engine.port,
                                                          timeout=TIMEOUT_SECONDS)
        self._start = start
        return self._connection


def call_once(engine, token, *request):
    """A call over a connection of its own."""
    client = Client(engine, token)
    try:
        return client.call(*request)
    finally:
        client.close()


def raw_exchange(port, data):
    """Sends the bytes as they are and reads until the engine closes or, once it has begun to
    answer, is silent for a while."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_SECONDS) as connection:
        with contextlib.suppress(ConnectionError):  # It may have been refused before its end.
            connection.sendall(data)
        with contextlib.suppress(TimeoutError, ConnectionError):
            while piece := connection.recv(65536):
                received += piece
                connection.settimeout(SILENCE_SECONDS)
    return received


def parse_raw(received):
    """The first answer in what `raw_exchange` got."""
    head, _, rest = received.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {
        name.lower(): value.strip()
        for name, _, value in (line.partition(":") for line in lines[1:])
    }
    length = int(headers.get("content-length", len(rest)))
    return Answer(int(lines[0].split()[1]), headers, rest[:length])


class EventStream:
    """Server-Sent Events, read line by line; each event is a dict of `id`, `event` and `data`."""
    def __init__(self, client, path, last_event_id=None):
        headers = {"Authorization": f"Bearer {client.token}", "Accept": "text/event-stream"}
        if last_event_id is not None:
            headers["Last-Event-ID"] = str(last_event_id)
        self._connection = http.client.HTTPConnection("127.0.0.1",
                                                      client.engine.port,
                                                      timeout=TIMEOUT_SECONDS)
        self._connection.request("GET", path, headers=headers)
        self.response = self._connection.getresponse()

    def next(self):
        event = {}
        while line := self.response.readline():
            text = line.decode().rstrip("\r\n")
            if not text and event:
                return event
            name, _, value = text.partition(":")
            if name:
                event[name] = value.removeprefix(" ")
        raise AssertionError("the event stream ended")

    def until(self, kind):
        """All events up to the first of this kind, which is the last."""
        seen = [self.next()]
        while seen[-1].get("event") != kind:
            seen.append(self.next())
        return seen

    def close(self):
        self._connection.close()
