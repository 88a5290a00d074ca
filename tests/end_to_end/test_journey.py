"""A request from its first minute to its end, and every way it can turn on the road."""

import math
import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect, refused
from tests.end_to_end.client import EventStream
from tests.end_to_end.people import (BOWLING_GREEN, FRANKFORT, HIGHLANDS, LOUISVILLE, Agent,
                                     instant, resident, spelled)

EARTH_MILES = 3958.7613
POINTS = {LOUISVILLE: (38.252811, -85.751946), FRANKFORT: (38.234919, -84.868786)}


def great_circle_miles(one, other):
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, POINTS[each])) for each in (one, other))
    half = (math.sin((lat2 - lat1) / 2)**2 + math.cos(lat1) * math.cos(lat2) * math.sin(
        (lon2 - lon1) / 2)**2)
    return 2 * EARTH_MILES * math.asin(math.sqrt(half))


class Journey(EngineCase):
    """Three agents who speak Spanish at growing distances; the nearest of all doesn't."""
    def setUp(self):
        super().setUp()
        self.world.staff(Agent("near", LOUISVILLE), Agent("first", HIGHLANDS, ("en", "es")),
                         Agent("second", FRANKFORT, ("es", )),
                         Agent("third", BOWLING_GREEN, ("es", )))

    def post(self, **changes):
        made = self.world.post(language="es", **changes)
        self.world.await_offer("first", made["id"])
        return made["id"]

    def kinds(self, referral_id):
        return [each["type"] for each in self.world.history(referral_id)]

    def test_a_request_is_offered_to_the_nearest_agent_who_speaks_the_language(self):
        made = self.world.post(language="es-MX")
        offer = self.world.await_offer("first", made["id"])
        self.assertEqual("General", offer["type"])
        self.assertEqual("Pending", offer["status"])
        self.assertEqual("es", offer["language"])
        self.assertEqual("Jefferson County", offer["county"])
        self.assertEqual(made["callback_by"], offer["callback_by"])
        for other in ("near", "second", "third"):
            self.assertEqual([], self.world.board(other))
            refused(self.world.agent(other).get(f"/v1/referrals/{made['id']}"), 404, "not-found")

    def test_the_two_clocks_are_fifteen_and_thirty_minutes(self):
        referral = self.world.referral(self.post())
        offer = referral["offer"]
        window = instant(offer["reply_by"]) - instant(offer["offered_at"])
        promise = instant(referral["callback_by"]) - instant(referral["requested_at"])
        self.assertEqual(15 * 60, window.total_seconds())
        self.assertEqual(30 * 60, promise.total_seconds())

    def test_the_choice_is_stored_with_its_reasons(self):
        made = self.world.post(language="en", zip=FRANKFORT)
        offered = eventually(lambda: self.world.events(made["id"], "offered"),
                             "an offer")[0]["data"]
        why = offered["why"]
        self.assertEqual({"misses": 0, "open": 0},
                         {each: why["terms"][each]
                          for each in ("misses", "open")})
        self.assertEqual(2, why["considered"])
        self.assertEqual("first", offered["agent_id"])
        self.assertEqual("near", why["runner_up"]["agent_id"])
        expected = math.floor(great_circle_miles(LOUISVILLE, FRANKFORT) * 10 + 0.5) / 10
        self.assertAlmostEqual(expected, why["runner_up"]["cost"], places=6)
        self.assertLess(why["cost"], why["runner_up"]["cost"])

    def test_contact_is_shown_after_the_accept_and_to_nobody_else(self):
        person = resident(language="es", preferred_contact="email")
        referral = expect(self.world.intake.post("/v1/requests", person), 201)["id"]
        before = self.world.await_offer("first", referral)
        self.assertNotIn("contact", before)
        accepted = expect(self.world.act("first", referral, "accept"))
        self.assertEqual("In Progress", accepted["status"])
        self.assertNotIn("reply_by", {name for name, value in accepted.items() if value})
        self.assertEqual(
            {
                "name": person["name"], "phone": spelled(person["phone"]), "email": person["email"],
                "preferred_contact": "email", "note": person["note"]
            }, accepted["contact"])
        seen = expect(self.world.agent("first").get(f"/v1/referrals/{referral}"))
        self.assertEqual(accepted["contact"], seen["contact"])
        self.assertEqual([], self.world.board("second"))
        self.assertNotIn("contact", self.world.referral(referral))

    def test_accepted_contacted_completed(self):
        referral = self.post()
        expect(self.world.act("first", referral, "accept"))
        called = expect(self.world.act("first", referral, "contacted"))
        self.assertIsNotNone(called["contacted_at"])
        ended = expect(
            self.world.act("first", referral, "complete",
                           {"disposition": "enrolled", "note": "All done."}))
        self.assertEqual(("Complete", "enrolled"), (ended["status"], ended["disposition"]))
        self.assertIn("contact", ended)
        self.assertEqual(
            ["requested", "offered", "accepted", "contact-shared", "contacted", "completed"],
            self.kinds(referral))
        self.assertEqual({"offers": 0, "in_progress": 0}, self.world.profile("first")["open"])

    def test_completing_records_the_contact_unless_nobody_was_reached(self):
        for disposition, reached in (("will-enrol-later", True), ("no-answer", False),
                                     ("wrong-number", False), ("not-interested", True)):
            referral = self.post()
            expect(self.world.act("first", referral, "accept"))
            ended = expect(
                self.world.act("first", referral, "complete", {"disposition": disposition}))
            self.assertEqual(reached, ended["contacted_at"] is not None, disposition)

    def test_a_reject_goes_to_the_next_and_costs_no_miss(self):
        referral = self.post()
        expect(self.world.act("first", referral, "reject", {"reason": "On the road."}))
        self.world.await_offer("second", referral)
        self.assertIsNone(self.world.open_offer("first"))
        self.assertEqual(0, self.world.profile("first")["misses"])
        refused(self.world.act("first", referral, "accept"), 409, "not-offered")

    def test_a_release_sends_it_on_and_hides_the_contact(self):
        referral = self.post()
        expect(self.world.act("first", referral, "accept"))
        released = expect(self.world.act("first", referral, "release", {"reason": "Ill."}))
        self.assertEqual("Pending", released["status"])
        self.assertNotIn("contact", released)
        self.assertNotIn("contact", self.world.agent("first").get(f"/v1/referrals/{referral}").json)
        self.world.await_offer("second", referral)
        refused(self.world.act("first", referral, "accept"), 409, "not-offered")

    def test_who_released_a_referral_does_not_see_it_as_mass(self):
        referral = self.post()
        expect(self.world.act("first", referral, "accept"))
        expect(self.world.act("first", referral, "release", {"reason": "Ill."}))
        expect(self.world.direct(referral, "broadcast"))
        self.world.await_listed("second", referral)
        self.assertNotIn(referral, [each["id"] for each in self.world.board("first")])
        refused(self.world.act("first", referral, "accept"), 409, "not-offered")

    def test_who_rejected_a_general_referral_may_take_it_as_mass(self):
        referral = self.post()
        expect(self.world.act("first", referral, "reject"))
        self.world.await_offer("second", referral)
        expect(self.world.direct(referral, "broadcast"))
        self.world.await_listed("first", referral)
        expect(self.world.act("first", referral, "accept"))

    def test_a_mass_reject_hides_it_from_that_board_alone(self):
        referral = self.world.mass(language="es")["id"]
        for agent in ("first", "second"):
            self.world.await_listed(agent, referral)
        expect(self.world.act("first", referral, "reject"))
        self.assertEqual([], self.world.board("first"))
        self.assertEqual([referral], [each["id"] for each in self.world.board("second")])

    def test_a_mass_referral_without_a_speaker_needs_an_interpreter(self):
        referral = self.world.post(language="vi")["id"]
        listed = self.world.await_listed("near", referral)
        self.assertTrue(listed["interpreter_needed"])
        self.assertEqual("nobody-offerable",
                         self.world.events(referral, "made-mass")[0]["data"]["cause"])
        self.assertFalse(self.world.referral(referral)["contact_centre"])

    def test_answers_of_the_wrong_agent_are_refused(self):
        referral = self.post()
        for action in ("contacted", "complete", "release"):
            body = {"complete": {"disposition": "enrolled"},
                    "release": {"reason": "No."}}.get(action)
            refused(self.world.act("first", referral, action, body), 409, "not-accepted")
            refused(self.world.act("second", referral, action, body), 404, "not-found")
        refused(self.world.act("second", referral, "accept"), 409, "not-offered")
        refused(self.world.act("second", referral, "reject"), 409, "not-offered")
        expect(self.world.act("first", referral, "accept"))
        refused(self.world.act("second", referral, "accept"), 409, "already-taken")

    def test_repeats_by_the_same_agent_change_nothing(self):
        referral = self.post()
        steps = [("accept", None), ("contacted", None), ("complete", {"disposition": "enrolled"})]
        for action, body in steps:
            expect(self.world.act("first", referral, action, body))
            length = len(self.world.history(referral))
            expect(self.world.act("first", referral, action, body))
            self.assertEqual(length, len(self.world.history(referral)), action)
        refused(self.world.act("first", referral, "complete", {"disposition": "no-answer"}), 409,
                "already-ended")
        refused(self.world.act("first", referral, "accept"), 409, "already-ended")

    def test_a_repeated_reject_and_a_repeated_release_are_answered_again(self):
        referral = self.post()
        for _ in range(2):
            expect(self.world.act("first", referral, "reject"))
        self.world.await_offer("second", referral)
        expect(self.world.act("second", referral, "accept"))
        for _ in range(2):
            expect(self.world.act("second", referral, "release", {"reason": "Ill."}))
        self.assertEqual(1, len(self.world.events(referral, "released")))


class AgentFeed(EngineCase):
    def test_tells_of_the_offer_and_repeats_it_after_a_reconnection(self):
        self.world.staff(Agent("a"), Agent("b", BOWLING_GREEN))
        feed = EventStream(self.world.agent("a"), "/v1/agents/me/events")
        self.addCleanup(feed.close)
        self.assertEqual(200, feed.response.status)
        self.assertTrue(feed.response.headers["Content-Type"].startswith("text/event-stream"))
        referral = self.world.post()["id"]
        offered = feed.until("offered")[-1]
        self.assertIn(referral, offered["data"])
        self.assertNotIn("why", offered["data"])
        expect(self.world.act("a", referral, "accept"))
        accepted = feed.until("accepted")[-1]
        self.assertGreater(int(accepted["id"]), int(offered["id"]))
        again = EventStream(self.world.agent("a"), "/v1/agents/me/events", offered["id"])
        self.addCleanup(again.close)
        self.assertEqual(accepted, again.until("accepted")[-1])


if __name__ == "__main__":
    unittest.main()
