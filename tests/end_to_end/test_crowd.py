"""Ten thousand residents and five thousand agents: none lost, none with two agents, and every
figure agrees. KOD_CROWD=1000 is the short form; the agents are half of that number."""

import collections
import multiprocessing
import os
import time
import unittest

from tests.end_to_end.case import EngineCase
from tests.end_to_end.checks import eventually, expect
from tests.end_to_end.engine import run_verb
from tests.end_to_end.load import AgentShare, post_share, register_share
from tests.end_to_end.people import (BOWLING_GREEN, FRANKFORT, HIGHLANDS, LOUISVILLE, PIKEVILLE,
                                     Agent, csv_of)

REQUESTS = int(os.environ.get("KOD_CROWD", "10000"))
AGENTS = REQUESTS // 2
PROCESSES = 4
DEADLINE_SECONDS = 300
ZIPS = (LOUISVILLE, HIGHLANDS, FRANKFORT, BOWLING_GREEN, PIKEVILLE)


class Ended:
    """How many referrals are complete, counted by all processes together."""
    def __init__(self):
        self._count = multiprocessing.Value("l", 0)

    @property
    def value(self):
        return self._count.value

    def wanted(self):
        return REQUESTS

    def add(self, more):
        with self._count.get_lock():
            self._count.value += more


def run_agents(port, share, ended, results):
    agents = AgentShare(port, share, seed=len(share))
    try:
        agents.work(ended, time.time() + DEADLINE_SECONDS)
    except Exception as problem:
        agents.unexpected.append(repr(problem))
        ended.add(REQUESTS)  # Nobody goes on waiting for what this share would have done.
    results.put((agents.accepted, agents.released, agents.completed, agents.unexpected))


class CrowdTest(EngineCase):
    def test_none_is_lost_and_none_has_two_agents(self):
        self.hire_and_register()
        ended, results = Ended(), multiprocessing.Queue()
        agents = [
            multiprocessing.Process(target=run_agents,
                                    args=(self.world.engine.port, share, ended, results))
            for share in self.shares
        ]
        for process in agents:
            process.start()
        told = self.post_all()
        ledgers = [results.get(timeout=DEADLINE_SECONDS + 60) for _ in agents]
        for process in agents:
            process.join()
        self.accepted, self.released, self.completed, unexpected = (sum(each, [])
                                                                    for each in zip(*ledgers))
        self.assertEqual([], unexpected[:5])
        self.compare_with(told)
        self.world.engine.restart()
        self.compare_with(told)
        self.check_folder()

    def hire_and_register(self):
        roster = [
            Agent(f"c-{number:05}", ZIPS[number % len(ZIPS)], ("en", "es") if number % 8 == 0 else
                  ("en", )) for number in range(AGENTS)
        ]
        file = self.world.engine.work / "agents.csv"
        file.write_text(csv_of(roster), encoding="utf-8")
        imported = run_verb("import", "agents", file, "--data", self.world.engine.data, "--server",
                            f"http://127.0.0.1:{self.world.engine.port}")
        self.assertEqual(0, imported.returncode, imported.stdout + imported.stderr)
        tokens = self.world.engine.agent_tokens([each.id for each in roster])
        pairs = list(zip(roster, tokens))
        self.shares = [pairs[number::PROCESSES] for number in range(PROCESSES)]
        with multiprocessing.Pool(PROCESSES) as pool:
            pool.starmap(register_share, [(self.world.engine.port, share) for share in self.shares])
        self.assertEqual(AGENTS, self.stats()["agents"]["registered"])

    def post_all(self):
        token = self.world.engine.token("intake")
        with multiprocessing.Pool(2) as pool:
            told = pool.starmap(
                post_share,
                [(self.world.engine.port, token, range(first, REQUESTS, 2)) for first in range(2)])
        return dict(sum(told, []))

    def stats(self):
        return expect(self.world.operator.get("/v1/stats"))

    def compare_with(self, told):
        stored = {each["id"]: each for each in self.world.referrals()}
        self.assertEqual(REQUESTS, len(told))
        self.assertEqual(set(told), set(stored))
        self.assertEqual(told, {each: stored[each]["callback_by"] for each in told})
        owners = collections.Counter(self.accepted) - collections.Counter(self.released)
        per_referral = collections.Counter(referral for referral, _ in owners.elements())
        self.assertEqual({1}, set(per_referral.values()), "a referral with two agents")
        for referral, agent in owners:
            self.assertEqual(agent, stored[referral]["agent_id"], referral)
        for referral, _ in self.completed:
            self.assertEqual("Complete", stored[referral]["status"], referral)
        self.assertEqual(REQUESTS, len(self.completed))
        self.figures_agree(stored)

    def figures_agree(self, stored):
        stats = self.stats()
        listed = collections.Counter(each["status"] for each in stored.values())
        for status, count in stats["referrals"]["by_status"].items():
            self.assertEqual(listed[status], count, status)
        self.assertEqual(REQUESTS, sum(stats["referrals"]["by_type"].values()))
        self.assertEqual(0, stats["referrals"]["open_offers"])
        self.assertEqual(AGENTS, stats["agents"]["registered"])
        eventually(lambda: self.stats()["agents"]["offerable"] == AGENTS, "everybody free again")

    def check_folder(self):
        self.assertEqual(0, self.world.engine.stop())
        checked = self.world.engine.check()
        self.assertEqual(0, checked.returncode, checked.stdout + checked.stderr)


if __name__ == "__main__":
    unittest.main()
