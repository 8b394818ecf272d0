"""Finding plugins and calling them, each alone: one that raises, exits, hangs or answers nonsense costs only itself.

Knows no ruleset and no store: entry points in, records out. What a plugin raised is told by its class alone once patient
data was in its hands, since the text of an exception may hold an address or a message.
"""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Generic, TypeVar, get_args

import pluggy

from frontdesk import hookspecs
from frontdesk.hookspecs import (
    PROJECT,
    Accepted,
    AddressFact,
    Changes,
    Channel,
    Outgoing,
    PreferenceChange,
    PreferenceSource,
    Receipt,
    Refused,
    Setting,
    SourceError,
    Uncertain,
    Unreachable,
)
from frontdesk.problems import FrontdeskError, choices, did_you_mean

T = TypeVar("T")
Offer = TypeVar("Offer", Channel, PreferenceSource)

HOOKS: Mapping[str, type[Channel] | type[PreferenceSource]] = {
    "frontdesk_channels": Channel,
    "frontdesk_preference_sources": PreferenceSource,
}
"""Every hook, and the record that it yields."""

LOADING_SECONDS = 10.0
SENDING_SECONDS = 30.0
READING_SECONDS = 600.0

_NAME = re.compile(r"[a-z][a-z0-9_]*")


class PluginError(FrontdeskError):
    """A plugin that a ruleset asks for and that is not there, or one that could not do its work."""


@dataclass(frozen=True, slots=True)
class PluginFailure:
    """A plugin, or one name that it offers, that cannot be used; ``reason`` is in words for the person who installs."""

    name: str
    distribution: str
    reason: str

    def __str__(self) -> str:
        return f"the plugin '{self.name}' of {self.distribution} cannot be used: {self.reason}"


@dataclass(frozen=True, slots=True)
class InstalledPlugin:
    """One entry point and what it offers; what cannot be used is in ``failures``."""

    name: str
    distribution: str
    version: str
    hooks: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    preference_sources: tuple[PreferenceSource, ...] = ()
    failures: tuple[PluginFailure, ...] = ()


@dataclass(frozen=True, slots=True)
class PluginListing:
    """A line of ``frontdesk plugins``: names only."""

    name: str
    version: str
    distribution: str
    hooks: tuple[str, ...]
    channels: tuple[str, ...]
    preference_sources: tuple[str, ...]
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plugins:
    """The plugins that were found, in the order of their names."""

    installed: tuple[InstalledPlugin, ...]

    @property
    def failures(self) -> tuple[PluginFailure, ...]:
        """Everything that cannot be used, of every plugin."""
        return tuple(failure for plugin in self.installed for failure in plugin.failures)

    def channel(self, name: str) -> Channel:
        """Return the channel called *name*. Raises PluginError, saying how to get it."""
        return self._offer("channel", name, (one for plugin in self.installed for one in plugin.channels))

    def preference_source(self, name: str) -> PreferenceSource:
        """Return the preference source called *name*. Raises PluginError, saying how to get it."""
        sources = (one for plugin in self.installed for one in plugin.preference_sources)
        return self._offer("preference source", name, sources)

    def listing(self) -> tuple[PluginListing, ...]:
        """Return what ``frontdesk plugins`` prints."""
        return tuple(_listed(plugin) for plugin in self.installed)

    def _offer(self, what: str, name: str, offers: Iterable[Offer]) -> Offer:
        known = {offer.name: offer for offer in offers}
        if name in known:
            return known[name]
        advice = did_you_mean(name, known) or f"installed: {choices(sorted(known))}"
        failed = [str(one) for one in self.failures if name == one.name or f"'{name}'" in one.reason]
        install = "another one comes with its package: python -m pip install NAME-OF-THE-PACKAGE"
        raise PluginError("; ".join([f"no plugin offers a {what} called '{name}' ({advice})", *failed, install]))


