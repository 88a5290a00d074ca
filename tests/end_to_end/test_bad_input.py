"""Every kind of bad input that the contract names: its status, its code and the field it points at.
What no well-formed HTTP client can send is in test_bad_bytes, who may ask in test_refusals."""

import unittest

from tests.end_to_end.bad_input import GONE, BadInput, changed
from tests.end_to_end.checks import refused
from tests.end_to_end.people import around_the_clock, instant_from_now, resident


class Requests(BadInput):
    def post(self, body):
        return self.world.intake.post("/v1/requests", body)

    def test_missing_fields_are_named(self):
        needed = ["name", "phone", "preferred_contact", "language", "zip", "consent"]
        self.invalid(
            self.post, resident(),
            [(f"/{each}", {f"/{each}": GONE})
             for each in needed] + [("/consent/text_version", {"/consent/text_version": GONE}),
                                    ("/consent/agreed", {"/consent/agreed": GONE})])

    def test_wrong_types_are_named(self):
        self.invalid(self.post, resident(), [("/name", {"/name": 7}),
                                             ("/phone", {"/phone": 6065550101}),
                                             ("/zip", {"/zip": 40202}),
                                             ("/email", {"/email": ["a@b.example"]}),
                                             ("/language", {"/language": {"tag": "en"}}),
                                             ("/note", {"/note": True}),
                                             ("/consent", {"/consent": True}),
                                             ("/consent/agreed", {"/consent/agreed": "yes"}),
                                             ("/preferred_contact", {"/preferred_contact": 1})])

    def test_values_that_cannot_be_are_named(self):
        self.invalid(self.post, resident(),
                     [("/name", {"/name": ""}), ("/name", {"/name": "two\nlines"}),
                      ("/phone", {"/phone": "123"}), ("/phone", {"/phone": "606-555-0101 x5"}),
                      ("/phone", {"/phone": "(106) 555-0101"}),
                      ("/phone", {"/phone": "+44 20 7946 0000"}), ("/email", {"/email": "nobody"}),
                      ("/zip", {"/zip": "4020"}), ("/zip", {"/zip": "4020a"}),
                      ("/zip", {"/zip": "00000"}), ("/language", {"/language": "klingon"}),
                      ("/language", {"/language": ""}), ("/language", {"/language": "qq"}),
                      ("/preferred_contact", {"/preferred_contact": "fax"}),
                      ("/consent/agreed", {"/consent/agreed": False}),
                      ("/note", {"/note": "bell\u0007"})])

    def test_preferring_mail_needs_an_address(self):
        self.invalid(self.post, resident(preferred_contact="email"), [("/email", {"/email": GONE}),
                                                                      ("/email", {"/email": None})])

    def test_too_long_texts_are_named(self):
        self.invalid(self.post, resident(),
                     [("/name", {"/name": "n" * 101}), ("/note", {"/note": "n" * 501}),
                      ("/email", {"/email": "e" * 195 + "@x.example"}),
                      ("/consent/text_version", {"/consent/text_version": "v" * 201})])

    def test_unknown_fields_are_named_unless_the_name_looks_personal(self):
        self.invalid(self.post, resident(), [("/favourite_colour", {"/favourite_colour": "red"}),
                                             ("/consent/extra", {"/consent/extra": 1})])
        answer = self.post(resident() | {"Jane Secretname +16065550177": 1})
        refused(answer, 422, "invalid")
        self.assertNotIn("Secretname", answer.text)

    def test_what_a_person_typed_is_not_echoed(self):
        answer = self.post(
            resident(name="Zebedee\u0000Quux", zip="1", phone="Zanzibar", email="Xylophone"))
        refused(answer, 422, "invalid", "/zip")
        for typed in ("Zebedee", "Quux", "Zanzibar", "Xylophone"):
            self.assertNotIn(typed, answer.text)

    def test_all_bad_fields_are_named_at_once(self):
        problem = refused(self.post(resident(zip="1", phone="2", language="q")), 422, "invalid",
                          "/zip")
        self.assertLessEqual({"/zip", "/phone", "/language"},
                             {each["pointer"]
                              for each in problem["errors"]})

    def test_a_bad_idempotency_key_is_named(self):
        for key in ("", " ", "k" * 201, "two words", "caf\u00e9"):
            with self.subTest(key=key):
                answer = self.world.intake.post("/v1/requests", resident(),
                                                {"Idempotency-Key": key.encode("latin-1")})
                refused(answer, 422, "invalid", "/Idempotency-Key")


