"""Backups of a running engine, and what comes of them in an empty folder: each is held against
what every client was told until it was begun, and against the live engine's own events."""

import itertools
import os
import pathlib
import random
import re
import shutil
import subprocess
import tempfile
import threading
import time
import unittest

from tests.end_to_end.campaign import AGENTS, FLAGS, Campaign
from tests.end_to_end.case import EngineCase
from tests.end_to_end.checker import lost_answers, misses_in_a_row
from tests.end_to_end.checks import WAIT_SECONDS, eventually, expect, refused
from tests.end_to_end.client import LOST
from tests.end_to_end.engine import binary, clean_environment, run_verb
from tests.end_to_end.history import History
from tests.end_to_end.people import Agent, instant
from tests.end_to_end.world import World

ROUNDS = int(os.environ.get("KOD_BACKUP_ROUNDS", "4"))
SEED = int(os.environ.get("KOD_SEED", "1"))
ON_DEMAND = ("--backup-every", "off")
NO_WINDOW_FITS = ("--offer-window", "1h", "--callback-promise", "2h", "--misses-to-deregister",
                  "1000", "--max-open-per-agent", "6")
"""For a restored folder: what was pending goes to everybody, and nobody misses anything more."""


class BackupCase(EngineCase):
    def setUp(self):
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="kod-backups-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)
        self.kept = self.scratch / "kept"
        self.world = self.new_world("--backup-dir", str(self.kept), *self.FLAGS)

    def verb(self, *arguments):
        return run_verb(*arguments, "--data", self.world.engine.data, "--server",
                        f"http://127.0.0.1:{self.world.engine.port}")

    def make(self):
        return expect(self.world.operator.post("/v1/backups"), 201)

    def listed(self):
        return expect(self.world.operator.get("/v1/backups"))

    def numbers(self):
        return [each["number"] for each in self.listed()["items"]]

    def new_folder(self, with_key=True):
        folder = self.scratch / f"restored-{time.monotonic_ns()}"
        folder.mkdir()
        if with_key:
            shutil.copy2(self.world.engine.data / "installation.key", folder)
        return folder

    def restore(self, folder, number=None):
        which = ["--backup", number] if number else []
        return run_verb("restore", "--from", self.kept, *which, "--data", folder)

    def restored(self, number=None):
        folder = self.new_folder()
        said = self.restore(folder, number)
        self.assertEqual(0, said.returncode, said.stderr)
        checked = run_verb("check", "--data", folder)
        self.assertEqual(0, checked.returncode, checked.stdout + checked.stderr)
        return folder, said.stdout


class WhatComesBack(BackupCase):
    """Clients at work, backups while they are, kills between, under and during them."""

    FLAGS = (*FLAGS, *ON_DEMAND)

    def test_each_backup_brings_back_exactly_what_its_sequence_says(self):
        path = self.scratch / "history.jsonl"
        history, dice = History(path), random.Random(SEED)
        self.addCleanup(history.close)
        campaign = Campaign(self.world, history, SEED)
        self.addCleanup(campaign.send_home)
        campaign.begin()
        made = []
        for number in range(ROUNDS):
            time.sleep(dice.uniform(0.5, 1.5))
            begun = time.monotonic()
            made.append((self.make(), begun))
            if number % 2 == 0:
                self.crash_during_a_backup(campaign, dice)
        self.assertEqual([], campaign.finish())
        self.world.engine.start()
        self.assertEqual({each["number"] for each, _ in made} - set(self.numbers()), set())
        live = {each["id"]: self.world.history(each["id"]) for each in self.world.referrals()}
        for backup, begun in made:
            with self.subTest(backup=backup):
                told = [each for each in history.lines() if each.get("end", begun) < begun]
                self.compare(backup, told, live)

    def crash_during_a_backup(self, campaign, dice):
        """Nobody knows what became of that one: if it is listed, it is whole."""
        def ask():
            try:
                self.world.caller("operator").post("/v1/backups")
            except LOST:
                pass

        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(dice.uniform(0, 0.15))
        campaign.crash(dice)
        asking.join()
        self.assertTrue(self.numbers())

    def compare(self, backup, told, live):
        folder, _ = self.restored(backup["number"])
        begun = time.time()
        world = World(*NO_WINDOW_FITS, data=folder)
        self.addCleanup(world.close)
        last = backup["sequence"]
        there = {each["id"]: world.history(each["id"]) for each in world.referrals()}
        then = {key: until(last, events) for key, events in live.items() if until(last, events)}
        self.assertEqual(then, {key: until(last, events) for key, events in there.items()})
        for each in sum(there.values(), []):
            if each["sequence"] > last:  # What the start itself did.
                self.assertGreaterEqual(instant(each["at"]).timestamp(), begun - 1, each)
        self.assertEqual([], list(lost_answers(told, there)))
        counted = misses_in_a_row(then)
        for each in AGENTS:
            self.assertEqual(counted[each], world.profile(each)["misses"], each)
        world.close()


