"""How everything is shown to people: problems with a caret, truth tables, explanations; and rules as data for programs.

Returns text. Knows neither terminals nor arguments, and asks nobody: what is seen of a practice comes as ``views``,
whose data is their own.
"""
