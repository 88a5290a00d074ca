"""An agent's way in: three sections, credentials that come and go, hours and the switch."""

import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect, refused
from tests.end_to_end.people import (HIGHLANDS, Agent, around_the_clock, csv_of, days_from_now,
                                     instant, instant_from_now, never)


class Registration(EngineCase):
    def status(self, agent="a"):
        return self.world.profile(agent)["registration"]["status"]

    def put(self, section, body, agent="a"):
        return self.world.agent(agent).put(f"/v1/agents/me/registration/{section}", body)

    def test_the_three_sections_register_in_their_order(self):
        agent = Agent("a", languages=("en", "es"))
        self.world.hire(agent)
        self.assertEqual("Not started", self.status())
        agreement, contact, schedule = agent.sections()
        refused(self.put(*contact), 409, "section-order")
        refused(self.put(*schedule), 409, "section-order")
        self.assertEqual("Incomplete", expect(self.put(*agreement))["registration"]["status"])
        refused(self.put(*schedule), 409, "section-order")
        saved = expect(self.put(*contact))["registration"]
        self.assertEqual(("Incomplete", ["en", "es"]),
                         (saved["status"], saved["contact"]["languages"]))
        self.assertEqual("Registered", expect(self.put(*schedule))["registration"]["status"])

    def test_an_agent_not_yet_eligible_is_registered_when_eligibility_comes(self):
        agent = Agent("a", licensed=False)
        self.world.staff(agent)
        profile = self.world.profile("a")
        self.assertEqual("Incomplete", profile["registration"]["status"])
        self.assertEqual((False, ["license-missing"]),
                         (profile["credentials"]["eligible"], profile["credentials"]["reasons"]))
        agent.licensed = True
        expect(self.world.operator.post_csv("/v1/agents/import", csv_of([agent])))
        self.assertEqual("Registered", self.status())

    def test_a_lapsed_credential_suspends_and_a_renewed_one_reinstates(self):
        self.world.staff(Agent("a"), Agent("b", HIGHLANDS))
        referral = self.world.post()["id"]
        self.world.await_offer("a", referral)
        self.certify(days_from_now(-2))
        self.assertEqual("Suspended", self.status())
        self.assertEqual(["certification-expired"],
                         self.world.profile("a")["credentials"]["reasons"])
        self.world.await_offer("b", referral)
        self.assertEqual("suspended", self.world.events(referral, "withdrawn")[0]["data"]["cause"])
        refused(self.world.act("a", referral, "accept"), 409, "agent-not-eligible")
        self.certify(days_from_now(2))
        self.assertEqual("Registered", self.status())
        self.assertEqual(0, self.world.profile("a")["misses"])

    def test_work_in_progress_of_a_suspended_agent_stays_and_is_flagged(self):
        self.world.staff(Agent("a"))
        referral = self.world.taken("a")["id"]
        self.certify(days_from_now(-2))
        seen = self.world.referral(referral)
        self.assertEqual(("In Progress", "a", True),
                         (seen["status"], seen["agent_id"], seen["agent_suspended"]))

    def test_a_credential_patch_merges(self):
        self.world.hire(Agent("a"))
        path = "/v1/agents/a/credentials"
        kept = self.world.profile("a")["credentials"]["license"]
        gone = expect(self.world.operator.patch(path, {"certification": None}))["credentials"]
        self.assertIsNone(gone["certification"])
        self.assertEqual((kept, ["certification-missing"]), (gone["license"], gone["reasons"]))
        date = days_from_now(9)
        back = expect(self.world.operator.patch(path,
                                                {"license": {"expires": date}}))["credentials"]
        self.assertEqual({"number": kept["number"], "expires": date}, back["license"])

    def test_an_operator_creates_an_agent_once(self):
        body = {
            "id": "made", "npn": "80000001", "name": "Made By Hand", "zip": "40202",
            "email": "made@agents.example", "phone": "502-555-0199"
        }
        answer = self.world.operator.post("/v1/agents", body)
        profile = expect(answer, 201)
        self.assertEqual("/v1/agents/made", answer.headers["Location"])
        self.assertEqual("+15025550199", profile["phone"])
        self.assertEqual(["license-missing", "certification-missing", "doi-contact-not-confirmed"],
                         profile["credentials"]["reasons"])
        refused(self.world.operator.post("/v1/agents", body | {"npn": "80000002"}), 409, "id-taken")
        refused(self.world.operator.post("/v1/agents", body | {"id": "n"}), 409, "npn-taken")
        drawn = {name: value for name, value in body.items() if name != "id"} | {"npn": "80000003"}
        self.assertTrue(expect(self.world.operator.post("/v1/agents", drawn), 201)["id"])

    def certify(self, expires):
        expect(
            self.world.operator.patch("/v1/agents/a/credentials",
                                      {"certification": {"expires": expires}}))


