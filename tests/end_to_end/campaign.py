"""Residents, agents and operators at work on one engine that is killed again and again."""

import random
import threading
import time

from tests.end_to_end.checker import findings, misses_in_a_row
from tests.end_to_end.checks import WAIT_SECONDS, eventually, expect
from tests.end_to_end.history import Witness, marked_resident
from tests.end_to_end.people import Agent

FLAGS = ("--offer-window", "600ms", "--callback-reserve", "0s", "--callback-promise", "20s",
         "--misses-to-deregister", "1000", "--max-open-per-agent", "6")
"""Windows so short that many close, and nobody is sent away for it."""
AGENTS = [f"a-{number}" for number in range(8)]
RESIDENTS, OPERATORS = 2, 2
AT_WORK = 40
"""As many referrals are under way at a time; more would only wait."""
PAUSE_SECONDS = 0.03


class Campaign:
    """With a `disk` each crash is a power cut of the disk on which the engine's folder lies."""
    def __init__(self, world, history, seed, disk=None):
        self.world = world
        self.disk = disk
        self.history = history
        self.seed = seed
        self.posted = []  # referrals, as they were answered
        self.surprises = []  # What ended a thread, or a status that no crash explains.
        self._ended = set()
        self._up = threading.Event()
        self._over = threading.Event()
        self._threads = []

    def begin(self):
        self.world.staff(*(Agent(each) for each in AGENTS))
        self._up.set()
        turns = [self._resident(number) for number in range(RESIDENTS)]
        turns += [self._agent(each) for each in AGENTS]
        turns += [self._operator() for _ in range(OPERATORS)]
        for number, turn in enumerate(turns):
            dice = random.Random(f"{self.seed}-{number}")
            self._threads.append(
                threading.Thread(target=self._work, args=(turn, dice), daemon=True))
            self._threads[-1].start()

    def crash(self, dice):
        """Kills it, in one of four crashes once more while it starts, and starts it again."""
        engine = self.world.engine
        self._kill()
        if dice.random() < 0.25:
            engine.launch()
            time.sleep(dice.random() * 0.15)
            self._kill()
        engine.start()
        self._up.set()

    def _kill(self):
        if self.disk:
            self.disk.cut()
        self.world.engine.kill()
        self.history.engine_gone()
        self._up.clear()
        if self.disk:
            self.disk.power_on()

    def send_home(self):
        self._over.set()
        for thread in self._threads:
            thread.join(WAIT_SECONDS)
            if thread.is_alive():
                self.surprises.append("somebody waits for ever")

    def finish(self):
        """Lets everybody finish, waits until no offer is open, and says all that is wrong."""
        self.send_home()
        eventually(self.quiet, "the last windows to close")
        last = self._witness("operator")
        for each in self.posted:
            last.call("read", f"/v1/referrals/{each}", referral=each)
        stored = [each["id"] for each in self.world.referrals()]
        events = {each: self.world.history(each) for each in stored}
        return [*self.surprises, *findings(self.history.lines(), events),
                *self._wrong_counts(events), *self._wrong_folder()]

    def quiet(self):
        return all(each["status"] != "Pending" or each["type"] == "Mass"
                   for each in self.world.referrals())

    def _wrong_counts(self, events):
        counted = misses_in_a_row(events)
        for each in AGENTS:
            answer = self.world.operator.get(f"/v1/agents/{each}")
            told = answer.json["misses"] if answer.ok else answer
            if told != counted[each]:
                yield f"{each} has {told} misses, and {counted[each]} by the events"

    def _wrong_folder(self):
        self.world.engine.stop()
        checked = self.world.engine.check()
        return [checked.stdout + checked.stderr] if checked.returncode else []

    def _work(self, turn, dice):
        try:
            while not self._over.is_set():
                if self._up.wait(0.1):
                    turn(dice)
                    time.sleep(PAUSE_SECONDS)
        except Exception as problem:  # It must fail the campaign and not its thread.
            self.surprises.append(repr(problem))

    def _witness(self, role, agent=None):
        return Witness(self.world.caller(role, agent), self.history, agent)

    def _resident(self, share):
        witness, numbers = self._witness("intake"), iter(range(share, 10**8, RESIDENTS))

        def turn(dice):
            if len(self.posted) - len(self._ended) < AT_WORK:
                number = next(numbers)
                self._request(witness, number, marked_resident(number))
            if self.posted and dice.random() < 0.03:
                referral = dice.choice(self.posted[-AT_WORK:])
                self._change(witness, "cancel", referral, path=f"/v1/requests/{referral}/cancel")

        return turn

    def _request(self, witness, number, person):
        """Repeated with its key until it is answered, however often the engine dies."""
        answer = None
        while answer is None or answer.status == 503:
            if not self._up.wait(0.1) and self._over.is_set():
                return  # It won't come back.
            answer = witness.call("request", "/v1/requests", person, key=f"k-{number}",
                                  marker=number)
        self.posted.append(expect(answer, 201)["id"])

    def _agent(self, agent):
        witness = self._witness("agent", agent)

        def turn(dice):
            board = witness.call("board", "/v1/agents/me/referrals?limit=200")
            seen = board.json["items"] if board and board.ok else []
            held = [each for each in seen if each["status"] == "In Progress" or "reply_by" in each]
            listed = [each for each in seen if each["status"] == "Pending" and each not in held]
            for each in held[:3] + listed[:2]:
                self._answer(witness, each, dice.random(), agent)

        return turn

    def _answer(self, witness, seen, chance, agent):
        referral, held = seen["id"], seen["status"] == "In Progress"
        if held and chance < 0.6:
            self._change(witness, "complete", referral, agent, {"disposition": "enrolled"})
        elif held and chance < 0.75:
            self._change(witness, "release", referral, agent, {"reason": "Somebody else should."})
        elif held:
            self._change(witness, "contacted", referral, agent)
        elif chance < 0.5 or (chance < 0.9 and seen["type"] == "Mass"):
            self._change(witness, "accept", referral, agent)
        elif chance < 0.55:
            self._change(witness, "reject", referral, agent, {})
        witness.call("read", f"/v1/referrals/{referral}", referral=referral)

    def _operator(self):
        witness = self._witness("operator")

        def turn(dice):
            witness.call("list", "/v1/referrals?limit=50")
            if not self.posted:
                return
            referral, chance = dice.choice(self.posted[-2 * AT_WORK:]), dice.random()
            if chance < 0.1:
                who = dice.choice(AGENTS)
                self._change(witness, "assign", referral, who, {"agent_id": who})
            elif chance < 0.25:
                self._change(witness, "broadcast", referral)
            elif chance < 0.28:
                self._change(witness, "cancel", referral, body={"reason": "Campaign."})
            elif chance < 0.31:
                self._change(witness, "complete", referral, body={"disposition": "enrolled"})
            witness.call("read", f"/v1/referrals/{referral}", referral=referral)

        return turn

    def _change(self, witness, kind, referral, who=None, body=None, path=None):
        answer = witness.call(kind, path or f"/v1/referrals/{referral}/{kind}", body,
                              referral=referral, who=who)
        if answer and answer.ok and kind in ("complete", "cancel"):
            self._ended.add(referral)
        if answer and answer.status not in (200, 404, 409, 503):
            self.surprises.append(f"{kind}: {answer!r}")
