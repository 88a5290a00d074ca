"""What a resident sees and may do with the link of their own request."""

import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import expect, refused
from tests.end_to_end.people import Agent, resident, spelled


class Residents(EngineCase):
    def setUp(self):
        super().setUp()
        self.world.staff(Agent("only"))

    def test_sees_the_promise_then_the_agent(self):
        answer = self.world.anybody().post("/v1/requests", resident())
        made = expect(answer, 201)
        path = f"/v1/requests/{made['id']}"
        self.assertEqual(path, answer.headers["Location"])
        self.assertEqual("Pending", made["status"])
        link = self.world.bearer(made["access_token"])
        seen = expect(link.get(path))
        self.assertEqual(("Pending", False), (seen["status"], seen["overdue"]))
        self.assertEqual(made["callback_by"], seen["callback_by"])
        self.assertFalse(seen.get("agent"))
        self.world.await_offer("only", made["id"])
        expect(self.world.act("only", made["id"], "accept"))
        profile = self.world.profile("only")
        self.assertEqual(
            {"name": profile["name"], "phone": profile["registration"]["contact"]["phone"]},
            expect(link.get(path))["agent"])

    def test_has_a_link_to_one_request_only(self):
        mine, other = self.world.post(), self.world.post()
        link = self.world.bearer(mine["access_token"])
        refused(link.get(f"/v1/requests/{other['id']}"), 404, "not-found")
        refused(link.post(f"/v1/requests/{other['id']}/cancel", {}), 404, "not-found")
        refused(link.get("/v1/referrals"), 403, "forbidden")

    def test_cancels_and_the_contact_is_hidden_from_the_agent(self):
        made = self.world.taken("only")
        link = self.world.bearer(made["access_token"])
        for _ in range(2):
            gone = expect(link.post(f"/v1/requests/{made['id']}/cancel", {"reason": "Found help."}))
            self.assertEqual("Cancelled", gone["status"])
        self.assertNotIn("contact",
                         self.world.agent("only").get(f"/v1/referrals/{made['id']}").json)
        refused(self.world.act("only", made["id"], "accept"), 409, "already-ended")
        self.assertEqual(0, self.world.profile("only")["open"]["in_progress"])

    def test_cancels_and_the_open_offer_is_withdrawn_without_a_miss(self):
        made = self.world.post()
        self.world.await_offer("only", made["id"])
        link = self.world.bearer(made["access_token"])
        expect(link.post(f"/v1/requests/{made['id']}/cancel", {}))
        self.assertIsNone(self.world.open_offer("only"))
        self.assertEqual(
            (0, 0),
            (self.world.profile("only")["misses"], self.world.profile("only")["open"]["offers"]))

    def test_cannot_cancel_what_is_complete(self):
        made = self.world.taken("only")
        expect(self.world.act("only", made["id"], "complete", {"disposition": "enrolled"}))
        link = self.world.bearer(made["access_token"])
        refused(link.post(f"/v1/requests/{made['id']}/cancel", {}), 409, "already-ended")

    def test_is_refused_a_second_open_request(self):
        person = resident(name="Ann Example")
        made = expect(self.world.intake.post("/v1/requests", person), 201)
        same_phone = resident(name=" ann EXAMPLE ", phone=spelled(person["phone"]), email=None)
        same_mail = resident(name="Ann Example", email=person["email"].upper())
        for again in (same_phone, same_mail):
            refused(self.world.intake.post("/v1/requests", again), 409, "duplicate-request")
        household = resident(name="Bob Example", phone=person["phone"], email=None)
        expect(self.world.intake.post("/v1/requests", household), 201)
        expect(self.world.direct(made["id"], "cancel", {"reason": "Called twice."}))
        expect(self.world.intake.post("/v1/requests", person), 201)

    def test_gets_the_same_answer_for_the_same_key(self):
        key = {"Idempotency-Key": "the-same-key"}
        person = resident()
        first = self.world.intake.post("/v1/requests", person, key)
        expect(first, 201)
        shuffled = dict(reversed(person.items()))
        again = self.world.intake.post("/v1/requests", shuffled, key)
        self.assertEqual((201, first.body, first.headers["Location"]),
                         (again.status, again.body, again.headers["Location"]))
        refused(self.world.intake.post("/v1/requests", person | {"note": "Other."}, key), 422,
                "idempotency-key-reused")
        self.assertEqual(1, len(self.world.referrals()))

    def test_keys_of_different_roles_are_different_keys_and_a_refusal_keeps_none(self):
        key = {"Idempotency-Key": "k"}
        refused(self.world.intake.post("/v1/requests", resident(zip="1"), key), 422, "invalid",
                "/zip")
        mine = expect(self.world.intake.post("/v1/requests", resident(), key), 201)
        other = expect(self.world.anybody().post("/v1/requests", resident(), key), 201)
        self.assertNotEqual(mine["id"], other["id"])


if __name__ == "__main__":
    unittest.main()
