"""A store takes new rules over: nobody is left behind in what is gone, and nothing is sent twice or forgotten."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from frontdesk.desk import Act, Practice, adopt, left_behind, note_facts, set_status, upheld
from frontdesk.desk.adopting import none_of_its_values
from frontdesk.desk.following import happen
from frontdesk.events import StatusEntered
from frontdesk.journal import RulesChanged
from frontdesk.model import Ruleset
from frontdesk.names import ContactId, MessageId, MessageKind, State, Timing
from frontdesk.problems import RulesetError, Severity
from frontdesk.records import DueKind, Message
from frontdesk.worker import play
from support import MONDAY, Carrier, a_contact, a_practice, amount, an_act, read_ruleset

_WAS = {
    "ruleset": "name: ours\n",
    "statuses": """
initial: lead/new
phases: {lead: {}, patient: {}}
statuses:
  new: {phases: [lead], kind: open, entry: yes}
  workshop: {phases: [lead], kind: open}
  active: {phases: [patient], kind: won}
offers: [{id: all, from: any, offer: any}]
""",
    "channels": "lines: {main: {number: '2025550199'}}\nchannels: {text: {plugin: outbox, reaches: phone}}\n",
    "messages": """
messages:
  hello: {purpose: treatment, content: {text: Hello.}}
  again: {purpose: treatment, content: {text: Again.}}
""",
    "campaigns": """
ended_by: [patient/active]
campaigns:
  welcome:
    start: [{id: came, on: {status_entered: lead/workshop}}]
    steps:
      - {id: first, send: hello, after_start: 1 day}
      - {id: second, send: again, after_start: 2 days}
""",
    "tasks": "tasks: {call: {opens: [{id: came, on: {status_entered: lead/workshop}}]}}\n",
    "reactions": """
reactions:
  - {id: late, on: {time_in_status: {status: lead/workshop, for: 3 days}}, do: [{notify_staff: Late.}]}
""",
    "delivery": """
channel:
  rows:
    - {id: text, when: {do_not_contact: no, destination: text_enabled}, then: text}
  otherwise: {then: none, because: Only texts.}
