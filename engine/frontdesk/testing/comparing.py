"""Comparing how a story ended with what it expects: only what is named is compared, and every difference is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime

from frontdesk.desk.consents import recorded
from frontdesk.desk.languages import spoken_to
from frontdesk.desk.messages import told_in
from frontdesk.facts import visit_zone, zone_of
from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.building.sections import texts
from frontdesk.loading.building.states import states_of
from frontdesk.loading.tree.nodes import Entries
from frontdesk.names import Consent, ContactId, Covers, MessageState, State
from frontdesk.problems import FrontdeskError
from frontdesk.records import Appointment, Contact, Message, Task, standing
from frontdesk.testing import reading
from frontdesk.testing.given import consents_given
from frontdesk.testing.stories import Story
from frontdesk.views import options

_CLOCK = "%Y-%m-%d %H:%M"


def differences(story: Story, expect: Entries) -> tuple[str, ...]:
    """Return, in words, everything that is not as *expect* says; nothing when all is."""
    found: list[str] = []
    wanted = reading.text(expect.get("refused"))
    if story.refused and not wanted:
        found.append(f"the last step was refused: {story.refused}")
    elif wanted and wanted.casefold() not in story.refused.casefold():
        found.append(f"refused: expected '{wanted}', got '{story.refused or 'nothing was refused'}'")
    several = reading.entries(expect.get("contacts"))
    for name in several:
        if name not in story.people:
            because = f"; the last step was refused: {story.refused}" if story.refused else ""
            raise FrontdeskError(f"nobody is called '{name}' in this story{because}")
        ended = _Ended(story, story.people[name])
        found += [f"{name}: {one}" for one in ended.compared(reading.entries(several.get(name)))]
    first = next(iter(story.people.values()), None)
    if first is not None:
        found += _Ended(story, first).compared(expect)
    return tuple(found)


class _Ended:
    """How things stand for one contact when the story is over."""

    def __init__(self, story: Story, contact: ContactId) -> None:
        self.story, self.store = story, story.practice.store
        self.contact: Contact = self.store.contact(contact)
        self.zone = zone_of(story.practice.ruleset, self.contact)

    def compared(self, expect: Entries) -> Iterator[str]:
        """Tell every difference from *expect*."""
        for key in expect:
            if key == "notified" and reading.items(expect.get(key)):  # beside {text, to}, a text alone is {text}
                told = [one for one in self.store.notices() if one.contact == self.contact.id]
                yield from self._listed(key, expect, [{"text": one.text, "to": one.addressee} for one in told])
            elif key in _WORDS:
                yield from _differ(key, sorted(reading.words(expect.get(key))), sorted(_WORDS[key](self)))
            elif key in _MESSAGES:
                own = self.store.messages(self.contact.id, states=(_MESSAGES[key],))
                messages = [one for one in own if one.part_of not in {whole.id for whole in own}]
                yield from self._listed(key, expect, [self._message(one) for one in messages])
            elif key == "status":
                yield from self._status(expect)
            elif key == "visits":
                visits = self.store.appointments(self.contact.id)
                yield from self._listed(key, expect, [self._visit(one) for one in visits])
            elif key == "tasks":
                tasks = self.store.tasks(self.contact.id, open_only=False)
                yield from self._listed(key, expect, [self._task(one) for one in tasks])
        yield from self._offers(reading.entries(expect.get("offered")))
        yield from self._consent(reading.entries(expect.get("consent")))

    def _status(self, expect: Entries) -> Iterator[str]:
        diagnostics = Diagnostics()
        wanted = self._states(expect, "status", diagnostics)
        yield from (f"status: {problem.cause} ({problem.hint})" for problem in diagnostics.problems)
        if wanted and self.contact.state not in wanted:
            yield from _differ("status", reading.words(expect.get("status")), [self.contact.state])

    def _offers(self, expect: Entries) -> Iterator[str]:
        if not expect.entries:
            return
        offered = [offer.state for offer in options(self.story.act, self.contact.id).offers]
        diagnostics = Diagnostics()
        wanted = self._states(expect, "includes", diagnostics)
        unwanted = self._states(expect, "excludes", diagnostics)
        yield from (f"offered: {problem.cause} ({problem.hint})" for problem in diagnostics.problems)
        if missing := [one for one in wanted if one not in offered]:
            yield f"offered: {', '.join(missing)} should be offered; offered are {', '.join(offered)}"
        if extra := [one for one in unwanted if one in offered]:
            yield f"offered: {', '.join(extra)} should not be offered"

    def _states(self, expect: Entries, key: str, diagnostics: Diagnostics) -> tuple[State, ...]:
        ruleset = self.story.practice.ruleset
        node = expect.get(key)
        known = states_of(ruleset)
        return () if node is None else known.matching(texts(node, f"'{key}'", diagnostics), diagnostics)

    def _consent(self, expect: Entries) -> Iterator[str]:
        act = self.story.act
        for (address, channel), line, wanted in consents_given(act.ruleset, self.contact, expect):
            said = standing(recorded(act, address), line, channel, Covers.ALL, act.now)
            what = f"consent to {channel} on {line} at {address}"
            yield from _differ(what, [wanted], [said.value if said else Consent.UNKNOWN])

    def _listed(self, key: str, expect: Entries, got: Sequence[dict[str, str]]) -> Iterator[str]:
        wanted = reading.items_or_words(expect.get(key), "text")
        asked = {name for one in wanted for name in one}
        shown = "; ".join(_sentence(_as_asked(one, asked)) for one in got) or "nothing"
        if len(wanted) != len(got):
            yield f"{key}: expected {len(wanted)}, got {len(got)}: {shown}"
            return
        for one in wanted:
            named = {name: reading.text(one.get(name)) for name in one}
            if not any(named.items() <= item.items() for item in got):
                yield f"{key}: expected {_sentence(named)}; got {shown}"
                return
        for item in got:
            if not any(all(item.get(name) == reading.text(one.get(name)) for name in one) for one in wanted):
                yield f"{key}: nothing that is expected fits {_sentence(_as_asked(item, asked))}"

    def _message(self, message: Message) -> dict[str, str]:
        at = self.story_time(message.ended_at or message.due_at)
        told = 1 + len(told_in(self.story.act, message))
        said = {"message": message.message, "channel": message.channel or "", "at": at, "reason": message.reason}
        left = self.story.carriers.left.get(f"{self.store.name}-{message.id}")
        said |= {"language": self._language(message), "says": left.body if left else ""}
        return {**said, "visits": str(told) if told > 1 else ""}

    def _language(self, message: Message) -> str:
        """The language in which a message was written, where its text is in several."""
        text = self.story.practice.ruleset.messages.get(message.message)
        content = text.content.get(message.channel) if text and message.channel else None
        return content.said_in(spoken_to(self.story.act, message, content)).language or "" if content else ""

    def _visit(self, visit: Appointment) -> dict[str, str]:
        return {
            "at": visit.at.astimezone(visit_zone(self.story.practice.ruleset, visit)).strftime(_CLOCK),
            "state": visit.state,
            "practitioner": visit.practitioner,
            "site": visit.site,
            "type": visit.type,
            "reference": visit.reference,
        }

    def _task(self, task: Task) -> dict[str, str]:
        return {
            "task": task.task,
            "lifecycle": task.lifecycle,
            "progress": task.progress,
            "follow_up": self.story_time(task.follow_up_at),
            "assigned_to": task.assigned_to,
            "type": task.type,
            "priority": task.priority,
        }

    def story_time(self, at: datetime | None) -> str:
        """An instant on the contact's clock."""
        return at.astimezone(self.zone).strftime(_CLOCK) if at else ""

    def suggested(self) -> list[str]:
        """The status that the attempt limit suggests."""
        suggestion = options(self.story.act, self.contact.id).suggested
        return [suggestion.state] if suggestion else []


_MESSAGES = {
    "sent": MessageState.SENT,
    "skipped": MessageState.SKIPPED,
    "waiting": MessageState.WAITING,
    "withdrawn": MessageState.WITHDRAWN,
}
_WORDS: dict[str, Callable[[_Ended], list[str]]] = {
    "running": lambda ended: [one.campaign for one in ended.store.enrolments(ended.contact.id)],
    "attempts": lambda ended: [str(ended.contact.attempts)],
    "suggested": lambda ended: ended.suggested(),
    "notes": lambda ended: [note.text for note in ended.store.notes(ended.contact.id)],
    "notified": lambda ended: [one.text for one in ended.store.notices() if one.contact == ended.contact.id],
}


def _differ(key: str, expected: Sequence[str], got: Sequence[str]) -> Iterator[str]:
    if list(expected) != list(got):
        yield f"{key}: expected {', '.join(expected) or 'nothing'}, got {', '.join(got) or 'nothing'}"


def _as_asked(item: dict[str, str], asked: Collection[str]) -> dict[str, str]:
    """What is told of one thing: a text, and its language, only where an example asks for such."""
    return {name: value for name, value in item.items() if name in asked or name not in ("language", "says")}


def _sentence(item: dict[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in item.items() if value)
