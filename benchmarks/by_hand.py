"""The shipped delivery tables as a programmer would write them into a product: what the engine is measured against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_TEXTABLE = ("text_enabled", "unknown")
_PHONES = ("text_enabled", "landline", "unknown")


def by_hand_default(facts: Mapping[str, Any]) -> str:
    """The delivery table of ``default``."""
    if facts["message"] == "automation" and facts["do_not_contact"] == "yes":
        return "none"
    if _may_go(facts, "text") and facts["destination"] in _TEXTABLE and facts["text_consent"] == "opted_in":
        return "text"
    if _may_go(facts, "call") and facts["destination"] in _PHONES and facts["call_consent"] != "opted_out":
        return "call"
    if _refuses_email(facts):
        return "none"
    if _may_go(facts, "email") and facts["email"] == "on_file":
        return "email"
    return "none"


def _may_go(facts: Mapping[str, Any], channel: str) -> bool:
    """Whether there is something to say there, and it is not too private for that."""
    return bool(facts[f"has_{channel}"] == "yes" and facts[f"privacy.{channel}"] == "yes")


def _refuses_email(facts: Mapping[str, Any]) -> bool:
    sells = facts["purpose"] == "marketing" and facts["marketing_email"] == "no"
    return sells or bool(facts["email_consent"] == "opted_out")


def by_hand_health_system(facts: Mapping[str, Any]) -> str:
    """The delivery table of ``health-system``, without the rows that only say why nothing goes out."""
    message = facts["message"]
    if message == "automation" and facts["do_not_contact"] == "yes":
        return "none"
    if facts["too_young"] == "yes":
        return "none"
    if message == "campaign" and facts["verified"] == "no" and facts["visits_on_file"] == 0:
        return "none"
    if message == "manual" and facts["texting_allowed"] == "no":
        return "none"
    return _waterfall(facts)


def _waterfall(facts: Mapping[str, Any]) -> str:
    destination, literal = facts["destination"], facts["reading"] == "literal"
    has_call = _may_go(facts, "call") and facts["call_consent"] != "opted_out"
    has_email = _may_go(facts, "email") and facts["email"] == "on_file"
    may_text = (
        _may_go(facts, "text")
        and destination in _TEXTABLE
        and facts["text_consent"] == "opted_in"
        and facts["texting_allowed"] == "yes"
    )
    preferred, confidential = facts["preferred_method"], facts["confidential"] == "yes"
    if confidential and preferred == "not_sent" and facts["preferred_number"] == "not_sent":
        return "none"
    refused = _refuses_email(facts)
    if confidential and preferred == "email":
        return "email" if has_email and not refused else "none"
    if preferred == "call":
        if has_call and destination in _PHONES:
            return "call"
        if confidential:
            return "none"
        if may_text and not literal:
            return "text"
    elif may_text:
        return "text"
    if confidential and preferred == "text":
        return "none"
    if has_call and destination == "landline":
        return "call"
    no_text = facts["text_consent"] == "opted_out" or facts["texting_allowed"] == "no"
    if has_call and destination in _TEXTABLE and (no_text or not literal):
        return "call"
    if has_email and not confidential and not refused:
        return "email" if destination in ("invalid", "missing") or not literal else "none"
    return "none"