""",
}

Rules = Callable[..., Ruleset]


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    """Makes versions of a small practice: files by topic, given as text or as changes of the first version."""
    made = iter(range(100))

    def make(**files: str) -> Ruleset:
        folder = tmp_path / f"version{next(made)}"
        folder.mkdir()
        for topic, text in {**_WAS, **files}.items():
            (folder / f"{topic}.yaml").write_text(text, encoding="utf-8")
        return read_ruleset(folder)

    return make


def under(practice: Practice, ruleset: Ruleset, after: timedelta = timedelta()) -> Act:
    """The store of *practice* under other rules."""
    return Act(replace(practice, ruleset=ruleset), MONDAY + after)


def in_workshop(practice: Practice) -> ContactId:
    """Somebody enrolled by entering the workshop."""
    ana = a_contact(practice, "lead/workshop")
    act = an_act(practice)
    with practice.store.transaction():
        happen(act, ana, StatusEntered(State("lead/workshop"), State("lead/new")))
    return ana


def without(what: str, topic: str = "statuses") -> str:
    """A file of the first version without one line."""
    return "\n".join(line for line in _WAS[topic].splitlines() if not line.strip().startswith(what))


NO_WORKSHOP = {
    "statuses": without("workshop:"),
    "campaigns": _WAS["campaigns"].replace("lead/workshop", "lead/new"),
    "tasks": _WAS["tasks"].replace("lead/workshop", "lead/new"),
    "reactions": "reactions: []\n",
}


def test_a_status_that_is_gone_with_somebody_in_it_stops_the_change(rules: Rules) -> None:
    practice = a_practice(rules())
    in_workshop(practice)
    with pytest.raises(RulesetError) as refused:
        adopt(under(practice, rules(**NO_WORKSHOP)))
    (problem,) = refused.value.problems
    assert (problem.code, problem.cause) == ("U001", "1 contact is in 'lead/workshop', which these rules do not have")
    assert "moved: {statuses: {lead/workshop: PHASE/STATUS}}" in problem.hint
    assert practice.store.rules_in_force() == practice.ruleset.hash


def test_a_status_that_is_gone_and_empty_is_no_hindrance(rules: Rules) -> None:
    practice = a_practice(rules())
    new = rules(**NO_WORKSHOP)
    adopt(under(practice, new))
    assert practice.store.rules_in_force() == new.hash


def test_moved_takes_people_their_choices_and_their_past_along(rules: Rules) -> None:
    practice = a_practice(rules())
    settled, choosing = in_workshop(practice), a_contact(practice, "lead/new")
    set_status(an_act(practice), choosing, State("lead/workshop"))
    gone = a_contact(practice, "patient/active")
    was = practice.store.contact(gone)
    with practice.store.transaction():
        practice.store.save_contact(replace(was, been=was.been | {State("lead/workshop")}))
    moving = "name: ours\nmoved: {statuses: {lead/workshop: lead/new}}\n"
    adopt(under(practice, rules(**NO_WORKSHOP, ruleset=moving)))
    assert practice.store.contact(settled).settled == "lead/new"
    assert practice.store.contact(choosing).state == "lead/new"
    assert practice.store.contact(gone).been == {"patient/active", "lead/new"}
    last = list(practice.store.journal())[-1].said
    assert isinstance(last, RulesChanged)
    assert last.moved["statuses lead/workshop"] == "lead/new"


@pytest.mark.parametrize(
    ("kind", "files", "heir"),
    [
        ("campaigns", {"campaigns": _WAS["campaigns"].replace("welcome:", "greeting:")}, "greeting"),
        ("tasks", {"tasks": _WAS["tasks"].replace("call:", "phone:")}, "phone"),
    ],
)
def test_what_goes_on_needs_an_heir_and_goes_on_under_its_name(
    rules: Rules, kind: str, files: dict[str, str], heir: str
) -> None:
    practice = a_practice(rules())
    in_workshop(practice)
    old = next(iter(practice.store.going_on(kind)))
    with pytest.raises(RulesetError) as refused:
        adopt(under(practice, rules(**files)))
    assert [problem.code for problem in refused.value.problems] == ["U002"]
    adopt(under(practice, rules(**files, ruleset=f"name: ours\nmoved: {{{kind}: {{{old}: {heir}}}}}\n")))
    assert practice.store.going_on(kind) == {heir: 1}


def test_a_message_that_waits_goes_along_with_its_campaign(rules: Rules) -> None:
    practice = a_practice(rules())
    ana = in_workshop(practice)
    (enrolment,) = practice.store.enrolments(ana)
    waiting = Message(0, ana, MessageId("hello"), "run", MessageKind.AUTOMATION, Timing.SCHEDULED, MONDAY)
    with practice.store.transaction():
        practice.store.add_message(replace(waiting, enrolment=enrolment.id, campaign=enrolment.campaign))
    renamed = _WAS["campaigns"].replace("welcome:", "greeting:")
    moving = "name: ours\nmoved: {campaigns: {welcome: greeting}}\n"
    adopt(under(practice, rules(campaigns=renamed, ruleset=moving)))
    assert [message.campaign for message in practice.store.messages(ana)] == ["greeting"]


def test_none_ends_what_is_gone(rules: Rules) -> None:
    practice = a_practice(rules())
    ana = in_workshop(practice)
    files = {"tasks": "tasks: {}\n", "campaigns": "campaigns: {}\n"}
    ending = "name: ours\nmoved: {campaigns: {welcome: none}, tasks: {call: none}}\n"
    adopt(under(practice, rules(**files, ruleset=ending)))
    assert practice.store.going_on("campaigns") == practice.store.going_on("tasks") == {}
    assert [due.kind for due in practice.store.scheduled(ana)] == [DueKind.TIMER]


def steps_to_come(practice: Practice, contact: ContactId) -> list[timedelta]:
    """How long after Monday the next step of each of the contact's runs falls."""
    return [due.at - MONDAY for due in practice.store.scheduled(contact) if due.kind is DueKind.STEP]


