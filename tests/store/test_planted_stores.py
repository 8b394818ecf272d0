"""The suite that stores are tested with: it leaves nothing out unsaid, and catches every fault planted here by name."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from unittest import SkipTest

import pytest

from frontdesk import keeping
from frontdesk.journal import FactsNoted
from frontdesk.problems import FrontdeskError
from frontdesk.records import Due, DueKind, Telling
from frontdesk.store.sqlite import SqliteStore
from frontdesk.store.sqlite.database import Database
from frontdesk.testing import Memory, MemoryStore, StoreConformance, StoreTrial, check_store
from frontdesk.testing.stores import CHECKS, NewStore, journal, samples, suffering
from frontdesk.testing.stores.changes import CHANGES
from frontdesk.testing.stores.trial import Check
from frontdesk.testing.watching import watched
from store import planted
from store import planted_answers as wrong
from store.trials import InAFile, in_memory

PLAIN = [check for check in CHECKS if check not in suffering.CHECKS]
METHODS = [
    f"{port}.{name}" for port in keeping.__all__ for name in vars(getattr(keeping, port)) if not name.startswith("_")
]
"""Every method of every port, by the port and its name."""


def first_fault(new: NewStore, checks: Sequence[Check] = CHECKS) -> str:
    """What the first check that fails says; empty when all is well."""
    for check in checks:
        try:
            check(new)
        except SkipTest:
            pass
        except AssertionError as error:
            return str(error)
    return ""


def test_every_check_is_also_a_test_of_the_class() -> None:
    tests = [name for name in vars(StoreConformance) if name.startswith("test_")]
    assert tests == [f"test_{check.__name__}" for check in CHECKS]
    assert all(getattr(StoreConformance, test).__doc__ for test in tests)


def test_every_method_of_every_port_is_tried() -> None:
    called = set[str]()

    def new() -> StoreTrial:
        memory = Memory()
        return StoreTrial(lambda patience: watched(MemoryStore(memory, patience), called.add))

    for check in PLAIN:
        with suppress(SkipTest):
            check(new)
    names = {method.partition(".")[2] for method in METHODS}
    assert len(METHODS) == len(names) > 60
    assert names - called - {"name"} == set()  # the name is no call, and has a check of its own


def test_every_method_that_changes_something_is_among_the_changes() -> None:
    outside = set[str]()
    for method in METHODS:
        name = method.partition(".")[2]
        parameters = inspect.signature(getattr(MemoryStore, name)).parameters.values() if name != "name" else ()
        given: list[object] = [_argument(one.name) for one in list(parameters)[1:] if one.default is one.empty]
        try:
            answer = getattr(MemoryStore(), name)(*given) if name != "name" else None
            list(answer) if isinstance(answer, Iterator) else None
        except RuntimeError:
            outside.add(method)
        except (FrontdeskError, TypeError):
            pass  # a question about what is not there
    assert outside - {"Store.transaction"} == set(CHANGES)


def _argument(name: str) -> object:
    """Something that a parameter of this name can be."""
    contact = samples.a_contact()
    return {
        "at": samples.NOW,
        "consent": samples.a_consent(samples.a_number(101)),
        "now": samples.NOW,
        "since": samples.NOW,
        "before": samples.NOW,
        "contact": contact,
        "contacts": [contact],
        "due": Due(samples.NOW, DueKind.STEP, contact.id, 1),
        "message": samples.a_message(contact.id, "run"),
        "kind": "tasks",
        "said": {"P-1": "A"},
        "told": [Telling("P-1", "A", contact.id)],
        "entries": [(contact.id, FactsNoted({}))],
    }.get(name, "1")


def test_a_check_that_needs_what_a_store_cannot_suffer_is_told() -> None:
    def new() -> StoreTrial:
        memory = Memory()
        return StoreTrial(lambda patience: MemoryStore(memory, patience))

    suffered = (suffering.what_was_kept_survives_a_power_cut, suffering.a_full_disk_is_told_and_leaves_all_or_nothing)
    with pytest.warns(UserWarning, match="left out") as warnings:
        left_out = check_store(new, [*journal.CHECKS, *suffered])
    assert left_out == (
        "whatever_is_tampered_with_is_found: the trial has no rewrite",
        "what_was_kept_survives_a_power_cut: the trial has no cut_power",
        "a_full_disk_is_told_and_leaves_all_or_nothing: the trial has no open_with_room",
    )
    assert len(warnings) == 3


@pytest.mark.parametrize("method", METHODS)
def test_a_store_that_does_not_have_a_method_at_work_is_caught(method: str) -> None:
    name = method.partition(".")[2]
    kind = wrong.forgetting(name)

    def fails() -> bool:
        for check in PLAIN:
            try:
                check(lambda: in_memory(kind))
            except SkipTest:
                pass
            except Exception:
                return True
        return False

    assert fails()


ORDERED = [
    "Journal.journal",
    "Journal.unclaimed_replies",
    "People.add_contacts",
    "People.find_contacts",
    "People.all_contacts",
    "People.contacts_on_number",
    "People.namesakes",
    "People.merged_with",
    "People.contacts_with_email",
    "People.notes",
    "Consents.consents",
    "Consents.addresses_with_consent",
    "Visits.appointments",
    "Visits.appointments_between",
    "Visits.appointments_with_reference",
    "Outbox.messages",
    "Outbox.sending",
    "Outbox.replies_to",
    "Outbox.sent_since",
    "Enrolments.enrolments",
    "Enrolments.running",
    "Tasks.tasks",
    "Tasks.notices",
    "Agenda.due",
    "Agenda.scheduled",
    "Many.record_each",
]
"""The methods whose order is promised."""


@pytest.mark.parametrize("method", ORDERED)
def test_a_store_that_loses_an_order_is_caught(method: str) -> None:
    kind = wrong.reversing(method.partition(".")[2])
    assert method in first_fault(lambda: in_memory(kind), PLAIN)


PLANTED: dict[str, tuple[type[MemoryStore], str]] = {
    "claims twice": (planted.ClaimsTwice, "Outbox.claim_message: True once, and False ever after"),
    "counts no tries": (
        planted.CountsNoTries,
        "Outbox.claim_message: what is claimed is being sent, as the claim says",
    ),
    "keeps what the last try came to": (
        planted.KeepsTheHandover,
        "Outbox.claim_message: a claim is one more of its tries, and its handover has not begun",
    ),
    "tells names apart by their case": (wrong.TellsNamesApart, "People.namesakes: who is called 'ana example'"),
    "counts somebody twice": (wrong.CountsSomebodyTwice, "People.is_shared: whether more than one person has"),
    "claims what has failed": (planted.ClaimsAnything, "Outbox.claim_message: only what waits; this one was failed"),
    "takes due work twice": (planted.TakesTwice, "Agenda.take_due: "),
    "takes what was moved": (planted.TakesWhatMoved, "Agenda.take_due: "),
    "forgets a rollback": (planted.ForgetsARollback, "what is changed in a block that raises is lost"),
    "rolls back for some only": (planted.ForgetsARollbackOfOneKind, "what is changed in a block that raises is lost"),
    "swallows what is raised": (planted.Swallows, "Store.transaction: it lets out what its block raises"),
    "shows a half": (planted.ShowsAHalf, "People.add_note: "),
    "lets everybody write": (planted.LetsEverybodyWrite, "Store.transaction: a writer that waits in vain is told"),
    "nests": (planted.Nests, "Store.transaction: one inside another is refused"),
    "changes by itself": (planted.ChangesByItself, "Requests.set_cursor: a change outside of a transaction is refused"),
    "forgets a microsecond": (planted.ForgetsAMicrosecond, "Visits.add_appointment: an instant comes back in UTC"),
    "loses the zone": (planted.LosesTheZone, "Tasks.add_task: an instant comes back in UTC"),
    "loses the second hour of autumn": (planted.KeepsTheZoneOfTheOtherHour, "Agenda.schedule: an instant comes back"),
    "takes an instant without a zone": (planted.TakesANaiveInstant, "Agenda.due: an instant without a zone is refused"),
    "reuses an id": (planted.ReusesAnId, "Visits.add_appointment: no other ever gets a number"),
    "lets a second message of one run in": (planted.LetsASecondIn, "Outbox.add_message: None for a second message"),
    "breaks the chain": (planted.BreaksTheChain, "Journal.record: the bytes are those of journal.chain"),
    "writes other bytes": (planted.WritesOtherBytes, "Journal.record: the bytes are those of journal.chain"),
    "salts nothing": (planted.SaltsNothing, "Journal.record: each entry about a person has a salt of its own"),
    "forgets to erase": (planted.ForgetsToErase, "Journal.forget: "),
    "erases others too": (planted.ErasesOthersToo, "Journal.forget: "),
    "verifies nothing": (planted.VerifiesNothing, "Journal.verify_journal: an anchor that is not in the chain is told"),
    "cuts a page": (wrong.CutsThePage, "Journal.journal: entries of all after 0, at most None"),
    "shares what it is given": (wrong.SharesWhatItIsGiven, "People.add_contacts: what is kept is a copy"),
    "makes numbers of words": (wrong.MakesNumbersOfWords, "People.add_contacts: "),
    "cuts long texts": (wrong.CutsLongTexts, "Rules.ruleset_text: long texts come back whole"),
    "saves the phones": (wrong.SavesThePhones, "People.save_contact: all but the phones is saved"),
    "saves more than the choice": (
        wrong.SavesMoreThanTheChoice,
        "People.save_choice: nothing but the choice",
    ),
    "saves more than the phones": (
        wrong.SavesMoreThanThePhones,
        "People.save_phones: nothing but the phones is saved",
    ),
    "lists who is left out": (
        wrong.ListsWhoIsLeftOut,
        "People.find_contacts: who shows in a state that is left out is left out",
    ),
    "lists who was put aside": (wrong.ListsWhoWasPutAside, "People.find_contacts: "),
    "counts who was put aside": (wrong.CountsWhoWasPutAside, "People.contact_count: nobody is counted who was put"),
    "loses a number with who was merged": (
        wrong.LosesANumberWithWhoWasMerged,
        "People.contacts_on_number: it leads to whom they were merged into",
    ),
    "loses a reference with who was merged": (
        wrong.LosesAReferenceWithWhoWasMerged,
        "People.contact_with_reference: it leads to whom they were merged into",
    ),
    "forgets the names of who was merged": (
        wrong.ForgetsTheNamesOfWhoWasMerged,
        "People.namesakes: the merged come too",
    ),
    "follows one merge": (wrong.FollowsOneMerge, "People.merged_with: themselves or with another"),
    "forgets a refusal": (wrong.ForgetsARefusal, "Consents.forget_address: a refusal stays"),
    "names an address twice": (wrong.NamesAnAddressTwice, "Consents.addresses_with_consent: each once"),
    "names who is forgotten": (wrong.NamesWhoIsForgotten, "Consents.addresses_with_consent: "),
    "keeps an agreement": (wrong.KeepsAnAgreement, "Consents.forget_address: "),
    "forgets the notes of others": (wrong.ForgetsNotesOfOthersToo, "People.forget_notes: notes of others stay"),
    "tells everybody": (wrong.TellsEverybody, "Tasks.notices: whom a notice is for"),
    "lets a notice wait": (wrong.LetsANoticeWait, "Tasks.forget_notices: they say nothing and are ticked off"),
    "answers what was never asked": (
        wrong.AnswersWhatWasNeverAsked,
        "Requests.replace_answer: ",
    ),
    "wipes inside of a block": (wrong.WipesInsideOfABlock, "Store.wipe: inside of a transaction it is refused"),
    "wipes what is kept": (wrong.WipesWhatIsKept, "Store.wipe: it takes nothing that is kept"),
    "reads numbers of its own": (
        wrong.ReadsNumbersOfItsOwn,
        "People.contacts_on_number: who has",
    ),
    "notes a line once": (
        wrong.NotesALineOnce,
        "People.set_line_type: what a number is, it is for everybody",
    ),
    "lets % stand for anything": (wrong.LetsSignsStandForSomething, "People.find_contacts: who has '%_'"),
    "finds whole names only": (wrong.FindsWholeNamesOnly, "People.find_contacts: who has 'robert'"),
    "finds the state that settled": (
        wrong.FindsTheStateThatSettled,
        "People.find_contacts: whose state shows",
    ),
    "lets the first consent count": (wrong.FirstConsentCounts, "Consents.record_consent: "),
    "keeps one consent for all channels": (wrong.MixesChannels, "Consents."),
    "forgets a consent that ran out": (wrong.ForgetsWhatRanOut, "Consents."),
    "tells letters of a mailbox apart": (wrong.TellsLettersApart, "People.contacts_with_email: who has"),
    "finds everybody's replies": (wrong.FindsEverybodysReplies, "Journal.unclaimed_replies: of nobody"),
    "leaves unclaimed replies": (wrong.LeavesUnclaimedReplies, "Journal.forget: the unclaimed replies"),
    "counts what failed as sent": (wrong.CountsFailedAsSent, "Outbox.sent_since: "),
    "forgets which message left": (wrong.ForgetsWhichMessageLeft, "Outbox.sent_since: "),
    "limits the journal before it looks at kinds": (wrong.LimitsBeforeItLooksAtKinds, "Journal.journal: "),
    "loses an exemption": (wrong.LosesAnExemption, "Outbox.sent_since: "),
    "finds the oldest reference": (
        wrong.FindsTheOldestReference,
        "Outbox.message_with_reference: the newest",
    ),
    "creates what it saves": (wrong.CreatesWhatItSaves, "Tasks.save_task: whoever saves what is not there"),
    "moves to the end": (wrong.MovesToTheEnd, "Agenda.schedule: what is moved keeps the place"),
    "takes everything off": (wrong.TakesEverythingOff, "Agenda.unschedule: one ref, an empty one too"),
    "settles in line": (wrong.SettlesInLine, "Agenda.due: by time; of one instant what settles first"),
    "settles first in the list only": (wrong.SettlesFirstOnlyInTheList, "Agenda.next_due: what settles"),
    "orders work by ref": (
        wrong.OrdersByRef,
        "Agenda.scheduled: by time, then as it was first put on the list",
    ),
    "orders visits by time alone": (wrong.OrdersVisitsByTimeAlone, "Visits.appointments: "),
    "orders visits by number": (wrong.OrdersVisitsByNumber, "Visits.appointments: "),
    "counts the end in": (wrong.CountsTheEndIn, "Visits.appointments_between: "),
    "calls what has no reference nothing": (wrong.FindsWhatIsCalledNothing, "Visits.appointments_with_reference: "),
    "finds what begins alike": (wrong.FindsWhatBeginsAlike, "Visits.appointments_with_reference: "),
    "orders a day by number": (wrong.OrdersADayByNumber, "Visits.appointments_between: "),
    "expects what was cancelled": (wrong.ExpectsWhatWasCancelled, "Visits.next_appointment: "),
    "forgets the very instant": (wrong.ForgetsTheVeryInstant, "Visits.next_appointment: "),
    "forgets old rules": (wrong.ForgetsOldRules, "Rules.ruleset_text: the text of rules is kept for good"),
    "moves likenesses": (wrong.MovesLikenesses, "Rules.move_state: "),
    "renames what is over": (wrong.RenamesWhatIsOver, "Rules.rename: tasks that go on get the new name"),
    "forgets a campaign's messages": (wrong.ForgetsMessagesOfACampaign, "Rules.rename: messages that wait"),
    "answers a request anew": (
        wrong.AnswersAnew,
        "Requests.remember_answer: the first answer of a request stays",
    ),
    "has one cursor": (wrong.OneCursor, "Requests.cursor: each source has its own"),
    "claims all of a patient": (wrong.ClaimsAllOfAPatient, "Requests.claim: one is let go of, and every other stays"),
    "knows what others told": (wrong.MixesSources, "Tellings.told_before: each source has words of its own"),
    "takes a thing for its words": (wrong.TakesAThingForItsWords, "Tellings.remember_told: it changes something"),
    "lets first words count": (wrong.KeepsTheFirstWords, "Tellings.remember_told: of one key the last words count"),
    "takes back what others told": (wrong.TakesBackWhatOthersTold, "Tellings.take_back_told: one thing is forgotten"),
    "forgets one source": (wrong.ForgetsOneSource, "Tellings.forget_told: "),
    "answers the first of many": (wrong.AnswersTheFirstOfMany, "Many.namesakes_of: the same in another order"),
    "looks many up in the tables alone": (
        wrong.LooksManyUpInTheTablesAlone,
        "Many.contacts_on_numbers: each is answered as alone",
    ),
    "answers many of whom it knows nothing": (
        wrong.AnswersManyOfWhomItKnowsNothing,
        "Many.consents_of: each is answered as alone, and left out where nobody is",
    ),
    "forgets a refusal among many": (wrong.ForgetsARefusalAmongMany, "Many.consents_of: each is answered as alone"),
    "hashes many apart": (wrong.HashesManyApart, "Many.record_each: each is written as alone"),
    "goes on after close": (wrong.ReadsOnAfterItWasClosed, "Store.close: "),
    "skips what changes": (wrong.SkipsWhatChanges, "Enrolments.running: each comes once"),
    "swallows a full disk": (planted.SwallowsAFullDisk, "People.add_note: a text that does not fit is told"),
    "keeps the rest of a block": (planted.KeepsTheRestOfABlock, "Store.transaction: a change that failed takes its"),
    "is never full": (planted.NeverFull, "People.add_note: a text that does not fit is told"),
}


@pytest.mark.parametrize(("kind", "told"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_caught_by_name(kind: type[MemoryStore], told: str) -> None:
    checks = [*PLAIN, suffering.a_full_disk_is_told_and_leaves_all_or_nothing]
    assert told in first_fault(lambda: in_memory(kind), checks)


SUFFERED: dict[str, tuple[type[MemoryStore], Check, str]] = {
    "lets everybody write": (
        planted.LetsEverybodyWrite,
        suffering.two_workers_do_everything_once,
        "reached the patient",
    ),
    "forgets a rollback": (
        planted.ForgetsARollback,
        suffering.a_crash_before_any_call_leaves_all_or_nothing,
        "after a crash before commit all of a block is kept, or nothing",
    ),
    "shows a half": (
        planted.ShowsAHalf,
        suffering.a_crash_before_any_call_leaves_all_or_nothing,
        "all of a block is kept, or nothing",
    ),
    "holds no lock": (
        planted.LetsEverybodyWrite,
        suffering.a_lock_that_is_not_let_go_stops_the_work_and_nothing_else,
        "work on a store that is locked is told",
    ),
    "keeps a half on a full disk": (
        planted.ShowsAHalf,
        suffering.a_full_disk_is_told_and_leaves_all_or_nothing,
        "more, all of a block is kept, or nothing",
    ),
}
"""What shows in a real day too, whatever is told of it alone."""


@pytest.mark.parametrize(("kind", "check", "told"), SUFFERED.values(), ids=SUFFERED)
def test_a_planted_fault_is_caught_in_a_real_day(kind: type[MemoryStore], check: Check, told: str) -> None:
    assert told in first_fault(lambda: in_memory(kind), [check])


def test_a_memory_that_forgets_a_flush_is_caught() -> None:
    power_cut = [suffering.what_was_kept_survives_a_power_cut]
    fault = first_fault(lambda: in_memory(memory=planted.NotFlushed), power_cut)
    assert "what is kept survives a power cut" in fault


@pytest.mark.parametrize("waits", ["OFF", "NORMAL"])
def test_a_file_that_is_not_flushed_at_each_commit_is_caught(waits: str, tmp_path: Path) -> None:
    def opened(path: Path, patience: float) -> SqliteStore:
        database = Database.open(path, patience)
        database.all(f"PRAGMA synchronous = {waits}")
        return SqliteStore(database)

    fault = first_fault(lambda: InAFile(tmp_path, opened).trial, [suffering.what_was_kept_survives_a_power_cut])
    assert "what is kept survives a power cut" in fault
