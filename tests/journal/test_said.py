"""What the journal says comes back as it went in, under names that are written down and do not change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from frontdesk.effects import AddNote, Effect, NoteFact, OpenTask, brief_sentence
from frontdesk.events import Event, PreferencesChanged
from frontdesk.journal import ConsentRecorded, Followed, Happened, ReplyReceived, StatusChosen
from frontdesk.journal.chain import canonical
from frontdesk.names import (
    AppointmentState,
    ChannelId,
    Consent,
    ConsentSource,
    Covers,
    Keyword,
    LineId,
    MessageState,
    TaskId,
)
from frontdesk.records import DueKind
from frontdesk.wire import Plain, Wire, codec_of, merged, plain, read, wire
from journal.made import EFFECTS, EVENTS, KINDS, PARTS, inside, made
from support import MONDAY

NAMES = Path(__file__).with_name("names.yaml")
WORDS = (AppointmentState, Consent, ConsentSource, Covers, DueKind, MessageState)
SEEDS = range(25)


def shape_of(kind: Any) -> dict[str, Any]:
    shape: Wire = kind.wire
    return {"class": kind.__name__, "names": dict(shape.names), "personal": sorted(shape.personal)}


def as_they_are() -> dict[str, Any]:
    """Every name under which something is written down now."""
    groups = {"entries": KINDS, "parts": PARTS, "events": EVENTS, "effects": EFFECTS}
    kinds = {name: {one.wire.kind: shape_of(one) for one in group} for name, group in groups.items()}
    return {**kinds, "words": {one.__name__: [str(word) for word in one] for one in WORDS}}


def changed(known: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """What is not as it is written down, and what to do about it."""
    for group in ("entries", "parts", "events", "effects"):
        yield from _changed_kinds(group, known[group], now[group])
    for name, words in known["words"].items():
        for word in words:
            if word not in now["words"].get(name, ()):
                yield f"{name} has no '{word}' any more: old journals would no longer be read; keep the word"
    for name, words in now["words"].items():
        for word in words:
            if word not in known["words"].get(name, ()):
                yield f"{name} has '{word}' now: write it into {NAMES.name}, and never change it again"


def _changed_kinds(group: str, known: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for kind in known.keys() - now.keys():
        yield (
            f"{group}: there is no '{kind}' any more: old journals would no longer be read; keep the old kind in the "
            f"'wire' of {known[kind]['class']}, whatever the class is called"
        )
    for kind in now.keys() - known.keys():
        yield f"{group}: '{kind}' is new: write it into {NAMES.name} with its names, and never change them again"
    for kind in known.keys() & now.keys():
        yield from _changed_names(f"{group}, '{kind}'", known[kind], now[kind])


def _changed_names(where: str, known: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name in known["names"].values():
        if name not in now["names"].values():
            yield (
                f"{where}: nothing is called '{name}' any more: old journals would no longer be read; keep the old "
                f"name in the 'wire' of {now['class']}, whatever the attribute is called"
            )
    for name in set(known["personal"]) - set(now["personal"]):
        yield f"{where}: '{name}' is not personal any more, so it could never be erased: leave it out of what is hashed"
    if known != now:
        yield f"{where}: it is {now} now; where old entries are still read, write that into {NAMES.name}"


def test_every_kind_and_field_is_written_down_under_the_name_that_it_always_had() -> None:
    known = YAML(typ="safe").load(NAMES.read_text(encoding="utf-8"))
    assert "\n".join(changed(known, as_they_are())) == ""


def _renamed(now: dict[str, Any], kind: str, **shape: Any) -> dict[str, Any]:
    return {**now, "entries": {**now["entries"], kind: {**now["entries"][kind], **shape}}}


NOTICED: dict[str, tuple[Any, str]] = {
    "a field under another name": (
        lambda now: _renamed(now, "notice ticked off", names={"notice": "number"}),
        "keep the old name in the 'wire' of NoticeTickedOff",
    ),
    "an attribute under another name": (
        lambda now: _renamed(now, "notice ticked off", names={"number": "notice"}),
        "it is {'class': 'NoticeTickedOff', 'names': {'number': 'notice'}",
    ),
    "a class under another name": (
        lambda now: _renamed(now, "notice ticked off", **{"class": "Read"}),
        "it is {'class': 'R",
    ),
    "a kind under another name": (
        lambda now: {**now, "entries": {f"{kind}s": shape for kind, shape in now["entries"].items()}},
        "there is no 'notice ticked off' any more: old journals would no longer be read; keep the old kind",
    ),
    "a new kind": (lambda now: {**now, "events": {**now["events"], "sneezed": {}}}, "'sneezed' is new: write it into"),
    "what was personal and is not": (
        lambda now: _renamed(now, "reply received", personal=["number"]),
        "'received' is not personal any more",
    ),
    "a word under another": (
        lambda now: {**now, "words": {**now["words"], "Consent": ["opted_in", "out", "unknown"]}},
        "Consent has no 'opted_out' any more: old journals would no longer be read",
    ),
}


@pytest.mark.parametrize(("change", "told"), NOTICED.values(), ids=NOTICED)
def test_another_name_would_be_noticed_and_what_to_do_is_said(change: Any, told: str) -> None:
    now = as_they_are()
    assert told in "\n".join(changed(now, change(now)))


def test_every_record_that_stands_inside_of_another_is_written_down() -> None:
    held = {one for kind in KINDS for one, _ in inside(kind)}
    assert held == {*PARTS, *EVENTS, *EFFECTS}


@pytest.mark.parametrize("kind", [*KINDS, *EVENTS, *EFFECTS], ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_kind_comes_back_from_its_data_as_it_went_in(kind: type[Any]) -> None:
    for record in (made(kind, seed) for seed in SEEDS):
        assert read(kind, json.loads(canonical(plain(record)))) == record


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_comes_back_from_its_two_halves_and_from_the_first_alone_once_the_other_is_erased(
    kind: type[Any],
) -> None:
    for record in (made(kind, seed) for seed in SEEDS):
        hashed, beside = plain(record, personal=False), plain(record, personal=True)
        assert read(kind, merged(hashed, beside)) == record
        erased = read(kind, hashed)
        assert (plain(erased, personal=False), plain(erased, personal=True)) == (hashed, {})


@pytest.mark.parametrize(("one_of", "kinds"), [(Event, EVENTS), (Effect, EFFECTS)], ids=["events", "effects"])
def test_an_event_and_an_effect_are_told_apart_by_their_kind(one_of: Any, kinds: Iterable[Any]) -> None:
    codec = codec_of(one_of)
    for record in (made(kind, seed) for kind in kinds for seed in SEEDS):
        assert codec.read(json.loads(canonical(codec.write(record)))) == record


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_name_that_nobody_knows_is_an_error_in_words_and_never_dropped(kind: type[Any]) -> None:
    data = {**plain(made(kind, 0)), "shoe size": 43}
    with pytest.raises(ValueError, match=f"'{kind.wire.kind}' has nothing called 'shoe size'"):
        read(kind, data)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_personal_stands_where_it_can_be_taken_out(kind: type[Any]) -> None:
    """A record under a name of its own, or one that may be missing, is written whole: nothing personal may be in it."""
    assert [one.__name__ for one, alone in inside(kind) if one.wire.personal and not alone] == []


def test_a_personal_value_where_it_could_not_be_taken_out_would_be_noticed() -> None:
    class Named:
        wire = wire("named", replies="replies")
        replies: Mapping[str, ReplyReceived]

    assert [(one, alone) for one, alone in inside(Named)] == [(ReplyReceived, False)]


def test_what_a_rule_noted_of_somebody_is_erased_and_that_it_noted_something_is_not() -> None:
    followed = (Followed(AddNote("hello"), "a", "x:1"), Followed(NoteFact("insurance", "self_pay"), "b", "x:2"))
    said = Happened(PreferencesChanged(), {}, followed)
    hashed, beside = plain(said, personal=False), plain(said, personal=True)
    assert "self_pay" not in canonical(hashed)
    assert read(Happened, merged(hashed, beside)) == said
    assert read(Happened, hashed).effects[1].effect == NoteFact("insurance", "")


def test_who_an_effect_went_to_stands_in_place_of_the_field_that_names_them_until_it_is_erased() -> None:
    written = OpenTask(TaskId("transferred"), "{transferred_to|Front desk}")
    followed = Followed(written, "handed_over", "x:1", "Lena")
    assert followed.done == OpenTask(TaskId("transferred"), "Lena")
    assert brief_sentence(followed.done) == "open task transferred for Lena"
    hashed = plain(Happened(PreferencesChanged(), {}, (followed,)), personal=False)
    assert "Lena" not in canonical(hashed)
    (left,) = read(Happened, hashed).effects
    assert (left.effect, left.done) == (written, written)


def test_no_event_and_no_effect_has_a_field_that_hides_its_kind() -> None:
    assert [one for one in (*EVENTS, *EFFECTS) if "kind" in one.wire.names.values()] == []


def test_what_is_left_out_is_as_when_nothing_is_said_of_it() -> None:
    reply = ReplyReceived("", "", Keyword.OTHER, LineId("desk"))
    assert plain(reply) == {"keyword": "other", "line": "desk"}
    assert read(StatusChosen, {"state": "a/b", "from": "a/c"}).reason is None


OLD_CONSENT: dict[str, Plain] = {"lines": ["desk"], "consent": "opted_out", "source": "reply"}
CONSENT = ConsentRecorded(
    (LineId("desk"),),
    Consent.OPTED_OUT,
    ConsentSource.HEARD,
    (ChannelId("text"), ChannelId("email")),
    Covers.MARKETING,
    MONDAY + timedelta(days=1),
    "no more offers",
)


def test_a_consent_from_before_channels_were_told_apart_names_none_and_is_of_everything() -> None:
    said = read(ConsentRecorded, OLD_CONSENT)
    assert said == ConsentRecorded((LineId("desk"),), Consent.OPTED_OUT, ConsentSource.REPLY)
    assert plain(said) == OLD_CONSENT


def test_the_words_of_a_consent_stand_beside_the_chain_and_all_comes_back() -> None:
    chained, beside = plain(CONSENT, personal=False), plain(CONSENT, personal=True)
    assert beside == {"words": "no more offers"}
    assert "words" not in chained
    assert read(ConsentRecorded, merged(chained, beside)) == CONSENT
    assert read(ConsentRecorded, chained).words == ""
