"""What comes in, as the journal keeps it: what people write, what answers them, what providers report later.

Part of what an entry can say (``said``), under the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from frontdesk.names import DeliveryReport, Keyword, Language, LineId, MessageId, OpenQuestions, Question, ReplyAnswer
from frontdesk.wire import wire


@dataclass(frozen=True, slots=True)
class DeliveryReported:
    """What a provider said of a message later."""

    wire: ClassVar = wire("delivery reported", message="message", report="report")
    message: int
    report: DeliveryReport


@dataclass(frozen=True, slots=True)
class ReplyReceived:
    """Somebody wrote to the practice: kept as it was written, before anything is made of it.

    ``received`` is what rules read of the text. Of a number that nobody has, the entry is about nobody.
    """

    wire: ClassVar = wire(
        "reply received",
        "number",
        "received",
        "text",
        number="number",
        received="received",
        keyword="keyword",
        line="line",
        text="text",
        said_at="said at",
        outdated="outdated",
        question="question",
        answer="answer",
        appointment="appointment",
        open_questions="open questions",
    )
    number: str
    received: str
    keyword: Keyword
    line: LineId
    text: str = ""
    said_at: datetime | None = None
    """When they wrote it, where the provider says so and it was not now."""
    outdated: bool = False
    """Whether something newer was recorded for the number already, so that its keyword changes nothing."""
    question: Question | None = None
    """The one open question that it answers, about ``appointment`` if about a visit."""
    answer: ReplyAnswer | None = None
    appointment: int | None = None
    open_questions: OpenQuestions | None = None


@dataclass(frozen=True, slots=True)
class KeywordAnswered:
    """A keyword, as it was written, is answered by a message, in ``language`` where the keyword is of that alone."""

    wire: ClassVar = wire("keyword answered", "keyword", keyword="keyword", message="message", language="language")
    keyword: str
    message: MessageId
    language: Language | None = None
