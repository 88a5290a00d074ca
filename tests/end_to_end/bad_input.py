"""What the tests of bad input share: bodies with one fault, and that nothing was stored."""

from tests.end_to_end.case import SharedEngineCase
from tests.end_to_end.checks import expect, refused
from tests.end_to_end.people import Agent

GONE = object()
"""In a table of changes: the field is left out."""


def changed(body, changes):
    """`changes` names fields by JSON Pointer: their new value, or GONE."""
    result = {
        name: dict(value) if isinstance(value, dict) else value
        for name, value in body.items()
    }
    for pointer, value in changes.items():
        *parents, last = pointer.strip("/").split("/")
        place = result
        for each in parents:
            place = place[each]
        if value is GONE:
            del place[last]
        else:
            place[last] = value
    return result


class BadInput(SharedEngineCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agent = Agent("a")
        cls.world.staff(cls.agent)
        cls.referral = cls.world.taken("a")["id"]

    def setUp(self):
        self.before = self.everything_stored()
        self.addCleanup(lambda: self.assertEqual(self.before, self.everything_stored()))

    def everything_stored(self):
        """Changes of any entity would show here; the moving clock doesn't."""
        return (self.world.referrals(), self.world.history(
            self.referral), self.world.profile("a"), expect(
                self.world.operator.get("/v1/agents"))["items"])

    def invalid(self, send, body, rows):
        """Each row: a pointer, which is at fault, and the changes that make the body bad."""
        for pointer, changes in rows:
            with self.subTest(pointer=pointer, changes=changes):
                refused(send(changed(body, changes)), 422, "invalid", pointer)