class Availability(EngineCase):
    def setUp(self):
        super().setUp()
        self.world.staff(Agent("a"), Agent("b", HIGHLANDS))

    def availability(self):
        return self.world.profile("a")["availability"]

    def switch(self, override, **more):
        return self.world.agent("a").put("/v1/agents/me/availability",
                                         {"override": override} | more)

    def schedule(self, body):
        return expect(self.world.agent("a").put("/v1/agents/me/registration/schedule", body))

    def test_switching_off_moves_the_offer_on_and_is_counted(self):
        referral = self.world.post()["id"]
        self.world.await_offer("a", referral)
        off = expect(self.switch("off"))
        self.assertEqual(
            (False, "switched-off", 1),
            (off["availability"]["now"], off["availability"]["reason"], off["hand_withdrawals"]))
        self.world.await_offer("b", referral)
        self.assertEqual("switched-off",
                         self.world.events(referral, "withdrawn")[0]["data"]["cause"])
        self.assertEqual(0, self.world.profile("a")["misses"])

    def test_a_switch_ends_at_its_time(self):
        self.assertEqual("in-schedule", self.availability()["reason"])
        until = instant_from_now(8)
        seen = expect(self.switch("off", until=until))["availability"]
        self.assertEqual(instant(until), instant(seen["override_until"]))
        self.assertEqual(instant(until), instant(seen["until"]))
        eventually(lambda: self.availability()["now"], "the end of the switch")
        self.assertEqual("schedule", self.availability()["override"])
        refused(self.switch("off", until=instant_from_now(-60)), 422, "invalid", "/until")

    def test_on_overrides_the_hours_but_not_out_of_office(self):
        self.schedule(never())
        self.assertEqual("outside-schedule", self.availability()["reason"])
        self.assertEqual("switched-on", expect(self.switch("on"))["availability"]["reason"])
        away = [{"from": instant_from_now(-60)}]
        self.schedule(never() | {"out_of_office": away})
        self.assertEqual((False, "out-of-office"),
                         (self.availability()["now"], self.availability()["reason"]))

    def test_a_break_is_not_available(self):
        pause = {"breaks": [{"start": "00:00", "end": "24:00"}]}
        self.schedule(
            around_the_clock(**{
                day: {"start": "00:00", "end": "24:00"} | pause
                for day in around_the_clock()["weekly"]
            }))
        self.assertEqual((False, "on-break"),
                         (self.availability()["now"], self.availability()["reason"]))

    def test_going_out_of_office_moves_the_offer_on(self):
        referral = self.world.post()["id"]
        self.world.await_offer("a", referral)
        self.schedule(around_the_clock() | {"out_of_office": [{"from": instant_from_now(-60)}]})
        self.world.await_offer("b", referral)
        self.assertEqual("out-of-office",
                         self.world.events(referral, "withdrawn")[0]["data"]["cause"])

    def test_a_schedule_edit_leaves_the_offer_where_it_is(self):
        referral = self.world.post()["id"]
        self.world.await_offer("a", referral)
        self.schedule(never())
        expect(self.world.act("a", referral, "accept"))

    def test_nobody_switches_before_there_is_a_schedule(self):
        self.world.hire(Agent("new"))
        refused(
            self.world.agent("new").put("/v1/agents/me/availability", {"override": "off"}), 409,
            "agent-not-registered")

    def test_the_limit_makes_unavailable(self):
        for _ in range(3):
            referral = self.world.mass()["id"]
            self.world.await_listed("a", referral)
            expect(self.world.act("a", referral, "accept"))
        self.assertEqual((False, "limit-reached"),
                         (self.availability()["now"], self.availability()["reason"]))
        self.assertEqual([],
                         [each for each in self.world.board("a") if each["status"] == "Pending"])


if __name__ == "__main__":
    unittest.main()
