"""What is wrong with a record that a plugin gave, in words for its author; never quotes what may hold patient data."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import datetime, timedelta
from typing import assert_never, get_args

from frontdesk.hookspecs import (
    Accepted,
    AddressFact,
    Changes,
    Channel,
    PreferenceSource,
    Receipt,
    Refused,
    Replied,
    Reported,
    ReportWord,
    Setting,
    SettingKind,
    Settings,
    SettingValue,
    SourceChange,
    Uncertain,
    Unreachable,
)
from frontdesk.problems import choices, did_you_mean

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LETTERS = "small letters, digits and _"
_LONGEST_WAIT = timedelta(days=1)
_LONGEST_ID = 200
_LONGEST_TEXT = 20_000


def faults_in(offer: object) -> list[str]:
    """Return what is wrong with a Channel or PreferenceSource as a record; nothing when all is well."""
    if not isinstance(offer, Channel | PreferenceSource):
        return [f"it is {kind_of(offer)}, not a Channel or PreferenceSource"]
    faults = _faults_in_calls(offer)
    if not _is_name(offer.name):
        faults.append(f"its name {offer.name!r} is not made of {_LETTERS}")
    if not isinstance(offer.settings, tuple) or not all(isinstance(one, Setting) for one in offer.settings):
        return [*faults, "its settings are not a tuple of Setting"]
    names = [one.name for one in offer.settings]
    faults += [f"the name of its setting {name!r} is not made of {_LETTERS}" for name in names if not _is_name(name)]
    faults += [f"its setting {one.name!r} {fault}" for one in offer.settings if (fault := _fault_in_setting(one))]
    if isinstance(offer, Channel):
        mappings = [one.name for one in offer.settings if one.kind == "mapping"]
        faults += [f"its setting {name!r} is a mapping, which only a source is given" for name in mappings]
    return faults + [f"its setting {name!r} is there twice" for at, name in enumerate(names) if name in names[:at]]


def _fault_in_setting(setting: Setting) -> str:
    if setting.kind not in get_args(SettingKind):
        return f"is of no kind that there is: write {choices(get_args(SettingKind))}"
    if setting.default is not None and not _is_of_kind(setting, setting.default):
        return f"has a default that is {kind_of(setting.default)}, which {setting.kind} is not"
    if setting.default is not None and (setting.required or setting.secret):
        return f"has a default, although it is {'required' if setting.required else 'a secret'}"
    return ""


def _is_of_kind(setting: Setting, value: object) -> bool:
    """Whether *value* is what a setting of this kind arrives as: True is no number here."""
    wanted = {"int": int, "yes_no": bool}.get(setting.kind, str)
    return type(value) is wanted


def fault_in_receipt(receipt: object) -> str:
    """Return what is wrong with a channel's answer; empty when it is a proper receipt."""
    if not isinstance(receipt, Receipt):
        return f"it is {kind_of(receipt)}, not {_one_of(get_args(Receipt))}"
    match receipt:
        case Accepted(reference):
            return "" if _is_text(reference) else f"the reference is {kind_of(reference)}, not a text"
        case Refused():
            return _fault_in_refusal(receipt) or _fault_in_reason(receipt.reason)
        case Unreachable(reason, fact):
            known = get_args(AddressFact)
            return _fault_in_reason(reason) if fact in known else f"the fact is not {choices(known)}"
        case Uncertain(reason):
            return _fault_in_reason(reason)
        case _:
            assert_never(receipt)


def _one_of(kinds: tuple[type, ...]) -> str:
    """The names of *kinds*, as a sentence lists them."""
    *others, last = (kind.__name__ for kind in kinds)
    return f"an {', '.join(others)} or {last}"


def _fault_in_reason(reason: object) -> str:
    return "" if reason and _is_text(reason) else "the reason is not a text that says why"


def _fault_in_refusal(receipt: Refused) -> str:
    retry: object = receipt.retry  # declared as True or False, but a vendor wrote it
    if not isinstance(retry, bool):
        return f"whether to retry is {kind_of(retry)}, not True or False"
    return "" if receipt.after is None else _fault_in_wait(retry, receipt.after)


def _fault_in_wait(retry: bool, after: object) -> str:
    if not isinstance(after, timedelta):
        return f"how long to wait is {kind_of(after)}, not a timedelta"
    if not timedelta() < after <= _LONGEST_WAIT:
        return "how long to wait is not more than nothing and at most a day"
    return "" if retry else "it says how long to wait, and not to retry"


