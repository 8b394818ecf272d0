"""``python -m benchmarks``: measure, and print one table for each area. Nothing here passes or fails."""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Area

_AREAS = ("processes", "deciding", "committing", "importing", "people", "proving")


def main() -> None:
    """Measure the areas that were named, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure frontdesk, as ratios.")
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"any of {', '.join(_AREAS)}; default: all")
    parser.add_argument("--quick", action="store_true", help="little of everything: shows that it works, not how fast")
    parser.add_argument("--folder", type=Path, help="on which disk to write; default: the folder for temporary files")
    given = parser.parse_args()
    unknown = [name for name in given.areas if name not in _AREAS]
    if unknown:
        parser.error(f"there is no area '{unknown[0]}'; there is {', '.join(_AREAS)}")
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.system()}.")
    print("Each figure is the median of several rounds, with the smallest and the largest in brackets.")
    with TemporaryDirectory(dir=given.folder) as folder:
        os.environ["FRONTDESK_CACHE"] = folder
        for name in given.areas or _AREAS:
            measure: Callable[[bool, Path], Area] = import_module(f"benchmarks.{name}").measure
            print(f"\n{measure(given.quick, Path(folder)).text(judged=not given.quick)}", flush=True)


if __name__ == "__main__":
    main()
