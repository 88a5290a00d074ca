"""The log on standard error: lines that a program can read, by which a request is found again, as
talkative as an operator wants and no longer than that, and nobody in the engine waits for it."""

import fcntl
import json
import os
import re
import subprocess
import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect, refused
from tests.end_to_end.client import Client, parse_raw, raw_exchange
from tests.end_to_end.engine import Engine, binary, clean_environment, run_verb
from tests.end_to_end.people import Agent, instant, instant_from_now

LEVELS = ("debug", "info", "warning", "error")
COMPONENTS = ("process", "http", "actors", "store", "backups", "clock", "disk")
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
TRACEPARENT = f"00-{TRACE}-00f067aa0ba902b7-01"


def lines_of(text):
    """Each whole line as the object that it has to be."""
    return [json.loads(line) for line in text[:text.rfind("\n") + 1].splitlines()]


def looks_right(line):
    return (list(line)[:4] == ["at", "level", "component", "message"]
            and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["at"])
            and line["level"] in LEVELS and line["component"] in COMPONENTS and line["message"])


class Logs(EngineCase):
    FLAGS = ("--log-level", "debug")

    def lines(self):
        return lines_of(self.world.engine.stderr())

    def line_of(self, request_id):
        found = eventually(
            lambda: [each for each in self.lines() if each.get("request_id") == request_id],
            f"a line of {request_id}")
        self.assertEqual(1, len(found), found)
        return found[0]

    def test_every_line_is_an_object_with_its_fixed_fields(self):
        self.world.staff(Agent("a"))
        referral = self.world.taken("a")["id"]
        self.world.operator.get(f"/v1/referrals/{referral}")
        self.world.operator.get("/no-such-path")
        raw_exchange(self.world.engine.port, b"NONSENSE\r\n\r\n")
        self.assertEqual(0, self.world.engine.stop())
        lines = self.lines()
        self.assertEqual([], [each for each in lines if not looks_right(each)])
        self.assertGreater(len(lines), 10)
        self.assertEqual("the engine has ended", lines[-1]["message"])
        self.assertEqual("the engine answers",
                         next(each for each in lines if each["component"] == "process")["message"])
        of_requests = [each for each in lines if each["component"] == "http"]
        for each in of_requests:
            self.assertRegex(each["request_id"], r"^[0-9a-f]{32}$")
            self.assertRegex(each["traceparent"], rf"^00-{each['trace_id']}-[0-9a-f]{{16}}-00$")
            self.assertGreaterEqual(each["duration_ms"], 0)
        accept = [each for each in of_requests if each["route"].endswith("/accept")]
        self.assertEqual(["/v1/referrals/{id}/accept"], [each["route"] for each in accept])
        self.assertEqual(("POST", 200), (accept[0]["method"], accept[0]["status"]))
        self.assertEqual(len(of_requests), len({each["request_id"] for each in of_requests}))

    def test_a_request_is_found_by_the_id_of_its_answer(self):
        operator = self.world.operator
        for path, status, problem in (("/v1/stats", 200, None), ("/v1/agents/nobody", 404,
                                                                 "not-found"),
                                      ("/v1/agents?limit=0", 422, "invalid"), ("/no/path", 404,
                                                                               "not-found")):
            answer = operator.get(path)
            line = self.line_of(answer.headers["X-Request-Id"])
            self.assertEqual((status, problem), (line["status"], line.get("problem")), line)
        mine = operator.get("/v1/stats", {"X-Request-Id": "mine-1", "traceparent": TRACEPARENT})
        self.assertEqual("mine-1", mine.headers["X-Request-Id"])
        line = self.line_of("mine-1")
        self.assertEqual(TRACE, line["trace_id"])
        self.assertRegex(line["traceparent"], rf"^00-{TRACE}-[0-9a-f]{{16}}-01$")
        self.assertNotEqual(TRACEPARENT, line["traceparent"], "the span is ours")
        unread = parse_raw(raw_exchange(self.world.engine.port, b"NONSENSE\r\n\r\n"))
        self.assertEqual(400, self.line_of(unread.headers["x-request-id"])["status"])

    def test_ids_and_traces_that_are_none_are_replaced(self):
        for bad in ("two words", "ann@example.org", "502-555-0100", "x" * 65, '"', "a:b"):
            answer = self.world.anybody().get(
                "/livez", {"X-Request-Id": bad, "traceparent": TRACEPARENT.upper()})
            self.assertRegex(answer.headers["X-Request-Id"], "^[0-9a-f]{32}$", bad)
            self.assertNotEqual(TRACE, self.line_of(answer.headers["X-Request-Id"])["trace_id"])


