"""Stores that keep what ``keeping.ports`` promises: one SQLite file, or nothing but memory.

Only what opens a practice imports a store; everybody else holds a port.
"""
