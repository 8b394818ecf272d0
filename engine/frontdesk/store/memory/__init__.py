"""A store that is nothing but memory: it keeps every promise of ``keeping``, for tests and as an example."""

from frontdesk.store.memory.memory import Memory
from frontdesk.store.memory.store import MemoryStore

__all__ = ["Memory", "MemoryStore"]
