"""Kinds, states and the arithmetic of votes; no tables."""
