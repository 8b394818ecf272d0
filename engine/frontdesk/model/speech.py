"""How a day, an hour and several visits are said in the language of a text.

A closed list: languages that are not on it get figures, which everybody reads (ISO 8601). Knows no visit and no clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from frontdesk.names import Language

_NO_CITY = ("UTC", "GMT")
"""Clocks that no city names; every language calls them so."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of one language; each pattern has the pieces in braces that its method says."""

    weekdays: Sequence[str]
    """From Monday on; none where a date is said in figures."""
    months: Sequence[str]
    day: str
    clock_of: str
    at: str
    numbered: str
    and_: str

    def date(self, day: date) -> str:
        """A day: "Thursday, March 12"; its pattern has ``{weekday}``, ``{month}`` and ``{day}``."""
        if not self.weekdays:
            return day.isoformat()
        return self.day.format(weekday=self.weekdays[day.weekday()], month=self.months[day.month - 1], day=day.day)

    def hour(self, clock: str, city: str = "") -> str:
        """An hour, with the *city* of the clock where it is another than theirs: "10:00 New York time"."""
        if not city:
            return clock
        return f"{clock} {city}" if city in _NO_CITY else self.clock_of.format(clock=clock, city=city)

    def moment(self, date: str, hour: str) -> str:
        """A day and an hour, each as it is said already: "Thursday, March 12 at 10:00"; no day: "at 10:00"."""
        return " ".join(filter(None, (date, self.at, hour)))

    def number(self, told: str, number: int) -> str:
        """What is told, with the number by which an answer can name it."""
        return f"{told} ({self.numbered.format(number=number)})"

    def listed(self, told: Sequence[str]) -> str:
        """Several things that are told, one after the other."""
        return self.and_.join((", ".join(told[:-1]), told[-1])) if told[1:] else "".join(told)


_ENGLISH = Speech(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "{weekday}, {month} {day}",
    "{clock} {city} time",
    "at",
    "no. {number}",
    " and ",
)
_SPANISH = Speech(
    ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "{weekday} {day} de {month}",
    "{clock}, hora de {city}",
    "a las",
    "no. {number}",
    " y ",
)
_FRENCH = Speech(
    ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "{weekday} {day} {month}",
    "{clock}, heure de {city}",
    "à",
    "no. {number}",
    " et ",
)
_FIGURES = Speech((), (), "", "{clock} {city}", "", "#{number}", ", ")
_SPOKEN: Mapping[str, Speech] = {"en": _ENGLISH, "es": _SPANISH, "fr": _FRENCH}
SPOKEN_IN_WORDS = tuple(_SPOKEN)
"""The languages in which dates are said in words."""


def speech_of(language: Language | None) -> Speech:
    """How things are said in *language*; in English where a practice declares none."""
    return _SPOKEN.get(language.partition("-")[0], _FIGURES) if language else _ENGLISH
