"""What a row of a file changes of somebody on file: told, changed where that is asked for, and never turned back.

A file knows of no correction that staff made, so what they corrected stays until they correct it again; and it takes
nothing away with an empty cell. What it says of a status is left: a status is chosen, and what follows from it follows
once. A refusal counts whatever else is wrong with its row. Knows neither files nor who of those on file a row tells of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from frontdesk.desk import claiming, summaries
from frontdesk.desk.contact_changes import Change, NotCorrectedError, corrected, keep_change, read_given, whole_names
from frontdesk.desk.corrected_here import ADDRESSES, LastCorrection, is_same, last_correction, taken_away
from frontdesk.desk.finding import named
from frontdesk.desk.import_columns import COLUMNS, own_facts
from frontdesk.desk.import_consents import NO_CONTACT, agree, may_be_contacted, refuse, wants_no_contact
from frontdesk.desk.import_rows import RowReader
from frontdesk.desk.of_fields import OfField
from frontdesk.desk.practice import Act
from frontdesk.desk.statuses import settled_if_due
from frontdesk.desk.taking import Taken, Wish
from frontdesk.file_words import RowOutcome
from frontdesk.mapping import SaidRow
from frontdesk.names import ContactId, LineType, PhoneKind, phase_of
from frontdesk.records import Contact, same_name
from frontdesk.strangers import tidied

_OF_WHOEVER_IS_NEW = frozenset({"status", "phase", "reason", "follow_up"})
_NAMES = frozenset({"name", "first name", "last name"})


@dataclass(frozen=True, slots=True)
class _Corrected:
    """A column that staff corrected and of which the file says something else: what is *here*, and *there*."""

    contact: ContactId
    name: str
    here: str
    there: str
    corrected: str
    """When and by whom."""

    def told(self) -> str:
        """What is here and what the file says."""
        return _of(self.name, f"is {self.here or 'empty'}, {self.corrected}, and {self.there} in the file")

    def is_gone(self) -> str:
        """That what the file says was taken from them here, perhaps in another column, and is not put back."""
        gone = self.corrected.replace("corrected", "taken away")
        return _of(self.name, f"stays {self.here or 'empty'}; {self.there} in the file was {gone}")

    def stays(self) -> str:
        """That it stays in spite of the file, and what takes that over."""
        value = _address(self.there) if self.name in ADDRESSES else self.there
        if self.name in tuple(PhoneKind):
            value = value.replace(" ", "-")
        given = f"{self.name}={value}"
        given = f'"{given}"' if " " in given else given
        stays = f"stays {self.here or 'empty'}, {self.corrected}; the file has {self.there}"
        return _of(self.name, f"{stays} ('frontdesk contact edit {self.contact} {given}' takes that over)")


@dataclass(frozen=True, slots=True)
class _News:
    """What a row says that is not on file: the *change*, its columns, what is left as it is, and why it cannot be.

    ``corrected`` is what staff corrected and the file does not know: that stays as well.
    """

    change: Change
    columns: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    corrected: tuple[_Corrected, ...] = ()

    def told(self) -> tuple[str, ...]:
        """What is here and what the file says, column by column."""
        news = (
            _of(name, f"is {before or 'not known'} here, and {now} in the file") for name, before, now in self._said
        )
        return (*news, *(one.told() for one in self.corrected))

    def changes(self) -> tuple[str, ...]:
        """What is said now and what was, column by column."""
        return tuple(_of(name, now + (f", was {before}" if before else "")) for name, before, now in self._said)

    @property
    def _said(self) -> list[tuple[str, str, str]]:
        before, now = self.change.said_before, self.change.said_now
        told = whole_names(self.columns)
        return [(name, _known(before.get(name, "")), _known(now.get(name, ""))) for name in told]


def take_over(act: Act, contact: Contact, row: SaidRow, wish: Wish, *, twice: bool) -> Taken:
    """Take over what *row* says of *contact*, who is on file, as far as *wish* asks for it.

    *twice*: another row of the file told of them already, so that this one may say nothing else.
    """
    said = {name: text for name, text in row.said.items() if text}
    before = settled_if_due(act, contact.id) if contact.choice else contact
    causes = list(row.faults)
    other_status = _is_elsewhere(act, before, said, causes)
    refused = refuse(act, before, said)
    before, left_alone = _left_alone(act, before, said, wish)
    try:
        news = _news(act, before, said)
    except NotCorrectedError as error:
        return Taken(RowOutcome.REFUSED, (*causes, str(error)), refused.nowhere, refused.binds)
    if causes or news.causes:
        return Taken(RowOutcome.REFUSED, (*causes, *news.causes), refused.nowhere, refused.binds)
    not_lifted = may_be_contacted(said) and summaries.is_left_alone(before)
    remarks = (*news.remarks, *refused.nowhere, *([_stays_left_alone(before)] if not_lifted else []))
    if twice or not wish.update:
        contrary = [_of(NO_CONTACT, "is yes here, and no in the file")] if twice and not_lifted else []
        if left := _not_asked_for(act, before, said, (*news.told(), *contrary), twice=twice):
            return replace(left, remarks=remarks, opted_out=(*refused.binds, *left.opted_out))
    refused_now = refuse(act, news.change.after, said)  # of an address that is new as well, before what is gone is told
    after = _keep(act, before, news, wish)
    agreed = agree(act, after, said, before=before, keep=True)
    changes = (
        *left_alone,
        *refused.news,
        *news.changes(),
        *refused_now.news,
        *agreed.news,
        *_noted(act, before, said),
    )
    stays = tuple(one.stays() for one in news.corrected)
    told = Taken(
        RowOutcome.CHANGED if changes else RowOutcome.UNCHANGED,
        changes,
        (*remarks, *stays),
        opted_out=(*refused.binds, *refused_now.binds, *([before.id] if agreed.is_refused else [])),
        other_status=other_status,
        contact=before.id,
        who=named(after),
    )
    return told if changes or not stays else replace(told, outcome=RowOutcome.DIFFERS, said=stays, remarks=remarks)


def _not_asked_for(
    act: Act, before: Contact, said: Mapping[str, str], differing: tuple[str, ...], *, twice: bool
) -> Taken | None:
    """What becomes of a row that says what was not asked for: what is *differing*, or agreed to; or ``None``."""
    offered = agree(act, before, said, before=before, keep=False)
    differing = (*differing, *offered.told)
    if not differing:
        return None
    if twice:
        return Taken(RowOutcome.REFUSED, ("is in the file twice, and not with the same words", *differing))
    return Taken(RowOutcome.DIFFERS, differing, opted_out=(before.id,) if offered.is_refused else ())


def take_refusals(act: Act, contact: Contact, said: Mapping[str, str], wish: Wish) -> tuple[str, ...]:
    """Take over what is refused of *contact*, and nothing else that is *said*; returns what was not refused before."""
    refused = refuse(act, contact, said)
    _, left_alone = _left_alone(act, contact, said, wish)
    return (*left_alone, *refused.news)


def _left_alone(act: Act, before: Contact, said: Mapping[str, str], wish: Wish) -> tuple[Contact, tuple[str, ...]]:
    """Note that they are not to be contacted, where the row says so; that it says the contrary lifts nothing."""
    if not wants_no_contact(said) or before.facesheet.refuses or before.emr.refuses:
        return before, ()
    read = read_given(act, before, {NO_CONTACT: "yes"})
    keep_change(Change(act, before, corrected(act, before, read.contact, {NO_CONTACT: "yes"})), wish.file)
    return act.store.contact(before.id), ("do not contact",)


def _stays_left_alone(before: Contact) -> str:
    """That they are still left alone, whoever said so, and what takes that back where the desk can."""
    stays = f"stays yes, as {'the EMR says' if before.emr.refuses else 'is noted here'}"
    lifts = before.facesheet.do_not_contact and not before.emr.refuses
    how = f" ('frontdesk contact prefs {before.id} --may-contact' does)" if lifts else ""
    return _of(NO_CONTACT, f"{stays}; the file says no, and no file takes it back{how}")


def _is_elsewhere(act: Act, before: Contact, said: Mapping[str, str], causes: list[str]) -> bool:
    """Whether the row says another status than that in which they are here; one that there is none of is a cause."""
    told = {name: said[name] for name in ("status", "phase") if name in said}
    if not told:
        return False
    state = RowReader(act, told).state(told, causes)
    return state != before.state if "status" in said else phase_of(state) != phase_of(before.state)


def _news(act: Act, before: Contact, said: Mapping[str, str]) -> _News:
    """What of what is said is not on file. Raises NotCorrectedError."""
    own = {fact.name for fact in own_facts(act.ruleset)}
    corrects = ({*COLUMNS} - _OF_WHOEVER_IS_NEW - {"note", NO_CONTACT}) | own
    given = {name: text for name, text in said.items() if name in corrects and not _says_nothing(name, text)}
    row = read_given(act, before, given)
    if row.causes:
        return _News(Change(act, before, before), causes=row.causes)
    if _is_called_so(before, row.contact):
        given = {name: text for name, text in given.items() if name not in _NAMES}
    change = Change(act, before, corrected(act, before, row.contact, given))
    differing = [name for name in change.columns if not _was_found_out(change, name, given)]
    corrections = {name: one for name in differing if (one := _corrected_here(change, name))}
    kept = {name: text for name, text in given.items() if _column(name) in {*differing} - _with_names([*corrections])}
    read = read_given(act, before, kept).contact if corrections else row.contact  # a companion is read whole
    left = _News(Change(act, before, corrected(act, before, read, kept)))
    columns = tuple(name for name in left.change.columns if name in differing)
    remarks, others = list[str](), list[_Corrected]()
    for name in whole_names(corrections):
        last = corrections[name]
        here, there = (_known(said.get(name, "")) for said in (change.said_before, change.said_now))
        differs = _Corrected(before.id, name, here, there, _when(act, last))
        if not last.before_is_known:
            remarks.append(differs.stays())
        elif last.took_away:
            remarks.append(differs.is_gone())
        elif is_same(name, last.before, there):
            remarks.append(_of(name, "in the file is still what was corrected here"))
        else:
            others.append(differs)
    return replace(left, columns=columns, remarks=tuple(remarks), corrected=tuple(others))


def _says_nothing(name: str, text: str) -> bool:
    return name.endswith("_type") and text.casefold() == "unknown"


def _is_called_so(before: Contact, read: Contact) -> bool:
    """Whether the name is on file, in whatever letters; a whole name that is read in no parts takes none away."""
    parts = (read.given.casefold(), read.family.casefold())
    known = (before.given.casefold(), before.family.casefold())
    return same_name(before.name) == same_name(read.name) and parts in (("", ""), known)


def _was_found_out(change: Change, name: str, given: Mapping[str, str]) -> bool:
    """Whether only what was found out of an address differs, which the file does not say."""
    if name not in ADDRESSES or f"{name}_type" in given:
        return False
    return is_same(name, *_before_and_now(change, name))


def _before_and_now(change: Change, name: str) -> tuple[str, str]:
    return change.said_before.get(name, ""), change.said_now.get(name, "")


def _corrected_here(change: Change, name: str) -> LastCorrection | None:
    """How somebody here corrected what the file says otherwise; an earlier file is nobody here.

    Whoever corrected a number said nothing of its type, which a file may know. What somebody took away stays away,
    whatever files said since; an address that the contact still has is in another column.
    """
    last = last_correction(change.act, change.before.id, name)
    here, there = _before_and_now(change, name)
    same = name in ADDRESSES and is_same(name, here, there)
    if last is not None and not last.file:
        return None if same and last.before_is_known and not is_same(name, last.before, here) else last
    theirs = [said for column, said in change.said_before.items() if column in ADDRESSES] if name in ADDRESSES else []
    if not there or same or any(is_same(name, one, there) for one in theirs):
        return None
    return taken_away(change.act, change.before.id, name, there)


def _when(act: Act, last: LastCorrection) -> str:
    return f"corrected here on {last.at.astimezone(act.ruleset.zone):%Y-%m-%d} by {last.by}"


def _with_names(left: Iterable[str]) -> set[str]:
    """What is left as it is; the parts of a name stand and fall with the whole."""
    names = {*left}
    return names | (_NAMES if _NAMES & names else set())


def _column(name: str) -> str:
    """The column of a correction in which a field is told: the type of a number beside the number."""
    return name.removesuffix("_type") if name.removesuffix("_type") in tuple(PhoneKind) else name


def _keep(act: Act, before: Contact, news: _News, wish: Wish) -> Contact:
    """Keep what is news, and return the contact as it is then."""
    if not news.columns:
        return before
    for words in keep_change(news.change, wish.file):
        act.store.add_notice(before.id, act.now, f"{wish.file} corrected {before.name}: {words}")
    if before.reference != news.change.after.reference:
        claiming.claim(act, before.id)
    return act.store.contact(before.id)


def _noted(act: Act, before: Contact, said: Mapping[str, str]) -> tuple[str, ...]:
    """Note what the row notes, unless that is noted already, or is all that is noted, as an export of ours says it."""
    text = tidied(said.get("note", ""))
    if not text or text == tidied(summaries.notes(act, before.id)):
        return ()
    if text in [one.text for one in act.store.notes(before.id)]:
        return ()
    act.store.add_note(before.id, act.now, act.by, text)
    return ("a note",)


def _of(name: str, words: str) -> OfField:
    """A sentence on a column, which is shown here as the front desk says it."""
    return OfField(name, words, shown=name.replace("_", " "))


def _address(said: str) -> str:
    """A value without what a carrier found out of it."""
    return said.split(", ")[0]


def _known(said: str) -> str:
    """A value without what is not known of a number."""
    return said.removesuffix(f", {LineType.UNKNOWN}")
