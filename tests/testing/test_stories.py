"""Stories: somebody comes, things happen in order, and only the last step may be refused."""

from __future__ import annotations

import pytest

from frontdesk.model import Ruleset
from frontdesk.names import AppointmentState
from frontdesk.problems import FactError, FrontdeskError
from frontdesk.testing.stories import play_story
from support import HARBOUR, load_ruleset
from testing.telling import BOOKED, told

DENTAL, HARBOUR_RULES = load_ruleset("dental"), load_ruleset(HARBOUR)


def test_steps_are_taken_in_order_and_time_passes_only_where_the_story_says_so() -> None:
    story = play_story(DENTAL, told(BOOKED))
    (pam,) = story.people.values()
    (visit,) = story.practice.store.appointments(pam)
    assert visit.state is AppointmentState.CANCELLED
    assert f"{story.now.astimezone(story.zone):%Y-%m-%d %H:%M}" == "2026-06-03 10:00"


def test_what_the_last_step_was_refused_for_is_kept_and_no_earlier_one_may_be() -> None:
    nothing_booked = "given: {contact: {name: Pam Example}}\nwhen:\n  - cancel: yes\n"
    assert "book one first" in play_story(DENTAL, told(nothing_booked)).refused
    with pytest.raises(FrontdeskError, match="a step was refused"):
        play_story(DENTAL, told(f"{nothing_booked}  - wait: 1 day\n"))


def test_somebody_is_added_as_a_row_of_an_import_would_add_them() -> None:
    step = "add: {name: Ivy Example, cell: 202-555-0101}, source: inbound, contact: ivy"
    story = play_story(load_ruleset("aesthetics"), told(f"when:\n  - {{{step}}}\n"))
    assert [task.task for task in story.practice.store.tasks(story.people["ivy"])] == ["first_call"]
    twice = f"when:\n  - {{{step}}}\n  - {{{step}}}\n"
    assert "is called 'ivy' in this story already" in play_story(load_ruleset("aesthetics"), told(twice)).refused
    dead = "when:\n  - {add: {name: Jon Example, status: lead/dead}}\n"
    assert "asks for a reason" in play_story(load_ruleset("aesthetics"), told(dead)).refused


VISITS = """
given: {now: 2026-06-01 10:00, contact: {name: Pam Example, email: pam@example.com}}
when:
  - book: {at: 2026-06-12 10:00, as: check_up, reference: A-1}
  - book: {at: 2026-06-20 11:00, as: cleaning, practitioner: Dr. Example, type: cleaning}
"""


@pytest.mark.parametrize(
    ("step", "states"),
    [
        ("{cancel: yes, visit: cleaning}", ["booked", "cancelled"]),
        ("{confirm: yes, visit: A-1}", ["confirmed", "booked"]),
        ("{confirm: yes, visit: 2026-06-20}", ["booked", "confirmed"]),
        ("{keep: yes, visit: 2026-06-12 10:00}", ["kept", "booked"]),
        ("{miss: yes, visit: '2'}", ["booked", "missed"]),
        ("confirm: yes", ["confirmed", "booked"]),
        ("{reschedule: {at: 2026-07-01 10:00}, visit: check_up}", ["booked", "booked"]),
    ],
)
def test_a_step_names_the_visit_it_is_about_or_is_about_the_next(step: str, states: list[str]) -> None:
    story = play_story(DENTAL, told(f"{VISITS}  - {step}\n"))
    assert story.refused == ""
    (pam,) = story.people.values()
    assert [one.state for one in story.practice.store.appointments(pam)] == states
    if "reschedule" in step:
        assert [one.id for one in story.practice.store.appointments(pam)] == [2, 1]


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("{cancel: yes, visit: clening}", "no visit of this contact is called 'clening'"),
        ("set_status: patient/activ", "no status is called 'patient/activ'; did you mean"),
        ("{log: no_anser, close: yes}", "no outcome is called 'no_anser'; did you mean"),
        ("send: recal", "no message is called 'recal'"),
        ("facts: {insurence: insured}", "'insurence' is no fact of the contact"),
        ("preferences: {method: pigeon}", "no method is called 'pigeon'"),
        ("{consent: opted_out, line: mian}", "no line is called 'mian'; did you mean 'main'"),
        ("book: {at: 2026-07-01 10:00, site: nowhere}", "no site is called 'nowhere'"),
        ("wait: 9999 years", "cannot be longer than a hundred years"),
        ("book: {at: 2026-07-32 10:00}", "2026-07-32 10:00"),
    ],
)
def test_a_name_that_does_not_exist_is_a_mistake_of_the_story_and_no_refusal_of_the_rules(
    step: str, words: str
) -> None:
    body = f"{VISITS}  - {step}\nexpect: {{refused: is called}}\n"
    with pytest.raises(FrontdeskError, match=words):
        play_story(DENTAL, told(body))


