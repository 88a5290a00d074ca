"""Lists, cursors, filters, and the figures that stand beside them."""

import unittest

from tests.end_to_end.case import EngineCase, SharedEngineCase
from tests.end_to_end.checks import eventually, expect
from tests.end_to_end.people import Agent, instant

KINDS = {
    "dispatcher", "referral", "agent", "journal", "timer", "feed", "registry", "directory",
    "gateway"
}
REFERRAL_FIELDS = {
    "id", "type", "status", "language", "zip", "county", "requested_at", "callback_by", "overdue",
    "interpreter_needed", "contacted_at", "disposition", "agent_id", "offer", "contact_centre",
    "waits_for_opening", "agent_suspended"
}


def ids(items):
    return [each["id"] for each in items]


class OperatorLists(SharedEngineCase):
    """210 Pending requests beside a few that an agent has in hand or has ended."""
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        world = cls.world
        world.staff(Agent("a"), Agent("b", languages=("fr", )))
        cls.complete = world.taken_by("a")
        expect(world.act("a", cls.complete, "complete", {"disposition": "enrolled"}))
        cls.held = world.taken_by("a")
        cls.cancelled = world.post()["id"]
        expect(world.direct(cls.cancelled, "cancel", {"reason": "r"}))
        cls.mass = [world.mass(language="fr")["id"] for _ in range(3)]
        cls.pending = [world.post()["id"] for _ in range(207)]
        cls.all = [cls.complete, cls.held, cls.cancelled, *cls.mass, *cls.pending]

    def page(self, query=""):
        return expect(self.world.operator.get(f"/v1/referrals{query}"))

    def test_a_page_holds_fifty_and_a_cursor_to_the_next(self):
        first = self.page()
        self.assertEqual(50, len(first["items"]))
        second = self.page(f"?cursor={first['next']}")
        self.assertEqual(50, len(second["items"]))
        self.assertFalse(set(ids(first["items"])) & set(ids(second["items"])))

    def test_more_than_two_hundred_is_taken_as_two_hundred(self):
        page = self.page("?limit=1000")
        self.assertEqual(200, len(page["items"]))
        rest = self.page(f"?limit=1000&cursor={page['next']}")
        self.assertIsNone(rest["next"])
        self.assertGreaterEqual(len(rest["items"]), len(self.all) - 200)

    def test_the_newest_comes_first_and_nothing_is_missing_or_double(self):
        for limit in (1, 7, 200):
            listed, cursor = [], ""
            while cursor is not None and len(listed) < len(self.all) + 20:
                page = self.page(f"?limit={limit}{cursor}")
                listed += page["items"]
                cursor = f"&cursor={page['next']}" if page["next"] else None
                if limit == 1 and len(listed) == 10:
                    break
            asked = [instant(each["requested_at"]) for each in listed]
            self.assertEqual(sorted(asked, reverse=True), asked)
            self.assertEqual(len(set(ids(listed))), len(listed))
            if limit > 1:
                self.assertLessEqual(set(self.all), set(ids(listed)))

    def test_a_cursor_stays_good_while_things_change(self):
        first = self.page("?limit=100")
        added = self.world.post()["id"]
        expect(self.world.direct(added, "cancel", {"reason": "r"}))
        rest = self.world.referrals(f"&cursor={first['next']}")
        self.assertFalse(set(ids(first["items"])) & set(ids(rest)))
        self.assertLessEqual(set(self.all), set(ids(first["items"])) | set(ids(rest)))

    def test_filters_choose(self):
        for query, wanted in [("&status=Complete", [self.complete]),
                              ("&status=In%20Progress", [self.held]),
                              ("&agent=a&status=In%20Progress", [self.held]),
                              ("&overdue=true", [])]:
            with self.subTest(query=query):
                self.assertEqual(wanted, ids(self.world.referrals(query)))
        self.assertIn(self.cancelled, ids(self.world.referrals("&status=Cancelled")))
        mass = self.world.referrals("&type=Mass&status=Pending")
        self.assertLessEqual(set(self.mass), set(ids(mass)))
        self.assertEqual({("Mass", "Pending")}, {(each["type"], each["status"]) for each in mass})
        self.assertLessEqual(set(self.pending), set(ids(self.world.referrals("&status=Pending"))))
        self.assertEqual([], self.world.referrals("&contact_centre=true"))

    def test_a_row_and_one_referral_hold_the_named_fields(self):
        row = next(each for each in self.world.referrals() if each["id"] == self.held)
        self.assertLessEqual(REFERRAL_FIELDS, set(row))
        self.assertLessEqual(REFERRAL_FIELDS, set(self.world.referral(self.held)))
        self.assertEqual({"agent_id", "number", "offered_at", "reply_by", "assigned"},
                         set(next(
                             each["offer"] for each in self.world.referrals() if each["offer"])))

    def test_stats_agree_with_the_lists(self):
        """What was asked for last may still be on its way to everybody."""
        def agree():
            stats, listed = expect(self.world.operator.get("/v1/stats")), self.world.referrals()
            figures = stats["referrals"]
            counted = {
                name: {value: sum(each[name] == value for each in listed)
                       for value in figures[f"by_{name}"]}
                for name in ("status", "type")
            }
            offers = sum(bool(each["offer"]) for each in listed)
            return (figures["by_status"], figures["by_type"], figures["open_offers"]) == (
                counted["status"], counted["type"], offers)

        eventually(agree, "stats that agree with the lists")

    def test_stats_hold_the_named_figures(self):
        stats = expect(self.world.operator.get("/v1/stats"))
        self.assertLessEqual(
            {"at", "referrals", "agents", "time_to_accept_seconds", "inside_promise"}, set(stats))
        self.assertEqual({"Pending", "In Progress", "Complete", "Cancelled"},
                         set(stats["referrals"]["by_status"]))
        self.assertLessEqual(
            {"oldest_waiting_seconds", "overdue", "contact_centre", "waits_for_opening"},
            set(stats["referrals"]))
        self.assertEqual(2, stats["agents"]["registered"])
        self.assertLessEqual({"available", "offerable", "deregistered", "suspended"},
                             set(stats["agents"]))
        self.assertGreaterEqual(stats["time_to_accept_seconds"]["p95"],
                                stats["time_to_accept_seconds"]["p50"])
        self.assertEqual(1.0, stats["inside_promise"])

    def test_history_rows_have_the_named_shape(self):
        page = expect(self.world.operator.get(f"/v1/referrals/{self.complete}/events"))
        self.assertIsNone(page["next"])
        for event in page["items"]:
            self.assertLessEqual({"sequence", "at", "type", "by", "data"}, set(event))
            self.assertEqual({"role", "id"}, set(event["by"]))
        sequences = [each["sequence"] for each in page["items"]]
        self.assertEqual(sorted(set(sequences)), sequences)
        accepted = next(each for each in page["items"] if each["type"] == "accepted")
        self.assertEqual({"role": "agent", "id": "a"}, accepted["by"])

    def test_history_has_pages_too(self):
        whole = self.world.history(self.complete)
        path = f"/v1/referrals/{self.complete}/events?limit=1"
        first = expect(self.world.operator.get(path))
        second = expect(self.world.operator.get(f"{path}&cursor={first['next']}"))
        self.assertEqual(whole[:2], first["items"] + second["items"])


