"""Statuses: does everybody get somewhere, and is the end an end (M001 to M003, M006, M008, M009).

Whether a wrong choice can be mended (M005) is worked out in ``mistakes``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frontdesk.checking.chains import check_chains
from frontdesk.checking.circles import components, shortest_circle
from frontdesk.checking.machine import Machine, Move, Standing, events_of, machine_of
from frontdesk.checking.mistakes import check_mistakes
from frontdesk.checking.paths import told
from frontdesk.effects import ResetAttempts
from frontdesk.events import EventKind
from frontdesk.interpreter.offers import offer_label
from frontdesk.model import Attempts, OfferLabels, Ruleset
from frontdesk.names import LimitVerdict, State, StatusKind, status_of
from frontdesk.problems import Location, Problem, choices
from frontdesk.tables import Condition, Parts, Row

_ENDS = (StatusKind.WON, StatusKind.LOST, StatusKind.INVALID)


def check_states(ruleset: Ruleset) -> Iterator[Problem]:
    """Check the status machine of *ruleset*."""
    machine = machine_of(ruleset)
    yield from _unreachable(machine)
    yield from _never_entered(machine)
    yield from _stuck(machine)
    yield from _out_of_the_final(machine)
    yield from _read_the_same(machine)
    yield from check_mistakes(machine)
    yield from check_chains(machine)
    if ruleset.attempts is not None:
        yield from _limit(machine, ruleset.attempts)


def _unreachable(machine: Machine) -> Iterator[Problem]:
    reached = {standing.state for standing in machine.onward}
    for state in machine.ruleset.states:
        if state not in reached:
            hint = "offer it somewhere, let a rule set it, or say entry: yes if contacts arrive in it from outside"
            yield _about(machine, state, "M001", f"nobody can get into '{state}'", hint)


def _never_entered(machine: Machine) -> Iterator[Problem]:
    """A rule on entering a status in which contacts only begin waits for ever: to begin is not to enter."""
    entered = {move.after for found in machine.onward.values() for move, _ in found}
    begins = {standing.state for standing in machine.begins}
    for row in machine.ruleset.consequences.rows:
        asked = [test for test in row.when if test.fact == "event_state"]
        if list(events_of(row)) != [EventKind.STATUS_ENTERED] or not asked:
            continue
        states = {state for state in machine.ruleset.states if all(state in test.accepts for test in asked)}
        if states and states <= begins - entered:
            named = choices(sorted(states))
            cause = f"nobody ever enters {named}: contacts begin there, and nothing leads back"
            state = min(states)
            hint = f"for those who begin there write on: contact_added, with when: {{state: {state}}}"
            yield Problem(row.where, "T004", cause, hint)


def _stuck(machine: Machine) -> Iterator[Problem]:
    """A part of the machine that nobody leaves must hold a status at which the follow-up may end."""
    known = set()
    for members in components({one: [after for _, after in found] for one, found in machine.onward.items()}):
        inside = frozenset(standing.state for standing in members)
        leaves = any(after not in members for one in members for _, after in machine.onward[one])
        if not leaves and inside not in known and not any(_ends(machine, state) for state in inside):
            known.add(inside)
            nearest = min(members, key=lambda one: len(machine.way(one)))
            yield _dead_end(machine, nearest) if len(members) == 1 else _endless(machine, nearest, inside)


def _dead_end(machine: Machine, standing: Standing) -> Problem:
    cause = f"there is no way out of '{standing.state}'{machine.led(standing)}"
    hint = "offer something there, or give the status the kind won, lost or invalid"
    return _about(machine, standing.state, "M002", cause, hint)


def _endless(machine: Machine, standing: Standing, inside: frozenset[State]) -> Problem:
    moves = shortest_circle(standing, lambda one: machine.onward[one])
    circle = told(standing.state, [(move.after, machine.happens(move)) for move in moves])
    names = choices(sorted(inside)).replace(" or ", " and ")
    cause = f"nobody ever gets out of {names}: {circle}{machine.led(standing)}"
    hint = "offer a way to a status of the kind won, lost or invalid"
    return _about(machine, standing.state, "M003", cause, hint)


def _out_of_the_final(machine: Machine) -> Iterator[Problem]:
    """Nothing leads out of a status that is said to be final: each row that does is told once."""
    led: dict[Location, list[Move]] = {}
    for state in machine.ruleset.states:
        for move in machine.moves[state] if _is_final(machine, state) else ():
            led.setdefault(move.row.where, []).append(move)
    for where, moves in led.items():
        final = list(dict.fromkeys(move.before for move in moves))
        names = choices(final).replace(" or ", " and ")
        is_final = "is final" if len(final) == 1 else "are final"
        what = "rule" if moves[0].event else "offer"
        cause = f"{names} {is_final}, and the {what} '{moves[0].row.id}' leads out to '{moves[0].after}'"
        status = machine.ruleset.statuses[status_of(final[0])]
        hint = f"{_keeping_in(moves[0], final)}, or take final: back"
        yield Problem(where, "M008", cause, hint, ((status.where, f"'{status.id}' is here"),))


def _keeping_in(move: Move, final: Sequence[State]) -> str:
    """How a row is written that leaves *final* states alone."""
    if move.event is None:
        return "name under from: only states that go on"
    if move.row.id.startswith("attempts."):
        return "name under applies_to: only states that go on"
    written = final[0] if len(final) == 1 else f"[{', '.join(final)}]"
    return f"say when: {{state: {{not: {written}}}}}"


def _read_the_same(machine: Machine) -> Iterator[Problem]:
    """Two lines of one drop-down that read the same, by a label of their own, must mean the same."""
    known, own = set(), machine.ruleset.part(OfferLabels).offer_labels
    for moves in machine.moves.values():
        meant: dict[str, Move] = {}
        for move in moves:
            if move.event is not None:
                continue
            label = offer_label(machine.ruleset, move.after, move.row)
            other = meant.setdefault(label.casefold(), move)
            labelled = own.keys() & {other.row.id, move.row.id}
            if labelled and other.after != move.after and (other.row.where, move.row.where) not in known:
                known.add((other.row.where, move.row.where))
                cause = f"in '{move.before}' both '{other.after}' and '{move.after}' are offered as '{label}'"
                related = ((other.row.where, f"'{other.row.id}' is here"),)
                yield Problem(move.row.where, "M009", cause, "give one of the offers a label of its own", related)


def _limit(machine: Machine, attempts: Attempts) -> Iterator[Problem]:
    """At the limit something must happen, and the limit must be within reach."""
    rows = machine.ruleset.verdicts("attempts").rows
    if not rows:
        hint = "add at_limit: {suggest: STATE} or {automatic: STATE}"
        yield Problem(attempts.where, "M006", "nothing happens when the limit is reached", hint)
        return
    applies = _where_it_counts(machine, rows[0])
    if not applies:
        cause = "nobody gets into a status that the limit is for, so it is never reached"
        yield Problem(rows[0].where, "M006", cause, "name statuses that contacts get into under applies_to:")
    elif resets := _never_counted(machine, attempts, applies):
        cause = f"the limit is never reached: {choices(resets)} sets the count back whenever an attempt is counted"
        yield Problem(attempts.where, "M006", cause, "let only outcomes that do not count set it back")
    elif rows[0].then["verdict"] == LimitVerdict.SUGGEST:
        yield from _impossible_suggestion(machine, rows[0], applies)


def _where_it_counts(machine: Machine, row: Row[Parts]) -> list[Standing]:
    tests = [test for test in row.when if test.fact == "state"]
    return [one for one in machine.onward if all(one.state in test.accepts for test in tests)]


def _never_counted(machine: Machine, attempts: Attempts, applies: Sequence[Standing]) -> list[str]:
    """The rows that set the count back at every outcome that counts, wherever the limit applies."""
    resets = [row for row in machine.ruleset.consequences.rows if ResetAttempts() in row.then]
    logged = EventKind.OUTCOME_LOGGED
    found = []
    for outcome in attempts.counts:
        given = (Condition("event_outcome", frozenset({outcome}), outcome),)
        sure = [row for row in resets if all(machine.follows(row, logged, one, given) is True for one in applies)]
        if not sure:
            return []
        found.append(sure[0].id)
    return list(dict.fromkeys(found)) if attempts.limit > 1 else []


def _impossible_suggestion(machine: Machine, row: Row[Parts], applies: Sequence[Standing]) -> Iterator[Problem]:
    """What is suggested while a follow-up is open must be offered there, or staff cannot follow the suggestion."""
    target = str(row.then["status"])
    for standing in applies:
        offered = {move.after for move, _ in machine.onward[standing] if move.event is None}
        if standing.state != target and target not in offered and not _ends(machine, standing.state):
            cause = f"at the limit '{target}' is suggested in '{standing.state}', where it is not offered"
            hint = f"offer '{target}' there, suggest a status that is offered, or name other statuses under applies_to:"
            yield Problem(row.where, "M006", cause + machine.led(standing), hint)
            return


def _ends(machine: Machine, state: State) -> bool:
    return machine.ruleset.statuses[status_of(state)].kind in _ENDS or _is_final(machine, state)


def _is_final(machine: Machine, state: State) -> bool:
    return machine.ruleset.statuses[status_of(state)].final


def _about(machine: Machine, state: State, code: str, cause: str, hint: str) -> Problem:
    return Problem(machine.ruleset.statuses[status_of(state)].where, code, cause, hint)