def test_staff_note_what_is_known_of_the_visit_that_a_step_names() -> None:
    story = play_story(HARBOUR_RULES, told(f"{VISITS}  - {{facts: {{surgery: yes, weight: 3}}, visit: check_up}}\n"))
    store, ana = story.practice.store, story.people["contact"]
    assert [dict(one.facts) for one in store.appointments(ana)] == [{"surgery": "yes"}, {}], "of the one alone"
    assert store.contact(ana).facts["weight"] == 3
    with pytest.raises(FactError, match="no fact of visits is among 'weight'"):
        play_story(HARBOUR_RULES, told(f"{VISITS}  - {{facts: {{weight: 3}}, visit: check_up}}\n"))


def test_a_slip_is_put_right_and_a_doubtful_hour_is_refused_unless_it_is_meant() -> None:
    story = play_story(DENTAL, told(f"{VISITS}  - {{cancel: yes, visit: cleaning}}\n  - put_right: yes\n"))
    (pam,) = story.people.values()
    assert {one.state for one in story.practice.store.appointments(pam)} == {AppointmentState.BOOKED}
    yesterday = "book: {at: 2026-05-31 10:00}"
    assert "would be in the past" in play_story(DENTAL, told(f"{VISITS}  - {yesterday}\n")).refused
    assert play_story(DENTAL, told(f"{VISITS}  - {{{yesterday}, anyway: yes}}\n")).refused == ""


SCHEDULED = """
given: {now: 2026-03-02 09:00, contact: {name: Ana Example, status: lead/contacted}}
when:
"""


@pytest.mark.parametrize("written", ["2026-03-05 10:00", "{at: 2026-03-05 10:00}"])
def test_a_visit_is_booked_with_a_status_in_either_form(written: str) -> None:
    story = play_story(
        load_ruleset("default"), told(f"{SCHEDULED}  - {{set_status: scheduled, appointment: {written}}}\n")
    )
    assert story.refused == ""
    (ana,) = story.people.values()
    assert len(story.practice.store.appointments(ana)) == 1


@pytest.mark.parametrize(
    ("written", "hour"), [("2 days", "04 09:00"), ("2026-03-06", "06 09:00"), ("2026-03-06 15:30", "06 15:30")]
)
def test_a_follow_up_is_a_length_of_time_a_day_or_an_hour(written: str, hour: str) -> None:
    story = play_story(load_ruleset("default"), told(f"{SCHEDULED}  - {{log: no_answer, follow_up: {written}}}\n"))
    (ana,) = story.people.values()
    (task,) = story.practice.store.tasks(ana)
    assert task.follow_up_at is not None
    assert f"{task.follow_up_at.astimezone(story.zone):%d %H:%M}" == hour
    past = play_story(load_ruleset("default"), told(f"{SCHEDULED}  - {{log: no_answer, follow_up: 2001-01-01}}\n"))
    assert "a follow-up at 2001-01-01 09:00 would be in the past" in past.refused


def test_somebody_is_added_with_the_consent_that_a_row_of_an_import_says() -> None:
    row = "{name: Ivy Example, cell: 202-555-0101, email: ivy@example.com, text_consent: opted_in, %s}"
    step = f"when:\n  - {{add: {row}, contact: ivy}}\n"
    story = play_story(DENTAL, told(step % "email_consent: opted_out"))
    assert [one.value for one in story.practice.store.consents("+12025550101") if one.channel == "text"] == ["opted_in"]
    assert [one.value for one in story.practice.store.consents("ivy@example.com")] == ["opted_out"]
    with pytest.raises(FrontdeskError, match="email_consent: 'perhaps' is not one of"):
        play_story(DENTAL, told(step % "email_consent: perhaps"))


def test_a_step_about_nobody_says_who_could_be_there() -> None:
    with pytest.raises(FrontdeskError, match="nobody is called 'contact' in this story; say given:"):
        play_story(DENTAL, told("when:\n  - wait: 1 day\n"))


