"""The base of every test: a world for each test, or one for the class, and its last words."""

import sys
import unittest

from tests.end_to_end.world import World


class EngineCase(unittest.TestCase):
    """`FLAGS` are added to the engine's command line."""

    FLAGS = ()

    def setUp(self):
        self.world = self.new_world(*self.FLAGS)

    def new_world(self, *flags, **how):
        world = World(*flags, **how)
        self.addCleanup(world.close)
        return world

    def run(self, result=None):
        result = self.defaultTestResult() if result is None else result
        before = len(result.failures) + len(result.errors)
        super().run(result)
        if len(result.failures) + len(result.errors) > before and hasattr(self, "world"):
            print(f"\n{self.id()}\n{self.world.engine.transcript()}", file=sys.stderr)
        return result


class SharedEngineCase(EngineCase):
    """One world for all tests of the class, where starting one for each would only take time."""
    @classmethod
    def setUpClass(cls):
        cls.world = World(*cls.FLAGS)
        cls.addClassCleanup(cls.world.close)

    def setUp(self):
        pass
