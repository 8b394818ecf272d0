"""What is seen of a practice: frozen records for people to read, made of what is kept; nothing here changes anything.

A command prints them, ``--format json`` is them, a page can show them. Knows no layout.
"""

from frontdesk.views.options import Options, options
from frontdesk.views.timeline import Timeline, timeline

__all__ = ["Options", "Timeline", "options", "timeline"]
