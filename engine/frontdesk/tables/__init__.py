"""The one mechanism: facts with finite domains, rows over them, and decisions that explain themselves."""

from frontdesk.tables.domains import (
    COUNT,
    NUMBER,
    YES_NO,
    Complement,
    Domain,
    HasAny,
    Interval,
    Listed,
    Members,
    Scale,
    ScaleKind,
    Text,
    Union,
)
from frontdesk.tables.lengths import BusinessLength, CalendarLength, Length, later, written_length
from frontdesk.tables.table import Condition, Decision, Explanation, HitPolicy, Row, Step, Table, Total
from frontdesk.tables.values import UNKNOWN, Parts, Value, written

__all__ = [
    "COUNT",
    "NUMBER",
    "UNKNOWN",
    "YES_NO",
    "BusinessLength",
    "CalendarLength",
    "Complement",
    "Condition",
    "Decision",
    "Domain",
    "Explanation",
    "HasAny",
    "HitPolicy",
    "Interval",
    "Length",
    "Listed",
    "Members",
    "Parts",
    "Row",
    "Scale",
    "ScaleKind",
    "Step",
    "Table",
    "Text",
    "Total",
    "Union",
    "Value",
    "later",
    "written",
    "written_length",
]
