"""`/metrics` as Prometheus reads it, and the alerts that are made of it."""

import json
import os
import pathlib
import re
import subprocess
import unittest
import urllib.error
import urllib.request

from tests.end_to_end.case import SharedEngineCase
from tests.end_to_end.checks import eventually, refused
from tests.end_to_end.people import Agent

PROMTOOL = os.path.abspath(os.environ.get("KOD_PROMTOOL", "build/promtool/usr/bin/promtool"))
RULES = "packaging/prometheus/kod.rules.yaml"
DASHBOARD = "packaging/grafana/kod.json"


def promtool(*arguments, stdin=None):
    return subprocess.run([PROMTOOL, *arguments],
                          input=stdin,
                          capture_output=True,
                          text=True,
                          timeout=60)


def names_in(text):
    """Of our metrics, without what a histogram's samples add."""
    found = re.findall(r"\b(?:kod|caf|rocksdb|process)_[a-z0-9_]+", text)
    return {re.sub(r"_(bucket|sum|count)$", "", each) for each in found}


class Metrics(SharedEngineCase):
    # Nobody listens where the mail would go: its figures are there, and nothing is sent.
    FLAGS = ("--metrics-listen", "127.0.0.1:0", "--smtp-url", "smtp://127.0.0.1:9", "--mail-from",
             "kod@example.org")

    def metrics(self):
        return self.world.anybody().get("/metrics")

    def value(self, sample):
        found = re.search(f"^{re.escape(sample)} (.*)$", self.metrics().text, re.MULTILINE)
        return float(found[1]) if found else None

    def test_promtool_finds_nothing_wrong(self):
        answer = self.metrics()
        self.assertEqual(200, answer.status)
        self.assertTrue(answer.headers["content-type"].startswith("text/plain; version=0.0.4"))
        said = promtool("check", "metrics", stdin=answer.text)
        self.assertEqual((0, ""), (said.returncode, said.stdout + said.stderr))

    def test_they_follow_what_happens(self):
        pending = 'kod_referrals{status="Pending"}'
        before = self.value(pending), self.value("kod_journal_events_total")
        self.world.post()
        eventually(lambda: self.value(pending) == before[0] + 1, "one more that waits")
        self.assertGreater(self.value("kod_journal_events_total"), before[1])
        self.world.staff(Agent("a-metrics"))
        eventually(lambda: self.value('kod_agents{status="Registered"}'), "a registered agent")

    def test_the_machine_is_told_of(self):
        self.assertGreater(self.value("process_resident_memory_bytes"), 1e6)
        self.assertGreater(self.value("process_open_fds"), 5)
        self.assertGreater(self.value("process_start_time_seconds"), 1.6e9)
        self.assertGreater(self.value("process_threads"), 2)

    def test_who_is_not_near_needs_a_token(self):
        headers = {"X-Forwarded-For": "192.0.2.1"}
        refused(self.world.anybody().get("/metrics", headers), 401, "unauthorized")
        self.assertEqual(200, self.world.operator.get("/metrics", headers).status)

    def test_an_address_of_its_own_tells_anybody_and_nothing_else(self):
        address = re.search(r"metrics on (http://\S+)/metrics", self.world.engine.stdout())[1]
        request = urllib.request.Request(address + "/metrics",
                                         headers={"X-Forwarded-For": "192.0.2.1"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            self.assertIn(b"kod_referrals", answer.read())
        with self.assertRaises(urllib.error.HTTPError) as other:
            urllib.request.urlopen(address + "/v1/stats", timeout=30)
        self.assertEqual(404, other.exception.code)
        other.exception.close()

    def test_rules_and_dashboard_ask_for_what_there_is(self):
        told = names_in(
            eventually(lambda: (lambda text: "kod_notifications_dead" in text and text)
                       (self.metrics().text), "the outbox's first look at itself"))
        # Not counted yet, or only with a folder for backups.
        told |= {"kod_inside_promise_ratio", "kod_time_to_accept_seconds"}
        told |= {"kod_backup_age_seconds", "kod_backup_failures_total"}
        told |= {"kod_notification_oldest_seconds"}
        rules = pathlib.Path(RULES).read_text()
        expressions = "\n".join(re.findall(r"expr: (.*)", rules))
        panels = json.loads(pathlib.Path(DASHBOARD).read_text())["panels"]
        expressions += "\n".join(each["expr"] for panel in panels for each in panel["targets"])
        self.assertEqual(set(), names_in(expressions) - told)


class Alerts(unittest.TestCase):
    def test_each_fires_when_it_should_and_not_before(self):
        for arguments in (("check", "rules", RULES), ("test", "rules",
                                                      "tests/packaging/alerts_test.yaml")):
            said = promtool(*arguments)
            self.assertEqual(0, said.returncode, said.stdout + said.stderr)

    def test_each_is_tried_and_has_its_page_in_the_runbook(self):
        names = re.findall(r"alert: (\w+)", pathlib.Path(RULES).read_text())
        tried = set(
            re.findall(r"alertname: (\w+)\n",
                       pathlib.Path("tests/packaging/alerts_test.yaml").read_text()))
        told = set(re.findall(r"^### (\w+)$", pathlib.Path("docs/operations.md").read_text(), re.M))
        self.assertTrue(names)
        self.assertEqual((set(names), set(names)), (tried, told))


if __name__ == "__main__":
    unittest.main()
