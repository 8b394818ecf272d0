"""Messages about visits of one day: does each go by itself unnoticed, does a merged text tell all (C010, R010)."""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.model import Base, Content, Merging, MessageText, Ruleset
from frontdesk.model.templates import NAME_FIELDS, VISIT_DETAILS, VISIT_FIELDS, VISITS, fields_of
from frontdesk.names import ChannelId, MergedFor, MessageId
from frontdesk.problems import Problem

_OF_ONE_VISIT = (*(name for name in VISIT_FIELDS if name != VISITS), *VISIT_DETAILS)
_OF_VISITS = {*VISIT_FIELDS, *VISIT_DETAILS}
_OF_ONE_PERSON = ("first_name", "name", *NAME_FIELDS)


def check_merging(ruleset: Ruleset) -> Iterator[Problem]:
    """Check what becomes of messages that count on visits where somebody has two of them on one day."""
    before = _counted(ruleset, Base.BEFORE_APPOINTMENT)
    after = _counted(ruleset, Base.AFTER_APPOINTMENT)
    for message in ruleset.messages.values():
        cause = f"whoever has two visits on one day gets '{message.label}' twice, one message for each"
        if message.merge:
            yield from _left_out(ruleset, message, message.merge)
        if message.id in after:
            hint = "what comes after a visit is not merged: accept: C010 because each visit has its own"
            yield Problem(message.where, "C010", cause, hint)
        elif message.id in before and not message.merge:
            hint = (
                "add merge: {for: contact}, with {visits} in its text, or accept: C010 because each visit has its own"
            )
            yield Problem(message.where, "C010", cause, hint)


def _counted(ruleset: Ruleset, base: Base) -> set[MessageId | None]:
    """What is sent by steps that count on an appointment in that way."""
    campaigns = (one for one in ruleset.campaigns.values() if one.enabled)
    return {step.send for campaign in campaigns for step in campaign.steps if step.delay.base is base}


def _left_out(ruleset: Ruleset, message: MessageText, merge: Merging) -> Iterator[Problem]:
    text = ruleset.messages[merge.into]
    for channel in message.content:
        whole = text.content.get(channel)
        tells = any(_used(one) & _OF_VISITS for one in message.content[channel].versions)
        faults = (_fault(text, one, channel, merge, tells) for one in (whole.versions if whole else (None,)))
        if fault := next(filter(None, faults), None):
            cause, hint = fault
            yield Problem(merge.where, "R010", f"{cause}, which '{message.label}' is merged into", hint)


def _used(content: Content) -> set[str]:
    return {mark.name for part in (content.subject, content.body) for mark in fields_of(part)}


def _fault(
    text: MessageText, content: Content | None, channel: ChannelId, merge: Merging, tells: bool
) -> tuple[str, str] | None:
    """What is wrong with the text that tells all visits on *channel* in a language, and what to do.

    Where the text of one visit *tells* nothing of it on that channel, as a voicemail does, that of all need not.
    """
    if content is None:
        return f"nothing is said for '{channel}' by '{text.label}'", "write its content for that channel"
    used, what = _used(content), f"the {channel} of '{text.label}'"
    if one := next((name for name in _OF_ONE_VISIT if name in used), None):
        return f"{{{one}}} tells one visit of several in {what}", f"write {{{VISITS}}} instead"
    if tells and VISITS not in used:
        return f"no visit is told by {what}", f"write {{{VISITS}}} where they are told"
    if merge.merged_for is MergedFor.PHONE and (one := next((name for name in _OF_ONE_PERSON if name in used), None)):
        cause = f"{{{one}}} greets one of those who share the phone in {what}"
        return cause, "leave it out, or merge for: contact"
    return None
