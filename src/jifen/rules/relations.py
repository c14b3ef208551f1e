"""Relations by which a fact about one member is booked to others (``to``, A8-A10)."""

from __future__ import annotations

RELATIONS = ("household.head", "household", "group", "branch")
"""Words that ``to`` knows; anything else there is a condition about the member it is booked to.

``household.head``: the head of the household; ``household``, ``group``, ``branch``: all others of the same
household, party group or branch.
"""
