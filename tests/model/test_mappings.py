"""Mappings are asked for by name: what there is not, and what has faults, is told and not used."""

from __future__ import annotations

import pytest

from frontdesk.file_words import FileOf
from frontdesk.model import UnknownNameError
from frontdesk.model.mappings import FileMapping, Mappings, UnusableMappingError

PATIENTS = FileMapping("patients", "Patients", FileOf.CONTACTS, ())
MAPPINGS = Mappings({"patients": PATIENTS}, {"visits": ("visits.yaml:2:3: one thing", "visits.yaml:4:1: another")})


def test_a_mapping_is_asked_for_by_its_name() -> None:
    assert MAPPINGS.mapping("patients") is PATIENTS


def test_one_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UnknownNameError, match="no mapping is called 'patient'; did you mean 'patients'"):
        MAPPINGS.mapping("patient")


def test_one_that_has_faults_is_told_with_all_of_them() -> None:
    with pytest.raises(UnusableMappingError) as refused:
        MAPPINGS.mapping("visits")
    assert str(refused.value) == (
        "the mapping 'visits' has faults, and nothing is read by it:\n"
        "  visits.yaml:2:3: one thing\n"
        "  visits.yaml:4:1: another"
    )