class NothingYet(EngineCase):
    def test_stats_of_an_empty_engine_are_zero_or_null(self):
        stats = expect(self.world.operator.get("/v1/stats"))
        self.assertEqual({"Pending": 0, "In Progress": 0, "Complete": 0, "Cancelled": 0},
                         stats["referrals"]["by_status"])
        self.assertIsNone(stats["referrals"]["oldest_waiting_seconds"])
        self.assertEqual({"p50": None, "p95": None}, stats["time_to_accept_seconds"])
        self.assertIsNone(stats["inside_promise"])
        self.assertEqual({"items": [], "next": None},
                         expect(self.world.operator.get("/v1/referrals")))

    def test_with_nobody_to_see_it_a_request_stands_on_the_contact_centres_list(self):
        referral = self.world.post()["id"]
        self.world.await_status(referral, type="Mass", contact_centre=True)
        self.assertEqual([referral], ids(self.world.referrals("&contact_centre=true")))
        self.world.staff(Agent("late"))
        self.world.await_listed("late", referral)
        self.world.await_status(referral, contact_centre=False)
        self.assertEqual([], self.world.referrals("&contact_centre=true"))

    def test_who_comes_later_sees_the_board_with_the_oldest_promise_first(self):
        referrals = self.world.masses(4)
        self.world.staff(Agent("late"))
        self.world.await_listed("late", referrals[-1])
        self.assertEqual(referrals, ids(self.world.board("late")))