class Levels(EngineCase):
    def lines(self):
        return lines_of(self.world.engine.stderr())

    def of_requests(self):
        """Those that come only if they are asked for."""
        return [
            each for each in self.lines()
            if (each["component"], each["level"]) == ("http", "debug")
        ]

    def told(self, message):
        return [each for each in self.lines() if each["message"] == message]

    def test_nothing_is_told_of_a_request_unless_it_is_asked_for(self):
        operator = self.world.operator
        before = expect(operator.get("/v1/logging"))
        self.assertEqual(("info", None), (before["level"], before["until"]))
        self.assertEqual([], self.of_requests())
        until = instant_from_now(600)
        set_to = expect(
            operator.put("/v1/logging",
                         {"level": "warning", "components": {"http": "debug"}, "until": until}))
        self.assertEqual((instant(until), "debug"),
                         (instant(set_to["until"]), set_to["components"]["http"]))
        answer = operator.get("/v1/stats")
        eventually(
            lambda: answer.headers["X-Request-Id"] in
            [each["request_id"] for each in self.of_requests()], "its line")
        record = expect(operator.get("/v1/audit?subject=logging"))["items"][0]
        self.assertEqual(("logging-changed", "operator", "127.0.0.1"),
                         (record["type"], record["by"]["role"], record["from"]))

    def test_a_forgotten_level_falls_back(self):
        operator = self.world.operator
        expect(operator.put("/v1/logging", {"level": "debug", "until": instant_from_now(8)}))
        eventually(lambda: expect(operator.get("/v1/logging"))["level"] == "info", "the former one")
        eventually(lambda: self.told("the log's levels are those of the start again"), "its line")
        told = len(self.of_requests())
        self.assertGreater(told, 0)
        for _ in range(20):
            operator.get("/v1/stats")
        expect(operator.put("/v1/logging", {"level": "info"}))
        eventually(lambda: self.told("the log's levels were changed")[1:], "what was set then")
        self.assertEqual(told, len(self.of_requests()))
        forgotten = expect(operator.put("/v1/logging", {"level": "debug"}))
        self.assertIsNotNone(forgotten["until"])

    def test_wrong_levels_are_named(self):
        operator = self.world.operator
        for pointer, body in (("/level", {}), ("/level", {"level": "loud"}),
                              ("/components/http", {"level": "info", "components": {"http": 3}}),
                              ("/components/radio", {"level": "info", "components": {"radio": "info"}}),
                              ("/until", {"level": "info", "until": "2020-01-01T00:00:00Z"}),
                              ("/until", {"level": "debug", "until": instant_from_now(90_000)})):
            refused(operator.put("/v1/logging", body), 422, "invalid", pointer)
        refused(self.world.intake.get("/v1/logging"), 403, "forbidden")
        self.assertEqual("info", expect(operator.get("/v1/logging"))["level"])

    def test_a_verb_does_the_same(self):
        at = ("--server", f"http://127.0.0.1:{self.world.engine.port}", "--data",
              self.world.engine.data)
        said = run_verb("log-level", "warning", "--component", "http=debug", "--for", "5m", *at)
        self.assertEqual(0, said.returncode, said.stderr)
        self.assertRegex(said.stdout, r"^warning, http debug, until \d{4}-.*Z\n$")
        self.assertEqual(said.stdout, run_verb("log-level", *at).stdout)
        wrong = run_verb("log-level", "info", "--component", "radio=debug", *at)
        self.assertEqual(1, wrong.returncode)
        self.assertIn("/components/radio: It is unknown.", wrong.stderr)
        self.assertEqual(2, run_verb("log-level", "loud", *at).returncode)
        self.assertEqual(2, run_verb("log-level", "--for", "5m", *at).returncode)

    def test_a_person_is_told_in_plain_text(self):
        world = self.new_world("--log-format", "text")
        world.await_said("info process: the engine answers")


class StuckReader(unittest.TestCase):
    """Standard error is a pipe that nobody reads for a while."""
    def setUp(self):
        self.engine = Engine("--log-level", "debug")
        self.addCleanup(self.engine.close)
        reader, writer = os.pipe()
        self.pipe = os.fdopen(reader, "rb")
        self.addCleanup(self.pipe.close)
        with open(self.engine.work / "stdout", "ab") as out:
            self.engine.process = subprocess.Popen(
                [binary(), "serve", "--data", self.engine.data, "--listen", "127.0.0.1:0",
                 *self.engine.flags],
                stdin=subprocess.DEVNULL, stdout=out, stderr=writer, env=clean_environment())
        os.close(writer)
        self.engine.port = int(
            eventually(lambda: re.search(r"listening on http://127\.0\.0\.1:(\d+)\s",
                                         self.engine.stdout()), "its port")[1])
        self.client = Client(self.engine, self.engine.token("operator"))
        self.addCleanup(self.client.close)

    def dropped(self):
        return expect(self.client.get("/v1/logging"))["lines_dropped"]

    def test_the_engine_goes_on_and_says_what_was_lost(self):
        for _ in range(100):
            for _ in range(200):
                self.assertEqual(200, self.client.get("/livez").status)
            if self.dropped():
                break
        self.assertGreater(self.dropped(), 0)
        metric = re.search(r"^kod_log_lines_dropped_total (\d+)$", self.client.get("/metrics").text,
                           re.MULTILINE)
        self.assertGreater(int(metric[1]), 0)
        lines = []
        while not any("lines of the log were dropped" in each for each in lines):
            lines.append(self.pipe.readline().decode())
        told = json.loads(lines[-1])
        self.assertGreaterEqual(told["lines"], int(metric[1]))
        self.assertTrue(all(looks_right(each) for each in lines_of("".join(lines))))
        self.assertEqual(told["lines"], self.dropped(), "it moves again, and loses nothing more")

    def test_it_ends_all_the_same(self):
        fcntl.fcntl(self.pipe, fcntl.F_SETPIPE_SZ, 4096)
        for _ in range(200):
            self.assertEqual(200, self.client.get("/livez").status)
        self.assertEqual(0, self.engine.stop())


if __name__ == "__main__":
    unittest.main()
