"""A disk that fills: what is new is refused in time, and all that was taken goes on."""

import unittest

from tests.end_to_end import power_cut
from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect
from tests.end_to_end.client import LOST
from tests.end_to_end.engine import run_verb
from tests.end_to_end.people import Agent, csv_of, resident
from tests.end_to_end.world import World

AGENTS = [f"a-{number}" for number in range(4)]
FLOOR, LEFT = 200_000_000, 100_000_000
STORE_FAILED = 74


class FullDiskCase(EngineCase):
    def begin(self):
        """An agent for each of four referrals: offered, in progress, in progress, listed."""
        self.world.staff(*(Agent(each) for each in AGENTS))
        self.person = resident()
        self.first = self.post(self.person, "first")
        self.offered, self.taken, self.left = (self.assigned(each) for each in AGENTS[:3])
        expect(self.world.act(AGENTS[1], self.taken, "accept"))
        expect(self.world.act(AGENTS[2], self.left, "accept"))
        expect(self.direct(self.first.json["id"], "broadcast"))

    def post(self, person, key):
        return self.world.intake.post("/v1/requests", person, {"Idempotency-Key": key})

    def direct(self, referral, action, body=None):
        return self.world.direct(referral, action, body)

    def assigned(self, agent):
        referral = self.world.post()["id"]
        expect(self.direct(referral, "assign", {"agent_id": agent}))
        return referral

    def storage(self):
        return expect(self.world.operator.get("/v1/stats"))["storage"]

    def await_full(self, full):
        eventually(lambda: self.storage()["full"] == full, f"storage that says full: {full}")

    def refused(self, answer):
        self.assertEqual((503, "storage-full"), (answer.status, answer.code), answer)
        self.assertGreater(int(answer.headers["Retry-After"]), 0)

    def new_is_refused(self):
        self.refused(self.post(resident(), "second"))
        self.refused(self.world.anybody().post("/v1/requests", resident()))
        self.refused(self.world.operator.post_csv("/v1/agents/import", csv_of([Agent("late")])))
        again = self.post(self.person, "first")
        self.assertEqual((201, self.first.body), (again.status, again.body))
        expect(self.world.operator.get("/readyz"))

    def the_rest_goes_on(self):
        expect(self.world.act(AGENTS[0], self.offered, "accept"))
        expect(self.world.act(AGENTS[1], self.taken, "contacted"))
        expect(self.world.act(AGENTS[1], self.taken, "complete", {"disposition": "enrolled"}))
        expect(self.world.act(AGENTS[2], self.left, "release", {"reason": "r"}))
        expect(self.direct(self.left, "cancel", {"reason": "r"}))
        expect(self.world.act(AGENTS[3], self.first.json["id"], "accept"))

    def all_is_there(self):
        for referral, status in ((self.offered, "In Progress"), (self.taken, "Complete"),
                                 (self.left, "Cancelled"), (self.first.json["id"], "In Progress")):
            self.assertEqual(status, self.world.referral(referral)["status"])
        again = self.post(self.person, "first")
        self.assertEqual((201, self.first.body), (again.status, again.body))

    def check_folder(self):
        self.assertEqual(0, self.world.engine.stop())
        checked = self.world.engine.check()
        self.assertEqual(0, checked.returncode, checked.stdout + checked.stderr)


class BelowTheFloor(FullDiskCase):
    """The same rule where no disk can be filled: the floor is raised over what is free."""
    FLAGS = ("--storage-floor", "0")

    def test_a_start_below_the_floor_refuses_what_is_new_and_one_above_takes_it(self):
        self.begin()
        self.world.engine.stop()
        self.world.engine.flags[1] = "1EB"
        self.world.engine.start()
        self.assertEqual(10**18, self.storage()["floor_bytes"])
        self.new_is_refused()
        self.the_rest_goes_on()
        self.world.await_said("nearly full")
        printed = run_verb("stats", "--server", f"http://127.0.0.1:{self.world.engine.port}",
                           "--data", self.world.engine.data)
        self.assertRegex(printed.stdout, r"(?m)^storage\.full +true$")
        self.world.engine.stop()
        self.world.engine.flags[1] = "0"
        self.world.engine.start()
        expect(self.post(resident(), "second"), 201)
        self.all_is_there()
        self.check_folder()


class FullDisk(FullDiskCase):
    """A disk of its own, filled by the test beside the engine."""
    def setUp(self):
        if reason := power_cut.why_not():
            self.skipTest(reason)
        self.disk = power_cut.Disk()
        self.addCleanup(self.disk.close)

    def live_on_it(self, floor):
        self.world = World("--storage-floor", floor, data=self.disk.folder / "data")
        self.addCleanup(self.world.close)
        self.begin()

    def test_below_the_floor_what_is_new_is_refused_until_there_is_room(self):
        self.live_on_it(str(FLOOR))
        self.assertFalse(self.storage()["full"])
        self.disk.fill(LEFT)
        self.await_full(True)
        self.new_is_refused()
        self.the_rest_goes_on()
        self.world.engine.restart()
        self.new_is_refused()
        self.disk.make_room()
        self.await_full(False)
        expect(self.post(resident(), "second"), 201)
        self.world.await_said("has room again")
        self.all_is_there()
        self.check_folder()

    def test_a_full_disk_ends_the_process_and_nothing_that_was_answered_is_lost(self):
        self.live_on_it("0")
        self.the_rest_goes_on()
        self.disk.fill()
        answered = self.write_until_it_ends()
        self.assertEqual(STORE_FAILED, self.world.engine.process.wait(60))
        self.assertIn("the engine failed", self.world.engine.stderr())
        self.disk.make_room()
        self.world.engine.start()
        self.all_is_there()
        for key, person, answer in answered:
            again = self.post(person, key)
            self.assertEqual((201, answer.body), (again.status, again.body))
        expect(self.post(resident(), "after"), 201)
        self.check_folder()

    def write_until_it_ends(self):
        """The log has taken room beforehand: changing many agents again and again uses it up."""
        crowd = [Agent(f"{number:060}") for number in range(2000)]
        answered = []
        for turn in range(1000):
            person, key = resident(), f"key-{turn}"
            for each in crowd:
                each.name = f"{turn:0100}"
            try:
                answer = self.post(person, key)
                if answer.status == 201:
                    answered.append((key, person, answer))
                self.world.operator.post_csv("/v1/agents/import", csv_of(crowd))
            except LOST:
                break
        self.assertTrue(answered)
        return answered


if __name__ == "__main__":
    unittest.main()