def fault_in_event(event: object) -> str:
    """Return what is wrong with one record of what a provider posted; empty when it is proper."""
    match event:
        case Replied(ident, number, text, to, at):
            ids, texts = {"event": ident, "number": number, "to": to}, {"text": text}
        case Reported(ident, reference, report, reason, at):
            if report not in get_args(ReportWord):
                return f"the report is not {choices(get_args(ReportWord))}"
            ids, texts = {"event": ident, "reference": reference}, {"reason": reason}
        case _:
            return f"it is {kind_of(event)}, not a Replied or Reported"
    if not (at is None or (isinstance(at, datetime) and at.utcoffset() is not None)):
        return "the 'at' is not a datetime with its zone"
    faults = (_fault_in_id(name, said) for name, said in ids.items())
    long = (
        f"the {name} is no text of at most {_LONGEST_TEXT:,} letters"
        for name, said in texts.items()
        if not _is_text(said) or len(str(said)) > _LONGEST_TEXT
    )
    return next(filter(None, (*faults, *long)), "")


def _fault_in_id(name: str, said: object) -> str:
    """What is wrong with a text that something is found by; an empty one would make all that lack it the same."""
    if not _is_text(said) or not str(said).strip():
        return f"the {name} is {kind_of(said)}, not a text" if not isinstance(said, str) else f"the {name} is empty"
    if len(str(said)) > _LONGEST_ID or not str(said).isprintable():
        return f"the {name} is no line of at most {_LONGEST_ID} letters"
    return ""


def fault_in_changes(answer: object) -> str:
    """Return what is wrong with a preference source's answer; empty when it is proper."""
    if not isinstance(answer, Changes):
        return f"it is {kind_of(answer)}, not Changes"
    if not _is_text(answer.cursor):
        return f"the cursor is {kind_of(answer.cursor)}, not a text"
    if not isinstance(answer.changes, tuple):
        return f"the changes are {kind_of(answer.changes)}, not a tuple"
    if not isinstance(answer.not_understood, tuple) or not all(map(_is_text, answer.not_understood)):
        return "what was not understood is not a tuple of texts"
    strange = [one for one in answer.changes if not isinstance(one, get_args(SourceChange))]
    if strange:
        return (
            f"one of the changes is {kind_of(strange[0])}, not a PatientChange, AppointmentChange or PreferenceChange"
        )
    return next(filter(None, map(_fault_in_change, answer.changes)), "")


def _fault_in_change(change: SourceChange) -> str:
    for part in fields(change):
        said = getattr(change, part.name)
        if said is None and part.default is None:
            continue
        if part.name == "active":
            if not isinstance(said, bool):
                return f"whether a patient is active is {kind_of(said)}, not True or False"
        elif not _is_text(said):
            return f"the {part.name} of a change is {kind_of(said)}, not a text"
    return ""


def check_settings(offer: Channel | PreferenceSource, settings: Settings) -> list[str]:
    """Return what is wrong with *settings* for *offer*, in words: values that it needs, names that it does not know."""
    known = {setting.name: setting for setting in offer.settings}
    missing = [
        f"'{offer.name}' has no value for its setting '{name}'"
        + (f" ({known[name].means})" if known[name].means else "")
        for name in missing_settings(offer, settings)
    ]
    unknown = [
        f"'{offer.name}' has no setting '{name}' ({did_you_mean(name, known) or f'it has {choices(known)}'})"
        for name in settings
        if name not in known
    ]
    strange = [
        f"the setting '{name}' of '{offer.name}' is {kind_of(value)}, which {known[name].kind} is not"
        for name, value in settings.items()
        if name in known and not _is_of_kind(known[name], value)
    ]
    return missing + unknown + strange


def missing_settings(offer: Channel | PreferenceSource, settings: Settings) -> list[str]:
    """Return the names of the required settings that are left out or empty."""
    return [one.name for one in offer.settings if one.required and settings.get(one.name, "") == ""]


def with_defaults(offer: Channel | PreferenceSource, settings: Settings) -> dict[str, SettingValue]:
    """Return *settings* and, of what they leave out, each default."""
    return {**{one.name: one.default for one in offer.settings if one.default is not None}, **settings}


def kind_of(thing: object) -> str:
    """Return the kind of *thing* with its article, never the thing itself."""
    name = type(thing).__name__
    return "nothing" if thing is None else f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def _is_text(thing: object) -> bool:
    """Whether *thing* is a text that can be written down: halves of letters, which no file can hold, are none."""
    return isinstance(thing, str) and not any("\ud800" <= letter <= "\udfff" for letter in thing)


def _is_name(name: object) -> bool:
    return isinstance(name, str) and bool(_NAME.fullmatch(name))


def _faults_in_calls(offer: Channel | PreferenceSource) -> list[str]:
    calls: dict[str, object]
    if isinstance(offer, Channel):
        optional = {"look_up": offer.look_up, "inbound": offer.inbound}
        calls = {"send": offer.send, **{name: call for name, call in optional.items() if call is not None}}
    else:
        calls = {"changes": offer.changes}
    return [f"its '{name}' is {kind_of(call)}, not a function" for name, call in calls.items() if not callable(call)]
