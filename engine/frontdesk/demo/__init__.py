"""A week of each shipped practice on a virtual clock, and the stories of its vendor's help pages.

The people, what happens to them and the stories are data: a folder for each practice beside this file, its week in
``week.yaml``, its stories in ``stories.yaml``, with the steps of docs/examples.md. Which statuses, messages and rules
exist is the ruleset's; nothing here knows any.
"""

from frontdesk.demo.pages import play_demo
from frontdesk.demo.weeks import practices

__all__ = ["play_demo", "practices"]
