"""What several commands share: which practice, which store, which hour, and how to print.

The one place with a clock: everything below takes ``now`` as an argument.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import click

from frontdesk.names import ContactSource

if TYPE_CHECKING:
    from frontdesk.desk import Act
    from frontdesk.model import Ruleset
    from frontdesk.tables.opening import OpenHours

Command = TypeVar("Command", bound=Callable[..., Any])
_STORE = "frontdesk.db"
ERASED_LIST = "erased.txt"
"""The file beside the store that says who was erased."""
DONE = "frontdesk.done"
"""Under this a command leaves in its context what it has done, in words, for when it cannot say it."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MORNING = time(9)
_NOT_ASKED = ("practice", "store", "now", "by", "request", "anyway", "form")

practice_option = click.option(
    "-p",
    "--practice",
    default=".",
    envvar="FRONTDESK_PRACTICE",
    show_envvar=True,
    metavar="FOLDER",
    help="The practice's folder, or the name of a shipped ruleset. Default: the folder you are in.",
)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """The option ``--format``; the first of *formats* is the default."""
    return click.option("--format", "form", type=click.Choice(formats), default=formats[0], show_default=True)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command at the desk needs: the practice's folder, its store's file, who acts, and when."""

    practice: str
    store: Path | None
    now: str
    by: str
    request: str
    anyway: bool = False

    @contextmanager
    def open(self, *, adopting: bool = True, empty: bool = False) -> Iterator[Act]:
        """Open the store for one command, which takes the rules over if they are new.

        Where it only looks back it does neither that nor make a store; where none is there yet it looks at an *empty*
        one, if it can. Raises RulesetError, StoreError and FrontdeskError (the hour).
        """
        from frontdesk.desk import Act, adopt, open_practice
        from frontdesk.loading import load_ruleset
        from frontdesk.records import StoreError

        ruleset = load_ruleset(self.practice)
        file: Path | str = ":memory:" if empty and self._has_none_yet() else self._file()
        if not adopting and isinstance(file, Path) and not file.exists():
            raise StoreError(f"there is no store at {file}; it is made by the first command that keeps something")
        practice = open_practice(ruleset, file)
        with closing(practice.store):
            act = Act(practice, self._now(ruleset), self.by, self.request, _as_asked(), self.anyway)
            if adopting:
                adopt(act)
                click.get_current_context().meta[DONE] = "what was done until then is kept; 'frontdesk journal' says it"
            yield act

    @property
    def home(self) -> Path:
        """The practice's folder, from which the settings of plugins see files and folders."""
        return Path(self.practice) if Path(self.practice).is_dir() else Path()

    @property
    def erased(self) -> Path:
        """The file beside the store that says who was erased."""
        return self._file().with_name(ERASED_LIST)

    @property
    def clock(self) -> Callable[[], datetime] | None:
        """What tells a long run the hour; ``None`` in a rehearsal, where time stands still."""
        return None if self.now else _clock

    @property
    def folder(self) -> Path:
        """The practice's folder, to write into. Raises UsageError where it is a shipped ruleset, which is nobody's."""
        folder = Path(self.practice)
        if not folder.is_dir():
            raise click.UsageError(
                f"'{self.practice}' is a shipped ruleset, not a folder of yours; "
                "make one with 'frontdesk init FOLDER', or say with --store where the store is"
            )
        return folder

    def today(self, ruleset: Ruleset) -> date:
        """The day on the practice's clock. Raises FrontdeskError (the hour)."""
        return self._now(ruleset).astimezone(ruleset.zone).date()

    def _has_none_yet(self) -> bool:
        """Whether nothing was kept of the practice so far, and nobody says of a store that it is there."""
        return self.store is None and not (Path(self.practice) / _STORE).exists()

    def _file(self) -> Path:
        return self.store if self.store is not None else self.folder / _STORE

    def _now(self, ruleset: Ruleset) -> datetime:
        return moment(self.now, _clock(), ruleset.zone) if self.now else _clock()


def _as_asked() -> str:
    """The command as it was written, but for when and by whom: by this the same request is known again."""
    context = click.get_current_context()
    said = {name: value for name, value in context.params.items() if name not in _NOT_ASKED}
    return f"{context.command_path.partition(' ')[2]} {json.dumps(said, sort_keys=True, default=str)}"


def _clock() -> datetime:
    return datetime.now(UTC)


def desk_options(command: Command) -> Command:
    """The options of every command that opens the store; the command gets a ``Desk``."""

    @wraps(command)
    def run(
        practice: str, store: Path | None, now: str, by: str, request: str = "", anyway: bool = False, **rest: Any
    ) -> Any:
        return command(Desk(practice, store, now, by, request, anyway), **rest)

    options = (
        practice_option,
        click.option("--store", type=click.Path(path_type=Path), help=f"The store's file. Default: {_STORE} in it."),
        click.option("--now", default="", help="Act as if it were this hour, for rehearsals: '2026-03-02 09:00'."),
        click.option("--by", default="staff", envvar="FRONTDESK_BY", help="Who acts, for the journal. Default: staff."),
    )
    decorated: Any = run
    for option in reversed(options):
        decorated = option(decorated)
    result: Command = decorated
    return result


def request_option(command: Command) -> Command:
    """The option ``--request`` of a command that does one thing to one contact; beside ``desk_options``."""
    words = "An id of your own: the same request twice does nothing twice."
    return click.option("--request", default="", help=words)(command)


def source_option(usual: ContactSource) -> Callable[[Command], Command]:
    """The option ``--source`` of a command that adds contacts: where they came from, *usual* unless it is said."""
    words = "Where they came from: rules on contact_added ask for it, so that only new leads are welcomed."
    return click.option(
        "--source", type=click.Choice([*map(str, ContactSource)]), default=str(usual), show_default=True, help=words
    )


def anyway_option(command: Command) -> Command:
    """The option ``--anyway`` of a command that asks about an hour which is seldom meant; beside ``desk_options``."""
    words = "Do it although the hour is seldom meant: past, years away, or taken by another visit."
    return click.option("--anyway", is_flag=True, help=words)(command)


def hidden_option(command: Command) -> Command:
    """The option ``--hidden`` of a command that lists people or what is theirs."""
    return click.option("--hidden", is_flag=True, help="Those of contacts in a hidden status too.")(command)


def moment(text: str, now: datetime, zone: ZoneInfo, hours: OpenHours | None = None) -> datetime:
    """Read "2026-03-02 09:00" on the clock of *zone*, "2026-03-02" (nine o'clock), or "2 days" from *now*, as UTC.

    Business days and hours go by *hours*. Raises FrontdeskError in words.
    """
    from frontdesk.problems import FrontdeskError
    from frontdesk.tables.lengths import later, parse_length
    from frontdesk.tables.values import parse_date, parse_moment

    written = text.strip()
    if _DAY.match(written):
        try:
            if _DAY.fullmatch(written):
                return datetime.combine(parse_date(written), _MORNING, zone).astimezone(UTC)
            return parse_moment(written, zone)
        except ValueError as error:
            raise FrontdeskError(str(error)) from None
    try:
        length = parse_length(written)
    except ValueError:
        cause = f"'{text}' is neither a date nor a length of time"
        raise FrontdeskError(f"{cause}; write it like '2026-03-02 09:00' or '2 days'") from None
    try:
        return later(now, length, zone, hours)
    except ValueError as error:
        raise FrontdeskError(str(error)) from None


def print_data(data: object) -> None:
    """Print plain data as JSON."""
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))
