"""What the tests say about answers, and how they wait: by looking again until a deadline."""

import threading
import time

WAIT_SECONDS = 30


def expect(answer, status=200):
    """The body of an answer that has to have this status."""
    if answer.status != status:
        raise AssertionError(f"expected {status}, got {answer!r}")
    return answer.json


def refused(answer, status, code, pointer=None):
    """A problem document as the contract wants it; `pointer` has to be among its errors."""
    if answer.status != status:
        raise AssertionError(f"expected {status} {code}, got {answer!r}")
    kind = answer.headers.get("content-type", "")
    if kind.partition(";")[0].strip() != "application/problem+json":
        raise AssertionError(f"expected a problem document, got {kind}: {answer!r}")
    problem = answer.json
    wanted = {"type": f"/problems/{code}", "status": status}
    if any(problem.get(name) != value for name, value in wanted.items()):
        raise AssertionError(f"expected {wanted}, got {answer!r}")
    if not problem.get("title") or not problem.get("detail"):
        raise AssertionError(f"a problem has a title and a detail: {answer!r}")
    named = [each["pointer"] for each in problem.get("errors", [])]
    if pointer is not None and pointer not in named:
        raise AssertionError(f"expected an error at {pointer}, got {answer!r}")
    return problem


def eventually(probe, what="it", seconds=WAIT_SECONDS):
    """The first true value of `probe`; whoever waits longer than `seconds` fails."""
    deadline = time.monotonic() + seconds
    while True:
        value = probe()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s for {what}; last seen: {value!r}")
        time.sleep(0.02)


def at_once(calls):
    """Starts every call from the same instant in a thread of its own; answers in their order."""
    start = threading.Barrier(len(calls))
    results = [None] * len(calls)

    def run(index):
        start.wait()
        try:
            results[index] = calls[index]()
        except Exception as problem:  # A lost call must fail the test and not its thread.
            results[index] = problem

    threads = [threading.Thread(target=run, args=(index, )) for index in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lost = [each for each in results if isinstance(each, Exception)]
    if lost:
        raise lost[0]
    return results
