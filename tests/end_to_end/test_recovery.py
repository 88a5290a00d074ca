"""A damaged log: the engine refuses to start on it, says what is wrong, and obeys one switch."""

import re
import subprocess

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually
from tests.end_to_end.engine import binary, clean_environment

START_SECONDS = 60
REQUESTS = 6


class DamagedLog(EngineCase):
    def setUp(self):
        super().setUp()
        self.engine = self.world.engine
        self.posted = [self.world.post()["id"] for _ in range(REQUESTS)]
        self.engine.kill()
        self.log = max((self.engine.data / "journal").glob("*.log"))
        self.whole = self.log.read_bytes()

    def flip(self, at):
        rotten = bytearray(self.whole)
        rotten[at] ^= 0x20
        self.log.write_bytes(rotten)

    def refusal(self, *flags, env=None):
        said = subprocess.run(
            [binary(), "serve", "--data", self.engine.data, "--listen", "127.0.0.1:0", *flags],
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
            env=clean_environment(env))
        self.assertEqual(1, said.returncode, said.stdout + said.stderr)
        return said.stderr

    def test_is_refused_with_file_byte_and_switch(self):
        self.flip(len(self.whole) // 2)
        # A wish that stands in the environment was not uttered by somebody who saw the damage.
        for said in (self.refusal(), self.refusal(env={"KOD_RECOVER": "point-in-time"}),
                     self.engine.check().stderr):
            self.assertIn(f"journal/{self.log.name} is damaged at byte ", said)
            self.assertRegex(said, r"[1-9]\d* commits behind that can still be read")
            self.assertIn("--recover point-in-time", said)
        self.log.write_bytes(self.whole)
        self.assertEqual(0, self.engine.check().returncode, "nothing was changed")

    def test_is_given_up_from_the_damage_on_with_the_switch(self):
        self.flip(len(self.whole) // 2)
        self.engine.flags += ["--recover", "point-in-time"]
        self.engine.start()
        eventually(lambda: re.search(r"events (\d+) to (\d+) are lost", self.engine.stderr()),
                   "what was lost")
        kept = self.engine.data / "dropped-1" / self.log.name
        self.assertEqual(len(self.whole), kept.stat().st_size)
        here = {each["id"] for each in self.world.referrals()}
        self.assertLess(here, set(self.posted), "some, not all, and nobody else's")
        self.world.post()
        self.engine.stop()
        self.assertEqual(0, self.engine.check().returncode)

    def test_that_is_whole_loses_nothing_with_the_switch(self):
        self.engine.flags += ["--recover", "point-in-time"]
        self.engine.start()
        self.world.await_said("nothing had to be given up")
        self.assertEqual(set(self.posted), {each["id"] for each in self.world.referrals()})
