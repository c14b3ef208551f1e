"""Groups of words the generator can draw beyond the first version's; a test switches on what it compares.

A draw of such a word asks `dice.new(group, percent)`: with the group switched off nothing is thrown, so that
the stories of old seeds stay as they were.
"""

from __future__ import annotations

FACTS = frozenset(
    {"forms", "plus", "marks", "windows", "repeats", "life", "pooled", "duties", "links", "hold", "papers"}
)
"""Values, windows, repeats, memory, pooled sums, duties, linked bookings: the words about single facts."""

RESULTS = frozenset(
    {
        "measures", "figures", "waves", "gates", "pools", "keys", "zero", "repaired", "unranked", "each",
        "prorate", "ages", "starts", "periods", "days", "feeds", "spend", "accounts", "functions",
    }
)  # fmt: skip
"""Words about members, items, parts, the total and what follows from it."""

WORDS = FACTS | RESULTS
