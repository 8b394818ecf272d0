"""Two contacts that are one person: one history and the stricter refusal, nothing twice, and a way back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.files import a_file
from frontdesk import desk, views
from frontdesk.desk import ContactLog, Extras, NotMergedError, Practice, adopt, import_file
from frontdesk.desk.adding import NotAddedError
from frontdesk.file_words import RowOutcome
from frontdesk.journal import ContactsMerged
from frontdesk.names import ChannelId, Consent, ContactId, Lifecycle, LineId, MessageState, OutcomeId, PhoneKind, State
from frontdesk.records import Due, DueKind
from frontdesk.worker import play, work
from support import MONDAY, Carrier, a_contact, a_practice, amount, an_act, consent_of, load_ruleset, staff_record

MAIN = LineId("main")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def two(practice: desk.Practice, state: str = "free_screen/scheduled") -> tuple[ContactId, ContactId]:
    """Ana, and Ana once more under another number."""
    ana = a_contact(practice, state, cell="+12025550101", reference="P-1")
    return ana, a_contact(practice, state, name="Ana B Example", cell="+12025550102", email="", reference="P-2")


def test_the_merged_one_is_not_found_listed_or_counted_and_what_leads_to_it_leads_to_the_other() -> None:
    practice = a_practice()
    ana, other = two(practice)
    act = an_act(practice)
    assert desk.merge(act, ana, other).said.startswith("Ana B Example (#2) and Ana Example (#1) are one now")
    assert [one.number for one in views.contacts(act).contacts] == [ana]
    assert practice.store.contact_count() == 1
    assert {desk.find(act, text).id for text in ("#2", "2", "ref:P-2", "P-2", "P-1", "1")} == {ana}
    with pytest.raises(desk.NotOneContactError):
        desk.find(act, "Ana B")
    assert desk.receive(act, "+12025550102", "Hello").contact == ana


def test_the_merged_one_is_not_imported_or_added_again(tmp_path: Path) -> None:
    practice = a_practice()
    ana, other = two(practice)
    desk.merge(an_act(practice), ana, other)
    heading = "name,cell,reference\n"
    for row in ("Ana B Example,2025550102,\n", "Somebody Else,2025550109,P-2\n"):
        imported = import_file(an_act(practice), a_file(tmp_path, row, heading=heading))
        assert (imported.counts, imported.remarked) == ({RowOutcome.UNCHANGED: 1}, 1)
        assert imported.remarks[0].said[0].endswith("what the file says of it is left")
    with pytest.raises(NotAddedError, match="reference 'P-2' is on file already"):
        desk.add_contact(an_act(practice), {"name": "Ana", "reference": "P-2"})


def test_everything_becomes_part_of_one_history() -> None:
    practice = a_practice()
    ana, other = two(practice)
    act = an_act(practice)
    desk.book(act, ana, MONDAY + 2 * DAY)
    desk.book(act, other, MONDAY + 3 * DAY)
    desk.log_contact(act, other, ContactLog(OutcomeId("left_message"), note="called the other number"))
    before = amount(practice)
    shown = [views.contact(act, one) for one in (ana, other)]
    desk.merge(act, ana, other)
    seen = views.contact(act, ana)
    assert len(seen.visits) == 2
    assert [note.text for note in seen.notes] == ["called the other number"]
    assert seen.merged == (other,)
    assert {one.number for view in shown for one in view.messages} == {one.number for one in seen.messages}
    assert {entry.seq for view in shown for entry in view.timeline} <= {entry.seq for entry in seen.timeline}
    assert [entry.seq for entry in seen.timeline] == sorted(entry.seq for entry in seen.timeline)
    assert [entry.contact for entry in views.journal(act, ana)].count(other) > 2
    assert len(list(views.journal(act, ana, since=1, limit=2))) == 2
    assert amount(practice)["messages"] == before["messages"]
    assert practice.store.scheduled(other) == []
    assert practice.store.verify_journal().intact


def test_the_stricter_consent_counts_for_every_number_of_the_person() -> None:
    practice = a_practice()
    ana, other = two(practice)
    staff_record(an_act(practice), ana, Consent.OPTED_IN)
    desk.receive(an_act(practice), "+12025550102", "STOP")
    said = desk.merge(an_act(practice), ana, other).said
    assert "every address is opted out of text on main, as one of them was" in said
    assert consent_of(practice, "+12025550101", MAIN) is Consent.OPTED_OUT
    kept = [one for number in (1, 2) for one in practice.store.consents(f"+1202555010{number}")]
    assert [(one.source, one.words, one.until) for one in kept] == [("reply", "STOP", None)] * 2
    with pytest.raises(desk.RefusalStandsError, match="as they replied"):
        staff_record(an_act(practice), ana, Consent.OPTED_IN)
    assert consent_of(practice, "+12025550101", MAIN) is Consent.OPTED_OUT


def test_what_staff_recorded_staff_take_back_after_a_merge_too_and_it_ends_when_it_would_have() -> None:
    practice = a_practice()
    ana, other = two(practice)
    until = MONDAY + timedelta(days=9)
    staff_record(an_act(practice), other, Consent.OPTED_OUT, until=until)
    desk.merge(an_act(practice), ana, other)
    (kept,) = practice.store.consents("+12025550101")
    assert (kept.source, kept.until) == ("staff", until)
    staff_record(an_act(practice), ana, Consent.OPTED_IN)
    assert consent_of(practice, "+12025550101", MAIN) is Consent.OPTED_IN


@pytest.mark.parametrize("first", [True, False])
def test_of_two_refusals_that_come_together_the_stricter_one_is_of_every_number(first: bool) -> None:
    practice = a_practice()
    ana, other = two(practice)
    stopped, number = (ana, "+12025550102") if first else (other, "+12025550101")
    staff_record(an_act(practice), stopped, Consent.OPTED_OUT, until=MONDAY + timedelta(days=9))
    desk.receive(an_act(practice), number, "STOP")
    desk.merge(an_act(practice), ana, other)
    kept = [one for number in (1, 2) for one in practice.store.consents(f"+1202555010{number}")]
    assert [(one.source, one.until) for one in kept] == [("reply", None)] * 2


@pytest.mark.parametrize("who", ["kept", "other"])
def test_do_not_contact_of_either_counts(who: str) -> None:
    practice = a_practice()
    ana, other = two(practice)
    desk.set_preferences(an_act(practice), ana if who == "kept" else other, do_not_contact=True)
    desk.merge(an_act(practice), ana, other)
    assert practice.store.contact(ana).facesheet.do_not_contact
    desk.unmerge(an_act(practice), other)
    assert practice.store.contact(ana).facesheet.do_not_contact is (who == "kept")
    assert practice.store.contact(other).facesheet.do_not_contact is (who == "other")


def test_the_status_that_stays_is_the_kept_ones_and_that_is_said() -> None:
    practice = a_practice()
    ana = a_contact(practice, "free_screen/scheduled", cell="+12025550101")
    other = a_contact(practice, "free_screen/no_show", name="Ana B", cell="+12025550102")
    said = desk.merge(an_act(practice), ana, other).said
    assert practice.store.contact(ana).state == "free_screen/scheduled"
    label = practice.ruleset.status_label
    assert f"are one now: {label(State('free_screen/scheduled'))}" in said
    assert f"the status of the other, {label(State('free_screen/no_show'))}, counts no more" in said


def test_a_campaign_that_both_run_goes_on_once_and_nobody_gets_a_message_twice() -> None:
    practice = a_practice()
    ana, other = two(practice)
    for one in (ana, other):
        desk.set_status(an_act(practice), one, State("free_screen/no_show"), Extras())
    work(practice, Carrier(), MONDAY + HOUR)
    (running,) = {enrolment.campaign for enrolment in practice.store.enrolments(ana)}
    said = desk.merge(an_act(practice, HOUR), ana, other).said
    assert f"ended, since it ran twice: {running}" in said
    assert [one.campaign for one in practice.store.enrolments(ana)] == [running]
    carrier = Carrier()
    play(practice, carrier, MONDAY + 60 * DAY)
    sent = [one for one in practice.store.messages(ana) if one.ended_at and one.ended_at > MONDAY + HOUR]
    left = [one for one in sent if one.state is MessageState.SENT]
    assert len({(one.campaign, one.step) for one in left}) == len(left) == len(carrier.carried) > 0


def test_a_task_that_both_have_open_is_open_once() -> None:
    practice = a_practice()
    ana, other = two(practice)
    for one in (ana, other):
        with practice.store.transaction():
            desk.tasks.ask_follow_up(an_act(practice), one, None, MONDAY + DAY)
    desk.merge(an_act(practice), ana, other)
    assert len(practice.store.tasks(ana)) == 1
    desk.unmerge(an_act(practice), other)
    (again,) = practice.store.tasks(other)
    assert (again.lifecycle, again.follow_up_at) == (Lifecycle.OPEN, MONDAY + DAY)
    assert [due.kind for due in practice.store.scheduled(other)] == [DueKind.FOLLOW_UP]


def test_what_only_the_other_has_is_taken_over_and_given_back() -> None:
    practice = a_practice("dental")
    ana = a_contact(practice, "patient/active", cell="", email="", reference="P-1")
    other = a_contact(practice, "patient/active", name="Ana B", cell="+12025550102", email="b@example.com")
    desk.edit(an_act(practice), other, {"insurance": "insured", "zone": "America/Chicago"})
    before = practice.store.contact(ana)
    desk.merge(an_act(practice), ana, other)
    after = practice.store.contact(ana)
    assert (after.name, after.reference, after.email, after.zone) == (
        *("Ana Example", "P-1", "b@example.com", "America/Chicago"),
    )
    assert (after.phones[PhoneKind.CELL].number, after.facts["insurance"]) == ("+12025550102", "insured")
    desk.unmerge(an_act(practice), other)
    assert practice.store.contact(ana) == before


def test_what_waits_follows_a_zone_that_only_the_other_has_and_comes_back_with_unmerging() -> None:
    practice = a_practice("dental")
    ana, other = a_contact(practice, "patient/active"), a_contact(practice, "patient/active", name="Ana B", cell="")
    desk.note_facts(an_act(practice), ana, {"recall_due": date(2026, 9, 1)})
    desk.edit(an_act(practice), other, {"zone": "America/Los_Angeles"})
    before = practice.store.scheduled(ana)
    desk.merge(an_act(practice), ana, other)
    after = practice.store.scheduled(ana)
    assert before
    assert [one.at for one in after] == [one.at + 3 * HOUR for one in before]
    desk.unmerge(an_act(practice), other)
    assert practice.store.scheduled(ana) == before


def test_unmerging_restores_both_as_they_were_and_what_happened_since_stays_and_is_said() -> None:
    practice = a_practice()
    ana, other = two(practice)
    act = an_act(practice)
    desk.book(act, ana, MONDAY + 5 * DAY)
    desk.book(act, other, MONDAY + 6 * DAY)
    desk.set_status(act, other, State("free_screen/no_show"), Extras())
    work(practice, Carrier(), MONDAY + HOUR)

    def kept_of(contact: ContactId) -> tuple[object, ...]:
        store = practice.store
        return (
            store.contact(contact),
            store.appointments(contact),
            [(one.id, one.message, one.state, one.due_at) for one in store.messages(contact)],
            [(one.id, one.campaign, one.done, one.ended_at) for one in store.enrolments(contact, running=False)],
            store.tasks(contact, open_only=False),
            sorted((due.kind, str(due.ref), due.at) for due in store.scheduled(contact)),
        )

    before = [kept_of(one) for one in (ana, other)]
    desk.merge(an_act(practice, HOUR), ana, other)
    assert (
        desk.unmerge(an_act(practice, HOUR), other).said == "Ana B Example is contact 2 again; consent stays as it is"
    )
    assert [kept_of(one) for one in (ana, other)] == before
    desk.merge(an_act(practice, HOUR), ana, other)
    desk.book(an_act(practice, 2 * HOUR), ana, MONDAY + 9 * DAY)
    said = desk.unmerge(an_act(practice, 3 * HOUR), other).said
    assert "2 things that happened since stay with Ana Example (#1)" in said
    assert [one.at for one in practice.store.appointments(ana)] == [MONDAY + 5 * DAY, MONDAY + 9 * DAY]
    assert [one.at for one in practice.store.appointments(other)] == [MONDAY + 6 * DAY]


@pytest.mark.parametrize(
    ("regions", "words"),
    [(("TX",), "1 thing that happened since stays with"), (("TX", "CA"), "2 things that happened since stay with")],
)
def test_what_stays_with_the_one_kept_is_counted(regions: tuple[str, ...], words: str) -> None:
    practice = a_practice()
    ana, other = two(practice)
    desk.merge(an_act(practice), ana, other)
    for region in regions:
        desk.edit(an_act(practice, HOUR), ana, {"region": region})
    assert words in desk.unmerge(an_act(practice, 2 * HOUR), other).said


def test_one_that_was_merged_into_one_that_was_merged_comes_back_to_where_it_was() -> None:
    practice = a_practice()
    ana, other = two(practice)
    third = a_contact(practice, name="Ana C", cell="+12025550103", email="", reference="P-3")
    act = an_act(practice)
    desk.book(act, third, MONDAY + 5 * DAY)
    desk.merge(act, other, third)
    desk.merge(act, ana, other)
    assert desk.find(act, "ref:P-3").id == ana
    desk.unmerge(act, third)
    assert [one.contact for one in practice.store.appointments(third)] == [third]
    assert desk.find(act, "ref:P-3").id == third
    assert desk.find(act, "ref:P-2").id == ana
    desk.unmerge(act, other)
    assert practice.store.contact_count() == 3


@pytest.mark.parametrize(("kept", "other", "words"), [(1, 1, "that is one contact"), (2, 3, "was merged or erased")])
def test_what_cannot_be_merged_is_said(kept: int, other: int, words: str) -> None:
    practice = a_practice()
    two(practice)
    a_contact(practice, name="Cy Example", cell="")
    desk.merge(an_act(practice), ContactId(1), ContactId(2))
    before = amount(practice)
    with pytest.raises(NotMergedError, match=words):
        desk.merge(an_act(practice), ContactId(kept), ContactId(other))
    with pytest.raises(NotMergedError, match="contact 3 was not merged"):
        desk.unmerge(an_act(practice), ContactId(3))
    assert amount(practice) == before


def test_nothing_is_merged_while_a_message_is_being_sent() -> None:
    practice = a_practice()
    ana, other = two(practice)
    number = desk.send(an_act(practice), other, next(iter(practice.ruleset.messages))).number or 0
    with practice.store.transaction():
        practice.store.claim_message(number, ChannelId("text"), "+12025550102", MONDAY)
    with pytest.raises(NotMergedError, match="a message to Ana B Example is being sent"):
        desk.merge(an_act(practice), ana, other)


def test_nothing_is_merged_while_what_came_in_waits_to_be_looked_at() -> None:
    practice = a_practice()
    ana, other = two(practice)
    with practice.store.transaction():
        practice.store.schedule(Due(MONDAY, DueKind.REACT, other, 1))
    with pytest.raises(NotMergedError, match="what came in of Ana B Example is still looked at"):
        desk.merge(an_act(practice), ana, other)


def test_a_status_that_the_rules_lost_meanwhile_holds_nobody_back_and_is_the_first_of_all_afterwards() -> None:
    practice = a_practice("aesthetics")
    ana = a_contact(practice, "lead/contacted", cell="+12025550101")
    other = a_contact(practice, "lead/created", name="Ana B", cell="+12025550102")
    desk.merge(an_act(practice), ana, other)
    newer = Practice(load_ruleset("default"), practice.store)
    adopt(an_act(newer))
    said = desk.unmerge(an_act(newer), other).said
    label = newer.ruleset.status_label(newer.ruleset.initial)
    assert f"the rules have no 'lead/created' any more, so it is {label}" in said
    assert newer.store.contact(other).state == newer.ruleset.initial


def test_the_journal_says_what_went_over() -> None:
    practice = a_practice()
    ana, other = two(practice)
    desk.book(an_act(practice), other, MONDAY + 5 * DAY)
    desk.merge(an_act(practice), ana, other)
    (said,) = [one.said for one in practice.store.journal(contact=ana) if isinstance(one.said, ContactsMerged)]
    assert (said.kept, said.other, said.visits) == (ana, other, (1,))
    assert said.taken == ()
