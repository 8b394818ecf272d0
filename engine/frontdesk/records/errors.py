"""What a store cannot answer, in words for whoever asked; which store it is, nobody needs to know."""

from __future__ import annotations

from frontdesk.problems import FrontdeskError


class StoreError(FrontdeskError):
    """The store cannot be used, for now or at all: why, and what to do. Nothing is decided by it."""


class NoSuchContactError(FrontdeskError):
    """A contact was asked for by a number that nobody has."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"no contact has the number {number}; see 'frontdesk contact list'")


class NoSuchRecordError(FrontdeskError):
    """An appointment, message, task, enrolment, notice or entry was asked for that does not exist."""

    def __init__(self, what: str, number: int) -> None:
        self.what, self.number = what, number
        super().__init__(f"there is no {what} number {number}")
