"""What differs between two schemes, in words an organisation commissioner understands.

Owns the comparison of meanings value by value. Never reads a file, never scores anybody.
"""

from __future__ import annotations

from jifen.rules.differences.comparing import compare_schemes
from jifen.rules.differences.difference import Change, Difference
from jifen.rules.differences.telling import Section, count_differences, difference_data, tell_differences
from jifen.rules.differences.whole import tell_scheme

__all__ = [
    "Change",
    "Difference",
    "Section",
    "compare_schemes",
    "count_differences",
    "difference_data",
    "tell_differences",
    "tell_scheme",
]
