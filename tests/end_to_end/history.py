"""What every client did and was told, line by line in a file beside the engine.

One line for each call: who, what, when it began and ended (monotonic), how it came out, and what
of the answer matters. No text of a person is kept, only the numbers of the markers found in it:
each resident of a campaign has a phone number that nobody else has, and it is looked for in every
answer to anybody.
"""

import json
import re
import threading
import time

from tests.end_to_end.client import LOST
from tests.end_to_end.people import resident

MARKER = re.compile(r"\+?1?606[-. ]?([2-9]\d\d)[-. ]?(\d{4})\b")
NOT_DONE = ("stopping", "overloaded", "storage-full", "too-many-requests")
"""Refusals that come before the engine has looked at what is asked."""


def marked_resident(number):
    """A resident whose phone, mail and note all carry the same number."""
    middle, last = 200 + number // 10000, f"{number % 10000:04d}"
    phone = f"606-{middle}-{last}"
    return resident(phone=phone, email=f"r606{middle}{last}@homes.example", note=f"Ask {phone}.")


def markers_in(text):
    return sorted({(int(middle) - 200) * 10000 + int(last)
                   for middle, last in MARKER.findall(text)})


class History:
    def __init__(self, path):
        self.path = path
        self._file = open(path, "a", encoding="utf-8")
        self._lock = threading.Lock()

    def add(self, **line):
        with self._lock:
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()

    def engine_gone(self):
        """After this instant nothing that was under way can take effect any more."""
        self.add(kind="gone", start=time.monotonic(), wall=time.time())

    def lines(self):
        with open(self.path, encoding="utf-8") as file:
            return [json.loads(each) for each in file]

    def close(self):
        self._file.close()


class Witness:
    """One client whose every call goes into the history."""
    def __init__(self, client, history, agent=None):
        self.client = client
        self.history = history
        self.agent = agent

    def call(self, kind, path, body=None, **about):
        """The answer, or None if there was none. `about` is noted with the call: `referral`, `who`
        for the agent whom it concerns, `key` of a request."""
        method = "GET" if kind in ("read", "board", "list") else "POST"
        headers = {"Idempotency-Key": about["key"]} if "key" in about else None
        start = time.monotonic()
        try:
            answer = self.client.call(method, path, body, headers)
        except ConnectionRefusedError:
            return None  # It was never asked.
        except LOST:
            self._note(kind, about, start, outcome="unknown")
            return None
        code = "ok" if answer.ok else answer.code
        if code not in NOT_DONE:
            outcome = "unknown" if code == "unknown-outcome" else code
            told = markers_in(answer.text)
            self._note(kind, about, start, outcome=outcome, markers=told, **_seen(kind, answer))
        return answer

    def _note(self, kind, about, start, **came_out):
        self.history.add(kind=kind, asker=self.agent, **about, start=start, end=time.monotonic(),
                         **came_out)


def _seen(kind, answer):
    if not answer.ok or kind == "list":
        return {}
    if kind == "request":
        return {"id": answer.json["id"]}
    if kind == "board":
        return {"held": [e["id"] for e in answer.json["items"] if e["status"] == "In Progress"]}
    return {"seen": [answer.json["status"], answer.json.get("agent_id")]}
