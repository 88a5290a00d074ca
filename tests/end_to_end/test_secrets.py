"""Unique strings planted wherever a person is named or types something: they may come out only
where the rules send them."""

import contextlib
import pathlib
import tempfile
import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect
from tests.end_to_end.client import EventStream, raw_exchange
from tests.end_to_end.people import CSV_HEADER, HIGHLANDS, Agent, resident

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
# What clients send that is no field of anybody's: none of it is ever told, at any level.
HOSTILE_SECRETS = [
    "Plantedpath", "Plantedquery", "Plantedid", "Plantedtrace", "Plantedtoken", "Plantedcookie",
    "Plantedtype", "Plantedclient", "Plantedproxy", "Plantedmatch", "Plantedevent", "Plantedjson",
    "Plantedfield", "Plantedcursor", "Plantedcsv", "Plantedform", "Plantedlink", "Plantedverb",
    "Plantedheader", "Plantedlevel", "Plantedreason", "Plantedhost", "Plantedkey"
]
# Of the post: where it goes, and what it signs and signs in with.
POST_SECRETS = ["Plantedhook", "Plantedlogin", "Plantedpassword", "UGxhbnRlZHNpZ25pbmdr"]
AGENT_SECRETS = ["Vanya", "Plantedagent", "5025550164", "502-555-0164", "(502) 555-0164"]
EVERYTHING = RESIDENT_SECRETS + AGENT_SECRETS + HOSTILE_SECRETS + POST_SECRETS


ALWAYS = "from=2020-01-01T00:00:00Z&to=2090-01-01T00:00:00Z"


HOSTILE_HEADERS = [
    {"X-Request-Id": "Plantedid <plantedmail@hidden.example>"},
    {"X-Request-Id": '"},{"message":"Plantedid'},
    {"X-Request-Id": "Plantedid-" * 8},
    {"X-Request-Id": "606-555-0173"},
    {"traceparent": "00-Plantedtrace4da6a3ce929d0e0e47-00f067aa0ba902b7-01"},
    {"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-Plantedtrace"},
    {"tracestate": "vendor=Plantedtrace"},
    {"Authorization": "Bearer Plantedtoken.Plantedtoken.Plantedtoken"},
    {"Cookie": "kod_session=Plantedcookie; other=Plantedcookie"},
    {"Content-Type": "text/Plantedtype"},
    {"User-Agent": "Plantedclient/1"},
    {"X-Forwarded-For": "Plantedproxy"},
    {"If-Match": '"Plantedmatch"'},
    {"Last-Event-ID": "Plantedevent"},
    {"Plantedheader": "Plantedheader"},
    {"Idempotency-Key": "Plantedkey with \u00e9"},
]
HOSTILE_PATHS = [
    "/Plantedpath", "/v1/agents/Plantedpath", "/v1/referrals/Plantedpath",
    "/v1/actors/agent/Plantedpath", "/v1/referrals?status=Plantedquery",
    "/v1/agents?cursor=Plantedcursor", "/v1/audit?subject=Plantedquery&limit=x",
    "/v1/referrals?Planted%20field=Plantedquery", "/?lang=Plantedquery", "/sign-in?Plantedlink",
    "/requests/Plantedpath?token=Plantedquery", "/assets/Plantedpath/Plantedpath.js",
    "/v1/stats/history?minutes=Plantedquery", "/v1/referrals/export?from=Plantedquery"
]
HOSTILE_BODIES = [
    '{"name": "Plantedjson', '{"Planted field": 1}', "[" * 40 + '"Plantedjson"',
    '{"name": "Plantedjson", "name": "Plantedjson"}', b'{"name": "Plantedjson\xff"}',
    '{"level": "Plantedlevel", "components": {"Planted level": "Plantedlevel"}}',
    '{"reason": ["Plantedreason"], "agent_id": {"Plantedreason": 1}}',
    '{"name": {"Planted field": "Plantedjson"}, "zip": "Plantedjson", "language": "Plantedjson"}'
]
HOSTILE_BYTES = [
    b"Plantedverb / HTTP/1.1\r\nHost: x\r\n\r\n", b"Plantedverb\r\n\r\n",
    b"GET /Plantedpath HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: Plantedhost\r\nHost: Plantedhost\r\n\r\n",
    b"GET /%zzPlantedpath HTTP/1.1\r\nHost: Plantedhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nPlantedheader\xff: Planted\x00header\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX-Request-Id: Plantedid\x1b[31m\r\n\r\n",
    b"POST /v1/requests HTTP/1.1\r\nHost: x\r\nContent-Length: Plantedheader\r\n\r\n"
]


