"""The verbs of `kod`: what they print, and the codes with which they end."""

import json
import pathlib
import re
import tempfile
import unittest

from tests.end_to_end.case import EngineCase, SharedEngineCase
from tests.end_to_end.checks import eventually, expect, refused
from tests.end_to_end.client import Client
from tests.end_to_end.engine import Engine, run_verb
from tests.end_to_end.people import Agent, csv_of, instant, resident


class WithoutAnEngine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kod-e2e-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def test_version(self):
        said = run_verb("version")
        self.assertEqual(0, said.returncode, said.stderr)
        self.assertRegex(said.stdout, r"\d+\.\d+\.\d+")

    def test_wrong_usage_ends_with_two(self):
        for arguments in (["nonsense"], ["serve", "--no-such-flag"], [
                "serve", "--offer-window", "soon"
        ], ["serve", "--listen", "nowhere"], ["token", "--data", self.folder / "d"], [
                "token", "--data", self.folder / "d", "--role", "king"
        ], ["import", "agents"], ["serve", "--public-rate", "many"]):
            with self.subTest(arguments=arguments):
                said = run_verb(*arguments)
                self.assertEqual(2, said.returncode, said.stdout + said.stderr)
                self.assertTrue(said.stderr.strip(), "wrong usage is explained")

    def test_help_is_no_failure(self):
        for arguments in (["--help"], ["serve", "--help"], ["token", "--help"]):
            said = run_verb(*arguments)
            self.assertEqual(0, said.returncode)
            self.assertIn("--", said.stdout)

    def test_a_verb_without_its_engine_fails(self):
        said = run_verb("stats", "--json", "--server", "http://127.0.0.1:9", "--data",
                        self.folder / "d")
        self.assertEqual(1, said.returncode, said.stdout)
        self.assertTrue(said.stderr.strip())

    def test_a_token_made_before_the_first_start_is_good(self):
        engine = Engine()
        self.addCleanup(engine.close)
        token = engine.token("operator")
        self.assertEqual(3, len(token.split(".")))
        engine.start()
        client = Client(engine, token)
        self.addCleanup(client.close)
        expect(client.get("/v1/stats"))

    def test_a_link_is_for_one_person_and_says_where_it_leads(self):
        said = run_verb("token", "--data", self.folder / "d", "--role", "operator", "--link",
                        "--server", "https://kod.example")
        self.assertRegex(said.stdout, r"^https://kod\.example/sign-in#[\w-]+\.[\w-]+\.[\w-]+\n$")
        for arguments in (["--role", "intake"], ["--role", "agent", "--agent", "-"]):
            said = run_verb("token", "--data", self.folder / "d", "--link", *arguments)
            self.assertEqual(2, said.returncode, said.stdout)

    def test_an_expired_token_is_refused(self):
        engine = Engine().start()
        self.addCleanup(engine.close)
        said = run_verb("token", "--data", engine.data, "--role", "operator", "--ttl", "1s")
        client = Client(engine, said.stdout.strip())
        self.addCleanup(client.close)
        expired = eventually(lambda: (lambda answer: answer.status == 401 and answer)
                             (client.get("/v1/stats")),
                             "the end of a token")
        refused(expired, 401, "unauthorized")

    def test_a_token_of_another_installation_is_refused(self):
        engine = Engine().start()
        self.addCleanup(engine.close)
        other = run_verb("token", "--data", self.folder / "other", "--role",
                         "operator").stdout.strip()
        client = Client(engine, other)
        self.addCleanup(client.close)
        refused(client.get("/v1/stats"), 401, "unauthorized")

    def test_check_of_a_folder_that_is_none_fails(self):
        said = run_verb("check", "--data", self.folder / "missing")
        self.assertEqual(1, said.returncode)
        self.assertFalse((self.folder / "missing").exists())


