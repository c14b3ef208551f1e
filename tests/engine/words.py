"""Groups of words that the engine runs and the stories of the comparison use (tests/oracle/drawing/words.py)."""

ON = frozenset({"forms", "plus", "marks", "windows", "repeats", "life", "pooled"})
