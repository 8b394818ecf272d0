"""The languages that a practice writes in, and which of them somebody is addressed in.

Knows no contact and no text: a tag of a language goes in, one of the practice's languages comes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from frontdesk.model.named import SETTING
from frontdesk.names import Language
from frontdesk.problems import NOWHERE, Location
from frontdesk.tables import UNKNOWN, Value


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages; the first stands in where a text or a contact has none. Without any, a text is for everybody."""

    languages: tuple[Language, ...] = field(default=(), metadata=SETTING)
    where: Location = NOWHERE

    def spoken(self, said: Value) -> Language | None:
        """The language for somebody of whom *said* is known: of ``es-MX`` that, else ``es``, else the first.

        The shorter tag takes the place of the longer as RFC 4647, section 3.4, looks it up. ``None`` without languages.
        """
        by_tag = {language.casefold(): language for language in self.languages}
        tags = _ever_shorter(str(said).casefold()) if said != UNKNOWN else ()
        found = next((by_tag[tag] for tag in tags if tag in by_tag), None)
        return found or next(iter(self.languages), None)


def _ever_shorter(tag: str) -> Iterator[str]:
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]