class Json(BadInput):
    def test_what_is_not_json_is_refused(self):
        good = '{"disposition": "enrolled"}'
        rows = [
            "", "{", "nonsense", good + "x", "[1,]", '{"a": 1, "a": 2}', '{"disposition": NaN}',
            '{"disposition": Infinity}', '{"disposition": 1e999}', '{"disposition": 01}',
            '{"disposition": "\\ud800"}', '{"disposition": "\\udc00\\ud800"}',
            '{"disposition": "a\nb"}', "{'disposition': 'enrolled'}", "// c\n" + good,
            "[" * 40 + "]" * 40, '{"a":' * 33 + "1" + "}" * 33, b'{"disposition": "\xff"}',
            b'{"disposition": "\xc0\xaf"}', b'{"disposition": "\xed\xa0\x80"}'
        ]
        for row in rows:
            with self.subTest(body=row):
                answer = self.world.agent("a").post(f"/v1/referrals/{self.referral}/complete", row)
                refused(answer, 400, "not-json")

    def test_json_that_is_no_object_is_invalid(self):
        for row in ("[]", "7", '"text"', "null", "true"):
            with self.subTest(body=row):
                answer = self.world.agent("a").post(f"/v1/referrals/{self.referral}/complete", row)
                self.assertIn(answer.status, (400, 422))
                refused(answer, answer.status, {400: "not-json", 422: "invalid"}[answer.status])

    def test_other_media_types_are_refused(self):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml", "json"):
            with self.subTest(kind=kind):
                answer = self.world.intake.post("/v1/requests", resident(), {"Content-Type": kind})
                refused(answer, 415, "unsupported-media-type")
        text = self.world.operator.post("/v1/agents/import", {"id": "x"})
        refused(text, 415, "unsupported-media-type")

    def test_a_charset_may_be_named(self):
        answer = self.world.intake.post("/v1/requests", resident(zip="1"),
                                        {"Content-Type": "application/json; charset=utf-8"})
        refused(answer, 422, "invalid", "/zip")


class Agents(BadInput):
    def section(self, name):
        return lambda body: self.world.agent("a").put(f"/v1/agents/me/registration/{name}", body)

    def test_sections(self):
        agreement, contact, _ = (body for _, body in self.agent.sections())
        self.invalid(self.section("agreement"), agreement,
                     [("/agreed", {"/agreed": False}), ("/agreed", {"/agreed": GONE}),
                      ("/agreed", {"/agreed": 1}), ("/terms_version", {"/terms_version": GONE}),
                      ("/extra", {"/extra": 1}), ("/terms_version", {"/terms_version": "v" * 201})])
        self.invalid(self.section("contact"), contact,
                     [("/phone", {"/phone": "911"}), ("/email", {"/email": "no"}),
                      ("/email", {"/email": GONE}),
                      ("/preferred_contact", {"/preferred_contact": "pigeon"}),
                      ("/languages", {"/languages": []}), ("/languages", {"/languages": GONE}),
                      ("/languages/1", {"/languages": ["en", "qq"]}),
                      ("/languages", {"/languages": "en"})])

    def test_schedules(self):
        self.invalid(
            self.section("schedule"), around_the_clock(),
            [("/time_zone", {"/time_zone": "America/Nowhere"}),
             ("/time_zone", {"/time_zone": GONE}), ("/weekly", {"/weekly": GONE}),
             ("/weekly/sunday", {"/weekly/sunday": GONE}),
             ("/weekly/holiday", {"/weekly/holiday": None}),
             ("/weekly/monday/start", {"/weekly/monday": {"start": "9", "end": "17:00"}}),
             ("/weekly/monday/start", {"/weekly/monday": {"start": "24:00", "end": "24:00"}}),
             ("/weekly/monday/end", {"/weekly/monday": {"start": "09:00", "end": "25:00"}}),
             ("/weekly/monday/end", {"/weekly/monday": {"start": "17:00", "end": "09:00"}}),
             ("/weekly/monday/end", {"/weekly/monday": {"start": "09:00", "end": "09:00"}}),
             ("/weekly/monday/end", {"/weekly/monday": {"start": "09:00"}})])

    def test_breaks_and_absences(self):
        def day(*breaks):
            pauses = [{"start": start, "end": end} for start, end in breaks]
            return {"/weekly/friday": {"start": "09:00", "end": "17:00", "breaks": pauses}}

        def away(since, until):
            return {"/out_of_office": [{"from": since, "until": until}]}

        later, sooner = instant_from_now(7200), instant_from_now(3600)
        for pointer, changes in [("/weekly/friday/breaks/0", day(("08:00", "10:00"))),
                                 ("/weekly/friday/breaks/0", day(("16:30", "17:30"))),
                                 ("/weekly/friday/breaks/0", day(("12:00", "12:00"))),
                                 ("/weekly/friday/breaks/1",
                                  day(("12:00", "13:00"), ("12:30", "14:00"))),
                                 ("/out_of_office/0", away(later, sooner)),
                                 ("/out_of_office/0", away("today", None)),
                                 ("/out_of_office/0", away("2026-11-30T09:00:00", None))]:
            with self.subTest(changes=changes):
                problem = refused(
                    self.section("schedule")(changed(around_the_clock(), changes)), 422, "invalid")
                self.assertTrue(
                    any(each["pointer"].startswith(pointer) for each in problem["errors"]), problem)

    def test_availability(self):
        send = lambda body: self.world.agent("a").put("/v1/agents/me/availability", body)
        self.invalid(send, {"override": "on"}, [("/override", {"/override": "maybe"}),
                                                ("/override", {"/override": GONE}),
                                                ("/until", {"/until": instant_from_now(-5)}),
                                                ("/until", {"/until": "soon"}),
                                                ("/until", {"/until": 5})])

    def test_new_agents_and_credentials(self):
        body = {
            "id": "n", "npn": "81000001", "name": "New Agent", "email": "n@agents.example",
            "phone": "502-555-0188", "zip": "40202"
        }
        self.invalid(lambda each: self.world.operator.post("/v1/agents", each), body,
                     [("/npn", {"/npn": GONE}), ("/npn", {"/npn": "9" * 201}),
                      ("/name", {"/name": GONE}), ("/phone", {"/phone": "1"}),
                      ("/email", {"/email": "n"}), ("/zip", {"/zip": "00000"}),
                      ("/surprise", {"/surprise": 1}),
                      ("/credentials/certification/expires",
                       {"/credentials": {"certification": {"expires": "2026-02-30"}}})])
        patch = lambda each: self.world.operator.patch("/v1/agents/a/credentials", each)
        self.invalid(patch, {},
                     [("/doi_contact_confirmed_on", {"/doi_contact_confirmed_on": "yesterday"}),
                      ("/license/expires", {"/license": {"expires": "soon"}}),
                      ("/luck", {"/luck": 1})])


