"""Whole processes: what a person waits for who types ``frontdesk check`` or ``frontdesk --help``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Area, Line, ratios, seconds
from frontdesk.loading import shipped

_COLD, _WARM = 1.5, 0.4
"""Goals in seconds: of a check that reads everything, and of a second one."""


def measure(quick: bool, folder: Path) -> Area:
    """Measure the commands in processes of their own, each beside ``python -c pass``."""
    rounds = 1 if quick else 11
    with TemporaryDirectory(dir=folder) as cache:
        warm = {**os.environ, "FRONTDESK_CACHE": cache, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
        warm.pop("PYTHONDONTWRITEBYTECODE", None)
        cold = {**warm, "FRONTDESK_CACHE": "off"}
        slowest = _slowest(cold, shipped()[:1] if quick else shipped())
        run(warm, "check", slowest)
        lines = (
            _line(f"frontdesk check {slowest}, everything read", cold, ("check", slowest), rounds, _COLD),
            _line(f"frontdesk check {slowest}, a second time", warm, ("check", slowest), rounds, _WARM),
            _line("frontdesk --help", cold, ("--help",), rounds),
        )
    return Area(
        "Commands",
        "How many times as long as `python -c pass` a whole command takes, which is the least that any program in "
        "Python can take.",
        lines,
        (
            f"{slowest} is the shipped ruleset that takes longest to check.",
            "Python has compiled its modules before, as it has for everybody but the first user.",
            "A second time, the files are unchanged and what was found is remembered by their contents.",
        ),
    )


def run(environment: Mapping[str, str], *words: str) -> None:
    """Run the command ``frontdesk`` with *words*. Raises CalledProcessError when it ends with a problem."""
    command = [sys.executable, "-m", "frontdesk", *words]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def _pass(environment: Mapping[str, str]) -> None:
    subprocess.run([sys.executable, "-c", "pass"], env=environment, check=True)


def _slowest(environment: Mapping[str, str], names: Iterable[str]) -> str:
    times: dict[str, float] = {}
    for name in names:
        run(environment, "check", name)
        times[name] = seconds(lambda: run(environment, "check", name))  # noqa: B023 - called at once
    return max(times, key=lambda name: times[name])


def _line(what: str, environment: Mapping[str, str], words: tuple[str, ...], rounds: int, most: float = 0) -> Line:
    nothing = [sys.executable, "-c", "pass"]
    ratio, took = ratios(
        lambda: run(environment, *words), lambda: subprocess.run(nothing, env=environment, check=True), rounds
    )
    measured = f"{ratio:.1f} x python -c pass, {took:.2f} s"
    return Line(what, measured, f"under {most} s", took.middle < most) if most else Line(what, measured)