def find_plugins(points: Iterable[EntryPoint] | None = None) -> Plugins:
    """Load every plugin, each alone, and ask each what it offers.

    Args:
        points: the entry points to load; by default those that installed packages declare in the group ``frontdesk``.

    Returns:
        The plugins in the order of their names. A plugin that cannot be used is among them, with the reason.
    """
    chosen = entry_points(group=PROJECT) if points is None else points
    loaded = [_load(point) for point in sorted(chosen, key=lambda point: (point.name, point.value))]
    return Plugins(_without_shared_names(loaded))


def deliver(channel: Channel, outgoing: Outgoing, timeout: float = SENDING_SECONDS) -> Receipt:
    """Hand one message to *channel* and answer what became of it; never raises because of the plugin.

    A missing setting or a line break in a header is a refusal before the plugin is called; the former is tried again
    later, since somebody will set it. A plugin that raises, exits, takes longer than *timeout* seconds or answers
    anything but a receipt may have sent the message or not, so the answer is Uncertain.
    """
    if missing := _missing(channel, outgoing.settings):
        return Refused(f"the channel '{channel.name}' has no value for its setting {choices(missing)}", retry=True)
    if outgoing.broken_header:
        return Refused(f"the {outgoing.broken_header} holds a line break or a control character")
    end = _alone(lambda: channel.send(outgoing), timeout)
    if end.fault:
        return Uncertain(f"the channel plugin '{channel.name}' {end.fault} while sending")
    if (fault := fault_in_receipt(end.answer)) or not isinstance(end.answer, Receipt):
        return Uncertain(f"the channel plugin '{channel.name}' gave no proper answer: {fault}")
    return end.answer


def look_up(channel: Channel, outgoing: Outgoing, timeout: float = SENDING_SECONDS) -> Receipt | None:
    """Ask *channel* what became of a message sent earlier; ``None`` when it cannot tell. Never raises."""
    if channel.look_up is None or _missing(channel, outgoing.settings):
        return None
    ask = channel.look_up
    end = _alone(lambda: ask(outgoing), timeout)
    return end.answer if isinstance(end.answer, Receipt) and not fault_in_receipt(end.answer) else None


def read_changes(
    source: PreferenceSource, settings: Mapping[str, str], cursor: str, timeout: float = READING_SECONDS
) -> Changes:
    """Ask *source* for the changes since *cursor*. Raises PluginError with the words of a SourceError, if it was one."""
    if missing := _missing(source, settings):
        raise PluginError(f"the preference source '{source.name}' has no value for its setting {choices(missing)}")
    end = _alone(lambda: source.changes(settings, cursor), timeout)
    if isinstance(end.error, SourceError):
        raise PluginError(str(end.error)) from end.error
    if end.fault:
        raise PluginError(f"the preference source '{source.name}' {end.fault} while reading")
    if fault := _fault_in_changes(end.answer):
        raise PluginError(f"the preference source '{source.name}' gave no proper answer: {fault}")
    assert isinstance(end.answer, Changes)
    return end.answer


def check_settings(offer: Channel | PreferenceSource, settings: Mapping[str, str]) -> list[str]:
    """Return what is wrong with *settings* for *offer*, in words: names it does not know, values it needs."""
    known = {setting.name: setting for setting in offer.settings}
    missing = [
        f"the setting '{name}' is missing" + (f" ({known[name].means})" if known[name].means else "")
        for name in _missing(offer, settings)
    ]
    unknown = [
        f"'{offer.name}' has no setting '{name}' ({did_you_mean(name, known) or f'it has {choices(known)}'})"
        for name in settings
        if name not in known
    ]
    return missing + unknown


