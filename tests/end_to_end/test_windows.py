"""Deadlines in seconds: windows that close, promises that pass, and the way back of an agent."""

import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect, refused
from tests.end_to_end.people import HIGHLANDS, Agent, instant


class ShortWindow(EngineCase):
    """Short, and yet long enough for whoever has to answer within it on a busy machine."""
    FLAGS = ("--offer-window", "6s", "--callback-reserve", "0s")

    def test_a_closed_window_counts_a_miss_and_goes_on(self):
        self.world.staff(Agent("near"), Agent("far", HIGHLANDS))
        referral = self.world.post()["id"]
        first = self.world.await_offer("near", referral)
        self.world.await_offer("far", referral)
        expect(self.world.act("far", referral, "accept"))
        missed = self.world.events(referral, "missed")[0]
        self.assertGreaterEqual(instant(missed["at"]), instant(first["reply_by"]))
        self.assertEqual({"role": "engine", "id": None}, missed["by"])
        self.assertEqual(1, self.world.profile("near")["misses"])
        self.assertEqual(0, self.world.profile("far")["misses"])
        refused(self.world.act("near", referral, "accept"), 409, "already-taken")

    def test_a_missed_offer_can_no_longer_be_accepted(self):
        self.world.staff(Agent("near"), Agent("far", HIGHLANDS))
        referral = self.world.post()["id"]
        self.world.await_offer("far", referral)
        refused(self.world.act("near", referral, "accept"), 409, "offer-expired")
        refused(self.world.act("near", referral, "reject"), 409, "not-offered")

    def test_with_nobody_left_it_goes_to_everybody_and_who_missed_may_take_it(self):
        self.world.staff(Agent("only"))
        referral = self.world.post()["id"]
        self.world.await_offer("only", referral)
        self.world.await_listed("only", referral)
        self.assertEqual("nobody-offerable",
                         self.world.events(referral, "made-mass")[0]["data"]["cause"])
        expect(self.world.act("only", referral, "accept"))
        self.assertEqual(0, self.world.profile("only")["misses"])

    def test_an_accept_forgets_the_misses_and_a_reject_keeps_them(self):
        self.world.staff(Agent("only"))
        self.miss("only")
        rejected = self.world.post()["id"]
        self.world.await_offer("only", rejected)
        expect(self.world.act("only", rejected, "reject"))
        self.assertEqual(1, self.world.profile("only")["misses"])
        self.world.taken("only")
        self.assertEqual(0, self.world.profile("only")["misses"])

    def miss(self, agent):
        before = self.world.profile(agent)["misses"]
        referral = self.world.post()["id"]
        self.world.await_offer(agent, referral)
        eventually(lambda: self.world.profile(agent)["misses"] == before + 1, "a miss")
        return referral


class ThreeMisses(EngineCase):
    FLAGS = ("--offer-window", "700ms", "--callback-reserve", "0s")

    def setUp(self):
        super().setUp()
        self.agent = Agent("only")
        self.world.staff(self.agent)
        self.missed = []
        for count in (1, 2, 3):
            self.missed.append(self.world.post()["id"])
            eventually(lambda: self.world.profile("only")["misses"] == count, f"miss {count}")

    def status(self):
        return self.world.profile("only")["registration"]["status"]

    def test_three_in_a_row_deregister_and_reregistering_works(self):
        self.assertEqual("De-registered", self.status())
        self.assertEqual("not-registered", self.world.profile("only")["availability"]["reason"])
        refused(self.world.act("only", self.missed[0], "accept"), 409, "agent-not-registered")
        sections = self.agent.sections()
        refused(self.put(*sections[2]), 409, "section-order")
        for section, body in sections[:2]:
            expect(self.put(section, body))
            self.assertEqual(("De-registered", 3),
                             (self.status(), self.world.profile("only")["misses"]))
        expect(self.put(*sections[2]))
        self.assertEqual(("Registered", 0), (self.status(), self.world.profile("only")["misses"]))
        self.world.await_listed("only", self.missed[0])
        expect(self.world.act("only", self.missed[0], "accept"))
        referral = self.world.post()["id"]
        eventually(lambda: self.world.events(referral, "offered"), "an offer")

    def test_nothing_is_offered_to_a_deregistered_agent(self):
        referral = self.world.post()["id"]
        self.world.await_status(referral, type="Mass", contact_centre=True)
        self.assertEqual([], self.world.events(referral, "offered"))
        self.assertEqual([], self.world.board("only"))

    def put(self, section, body):
        return self.world.agent("only").put(f"/v1/agents/me/registration/{section}", body)


class Promise(EngineCase):
    FLAGS = ("--offer-window", "5s", "--callback-promise", "8s", "--callback-reserve", "0s")

    def test_when_no_window_fits_it_goes_to_everybody_at_once(self):
        self.world.staff(Agent("near"), Agent("far", HIGHLANDS))
        referral = self.world.post()["id"]
        self.world.await_listed("far", referral)
        self.assertEqual("no-window-left",
                         self.world.events(referral, "made-mass")[0]["data"]["cause"])
        self.assertEqual(1, len(self.world.events(referral, "offered")))

    def test_a_passed_promise_is_overdue_once_and_still_taken(self):
        self.world.staff(Agent("only"))
        made = self.world.post()
        late = self.world.await_status(made["id"], overdue=True)
        self.assertTrue(late["contact_centre"])
        eventually(lambda: self.stats()["referrals"]["overdue"] == 1, "the figure")
        event = self.world.events(made["id"], "overdue")[0]
        self.assertGreaterEqual(instant(event["at"]), instant(made["callback_by"]))
        expect(self.world.act("only", made["id"], "accept"))
        self.assertFalse(self.world.referral(made["id"])["contact_centre"])
        expect(self.world.act("only", made["id"], "contacted"))
        stats = self.stats()
        self.assertEqual((0, 0.0), (stats["referrals"]["overdue"], stats["inside_promise"]))
        self.assertEqual(1, len(self.world.events(made["id"], "overdue")))

    def test_overdue_referrals_lead_the_operators_list(self):
        late = self.world.post()["id"]
        self.world.await_status(late, overdue=True)
        fresh = [self.world.post()["id"]]
        self.world.pass_an_instant()
        fresh += [self.world.post()["id"]]
        self.assertEqual([late, fresh[1], fresh[0]],
                         [each["id"] for each in self.world.referrals()])
        self.assertEqual([late], [each["id"] for each in self.world.referrals("&overdue=true")])

    def stats(self):
        return expect(self.world.operator.get("/v1/stats"))


if __name__ == "__main__":
    unittest.main()
