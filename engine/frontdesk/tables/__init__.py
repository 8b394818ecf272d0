"""The one mechanism: facts with finite domains, rows over them, and decisions that explain themselves."""

from frontdesk.tables.domains import (
    NUMBER,
    YES_NO,
    YES_NO_UNKNOWN,
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
from frontdesk.tables.table import Condition, Decision, Explanation, HitPolicy, Row, Step, Table, Total
from frontdesk.tables.values import UNKNOWN, Parts, Value, written, written_duration

__all__ = [
    "NUMBER",
    "UNKNOWN",
    "YES_NO",
    "YES_NO_UNKNOWN",
    "Complement",
    "Condition",
    "Decision",
    "Domain",
    "Explanation",
    "HasAny",
    "HitPolicy",
    "Interval",
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
    "written",
    "written_duration",
]
