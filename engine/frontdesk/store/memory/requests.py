"""What was asked before, and up to where sources were read, in memory."""

from __future__ import annotations

from datetime import datetime

from frontdesk.store.instants import in_utc
from frontdesk.store.memory.memory import Handle


class Requests(Handle):
    """Answers to requests, and cursors of sources."""

    def answer_to(self, request_id: str) -> str | None:
        """See ``keeping.Requests``."""
        return self.tables.answers.get(request_id)

    def remember_answer(self, request_id: str, at: datetime, answer: str) -> None:
        """See ``keeping.Requests``. When it was made is asked by nobody."""
        in_utc(at)
        if request_id in self.tables.answers:
            raise RuntimeError(f"the request {request_id} has an answer already")
        self.changing.answers[request_id] = answer

    def cursor(self, source: str) -> str:
        """See ``keeping.Requests``."""
        return self.tables.cursors.get(source, "")

    def set_cursor(self, source: str, cursor: str) -> None:
        """See ``keeping.Requests``."""
        self.changing.cursors[source] = cursor
