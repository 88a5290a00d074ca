"""Unique strings planted wherever a person is named or types something: they may come out only
where the rules send them."""

import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect
from tests.end_to_end.client import EventStream
from tests.end_to_end.people import HIGHLANDS, Agent, resident

PHONE_DIGITS = "6065550173"
PERSON = {
    "name": "Quillon Plantedname", "phone": "(606) 555-0173", "email": "plantedmail@hidden.example",
    "note": "Plantednote about a medicine."
}
REASONS = {
    "reject": "Plantedreject", "release": "Plantedrelease", "complete": "Plantedclosing",
    "cancel": "Plantedcancel", "assign": "Plantedassign", "deregister": "Plantedderegister",
    "reveal": "Plantedreveal", "pause": "Plantedpause", "county": "Plantedflood",
    "hours": "Plantedhours"
}
AGENT = {
    "name": "Vanya Plantedagent", "phone": "(502) 555-0164", "email": "plantedagent@hidden.example"
}

RESIDENT_SECRETS = [
    "Quillon", "Plantedname", "plantedmail", "Plantednote", PHONE_DIGITS, "606-555-0173",
    "(606) 555-0173", "555-0173", *REASONS.values()
]
AGENT_SECRETS = ["Vanya", "Plantedagent", "5025550164", "502-555-0164", "(502) 555-0164"]


ALWAYS = "from=2020-01-01T00:00:00Z&to=2090-01-01T00:00:00Z"


def found(secrets, text):
    data = text.lower() if isinstance(text, bytes) else text.lower().encode()
    return [each for each in secrets if each.lower().encode() in data]


