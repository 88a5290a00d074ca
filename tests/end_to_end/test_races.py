"""Many at the same instant: exactly one wins, and nobody passes a limit."""

import collections
import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import at_once, eventually, expect
from tests.end_to_end.people import Agent, resident

ROUNDS = 3


def outcomes(answers):
    """How often each status and code was answered."""
    return collections.Counter(
        "200" if each.status == 200 else f"{each.status} {each.code}" for each in answers)


class Races(EngineCase):
    def accept(self, caller, referral_id):
        return lambda: caller.post(f"/v1/referrals/{referral_id}/accept")

    def test_of_fifty_accepts_of_a_mass_referral_one_wins(self):
        ids = self.world.staff(*(Agent(f"a-{number:02}") for number in range(50)))
        callers = [self.world.caller("agent", each) for each in ids]
        for _ in range(ROUNDS):
            referral = self.world.mass()["id"]
            for each in ids:
                self.world.await_listed(each, referral)
            answers = at_once([self.accept(each, referral) for each in callers])
            self.assertEqual({"200": 1, "409 already-taken": 49}, outcomes(answers))
            winner = ids[[each.status for each in answers].index(200)]
            self.assertEqual(winner, self.world.referral(referral)["agent_id"])
            self.assertEqual(1, len(self.world.events(referral, "contact-shared")))
            expect(self.world.act(winner, referral, "complete", {"disposition": "enrolled"}))

    def test_one_agent_accepts_eight_mass_referrals_and_gets_three(self):
        self.world.staff(Agent("a"))
        callers = [self.world.caller("agent", "a") for _ in range(8)]
        for _ in range(ROUNDS):
            referrals = [self.world.mass()["id"] for _ in callers]
            for each in referrals:
                self.world.await_listed("a", each)
            answers = at_once([self.accept(*each) for each in zip(callers, referrals)])
            self.assertEqual({"200": 3, "409 limit-reached": 5}, outcomes(answers))
            self.assertEqual({"offers": 0, "in_progress": 3}, self.world.profile("a")["open"])
            held = self.world.referrals("&agent=a&status=In%20Progress")
            self.assertEqual(3, len(held))
            for each in referrals:
                expect(self.world.direct(each, "complete", {"disposition": "enrolled"}))

    def test_twenty_posts_with_one_key_make_one_referral(self):
        person = resident()
        callers = [self.world.caller("intake") for _ in range(20)]
        answers = at_once([
            lambda caller=each: caller.post("/v1/requests", person, {"Idempotency-Key": "storm"})
            for each in callers
        ])
        self.assertLessEqual(
            {(each.status, each.code if each.status == 409 else "")
             for each in answers}, {(201, ""), (409, "idempotency-key-in-progress")})
        self.assertEqual(1, len({each.body for each in answers if each.status == 201}))
        self.assertEqual(1, len(self.world.referrals()))

    def test_twenty_posts_of_one_person_make_one_referral(self):
        person = resident()
        callers = [self.world.caller("intake") for _ in range(20)]
        answers = at_once(
            [lambda caller=each: caller.post("/v1/requests", person) for each in callers])
        self.assertEqual([201] + [409] * 19, sorted(each.status for each in answers))
        self.assertEqual({"duplicate-request"},
                         {each.code
                          for each in answers if each.status == 409})
        self.assertEqual(1, len(self.world.referrals()))

    def test_an_accept_and_a_cancel_end_cancelled_with_the_contact_hidden(self):
        self.world.staff(Agent("a"))
        agent, operator = self.world.caller("agent", "a"), self.world.caller("operator")
        for _ in range(10):
            referral = self.world.post()["id"]
            self.world.await_offer("a", referral)
            accepted, cancelled = at_once([
                self.accept(agent, referral),
                lambda: operator.post(f"/v1/referrals/{referral}/cancel", {"reason": "Race."})
            ])
            self.assertEqual(200, cancelled.status)
            self.assertIn(outcomes([accepted]).popitem()[0], ("200", "409 already-ended"))
            self.assertEqual("Cancelled", self.world.referral(referral)["status"])
            self.assertNotIn("contact", agent.get(f"/v1/referrals/{referral}").json)
            self.assertEqual({"offers": 0, "in_progress": 0}, self.world.profile("a")["open"])

    def test_an_accept_and_switching_off_leave_the_referral_with_one_owner(self):
        self.world.staff(Agent("a"))
        for _ in range(10):
            self.one_switch_race()

    def one_switch_race(self):
        agent, switch = self.world.caller("agent", "a"), self.world.caller("agent", "a")
        referral = self.world.post()["id"]
        self.world.await_offer("a", referral)
        accepted, _ = at_once([
            self.accept(agent, referral),
            lambda: switch.put("/v1/agents/me/availability", {"override": "off"})
        ])
        if accepted.status == 200:
            self.assertEqual("a", self.world.referral(referral)["agent_id"])
        else:
            self.assertEqual(409, accepted.status)
            self.world.await_status(referral, status="Pending", offer=None)
        expect(self.world.direct(referral, "cancel", {"reason": "Next round."}))
        self.assertEqual(0, self.world.profile("a")["misses"])
        expect(switch.put("/v1/agents/me/availability", {"override": "schedule"}))

    def test_crosswise_reassignments_end_and_every_ledger_agrees(self):
        self.world.staff(Agent("a"), Agent("b"))
        one, two = self.world.taken_by("a"), self.world.taken_by("b")
        first, second = self.world.caller("operator"), self.world.caller("operator")
        for to_one, to_two in (("b", "a"), ("a", "b")) * 5:
            answers = at_once([
                lambda: first.post(f"/v1/referrals/{one}/assign", {"agent_id": to_one}),
                lambda: second.post(f"/v1/referrals/{two}/assign", {"agent_id": to_two})
            ])
            self.assertEqual([200, 200], [each.status for each in answers])
            self.assertEqual(
                (to_one, to_two),
                (self.world.referral(one)["agent_id"], self.world.referral(two)["agent_id"]))
        eventually(lambda: self.world.profile("a")["open"]["in_progress"] == 1, "one each")


if __name__ == "__main__":
    unittest.main()
