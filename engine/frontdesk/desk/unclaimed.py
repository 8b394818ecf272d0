"""What a source said of people and visits that are not on file, kept in its own words until they are.

Kept under the patient's reference, and under the visit's where it is about one. Knows not what the words mean.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import TypeAlias, TypeVar

from frontdesk.desk.practice import Act
from frontdesk.hookspecs import AppointmentChange, PatientChange, PreferenceChange, SourceChange


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """Who a row of a file says that it is of, beside a reference that nobody on file has; empty is what it leaves out.

    It is let go of with the last of what was said beside it.
    """

    name: str = ""
    born: str = ""
    cell: str = ""
    home: str = ""
    work: str = ""
    email: str = ""

    @property
    def said(self) -> dict[str, str]:
        """What is said of them, by the fields of a row."""
        return {field: text for field, text in asdict(self).items() if text}


Kept: TypeAlias = SourceChange | PersonSaid
ChangeT = TypeVar("ChangeT", PatientChange, AppointmentChange, PreferenceChange, PersonSaid)
AnyT = TypeVar("AnyT", bound=Kept)
_KINDS: Mapping[str, type[Kept]] = {
    "preference": PreferenceChange,
    "patient": PatientChange,
    "appointment": AppointmentChange,
    "person": PersonSaid,
}


def keep(act: Act, patient: str, visit: str, change: Kept) -> None:
    """Keep a change behind those before it: what it leaves open, an earlier one may have said.

    Of a patient or visit itself there is one, which says all that was said. Whom it names beside, the last word says.
    """
    left = list[Kept]()
    for one in _kept(act, patient).get(visit, []):
        if isinstance(one, PersonSaid) and isinstance(change, PersonSaid):
            continue
        if type(one) is type(change) and not isinstance(one, PreferenceChange):
            change = together(one, change)
        elif one != change:
            left.append(one)
    _write(act, patient, visit, [*left, change])


def unclaimed(act: Act, patient: str, kind: type[ChangeT]) -> dict[str, list[ChangeT]]:
    """What is kept of this kind, by the visit that it is about, in the order in which it was said."""
    found = {
        visit: [one for one in said if isinstance(one, kind)]
        for visit, said in (_kept(act, patient) if patient else {}).items()
    }
    return {visit: said for visit, said in found.items() if said}


def claim(act: Act, patient: str, visit: str, kind: type[Kept]) -> None:
    """Let go of what is kept of this kind."""
    left = [one for one in _kept(act, patient).get(visit, []) if not isinstance(one, kind)]
    if any(not isinstance(one, PersonSaid) for one in left):
        _write(act, patient, visit, left)
    else:
        act.store.claim(patient, visit)


def together(earlier: AnyT, later: AnyT) -> AnyT:
    """Two changes of the same thing as one: what the later did not send is as the earlier said."""
    sent = {one.name: said for one in fields(later) if (said := getattr(later, one.name)) != one.default}
    return replace(earlier, **sent)


def _kept(act: Act, patient: str) -> dict[str, list[Kept]]:
    return {visit: [_read(one) for one in json.loads(said)] for visit, said in act.store.unclaimed(patient).items()}


def _read(said: dict[str, str | bool | None]) -> Kept:
    kind = said.pop("kind", "preference")
    return _KINDS[str(kind)](**said)  # type: ignore[arg-type]  # as ``_write`` wrote it


def _write(act: Act, patient: str, visit: str, changes: list[Kept]) -> None:
    names = {kind: name for name, kind in _KINDS.items()}
    said = json.dumps([{"kind": names[type(one)], **asdict(one)} for one in changes])
    act.store.keep_unclaimed(patient, visit, said)