class Referrals(BadInput):
    def test_actions(self):
        rows = [("complete", {"disposition": "lost"}, "/disposition"),
                ("complete", {}, "/disposition"),
                ("complete", {"disposition": "enrolled", "note": "n" * 501}, "/note"),
                ("complete", {"disposition": "enrolled", "extra": 1}, "/extra"),
                ("release", {}, "/reason"), ("release", {"reason": "r" * 201}, "/reason"),
                ("release", {"reason": "a\nb"}, "/reason"), ("reject", {"reason": 5}, "/reason")]
        for action, body, pointer in rows:
            with self.subTest(action=action, body=body):
                refused(self.world.act("a", self.referral, action, body), 422, "invalid", pointer)
        for action, body, pointer in [("assign", {}, "/agent_id"),
                                      ("assign", {"agent_id": "no"}, "/agent_id"),
                                      ("assign", {"agent_id": "a", "reason": "r" * 201}, "/reason"),
                                      ("cancel", {}, "/reason"), ("complete", {}, "/disposition")]:
            with self.subTest(action=action, body=body):
                refused(self.world.direct(self.referral, action, body), 422, "invalid", pointer)

    def test_filters_cursors_and_limits(self):
        rows = [("limit=0", "/limit"), ("limit=-1", "/limit"), ("limit=ten", "/limit"),
                ("limit=", "/limit"), ("cursor=nonsense", "/cursor"), ("status=Lost", "/status"),
                ("type=Huge", "/type"), ("overdue=maybe", "/overdue"),
                ("contact_centre=2", "/contact_centre")]
        for query, pointer in rows:
            with self.subTest(query=query):
                refused(self.world.operator.get(f"/v1/referrals?{query}"), 422, "invalid", pointer)
        for query, pointer in [("limit=0", "/limit"), ("cursor=x", "/cursor"),
                               ("status=No", "/status"), ("available=perhaps", "/available")]:
            with self.subTest(query=query):
                refused(self.world.operator.get(f"/v1/agents?{query}"), 422, "invalid", pointer)
        for query, pointer in [("limit=0", "/limit"), ("status=No", "/status"),
                               ("type=No", "/type")]:
            with self.subTest(query=query):
                refused(
                    self.world.agent("a").get(f"/v1/agents/me/referrals?{query}"), 422, "invalid",
                    pointer)

    def test_reveal_needs_a_reason(self):
        path = f"/v1/referrals/{self.referral}?reveal=contact"
        for query in ("", "&reason=", "&reason=" + "r" * 201):
            refused(self.world.operator.get(path + query), 422, "invalid", "/reason")


if __name__ == "__main__":
    unittest.main()