def test_words_are_of_whoever_says_them_and_nobody_ends_the_stop_of_somebody_else() -> None:
    people = "{contact: {name: Kim Example, cell: {number: 202-555-0120}, partner: {cell: {number: 202-555-0121}}}}"
    stopped = f"given: {people}\nwhen:\n  - {{receive: STOP, of: partner}}\n"
    for step, wanted in (
        ("{consent: opted_in, heard: I am Kim}", {"+12025550120": "opted_in", "+12025550121": "opted_out"}),
        ("{consent: opted_in, heard: text me, of: partner}", {"+12025550121": "opted_in"}),
    ):
        store = play_story(DENTAL, told(f"{stopped}  - {step}\n")).practice.store
        said = {one.address: one.value for number in wanted for one in store.consents(number)}
        assert said == wanted
    with pytest.raises(FrontdeskError, match="Kim Example has no guardian on file"):
        play_story(DENTAL, told(f"given: {people}\nwhen:\n  - {{receive: STOP, of: guardian}}\n  - wait: 1 day\n"))


def test_a_reply_comes_from_a_number_that_somebody_has() -> None:
    steps = "when:\n  - receive: STOP\n  - wait: 1 day\n"
    with pytest.raises(FrontdeskError, match="Pam Example has no phone number that a reply could"):
        play_story(DENTAL, told(f"given: {{contact: {{name: Pam Example, email: pam@example.com}}}}\n{steps}"))


CLOSING = {"ruleset.yaml": "name: ours\nlabel: Ours\nlanguage: 1\nextends: default\n"}
CLOSING |= {
    "facts.yaml": "facts: {closed: {label: Closed, of: practice, kind: set, values: [desk, gym], default: []}}\n"
}
CLOSING |= {"tasks.yaml": "tasks: {ring: {label: Ring, opens: [{id: a, on: {status_entered: lead/contacted}}]}}\n"}


@pytest.fixture(scope="module")
def closing(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    """A practice with a set of its own and a task of its own."""
    folder = tmp_path_factory.mktemp("ours")
    for name, text in CLOSING.items():
        (folder / name).write_text(text, "utf-8")
    return load_ruleset(folder)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("desk", {"desk"}), ("[desk]", {"desk"}), ("[desk, gym]", {"desk", "gym"}), ('"desk, gym"', {"desk", "gym"})],
)
def test_a_fact_of_the_practice_is_a_word_or_a_list_of_them(closing: Ruleset, written: str, kept: set[str]) -> None:
    story = play_story(closing, told(f"given: {{facts: {{closed: {written}}}}}\n"))
    assert story.practice.ruleset.facts["closed"].default == kept


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("facts: {closed: [dsek]}", "fact 'closed'"),
        ("facts: {clsoed: [desk]}", "'clsoed' is no fact of the practice; did you mean 'closed'"),
        ("contact: {name: Ana Example, zone: Europe/Berln}", "no time zone is called 'Europe/Berln'"),
    ],
)
def test_what_a_story_starts_from_is_refused_in_words_where_it_does_not_exist(
    closing: Ruleset, given: str, words: str
) -> None:
    with pytest.raises(FrontdeskError, match=words):
        play_story(closing, told(f"given: {{{given}}}\nwhen:\n  - wait: 1 day\n"))


@pytest.mark.parametrize(
    ("task", "refused"),
    [
        ("ring", ""),
        ("follow_up", "no task 'follow_up' is open"),
    ],
)
def test_a_contact_is_logged_on_the_task_that_is_named_and_on_no_other(
    closing: Ruleset, task: str, refused: str
) -> None:
    called = (
        f"when:\n  - set_status: lead/contacted\n  - wait: 1 hour\n  - {{log: no_answer, close: yes, task: {task}}}\n"
    )
    story = play_story(closing, told(f"given: {{contact: {{name: Ana Example}}}}\n{called}"))
    assert story.refused.startswith(refused) if refused else story.refused == ""
    assert [one.task for one in story.practice.store.tasks()] == (["ring"] if refused else [])
    with pytest.raises(FrontdeskError, match="no task is called 'rinng'; did you mean 'ring'"):
        play_story(closing, told(f"given: {{contact: {{name: Ana Example}}}}\n{called.replace(task, 'rinng')}"))


def test_where_several_tasks_are_open_a_story_says_on_which_it_logs(closing: Ruleset) -> None:
    twice = (
        "given: {contact: {name: Ana Example}}\nwhen:\n  - {log: no_answer, follow_up: 2 days}\n"
        "  - set_status: lead/contacted\n  - wait: 1 hour\n  - {log: no_answer, close: yes%s}\n"
    )
    story = play_story(closing, told(twice % ""))
    assert story.refused == "several tasks can be meant: 'ring' or 'follow_up'; say which with task:"
    assert len(story.practice.store.tasks()) == 2
    named = play_story(closing, told(twice % ", task: follow_up"))
    assert (named.refused, [one.task for one in named.practice.store.tasks()]) == ("", ["ring"])
