"""A week of a practice on a virtual clock: a shipped ruleset, 200 fictional contacts, what the staff do and when.

The people and the staff's week are data beside this file; which statuses exist is the ruleset's.
"""

from frontdesk.demo.playing import play_demo

__all__ = ["play_demo"]
