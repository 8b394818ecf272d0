"""Lines of text become a tree of keys and values, each with its place. Knows YAML, and nothing of what a ruleset is."""
