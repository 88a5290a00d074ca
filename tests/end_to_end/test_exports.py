"""Tables of a period over HTTP, and the figures by minute: whole, and for operators alone."""

import csv
import io
import socket
import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect, refused
from tests.end_to_end.people import HIGHLANDS, Agent

ALWAYS = "from=2020-01-01T00:00:00Z&to=2090-01-01T00:00:00Z"


class Exports(EngineCase):
    def table(self, what, period=ALWAYS):
        answer = self.world.operator.get(f"/v1/{what}/export?{period}")
        self.assertEqual(200, answer.status, answer)
        self.assertEqual("text/csv; charset=utf-8", answer.headers["content-type"])
        return list(csv.DictReader(io.StringIO(answer.text, newline="")))

    def test_every_referral_and_agent_is_a_line(self):
        world = self.world
        world.staff(Agent("a"), *(Agent(f"b-{each}", HIGHLANDS) for each in range(25)))
        taken = world.taken_by("a")
        expect(world.act("a", taken, "complete", {"disposition": "no-answer"}))
        posted = {world.post()["id"] for _ in range(120)}
        lines = self.table("referrals")
        self.assertEqual(posted | {taken}, {each["id"] for each in lines})
        self.assertEqual(121, len(lines), "each once")
        one = next(each for each in lines if each["id"] == taken)
        seen = world.referral(taken)
        for name in ("requested_at", "county", "zip", "language", "type", "status", "disposition"):
            self.assertEqual(seen[name], one[name], name)
        self.assertEqual(("false", "0"), (one["overdue"], one["misses"]))
        agents = {each["id"]: each for each in self.table("agents")}
        self.assertEqual(26, len(agents))
        self.assertEqual("1", agents["a"]["no-answer"])
        self.assertEqual("1", agents["a"]["accepts"])
        self.assertEqual("0", agents["a"]["enrolled"])
        self.assertEqual("0", agents["a"]["hand_withdrawals"])
        self.assertRegex(agents["a"]["accept_seconds_p50"], r"^\d+$")
        self.assertEqual("", agents["b-0"]["accept_seconds_p95"])

    def test_another_period_is_empty(self):
        self.world.post()
        january = "from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z"
        self.assertEqual([], self.table("referrals", january))

    def test_it_is_for_operators(self):
        self.world.staff(Agent("a"))
        for what in ("referrals", "agents"):
            path = f"/v1/{what}/export?{ALWAYS}"
            refused(self.world.agent("a").get(path), 403, "forbidden")
            refused(self.world.anybody().get(path), 401, "unauthorized")

    def test_one_who_leaves_in_the_middle_harms_nobody(self):
        for _ in range(250):
            self.world.post()
        token = self.world.engine.token("operator")
        for _ in range(5):
            with socket.create_connection(("127.0.0.1", self.world.engine.port), 60) as connection:
                connection.sendall(f"GET /v1/referrals/export?{ALWAYS} HTTP/1.1\r\nHost: k\r\n"
                                   f"Authorization: Bearer {token}\r\n\r\n".encode())
                connection.recv(100)
        eventually(lambda: len(self.table("referrals")) == 250, "the whole table")

    def test_the_minutes_are_as_many_as_were_asked_for(self):
        items = expect(self.world.operator.get("/v1/stats/history?minutes=1440"))["items"]
        self.assertEqual(1440, len(items))
        self.assertEqual(sorted(each["at"] for each in items), [each["at"] for each in items])
        self.assertIsNone(items[0]["waiting"])
        refused(self.world.operator.get("/v1/stats/history?minutes=1441"), 422, "invalid")

    def test_an_engine_at_work_has_no_dead_letters(self):
        self.world.staff(Agent("a"))
        self.world.taken_by("a")
        letters = expect(self.world.operator.get("/v1/actors/dead-letters"))
        self.assertEqual({0}, set(letters["counts"].values()))
        self.assertEqual([], letters["items"])


if __name__ == "__main__":
    unittest.main()