FIRST_DONE = timedelta(days=1, hours=1)


@pytest.mark.parametrize(
    ("step", "next_after"),
    [
        # what was done stays done, wherever it stands now
        ("{id: first, send: hello, after_start: 3 days}", timedelta(days=2)),
        # a new step comes where its time lies ahead, wherever it stands
        ("{id: new, send: again, after_start: 30 hours}", timedelta(hours=30)),
        # and not where it has passed, nor does it move what counts from it
        ("{id: new, send: again, after_start: 1 hour}", timedelta(days=2)),
    ],
)
def test_an_enrolment_goes_on_with_what_it_has_not_done(rules: Rules, step: str, next_after: timedelta) -> None:
    practice = a_practice(rules())
    ana = in_workshop(practice)
    play(practice, Carrier(), MONDAY + FIRST_DONE)
    lines = [line for line in _WAS["campaigns"].splitlines() if not ("id: first" in line and "id: first" in step)]
    more = "\n".join(line.replace("steps:", f"steps:\n      - {step}") for line in lines)
    adopt(under(practice, rules(campaigns=more), FIRST_DONE))
    assert steps_to_come(practice, ana) == [next_after]


def test_a_changed_delay_moves_what_waits(rules: Rules) -> None:
    practice = a_practice(rules())
    ana = in_workshop(practice)
    adopt(under(practice, rules(campaigns=_WAS["campaigns"].replace("1 day", "36 hours"))))
    assert steps_to_come(practice, ana) == [timedelta(hours=36)]


def test_an_enrolment_without_a_further_step_ends(rules: Rules) -> None:
    practice = a_practice(rules())
    ana = in_workshop(practice)
    play(practice, Carrier(), MONDAY + FIRST_DONE)
    adopt(under(practice, rules(campaigns=without("- {id: second", "campaigns")), FIRST_DONE))
    (ended,) = practice.store.enrolments(ana, running=False)
    assert ended.ended_because == "the new rules have no further step"
    assert steps_to_come(practice, ana) == []


@pytest.mark.parametrize(("length", "rings"), [("5 days", True), ("1 hour", False)])
def test_clocks_are_set_anew_but_never_ring_for_the_past(rules: Rules, length: str, rings: bool) -> None:
    practice = a_practice(rules())
    ana = in_workshop(practice)
    changed = rules(reactions=_WAS["reactions"].replace("3 days", length))
    adopt(under(practice, changed, timedelta(days=2)))
    timers = [due.at for due in practice.store.scheduled(ana) if due.kind is DueKind.TIMER]
    assert timers == ([MONDAY + timedelta(days=5)] if rings else [])


def test_the_same_rules_again_change_nothing(rules: Rules) -> None:
    practice = a_practice(rules())
    before = amount(practice)
    adopt(an_act(practice))
    assert amount(practice) == before


def test_rules_that_ran_are_kept_with_the_store(rules: Rules, tmp_path: Path) -> None:
    first = rules()
    practice = a_practice(first)
    shutil.rmtree(tmp_path / "version0")
    assert practice.store.ruleset_text(first.hash) == first.text


def lasting(workshop: str = "", nap: str = "") -> str:
    """The statuses of the first version, of which these last."""
    found = _WAS["statuses"].replace(
        "workshop: {phases: [lead], kind: open}", f"workshop: {{phases: [lead], kind: open{workshop}}}"
    )
    return found.replace("  active:", f"  nap: {{phases: [lead], kind: open{nap}}}\n  active:")


FOR_A_WEEK = ", lasts: {for: 7 days, then: lead/new, because: Long enough.}"
FOR_A_MONTH = FOR_A_WEEK.replace("7 days", "30 days")
UNTIL_A_DATE = ", requires: date, lasts: {until: date, then: lead/new, because: They named it.}"
MOVING = "name: ours\nmoved: {statuses: {lead/workshop: lead/nap}}\n"


