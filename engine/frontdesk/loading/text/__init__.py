"""A file's bytes become lines of text that a parser may see, or problems with their places. Knows nothing of YAML."""
