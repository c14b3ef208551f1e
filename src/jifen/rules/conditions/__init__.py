"""The small condition language: reading, checking, evaluating and saying conditions over declared fields.

Owns the grammar, the closed list of functions and three-valued logic. Never uses Python's own evaluator, a
float, or a value it was not given.
"""

from __future__ import annotations

from jifen.rules.conditions.environment import Environment, Type
from jifen.rules.conditions.evaluate import UNKNOWN, Answer, Lookup, Value, evaluate
from jifen.rules.conditions.parser import parse, parse_range
from jifen.rules.conditions.problems import ConditionError, Problem
from jifen.rules.conditions.text import range_text, to_text
from jifen.rules.conditions.typecheck import check, constant_value, names_used
from jifen.rules.conditions.words import in_words, range_in_words

__all__ = [
    "UNKNOWN",
    "Answer",
    "ConditionError",
    "Environment",
    "Lookup",
    "Problem",
    "Type",
    "Value",
    "check",
    "constant_value",
    "evaluate",
    "in_words",
    "names_used",
    "parse",
    "parse_range",
    "range_in_words",
    "range_text",
    "to_text",
]
