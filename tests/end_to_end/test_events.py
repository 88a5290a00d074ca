"""The streams of events: whoever is killed, an event is heard once, and none is missing."""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import unittest

from tests.end_to_end.campaign import AGENTS, FLAGS, Campaign
from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect
from tests.end_to_end.client import EventStream
from tests.end_to_end.event_client import lines_of
from tests.end_to_end.history import History
from tests.end_to_end.people import Agent, csv_of

SECONDS = float(os.environ.get("KOD_SECONDS", "12"))
BOARD_NOTICES = ("listed", "unlisted")


class KilledClient:
    """A client in a process of its own, with the file in which it keeps what it heard."""
    def __init__(self, engine, token, path, folder, start="0"):
        self.engine = engine
        self.token = token
        self.path = path
        self.file = pathlib.Path(folder) / path.strip("/").replace("/", "-")
        self.start_after = start
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-B", "-m", "tests.end_to_end.event_client",
             str(self.engine.port), self.path, str(self.file)],
            stdin=subprocess.PIPE, text=True, env=os.environ | {"START": self.start_after})
        self.process.stdin.write(self.token + "\n")
        self.process.stdin.close()

    def kill(self):
        if self.process:
            self.process.kill()
            self.process.wait()

    def restart(self):
        self.kill()
        self.start()

    def heard(self):
        return lines_of(self.file)


def fresh(world, client, path, last):
    """All events up to this id, as a client hears them that is never killed."""
    stream = EventStream(client, path, 0)
    heard = []
    while not heard or heard[-1][0] < last:
        event = stream.next()
        if event["event"] not in BOARD_NOTICES:
            heard.append((int(event["id"]), event["event"], event["data"]))
    stream.close()
    return heard


class KilledClients(EngineCase):
    FLAGS = FLAGS

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory(prefix="kod-events-")
        self.addCleanup(folder.cleanup)
        self.seed = int(os.environ.get("KOD_SEED", "1"))
        engine = self.world.engine
        self.operators = KilledClient(engine, engine.token("operator"), "/v1/events", folder.name)
        self.agents = [
            KilledClient(engine, engine.token("agent", each), f"/v1/agents/{each}/events",
                         folder.name) for each in AGENTS[:2]
        ]
        self.clients = [self.operators, *self.agents]
        for each in self.clients:
            self.addCleanup(each.kill)
        self.history = History(pathlib.Path(folder.name) / "history")

    def test_hear_each_event_once(self):
        campaign = Campaign(self.world, self.history, self.seed)
        campaign.begin()
        dice = random.Random(self.seed)
        for each in self.clients:
            each.start()
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            time.sleep(dice.random() * 0.8)
            if dice.random() < 0.25:
                campaign.crash(dice)
                for each in self.clients:
                    each.restart()
            else:
                dice.choice(self.clients).restart()
        campaign.send_home()
        eventually(campaign.quiet, "the last windows to close")
        self.last = max(each["sequence"] for events in self.stored().values() for each in events)
        # Promises go on passing. What is read again holds all up to what was the last one.
        self.events = {
            referral: [each for each in events if each["sequence"] <= self.last]
            for referral, events in self.stored().items()
        }
        for each in self.clients:
            each.restart()
        self.expect_operators_heard_all()
        for each, agent in zip(self.agents, AGENTS):
            self.expect_agent_heard_its_own(each, agent)

    def stored(self):
        return {each["id"]: self.world.history(each["id"]) for each in self.world.referrals()}

    def expect_operators_heard_all(self):
        eventually(lambda: self.operators.heard() and self.operators.heard()[-1][0] >= self.last,
                   "the last event")
        heard = [each for each in self.operators.heard() if each[0] <= self.last]
        ids = [each[0] for each in heard]
        self.assertEqual(sorted(set(ids)), ids, "in order, and none twice")
        told = {}
        for number, kind, data in heard:
            referral = json.loads(data).get("referral_id")
            if referral:
                told.setdefault(referral, []).append((number, kind))
        stored = {
            referral: [(each["sequence"], each["type"]) for each in events]
            for referral, events in self.events.items()
        }
        self.assertEqual(stored, told)
        self.assertEqual(fresh(self.world, self.world.operator, "/v1/events", self.last), heard)

    def expect_agent_heard_its_own(self, client, agent):
        anew = fresh(self.world, self.world.agent(agent), client.path, self.last_of(agent))
        eventually(lambda: client.heard() and client.heard()[-1][0] >= anew[-1][0],
                   f"the last event of {agent}")
        heard = client.heard()
        ids = [each[0] for each in heard]
        self.assertEqual(sorted(ids), ids)
        own = [each for each in heard if each[1] not in BOARD_NOTICES]
        self.assertEqual(anew, own[:len(anew)])
        for _, _, data in heard:
            self.assertNotIn("why", json.loads(data))
            for other in AGENTS:
                if other != agent:
                    self.assertNotIn(f'"{other}"', data)
        named = {(each["sequence"], each["type"])
                 for events in self.events.values()
                 for each in events if each["data"].get("agent_id") == agent}
        self.assertLessEqual(named, {(number, kind) for number, kind, _ in own})
        self.expect_folded_board(client, agent)

    def last_of(self, agent):
        """The last event that names the agent: it is certainly told."""
        return max(each["sequence"] for events in self.events.values() for each in events
                   if each["data"].get("agent_id") == agent)

    def expect_folded_board(self, client, agent):
        """Whoever follows `listed` and `unlisted` knows the board, whatever was lost between."""
        def folded():
            board = set()
            for _, kind, data in client.heard():
                change = {"listed": board.add, "unlisted": board.discard}.get(kind)
                if change:
                    change(json.loads(data)["referral_id"])
            return board

        def stands():
            return {
                each["id"]
                for each in self.world.board(agent)
                if each["type"] == "Mass" and each["status"] == "Pending"
            }

        eventually(lambda: folded() == stands(), f"the board of {agent}")


