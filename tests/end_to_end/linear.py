"""Is there an order of one referral's operations that explains every answer? An exact search.

Each operation is placed at one instant between its start and its end, so that the referral, as a
small state machine, would have given just the answers that were given. One whose outcome nobody
heard is placed or left out; once its engine is gone it can happen no more, so it has an end too.

      open --accept--> in progress --complete--> complete    open, in progress --cancel--> cancelled
        ^                |     |assign: another holder
        +----release-----+     +--> in progress

What the engine does by itself (offers, misses, sending to everybody) moves only within `open`: any
agent may become the one who is asked, except one who released it and was not assigned since.
"""

import collections
import math

Operation = collections.namedtuple("Operation",
                                   "kind who start end outcome seen",
                                   defaults=(0.0, math.inf, "ok", None))
"""`outcome`: "ok", "unknown", or the code of the refusal; `who`: the agent acting, assigned or None
for an operator; `seen`: what a read showed, as (status, agent or None where it isn't told)."""

State = collections.namedtuple("State", "phase holder released rejected")
NEW = State("open", None, frozenset(), frozenset())
PHASE = {
    "Pending": "open", "In Progress": "in progress", "Complete": "complete",
    "Cancelled": "cancelled"
}
ENDED = ("complete", "cancelled")


def explain(operations):
    """The numbers of the operations in an order that explains them, or None: there is none."""
    operations = list(operations)
    required = sum(1 << n for n, each in enumerate(operations) if each.outcome != "unknown")
    stack, known = [(0, NEW, -math.inf, ())], set()
    while stack:
        placed, state, latest, order = stack.pop()
        if placed & required == required:
            return list(order)
        if (placed, state) in known:
            continue
        known.add((placed, state))
        for number in _next(operations, placed, latest):
            one = operations[number]
            for after in outcomes(state, one):
                stack.append((placed | 1 << number, after, max(latest, one.start),
                              (*order, number)))
    return None


def _next(operations, placed, latest):
    """Those before which nothing has to come that is still to be placed."""
    left = [n for n in range(len(operations)) if not placed >> n & 1]
    first_end = min(operations[n].end for n in left if operations[n].outcome != "unknown")
    return [
        n for n in left if operations[n].start <= first_end and operations[n].end >= latest
    ]


def outcomes(state, one):
    """The states in which the operation leaves the referral; none if it can't have answered so."""
    if one.kind == "read":
        return [state] if _shows(state, *one.seen) else []
    if one.outcome not in ("ok", "unknown"):
        return [state] if _refuses(state, one) else []
    return [after for after in [CHANGES[one.kind](state, one.who)] if after]


def _shows(state, status, agent):
    return PHASE[status] == state.phase and (agent is None or state.phase not in
                                             ("in progress", "complete") or agent == state.holder)


def _refuses(state, one):
    """What a refusal says about the referral; the rest say something of the agent alone."""
    holds = (state.phase, state.holder) == ("in progress", one.who)
    if one.outcome == "already-ended":
        return state.phase in ENDED
    if one.outcome == "already-taken":
        return state.phase == "in progress" and (one.kind != "accept" or not holds)
    if one.kind == "accept" and one.outcome in ("limit-reached", "not-offered", "offer-expired"):
        return state.phase == "open"
    if one.kind in ("release", "complete", "contacted") and one.outcome == "not-found":
        return not holds
    return True


def _accept(state, agent):
    if state.phase == "open" and agent not in state.released:
        return state._replace(phase="in progress", holder=agent)
    return state if (state.phase, state.holder) == ("in progress", agent) else None


def _reject(state, agent):
    if state.phase == "open":
        return state._replace(rejected=state.rejected | {agent})
    return state if agent in state.rejected else None


def _release(state, agent):
    if (state.phase, state.holder) == ("in progress", agent):
        return state._replace(phase="open", holder=None, released=state.released | {agent})
    return state if agent in state.released and agent != state.holder else None


def _complete(state, agent):
    """By its agent, or by an operator, who needs nobody to have it."""
    if state.phase == "cancelled" or agent not in (None, state.holder):
        return None
    return state if state.phase == "open" and agent else state._replace(phase="complete")


def _cancel(state, _):
    return None if state.phase == "complete" else state._replace(phase="cancelled", holder=None)


def _assign(state, agent):
    if state.phase in ENDED:
        return None
    if state.phase == "open":
        return state._replace(released=state.released - {agent})
    return state._replace(holder=agent)


def _contacted(state, agent):
    return state if state.phase in ("in progress", "complete") and agent == state.holder else None


def _broadcast(state, _):
    return state if state.phase == "open" else None


CHANGES = {
    "accept": _accept, "reject": _reject, "release": _release, "complete": _complete,
    "cancel": _cancel, "assign": _assign, "contacted": _contacted, "broadcast": _broadcast
}