def faults_in(offer: object) -> list[str]:
    """Return what is wrong with a Channel or PreferenceSource as a record, in words; nothing when all is well."""
    if not isinstance(offer, Channel | PreferenceSource):
        return [f"it is {_a(offer)}, not a Channel or PreferenceSource"]
    call, what = (offer.send, "send") if isinstance(offer, Channel) else (offer.changes, "changes")
    faults = [] if callable(call) else [f"its '{what}' is {_a(call)}, not a function"]
    if not (isinstance(offer.name, str) and _NAME.fullmatch(offer.name)):
        faults.append(f"its name {offer.name!r} is not made of small letters, digits and _")
    if isinstance(offer, Channel) and offer.look_up is not None and not callable(offer.look_up):
        faults.append(f"its 'look_up' is {_a(offer.look_up)}, not a function")
    if not isinstance(offer.settings, tuple) or not all(isinstance(one, Setting) for one in offer.settings):
        return [*faults, "its settings are not a tuple of Setting"]
    names = [one.name for one in offer.settings]
    faults += [f"its setting '{name}' is there twice" for name in sorted(set(names)) if names.count(name) > 1]
    return faults


def fault_in_receipt(receipt: object) -> str:
    """Return what is wrong with a channel's answer, in words; empty when it is a proper receipt."""
    match receipt:
        case Accepted(reference):
            return "" if isinstance(reference, str) else f"the reference is {_a(reference)}, not a text"
        case Unreachable(fact=fact) if fact not in get_args(AddressFact):
            return f"the fact is none of {choices(get_args(AddressFact))}"
        case Refused(reason=reason) | Unreachable(reason=reason) | Uncertain(reason=reason):
            return "" if isinstance(reason, str) and reason else "the reason is not a text that says why"
    return f"it is {_a(receipt)}, not an Accepted, Refused, Unreachable or Uncertain"


@dataclass(frozen=True, slots=True)
class _End(Generic[T]):
    """How a call ended: with an answer, or with a fault such as "stopped with ValueError"."""

    answer: T | None = None
    fault: str = ""
    error: BaseException | None = None


def _alone(call: Callable[[], T], timeout: float) -> _End[T]:
    """Run *call* in a thread of its own, which is left behind if it takes too long."""
    ends: list[_End[T]] = []

    def run() -> None:
        try:
            ends.append(_End(call()))
        except BaseException as error:  # a vendor's code may raise anything, and exit
            ends.append(_End(fault=f"stopped with {type(error).__name__}", error=error))

    thread = threading.Thread(target=run, name="frontdesk-plugin", daemon=True)
    thread.start()
    thread.join(timeout)
    return ends[0] if ends else _End(fault=f"took longer than {timeout:g} seconds")


def _load(point: EntryPoint) -> InstalledPlugin:
    distribution, version = (point.dist.name, point.dist.version) if point.dist else ("an unknown package", "")
    plugin = InstalledPlugin(point.name, distribution, version)
    try:
        return _filled(plugin, point)
    except PluginError as error:
        return replace(plugin, failures=(PluginFailure(plugin.name, distribution, str(error)),))


def _filled(plugin: InstalledPlugin, point: EntryPoint) -> InstalledPlugin:
    module = _told(_alone(point.load, LOADING_SECONDS), "while it was loaded")
    manager = pluggy.PluginManager(PROJECT)  # one for each plugin: what one does to its manager touches no other
    manager.add_hookspecs(hookspecs)
    hooks = _hooks(manager, module)
    offers = [offer for hook in hooks for offer in _offers(manager, hook)]
    if not offers:
        raise PluginError("it offers nothing: its hooks gave no channel and no preference source")
    return replace(
        plugin,
        hooks=hooks,
        channels=tuple(one for one in offers if isinstance(one, Channel)),
        preference_sources=tuple(one for one in offers if isinstance(one, PreferenceSource)),
    )


def _hooks(manager: pluggy.PluginManager, module: ModuleType) -> tuple[str, ...]:
    """Register *module* and return its hooks' names. Raises PluginError for a hook that is not as it should be."""
    found = {name: manager.parse_hookimpl_opts(module, name) for name in dir(module)}
    names = sorted({(options.get("specname") or name) for name, options in found.items() if options})
    for name in names:
        if name not in HOOKS:
            hint = did_you_mean(name, HOOKS) or f"there is {choices(HOOKS)}"
            raise PluginError(f"it has a hook '{name}', which frontdesk does not know ({hint})")
    if not names:
        raise PluginError(f"it has no hook: write @hookimpl above a function called {choices(HOOKS)}")
    try:
        manager.register(module)
    except pluggy.PluginValidationError as error:
        raise PluginError("a hook asks for arguments; frontdesk's hooks are called without any") from error
    return tuple(names)


