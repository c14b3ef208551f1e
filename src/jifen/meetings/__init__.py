"""Gatherings: who should have come, who came, what was put to the vote and how it ended.

Never decides what a vote means: rooms above ask `queries.require_resolution` for the paper of a passed motion and keep
that value. What was confirmed is never changed.
"""
