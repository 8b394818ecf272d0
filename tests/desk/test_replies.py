"""A person's own words are kept whatever the rules make of them, and what follows is done once, now or later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desk.reacting import BACK, DESK, THERE, on, reacting
from frontdesk import desk
from frontdesk.desk import Act, Practice, RequestReusedError, RulesChangedError
from frontdesk.effects import OptIn, SendMessage, SetStatus
from frontdesk.journal import ReplyReceived, WorkStopped
from frontdesk.keeping import Store
from frontdesk.model import Scope
from frontdesk.names import ChannelId, Consent, ContactId, LineId, LineType, MessageId, MessageKind, PhoneKind
from frontdesk.records import Contact, DueKind, Phone, StoreError
from frontdesk.testing.watching import watched
from frontdesk.worker import work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, amount, an_act, consent_of, staff_record

NUMBERS = ("5550101", "5550102")


def endless() -> Practice:
    """Rules that set each other off without end as soon as somebody writes."""
    return reacting(
        on("event", "message_received", SetStatus(THERE)),
        on("event_state", THERE, SetStatus(BACK)),
        on("event_state", BACK, SetStatus(THERE)),
    )


def at_odds() -> Practice:
    """A table that asks for the species of an animal as for a number, so that it cannot be decided for anybody."""
    practice = a_practice(HARBOUR)
    table, number = practice.ruleset.consequences, practice.ruleset.scopes[Scope.CONTACT]["weight"]
    row = on("species", "cat", SendMessage(MessageId("thanks")))
    other = replace(table, rows=(row,), inputs={**table.inputs, "species": number})
    return Practice(replace(practice.ruleset, consequences=other), practice.store)


def with_a_bird(practice: Practice) -> ContactId:
    contact = a_contact(practice, BACK)
    with practice.store.transaction():
        known = practice.store.contact(contact)
        practice.store.save_contact(replace(known, facts={"species": frozenset({"bird"})}))
    return contact


FAILING: dict[str, tuple[Callable[[], Practice], str]] = {
    "rules without end": (endless, "these rules set each other off without end"),
    "a fact that no table takes": (at_odds, "'species' cannot be 'bird'"),
}


def not_reacted(practice: Practice) -> list[str]:
    """What the staff read of reactions that could not be done; the answer to a keyword leaves without them."""
    return [one.text for one in practice.store.notices() if one.text.startswith("react ")]


def entries(practice: Practice, kind: type[object]) -> int:
    return sum(isinstance(entry.said, kind) for entry in practice.store.journal())


def test_a_rule_that_cannot_be_carried_out_does_not_undo_a_stop() -> None:
    practice = endless()
    contact = a_contact(practice, BACK)
    answer = desk.receive(an_act(practice), "5550101", "STOP", DESK)
    assert consent_of(practice, "5550101", DESK) is Consent.OPTED_OUT
    assert "what the rules make of it could not be done: these rules set each other off" in answer.said
    (notice,) = practice.store.notices()
    assert notice.contact == contact
    assert practice.store.contact(contact).settled == BACK
    assert [due.kind for due in practice.store.scheduled(contact)] == [DueKind.SEND], "it is confirmed all the same"


@pytest.mark.parametrize(("rules", "cause"), FAILING.values(), ids=FAILING)
def test_a_stop_stands_is_acknowledged_for_what_it_is_and_what_failed_is_given_up_in_words(
    rules: Callable[[], Practice], cause: str
) -> None:
    practice = rules()
    contact = with_a_bird(practice)
    answer = desk.receive(an_act(practice, request="e1"), "5550101", "STOP", DESK)
    assert consent_of(practice, "5550101", DESK) is Consent.OPTED_OUT
    kept, _, told = answer.said.partition("; what the rules make of it could not be done: ")
    assert kept == "reply from 1 contact on 5550101 taken in; the number is opted out on Front desk now"
    assert cause in told
    (stopped,) = (one.said for one in practice.store.journal() if isinstance(one.said, WorkStopped))
    assert (stopped.kind, cause in stopped.cause) == (DueKind.REACT, True)
    assert [one.contact for one in practice.store.notices()] == [contact]
    assert cause in practice.store.notices()[0].text

    again = desk.receive(an_act(practice, request="e1"), "5550101", "STOP", DESK)
    assert again.said == kept, "what was given up is not tried again, and not told as if it was"
    assert work(practice, Carrier(), MONDAY).failures == []
    assert len(not_reacted(practice)) == 1


@pytest.mark.parametrize(("rules", "cause"), FAILING.values(), ids=FAILING)
def test_a_reaction_that_waited_for_the_worker_is_given_up_in_words_and_the_stop_stands(
    rules: Callable[[], Practice], cause: str
) -> None:
    practice = rules()
    contact = with_a_bird(practice)

    def gone(name: str) -> None:
        if name == "take_due":
            raise StoreError("the store is in use")

    busy = Practice(practice.ruleset, watched(practice.store, gone))
    answer = desk.receive(Act(busy, MONDAY), "5550101", "STOP", DESK)
    assert "what the rules make of it is done later: the store is in use" in answer.said
    worked = work(practice, Carrier(), MONDAY)
    assert [cause in one for one in worked.failures] == [True]
    assert practice.store.scheduled(contact) == []
    assert consent_of(practice, "5550101", DESK) is Consent.OPTED_OUT
    assert [cause in one for one in not_reacted(practice)] == [True]


def test_why_something_failed_quotes_a_fact_and_so_can_be_erased() -> None:
    practice = at_odds()
    contact = with_a_bird(practice)
    desk.receive(an_act(practice), "5550101", "STOP", DESK)
    with practice.store.transaction():
        practice.store.forget(contact)
    assert "bird" not in str([entry.data for entry in practice.store.journal()])
    assert practice.store.verify_journal().intact


def interrupted(practice: Practice, at: int, error: Exception) -> tuple[Practice, Callable[[], int]]:
    """The practice on a store that raises *error* the *at*-th time that it is asked, and how often it was asked."""
    asked = 0

    def count(_name: str) -> None:
        nonlocal asked
        asked += 1
        if asked == at:
            raise error

    store: Store = watched(practice.store, count)
    return Practice(practice.ruleset, store), lambda: asked


class PowerCutError(Exception):
    """Nothing goes on from here."""


def test_wherever_a_stop_is_interrupted_it_is_kept_or_not_acknowledged_and_then_followed_once() -> None:
    whole = a_practice(HARBOUR)
    a_contact(whole, BACK)
    counted, asked = interrupted(whole, 0, PowerCutError())
    desk.receive(Act(counted, MONDAY, request="event 1"), "5550101", "STOP", DESK)
    assert asked() > 20
    for at in range(1, asked() + 1):
        practice = a_practice(HARBOUR)
        contact = a_contact(practice, BACK)
        broken, _ = interrupted(practice, at, PowerCutError())
        with pytest.raises(PowerCutError):
            desk.receive(Act(broken, MONDAY, request="event 1"), "5550101", "STOP", DESK)
        kept = consent_of(practice, "5550101", DESK) is Consent.OPTED_OUT
        assert kept == (entries(practice, ReplyReceived) == 1)
        desk.receive(Act(practice, MONDAY, request="event 1"), "5550101", "STOP", DESK)  # the provider posts it again
        work(practice, Carrier(), MONDAY + timedelta(minutes=1))
        assert consent_of(practice, "5550101", DESK) is Consent.OPTED_OUT
        assert entries(practice, ReplyReceived) == 1
        assert [note.text for note in practice.store.notes(contact)] == ["Ana said: stop"]
        assert [one.message for one in practice.store.messages(contact)] == ["stopped"]


def test_a_reply_under_rules_that_were_replaced_is_not_acknowledged() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, BACK)
    with practice.store.transaction():
        practice.store.put_in_force("newer rules", "newer", "", MONDAY)
    with pytest.raises(RulesChangedError):
        desk.receive(an_act(practice), "5550101", "STOP", DESK)
    assert consent_of(practice, "5550101", DESK) is Consent.UNKNOWN


def test_a_stop_to_a_number_that_is_no_line_counts_on_every_line() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, BACK)
    desk.receive(an_act(practice), "5550101", "STOP", anywhere=True)
    assert {consent_of(practice, "5550101", line) for line in practice.ruleset.lines} == {Consent.OPTED_OUT}
    assert practice.store.contacts_on_number("5550101") == [ContactId(1)]


def test_a_stop_opts_out_everybody_on_the_number_for_that_line_only() -> None:
    practice = a_practice("health-system")
    ana = a_contact(practice, "lead/new", cell="5550101")
    ben = a_contact(practice, "lead/new", name="Ben Example", cell="5550101")
    first, second = list(practice.ruleset.lines)[:2]
    answer = desk.receive(an_act(practice), "5550101", " Stop. ", first)
    assert answer.number == 2
    assert consent_of(practice, "5550101", first) is Consent.OPTED_OUT
    assert consent_of(practice, "5550101", second) is Consent.UNKNOWN
    told = {entry.contact for entry in practice.store.journal() if entry.kind == "event"}
    assert told == {ana, ben}


def test_the_words_of_a_number_that_nobody_has_are_kept_and_told_to_the_staff() -> None:
    practice = a_practice()
    answer = desk.receive(an_act(practice), "555-0199", "When do you OPEN?\x1b[2J")
    assert answer.said == "nobody has the number 5550199; the reply is kept, and the staff are told"
    (notice,) = practice.store.notices()
    assert notice.contact is None
    assert notice.text == "a text from 5550199, whom nobody knows: 'When do you OPEN? [2J'"
    (entry,) = practice.store.unclaimed_replies("5550199")
    assert isinstance(entry.said, ReplyReceived)
    assert entry.said.text == "When do you OPEN?\x1b[2J"


def test_a_stop_from_a_number_that_nobody_has_counts_for_whoever_gets_it() -> None:
    practice = a_practice()
    answer = desk.receive(an_act(practice), "+12025550199", "STOP")
    assert answer.said == "nobody has the number +1 202-555-0199; the reply is kept for whoever gets it"
    assert practice.store.notices() == []
    contact = a_contact(practice, cell="+12025550199", email="")
    desk.send(an_act(practice), contact, MessageId("visit_booked"), MessageKind.AUTOMATION)
    carrier = Carrier()
    work(practice, carrier, MONDAY)
    assert carrier.carried == []


WRITTEN = [
    ("(202) 555-0161", "+12025550161"),
    ("1-202-555-0161", "2025550161"),
    ("001 202 555 0161", "12025550161"),
    ("202-555-0161 x12", "+12025550161"),
    ("２０２５５５０１６１", "+12025550161"),
    ("0044 20 7946 0165", "+442079460165"),
    ("011 44 20 7946 0165", "+442079460165"),
    ("+44 (0)20 7946 0165", "00442079460165"),
    ("+52 1 55 5555 0173", "+525555550173"),
]


@pytest.mark.parametrize(("filed", "came"), WRITTEN)
def test_a_stop_reaches_whoever_has_the_number_however_it_was_filed_and_comes(filed: str, came: str) -> None:
    practice = a_practice()
    for name, number in (("Ana Example", filed), ("Bo Example", came)):
        desk.add_contact(an_act(practice), {"name": name, "cell": number})
    answer = desk.receive(an_act(practice), came, "STOP")
    assert (answer.contact, answer.number) == (ContactId(1), 2)
    for contact in practice.store.all_contacts():
        kept = [(one.line, one.value) for one in practice.store.consents(contact.numbers[0])]
        assert kept == [(LineId("main"), Consent.OPTED_OUT)]


def test_a_stop_from_a_short_code_is_kept_and_is_nobody_s() -> None:
    practice = a_practice()
    answer = desk.receive(an_act(practice), "24365", "STOP")
    assert answer.said == "nobody has the number 24365; the reply is kept for whoever gets it"
    assert consent_of(practice, "24365", LineId("main")) is Consent.OPTED_OUT


def test_a_number_from_an_older_store_that_cannot_be_read_is_answered_to_as_it_stands() -> None:
    practice = a_practice()
    contact = a_contact(practice, cell="202555012012")
    assert desk.receive(an_act(practice), "2025 5501 2012", "STOP").contact == contact
    assert consent_of(practice, "202555012012", LineId("main")) is Consent.OPTED_OUT


def test_a_stop_is_the_persons_own_also_when_staff_had_opted_them_out_before() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, BACK)
    staff_record(an_act(practice), contact, Consent.OPTED_OUT)
    desk.receive(an_act(practice), "5550101", "STOP", DESK)
    with pytest.raises(desk.RefusalStandsError):
        staff_record(an_act(practice), contact, Consent.OPTED_IN)


def with_two_numbers(practice: Practice) -> ContactId:
    phones = {kind: Phone(number, LineType.TEXT_ENABLED) for kind, number in zip(PhoneKind, NUMBERS, strict=False)}
    ben = Contact(ContactId(0), "Ben Example", BACK, MONDAY, been=frozenset({BACK}), phones=phones)
    with practice.store.transaction():
        (contact,) = practice.store.add_contacts([ben])
    return contact


def test_what_is_said_on_one_number_takes_no_refusal_back_that_came_from_another() -> None:
    practice = reacting(on("keyword", "in", OptIn(ChannelId("text"))))
    with_two_numbers(practice)
    desk.receive(an_act(practice), NUMBERS[1], "STOP", DESK)
    desk.receive(an_act(practice), NUMBERS[0], "START", DESK)
    assert consent_of(practice, NUMBERS[1], DESK) is Consent.OPTED_OUT
    assert consent_of(practice, NUMBERS[0], DESK) is Consent.OPTED_IN


@pytest.mark.parametrize(("then", "agreed"), [("STOP", Consent.OPTED_OUT), ("Thank you", Consent.OPTED_IN)])
def test_a_reaction_that_had_to_wait_takes_no_newer_refusal_back(then: str, agreed: Consent) -> None:
    practice = reacting(on("keyword", "other", OptIn(ChannelId("text"))))
    a_contact(practice, BACK)
    staff_record(an_act(practice), ContactId(1), Consent.OPTED_OUT)

    def gone(name: str) -> None:
        if name == "take_due":
            raise StoreError("the store is in use")

    desk.receive(Act(Practice(practice.ruleset, watched(practice.store, gone)), MONDAY), NUMBERS[0], "ok", DESK)
    desk.receive(an_act(practice), NUMBERS[0], then, DESK)
    work(practice, Carrier(), MONDAY)
    assert consent_of(practice, NUMBERS[0], DESK) is agreed


def test_no_rule_reads_consent_out_of_a_stop() -> None:
    practice = reacting(on("keyword", "out", OptIn(ChannelId("text"))))
    a_contact(practice, BACK)
    desk.receive(an_act(practice), NUMBERS[0], "STOP", DESK)
    assert consent_of(practice, NUMBERS[0], DESK) is Consent.OPTED_OUT


@pytest.mark.parametrize("number", ["", "BANK", "Ana", "o@x.example", "1", "1234", "o12345@x.example"])
def test_what_is_no_number_is_refused_with_what_to_do_and_nothing_is_kept(number: str) -> None:
    practice = a_practice(HARBOUR)
    before = amount(practice)
    with pytest.raises(desk.NoNumberError, match="is no number that a text can come from; nothing was kept") as error:
        desk.receive(an_act(practice), number, "STOP")
    assert "such as 202-555-0101" in str(error.value)
    assert amount(practice) == before


@pytest.mark.parametrize("number", ["555-0101", "(555) 0101", " 555.0101 ", "５５５０１０１", "555\u20110101"])
def test_a_number_may_be_written_as_people_write_it(number: str) -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, BACK)
    desk.receive(an_act(practice), number, "STOP", DESK)
    assert consent_of(practice, "5550101", DESK) is Consent.OPTED_OUT


@pytest.mark.parametrize(
    "text", ["👍", "Line one\nLine two", "  ¿Puedo CAMBIAR la cita?  ", "I am NOT ok — call (202) 555-0188!", "???", ""]
)
def test_what_a_person_wrote_is_kept_as_written_and_quoted_in_the_notice(text: str) -> None:
    practice = a_practice("default")
    contact = a_contact(practice, "lead/new")
    desk.receive(an_act(practice), "5550101", text)
    (said,) = (one.said for one in practice.store.journal(contact=contact) if isinstance(one.said, ReplyReceived))
    assert said.text == text
    (notice,) = practice.store.notices()
    quoted = text.replace("\n", " ").strip()
    assert notice.text == f"Ana Example replied '{quoted}': please read it. If it asks us to stop, opt them out."


def test_no_answer_to_a_request_keeps_what_was_written_and_the_same_request_is_known_again() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, BACK)
    act = an_act(practice, request="e1")
    first = desk.receive(act, "5550101", "Bruno has fleas", DESK)
    kept = practice.store.answer_to("e1") or ""
    assert "fleas" not in kept.casefold()
    assert desk.receive(act, "555-0101", "Bruno has fleas", DESK) == first
    for other in (("5550101", "Bruno has ticks", DESK), ("5550102", "Bruno has fleas", DESK)):
        with pytest.raises(RequestReusedError):
            desk.receive(act, *other)
    with practice.store.transaction():
        practice.store.forget(contact)
    assert desk.receive(act, "5550101", "Bruno has fleas", DESK) == first
    assert entries(practice, ReplyReceived) == 1


EARLIER = timedelta(minutes=-10)
OVERTAKEN = [
    ("START", "STOP", Consent.OPTED_OUT),
    ("STOP", "START", Consent.OPTED_IN),
    ("STOP", "STOP", Consent.OPTED_OUT),
]


@pytest.mark.parametrize(("older", "newer", "counts"), OVERTAKEN)
def test_an_older_reply_that_is_posted_later_changes_nothing_and_is_kept_and_told(
    older: str, newer: str, counts: Consent
) -> None:
    practice = a_practice("default")
    contact = a_contact(practice, "lead/new")
    desk.receive(an_act(practice), "5550101", newer, said_at=MONDAY)
    answers = len(practice.store.messages(contact))
    told = desk.receive(an_act(practice), "5550101", older, said_at=MONDAY + EARLIER).said
    assert consent_of(practice, "5550101", LineId("main")) is counts
    if older != newer:
        assert "something newer is recorded for the number, and counts" in told
        assert len(practice.store.messages(contact)) == answers, "what is overtaken is not confirmed"
        assert f"replied '{older}': please read it" in practice.store.notices()[-1].text
    assert entries(practice, ReplyReceived) == 2


def test_an_older_agreement_lifts_no_newer_refusal_that_staff_noted() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, BACK)
    staff_record(an_act(practice), contact, Consent.OPTED_OUT)
    desk.receive(an_act(practice), "5550101", "START", DESK, said_at=MONDAY + EARLIER)
    assert consent_of(practice, "5550101", DESK) is Consent.OPTED_OUT


def test_an_older_stop_of_their_own_counts_though_staff_opted_them_in_since() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, BACK)
    staff_record(an_act(practice), contact, Consent.OPTED_IN)
    desk.receive(an_act(practice), "5550101", "STOP", DESK, said_at=MONDAY + EARLIER)
    assert consent_of(practice, "5550101", DESK) is Consent.OPTED_OUT


def test_no_rule_opts_in_by_a_reply_that_was_overtaken() -> None:
    practice = reacting(on("event", "message_received", OptIn(ChannelId("text"))))
    a_contact(practice, BACK)
    desk.receive(an_act(practice), "5550101", "STOP", DESK, said_at=MONDAY)
    desk.receive(an_act(practice), "5550101", "START", DESK, said_at=MONDAY + EARLIER)
    assert consent_of(practice, "5550101", DESK) is Consent.OPTED_OUT


def test_a_clock_that_runs_ahead_counts_as_now() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, BACK)
    desk.receive(an_act(practice), "5550101", "START", DESK, said_at=MONDAY + timedelta(days=400))
    assert [one.at for one in practice.store.consents("5550101")] == [MONDAY]
    desk.receive(an_act(practice), "5550101", "STOP", DESK)
    assert consent_of(practice, "5550101", DESK) is Consent.OPTED_OUT


def test_agreeing_on_a_number_that_is_none_of_the_practices_opts_in_nowhere() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, BACK)
    desk.receive(an_act(practice), NUMBERS[0], "STOP", DESK)
    told = desk.receive(an_act(practice), NUMBERS[0], "START", anywhere=True).said
    assert consent_of(practice, NUMBERS[0], DESK) is Consent.OPTED_OUT
    assert "nothing was opted in, since it came to none of the practice's numbers" in told
