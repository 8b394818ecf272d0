"""Rules that differ from those of the demo's week, for the tests that compare the two."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from frontdesk.cli import main

NO_ORDER = "promises:\n  - {remove: text_first}\n  - {remove: call_before_email}\n"
NEW = {
    "promises": NO_ORDER,
    "ruleset": "name: new\nextends: physical-therapy\n",
    "delivery": """
channel:
  rows:
    - before: text
      id: write_first
      when:
        do_not_contact: no
        has_email: yes
        privacy.email: yes
        email: on_file
        email_consent: {not: opted_out}
        marketing_email: yes
      then: email
""",
    "campaigns": """
campaigns:
  free_screen_scheduled:
    steps:
      - {replace: prepare, send: visit_prepare, after_previous: 3 days, at: "08:00"}
""",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for topic, text in files.items():
        (folder / f"{topic}.yaml").write_text(text, encoding="utf-8")
    return folder


def typed(*words: object) -> Result:
    result = CliRunner().invoke(main, list(map(str, words)))
    assert "Traceback" not in result.output
    return result
