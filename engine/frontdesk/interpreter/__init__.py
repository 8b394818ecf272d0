"""The pure core: from a ruleset and what is true now to decisions and effects, one module a question.

No clock, no store, no plugin: ``now`` is an argument, and what follows is returned, never done.
"""
