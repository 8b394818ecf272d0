"""Files of contacts as a practice hands them over, for the tests that import them."""

from __future__ import annotations

from pathlib import Path

HEADING = "first name,last name,cell,cell_type,email,phase,status,zone\n"
GOOD = "Ana,Example,(202) 555-0101,text_enabled,ana@example.com,free_screen,scheduled,America/Chicago\n"


def a_file(folder: Path, *rows: str, heading: str = HEADING) -> Path:
    file = folder / "contacts.csv"
    file.write_text(heading + "".join(rows), encoding="utf-8")
    return file
