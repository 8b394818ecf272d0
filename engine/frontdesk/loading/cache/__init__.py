"""A whole tree written as one text and read back, and what is kept of checked rulesets on disk. Knows no rule."""
