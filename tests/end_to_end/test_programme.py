"""When the programme is open: what waits for the opening, what changed hours do, and the switch."""

import datetime
import json
import pathlib
import tempfile
import unittest

from tests.end_to_end.case import EngineCase, SharedEngineCase
from tests.end_to_end.checks import eventually, expect, refused
from tests.end_to_end.people import DAYS, Agent, instant, resident
from tests.end_to_end.wall_clock import WallClock

PHONE = "+15025550199"
WAITING = 300


def hours(start, end="24:00", **changes):
    day = {"start": start, "end": end}
    return {"time_zone": "UTC", "weekly": {each: day for each in DAYS}} | changes


def programme(opening="always", **changes):
    return {
        "open": True, "message": "Welcome.", "hours": opening, "contact_centre": {"phone": PHONE}
    } | changes


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def closed_for_hours():
    """Hours of a day that isn't today or tomorrow."""
    week = {each: None for each in DAYS}
    week[DAYS[(now().weekday() + 3) % 7]] = {"start": "09:00", "end": "17:00"}
    return {"time_zone": "UTC", "weekly": week}


class ProgrammeCase(EngineCase):
    def put(self, body):
        return expect(self.world.operator.put("/v1/programme", body))

    def waiting(self):
        return expect(self.world.operator.get("/v1/stats"))["referrals"]["waits_for_opening"]

    def gone_out(self, ids):
        """By the journal's sequence of each one's first step."""
        first = {}
        for each in ids:
            steps = self.world.events(each, "offered") + self.world.events(each, "made-mass")
            if steps:
                first[each] = min(step["sequence"] for step in steps)
        return sorted(first, key=first.get)

    def asked_at(self, ids):
        return [instant(self.world.referral(each)["requested_at"]) for each in ids]

    def await_oldest_first(self, ids, within=30):
        """Two that were asked for in the same millisecond are equally old."""
        eventually(lambda: len(self.gone_out(ids)) == len(ids), "all to go out", within)
        out = self.asked_at(self.gone_out(ids))
        self.assertEqual(sorted(out), out)


class Opening(ProgrammeCase):
    """The wall clock is ours, and is set while no engine runs: a running one follows no step."""
    def setUp(self):
        self.wall = WallClock()
        self.addCleanup(self.wall.close)
        self.world = self.new_world(env=self.wall.env)

    def now(self):
        return instant(expect(self.world.operator.get("/v1/stats"))["at"])

    def close_until_an_opening(self):
        """An hour or two ahead, for half an hour."""
        opening = self.now().replace(minute=0, second=0, microsecond=0)
        opening += datetime.timedelta(hours=2)
        self.put(programme(hours(opening.strftime("%H:00"), opening.strftime("%H:30"))))
        return opening

    def start_at(self, when):
        self.world.engine.kill()
        self.wall.set_to(when)
        self.world.engine.start()

    def test_three_hundred_that_waited_go_out_oldest_first(self):
        self.world.staff(*(Agent(f"a{number}") for number in range(40)))
        opening = self.close_until_an_opening()
        taken = [self.world.post() for _ in range(WAITING)]
        ids = [each["id"] for each in taken]
        promised = opening + datetime.timedelta(minutes=30)
        self.assertEqual({promised}, {instant(each["callback_by"]) for each in taken})
        self.assertEqual(WAITING, self.waiting())
        self.assertTrue(self.world.referral(ids[0])["waits_for_opening"])
        self.assertEqual([], self.gone_out(ids))
        self.start_at(opening - datetime.timedelta(seconds=8))
        self.await_oldest_first(ids, 90)
        self.assertEqual(0, self.waiting())
        first = min(instant(each["at"]) for each in self.world.events(ids[0], "offered"))
        self.assertGreaterEqual(first, opening)
        offered = [each for each in ids if self.world.events(each, "offered")]
        self.assertEqual(self.asked_at(ids[:40]), self.asked_at(offered))

    def test_an_opening_during_an_outage_is_made_up_for(self):
        self.world.staff(Agent("a"))
        opening = self.close_until_an_opening()
        ids = [self.world.post()["id"] for _ in range(5)]
        self.start_at(opening + datetime.timedelta(minutes=2))
        self.await_oldest_first(ids)


