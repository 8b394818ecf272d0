"""How everything is shown to people: problems with a caret, truth tables, explanations; and the same as data.

Knows neither terminals nor arguments; returns text.
"""
