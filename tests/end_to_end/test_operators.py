"""What the contact centre does with its own hands: each is one change, seen by all at once."""

import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import at_once, eventually, expect, refused
from tests.end_to_end.people import FRANKFORT, HIGHLANDS, Agent, csv_of, resident, spelled


class Operators(EngineCase):
    def setUp(self):
        super().setUp()
        self.world.staff(Agent("a"), Agent("b", HIGHLANDS), Agent("c", FRANKFORT))

    def offered(self):
        made = self.world.post()
        self.world.await_offer("a", made["id"])
        return made["id"]

    def test_imports_agents_again_harmlessly(self):
        text = csv_of([Agent("x"), Agent("y")])
        first = expect(self.world.operator.post_csv("/v1/agents/import", text))
        self.assertEqual({"created": 2, "updated": 0, "errors": []}, first)
        again = expect(self.world.operator.post_csv("/v1/agents/import", text))
        self.assertEqual((0, []), (again["created"], again["errors"]))
        self.assertEqual("Not started", self.world.profile("x")["registration"]["status"])

    def test_assigns_over_a_running_offer(self):
        referral = self.offered()
        expect(self.world.direct(referral, "assign", {"agent_id": "c", "reason": "Asked for."}))
        self.world.await_offer("c", referral)
        offer = self.world.referral(referral)["offer"]
        self.assertEqual(("c", True), (offer["agent_id"], offer["assigned"]))
        self.assertIsNone(self.world.open_offer("a"))
        causes = [each["data"]["cause"] for each in self.world.events(referral, "withdrawn")]
        self.assertEqual(["assigned"], causes)
        self.assertEqual(0, self.world.profile("a")["misses"])

    def test_assigns_from_mass_and_makes_it_general(self):
        referral = self.world.mass()["id"]
        expect(self.world.direct(referral, "assign", {"agent_id": "b"}))
        self.assertEqual("General", self.world.await_offer("b", referral)["type"])

    def test_reassigns_in_progress_and_the_former_agent_loses_the_contact(self):
        referral = self.offered()
        contact = expect(self.world.act("a", referral, "accept"))["contact"]
        expect(self.world.direct(referral, "assign", {"agent_id": "b", "reason": "Overload."}))
        seen = expect(self.world.agent("b").get(f"/v1/referrals/{referral}"))
        self.assertEqual(("In Progress", contact), (seen["status"], seen["contact"]))
        self.assertEqual("b", self.world.referral(referral)["agent_id"])
        self.assertNotIn("contact", self.world.agent("a").get(f"/v1/referrals/{referral}").json)
        refused(self.world.act("a", referral, "complete", {"disposition": "enrolled"}), 404,
                "not-found")

    def test_assigns_beyond_the_limit_but_not_to_an_unregistered_agent(self):
        for _ in range(4):
            referral = self.world.post()["id"]
            expect(self.world.direct(referral, "assign", {"agent_id": "c"}))
            expect(self.world.act("c", referral, "accept"))
        self.assertEqual(4, self.world.profile("c")["open"]["in_progress"])
        self.world.hire(Agent("new"))
        referral = self.world.post()["id"]
        refused(self.world.direct(referral, "assign", {"agent_id": "new"}), 409,
                "agent-not-registered")
        refused(self.world.direct(referral, "assign", {"agent_id": "nobody"}), 422, "invalid",
                "/agent_id")

    def test_broadcasts_and_the_offer_is_withdrawn(self):
        referral = self.offered()
        expect(self.world.direct(referral, "broadcast"))
        self.assertEqual("Mass", self.world.referral(referral)["type"])
        self.assertEqual("broadcast", self.world.events(referral, "withdrawn")[0]["data"]["cause"])
        self.assertEqual("operator", self.world.events(referral, "made-mass")[0]["data"]["cause"])
        for agent in ("a", "b", "c"):
            self.world.await_listed(agent, referral)
        expect(self.world.act("b", referral, "accept"))
        refused(self.world.direct(referral, "broadcast"), 409, "already-taken")

    def test_completes_what_the_contact_centre_called(self):
        referral = self.offered()
        done = expect(
            self.world.direct(referral, "complete",
                              {"disposition": "enrolled", "note": "By phone."}))
        self.assertEqual("Complete", done["status"])
        self.assertIsNone(done["agent_id"])
        self.assertIsNone(self.world.open_offer("a"))
        refused(self.world.act("a", referral, "accept"), 409, "already-ended")

    def test_an_order_on_a_version_that_is_gone_changes_nothing(self):
        referral = self.offered()
        seen = self.world.operator.get(f"/v1/referrals/{referral}").headers["ETag"]

        def order(action, body=None):
            return self.world.operator.post(f"/v1/referrals/{referral}/{action}", body,
                                            {"If-Match": seen})

        first = order("assign", {"agent_id": "c"})
        expect(first)
        self.assertNotEqual(seen, first.headers["ETag"])
        refused(order("cancel", {"reason": "Changed my mind."}), 412, "precondition-failed")
        expect(order("assign", {"agent_id": "c"}))
        self.assertEqual("c", self.world.referral(referral)["offer"]["agent_id"])

    def test_of_operators_who_saw_the_same_one_is_first(self):
        referral = self.world.mass()["id"]
        seen = self.world.operator.get(f"/v1/referrals/{referral}").headers["ETag"]
        operators = [self.world.caller("operator") for _ in range(9)]

        def assign(operator, agent):
            return lambda: operator.post(f"/v1/referrals/{referral}/assign", {"agent_id": agent},
                                         {"If-Match": seen})

        answers = at_once([assign(each, "abc"[n % 3]) for n, each in enumerate(operators)])
        winner = self.world.referral(referral)["offer"]["agent_id"]
        done = [n for n, each in enumerate(answers) if each.status == 200]
        self.assertTrue(all("abc"[n % 3] == winner for n in done), answers)
        self.assertTrue(done)
        for answer in answers:
            if answer.status != 200:
                refused(answer, 412, "precondition-failed")
        self.assertEqual(1, len(self.world.events(referral, "assigned")))

    def test_pauses_an_agent_who_keeps_its_work(self):
        referral = self.offered()
        pause = "/v1/agents/a/pause"
        paused = expect(self.world.operator.post(pause, {"reason": "A complaint."}))
        self.assertEqual((False, "paused"),
                         (paused["availability"]["now"], paused["availability"]["reason"]))
        self.assertEqual(paused, expect(self.world.operator.post(pause, {"reason": "Again."})))
        expect(self.world.act("a", referral, "accept"))
        other = self.world.post()["id"]
        self.world.await_offer("b", other)
        seen = expect(self.world.agent("a").get("/v1/agents/me"))
        self.assertIsNotNone(seen["paused"])
        refused(self.world.agent("a").post("/v1/agents/a/resume"), 403, "forbidden")
        resumed = expect(self.world.operator.post("/v1/agents/a/resume"))
        self.assertEqual((True, None), (resumed["availability"]["now"], resumed["paused"]))
        self.world.await_offer("a", self.world.post()["id"])
        refused(self.world.operator.post("/v1/agents/nobody/pause", {"reason": "r"}), 404,
                "not-found")

    def test_pauses_a_county_and_its_agents_with_it(self):
        county = self.world.profile("a")["county"]
        pause = f"/v1/counties/{county.replace(' ', '%20')}"
        told = expect(self.world.operator.post(pause + "/pause", {"reason": "A flood."}))
        self.assertEqual(county, told["county"])
        self.assertEqual(told, expect(self.world.operator.post(pause + "/pause", {"reason": "A."})))
        listed = expect(self.world.operator.get("/v1/counties/paused"))
        self.assertEqual([told], listed["items"])
        self.world.engine.restart()
        profile = self.world.profile("a")
        self.assertEqual(("paused", True),
                         (profile["availability"]["reason"], profile["paused"]["with_county"]))
        self.world.await_offer("c", self.world.post()["id"])  # The only one of another county.
        refused(self.world.agent("a").post(pause + "/resume"), 403, "forbidden")
        resumed = expect(self.world.operator.post(pause + "/resume"))
        self.assertIsNone(resumed["paused"])
        eventually(lambda: self.world.profile("a")["availability"]["now"], "the county's agents")
        refused(self.world.operator.post("/v1/counties/Atlantis/pause", {"reason": "r"}), 404,
                "not-found")

    def test_cancels_for_a_reason(self):
        referral = self.offered()
        refused(self.world.direct(referral, "cancel", {}), 422, "invalid", "/reason")
        self.assertEqual(
            "Cancelled",
            expect(self.world.direct(referral, "cancel", {"reason": "A test."}))["status"])

    def test_reveals_the_contact_for_a_reason_only(self):
        person = resident()
        referral = expect(self.world.intake.post("/v1/requests", person), 201)["id"]
        path = f"/v1/referrals/{referral}?reveal=contact"
        refused(self.world.operator.get(path), 422, "invalid", "/reason")
        shown = expect(self.world.operator.get(path + "&reason=A%20complaint"))
        self.assertEqual(person["name"], shown["contact"]["name"])
        self.assertEqual(spelled(person["phone"]), shown["contact"]["phone"])
        self.assertIn("notes", shown)

    def test_deregisters_an_agent_whose_work_in_progress_stays(self):
        kept = self.offered()
        expect(self.world.act("a", kept, "accept"))
        offered = self.world.mass()["id"]
        expect(self.world.direct(offered, "assign", {"agent_id": "a"}))
        profile = expect(self.world.operator.post("/v1/agents/a/deregister", {"reason": "Asked."}))
        self.assertEqual("De-registered", profile["registration"]["status"])
        self.world.await_offer("c", offered)
        self.assertEqual("deregistered",
                         self.world.events(offered, "withdrawn")[-1]["data"]["cause"])
        self.assertEqual("a", self.world.referral(kept)["agent_id"])
        expect(self.world.act("a", kept, "complete", {"disposition": "enrolled"}))


if __name__ == "__main__":
    unittest.main()