def found(secrets, text):
    data = text.lower() if isinstance(text, bytes) else text.lower().encode()
    return [each for each in secrets if each.lower().encode() in data]


class Secrets(EngineCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        secret = pathlib.Path(folder.name) / "secret"
        secret.write_text("whsec_UGxhbnRlZHNpZ25pbmdrZXlQbGFudGVkc2lnbmluZ2tleQ==\n")
        # The log at its most talkative, and post that never arrives.
        self.world = self.new_world(
            "--log-level", "debug", "--smtp-url", "smtp://127.0.0.1:1", "--mail-from",
            "kod@ky.example", "--smtp-user", "Plantedlogin", "--webhook-url",
            "http://127.0.0.1:1/Plantedhook", "--webhook-secret-file", str(secret),
            env={"KOD_SMTP_PASSWORD": "Plantedpassword"})
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

    def plant_in_requests(self):
        """Where nobody is named if all is as it should be; what it is answered holds none of it."""
        everybody = self.world.anybody(), self.world.operator, self.world.agent("b")
        for client in everybody:
            answers = [client.get("/v1/stats", each) for each in HOSTILE_HEADERS]
            answers += [client.post("/v1/requests", {}, each) for each in HOSTILE_HEADERS]
            answers += [client.get(each) for each in HOSTILE_PATHS]
            for path in ("/v1/requests", "/v1/agents", f"/v1/referrals/{self.referral}/release",
                         f"/v1/referrals/{self.referral}/assign", "/v1/agents/b/deregister",
                         "/session", "/v1/agents/a/pause"):
                answers += [client.post(path, each) for each in HOSTILE_BODIES]
            for path in ("/v1/logging", "/v1/programme", "/v1/agents/me/availability"):
                answers += [client.put(path, each) for each in HOSTILE_BODIES]
            for text in ("Plantedcsv", "id,npn,name\nPlantedcsv,1,Plantedcsv",
                         f"{CSV_HEADER}\n\"Plantedcsv\",x,Planted \"csv\",,,,,,,"):
                answers.append(client.post_csv("/v1/agents/import", text))
            for path in ("/", "/sign-in", "/sign-out", f"/requests/{self.referral}/cancel"):
                answers.append(
                    client.post(path, "name=Plantedform&token=Plantedlink&note=Plantedform",
                                {"Content-Type": "application/x-www-form-urlencoded"}))
            for answer in answers:
                # The form is shown again with what was typed into it, to whoever typed it.
                typed = ["Plantedform"] if b"<html" in answer.body else []
                shown = found(HOSTILE_SECRETS, answer.body)
                self.assertEqual([], [each for each in shown if each not in typed], answer)
                self.assertEqual([], found(HOSTILE_SECRETS, str(answer.headers)), answer.headers)
        for each in HOSTILE_BYTES:
            self.clean(raw_exchange(self.world.engine.port, each), HOSTILE_SECRETS, each)

    def test_nothing_that_clients_send_is_told_at_the_loudest_level(self):
        self.plant_in_requests()
        operator = self.world.operator
        for path in ("/metrics", "/v1/stats", "/v1/stats/history", "/v1/actors?limit=200",
                     "/v1/actors/dead-letters", "/v1/notifications", "/v1/logging", "/v1/backups"):
            answer = operator.get(path)
            self.assertEqual(200, answer.status, path)
            self.clean(answer.body, EVERYTHING, path)
        self.assertGreater(len(expect(operator.get("/v1/notifications"))["items"]), 2)
        self.assertEqual(0, self.world.engine.stop())
        said = self.world.engine.stderr() + self.world.engine.stdout()
        self.clean(said, EVERYTHING, "what it said")
        self.assertGreater(said.count('"component":"http"'), 300, "it was talkative")
        files = [each for each in self.world.engine.data.rglob("*") if each.is_file()]
        self.assertEqual([], [each for each in files if each.name.startswith("LOG")])
        for file in files:
            self.clean(file.read_bytes(), EVERYTHING, file)

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
            with contextlib.suppress(FileNotFoundError):  # The store puts files away as it runs.
                self.clean(file.read_bytes(), EVERYTHING, f"{file} {when}")

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