class Secrets(EngineCase):
    def setUp(self):
        super().setUp()
        self.world.staff(Agent("a"), Agent("b", HIGHLANDS), Agent("c", HIGHLANDS))
        self.feed = EventStream(self.world.agent("b"), "/v1/agents/me/events")
        self.addCleanup(self.feed.close)
        self.plant_agent()
        self.referral = self.plant_referral()
        self.cancelled = self.plant_cancelled()
        self.plant_overrides()

    def plant_agent(self):
        body = {"id": "v", "npn": "82000001", "zip": HIGHLANDS} | AGENT
        expect(self.world.operator.post("/v1/agents", body), 201)
        contact = {
            "phone": AGENT["phone"], "email": AGENT["email"], "preferred_contact": "phone",
            "languages": ["en"]
        }
        client = self.world.agent("v")
        expect(
            client.put("/v1/agents/me/registration/agreement",
                       {"agreed": True, "terms_version": "1"}))
        expect(client.put("/v1/agents/me/registration/contact", contact))

    def plant_referral(self):
        """Rejected, accepted, released, reassigned, revealed and completed, each with words."""
        world = self.world
        made = expect(world.intake.post("/v1/requests", resident(**PERSON)), 201)
        referral = made["id"]
        world.await_offer("a", referral)
        expect(world.act("a", referral, "reject", {"reason": REASONS["reject"]}))
        offered = eventually(lambda: world.referral(referral)["offer"],
                             "the next offer")["agent_id"]
        expect(world.act(offered, referral, "accept"))
        expect(world.act(offered, referral, "release", {"reason": REASONS["release"]}))
        expect(world.direct(referral, "assign", {"agent_id": "a", "reason": REASONS["assign"]}))
        expect(world.act("a", referral, "accept"))
        expect(
            world.operator.get(
                f"/v1/referrals/{referral}?reveal=contact&reason={REASONS['reveal']}"))
        expect(
            world.act("a", referral, "complete",
                      {"disposition": "enrolled", "note": REASONS["complete"]}))
        return referral

    def plant_cancelled(self):
        made = expect(self.world.intake.post("/v1/requests", resident(**PERSON)), 201)
        link = self.world.bearer(made["access_token"])
        expect(link.post(f"/v1/requests/{made['id']}/cancel", {"reason": REASONS["cancel"]}))
        expect(
            self.world.operator.post("/v1/agents/c/deregister", {"reason": REASONS["deregister"]}))
        return made["id"]

    def plant_overrides(self):
        operator = self.world.operator
        county = self.world.profile("b")["county"].replace(" ", "%20")
        for path, word in [("/v1/agents/c", "pause"), (f"/v1/counties/{county}", "county")]:
            expect(operator.post(f"{path}/pause", {"reason": REASONS[word]}))
            expect(operator.post(f"{path}/resume", {"reason": REASONS[word]}))
        now = expect(operator.get("/v1/programme"))
        expect(operator.put("/v1/programme", now | {"reason": REASONS["hours"]}))

    def clean(self, text, secrets=RESIDENT_SECRETS, where=""):
        self.assertEqual([], found(secrets, text), where)

    def test_no_file_and_no_log_holds_what_was_planted(self):
        self.look_into_files("while running")
        self.assertEqual(0, self.world.engine.stop())
        self.look_into_files("after a clean end")
        checked = self.world.engine.check()
        self.clean(checked.stdout + checked.stderr, RESIDENT_SECRETS + AGENT_SECRETS, "kod check")

    def test_no_file_holds_it_after_a_crash(self):
        self.world.engine.restart()
        self.look_into_files("after a crash")
        contact = expect(self.world.agent("a").get(f"/v1/referrals/{self.referral}"))["contact"]
        self.assertEqual(PERSON["name"], contact["name"])

    def look_into_files(self, when):
        files = [each for each in self.world.engine.work.rglob("*") if each.is_file()]
        self.assertGreater(len(files), 4)
        for file in files:
            self.clean(file.read_bytes(), RESIDENT_SECRETS + AGENT_SECRETS, f"{file} {when}")

    def test_no_list_event_or_figure_holds_it(self):
        operator = self.world.operator
        for path in [
                "/v1/referrals", f"/v1/referrals/{self.referral}",
                f"/v1/referrals/{self.cancelled}", f"/v1/referrals/{self.referral}/events",
                f"/v1/referrals/{self.cancelled}/events", "/v1/agents", "/v1/agents/a/referrals",
                "/v1/stats", "/v1/actors?limit=200", "/v1/actors?kind=referral",
                f"/v1/requests/{self.referral}", "/v1/agents/c", "/v1/counties/paused",
                "/v1/programme", "/livez", "/readyz", "/v1/actors/dead-letters",
                "/v1/stats/history?minutes=1440", f"/v1/referrals/export?{ALWAYS}",
                f"/v1/agents/export?{ALWAYS}"
        ]:
            answer = operator.get(path)
            self.assertEqual(200, answer.status, path)
            self.clean(answer.body, where=path)

    def test_no_other_agent_is_answered_it(self):
        for agent in ("b", "c", "v"):
            client = self.world.agent(agent)
            for path in [
                    "/v1/agents/me", "/v1/agents/me/referrals", f"/v1/referrals/{self.referral}",
                    f"/v1/referrals/{self.cancelled}", f"/v1/requests/{self.referral}",
                    "/v1/agents/a/referrals", "/v1/agents/a"
            ]:
                self.clean(client.get(path).body, where=f"{agent} {path}")
            for action in ("accept", "reject", "contacted"):
                answer = client.post(f"/v1/referrals/{self.referral}/{action}")
                self.clean(answer.body, where=f"{agent} {action}")

    def test_no_other_resident_is_answered_it(self):
        link = self.world.bearer(self.world.post()["access_token"])
        self.clean(link.get(f"/v1/requests/{self.referral}").body)
        again = self.world.intake.post("/v1/requests", resident(**PERSON))
        self.clean(again.body, where="a second request")
        duplicate = self.world.intake.post("/v1/requests", resident(**PERSON))
        self.assertEqual(409, duplicate.status)
        self.clean(duplicate.body, where="a refused duplicate")

    def test_an_agents_feed_holds_no_contact_and_no_other_agent(self):
        referral = self.world.post()["id"]
        expect(self.world.direct(referral, "assign",
                                 {"agent_id": "b", "reason": REASONS["assign"]}))
        seen = []
        while not any(referral in each["data"] for each in seen):
            seen.append(self.feed.next())
        for event in seen:
            self.clean(event["data"], RESIDENT_SECRETS + AGENT_SECRETS, event)
            for other in ('"a"', '"c"', '"v"', '"why"'):
                self.assertNotIn(other, event["data"])

    def test_the_keys_file_is_for_its_owner_only(self):
        private = [
            each for each in self.world.engine.data.rglob("*")
            if each.is_file() and each.stat().st_mode & 0o777 == 0o600
        ]
        self.assertTrue(private, "the installation's key has mode 0600")


if __name__ == "__main__":
    unittest.main()