class WithAnEngine(SharedEngineCase):
    def verb(self, *arguments):
        return run_verb(*arguments, "--data", self.world.engine.data, "--server",
                        f"http://127.0.0.1:{self.world.engine.port}")

    def file(self, text):
        path = self.world.engine.work / "agents.csv"
        path.write_text(text, encoding="utf-8")
        return path

    def test_import_says_what_was_wrong_line_by_line(self):
        path = self.file(csv_of([Agent("good"), Agent("bad", zip="1")]))
        said = self.verb("import", "agents", path)
        self.assertEqual(1, said.returncode)
        self.assertRegex(said.stdout + said.stderr, r"\b3\b.*zip")
        refused(self.world.operator.get("/v1/agents/good"), 404, "not-found")
        said = self.verb("import", "agents", path, "--partial")
        self.assertEqual(1, said.returncode)
        self.assertEqual("Not started", self.world.profile("good")["registration"]["status"])

    def test_import_of_good_lines_ends_with_zero(self):
        said = self.verb("import", "agents", self.file(csv_of([Agent("fine")])))
        self.assertEqual(0, said.returncode, said.stdout + said.stderr)
        self.assertEqual("fine", self.world.profile("fine")["id"])
        self.assertEqual(1, self.verb("import", "agents", "/nowhere.csv").returncode)

    def test_a_token_may_be_given_in_place_of_the_folder(self):
        path = self.file(csv_of([Agent("bytoken")]))
        server = f"http://127.0.0.1:{self.world.engine.port}"
        token = self.world.engine.token("operator")
        said = run_verb("import", "agents", path, "--server", server, "--token", token)
        self.assertEqual(0, said.returncode, said.stderr)
        agent = run_verb("import", "agents", path, "--server", server, "--token",
                         self.world.engine.token("agent", "bytoken"))
        self.assertEqual(1, agent.returncode)

    def test_stats_print_what_the_engine_answers(self):
        said = self.verb("stats", "--json")
        self.assertEqual(0, said.returncode, said.stderr)
        answered = expect(self.world.operator.get("/v1/stats"))
        printed = json.loads(said.stdout)
        self.assertEqual(answered["agents"], printed["agents"])
        self.assertEqual(set(answered), set(printed))

    def test_many_tokens_come_a_line_each(self):
        ids = [f"t-{number}" for number in range(20)]
        self.world.hire(*(Agent(each) for each in ids))
        for each in ids:
            self.assertEqual(each, expect(self.world.agent(each).get("/v1/agents/me"))["id"])

    def test_a_second_engine_on_the_folder_fails(self):
        second = run_verb("serve", "--data", self.world.engine.data, "--listen", "127.0.0.1:0")
        self.assertEqual(1, second.returncode)
        self.assertTrue(second.stderr.strip())
        expect(self.world.operator.get("/v1/stats"))

    def test_anybody_may_ask_whether_it_lives_and_for_its_contract(self):
        anybody = self.world.anybody()
        for path in ("/livez", "/readyz"):
            self.assertEqual(200, anybody.get(path).status)
        self.assertIn("openapi: 3.1", anybody.get("/openapi.yaml").text.replace('"', ""))


