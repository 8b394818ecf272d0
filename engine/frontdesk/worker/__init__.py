"""The worker: does what is due, in order of time. ``now`` is an argument, never a clock, so days can be played."""

from frontdesk.worker.handover import Carriers
from frontdesk.worker.working import Worked, play, work

__all__ = ["Carriers", "Worked", "play", "work"]
