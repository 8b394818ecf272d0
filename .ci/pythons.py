"""Print the versions of Python that pyproject.toml promises, but for the one that runs this."""

import sys
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
promised = [one.removeprefix("Programming Language :: Python :: ") for one in project["project"]["classifiers"]]
here = "{}.{}".format(*sys.version_info)
print(*(one for one in promised if one.startswith("3.") and one != here))
