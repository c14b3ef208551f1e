"""The registry of fields a condition may speak about (LANGUAGE §3).

Owns names, Chinese labels, types and fixed options. Never holds a value: those live in the engine.
"""

from __future__ import annotations

from jifen.rules.fields.context import CONTEXT_FIELDS, LINE_FIELDS, REGISTER_FIELDS, RESULT_FIELDS
from jifen.rules.fields.facts import FACT_FIELDS
from jifen.rules.fields.kinds import Choice, Choices, Field, FieldType, Scope, find_choice
from jifen.rules.fields.members import MEMBER_FIELDS

ALL_FIELDS: dict[str, Field] = {**FACT_FIELDS, **MEMBER_FIELDS, **CONTEXT_FIELDS, **RESULT_FIELDS}

PRIOR_FIELDS = ("raw", "converted", "score", "grade", "rank", "months", "appraisal", "tier")
"""What `prior(n)` may be asked for, besides the lines the scheme itself defines."""

_BY_WORD: dict[str, Field] = {
    word: field for field in ALL_FIELDS.values() for word in (field.name, *field.labels)
}


def find_field(word: str) -> Field | None:
    """Return the field called `word` by name or by any of its Chinese labels, else None."""
    return _BY_WORD.get(word)


def line_title(name: str, title: str | None) -> str:
    """Return what a line of the total is called: its title, else the heading of a known line, else its name."""
    return title or (ALL_FIELDS[name].heading if name in LINE_FIELDS else name)


__all__ = [
    "ALL_FIELDS",
    "CONTEXT_FIELDS",
    "FACT_FIELDS",
    "LINE_FIELDS",
    "MEMBER_FIELDS",
    "PRIOR_FIELDS",
    "REGISTER_FIELDS",
    "RESULT_FIELDS",
    "Choice",
    "Choices",
    "Field",
    "FieldType",
    "Scope",
    "find_choice",
    "find_field",
    "line_title",
]