@pytest.mark.parametrize(("since", "left_after"), [(2, 7), (20, 20)])
def test_whoever_is_moved_comes_under_the_clock_of_the_status_and_one_that_is_over_ends(
    rules: Rules, since: int, left_after: int
) -> None:
    practice = a_practice(rules(statuses=lasting(nap=FOR_A_WEEK)))
    ana = in_workshop(practice)
    after = timedelta(days=since)
    gone = {
        **NO_WORKSHOP,
        "statuses": lasting(nap=FOR_A_WEEK).replace("  workshop: {phases: [lead], kind: open}\n", ""),
    }
    act = under(practice, rules(**gone, ruleset=MOVING), after)
    adopt(act)
    assert practice.store.contact(ana).settled == "lead/nap"
    play(act.practice, Carrier(), MONDAY + timedelta(days=left_after, minutes=1), since=act.now)
    assert practice.store.contact(ana).settled == "lead/new"


def test_whoever_is_moved_comes_under_the_rules_on_time_in_the_status_and_none_rings_for_the_past(rules: Rules) -> None:
    late = _WAS["reactions"].replace("lead/workshop", "lead/nap")
    early = late.replace("reactions:\n", "").replace("late", "early").replace("3 days", "1 day")
    practice = a_practice(rules(statuses=lasting(), reactions=late + early))
    ana = in_workshop(practice)
    gone = {**NO_WORKSHOP, "statuses": lasting().replace("  workshop: {phases: [lead], kind: open}\n", "")}
    adopt(under(practice, rules(**{**gone, "reactions": late + early}, ruleset=MOVING), timedelta(days=2)))
    assert [(due.ref, due.at) for due in practice.store.scheduled(ana) if due.kind is DueKind.TIMER] == [
        ("late", MONDAY + timedelta(days=3))
    ]


def test_a_status_that_is_over_by_a_shorter_length_ends_at_once(rules: Rules) -> None:
    practice = a_practice(rules(statuses=lasting(FOR_A_MONTH)))
    ana = in_workshop(practice)
    act = under(practice, rules(statuses=lasting(FOR_A_WEEK)), timedelta(days=10))
    adopt(act)
    play(act.practice, Carrier(), act.now, since=act.now)
    assert practice.store.contact(ana).settled == "lead/new"


def test_of_whom_no_date_is_known_until_which_a_status_lasts_now_the_staff_are_told(rules: Rules) -> None:
    practice = a_practice(rules(statuses=lasting(FOR_A_WEEK)))
    ana = in_workshop(practice)
    adopt(under(practice, rules(statuses=lasting(UNTIL_A_DATE)), timedelta(days=1)))
    assert [(one.contact, one.text) for one in practice.store.notices()] == [
        (
            ana,
            "by new rules 'Lead - Workshop' lasts until a date, and none is known of Ana Example: choose a status, or "
            "note the date",
        )
    ]


FACTS = "facts:\n  agreed: {label: Visits agreed, of: contact, kind: number, range: 0..50, whole: yes}\n"


def test_what_is_on_file_and_a_fact_does_not_take_any_more_is_named_and_told_once(rules: Rules) -> None:
    practice = a_practice(rules(facts=FACTS))
    ana, ben = a_contact(practice, "lead/new"), a_contact(practice, "lead/new", name="Ben Example")
    note_facts(an_act(practice), ana, {"agreed": 45})
    note_facts(an_act(practice), ben, {"agreed": 40})
    narrow = rules(facts=FACTS.replace("50", "40"))
    (problem,) = none_of_its_values(narrow, practice.store)
    assert (problem.code, problem.severity) == ("U004", Severity.WARNING)
    assert "on file is 45 of Ana Example (1)" in problem.cause
    adopt(under(practice, narrow))
    assert [(one.contact, "45 is on file of Ana Example" in one.text) for one in practice.store.notices()] == [
        (ana, True)
    ]
    adopt(under(practice, rules(facts=FACTS.replace("50", "30"))))
    assert [one.contact for one in practice.store.notices()] == [ana, ben]


