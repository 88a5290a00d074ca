"""Clients that go on calling while the engine is killed under them."""

import itertools
import random
import threading
import time

from tests.end_to_end.client import LOST
from tests.end_to_end.people import resident

THREADS = 8


def storm(world, calls, kill_after):
    """Runs the calls from several threads and kills the engine once `kill_after` of them have been
    answered, so that the rest are under way or not yet begun. Answers what each call got: an
    answer, or None when the engine was gone before it came."""
    answers = [None] * len(calls)
    numbers = itertools.count()
    enough = threading.Event()

    def work():
        while (number := next(numbers)) < len(calls):
            try:
                answers[number] = calls[number]()
            except LOST:
                pass
            if sum(each is not None for each in answers) >= kill_after:
                enough.set()

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    enough.wait(60)
    world.engine.kill()
    for thread in threads:
        thread.join()
    return answers


class Crowd:
    """Residents and agents at work, and what each of them was told by an answer."""
    def __init__(self, world, agents, seed):
        self.world = world
        self.agents = agents
        self.seed = seed
        self.requested = {}  # referral: (key, person, the answer's bytes)
        self.accepted = {}  # referral: agents who were answered 200, and have not released it
        self.ended = {}  # referral: its status
        self.surprises = []  # answers that no crash explains
        self._lock = threading.Lock()
        self._over = threading.Event()

    def work_until_killed(self, seconds):
        threads = [threading.Thread(target=self._post, args=(number, )) for number in range(3)]
        threads += [
            threading.Thread(target=self._answer, args=(each, number))
            for number, each in enumerate(self.agents)
        ]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        self.world.engine.kill()
        self._over.set()
        for thread in threads:
            thread.join()
        self._over.clear()
        self.seed += 1

    def _post(self, number):
        client = self.world.caller("intake")
        for turn in itertools.count():
            key, person = f"crowd-{self.seed}-{number}-{turn}", resident()
            try:
                answer = client.post("/v1/requests", person, {"Idempotency-Key": key})
            except LOST:
                return
            if answer.status != 201:
                self.surprises.append(answer)
                return
            with self._lock:
                self.requested[answer.json["id"]] = (key, person, answer.body)
            if self._over.wait(0.01):
                return

    def _answer(self, agent, number):
        client = self.world.caller("agent", agent)
        dice = random.Random(self.seed * 1000 + number)
        try:
            while not self._over.is_set():
                for seen in client.get("/v1/agents/me/referrals").json["items"]:
                    self._act(client, agent, seen, dice)
                self._over.wait(0.01)
        except LOST:
            pass

    def _act(self, client, agent, seen, dice):
        path = f"/v1/referrals/{seen['id']}"
        if seen["status"] == "In Progress":
            if client.post(f"{path}/complete", {"disposition": "enrolled"}).ok:
                self._note(self.ended, seen["id"], "Complete")
        elif seen["status"] == "Pending" and dice.random() < 0.9:
            if client.post(f"{path}/accept").ok:
                self._note(self.accepted, seen["id"], agent)
        elif seen["status"] == "Pending":
            client.post(f"{path}/reject", {})

    def _note(self, ledger, referral_id, value):
        with self._lock:
            ledger.setdefault(referral_id, set()).add(value)
