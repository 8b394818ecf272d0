"""A state is a phase and a status together."""

from __future__ import annotations

from frontdesk.names import State, phase_of, status_of


def test_a_state_has_a_phase_and_a_status() -> None:
    state = State("free_screen/no_show")
    assert (phase_of(state), status_of(state)) == ("free_screen", "no_show")
