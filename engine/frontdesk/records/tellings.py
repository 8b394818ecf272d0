"""What a source told of somebody, in the words in which it told it. Knows neither the words nor the source."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.names import ContactId


@dataclass(frozen=True, slots=True)
class Telling:
    """What a source told of one thing, which it calls *key*, in these *words*; ``contact`` is whom it is about.

    The words hold whatever could be said otherwise another time: the cells of a row, and what they meant by then.
    """

    key: str
    words: str
    contact: ContactId
