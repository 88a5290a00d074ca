"""`kill -9` in the middle of every kind of command: what was answered is there."""

import time
import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect
from tests.end_to_end.client import call_once
from tests.end_to_end.people import Agent, csv_of, days_from_now, instant, never, resident
from tests.end_to_end.storm import storm

CALLS = 24
KILL_AFTER = 8


class CrashCase(EngineCase):
    def setUp(self):
        super().setUp()
        self.ids = [f"a-{number:02}" for number in range(CALLS)]

    def staff(self):
        self.world.staff(*(Agent(each) for each in self.ids))

    def call(self, role, agent, method, path, body=None):
        """A call over a new connection, to be made when the storm comes to it."""
        token = self.world.engine.token(role, agent)
        return lambda: call_once(self.world.engine, token, method, path, body)

    def act(self, owner, action, body=None):
        """An action of the agent on its referral; `owner` is (referral, agent)."""
        return self.call("agent", owner[1], "POST", f"/v1/referrals/{owner[0]}/{action}", body)

    def direct(self, referral, action, body=None):
        return self.call("operator", None, "POST", f"/v1/referrals/{referral}/{action}", body)

    def offered(self):
        """A referral for each agent, each with an open offer: pairs of (referral, agent)."""
        self.staff()
        posted = [self.world.post()["id"] for _ in self.ids]

        def offers():
            found = [(each["id"], each["offer"]["agent_id"]) for each in self.world.referrals()
                     if each["offer"]]
            return found if len(found) == len(posted) else None

        return eventually(offers, "an offer for each")

    def in_progress(self):
        owners = self.offered()
        for referral, agent in owners:
            expect(self.world.act(agent, referral, "accept"))
        return owners

    def survives(self, calls, is_done):
        """Kills in the middle, starts again: each answered call is done, and each call may be
        repeated, after which it is done too. The folder has to pass `check` at the end."""
        answers = storm(self.world, calls, KILL_AFTER)
        self.world.engine.start()
        answered = [number for number, each in enumerate(answers) if each is not None]
        self.assertGreaterEqual(len(answered), KILL_AFTER, answers)
        for number in answered:
            self.assertTrue(answers[number].ok, answers[number])
            self.assertTrue(is_done(number), f"answered and lost: {answers[number]}")
        for number, call in enumerate(calls):
            self.assertTrue((again := call()).ok, again)
            self.assertTrue(is_done(number), again)
        self.check_folder()

    def check_folder(self):
        self.assertEqual(0, self.world.engine.stop())
        checked = self.world.engine.check()
        self.assertEqual(0, checked.returncode, checked.stdout + checked.stderr)

    def kinds(self, referral):
        return [each["type"] for each in self.world.history(referral)]


