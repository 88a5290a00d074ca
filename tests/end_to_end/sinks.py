"""Where notifications go in tests: a mail server and a webhook, on this machine, that note all."""

import base64
import email
import email.policy
import hashlib
import hmac
import http.server
import json
import pathlib
import socketserver
import ssl
import subprocess
import threading

SECRET_BYTES = bytes(range(32))
SECRET = "whsec_" + base64.b64encode(SECRET_BYTES).decode()


class Mail:
    """An e-mail as it was taken."""
    def __init__(self, sender, recipient, data):
        self.sender = sender
        self.recipient = recipient
        self.data = data
        self.message = email.message_from_bytes(data, policy=email.policy.default)
        self.id = self.message["Message-ID"].strip("<>").partition("@")[0]

    @property
    def body(self):
        return self.message.get_content()

    def __repr__(self):
        return f"{self.id} to {self.recipient}"


class Certificate:
    """For this machine, signed by itself: whoever doesn't trust it by name trusts it not at all."""
    def __init__(self, folder):
        self.file = pathlib.Path(folder) / "certificate.pem"
        key = pathlib.Path(folder) / "key.pem"
        subprocess.run([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "2", "-subj", "/CN=sink", "-addext", "subjectAltName=IP:127.0.0.1",
            "-keyout", key, "-out", self.file
        ], check=True, capture_output=True)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.file, key)


class _SmtpTalk(socketserver.StreamRequestHandler):
    def handle(self):
        self.encrypted = False
        if self.server.sink.tls_at_once:
            self.encrypt()
        self.say(self.server.sink.refusals.get("greeting", "220 sink ESMTP"))
        sender = recipient = ""
        while line := self.hear():
            verb = line[:4].upper()
            greets = verb in ("EHLO", "HELO")  # Who is refused one tries the other.
            if refusal := self.server.sink.refusals.get("EHLO" if greets else verb):
                self.say(refusal)
            elif verb == "EHLO":
                self.say("\r\n".join(self.capabilities()))
            elif verb == "STAR":
                self.say("220 go on")
                self.encrypt()
            elif verb == "AUTH":
                word = line.split(" ")[2:] or [self.ask()]
                said = base64.b64decode(word[0]).decode().split("\0")
                known = said[1:] == list(self.server.sink.user or ())
                self.say("235 welcome" if known else "535 5.7.8 wrong")
            elif verb == "MAIL":
                sender = line.partition("<")[2].partition(">")[0]
                self.say("250 ok")
            elif verb == "RCPT":
                recipient = line.partition("<")[2].partition(">")[0]
                refused = recipient in self.server.sink.unknown
                self.say(f"550 no such user {recipient}" if refused else "250 ok")
            elif verb == "DATA":
                self.say("354 go on")
                self.server.sink.take(Mail(sender, recipient, self.read_data()))
                self.say("250 taken")
            elif verb == "QUIT":
                return self.say("221 bye")
            else:
                self.say("500 what?")

    def finish(self):
        super().finish()
        if self.encrypted:
            self.request.close()  # The server knows only the one that TLS was wrapped round.

    def capabilities(self):
        sink = self.server.sink
        yield "250-sink"
        if sink.certificate and not self.encrypted:
            yield "250-STARTTLS"
        if sink.user:
            yield "250-AUTH PLAIN"
        yield "250 8BITMIME"

    def encrypt(self):
        context = self.server.sink.certificate.context
        self.request = context.wrap_socket(self.request, server_side=True)
        self.rfile = self.request.makefile("rb")
        self.wfile = self.request.makefile("wb", buffering=0)
        self.encrypted = True

    def ask(self):
        self.say("334 ")
        return self.hear()

    def hear(self):
        line = self.rfile.readline().decode().strip()
        self.server.sink.heard.append((self.encrypted, line))
        return line

    def read_data(self):
        data = b""
        while not data.endswith(b"\r\n.\r\n"):
            line = self.rfile.readline()
            if not line:
                raise ConnectionError("broke off")
            data += line[1:] if line.startswith(b"..") else line
        return data[:-3]

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")


class Call:
    """A webhook as it was posted."""
    def __init__(self, headers, data):
        self.data = data
        self.id = headers["webhook-id"]
        self.timestamp = headers["webhook-timestamp"]
        self.signatures = headers["webhook-signature"].split(" ")
        self.json = json.loads(data)

    @property
    def is_signed(self):
        """As a receiver verifies it: by hand, with nothing of the engine's."""
        signed = f"{self.id}.{self.timestamp}.".encode() + self.data
        mac = hmac.new(SECRET_BYTES, signed, hashlib.sha256).digest()
        return "v1," + base64.b64encode(mac).decode() in self.signatures

    def __repr__(self):
        return f"{self.id}: {self.data.decode()}"


class _WebhookTalk(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        data = self.rfile.read(int(self.headers["content-length"]))
        self.server.sink.take(Call(self.headers, data))
        self.send_response(self.server.sink.answer)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, *_):
        pass  # The engine was killed in the middle.


class Sink:
    """Up until `kill`; `start` brings it up again at the same port."""

    TALK = None

    def __init__(self):
        self.taken = []
        self.unknown = set()
        self.refusals = {}  # What a mail server says to a command, or as its `greeting`, instead.
        self.answer = 204
        self.port = 0
        self._lock = threading.Lock()
        self._server = None
        self.start()

    def start(self):
        self._server = _Server(("127.0.0.1", self.port), self.TALK)
        self._server.sink = self
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02, ), daemon=True).start()

    def kill(self):
        if self._server:
            self._server.shutdown()
            self._server.server_close()
        self._server = None

    def take(self, one):
        with self._lock:
            self.taken.append(one)

    def ids(self):
        with self._lock:
            return [each.id for each in self.taken]

    def seen(self):
        with self._lock:
            return list(self.taken)


class MailSink(Sink):
    """With a certificate it offers TLS, or speaks nothing else; with a user it wants to know who."""

    TALK = _SmtpTalk

    def __init__(self, certificate=None, tls_at_once=False, user=None):
        self.certificate = certificate
        self.tls_at_once = tls_at_once
        self.user = user
        self.heard = []  # Each line but of a mail's own, and whether it came encrypted.
        super().__init__()


class WebhookSink(Sink):
    TALK = _WebhookTalk
