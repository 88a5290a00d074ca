"""Processes of residents and agents for the crowd: each holds one connection and many tokens."""

import random
import time
import types

from tests.end_to_end.checks import expect
from tests.end_to_end.client import Client
from tests.end_to_end.people import resident

IDLE_SECONDS = 0.2
ACTED = {200, 409}
"""A race lost is no failure: somebody else was first, or the operator's hand was."""


def register_share(port, share):
    """`share`: pairs of agent and token."""
    client = Client(types.SimpleNamespace(port=port))
    for agent, token in share:
        client.token = token
        for section, body in agent.sections():
            expect(client.put(f"/v1/agents/me/registration/{section}", body))
    client.close()


def post_share(port, token, numbers):
    """Posts a request for each number; answers what each was told: (id, callback_by)."""
    client = Client(types.SimpleNamespace(port=port), token)
    told = []
    for number in numbers:
        language = "es" if number % 10 == 0 else "en"
        body = resident(name=f"Crowd Resident {number}",
                        phone=f"606-{300 + number // 10000}-{number % 10000:04d}",
                        email=None,
                        language=language,
                        note=None)
        made = expect(client.post("/v1/requests", body, {"Idempotency-Key": f"crowd-{number}"}),
                      201)
        told.append((made["id"], made["callback_by"]))
    client.close()
    return told


class AgentShare:
    """The agents of one process. They look round in turn, answer what they see, and now and then
    reject or release, until everything posted has ended."""
    def __init__(self, port, share, seed):
        self.client = Client(types.SimpleNamespace(port=port))
        self.share = share
        self.dice = random.Random(seed)
        self.accepted = []  # (referral, agent), as answered
        self.released = []
        self.completed = []
        self.unexpected = []

    def work(self, ended, deadline):
        """`ended` counts over all processes; `deadline` bounds a run that hangs."""
        while ended.value < ended.wanted() and time.time() < deadline:
            before = len(self.completed)
            for agent, token in self.share:
                self.client.token = token
                self.look_round(agent)
            ended.add(len(self.completed) - before)
            if len(self.completed) == before:
                time.sleep(IDLE_SECONDS)
        self.client.close()

    def look_round(self, agent):
        answer = self.client.get("/v1/agents/me/referrals")
        if answer.status != 200:
            self.unexpected.append(repr(answer))
            return
        items = answer.json["items"]
        mine = [each for each in items if each.get("reply_by") or each["status"] == "In Progress"]
        board = [each for each in items if each["status"] == "Pending" and not each.get("reply_by")]
        for each in mine + self.dice.sample(board, min(2, len(board))):
            self.answer_one(agent, each)

    def answer_one(self, agent, seen):
        chance = self.dice.random()
        if seen["status"] == "In Progress":
            if chance < 0.03:
                self.act(agent, seen, "release", {"reason": "Somebody else should."}, self.released)
            else:
                self.act(agent, seen, "complete", {"disposition": "enrolled"}, self.completed)
        elif chance < 0.05 and seen["type"] == "General":
            self.act(agent, seen, "reject", {}, [])
        else:
            self.act(agent, seen, "accept", None, self.accepted)

    def act(self, agent, seen, action, body, ledger):
        answer = self.client.post(f"/v1/referrals/{seen['id']}/{action}", body)
        if answer.status == 200:
            ledger.append((seen["id"], agent.id))
        elif answer.status not in ACTED:
            self.unexpected.append(f"{action}: {answer!r}")
