"""What must hold of a history and of what the engine says of itself in the end. Pure: each check
takes the history's lines and the events of each referral, and says what is wrong in sentences."""

import collections
import math

from tests.end_to_end.linear import CHANGES, Operation, explain
from tests.end_to_end.people import instant

EVENTS_OF = {
    "request": ["requested"], "accept": ["accepted", "assigned"], "reject": ["rejected"],
    "release": ["released"], "complete": ["completed"], "cancel": ["cancelled"],
    "contacted": ["contacted"]
}
SAID_ONCE = ("complete", "contacted")
"""Whoever says it again is answered 200 too, and the event names the first."""
LATE_SECONDS = 10
"""How much later than its deadline, by the engine's own clock, an offer may be ended as missed."""


def findings(lines, events):
    """All that is wrong. `events`: of each referral its whole history."""
    return [
        *no_order_explains(lines), *lost_answers(lines, events),
        *not_one_for_each_key(lines, events), *own_changes_unseen(lines),
        *contact_too_early(lines), *wrong_misses(lines, events)
    ]


def by_referral(lines):
    groups = collections.defaultdict(list)
    for each in lines:
        if each.get("referral"):
            groups[each["referral"]].append(each)
    return groups


def no_order_explains(lines):
    """One winner, no lost accept, no stale read: every referral's answers have one order."""
    gone = [each["start"] for each in lines if each["kind"] == "gone"]
    for referral, calls in by_referral(lines).items():
        operations = [_operation(each, gone) for each in calls if _tells(each)]
        if explain(operations) is None:
            told = "\n  ".join(map(str, sorted(operations, key=lambda each: each.start)))
            yield f"no order explains what was answered on {referral}:\n  {told}"


def _tells(call):
    return call["kind"] in CHANGES or (call["kind"] == "read" and call["outcome"] == "ok")


def _operation(call, gone):
    end = call["end"]
    if call["outcome"] == "unknown":
        end = min((each for each in gone if each >= call["start"]), default=math.inf)
    seen = call.get("seen")
    if seen and call["asker"] and seen[0] in ("In Progress", "Complete"):
        seen = [seen[0], call["asker"]]  # An agent is shown only what it has.
    return Operation(call["kind"], call.get("who"), call["start"], end, call["outcome"], seen)


def lost_answers(lines, events):
    """Each change that was answered 2xx stands in the referral's events."""
    for each in lines:
        if each.get("outcome") != "ok":
            continue
        kind, referral = each["kind"], each.get("referral") or each.get("id")
        told = [event["type"] for event in events.get(referral, [])
                if kind in SAID_ONCE or each.get("who") in (None, *_agents(event))]
        if kind in EVENTS_OF and not any(wanted in told for wanted in EVENTS_OF[kind]):
            yield f"{kind} of {referral} by {each.get('who')} was answered 200 and is lost"


def _agents(event):
    return (event["data"].get("agent_id"), event["by"]["id"])


def not_one_for_each_key(lines, events):
    """A key that was repeated until it was answered has made exactly one referral."""
    told = collections.defaultdict(set)
    for each in lines:
        if each["kind"] == "request":
            told[each["key"]] |= {each["id"]} if "id" in each else set()
    for key, ids in told.items():
        if len(ids) != 1:
            yield f"key {key} made {sorted(ids)}"
    named = set().union(*told.values())
    for referral in events.keys() - named:
        yield f"{referral} was made, and no answer ever named it"


def own_changes_unseen(lines):
    """Who was answered 200 to an accept sees it on the board as long as nobody moves it on."""
    moved = by_referral([e for e in lines if e["kind"] in CHANGES and e["kind"] != "accept"])
    accepts = collections.defaultdict(list)
    for each in lines:
        if each["kind"] == "accept" and each["outcome"] == "ok":
            accepts[each["asker"]].append(each)
    for board in (each for each in lines if "held" in each):
        for mine in accepts[board["asker"]]:
            if mine["end"] > board["start"] or mine["referral"] in board["held"]:
                continue
            if not any(mine["start"] < each["end"] and each["start"] < board["end"] or
                       each["outcome"] == "unknown" for each in moved[mine["referral"]]):
                yield f"{board['asker']} doesn't see its own accept of {mine['referral']}"


def contact_too_early(lines):
    """A resident's marker is in no answer but to an agent that has begun to accept, or was given
    the referral, and hasn't ended its release since."""
    of_marker = {each["marker"]: each["id"] for each in lines if "id" in each}
    calls = by_referral(lines)
    for each in lines:
        for referral in map(of_marker.get, each.get("markers", [])):
            if not _may_know(each, [c for c in calls[referral] if c.get("who") == each["asker"]]):
                who = each["asker"] or "a stranger"
                yield f"{who} saw the contact of {referral} in {each['kind']}"


def _may_know(answer, own):
    """`own`: what concerned the asker and the referral whose contact is in the answer."""
    taking = [each["start"] for each in own
              if each["kind"] in ("accept", "assign") and each["start"] < answer["end"]]
    over = [each["end"] for each in own if each["kind"] == "release"
            and each["outcome"] == "ok" and each["end"] < answer["start"]]
    return answer["asker"] and taking and max(taking) >= max(over, default=0)


def wrong_misses(lines, events):
    """One miss for each offer, at its deadline, of an offer that its own start had made."""
    gone = [each["wall"] for each in lines if each["kind"] == "gone"]
    for referral, history in events.items():
        offers = {e["data"]["number"]: e for e in history if e["type"] == "offered"}
        missed = [e for e in history if e["type"] == "missed"]
        for number, times in collections.Counter(e["data"]["number"] for e in missed).items():
            if times != 1:
                yield f"offer {number} of {referral} was missed {times} times"
        for each in missed:
            offer = offers[each["data"]["number"]]
            late = (instant(each["at"]) - instant(offer["data"]["reply_by"])).total_seconds()
            if not 0 <= late <= LATE_SECONDS:
                yield f"{referral} was missed {late} s after its deadline"
            made, ended = instant(offer["at"]).timestamp(), instant(each["at"]).timestamp()
            if any(made < each < ended for each in gone):
                yield f"{referral} was missed, and the engine was down meanwhile"


def misses_in_a_row(events):
    """What the agents' counts have to be by the journal's order."""
    count = collections.Counter()
    for each in sorted(sum(events.values(), []), key=lambda each: each["sequence"]):
        if each["type"] == "missed":
            count[each["data"]["agent_id"]] += 1
        elif each["type"] == "accepted":
            count[each["data"]["agent_id"]] = 0
    return count
