"""Harnesses about what survives: processes of their own, a database of their own, killed at any instant (trust D)."""
