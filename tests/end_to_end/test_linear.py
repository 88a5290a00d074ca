"""The search itself: histories that no order explains are refused, all others pass."""

import math
import random
import unittest

from tests.end_to_end.linear import NEW, Operation, explain, outcomes


def one(kind, who, start, end, **more):
    return Operation(kind, who, start, end, **more)


def read(status, agent, start, end):
    return one("read", None, start, end, seen=(status, agent))


class Refused(unittest.TestCase):
    def refuse(self, *operations):
        self.assertIsNone(explain(operations))

    def test_two_winners(self):
        self.refuse(one("accept", "a", 1, 3), one("accept", "b", 2, 4))

    def test_a_lost_accept(self):
        self.refuse(one("accept", "a", 1, 2), read("Pending", None, 3, 4))

    def test_a_stale_read_after_a_fresh_one(self):
        self.refuse(one("accept", "a", 1, 9), read("In Progress", "a", 2, 3),
                    read("Pending", None, 4, 5))

    def test_an_accept_after_complete(self):
        self.refuse(one("accept", "a", 1, 2), one("complete", "a", 3, 4), one("accept", "b", 5, 6))

    def test_an_accept_after_cancel(self):
        self.refuse(one("cancel", None, 1, 2), one("accept", "a", 3, 4))

    def test_a_read_that_names_somebody_else(self):
        self.refuse(one("accept", "a", 1, 2), read("In Progress", "b", 3, 4))

    def test_taken_by_nobody(self):
        self.refuse(one("accept", "a", 1, 2, outcome="already-taken"))

    def test_a_completion_by_another_than_the_holder(self):
        self.refuse(one("accept", "a", 1, 2), one("complete", "b", 3, 4))

    def test_an_accept_by_who_released_it(self):
        self.refuse(one("accept", "a", 1, 2), one("release", "a", 3, 4), one("accept", "a", 5, 6))

    def test_a_release_that_was_lost(self):
        self.refuse(one("accept", "a", 1, 2), one("release", "a", 3, 4),
                    read("In Progress", "a", 5, 6))

    def test_an_unknown_accept_that_comes_and_goes(self):
        self.refuse(one("accept", "a", 1, math.inf, outcome="unknown"),
                    read("In Progress", "a", 2, 3), read("Pending", None, 4, 5))

    def test_an_unknown_accept_that_takes_effect_after_its_engine_was_gone(self):
        self.refuse(one("accept", "a", 1, 2, outcome="unknown"), read("Pending", None, 3, 4),
                    read("In Progress", "a", 5, 6))


class Explained(unittest.TestCase):
    def explain(self, *operations):
        self.assertIsNotNone(explain(operations))

    def test_nothing_at_all(self):
        self.explain()

    def test_a_race_with_one_winner(self):
        self.explain(one("accept", "a", 1, 5, outcome="already-taken"), one("accept", "b", 2, 4),
                     one("accept", "c", 1, 6, outcome="already-taken"),
                     one("complete", "b", 7, 8),
                     one("accept", "a", 9, 10, outcome="already-ended"))

    def test_an_unknown_accept_may_have_happened_or_not(self):
        lost = one("accept", "a", 1, 2, outcome="unknown")
        self.explain(lost, read("Pending", None, 3, 4))
        self.explain(lost, read("In Progress", "a", 3, 4))
        self.explain(lost, one("accept", "b", 3, 4), read("In Progress", "b", 5, 6))

    def test_reads_on_both_sides_of_a_slow_accept(self):
        self.explain(one("accept", "a", 1, 9), read("Pending", None, 2, 3),
                     read("In Progress", "a", 4, 5))

    def test_released_and_taken_by_another(self):
        self.explain(one("accept", "a", 1, 2), one("release", "a", 3, 4), one("accept", "b", 5, 6),
                     one("release", "a", 7, 8))

    def test_assigned_again_to_who_released_it(self):
        self.explain(one("accept", "a", 1, 2), one("release", "a", 3, 4), one("assign", "a", 5, 6),
                     one("accept", "a", 7, 8))

    def test_reassigned_while_in_progress(self):
        self.explain(one("accept", "a", 1, 2), one("assign", "b", 3, 4),
                     one("complete", "a", 5, 6, outcome="not-found"), one("complete", "b", 7, 8))

    def test_whatever_the_machine_itself_does_is_explained(self):
        for seed in range(200):
            dice, state, made = random.Random(seed), NEW, []
            for at in range(0, 24, 2):
                kind = dice.choice(("accept", "release", "complete", "cancel", "assign", "reject"))
                operation = one(kind, dice.choice("abc"), at - dice.random() * 5,
                                at + dice.random() * 5)
                if after := outcomes(state, operation):
                    state = after[0]
                    made.append(operation)
            self.assertIsNotNone(explain(made), f"seed {seed}")


if __name__ == "__main__":
    unittest.main()
