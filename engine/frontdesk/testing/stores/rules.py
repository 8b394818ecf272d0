"""Checks of ``Rules`` and ``Requests``: what runs here, what hangs on its names, and what was asked before."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.keeping import Store
from frontdesk.names import CampaignId, ContactId, Lifecycle, MessageId, MessageState, State, TaskId
from frontdesk.records import Choice
from frontdesk.testing.stores.samples import LETTERS, LOST, NEW, NOW, a_contact, a_message, a_task, an_enrolment
from frontdesk.testing.stores.trial import alone, equal

_ODD = State("enquête/à_rappeler")
"""A state whose letters a careless store writes in another way."""


@alone
def the_rules_put_in_force_last_are_in_force(store: Store) -> None:
    """None before the first; the text of each stays for good, as it was the first time."""
    equal(store.rules_in_force(), None, "Rules.rules_in_force", "None when the store never took any over")
    equal(store.ruleset_text("a"), None, "Rules.ruleset_text", "None for rules that never ran here")
    for hash, text in (("a", f"first {LETTERS}"), ("b", "second"), ("a", "another text")):
        with store.transaction():
            store.put_in_force(hash, "acme", text, NOW)
        equal(store.rules_in_force(), hash, "Rules.put_in_force", "the rules put in force last are in force")
    equal(store.ruleset_text("a"), f"first {LETTERS}", "Rules.ruleset_text", "the text of rules is kept for good")
    equal(store.ruleset_text("b"), "second", "Rules.ruleset_text", "the text of rules that ran before is there")


@alone
def contacts_are_counted_in_what_settled_and_in_what_waits(store: Store) -> None:
    """Each is counted in both of its states, and once where both are one."""
    choices = [None, Choice(LOST, NOW), Choice(NEW, NOW), Choice(_ODD, NOW)]
    with store.transaction():
        store.add_contacts([a_contact(choice=choice) for choice in choices])
        store.add_contacts([a_contact(state=LOST)])
    wanted = {NEW: 4, LOST: 2, _ODD: 1}
    equal(dict(store.contacts_by_state()), wanted, "Rules.contacts_by_state", "everybody counts in each state once")


@alone
def a_state_is_moved_wherever_it_stands(store: Store) -> None:
    """What has settled, what was chosen and what somebody has been; likenesses and others stay."""
    for old, new in ((NEW, State("enquiry/fresh")), (_ODD, State("enquête/rappelé")), (LOST, NEW)):
        with store.transaction():
            choice = Choice(old, NOW, "Ben", LETTERS)
            been = frozenset({old, new, State(f"{old}er"), _ODD, LOST})
            ids = store.add_contacts(
                [
                    a_contact(state=old, been=been),
                    a_contact(state=State(f"{old}er"), choice=choice),
                    a_contact(state=State(f"an_{old}"), choice=replace(choice, state=State(f"{old}er"))),
                ]
            )
        before = [store.contact(one) for one in ids]
        with store.transaction():
            store.move_state(old, new)
        wanted = [
            replace(before[0], settled=new, been=(been - {old}) | {new}),
            replace(before[1], choice=replace(choice, state=new)),
            before[2],
        ]
        got = [store.contact(one) for one in ids]
        equal(got, wanted, "Rules.move_state", f"whoever is, chose to be or has been {old} is {new}")
        with store.transaction():
            for one in ids:
                store.save_contact(replace(a_contact(), id=one, settled=State("over/done")))


def _going_on(store: Store) -> tuple[ContactId, dict[str, list[int]]]:
    """Something of each kind, going on and over, under the name "old" and another."""
    ids: dict[str, list[int]] = {"campaigns": [], "messages": [], "tasks": []}
    with store.transaction():
        (ana,) = store.add_contacts([a_contact()])
        for name in ("old", "old", "other"):
            for over in (False, True):
                ended = NOW if over else None
                ids["campaigns"].append(store.add_enrolment(an_enrolment(ana, name, ended_at=ended)))
                state = MessageState.SENT if over else MessageState.WAITING
                message = a_message(ana, f"run {len(ids['messages'])}", state=state, campaign=CampaignId(name))
                ids["messages"].append(store.add_message(replace(message, message=MessageId(name))) or 0)
                lifecycle = Lifecycle.CLOSED if over else Lifecycle.OPEN
                ids["tasks"].append(store.add_task(a_task(ana, name, lifecycle=lifecycle)))
    return ana, ids


@alone
def what_goes_on_is_counted_by_its_name(store: Store) -> None:
    """Enrolments that run, messages that wait, tasks that are open; what is over counts no more."""
    for kind in ("campaigns", "messages", "tasks"):
        equal(dict(store.going_on(kind)), {}, "Rules.going_on", "nothing where nothing goes on")
    _going_on(store)
    for kind in ("campaigns", "messages", "tasks"):
        equal(dict(store.going_on(kind)), {"old": 2, "other": 1}, "Rules.going_on", f"{kind} that go on, by name")


@alone
def what_goes_on_goes_on_under_another_name(store: Store) -> None:
    """What has ended keeps its name, and so has everything of another kind or name."""
    _, ids = _going_on(store)
    for kind in ("campaigns", "messages", "tasks"):
        with store.transaction():
            store.rename(kind, "old", "new")
            store.rename(kind, "nothing", "other")
        wanted = ["new", "old", "new", "old", "other", "other"]
        equal(_names(store, kind, ids[kind]), wanted, "Rules.rename", f"{kind} that go on get the new name")
    campaigns = [store.message(one).campaign for one in ids["messages"]]
    wanted = ["new", "old", "new", "old", "other", "other"]
    equal(campaigns, wanted, "Rules.rename", "messages that wait are of the campaign under its new name")


def _names(store: Store, kind: str, ids: list[int]) -> list[CampaignId | MessageId | TaskId]:
    match kind:
        case "campaigns":
            return [store.enrolment(one).campaign for one in ids]
        case "messages":
            return [store.message(one).message for one in ids]
    return [store.task(one).task for one in ids]


@alone
def a_request_has_one_answer(store: Store) -> None:
    """None before; the first answer stays, whatever becomes of a second one."""
    equal(store.answer_to("r"), None, "Requests.answer_to", "None when the request was never made")
    with store.transaction():
        store.remember_answer("r", NOW, LETTERS)
        store.remember_answer("R", NOW, "")
    equal(store.answer_to("r"), LETTERS, "Requests.answer_to", "the answer that a request got before")
    equal(store.answer_to("R"), "", "Requests.answer_to", "an empty answer is one, and R is not r")
    with store.transaction():
        store.remember_answer("r", NOW, "another answer")
    equal(store.answer_to("r"), LETTERS, "Requests.remember_answer", "the first answer of a request stays")


@alone
def an_answer_can_be_replaced_for_good(store: Store) -> None:
    """All answers come with their requests; one is replaced while they come, and of no request none is made."""
    with store.transaction():
        for number in range(3):
            store.remember_answer(f"r{number}", NOW, LETTERS)
        for request, answer in store.answers():
            equal(answer, LETTERS, "Requests.answers", "the answer that a request got")
            if request == "r1":
                store.replace_answer(request, "gone")
        store.replace_answer("r9", "gone")
    wanted = [("r0", LETTERS), ("r1", "gone"), ("r2", LETTERS)]
    equal(sorted(store.answers()), wanted, "Requests.replace_answer", "one answer is replaced, and the others stay")
    equal(store.answer_to("r9"), None, "Requests.replace_answer", "a request that was never made stays so")


@alone
def a_source_is_read_on_from_its_cursor(store: Store) -> None:
    """Empty before, then the last one, for each source."""
    equal(store.cursor("emr"), "", "Requests.cursor", "empty when a source was never read")
    for cursor in ("7", LETTERS, ""):
        with store.transaction():
            store.set_cursor("emr", cursor)
        equal(store.cursor("emr"), cursor, "Requests.set_cursor", "up to where a source was read last")
    with store.transaction():
        store.set_cursor("other", "1")
        store.set_cursor("", "2")
    cursors = [store.cursor(one) for one in ("emr", "other", "")]
    equal(cursors, ["", "1", "2"], "Requests.cursor", "each source has its own")


@alone
def what_is_said_of_nobody_on_file_is_kept_until_it_is_claimed(store: Store) -> None:
    """By patient and visit, what was said last; claiming one leaves every other."""
    equal(dict(store.unclaimed("P-1")), {}, "Requests.unclaimed", "empty when nothing was said")
    with store.transaction():
        for patient, visit, said in (("P-1", "", "first"), ("P-1", "V-1", LETTERS), ("P-2", "V-1", "other")):
            store.keep_unclaimed(patient, visit, said)
        store.keep_unclaimed("P-1", "", "last")
    kept = dict(store.unclaimed("P-1"))
    equal(kept, {"": "last", "V-1": LETTERS}, "Requests.keep_unclaimed", "what was said last, of each visit")
    about = [store.unclaimed_about(one) for one in ("V-1", "", "v-1", "V-9")]
    equal(about, [{"P-1", "P-2"}, {"P-1"}, set(), set()], "Requests.unclaimed_about", "every patient, of this visit")
    with store.transaction():
        store.claim("P-1", "V-1")
        store.claim("P-1", "V-9")
        store.claim("p-2", "V-1")
    left = [dict(store.unclaimed(one)) for one in ("P-1", "P-2")]
    equal(left, [{"": "last"}, {"V-1": "other"}], "Requests.claim", "one is let go of, and every other stays")


CHECKS = (
    the_rules_put_in_force_last_are_in_force,
    contacts_are_counted_in_what_settled_and_in_what_waits,
    a_state_is_moved_wherever_it_stands,
    what_goes_on_is_counted_by_its_name,
    what_goes_on_goes_on_under_another_name,
    a_request_has_one_answer,
    an_answer_can_be_replaced_for_good,
    a_source_is_read_on_from_its_cursor,
    what_is_said_of_nobody_on_file_is_kept_until_it_is_claimed,
)