class Hours(ProgrammeCase):
    def setUp(self):
        super().setUp()
        self.world.staff(Agent("a"))
        self.closed = closed_for_hours()  # Once: at midnight it would be another day.
        self.put(programme(self.closed))

    def test_an_earlier_opening_lets_out_what_waits(self):
        ids = [self.world.post()["id"] for _ in range(10)]
        told = instant(self.world.referral(ids[0])["callback_by"])
        self.put(programme("always"))
        self.await_oldest_first(ids)
        self.assertLess(instant(self.world.referral(ids[0])["callback_by"]), told)
        self.assertEqual(1, len(self.world.events(ids[0], "opening-moved")))

    def test_a_later_opening_leaves_the_promise(self):
        made = self.world.post()
        day = next(each for each in DAYS if self.closed["weekly"][each])
        self.closed["weekly"][day] = {"start": "12:00", "end": "17:00"}
        self.put(programme(self.closed))
        eventually(lambda: self.world.events(made["id"], "opening-moved"), "the new opening")
        self.assertEqual(made["callback_by"], self.world.referral(made["id"])["callback_by"])
        seen = expect(self.world.intake.get(f"/v1/requests/{made['id']}"))
        self.assertTrue(seen["opens_at"].endswith("T12:00:00Z"), seen)

    def test_a_holiday_is_closed(self):
        made = self.world.post()
        opens = expect(self.world.intake.get(f"/v1/requests/{made['id']}"))["opens_at"]
        self.put(programme(self.closed | {"holidays": [opens[:10]]}))
        later = (instant(opens) + datetime.timedelta(days=7)).isoformat()

        def moved():
            seen = expect(self.world.intake.get(f"/v1/requests/{made['id']}"))
            return instant(seen["opens_at"]) == instant(later)

        eventually(moved, "the opening a week later")

    def test_what_was_put_is_there_after_a_crash(self):
        self.put(programme("always", open=False, message="Snow."))
        made = expect(self.world.anybody().get("/v1/programme"))
        self.world.engine.restart()
        self.assertEqual(made, expect(self.world.anybody().get("/v1/programme")))
        self.assertEqual(("Snow.", False), (made["message"], made["open"]))


class Switch(SharedEngineCase):
    def setUp(self):
        expect(self.world.operator.put("/v1/programme", programme()))

    def test_off_refuses_with_the_reason_and_a_number_to_call(self):
        made = self.world.post()
        key = {"Idempotency-Key": "one"}
        body = resident()
        first = self.world.intake.post("/v1/requests", body, headers=key)
        expect(
            self.world.operator.put("/v1/programme",
                                    programme(open=False, message="Closed for repairs.")))
        problem = refused(self.world.anybody().post("/v1/requests", resident()), 409,
                          "programme-closed")
        self.assertIn(PHONE, problem["detail"])
        self.assertIn("Closed for repairs.", problem["detail"])
        again = self.world.intake.post("/v1/requests", body, headers=key)
        self.assertEqual((first.status, first.body), (again.status, again.body))
        expect(self.world.direct(made["id"], "contacted"))

    def test_anybody_sees_it_and_an_operator_alone_sets_it(self):
        seen = expect(self.world.anybody().get("/v1/programme"))
        self.assertEqual(programme(), seen)
        refused(self.world.anybody().put("/v1/programme", programme()), 401, "unauthorized")
        refused(self.world.intake.put("/v1/programme", programme()), 403, "forbidden")

    def test_hours_that_never_open_are_refused(self):
        never = {"time_zone": "UTC", "weekly": {each: None for each in DAYS}}
        refused(self.world.operator.put("/v1/programme", programme(never)), 422, "invalid",
                "/hours/weekly")

    def test_what_was_put_wins_over_the_setting(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "hours.json"
            file.write_text(json.dumps(closed_for_hours()))
            world = self.new_world("--programme-hours", str(file))
            seen = expect(world.anybody().get("/v1/programme"))
            self.assertEqual(closed_for_hours()["weekly"].keys(), seen["hours"]["weekly"].keys())
            expect(world.operator.put("/v1/programme", programme()))
            world.engine.restart()
            self.assertEqual("always",
                             expect(world.anybody().get("/v1/programme"))["hours"])


if __name__ == "__main__":
    unittest.main()
