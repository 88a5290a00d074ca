"""The nights in which clocks change, in both of Kentucky's zones: who is available, until when, and
what a resident is told, beside a calculation from the zones' own rules."""

import dataclasses
import datetime
import unittest
import zoneinfo

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect
from tests.end_to_end.people import Agent, instant
from tests.end_to_end.wall_clock import WallClock

MINUTE = datetime.timedelta(minutes=1)
SUNDAYS = {  # Hours that the clock skips, doubles, begins or ends in, and some breaks.
    "skipped": ("02:00", "03:00"),
    "in-skipped": ("02:15", "02:45"),
    "from-skipped": ("02:30", "05:00"),
    "to-skipped": ("00:30", "02:30"),
    "after": ("03:00", "06:00"),
    "doubled": ("01:00", "02:00"),
    "in-doubled": ("01:15", "01:45"),
    "to-two": ("00:15", "02:00"),
    "all-night": ("00:00", "24:00", ("01:30", "02:15"), ("03:15", "03:30")),
}


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


@dataclasses.dataclass
class NightWorker(Agent):
    """Works on Sundays only, in the given zone; licensed for good, whatever day is played."""
    zone: str = ""

    def csv_line(self):
        return ",".join([
            self.id, self.npn, self.name, self.email, self.phone, self.zip, "DOI-" + self.npn,
            "2099-12-31", "2099-12-31", "2020-01-02"
        ])

    def sections(self):
        start, end, *breaks = SUNDAYS[self.id]
        day = {"start": start, "end": end, "breaks": [{"start": a, "end": b} for a, b in breaks]}
        week = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday"))
        schedule = {"time_zone": self.zone, "weekly": week | {"sunday": day}}
        return [*super().sections()[:2], ("schedule", schedule)]

    def works(self, at):
        wall = at.astimezone(zoneinfo.ZoneInfo(self.zone))
        start, end, *breaks = SUNDAYS[self.id]
        time = wall.hour * 60 + wall.minute
        inside = minutes(start) <= time < minutes(end)
        pauses = any(minutes(a) <= time < minutes(b) for a, b in breaks)
        return wall.weekday() == 6 and inside and not pauses

    def changes_at(self, at):
        """Minute by minute: slow, and with no thought of how clocks change."""
        now, at = self.works(at), at.replace(second=0, microsecond=0)
        while self.works(at) == now:
            at += MINUTE
        return at


class Night(EngineCase):
    """Ten minutes before a change and from it on; the engine is down between."""
    def setUp(self):
        self.wall = WallClock()
        self.addCleanup(self.wall.close)

    def spend(self, zone, change):
        change = datetime.datetime.fromisoformat(change)
        team = [NightWorker(each, zone=zone) for each in SUNDAYS]
        self.wall.set_to(change - 10 * MINUTE)
        self.world = self.new_world("--offer-window", "10m", env=self.wall.env)
        self.world.staff(*team)
        self.assert_available(team, change - 9 * MINUTE)
        self.assert_promise()
        self.world.engine.stop()
        self.wall.set_to(change - datetime.timedelta(seconds=2))
        self.world.engine.start()
        eventually(lambda: self.engine_time() > change, "the change")
        self.assert_available(team, change + MINUTE)
        self.assert_promise()
        self.assert_asks_only(team, change + MINUTE)

    def assert_available(self, team, about):
        """Everything changes on a quarter of an hour, so that a minute doesn't matter."""
        for each in team:
            seen = eventually(lambda: self.settled(each, about), f"{each.id} as at {about}")
            self.assertEqual((each.works(about), each.changes_at(about)),
                             (seen["now"], instant(seen["until"])), (each.id, about))

    def settled(self, agent, about):
        seen = self.world.profile(agent.id)["availability"]
        return seen if seen["now"] == agent.works(about) else None

    def assert_promise(self):
        made = self.world.post(language="sw")
        seen = self.world.referral(made["id"])
        self.assertEqual(made["callback_by"], seen["callback_by"])
        told = instant(seen["callback_by"]) - instant(seen["requested_at"])
        self.assertEqual(30 * MINUTE, told)

    def assert_asks_only(self, team, about):
        """One request for each who works, and one more that finds nobody free."""
        working = {each.id for each in team if each.works(about)}
        asked = set()
        for _ in range(len(working) + 1):
            made = self.world.post()["id"]
            seen = eventually(lambda: self.dispatched(made), "a first step")
            asked.add(seen["offer"]["agent_id"] if seen["offer"] else None)
        self.assertEqual(working | {None}, asked)

    def dispatched(self, referral):
        seen = self.world.referral(referral)
        return seen if seen["offer"] or seen["type"] == "Mass" else None

    def engine_time(self):
        return instant(expect(self.world.operator.get("/v1/stats"))["at"])

    def test_spring_in_louisville(self):
        self.spend("America/Kentucky/Louisville", "2027-03-14T07:00:00+00:00")

    def test_autumn_in_louisville(self):
        self.spend("America/Kentucky/Louisville", "2026-11-01T06:00:00+00:00")

    def test_spring_in_chicago(self):
        self.spend("America/Chicago", "2027-03-14T08:00:00+00:00")

    def test_autumn_in_chicago(self):
        self.spend("America/Chicago", "2026-11-01T07:00:00+00:00")


if __name__ == "__main__":
    unittest.main()
