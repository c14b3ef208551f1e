"""Relations by which a fact about one member is booked to others (``to``, A8-A10)."""

from __future__ import annotations

RELATIONS = {
    "household.head": "household.head",
    "household": "household",
    "group": "group",
    "branch": "branch",
    "户主": "household.head",
    "同户": "household",
    "同组": "group",
    "同支部": "branch",
}
"""Words that ``to`` knows, English and Chinese; anything else there is a condition about the member it is booked to.

``household.head``: the head of the household; ``household``, ``group``, ``branch``: all others of the same
household, party group or branch.
"""
