"""What is wrong with a record that a plugin gave, in words for its author; never quotes what may hold patient data."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import get_args

from frontdesk.hookspecs import (
    Accepted,
    AddressFact,
    Changes,
    Channel,
    PreferenceChange,
    PreferenceSource,
    Refused,
    Setting,
    SettingKind,
    Settings,
    SettingValue,
    Uncertain,
    Unreachable,
)
from frontdesk.problems import choices, did_you_mean

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LETTERS = "small letters, digits and _"


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
    match receipt:
        case Accepted(reference):
            return "" if _is_text(reference) else f"the reference is {kind_of(reference)}, not a text"
        case Refused(retry=retry) if not isinstance(retry, bool):
            return f"whether to retry is {kind_of(retry)}, not True or False"
        case Unreachable(fact=fact) if fact not in get_args(AddressFact):
            return f"the fact is not {choices(get_args(AddressFact))}"
        case Refused(reason=reason) | Unreachable(reason=reason) | Uncertain(reason=reason):
            return "" if reason and _is_text(reason) else "the reason is not a text that says why"
    return f"it is {kind_of(receipt)}, not an Accepted, Refused, Unreachable or Uncertain"


def fault_in_changes(answer: object) -> str:
    """Return what is wrong with a preference source's answer; empty when it is proper."""
    if not isinstance(answer, Changes):
        return f"it is {kind_of(answer)}, not Changes"
    if not _is_text(answer.cursor):
        return f"the cursor is {kind_of(answer.cursor)}, not a text"
    if not isinstance(answer.changes, tuple):
        return f"the changes are {kind_of(answer.changes)}, not a tuple"
    strange = [one for one in answer.changes if not isinstance(one, PreferenceChange)]
    if strange:
        return f"one of the changes is {kind_of(strange[0])}, not a PreferenceChange"
    parts = ((part.name, getattr(one, part.name)) for one in answer.changes for part in fields(one))
    faults = (f"the {name} of a change is {kind_of(said)}, not a text" for name, said in parts if not _is_text(said))
    return next(faults, "")


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
        calls = {"send": offer.send} if offer.look_up is None else {"send": offer.send, "look_up": offer.look_up}
    else:
        calls = {"changes": offer.changes}
    return [f"its '{name}' is {kind_of(call)}, not a function" for name, call in calls.items() if not callable(call)]
