"""Consent, by address, line and channel, with who said so: what people said themselves nobody else takes back."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import product

import pytest

from desk.reacting import DESK
from frontdesk import desk
from frontdesk.desk import Practice, consents
from frontdesk.desk.situations import situation
from frontdesk.hookspecs import Changes, PreferenceChange, PreferenceSource
from frontdesk.interpreter.delivery import message_facts
from frontdesk.journal import ConsentRecorded
from frontdesk.model import MessageText, UnknownNameError
from frontdesk.names import (
    ChannelId,
    Consent,
    ConsentSource,
    ContactId,
    Covers,
    LineId,
    MessageId,
    MessageKind,
    Purpose,
    Timing,
)
from frontdesk.records import BY_KEYWORD, ConsentRecord
from frontdesk.strangers import OddTextError
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act, consent_of, load_ruleset, staff_record

MAIN, TEXT = LineId("main"), ChannelId("text")
OUT, IN = Consent.OPTED_OUT, Consent.OPTED_IN


def emr_says(practice: Practice, word: str, cursor: str) -> tuple[str, ...]:
    """Let the EMR say something of patient P-1; what of it was not taken over."""
    changes = Changes((PreferenceChange("P-1", consent=word),), cursor)
    source = PreferenceSource("emr_csv", lambda settings, since: changes)
    return desk.sync(an_act(practice), source).not_understood


def asked(
    practice: Practice,
    contact: ContactId,
    purpose: Purpose = Purpose.TREATMENT,
    after: timedelta = timedelta(),
) -> list[str]:
    """What rules are told of consent to each channel, and who recorded it, for a message on the main line."""
    act = an_act(practice, after)
    text = MessageText(MessageId("hello"), purpose, {}, MAIN)
    about = situation(
        act, practice.store.contact(contact), text, MessageKind.AUTOMATION, Timing.INSTANT, None, campaign=""
    )
    known = message_facts(practice.ruleset, about)
    return [f"{known[f'{one}_consent']} {known[f'{one}_consent_source']}" for one in ("text", "call", "email")]


def test_consent_without_a_line_counts_on_every_line_and_for_everybody_on_the_number() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    a_contact(practice, "enquiry/new", name="Ben Example")
    said = staff_record(an_act(practice), ana, OUT).said
    assert said == "Ana Example is opted out of text on desk, surgery; it counts for 1 more on the same number"
    assert {consent_of(practice, "5550101", line) for line in practice.ruleset.lines} == {OUT}


def test_consent_on_a_line_is_of_that_line() -> None:
    practice = a_practice("health-system")
    ana = a_contact(practice, "lead/new")
    first, second = list(practice.ruleset.lines)[:2]
    assert consents.lines_of(practice.ruleset, first) == (first,)
    staff_record(an_act(practice), ana, IN, first)
    assert consent_of(practice, "5550101", first) is IN
    assert consent_of(practice, "5550101", second) is Consent.UNKNOWN


def test_texts_calls_and_e_mails_are_refused_apart() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    assert asked(practice, ana) == ["opted_in none"] * 3
    desk.receive(an_act(practice), "5550101", "STOP")
    assert asked(practice, ana) == ["opted_out reply", "opted_in none", "opted_in none"]
    staff_record(an_act(practice), ana, OUT, channel="email")
    assert asked(practice, ana) == ["opted_out reply", "opted_in none", "opted_out staff"]
    staff_record(an_act(practice), ana, OUT, channel="call", words="never ring me")
    assert asked(practice, ana) == ["opted_out reply", "opted_out heard", "opted_out staff"]


def test_unsubscribing_from_what_sells_leaves_the_rest_and_unsubscribing_from_all_does_not() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    said = staff_record(an_act(practice), ana, OUT, channel="email", covers=Covers.MARKETING).said
    assert said == "Ana Example is opted out of marketing by email on main"
    assert asked(practice, ana)[2] == "opted_in none"
    assert asked(practice, ana, Purpose.MARKETING)[2] == "opted_out staff"
    staff_record(an_act(practice), ana, OUT, channel="email")
    assert asked(practice, ana)[2] == "opted_out staff"
    with pytest.raises(desk.RefusalStandsError, match=r"they refuse every message, .* Leave --only out"):
        staff_record(an_act(practice), ana, IN, channel="email", covers=Covers.MARKETING)
    staff_record(an_act(practice), ana, IN, channel="email")
    assert [asked(practice, ana, purpose)[2] for purpose in (Purpose.TREATMENT, Purpose.MARKETING)] == [
        "opted_in staff"
    ] * 2


def test_agreeing_to_everything_leaves_a_refusal_of_what_sells_that_it_cannot_end() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    staff_record(an_act(practice), ana, OUT, channel="email", covers=Covers.MARKETING, words="no offers please")
    staff_record(an_act(practice), ana, OUT, channel="email")
    said = staff_record(an_act(practice), ana, IN, channel="email").said
    assert said == "Ana Example is opted in to email on main; what sells stays refused, as staff heard from them" + (
        "; that ended the refusal of email on main, as staff recorded"
    )
    assert asked(practice, ana, Purpose.MARKETING)[2] == "opted_out heard"


def test_staff_take_back_what_staff_said_and_not_what_somebody_said_themselves() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    staff_record(an_act(practice), ana, OUT, DESK)
    staff_record(an_act(practice), ana, IN, DESK)
    desk.receive(an_act(practice), "5550101", "STOP", DESK)
    with pytest.raises(desk.RefusalStandsError, match="Ana Example stays opted out of text on desk, as they replied"):
        staff_record(an_act(practice), ana, IN, DESK)
    assert consent_of(practice, "5550101", DESK) is OUT
    staff_record(an_act(practice), ana, IN, DESK, words="yes, text me again")
    assert consent_of(practice, "5550101", DESK) is IN


@pytest.mark.parametrize(
    ("refused_by", "agreed_by"),
    [(one, other) for one in ConsentSource for other in ConsentSource],
    ids=str,
)
@pytest.mark.parametrize("rules", ["default", HARBOUR], ids=["written", "unwritten"])
def test_the_persons_own_words_end_any_refusal_and_nothing_else_ends_their_own(
    rules: str, refused_by: ConsentSource, agreed_by: ConsentSource
) -> None:
    practice = a_practice(rules)
    line = next(iter(practice.ruleset.lines))
    for value, source in ((OUT, refused_by), (IN, agreed_by)):
        with an_act(practice).deciding():
            said = consents.ConsentSaid(value, source)
            consents.write(an_act(practice), None, [("5550101", TEXT)], [line], said)
    own = {ConsentSource.REPLY, ConsentSource.HEARD}
    theirs = own | {ConsentSource.PROVIDER}
    lifted = agreed_by in own or (refused_by is agreed_by and refused_by not in theirs)
    if rules == "default":
        lifted |= agreed_by is ConsentSource.STAFF and refused_by not in theirs
    assert consent_of(practice, "5550101", line) is (IN if lifted else OUT)


def test_the_emrs_in_ends_what_the_emr_said_and_no_opt_out_that_staff_noted() -> None:
    practice = a_practice("default")
    ana = a_contact(practice, "lead/new", reference="P-1")
    assert emr_says(practice, "OUT", "1") == ()
    assert emr_says(practice, "IN", "2") == ()
    assert consent_of(practice, "5550101", MAIN) is IN
    staff_record(an_act(practice), ana, OUT)
    for night in ("3", "4"):
        assert emr_says(practice, "OUT", f"{night} out") == ()
        (told,) = emr_says(practice, "IN", night)
        assert told == "patient P-1: staff recorded that they refuse, so they stay opted out"
        assert asked(practice, ana)[0] == "opted_out staff"


def test_a_refusal_that_somebody_else_repeats_stays_the_persons_own_and_lasts_as_long_as_either() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    june = MONDAY + timedelta(days=90)
    staff_record(an_act(practice), ana, OUT, words="not before summer", until=june)
    staff_record(an_act(practice), ana, OUT)
    (kept,) = practice.store.consents("5550101")
    assert (kept.source, kept.words, kept.until) == (ConsentSource.HEARD, "not before summer", None)


@pytest.mark.parametrize("words", ["", "not this week"])
def test_a_second_refusal_that_ends_leaves_a_stop_for_good_and_the_answer_says_so(words: str) -> None:
    practice = a_practice()
    ana = a_contact(practice)
    desk.receive(an_act(practice), "5550101", "STOP")
    soon = MONDAY + timedelta(minutes=1)
    said = staff_record(an_act(practice), ana, OUT, words=words, until=soon).said
    assert said == "Ana Example is opted out of text on main; what was recorded before holds longer, and counts"
    (kept,) = practice.store.consents("5550101")
    assert (kept.source, kept.words, kept.until) == (ConsentSource.REPLY, "STOP", None)
    assert asked(practice, ana, after=timedelta(days=900))[0] == "opted_out reply"


@pytest.mark.parametrize("later", [None, MONDAY + timedelta(days=2)], ids=["good", "later"])
def test_of_two_refusals_by_anybody_the_one_that_is_harder_to_end_stays_as_long_as_either_holds(
    later: datetime | None,
) -> None:
    ends = (MONDAY + timedelta(days=1), later)
    rank = {ConsentSource.EMR: 0, ConsentSource.RULE: 0, ConsentSource.STAFF: 1}
    for first, second in product(product(ConsentSource, ends), repeat=2):
        practice = a_practice()
        for source, until in (first, second):
            with an_act(practice).deciding():
                said = consents.ConsentSaid(OUT, source, until=until)
                consents.write(an_act(practice), None, [("5550101", TEXT)], [MAIN], said)
        (kept,) = practice.store.consents("5550101")
        assert kept.until == (later if later in (first[1], second[1]) else ends[0])
        assert rank.get(kept.source, 2) == max(rank.get(first[0], 2), rank.get(second[0], 2))


def test_an_agreement_that_ends_lifts_no_refusal_that_holds_longer() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    desk.receive(an_act(practice), "5550101", "STOP")
    tomorrow = MONDAY + timedelta(days=1)
    before = len(list(practice.store.journal()))
    with pytest.raises(desk.RefusalStandsError, match="Record the agreement without --until, and the refusal again"):
        staff_record(an_act(practice), ana, IN, words="START", until=tomorrow)
    assert len(list(practice.store.journal())) == before
    assert asked(practice, ana, after=timedelta(days=9))[0] == "opted_out reply"
    staff_record(an_act(practice), ana, IN, words="START")
    staff_record(an_act(practice), ana, OUT, words="not today", until=tomorrow)
    staff_record(an_act(practice), ana, IN, words="START", until=tomorrow)
    assert asked(practice, ana)[0] == "opted_in heard"


def test_a_consent_that_has_run_out_counts_as_none() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    until = MONDAY + timedelta(days=30)
    said = staff_record(an_act(practice), ana, OUT, until=until).said
    assert said == "Ana Example is opted out of text on main until 2026-04-01 11:00"
    for after, known in ((29, "opted_out staff"), (30, "opted_in none"), (31, "opted_in none")):
        assert asked(practice, ana, after=timedelta(days=after))[0] == known
    staff_record(an_act(practice, timedelta(days=31)), ana, OUT)
    assert asked(practice, ana, after=timedelta(days=32))[0] == "opted_out staff"
    with pytest.raises(desk.NotBeforeError, match="give a date to come"):
        staff_record(an_act(practice), ana, OUT, until=MONDAY)


def test_for_somebody_without_a_number_what_they_have_is_recorded() -> None:
    practice = a_practice()
    mail = a_contact(practice, name="Only Mail", cell="", email="o@example.com")
    assert staff_record(an_act(practice), mail, OUT).said == "Only Mail is opted out of email on main"
    assert asked(practice, mail)[2] == "opted_out staff"


@pytest.mark.parametrize(
    ("rules", "email", "channel", "words"),
    [
        ("default", "", "", "Ana Example has no phone number and no e-mail address, so nothing was recorded"),
        ("default", "o@example.com", "text", "has no phone number, so nothing was recorded; name a channel"),
        (HARBOUR, "o@example.com", "", "has no phone number, so nothing was recorded"),
    ],
)
def test_what_cannot_be_recorded_is_not_acknowledged(rules: str, email: str, channel: str, words: str) -> None:
    practice = a_practice(rules)
    ana = a_contact(practice, str(practice.ruleset.initial), cell="", email=email)
    before = len(list(practice.store.journal()))
    with pytest.raises(desk.NoAddressError, match=words):
        staff_record(an_act(practice), ana, OUT, channel=channel)
    assert len(list(practice.store.journal())) == before


def test_a_refusal_is_of_the_mailbox_and_binds_every_record_that_has_it() -> None:
    practice = a_practice("default")
    first = a_contact(practice, "lead/new", cell="", email="olga@example.com")
    second = a_contact(practice, "lead/new", name="O. Example", cell="", email="Olga@Example.com")
    said = staff_record(an_act(practice), first, OUT, channel="email").said
    assert said.endswith("; it counts for 1 more with the same e-mail address")
    assert asked(practice, second)[2] == "opted_out staff"
    added = desk.add_contact(an_act(practice), {"name": "Olga Again", "email": "OLGA@example.com"})
    assert added.said.endswith("; opted out already of email on main, as staff recorded")
    assert added.number is not None
    assert asked(practice, ContactId(added.number))[2] == "opted_out staff"


def test_what_was_recorded_before_channels_were_told_apart_is_what_a_keyword_counts_for() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    with practice.store.transaction():
        old = ConsentRecord("5550101", MAIN, BY_KEYWORD, OUT, ConsentSource.REPLY, MONDAY)
        practice.store.record_consent(old)
    assert asked(practice, ana) == ["opted_out reply", "opted_in none", "opted_in none"]
    staff_record(an_act(practice), ana, IN, words="text me again")
    assert asked(practice, ana)[0] == "opted_in heard"


def test_what_was_so_already_is_not_written_down_again() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    for _ in range(2):
        staff_record(an_act(practice), ana, OUT, DESK)
    assert sum(isinstance(entry.said, ConsentRecorded) for entry in practice.store.journal()) == 1


def test_the_journal_says_for_what_it_is_and_in_which_words() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    staff_record(an_act(practice), ana, OUT, channel="email", covers=Covers.MARKETING, words="no more offers")
    (said,) = [entry.said for entry in practice.store.journal() if isinstance(entry.said, ConsentRecorded)]
    by, covers = (ChannelId("email"),), Covers.MARKETING
    assert said == ConsentRecorded((MAIN,), OUT, ConsentSource.HEARD, by, covers, None, "no more offers")


def test_a_line_or_channel_that_does_not_exist_suggests_one() -> None:
    assert DESK in load_ruleset(HARBOUR).lines
    with pytest.raises(UnknownNameError, match="did you mean 'desk'"):
        staff_record(an_act(a_practice(HARBOUR)), ContactId(1), IN, LineId("dest"))
    with pytest.raises(UnknownNameError, match="no channel that keeps consent is called 'call'; there is 'text'"):
        staff_record(an_act(a_practice(HARBOUR)), ContactId(1), IN, channel="call")


@pytest.mark.parametrize(
    ("value", "words", "why"),
    [
        (IN, " ", "nothing is noted of what they said, so nothing was recorded; write what they said"),
        (OUT, "\n\t", "write what they said"),
        (IN, "STOP", "'STOP' is taken for opted_out, and not for opted_in; nothing was recorded. Record opted_out, or"),
        (IN, "stop!", "taken for opted_out"),
        (IN, "No", "taken for opted_out"),
        (OUT, "START", "'START' is taken for opted_in, and not for opted_out"),
        (OUT, "yes", "taken for opted_in"),
        (IN, "yes\x1b[2Jplease", "what they said holds a character that a terminal would obey"),
        (OUT, "no more " * 100, "what they said has 799 letters, and may have 500; nothing was kept"),
    ],
)
def test_what_nobody_said_and_what_says_the_contrary_is_not_recorded_as_their_word(
    value: Consent, words: str, why: str
) -> None:
    practice = a_practice()
    ana = a_contact(practice)
    before = len(list(practice.store.journal()))
    with pytest.raises((desk.NotSaidError, OddTextError), match=re.escape(why)):
        staff_record(an_act(practice), ana, value, words=words)
    assert len(list(practice.store.journal())) == before


@pytest.mark.parametrize(("value", "words"), [(OUT, "STOP"), (OUT, "no"), (IN, "YES"), (IN, "no, go on, text me")])
def test_words_that_say_so_or_that_a_person_must_read_are_taken(value: Consent, words: str) -> None:
    practice = a_practice()
    ana = a_contact(practice)
    staff_record(an_act(practice), ana, value, words=words)
    (said,) = practice.store.consents("5550101")
    assert (said.value, said.words) == (value, words)