class AgentCommands(CrashCase):
    def test_accepts_survive(self):
        owners = self.offered()

        def is_done(number):
            seen = self.world.referral(owners[number][0])
            return (seen["status"], seen["agent_id"]) == ("In Progress", owners[number][1])

        self.survives([self.act(each, "accept") for each in owners], is_done)

    def test_mass_accepts_survive_with_one_winner_each(self):
        self.staff()
        masses = [self.world.mass()["id"] for _ in range(6)]
        for agent in self.ids:
            self.world.await_listed(agent, masses[-1])
        pairs = [(referral, agent) for agent in self.ids for referral in masses]
        answers = storm(self.world, [self.act(each, "accept") for each in pairs], 12)
        self.world.engine.start()
        won = {}
        for (referral, agent), answer in zip(pairs, answers):
            if answer is not None and answer.ok:
                self.assertIsNone(won.setdefault(referral, None), "two winners")
                won[referral] = agent
        for referral, agent in won.items():
            self.assertEqual(agent, self.world.referral(referral)["agent_id"])
        self.check_folder()

    def test_rejects_survive(self):
        owners = self.offered()
        self.survives([self.act(each, "reject", {}) for each in owners],
                      lambda number: "rejected" in self.kinds(owners[number][0]))

    def test_contacted_survives(self):
        owners = self.in_progress()
        self.survives([self.act(each, "contacted") for each in owners],
                      lambda number: self.world.referral(owners[number][0])["contacted_at"])

    def test_completes_survive(self):
        owners = self.in_progress()
        calls = [
            self.act(each, "complete", {"disposition": "enrolled", "note": "n"}) for each in owners
        ]
        self.survives(calls,
                      lambda number: self.world.referral(owners[number][0])["status"] == "Complete")

    def test_releases_survive(self):
        owners = self.in_progress()
        self.survives([self.act(each, "release", {"reason": "r"}) for each in owners],
                      lambda number: "released" in self.kinds(owners[number][0]))

    def test_sections_survive(self):
        agents = [Agent(each) for each in self.ids]
        self.world.hire(*agents)
        calls, saved = [], []
        for agent in agents:
            section, body = agent.sections()[0]
            path = f"/v1/agents/me/registration/{section}"
            calls.append(self.call("agent", agent.id, "PUT", path, body))
            saved.append(agent.id)
        self.survives(calls,
                      lambda number: self.world.profile(saved[number])["registration"]["agreement"])

    def test_schedules_and_switches_survive(self):
        self.staff()
        calls = []
        for agent in self.ids[::2]:
            calls.append(
                self.call("agent", agent, "PUT", "/v1/agents/me/registration/schedule", never()))
        for agent in self.ids[1::2]:
            calls.append(
                self.call("agent", agent, "PUT", "/v1/agents/me/availability", {"override": "off"}))
        order = self.ids[::2] + self.ids[1::2]
        self.survives(calls,
                      lambda number: not self.world.profile(order[number])["availability"]["now"])


class OtherCommands(CrashCase):
    def test_requests_survive_and_a_repeated_key_gets_the_same_answer(self):
        people = [resident() for _ in range(3 * CALLS)]
        token = self.world.engine.token("intake")
        calls = [
            lambda number=number, person=person:
            call_once(self.world.engine, token, "POST", "/v1/requests", person,
                      {"Idempotency-Key": f"key-{number}"}) for number, person in enumerate(people)
        ]
        answers = storm(self.world, calls, CALLS)
        self.world.engine.start()
        for answer, call in zip(answers, calls):
            again = call()
            expect(again, 201)
            if answer is not None:
                self.assertEqual((201, answer.body), (again.status, again.body))
            expect(self.world.bearer(again.json["access_token"]).get(again.headers["Location"]))
        self.assertEqual(len(people), len(self.world.referrals()))
        self.check_folder()

    def test_cancels_survive(self):
        owners = self.offered()
        self.survives(
            [self.direct(referral, "cancel", {"reason": "r"}) for referral, _ in owners],
            lambda number: self.world.referral(owners[number][0])["status"] == "Cancelled")

    def test_reassignments_survive(self):
        owners = self.in_progress()
        calls = [
            self.direct(referral, "assign", {"agent_id": self.ids[0]}) for referral, _ in owners
        ]
        self.survives(
            calls, lambda number: self.world.referral(owners[number][0])["agent_id"] == self.ids[0])

    def test_assignments_over_running_offers_survive(self):
        owners = self.offered()
        calls = [
            self.direct(referral, "assign", {"agent_id": self.ids[-1]}) for referral, _ in owners
        ]

        def is_done(number):
            offer = self.world.referral(owners[number][0])["offer"]
            return offer and offer["agent_id"] == self.ids[-1]

        self.survives(calls, is_done)

    def test_broadcasts_survive(self):
        owners = self.offered()
        self.survives(
            [self.direct(referral, "broadcast") for referral, _ in owners],
            lambda number: "broadcast" in str(self.world.events(owners[number][0], "withdrawn")))

    def test_credentials_and_deregistrations_survive(self):
        self.staff()
        expires = days_from_now(77)
        calls = []
        for number, agent in enumerate(self.ids):
            if number % 2:
                calls.append(
                    self.call("operator", None, "POST", f"/v1/agents/{agent}/deregister",
                              {"reason": "r"}))
            else:
                calls.append(
                    self.call("operator", None, "PATCH", f"/v1/agents/{agent}/credentials",
                              {"certification": {"expires": expires}}))

        def is_done(number):
            profile = self.world.profile(self.ids[number])
            if number % 2:
                return profile["registration"]["status"] == "De-registered"
            return profile["credentials"]["certification"]["expires"] == expires

        self.survives(calls, is_done)

    def test_an_import_that_was_cut_off_is_repeated_harmlessly(self):
        text = csv_of([Agent(f"i-{number:04}") for number in range(2000)])
        operator = self.world.engine.token("operator")

        def importing():
            return call_once(self.world.engine, operator, "POST", "/v1/agents/import", text,
                             {"Content-Type": "text/csv"})

        looks = [self.call("operator", None, "GET", "/v1/agents") for _ in range(40)]
        answer = storm(self.world, [importing, *looks], 4)[0]
        self.world.engine.start()
        again = expect(importing())
        self.assertEqual([], again["errors"])
        if answer is not None:
            self.assertEqual((0, 0), (again["created"], again["updated"]))
        self.assertEqual("Not started", self.world.profile("i-1999")["registration"]["status"])
        self.check_folder()


