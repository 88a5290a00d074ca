"""The wall clock is set by an hour and by a day, forward and back, while the engine runs and while
it is down. Offers keep their windows, nobody is charged for it, and operators are told."""

import json
import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect, refused
from tests.end_to_end.people import HIGHLANDS, Agent, instant
from tests.end_to_end.wall_clock import DAY, HOUR, WallClock

STEPS = (HOUR, -HOUR, DAY, -DAY)


class Clocked(EngineCase):
    """An engine whose wall clock is ours, and two agents, of whom `near` is asked first."""
    def setUp(self):
        self.wall = WallClock()
        self.addCleanup(self.wall.close)
        self.world = self.new_world(*self.FLAGS, env=self.wall.env)
        self.world.staff(Agent("near"), Agent("far", HIGHLANDS))
        self.steps = 0

    def step(self, seconds):
        """Sets the wall clock and waits until the engine has seen it."""
        self.wall.step(seconds)
        self.steps += 1
        eventually(lambda: self.clock()["steps"] == self.steps, "a step seen")

    def clock(self):
        return expect(self.world.operator.get("/v1/stats"))["clock"]

    def start_with_step(self, seconds):
        """The wall clock is set while no engine runs."""
        self.world.engine.kill()
        self.wall.step(seconds)
        self.world.engine.start()

    def misses(self):
        return {each: self.world.profile(each)["misses"] for each in ("near", "far")}

    def assert_whole(self):
        self.assertEqual(0, self.world.engine.stop())
        found = self.world.engine.check()
        self.assertEqual(0, found.returncode, found.stdout)


class WhileAnOfferIsOpen(Clocked):
    FLAGS = ("--offer-window", "10m")

    def test_an_offer_doesnt_expire_when_the_clock_is_set(self):
        for seconds in STEPS:
            referral = self.world.post()["id"]
            offer = self.world.await_offer("near", referral)
            self.step(seconds)
            self.assertEqual(offer["reply_by"], self.world.open_offer("near")["reply_by"])
            expect(self.world.act("near", referral, "accept"))
            expect(self.world.act("near", referral, "complete", {"disposition": "enrolled"}))
        self.assertEqual({"near": 0, "far": 0}, self.misses())
        self.assert_whole()

    def told_steps(self):
        lines = self.world.engine.stderr().split("\n")[:-1]  # Whole ones.
        return [json.loads(each)["by_seconds"] for each in lines if "was set" in each]

    def test_a_step_is_told_once_in_the_log_and_counted(self):
        self.assertEqual(0, self.clock()["steps"])
        for seconds in STEPS:
            self.step(seconds)
        eventually(lambda: len(self.told_steps()) >= len(STEPS), "a line of each")
        self.assertEqual(len(STEPS), len(self.told_steps()))
        for seconds, told in zip(STEPS, self.told_steps()):
            self.assertAlmostEqual(seconds, told, delta=60)
        self.assertLess(abs(self.clock()["wall_ahead_seconds"]), 60)

    def test_the_engines_times_never_run_backwards(self):
        last = instant(expect(self.world.operator.get("/v1/stats"))["at"])
        for seconds in STEPS:
            referral = self.world.post()["id"]
            self.step(seconds)
            self.world.await_offer("near", referral)
            expect(self.world.act("near", referral, "accept"))
            expect(self.world.act("near", referral, "complete", {"disposition": "enrolled"}))
            times = [last, *(instant(each["at"]) for each in self.world.history(referral))]
            self.assertEqual(times, sorted(times))
            self.assertLess((times[-1] - last).total_seconds(), HOUR / 2)
            last = times[-1]


class WhenAWindowCloses(Clocked):
    FLAGS = ("--offer-window", "6s", "--callback-reserve", "0s", "--misses-to-deregister", "9",
             "--miles-per-miss", "0")

    def test_it_closes_on_time_counts_one_miss_and_is_not_revived(self):
        for count, seconds in enumerate(STEPS, 1):
            referral = self.world.post()["id"]
            offer = self.world.await_offer("near", referral)
            self.step(seconds)
            self.world.await_offer("far", referral)
            refused(self.world.act("near", referral, "accept"), 409, "offer-expired")
            self.step(-seconds)
            refused(self.world.act("near", referral, "accept"), 409, "offer-expired")
            expect(self.world.act("far", referral, "accept"))
            expect(self.world.act("far", referral, "complete", {"disposition": "enrolled"}))
            missed = self.world.events(referral, "missed")
            self.assertEqual(["near"], [each["data"]["agent_id"] for each in missed])
            self.assertGreaterEqual(instant(missed[0]["at"]), instant(offer["reply_by"]))
            self.assertEqual({"near": count, "far": 0}, self.misses())
        self.assert_whole()


class WhileTheEngineWasDown(Clocked):
    FLAGS = ("--offer-window", "10m")

    def setUp(self):
        super().setUp()
        self.made = self.world.post()
        self.referral = self.made["id"]
        self.world.await_offer("near", self.referral)

    def withdrawn(self):
        return [(each["data"]["agent_id"], each["data"]["cause"])
                for each in self.world.events(self.referral, "withdrawn")]

    def test_set_back_the_offer_ends_as_nobodys_miss_and_the_next_is_asked(self):
        for seconds in (-HOUR, -DAY):
            with self.subTest(seconds):
                self.setUp()
                self.start_with_step(seconds)
                self.world.await_offer("far", self.referral)
                self.assertEqual([("near", "outage")], self.withdrawn())
                refused(self.world.act("near", self.referral, "accept"), 409, "not-offered")
                expect(self.world.act("far", self.referral, "accept"))
                self.assertEqual({"near": 0, "far": 0}, self.misses())
                self.assertEqual(self.made["callback_by"],
                                 self.world.referral(self.referral)["callback_by"])
                self.world.await_said("behind the journal's last event")
                self.assert_whole()

    def test_set_forward_what_passed_meanwhile_is_told_and_nobodys_miss(self):
        for seconds in (HOUR, DAY):
            with self.subTest(seconds):
                self.setUp()
                self.start_with_step(seconds)
                self.world.await_status(self.referral, type="Mass", overdue=True)
                self.assertEqual([("near", "outage")], self.withdrawn())
                self.assertEqual(1, len(self.world.events(self.referral, "overdue")))
                self.assertEqual({"near": 0, "far": 0}, self.misses())
                expect(self.world.act("far", self.referral, "accept"))
                self.assert_whole()

    def test_set_there_and_back_a_miss_stays_counted_once(self):
        world = self.world = self.new_world("--offer-window",
                                            "1s",
                                            "--callback-reserve",
                                            "0s",
                                            env=self.wall.env)
        world.staff(Agent("near"))
        referral = world.post()["id"]
        eventually(lambda: world.profile("near")["misses"] == 1, "a miss")
        for seconds in STEPS:
            self.start_with_step(seconds)
            self.assertIsNone(world.open_offer("near"))
            self.assertEqual(1, world.profile("near")["misses"])
        self.assertEqual(1, len(world.events(referral, "offered")))
        self.assertEqual(1, len(world.events(referral, "missed")))
        self.assert_whole()


if __name__ == "__main__":
    unittest.main()
