"""Clients that go on calling while the engine is killed under them."""

import itertools
import threading

from tests.end_to_end.client import LOST

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
