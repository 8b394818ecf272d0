"""What was asked or said before, and up to where sources were read, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from frontdesk.store.instants import in_utc
from frontdesk.store.memory.memory import Handle


class Requests(Handle):
    """Answers to requests, cursors of sources, and what these said of people who are not on file."""

    def answer_to(self, request_id: str) -> str | None:
        """See ``keeping.Requests``."""
        return self.tables.answers.get(request_id)

    def remember_answer(self, request_id: str, at: datetime, answer: str) -> None:
        """See ``keeping.Requests``. When it was made is asked by nobody."""
        in_utc(at)
        self.changing.answers.setdefault(request_id, answer)

    def answers(self) -> Iterator[tuple[str, str]]:
        """See ``keeping.Requests``."""
        yield from list(self.tables.answers.items())

    def replace_answer(self, request_id: str, answer: str) -> None:
        """See ``keeping.Requests``."""
        answers = self.changing.answers
        if request_id in answers:
            answers[request_id] = answer

    def cursor(self, source: str) -> str:
        """See ``keeping.Requests``."""
        return self.tables.cursors.get(source, "")

    def set_cursor(self, source: str, cursor: str) -> None:
        """See ``keeping.Requests``."""
        self.changing.cursors[source] = cursor

    def keep_unclaimed(self, patient: str, visit: str, said: str) -> None:
        """See ``keeping.Requests``."""
        self.changing.unclaimed[patient, visit] = said

    def unclaimed(self, patient: str) -> Mapping[str, str]:
        """See ``keeping.Requests``."""
        return {visit: said for (of, visit), said in self.tables.unclaimed.items() if of == patient}

    def unclaimed_about(self, visit: str) -> frozenset[str]:
        """See ``keeping.Requests``."""
        return frozenset(of for of, about in self.tables.unclaimed if about == visit)

    def claim(self, patient: str, visit: str) -> None:
        """See ``keeping.Requests``."""
        self.changing.unclaimed.pop((patient, visit), None)
