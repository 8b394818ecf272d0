"""The embedded store: everything that one practice keeps, in one SQLite file that survives kills and power cuts."""

from frontdesk.store.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
