"""The campaign's checks, each on a history that was doctored so that it must be found."""

import unittest

from tests.end_to_end import checker
from tests.end_to_end.history import markers_in


def call(kind, start, **more):
    return {"kind": kind, "asker": None, "start": start, "end": start + 1, "outcome": "ok"} | more


def accept(agent, start, **more):
    return call("accept", start, asker=agent, who=agent, referral="r") | more


def event(kind, second, sequence=1, **data):
    return {"type": kind, "at": f"2026-01-01T00:00:{second:02}Z", "sequence": sequence,
            "by": {"role": "engine", "id": None}, "data": data}


REQUESTED = call("request", 0, key="k", marker=7, id="r")
OFFERED = event("offered", 1, number=1, agent_id="a", reply_by="2026-01-01T00:00:05Z")
MISSED = event("missed", 5, number=1, agent_id="a")
TOO_EARLY = event("missed", 4, number=1, agent_id="a")
TOO_LATE = event("missed", 40, number=1, agent_id="a")
ACCEPTED = event("accepted", 2, agent_id="a")


def found(check, *given):
    return len(list(check(*given)))


class Doctored(unittest.TestCase):
    def test_a_history_as_it_should_be(self):
        lines = [REQUESTED, accept("a", 2, seen=["In Progress", None], markers=[7]),
                 call("board", 4, asker="a", held=["r"], markers=[7])]
        events = {"r": [event("requested", 0), OFFERED, ACCEPTED]}
        self.assertEqual([], checker.findings(lines, events))

    def test_two_winners(self):
        self.assertEqual(1, found(checker.no_order_explains, [accept("a", 1), accept("b", 2)]))

    def test_a_change_without_its_event(self):
        others = event("accepted", 2, agent_id="b")
        self.assertEqual(0, found(checker.lost_answers, [accept("a", 1)], {"r": [ACCEPTED]}))
        self.assertEqual(1, found(checker.lost_answers, [accept("a", 1)], {"r": [others]}))
        self.assertEqual(1, found(checker.lost_answers, [REQUESTED], {}))

    def test_a_key_with_two_referrals_and_one_with_none(self):
        again, none = REQUESTED | {"id": "s"}, call("request", 0, key="n", outcome="unknown")
        check = checker.not_one_for_each_key
        self.assertEqual(0, found(check, [REQUESTED, REQUESTED], {"r": []}))
        self.assertEqual(1, found(check, [REQUESTED, again], {"r": [], "s": []}))
        self.assertEqual(1, found(check, [REQUESTED, none], {"r": []}))
        self.assertEqual(1, found(check, [REQUESTED], {"r": [], "t": []}))

    def test_an_accept_that_isnt_on_its_agents_board(self):
        board = call("board", 4, asker="a", held=[])
        moved = call("cancel", 3, referral="r", who=None)
        self.assertEqual(1, found(checker.own_changes_unseen, [accept("a", 1), board]))
        self.assertEqual(0, found(checker.own_changes_unseen, [accept("a", 1), board, moved]))

    def test_contact_before_accept_after_release_and_to_strangers(self):
        def early(*lines):
            return found(checker.contact_too_early, [REQUESTED, *lines])

        look = call("board", 10, asker="a", held=[], markers=[7])
        release = call("release", 7, asker="a", who="a", referral="r")
        self.assertEqual(1, early(look))
        self.assertEqual(1, early(look, accept("a", 20)))
        self.assertEqual(1, early(look, accept("b", 1)))
        self.assertEqual(0, early(look, accept("a", 1)))
        self.assertEqual(1, early(look, accept("a", 1), release))
        self.assertEqual(1, early(call("list", 10, markers=[7]), accept("a", 1)))

    def test_misses_twice_early_late_and_for_downtime(self):
        def wrong(*events, gone=0):
            lines = [{"kind": "gone", "wall": gone}]
            return found(checker.wrong_misses, lines, {"r": [OFFERED, *events]})

        self.assertEqual(0, wrong(MISSED))
        self.assertEqual(1, wrong(MISSED, MISSED))
        self.assertEqual(1, wrong(TOO_EARLY))
        self.assertEqual(1, wrong(TOO_LATE))
        self.assertEqual(1, wrong(MISSED, gone=checker.instant("2026-01-01T00:00:03Z").timestamp()))

    def test_misses_count_in_the_journals_order_since_the_last_accept(self):
        events = {"r": [event("missed", 1, 1, agent_id="a"), event("missed", 3, 3, agent_id="a")],
                  "s": [event("accepted", 2, 2, agent_id="a")]}
        self.assertEqual(1, checker.misses_in_a_row(events)["a"])

    def test_markers_are_found_in_every_spelling(self):
        text = '"+16062010005" r6062010005@homes.example Ask 606-201-0005. "+15025550005"'
        self.assertEqual([10005], markers_in(text))


if __name__ == "__main__":
    unittest.main()
