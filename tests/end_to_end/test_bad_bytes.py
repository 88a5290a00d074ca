"""Bytes that no good client sends: sizes, framing, and shapes that smuggle a second request."""

import re
import unittest

from tests.end_to_end.case import SharedEngineCase
from tests.end_to_end.checks import expect, refused
from tests.end_to_end.client import parse_raw, raw_exchange
from tests.end_to_end.people import CSV_HEADER, Agent, csv_of

HEADER_BYTES = 16 * 1024
BODY_BYTES = 64 * 1024
CSV_BYTES = 32 * 1024 * 1024


class Bytes(SharedEngineCase):
    def setUp(self):
        self.addCleanup(lambda: self.assertEqual([], self.world.referrals()))

    def send(self, *lines, body=b""):
        """The lines as a head, with a token of the front end; what the engine said, as bytes."""
        token = self.world.engine.token("intake")
        head = [*lines, "Host: kod.example", f"Authorization: Bearer {token}"]
        return raw_exchange(self.world.engine.port,
                            "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body)

    def refuses_and_closes(self, received):
        """One problem document of a bad request, and nothing after it."""
        answer = parse_raw(received)
        self.assertIn(answer.status, (400, 501), received)
        self.assertEqual(1, received.count(b"HTTP/1.1 "), received)
        kind = answer.headers.get("content-type", "")
        self.assertTrue(kind.startswith("application/problem+json"), received)
        self.assertEqual(answer.status, answer.json["status"])


class Sizes(Bytes):
    def test_a_body_over_the_limit_is_too_large(self):
        body = "x" * (BODY_BYTES + 1)
        refused(self.world.intake.post("/v1/requests", body), 413, "too-large")

    def test_a_body_at_the_limit_is_read(self):
        body = "x" * BODY_BYTES
        refused(self.world.intake.post("/v1/requests", body), 400, "not-json")

    def test_the_announced_length_is_enough_to_refuse(self):
        received = self.send("POST /v1/requests HTTP/1.1", "Content-Type: application/json",
                             "Content-Length: 999999999999")
        refused(parse_raw(received), 413, "too-large")

    def test_a_chunked_body_over_the_limit_is_too_large(self):
        chunk = b"1000\r\n" + b"x" * 0x1000 + b"\r\n"
        received = self.send("POST /v1/requests HTTP/1.1",
                             "Content-Type: application/json",
                             "Transfer-Encoding: chunked",
                             body=chunk * 20 + b"0\r\n\r\n")
        refused(parse_raw(received), 413, "too-large")

    def test_an_import_has_a_limit_of_its_own(self):
        long_file = CSV_HEADER + "\n" + ",,,,,,,,,\n" * 20000
        refused(self.world.operator.post_csv("/v1/agents/import", long_file), 422, "invalid")
        token = self.world.engine.token("operator")
        head = [
            "POST /v1/agents/import HTTP/1.1", "Host: kod.example",
            f"Authorization: Bearer {token}", "Content-Type: text/csv",
            f"Content-Length: {CSV_BYTES + 1}"
        ]
        received = raw_exchange(self.world.engine.port, "\r\n".join(head).encode() + b"\r\n\r\n")
        refused(parse_raw(received), 413, "too-large")

    def test_headers_over_the_limit_are_too_large(self):
        one_long = self.send("GET /v1/requests/r HTTP/1.1", "X-Long: " + "x" * HEADER_BYTES)
        refused(parse_raw(one_long), 431, "headers-too-large")
        many = [f"X-Header-{number}: {'x' * 100}" for number in range(200)]
        refused(parse_raw(self.send("GET /v1/requests/r HTTP/1.1", *many)), 431,
                "headers-too-large")
        refused(parse_raw(self.send("GET /v1/" + "x" * HEADER_BYTES + " HTTP/1.1")), 431,
                "headers-too-large")


class Framing(Bytes):
    SMUGGLED = b"GET /livez HTTP/1.1\r\nHost: kod.example\r\n\r\n"

    def test_two_framings_of_one_body_are_refused(self):
        self.refuses_and_closes(
            self.send("POST /v1/requests HTTP/1.1",
                      "Content-Type: application/json",
                      "Content-Length: 4",
                      "Transfer-Encoding: chunked",
                      body=b"0\r\n\r\n" + self.SMUGGLED))

    def test_odd_lengths_are_refused(self):
        for lengths in (["4", "5"], ["+4"], ["0x4"], ["4, 5"], ["-1"], ["4 4"], [""], ["four"], [
                "99999999999999999999999"
        ]):
            with self.subTest(lengths=lengths):
                received = self.send("POST /v1/requests HTTP/1.1",
                                     "Content-Type: application/json",
                                     *(f"Content-Length: {each}" for each in lengths),
                                     body=b"null" + self.SMUGGLED)
                self.assertIn(parse_raw(received).status, (400, 413), received)
                self.assertEqual(1, received.count(b"HTTP/1.1 "), received)

    def test_unknown_transfer_codings_are_refused(self):
        for coding in ("gzip, chunked", "chunked, identity", "xchunked", "chunked\x0b"):
            with self.subTest(coding=coding):
                self.refuses_and_closes(
                    self.send("POST /v1/requests HTTP/1.1",
                              "Content-Type: application/json",
                              f"Transfer-Encoding: {coding}",
                              body=b"0\r\n\r\n" + self.SMUGGLED))

    def test_broken_chunks_are_refused(self):
        for chunks in (b"zz\r\n", b"-1\r\n", b"4\r\nnullXX0\r\n\r\n", b"ffffffffffffffffff\r\n"):
            with self.subTest(chunks=chunks):
                received = self.send("POST /v1/requests HTTP/1.1",
                                     "Content-Type: application/json",
                                     "Transfer-Encoding: chunked",
                                     body=chunks + self.SMUGGLED)
                self.assertIn(parse_raw(received).status, (400, 413), received)
                self.assertEqual(1, received.count(b"HTTP/1.1 "), received)

    def test_folded_and_malformed_header_lines_are_refused(self):
        for line in ("X-Folded: one\r\n two", "Content-Length : 4", "X Spaced: 1", ": none",
                     "NoColon", "X-Null: a\x00b", "X-Return: a\rb"):
            with self.subTest(line=line):
                self.refuses_and_closes(self.send("GET /livez HTTP/1.1", line))

    def test_malformed_request_lines_are_refused(self):
        for line in ("GET", "GET /livez", "GET  /livez HTTP/1.1", "GET /livez HTTP/9.9",
                     "/livez GET HTTP/1.1", "G\x00T /livez HTTP/1.1", "GET /live z HTTP/1.1"):
            with self.subTest(line=line):
                answer = parse_raw(self.send(line))
                self.assertIn(answer.status, (400, 505), line)
                self.assertTrue(
                    answer.headers["content-type"].startswith("application/problem+json"))

    def test_odd_paths_are_not_found(self):
        for path in ("/v1/../etc/passwd", "//v1/stats", "/v1/requests/%00", "/v1/requests/%zz",
                     "/v1/requests/..%2f..", "/v1/requests/%ff"):
            with self.subTest(path=path):
                answer = parse_raw(self.send(f"GET {path} HTTP/1.1", "Connection: close"))
                self.assertIn(answer.status, (400, 404), path)
                self.assertTrue(
                    answer.headers["content-type"].startswith("application/problem+json"))

    def test_pipelined_requests_are_answered_in_their_order(self):
        second = b"GET /v1/nothing HTTP/1.1\r\nHost: kod.example\r\nConnection: close\r\n\r\n"
        received = self.send("GET /livez HTTP/1.1", body=second)
        statuses = re.findall(rb"HTTP/1\.1 (\d+)", received)
        self.assertEqual([b"200", b"404"], statuses)

    def test_the_engine_lives_on(self):
        self.assertEqual(200, self.world.anybody().get("/livez").status)


class Csv(SharedEngineCase):
    def setUp(self):
        self.addCleanup(
            lambda: self.assertEqual([],
                                     expect(self.world.operator.get("/v1/agents"))["items"]))

    def load(self, text, query=""):
        return self.world.operator.post_csv("/v1/agents/import" + query, text)

    def test_a_bad_header_is_named(self):
        for text in ("", "id,npn\n", CSV_HEADER + ",more\n",
                     CSV_HEADER.replace("zip", "plz") + "\n", csv_of(
                         [Agent("x")]).partition("\n")[2]):
            with self.subTest(text=text[:40]):
                refused(self.load(text), 422, "invalid", "/header")

    def test_bad_lines_are_named_and_nothing_is_applied(self):
        good, bad_zip, bad_date = Agent("good"), Agent("bad", zip="1"), Agent("date")
        lines = csv_of([good, bad_zip, bad_date]).splitlines()
        lines[3] = lines[3].replace("DOI-", "X-").rsplit(",", 1)[0] + ",2026-13-01"
        answer = self.load("\n".join(lines) + "\n")
        self.assertEqual(422, answer.status)
        named = [(each["line"], each["pointer"]) for each in answer.json["errors"]]
        self.assertEqual([(3, "/zip"), (4, "/doi_contact_confirmed_on")], named)

    def test_double_ids_and_numbers_in_one_file_are_named(self):
        one, same_id, same_npn = Agent("one"), Agent("one"), Agent("two")
        same_npn.npn = one.npn
        answer = self.load(csv_of([one, same_id, same_npn]))
        self.assertEqual(422, answer.status)
        named = {(each["line"], each["pointer"]) for each in answer.json["errors"]}
        self.assertLessEqual({(3, "/id"), (4, "/npn")}, named)

    def test_broken_quotes_columns_and_bytes_are_refused(self):
        line = Agent("x").csv_line()
        for broken in ('"' + line, line + ",", line.rsplit(",",
                                                           1)[0], line.replace(
                                                               "Agent", "A\udcffent")):
            with self.subTest(line=broken[:30]):
                text = f"{CSV_HEADER}\n{broken}\n".encode("utf-8", "surrogateescape")
                self.assertEqual(422, self.load(text).status)

    def test_what_a_line_holds_is_not_echoed(self):
        answer = self.load(csv_of([Agent("x", name="Zebedee Quux", zip="Zanzibar")]))
        self.assertEqual(422, answer.status)
        for typed in ("Zebedee", "Quux", "Zanzibar"):
            self.assertNotIn(typed, answer.text)


class PartialCsv(SharedEngineCase):
    def test_the_good_lines_of_a_partial_import_are_applied(self):
        text = csv_of([Agent("good"), Agent("bad", zip="1")])
        done = expect(self.world.operator.post_csv("/v1/agents/import?partial=true", text))
        self.assertEqual((1, 0), (done["created"], done["updated"]))
        self.assertEqual([(3, "/zip")],
                         [(each["line"], each["pointer"]) for each in done["errors"]])
        roster = {each["id"] for each in expect(self.world.operator.get("/v1/agents"))["items"]}
        self.assertIn("good", roster)
        self.assertNotIn("bad", roster)

    def test_an_import_updates_by_id(self):
        agent = Agent("moving")
        self.world.hire(agent)
        agent.zip = "40601"
        done = expect(self.world.operator.post_csv("/v1/agents/import", csv_of([agent])))
        self.assertEqual((0, 1), (done["created"], done["updated"]))
        self.assertEqual("Franklin County", self.world.profile("moving")["county"])


if __name__ == "__main__":
    unittest.main()