def test_what_must_be_known_and_is_out_of_range_is_not_told_as_if_nothing_were_said(rules: Rules) -> None:
    practice = a_practice(rules(facts=FACTS))
    ana = a_contact(practice, "lead/new")
    note_facts(an_act(practice), ana, {"agreed": 45})
    known = rules(facts=FACTS.replace("50", "40").replace("whole: yes", "whole: yes, known: yes"))
    (problem,) = left_behind(known, upheld(known, practice.store))
    assert problem.code == "T020"
    assert "nothing is said of 'agreed', or what it does not take" in problem.cause
    assert none_of_its_values(known, practice.store) == ()


def on_days(monthly: str, repeat: str = "{calendar: days}") -> dict[str, str]:
    """The files of a newsletter: the calendar that says its days, and when it comes again."""
    start, end = "[{on: {status_entered: lead/workshop}}]", "[{on: {status_entered: patient/active}}]"
    steps = "[{id: news, send: hello, after_start: 0 days, at: '08:00'}]"
    days = f"[{{id: one, monthly: {monthly}, hours: '08:00..20:00'}}]"
    return {
        "calendars": f"calendars: {{days: {{hours: {{}}, days: {days}}}}}\n",
        "campaigns": f"campaigns: {{news: {{start: {start}, end: {end}, repeat: {repeat}, steps: {steps}}}}}\n",
    }


@pytest.mark.parametrize(
    ("was", "becomes", "after", "comes"),
    [
        # in March 2026 the second Tuesday is the 10th and the second Friday the 13th; Monday is the 2nd
        (on_days("second tuesday"), on_days("second friday"), 1, [datetime(2026, 3, 13, 8)]),
        # the 10th is over and was not done, so it is still to come: on the next day that there is, or at once
        (on_days("second tuesday"), on_days("second friday"), 9, [datetime(2026, 3, 13, 8)]),
        (on_days("second tuesday"), on_days("first friday"), 9, [datetime(2026, 3, 6, 8)]),
        # nothing is to be made up for
        (on_days("second tuesday"), on_days("first friday"), 7, [datetime(2026, 4, 3, 8)]),
        (on_days("15", "45 days"), on_days("15"), 1, [datetime(2026, 3, 15, 8)]),
        (on_days("15"), on_days("15", "45 days"), 1, [datetime(2026, 3, 15, 8)]),
    ],
)
def test_who_waits_for_a_day_waits_for_one_of_the_new_rules(
    rules: Rules, was: dict[str, str], becomes: dict[str, str], after: int, comes: list[datetime]
) -> None:
    practice = a_practice(rules(**was))
    ana = in_workshop(practice)
    new = rules(**becomes)
    adopt(under(practice, new, timedelta(days=after)))
    assert [MONDAY + wait for wait in steps_to_come(practice, ana)] == [one.replace(tzinfo=new.zone) for one in comes]


def test_business_days_are_counted_anew_by_the_hours_of_new_rules(rules: Rules) -> None:
    steps = "[{id: news, send: hello, after_start: 2 business days, at: '08:00'}]"
    campaign = f"campaigns: {{news: {{start: [{{on: {{status_entered: lead/workshop}}}}], steps: {steps}}}}}\n"
    calendar = "calendars: {practice: {hours: {monday..friday: '08:00..18:00'}%s}}\n"
    practice = a_practice(rules(campaigns=campaign, calendars=calendar % ""))
    ana = in_workshop(practice)
    (before,) = steps_to_come(practice, ana)
    closed = calendar % ", days: [{id: away, dates: 2026-03-03..2026-03-04}]"
    adopt(under(practice, rules(campaigns=campaign, calendars=closed)))
    assert steps_to_come(practice, ana) == [before + timedelta(days=2)]