class ReferralManager(EngineCase):
    def test_offers_then_in_progress_then_mass_then_ended(self):
        world = self.world
        world.staff(Agent("a"))
        ended = [world.taken_by("a") for _ in range(2)]
        for each in ended:
            expect(world.act("a", each, "complete", {"disposition": "enrolled"}))
            world.pass_an_instant()
        held = world.taken_by("a")
        mass = world.masses(2)
        for each in mass:
            world.await_listed("a", each)
        offer = world.post()["id"]
        world.await_offer("a", offer)
        self.assertEqual([offer, held, *mass, *reversed(ended)], ids(world.board("a")))
        agent = world.agent("a")
        for query, wanted in [("?status=Complete", [*reversed(ended)]),
                              ("?status=In%20Progress", [held]),
                              ("?type=Mass&status=Pending", mass)]:
            self.assertEqual(wanted,
                             ids(expect(agent.get(f"/v1/agents/me/referrals{query}"))["items"]))
        listed, cursor = [], ""
        while cursor is not None:
            page = expect(agent.get(f"/v1/agents/a/referrals?limit=2{cursor}"))
            listed += ids(page["items"])
            cursor = f"&cursor={page['next']}" if page["next"] else None
        self.assertEqual([offer, held, *mass, *reversed(ended)], listed)

    def test_an_operator_sees_an_agents_list_without_contact(self):
        self.world.staff(Agent("a"))
        held = self.world.taken_by("a")
        answer = self.world.operator.get("/v1/agents/a/referrals")
        self.assertEqual([held], ids(expect(answer)["items"]))
        self.assertNotIn('"contact"', answer.text)


class Roster(SharedEngineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ids = sorted(f"a-{number:03}" for number in range(60))
        cls.world.hire(*(Agent(each) for each in reversed(cls.ids)))
        cls.world.register(Agent("a-007"), Agent("a-030"))
        expect(cls.world.agent("a-030").put("/v1/agents/me/availability", {"override": "off"}))

    def roster(self, query):
        return expect(self.world.operator.get(f"/v1/agents{query}"))

    def test_the_roster_is_by_id_in_pages(self):
        first = self.roster("")
        self.assertEqual(self.ids[:50], ids(first["items"]))
        second = self.roster(f"?cursor={first['next']}")
        self.assertEqual((self.ids[50:], None), (ids(second["items"]), second["next"]))
        self.assertEqual(self.ids, ids(self.roster("?limit=100000")["items"]))

    def test_the_roster_is_filtered(self):
        for query, wanted in [("?status=Registered", ["a-007", "a-030"]),
                              ("?available=true", ["a-007"]),
                              ("?status=Registered&available=false", ["a-030"]),
                              ("?status=Suspended", []),
                              ("?status=Not%20started&limit=1", ["a-000"])]:
            with self.subTest(query=query):
                self.assertEqual(wanted, ids(self.roster(query)["items"]))


class Actors(SharedEngineCase):
    FIGURES = {
        "mailbox", "handled", "handling_seconds", "oldest_message_seconds", "timers", "restarts"
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.world.staff(Agent("a"), Agent("b"))
        cls.referral = cls.world.taken_by("a")

    def actors(self, query=""):
        return expect(self.world.operator.get(f"/v1/actors{query}"))

    def test_every_kind_is_counted(self):
        kinds = {each["kind"]: each for each in self.actors()["kinds"]}
        self.assertLessEqual(KINDS, set(kinds))
        for each in kinds.values():
            self.assertLessEqual(self.FIGURES | {"kind", "live"}, set(each))
            self.assertEqual({"p50", "p99"}, set(each["handling_seconds"]))
        self.assertEqual(2, kinds["agent"]["live"])
        self.assertGreater(kinds["journal"]["handled"], 0)

    def test_one_actor_is_found_by_kind_and_id(self):
        for kind, name in [("agent", "a"), ("referral", self.referral),
                           ("dispatcher", "dispatcher")]:
            one = expect(self.world.operator.get(f"/v1/actors/{kind}/{name}"))
            self.assertLessEqual(self.FIGURES | {"kind", "id", "last_error"}, set(one))
            self.assertEqual((kind, name), (one["kind"], one["id"]))

    def test_a_kind_is_sorted_by_a_figure_largest_first(self):
        listed = eventually(lambda: self.actors("?kind=agent&sort=handled")["items"], "agents")
        self.assertEqual({"a", "b"}, set(ids(listed)))
        handled = [each["handled"] for each in listed]
        self.assertEqual(sorted(handled, reverse=True), handled)


if __name__ == "__main__":
    unittest.main()