def _offers(manager: pluggy.PluginManager, hook: str) -> Sequence[Channel | PreferenceSource]:
    call = getattr(manager.hook, hook)
    answers = _told(_alone(lambda: [list(answer) for answer in call()], LOADING_SECONDS), f"in {hook}")
    offers = [offer for answer in answers for offer in answer]
    for offer in offers:
        if not isinstance(offer, HOOKS[hook]):
            raise PluginError(f"{hook} gave {_a(offer)} where a {HOOKS[hook].__name__} belongs")
        if faults := faults_in(offer):
            raise PluginError(f"the {HOOKS[hook].__name__} of {hook} is not right: {'; '.join(faults)}")
    return offers


def _told(end: _End[T], where: str) -> T:
    """Return the answer, or raise PluginError with the text of what was raised: no patient data is in play yet."""
    if end.fault:
        text = f": {end.error}" if end.error and str(end.error) else ""
        raise PluginError(f"it {end.fault} {where}{text}") from end.error
    return end.answer  # type: ignore[return-value]  # without a fault there is an answer


def _without_shared_names(plugins: Sequence[InstalledPlugin]) -> tuple[InstalledPlugin, ...]:
    """Take away every name that is offered twice, from all who offer it: none may carry what was meant for another."""
    owners: dict[tuple[type, str], list[InstalledPlugin]] = defaultdict(list)
    for plugin in plugins:
        for offer in (*plugin.channels, *plugin.preference_sources):
            owners[type(offer), offer.name].append(plugin)
    shared = {key: those for key, those in owners.items() if len(those) > 1}
    return tuple(_without(plugin, shared) for plugin in plugins)


def _without(plugin: InstalledPlugin, shared: Mapping[tuple[type, str], Sequence[InstalledPlugin]]) -> InstalledPlugin:
    failures = []
    for (kind, name), owners in shared.items():
        if plugin in owners:
            word = "channel" if kind is Channel else "preference source"
            claims = " and ".join(f"'{one.name}' of {one.distribution}" for one in owners)
            reason = f"the {word} name '{name}' is offered by {claims}, so none of them gets it; uninstall one"
            failures.append(PluginFailure(plugin.name, plugin.distribution, reason))
    return replace(
        plugin,
        channels=tuple(one for one in plugin.channels if (Channel, one.name) not in shared),
        preference_sources=tuple(
            one for one in plugin.preference_sources if (PreferenceSource, one.name) not in shared
        ),
        failures=(*plugin.failures, *failures),
    )


def _listed(plugin: InstalledPlugin) -> PluginListing:
    return PluginListing(
        name=plugin.name,
        version=plugin.version,
        distribution=plugin.distribution,
        hooks=plugin.hooks,
        channels=tuple(one.name for one in plugin.channels),
        preference_sources=tuple(one.name for one in plugin.preference_sources),
        failures=tuple(one.reason for one in plugin.failures),
    )


def _missing(offer: Channel | PreferenceSource, settings: Mapping[str, str]) -> list[str]:
    return [one.name for one in offer.settings if one.required and not settings.get(one.name)]


def _fault_in_changes(answer: object) -> str:
    if not isinstance(answer, Changes):
        return f"it is {_a(answer)}, not Changes"
    if not isinstance(answer.cursor, str):
        return f"the cursor is {_a(answer.cursor)}, not a text"
    strange = next((one for one in answer.changes if not isinstance(one, PreferenceChange)), None)
    return f"one of the changes is {_a(strange)}, not a PreferenceChange" if strange is not None else ""


def _a(thing: object) -> str:
    """Return the kind of *thing* with its article; never the thing itself, which may hold patient data."""
    name = type(thing).__name__
    return "nothing" if thing is None else f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