class StartAndEnd(EngineCase):
    def test_check_is_content_with_a_closed_folder_and_changes_nothing(self):
        self.world.staff(Agent("a"))
        self.world.taken("a")
        self.assertEqual(0, self.world.engine.stop())
        for _ in range(2):
            checked = self.world.engine.check()
            self.assertEqual(0, checked.returncode, checked.stdout + checked.stderr)
        self.world.engine.start()
        self.assertEqual(1, len(self.world.referrals()))

    def test_check_of_a_running_engines_folder_fails_and_harms_nothing(self):
        self.assertEqual(1, self.world.engine.check().returncode)
        expect(self.world.operator.get("/v1/stats"))

    def test_check_finds_a_record_that_was_changed(self):
        self.world.staff(*(Agent(f"a-{number}") for number in range(20)))
        self.assertEqual(0, self.world.engine.stop())
        tables = [
            each for each in self.world.engine.data.rglob("*.sst") if each.stat().st_size > 500
        ]
        self.assertTrue(tables)
        for table in tables:
            data = bytearray(table.read_bytes())
            data[len(data) // 3] ^= 0x40
            table.write_bytes(data)
        checked = self.world.engine.check()
        self.assertEqual(1, checked.returncode, checked.stdout)
        self.assertTrue((checked.stdout + checked.stderr).strip())

    def test_the_interrupt_of_a_terminal_ends_cleanly_too(self):
        self.world.engine.process.send_signal(2)
        self.assertEqual(0, self.world.engine.process.wait(30))


class Settings(unittest.TestCase):
    def window_of(self, *flags, env=None):
        """The offer window, in seconds, of an engine that was given these settings."""
        engine = Engine(*flags, env=env)
        self.addCleanup(engine.close)
        engine.start()
        client = Client(engine, engine.token("operator"))
        self.addCleanup(client.close)
        return self.offer_seconds(client, engine)

    def offer_seconds(self, client, engine):
        agent = Agent("a")
        expect(client.post_csv("/v1/agents/import", csv_of([agent])))
        own = Client(engine, engine.token("agent", "a"))
        self.addCleanup(own.close)
        for section, body in agent.sections():
            expect(own.put(f"/v1/agents/me/registration/{section}", body))
        made = expect(client.post("/v1/requests", resident()), 201)
        offer = eventually(lambda: expect(client.get(f"/v1/referrals/{made['id']}"))["offer"],
                           "an offer")
        return (instant(offer["reply_by"]) - instant(offer["offered_at"])).total_seconds()

    def test_a_setting_is_a_flag_a_variable_or_a_line_of_the_file(self):
        with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
            file.write('offer-window = "7m"\n')
            file.flush()
            config = ("--config", file.name)
            self.assertEqual(7 * 60, self.window_of(*config))
            self.assertEqual(8 * 60, self.window_of(*config, env={"KOD_OFFER_WINDOW": "8m"}))
            self.assertEqual(
                9 * 60,
                self.window_of(*config, "--offer-window", "9m", env={"KOD_OFFER_WINDOW": "8m"}))

    def test_durations_take_hours_seconds_and_milliseconds(self):
        for text, seconds in (("600s", 600), ("300000ms", 300)):
            self.assertEqual(seconds, self.window_of("--offer-window", text))

    def test_an_unknown_line_of_the_file_is_wrong_usage(self):
        with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
            file.write('offer-windw = "7m"\n')
            file.flush()
            with tempfile.TemporaryDirectory() as folder:
                self.assertEqual(
                    2,
                    run_verb("serve", "--data", folder, "--listen", "127.0.0.1:0", "--config",
                             file.name).returncode)


class Dev(unittest.TestCase):
    def test_dev_brings_a_roster_and_says_how_to_sign_in(self):
        engine = Engine("--no-traffic", verb="dev")
        self.addCleanup(engine.close)
        engine.start()
        client = Client(engine, engine.token("operator"))
        self.addCleanup(client.close)
        registered = eventually(lambda: expect(client.get("/v1/stats"))["agents"]["registered"],
                                "a roster",
                                seconds=120)
        self.assertGreater(registered, 0)
        said = eventually(lambda: "kod token" in engine.stdout() and engine.stdout(),
                          "how to sign in",
                          seconds=120)
        for page in ("/operator", "/agent"):
            self.assertIn(f"http://127.0.0.1:{engine.port}{page}", said)
        self.assertTrue(re.search(r"kod token", said), said)
        for host in ("127.0.0.1", "localhost"):
            self.assertIn(f"http://{host}:{engine.port}/sign-in#", said)
        self.assertEqual(0, engine.stop())


if __name__ == "__main__":
    unittest.main()
