"""What a file's columns become: a mapping is laid over a heading, and every row is said in our own fields.

The fields, their forms and the words of closed fields are ours (``fields``); whatever reads them afterwards never sees
how a file wrote it. Pure: knows no file, no store and nobody.
"""

from frontdesk.mapping.cells import folded, read_day
from frontdesk.mapping.columns import heading_key, nearest
from frontdesk.mapping.fields import Field, Holds, fields_of
from frontdesk.mapping.placing import HeadingError, place, plain_mapping
from frontdesk.mapping.rows import Placed, SaidRow

__all__ = [
    "Field",
    "HeadingError",
    "Holds",
    "Placed",
    "SaidRow",
    "fields_of",
    "folded",
    "heading_key",
    "nearest",
    "place",
    "plain_mapping",
    "read_day",
]