def until(last, events):
    return [each for each in events if each["sequence"] <= last]


class Verbs(BackupCase):
    FLAGS = ON_DEMAND

    def test_backup_and_restore_tell_what_they_did(self):
        taken = self.world.post()
        said = self.verb("backup")
        self.assertEqual(0, said.returncode, said.stderr)
        found = re.search(r"backup 1: sequence (\d+), (\d+) bytes", said.stdout)
        self.assertTrue(found, said.stdout)
        listed = self.listed()["items"][0]
        self.assertEqual([listed["sequence"], listed["bytes"]], [int(each) for each in found.groups()])
        eventually(lambda: re.search(r'a backup was made","asked_by":"operator","number":1,',
                                     self.world.engine.stderr()), "a line of it")
        folder, told = self.restored()
        self.assertIn(f"sequence {listed['sequence']}", told)
        self.assertIn(listed["at"], told)
        back = self.new_world_on(folder)
        token = taken["access_token"]
        self.assertEqual(taken["id"],
                         expect(back.bearer(token).get(f"/v1/requests/{taken['id']}"))["id"])

    def new_world_on(self, folder):
        world = World(data=folder)
        self.addCleanup(world.close)
        return world

    def test_a_full_contact_is_readable_again_with_the_key_and_no_other(self):
        self.world.staff(Agent("a"))
        taken = self.world.taken("a", phone="606-555-7777")
        self.make()
        for file in (each for each in self.kept.rglob("*") if each.is_file()):
            self.assertNotIn(b"6065557777", file.read_bytes())
            self.assertNotIn((self.world.engine.data / "installation.key").read_bytes(),
                             file.read_bytes())
        folder, _ = self.restored()
        back = self.new_world_on(folder)
        seen = expect(back.agent("a").get(f"/v1/referrals/{taken['id']}"))
        self.assertEqual("+16065557777", seen["contact"]["phone"])

    def test_another_key_is_refused_before_anything_is_written(self):
        self.make()
        folder = self.new_folder(with_key=False)
        expect_made = run_verb("token", "--data", folder, "--role", "operator")
        self.assertEqual(0, expect_made.returncode)
        said = self.restore(folder)
        self.assertEqual(1, said.returncode)
        self.assertRegex(said.stderr, r"is key [0-9a-f]{8}.* sealed under key [0-9a-f]{8}")
        self.assertEqual(["installation.key"], [each.name for each in folder.iterdir()])

    def test_without_the_key_it_is_told_which_and_where_and_no_new_one_is_made(self):
        self.make()
        folder = self.new_folder(with_key=False)
        said = self.restore(folder)
        self.assertEqual(0, said.returncode, said.stderr)
        self.assertRegex(said.stderr, rf"key [0-9a-f]{{8}}.*{folder}/installation.key")
        for arguments in (["serve", "--listen", "127.0.0.1:0"], ["token", "--role", "operator"]):
            self.assertEqual(1, run_verb(*arguments, "--data", folder).returncode)
        shutil.copy2(self.world.engine.data / "installation.key", folder)
        self.assertEqual(0, run_verb("check", "--data", folder).returncode)

    def test_a_folder_in_use_is_refused(self):
        self.make()
        for folder in (self.world.engine.data, self.restored()[0]):
            said = self.restore(folder)
            self.assertEqual(1, said.returncode)
            self.assertIn("is not empty", said.stderr)
        self.assertEqual(1, self.restore(self.new_folder(), 7).returncode)
        nowhere = run_verb("restore", "--from", self.scratch / "no", "--data", self.new_folder())
        self.assertEqual(1, nowhere.returncode)
        self.assertEqual(2, run_verb("restore", "--data", self.new_folder()).returncode)

    def test_a_flipped_byte_is_named_and_nothing_is_written(self):
        for _ in range(20):
            self.world.post()
        self.make()
        for file in sorted(each for each in self.kept.rglob("*") if each.stat().st_size):
            if not file.is_file():
                continue
            whole = file.read_bytes()
            damaged = bytearray(whole)
            damaged[len(damaged) // 2] ^= 1
            file.write_bytes(damaged)
            folder = self.new_folder()
            said = self.restore(folder)
            self.assertEqual(1, said.returncode, file)
            self.assertIn(file.name, said.stderr)
            self.assertEqual(["installation.key"], [each.name for each in folder.iterdir()])
            file.write_bytes(whole)
        self.restored()

    def test_a_restore_that_dies_leaves_a_folder_that_nobody_opens_or_a_whole_one(self):
        for _ in range(50):
            self.world.post()
        wanted = self.make()["sequence"]
        halves, last_try = 0, time.monotonic() + WAIT_SECONDS
        for turn in itertools.count():
            if turn >= 8 and (halves or time.monotonic() > last_try):
                break
            folder = self.new_folder()
            process = subprocess.Popen(
                [binary(), "restore", "--from", self.kept, "--data", folder],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=clean_environment())
            while not (folder / "restoring").exists() and process.poll() is None:
                pass
            time.sleep(turn % 8 / 300)
            process.kill()
            process.wait()
            halves += self.half_or_whole(folder, wanted)
        self.assertGreater(halves, 0, "no kill met a restore under way")

    def half_or_whole(self, folder, wanted):
        checked = run_verb("check", "--data", folder)
        if checked.returncode == 0:
            self.assertIn(f"{wanted} events", checked.stdout)
            return 0
        half = (folder / "restoring").exists()
        if half:
            served = run_verb("serve", "--data", folder, "--listen", "127.0.0.1:0")
            self.assertEqual(1, served.returncode)
            self.assertIn("restore again", served.stderr)
        self.assertEqual(0, self.restore(folder).returncode)
        self.assertEqual(0, run_verb("check", "--data", folder).returncode)
        return half


class OnASchedule(BackupCase):
    FLAGS = ("--backup-every", "1s", "--backup-keep", "2")

    def test_they_are_made_by_themselves_and_the_old_ones_dropped(self):
        eventually(lambda: self.numbers()[:1] >= [4], "four backups")
        self.assertLessEqual(len(self.numbers()), 3)  # Two, and one that was just made.
        told = self.listed()
        self.assertEqual((0, None), (told["failures"], told["last_error"]))
        self.assertLess(told["age_seconds"], 30)
        figures = expect(self.world.operator.get("/v1/stats"))["backups"]
        self.assertEqual(set(told) - {"items", "next"}, set(figures) - {"kept"})
        self.world.engine.restart()
        first = self.numbers()[0]
        eventually(lambda: self.numbers()[0] > first, "the next one")


class Failing(EngineCase):
    FLAGS = ("--backup-dir", "/proc/no-such-folder/kod")

    def test_it_is_told_and_harms_nobody(self):
        operator = self.world.operator
        told = eventually(lambda: (lambda seen: seen["failures"] and seen)
                          (expect(operator.get("/v1/backups"))), "a failure")
        self.assertEqual([], told["items"])
        self.assertTrue(told["last_error"])
        self.assertIsNone(told["age_seconds"])
        problem = refused(operator.post("/v1/backups"), 500, "backup-failed")
        self.assertIn("/proc/no-such-folder", problem["detail"])
        self.world.await_said("a backup has failed")
        self.world.staff(Agent("a"))
        self.world.taken("a")
        self.assertEqual(0, self.world.engine.stop())

    def test_whoever_said_no_folder_is_told_how_to(self):
        world = self.new_world()
        self.assertEqual([], expect(world.operator.get("/v1/backups"))["items"])
        problem = refused(world.operator.post("/v1/backups"), 409, "no-backup-folder")
        self.assertIn("--backup-dir", problem["detail"])
        self.assertNotIn("backups", expect(world.operator.get("/v1/stats")))
        said = run_verb("backup", "--data", world.engine.data, "--server",
                        f"http://127.0.0.1:{world.engine.port}")
        self.assertEqual(1, said.returncode)
        self.assertIn("--backup-dir", said.stderr)

    def test_nobody_but_operators_may(self):
        self.world.hire(Agent("a"))
        for who in (self.world.agent("a"), self.world.intake):
            refused(who.post("/v1/backups"), 403, "forbidden")
            refused(who.get("/v1/backups"), 403, "forbidden")
        refused(self.world.anybody().post("/v1/backups"), 401, "unauthorized")


if __name__ == "__main__":
    unittest.main()
