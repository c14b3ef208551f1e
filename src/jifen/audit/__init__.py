"""Memory: who did what, for whom, when, and on what ground. Append-only; written in the same transaction as the act.

Never optional (no record, no act), never edited, and without foreign keys: a record outlives what it speaks of. It
keeps codes, ids and labels, never personal texts, identity numbers, passwords or ballots.
"""
