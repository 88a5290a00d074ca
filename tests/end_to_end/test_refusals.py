"""Who is refused, how often, and which of two faults is told."""

import unittest

from tests.end_to_end.bad_input import BadInput
from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import expect, refused
from tests.end_to_end.people import Agent, resident


class Who(BadInput):
    def test_without_a_good_token_it_is_unauthorized(self):
        good = self.world.engine.token("operator")
        header, payload, signature = good.split(".")
        none = "eyJhbGciOiJub25lIn0." + payload + "."
        for token in (None, "nonsense", f"{header}.{payload}.", none, good[:-4] + "AAAA",
                      f"{header}.{payload[:-2]}.{signature}"):
            with self.subTest(token=token):
                answer = self.world.bearer(token).get("/v1/referrals")
                refused(answer, 401, "unauthorized")
                self.assertTrue(answer.headers["WWW-Authenticate"].startswith("Bearer"))

    def test_the_wrong_role_is_forbidden(self):
        for client, method, path in [
            (self.world.agent("a"), "GET", "/v1/referrals"),
            (self.world.agent("a"), "GET", "/v1/stats"),
            (self.world.agent("a"), "POST", f"/v1/referrals/{self.referral}/assign"),
            (self.world.agent("a"), "POST", "/v1/agents/a/deregister"),
            (self.world.agent("a"), "GET", "/v1/actors"), (self.world.intake, "GET", "/v1/agents"),
            (self.world.intake, "POST", f"/v1/referrals/{self.referral}/accept"),
            (self.world.operator, "POST", f"/v1/referrals/{self.referral}/accept"),
            (self.world.operator, "PUT", "/v1/agents/a/availability")
        ]:
            with self.subTest(path=path, method=method):
                refused(client.call(method, path, None if method == "GET" else {}), 403,
                        "forbidden")

    def test_what_does_not_exist_or_is_somebody_elses_is_not_found(self):
        for client, path in [(self.world.operator, "/v1/referrals/r-none"),
                             (self.world.operator, "/v1/referrals/r-none/events"),
                             (self.world.operator, "/v1/agents/none"),
                             (self.world.operator, "/v1/nothing"),
                             (self.world.operator, "/v1/requests/r-none"),
                             (self.world.operator, "/v1/actors/agent/none"),
                             (self.world.agent("a"), "/v1/referrals/r-none"),
                             (self.world.agent("a"), "/v1/agents/none")]:
            with self.subTest(path=path):
                refused(client.get(path), 404, "not-found")

    def test_other_methods_are_named_by_allow(self):
        for method, path, allowed in [("DELETE", "/v1/referrals", {"GET"}),
                                      ("PATCH", "/v1/requests", {"POST"}),
                                      ("POST", "/v1/agents/a/availability", {"PUT"})]:
            with self.subTest(path=path):
                answer = self.world.operator.call(method, path)
                refused(answer, 405, "method-not-allowed")
                self.assertLessEqual(allowed,
                                     {each.strip()
                                      for each in answer.headers["Allow"].split(",")})


class Order(BadInput):
    """Of two faults the one that is checked first is told."""
    def test_each_check_comes_before_the_next(self):
        big, bad_zip = "x" * 70000, resident(zip="1")
        plain = {"Content-Type": "text/plain"}
        operator, agent, anybody = self.world.operator, self.world.agent("a"), self.world.anybody()
        rows = [
            ("size, path", operator.post("/v1/nothing", big), 413, "too-large"),
            ("path, method", operator.call("DELETE", "/v1/nothing"), 404, "not-found"),
            ("method, token", anybody.call("DELETE", "/v1/agents"), 405, "method-not-allowed"),
            ("token, media type", anybody.post("/v1/agents", "x", plain), 401, "unauthorized"),
            ("role, media type", agent.post("/v1/agents", "x", plain), 403, "forbidden"),
            ("media type, JSON", operator.post("/v1/agents", "{",
                                               plain), 415, "unsupported-media-type"),
            ("JSON, existence", agent.post("/v1/referrals/r-none/complete", "{"), 400, "not-json"),
            ("existence, fields", agent.post("/v1/referrals/r-none/complete",
                                             {}), 404, "not-found"),
            ("JSON, fields", operator.post("/v1/requests", str(bad_zip)), 400, "not-json"),
        ]
        for faults, answer, status, code in rows:
            with self.subTest(faults=faults):
                refused(answer, status, code)


class FieldsBeforeState(EngineCase):
    def test_a_bad_field_is_told_before_the_state(self):
        self.world.staff(Agent("a"))
        referral = self.world.taken("a")["id"]
        expect(self.world.act("a", referral, "complete", {"disposition": "enrolled"}))
        refused(self.world.act("a", referral, "complete", {"disposition": "lost"}), 422, "invalid",
                "/disposition")
        refused(self.world.act("a", referral, "complete", {"disposition": "no-answer"}), 409,
                "already-ended")


class Rate(EngineCase):
    FLAGS = ("--public-rate", "3/m")

    def test_the_public_rate_counts_failures_and_spares_the_front_end(self):
        anybody = self.world.anybody()
        expect(anybody.post("/v1/requests", resident()), 201)
        refused(anybody.post("/v1/requests", resident(zip="1")), 422, "invalid", "/zip")
        refused(anybody.post("/v1/requests", "{"), 400, "not-json")
        answer = anybody.post("/v1/requests", "x", {"Content-Type": "text/plain"})
        refused(answer, 429, "too-many-requests")
        self.assertGreater(int(answer.headers["Retry-After"]), 0)
        refused(self.world.bearer("bad").post("/v1/requests", resident()), 401, "unauthorized")
        for _ in range(10):
            expect(self.world.intake.post("/v1/requests", resident()), 201)
        self.assertEqual(11, len(self.world.referrals()))


if __name__ == "__main__":
    unittest.main()
