"""A disk that doesn't answer for a while: what needs it waits, within bounds, by what it is for."""

import collections
import json
import subprocess
import unittest
import uuid

from tests.end_to_end import power_cut
from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect
from tests.end_to_end.client import call_once
from tests.end_to_end.hostile import dial, hear, request_bytes
from tests.end_to_end.people import Agent, resident
from tests.end_to_end.world import World

AT_LEAST = 256
"""So many new requests may always be under way."""


class StuckDisk(EngineCase):
    def setUp(self):
        if reason := power_cut.why_not():
            self.skipTest(reason)
        self.disk = power_cut.Disk()
        self.addCleanup(self.disk.close)
        self.world = World(data=self.disk.folder / "data")
        self.addCleanup(self.world.close)
        self.addCleanup(self.thaw)  # First: nobody can end on a frozen disk.
        self.frozen = False

    def freeze(self):
        subprocess.run(["fsfreeze", "--freeze", self.disk.folder], check=True)
        self.frozen = True

    def thaw(self):
        if self.frozen:
            subprocess.run(["fsfreeze", "--unfreeze", self.disk.folder], check=True)
        self.frozen = False

    def test_new_requests_are_refused_before_accepts_and_health(self):
        agent = Agent("ada")
        self.world.staff(agent)
        made = self.world.post()
        self.world.await_offer(agent.id, made["id"])
        self.freeze()
        key, kept = str(uuid.uuid4()), resident()
        first = self.send("/v1/requests", "intake", kept, Idempotency_Key=key)
        eventually(lambda: self.under_way() >= 1, "the first one to be let in")
        others = [self.send("/v1/requests", "intake", resident()) for _ in range(3 * AT_LEAST)]
        accept = self.send(f"/v1/referrals/{made['id']}/accept", agent.id, {})
        for path in ("/livez", "/readyz"):
            expect(call_once(self.world.engine, None, "GET", path))
        expect(self.world.operator.get(f"/v1/referrals/{made['id']}"))
        told = collections.Counter(self.problem(each) for each in others)
        self.assertEqual({"overloaded": 2 * AT_LEAST + 1, "unknown-outcome": AT_LEAST - 1}, told)
        self.assertEqual("unknown-outcome", self.problem(first))
        self.assertEqual("unknown-outcome", self.problem(accept), "it was let in")
        late = self.send("/v1/requests", "intake", resident())
        self.assertEqual("overloaded", self.problem(late), "what waits inside still counts")
        self.thaw()
        self.everything_is_done_once(agent, made, kept, key)

    def send(self, path, who, body, **fields):
        agent = None if who == "intake" else who
        token = self.world.engine.token("agent" if agent else "intake", agent)
        connection = dial(self.world.engine)
        self.addCleanup(connection.close)
        connection.sendall(request_bytes(path, token, body, **fields))
        return connection

    def problem(self, connection):
        head, body = hear(connection)
        self.assertIn(" 503 ", head)
        self.assertIn("Retry-After: 1", head)
        return json.loads(body)["type"].removeprefix("/problems/")

    def under_way(self):
        """What the engine was asked and has not answered, but for this."""
        gateway = expect(self.world.operator.get("/v1/actors/gateway/gateway"))
        return gateway["mailbox"] - 1

    def everything_is_done_once(self, agent, made, kept, key):
        """What had an unknown outcome is repeated, and has the one that it had."""
        answer = eventually(
            lambda: self.ok(self.world.intake.post("/v1/requests", kept, {"Idempotency-Key": key})),
            "the request with its key")
        self.assertEqual(201, answer.status)
        again = self.world.intake.post("/v1/requests", kept, {"Idempotency-Key": key})
        self.assertEqual(answer.json["id"], expect(again, 201)["id"])
        eventually(lambda: self.ok(self.world.act(agent.id, made["id"], "accept")), "the accept")
        self.assertEqual(1, len(self.world.events(made["id"], "accepted")))
        eventually(lambda: len(self.world.referrals()) >= AT_LEAST + 1, "all that was let in")
        self.assertEqual(AT_LEAST + 1, len(self.world.referrals()))

    @staticmethod
    def ok(answer):
        return answer if answer.status < 300 else None


if __name__ == "__main__":
    unittest.main()