class Streams(EngineCase):
    def test_go_on_within_what_one_command_did(self):
        self.world.staff(Agent("a"))
        referral = self.world.taken("a")["id"]
        history = self.world.history(referral)
        accepted, shared = [each for each in history
                            if each["type"] in ("accepted", "contact-shared")]
        self.assertEqual(accepted["sequence"] + 1, shared["sequence"])
        self.world.engine.restart()
        for client, path in ((self.world.operator, "/v1/events"),
                             (self.world.agent("a"), "/v1/agents/me/events")):
            stream = EventStream(client, path, accepted["sequence"])
            self.assertEqual(str(shared["sequence"]), stream.next()["id"])
            stream.close()

    def test_refuse_an_id_that_no_event_has(self):
        self.world.staff(Agent("a"))
        for path in ("/v1/events", "/v1/agents/a/events"):
            for last in ("999999", "x", "-1"):
                stream = EventStream(self.world.operator, path, last)
                self.assertEqual(422, stream.response.status, last)
                stream.close()

    def test_hold_nothing_personal(self):
        self.world.staff(Agent("a", name="Ann Unmistakable"))
        made = self.world.taken("a", name="Rosa Unmistakable", note="A note unmistakable.")
        expect(self.world.operator.get(
            f"/v1/referrals/{made['id']}?reveal=contact&reason=Reason%20unmistakable"))
        expect(self.world.direct(made["id"], "cancel", {"reason": "Another unmistakable one."}))
        for client, path in ((self.world.operator, "/v1/events"),
                             (self.world.agent("a"), "/v1/agents/me/events")):
            stream = EventStream(client, path, 0)
            heard = stream.until("cancelled")
            self.assertGreater(len(heard), 4)
            self.assertNotIn("nmistakable", json.dumps(heard))
            stream.close()

    def test_tell_who_left_the_board_while_nobody_listened(self):
        self.world.staff(Agent("a"), Agent("b"))
        taken, kept = self.world.masses(2)
        stream = EventStream(self.world.agent("a"), "/v1/agents/me/events", 0)
        listed = [stream.next()]
        while len([each for each in listed if each["event"] == "listed"]) < 2:
            listed.append(stream.next())
        stream.close()
        expect(self.world.act("b", taken, "accept"))
        again = EventStream(self.world.agent("a"), "/v1/agents/me/events", listed[-1]["id"])
        told = {}
        while set(told.values()) != {"listed", "unlisted"}:
            event = again.next()
            if event["event"] in BOARD_NOTICES:
                told[json.loads(event["data"])["referral_id"]] = event["event"]
        again.close()
        self.assertEqual({taken: "unlisted", kept: "listed"}, told)

    def test_end_with_a_word_when_the_engine_stops(self):
        stream = EventStream(self.world.operator, "/v1/events")
        self.world.engine.stop()
        event = stream.next()
        self.assertEqual("ended", event["event"])
        self.assertNotIn("id", event)
        self.assertEqual("stopping", json.loads(event["data"])["reason"])

    def test_drop_a_client_that_does_not_read_and_let_it_go_on(self):
        """It hears what waited for it and that this is the end, unless it takes longer than the
        server's patience before it reads again: then the connection ends without a word."""
        slow = EventStream(self.world.operator, "/v1/events", 0)
        crowd, at_once = 60000, 10000
        for first in range(0, crowd, at_once):
            agents = [Agent(f"s-{n}") for n in range(first, first + at_once)]
            expect(self.world.operator.post_csv("/v1/agents/import", csv_of(agents)))
        heard = self.hear_to_the_end(slow)
        if heard[-1]["event"] == "ended":
            self.assertEqual("too-slow", json.loads(heard.pop()["data"])["reason"])
        self.assertLess(len(heard), crowd, "it was not dropped")
        again = EventStream(self.world.operator, "/v1/events", heard[-1]["id"])
        while len(heard) < crowd:
            heard.append(again.next())
        again.close()
        ids = [int(each["id"]) for each in heard]
        self.assertEqual(sorted(set(ids)), ids)
        self.assertEqual({f"s-{n}" for n in range(crowd)},
                         {json.loads(each["data"])["agent_id"] for each in heard})

    @staticmethod
    def hear_to_the_end(stream):
        heard = []
        try:
            while not heard or heard[-1]["event"] != "ended":
                heard.append(stream.next())
        except (AssertionError, OSError):
            pass
        stream.close()
        return heard


if __name__ == "__main__":
    unittest.main()