class Deadlines(EngineCase):
    FLAGS = ("--offer-window", "12s", "--callback-reserve", "0s")

    def setUp(self):
        super().setUp()
        self.world.staff(Agent("only"))
        self.referral = self.world.post()["id"]
        self.reply_by = self.world.await_offer("only", self.referral)["reply_by"]

    def cause_of_the_end(self):
        withdrawn = eventually(lambda: self.world.events(self.referral, "withdrawn"), "the end")
        self.assertEqual([], self.world.events(self.referral, "missed"))
        self.assertEqual(0, self.world.profile("only")["misses"])
        return withdrawn[0]["data"]["cause"]

    def test_an_open_offer_keeps_its_deadline_and_its_end_is_nobodys_miss(self):
        before = self.world.referral(self.referral)["offer"]
        self.world.engine.restart()
        self.assertEqual(before, self.world.referral(self.referral)["offer"])
        self.assertEqual(self.reply_by, self.world.open_offer("only")["reply_by"])
        self.assertEqual("outage", self.cause_of_the_end())
        ended = self.world.events(self.referral, "withdrawn")[0]["at"]
        self.assertGreaterEqual(instant(ended), instant(self.reply_by))

    def test_an_open_offer_can_be_accepted_after_a_restart(self):
        self.world.engine.restart()
        expect(self.world.act("only", self.referral, "accept"))
        self.world.engine.restart()
        again = expect(self.world.act("only", self.referral, "accept"))
        self.assertEqual("In Progress", again["status"])
        self.assertIn("contact", again)

    def test_an_offer_that_ended_while_the_engine_was_down_ends_at_the_start(self):
        self.world.engine.kill()
        time.sleep(max(0, instant(self.reply_by).timestamp() - time.time()) + 0.1)
        self.world.engine.start()
        self.assertEqual("outage", self.cause_of_the_end())
        self.world.await_listed("only", self.referral)


class OverdueAcrossARestart(EngineCase):
    FLAGS = ("--callback-promise", "2s")

    def test_a_promise_that_passed_while_the_engine_was_down_is_overdue_once(self):
        made = self.world.post()
        self.world.engine.kill()
        time.sleep(max(0, instant(made["callback_by"]).timestamp() - time.time()) + 0.1)
        for _ in range(2):
            self.world.engine.start()
            self.world.await_status(made["id"], overdue=True)
            self.assertEqual(1, len(self.world.events(made["id"], "overdue")))
            self.world.engine.kill()


if __name__ == "__main__":
    unittest.main()
