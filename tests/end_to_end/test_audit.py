"""The audit: who looked, who interfered, from where and why."""

import csv
import io
import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import expect, refused
from tests.end_to_end.client import call_once
from tests.end_to_end.engine import run_verb
from tests.end_to_end.people import Agent


class Audit(EngineCase):
    def setUp(self):
        super().setUp()
        self.world.staff(Agent("a"), Agent("b"))

    def audit(self, query=""):
        """All its pages."""
        items, cursor = [], ""
        while cursor is not None:
            page = expect(self.world.operator.get(f"/v1/audit?limit=2{query}{cursor}"))
            self.assertLessEqual(len(page["items"]), 2)
            items += page["items"]
            cursor = f"&cursor={page['next']}" if page["next"] else None
        return items

    def everything(self):
        """Something of each kind, with the reason that the audit must give, newest first."""
        first = self.world.mass()["id"]
        expect(self.world.operator.get(f"/v1/referrals/{first}?reveal=contact&reason=She%20called"))
        expect(self.world.direct(first, "assign", {"agent_id": "b", "reason": "Asked for b"}))
        expect(self.world.act("b", first, "accept"))
        expect(self.world.direct(first, "contacted"))
        expect(self.world.direct(first, "complete", {"disposition": "enrolled", "note": "Done"}))
        second = self.world.post()["id"]
        expect(self.world.direct(second, "broadcast", {"reason": "Everybody"}))
        expect(self.world.direct(second, "cancel", {"reason": "No more"}))
        expect(self.world.operator.post("/v1/agents/a/deregister", {"reason": "Left us"}))
        return first, second

    def audit_since_staffed(self, query=""):
        """Without the import of the agents themselves, which comes first."""
        *since, hired = self.audit(query)
        self.assertEqual(("agents-imported", "agents"), (hired["type"], hired["subject"]))
        return since

    def expect_told(self, first, second):
        told = [(each["type"], each["subject"], each["reason"])
                for each in self.audit_since_staffed()]
        self.assertEqual([
            ("deregistered", "a", "Left us"),
            ("cancelled", second, "No more"),
            ("made-mass", second, "Everybody"),
            ("completed", first, None),
            ("contacted", first, None),
            ("contact-shared", first, None),
            ("assigned", first, "Asked for b"),
            ("contact-shared", first, "She called"),
            ("made-mass", first, None),
        ], told)

    def test_tells_all_newest_first_also_after_a_crash(self):
        first, second = self.everything()
        self.expect_told(first, second)
        self.world.engine.restart()
        self.expect_told(first, second)
        records = self.audit()
        sequences = [each["sequence"] for each in records]
        self.assertEqual(sorted(set(sequences), reverse=True), sequences)
        self.assertEqual({"127.0.0.1"}, {each["from"] for each in records})
        accepted, looked = [each["by"] for each in records if each["type"] == "contact-shared"]
        self.assertEqual({"role": "agent", "id": "b"}, accepted)
        self.assertEqual("operator", looked["role"])
        self.world.engine.stop()
        checked = self.world.engine.check()
        self.assertEqual(0, checked.returncode, checked.stdout)

    def test_tells_what_is_paused_and_set_and_who_signs_in(self):
        operator = self.world.operator
        expect(operator.post("/v1/counties/Jefferson%20County/pause", {"reason": "Ice"}))
        expect(operator.post("/v1/counties/Jefferson%20County/resume", {"reason": "Thaw"}))
        expect(operator.post("/v1/agents/a/pause", {"reason": "Asked to"}))
        expect(operator.put("/v1/programme", {
            "open": True, "message": "Welcome", "hours": "always",
            "contact_centre": {"phone": "+15025550100"}}))
        token = self.world.engine.token("agent", "b")
        answer = call_once(self.world.engine, None, "POST", "/sign-in", "token=" + token,
                           {"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(303, answer.status)
        told = [(each["type"], each["subject"], each["reason"])
                for each in self.audit_since_staffed()]
        self.assertEqual([
            ("signed-in", "b", None),
            ("programme-changed", "programme", None),
            ("offers-paused", "a", "Asked to"),
            ("county-resumed", "Jefferson County", "Thaw"),
            ("county-paused", "Jefferson County", "Ice"),
        ], told)
        self.assertEqual(2, len(self.audit("&subject=Jefferson%20County")))
        self.assertEqual({"role": "agent", "id": "b"}, self.audit("&subject=b")[0]["by"])

    def test_tells_who_changed_the_roster_by_hand_and_an_import_once(self):
        operator = self.world.operator
        imported = self.audit()
        self.assertEqual([("agents-imported", {"created": 2, "updated": 0}, "127.0.0.1")],
                         [(each["type"], each["data"], each["from"]) for each in imported])
        expect(operator.patch("/v1/agents/a/credentials", {"license": {"expires": "2020-01-01"}}))
        expect(operator.post("/v1/agents", {
            "id": "c", "npn": "70000001", "name": "Cleo Agent", "email": "cleo@agents.example",
            "phone": "502-555-0111", "zip": "40202"}), 201)
        self.assertEqual("Suspended", self.world.profile("a")["registration"]["status"])
        told = [(each["type"], each["subject"], each["by"]["role"], each["from"])
                for each in self.audit_since_staffed()]
        self.assertEqual([("created", "c", "operator", "127.0.0.1"),
                          ("credentials-changed", "a", "operator", "127.0.0.1")], told)

    def test_tells_what_of_the_programme_was_changed(self):
        def put(**changes):
            expect(self.world.operator.put("/v1/programme", {
                "open": True, "message": "", "hours": "always",
                "contact_centre": {"phone": "+15025550100"}} | changes))

        put()
        put(message="Welcome")
        put(message="Welcome", contact_centre={"phone": "+15025550101"}, open=False)
        told = [each["data"] for each in self.audit("&subject=programme")]
        self.assertEqual([{"open": False, "changed": ["open", "contact-centre"]},
                          {"open": True, "changed": ["message"]},
                          {"open": True, "changed": ["open", "message", "hours", "contact-centre"]}],
                         told)

    def test_is_printed_by_a_verb(self):
        first, second = self.everything()
        engine = self.world.engine
        printed = run_verb("audit", "--subject", second, "--data", engine.data, "--server",
                           f"http://127.0.0.1:{engine.port}")
        self.assertEqual(0, printed.returncode, printed.stderr)
        lines = list(csv.DictReader(io.StringIO(printed.stdout, newline="")))
        self.assertEqual([("cancelled", "No more"), ("made-mass", "Everybody")],
                         [(each["type"], each["reason"]) for each in lines])
        self.assertEqual({second}, {each["subject"] for each in lines})

    def test_tells_of_one_subject(self):
        first, second = self.everything()
        self.assertEqual({first}, {each["subject"] for each in self.audit(f"&subject={first}")})
        self.assertEqual(6, len(self.audit(f"&subject={first}")))
        self.assertEqual(2, len(self.audit(f"&subject={second}")))
        self.assertEqual(["deregistered"], [each["type"] for each in self.audit("&subject=a")])
        self.assertEqual([], self.audit("&subject=nobody"))

    def test_is_a_file_too(self):
        self.everything()
        for answer in (self.world.operator.get("/v1/audit?format=csv"),
                       self.world.operator.get("/v1/audit", {"Accept": "text/csv"})):
            self.assertTrue(answer.headers["Content-Type"].startswith("text/csv"))
            lines = list(csv.DictReader(io.StringIO(answer.text, newline="")))
            self.assertEqual([(str(each["sequence"]), each["type"], each["reason"] or "")
                              for each in self.audit()],
                             [(each["sequence"], each["type"], each["reason"]) for each in lines])

    def test_answers_operators_alone_and_only_what_it_knows(self):
        refused(self.world.agent("a").get("/v1/audit"), 403, "forbidden")
        refused(self.world.operator.get("/v1/audit?limit=0"), 422, "invalid")
        refused(self.world.operator.get("/v1/audit?cursor=x"), 422, "invalid")

    def test_keeps_reasons_out_of_everything_else(self):
        first, second = self.everything()
        for referral in (first, second):
            history = self.world.operator.get(f"/v1/referrals/{referral}/events").text
            for reason in ("She called", "Asked for b", "Everybody", "No more", "127.0.0.1"):
                self.assertNotIn(reason, history)


if __name__ == "__main__":
    unittest.main()
