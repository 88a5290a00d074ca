"""Clients that no good client is: many, slow, silent or rude, each at the level of its socket."""

import json
import resource
import socket
import struct

from tests.end_to_end.people import resident


def dial(engine, receive_buffer=None):
    """A connection; with a small buffer the engine soon notices that nobody reads."""
    made = socket.socket()
    made.settimeout(30)
    if receive_buffer:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    made.connect(("127.0.0.1", engine.port))
    return made


def dial_many(case, count):
    """So many connections, closed when the test is over."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < count + 200:
        case.skipTest(f"{count} connections need as many files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, count + 200), hard))
    made = []
    case.addCleanup(lambda: [each.close() for each in made])
    for _ in range(count):
        made.append(dial(case.world.engine))
    return made


def reset(connection):
    """Ends it as a crashed client's kernel does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def request_bytes(path, token=None, body=None, method="POST", **fields):
    """A whole request; `body` goes as JSON."""
    text = b"" if body is None else json.dumps(body).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: kod.example"]
    lines += [f"Authorization: Bearer {token}"] if token else []
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(text)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + text


def new_request(token, key=None, **changes):
    """The bytes of a request of somebody new."""
    fields = {"Idempotency_Key": key} if key else {}
    return request_bytes("/v1/requests", token, resident(**changes), **fields)


def hear(connection):
    """The head of the next answer and its body, or nothing once the engine has hung up."""
    heard = b""
    while b"\r\n\r\n" not in heard:
        piece = connection.recv(65536)
        if not piece:
            return "", b""
        heard += piece
    head, _, body = heard.partition(b"\r\n\r\n")
    head = head.decode()
    length = next((int(line.split(":")[1]) for line in head.split("\r\n")
                   if line.lower().startswith("content-length:")), 0)
    while len(body) < length:
        piece = connection.recv(65536)
        if not piece:
            return "", b""
        body += piece
    return head, body


def status_of(connection):
    """Of the next answer; 0 once the engine has hung up."""
    try:
        head, _ = hear(connection)
    except ConnectionError:
        return 0
    return int(head.split()[1]) if head else 0


def resident_kilobytes(engine):
    """The memory that the engine's process holds."""
    with open(f"/proc/{engine.process.pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS:"))
