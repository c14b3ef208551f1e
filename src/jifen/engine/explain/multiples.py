"""How often the points of a fact were multiplied, found from its value: 5 × 2（同类情形再次发生） ＝ 10 分."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import prod

from jifen.engine.explain.amounts import amount, points
from jifen.engine.explain.reckoned import REPEATS, repeat_words
from jifen.engine.explain.statute import Statute
from jifen.engine.result import Entry
from jifen.rules.tables import Form, RepeatRow, RuleRow, Tables

_MOST = 12
"""So many earlier faults are tried where each of them multiplies again."""
_Factor = tuple[Fraction, str]


def is_traceable(tables: Tables, rule: RuleRow) -> bool:
    """Whether what multiplied a fact can be found from its value: it is one of a few points and nothing was added."""
    pooled = any(pool.item == rule.item and rule.kind in pool.kinds for pool in tables.pooled)
    return rule.form in (Form.FIXED, Form.TABLE) and rule.over is None and not rule.plus and not pooled


class Multiples:
    """Says what multiplied entries under one scheme."""

    def __init__(self, statute: Statute) -> None:
        self._statute = statute
        self._said: dict[tuple[str, Fraction], str] = {}
        self._factors = {
            path: list(self._each(rule))
            for path, rule in statute.rules.items()
            if (rule.times or rule.repeats) and is_traceable(statute.tables, rule)
        }

    def words(self, entry: Entry) -> Iterator[str]:
        """The multiplication; of a repeat that may or may not be in it, the rule; nothing where nothing multiplied."""
        if entry.path in self._factors:
            key = (entry.path, entry.value)
            if key not in self._said:
                self._said[key] = self._find(*key)
            yield from filter(None, [self._said[key]])

    def _find(self, path: str, value: Fraction) -> str:
        rule = self._statute.rules[path]
        found = list(_readings(_bases(rule), self._factors[path], value))
        if len(found) == 1 and found[0][1]:
            base, factors = found[0]
            said = "".join(f" × {amount(by)}{why}" for by, why in factors)
            return f"{points(abs(base))}{said} ＝ {points(abs(value))}"
        if len(found) > 1 and rule.repeats:
            return f"计法：{'；'.join(repeat_words(self._statute, row) for row in rule.repeats)}"
        return ""

    def _each(self, rule: RuleRow) -> Iterator[list[_Factor]]:
        """What each multiplier may have done: nothing, or its factor with the reason."""
        for by, when in rule.times:
            yield [(Fraction(1), ""), (by, "" if when is None else f"（{self._statute.words(when)}）")]
        for row in rule.repeats:
            asked = "" if row.when is None else f"，{self._statute.words(row.when)}"
            yield [(Fraction(1), ""), *_repeated(row, asked)]


def _repeated(row: RepeatRow, asked: str) -> Iterator[_Factor]:
    if not row.each:
        yield row.by, f"（{REPEATS[row.same]}{asked}）"
        return
    for often in range(1, _MOST + 1):
        yield row.by**often, f"（{REPEATS[row.same]}{asked}，在先 {often} 次）"


def _bases(rule: RuleRow) -> set[Fraction]:
    found = [rule.value] if rule.table is None else [row.points for row in rule.table.rows]
    return {points for points in found if points}


def _readings(
    bases: set[Fraction], factors: list[list[_Factor]], value: Fraction
) -> Iterator[tuple[Fraction, list[_Factor]]]:
    """Every base with the multipliers that give the value; one of no effect counts as not there."""
    for chosen in product(*factors):
        multipliers = [factor for factor in chosen if factor[0] != 1]
        for base in sorted(bases):
            if base * prod((by for by, _ in multipliers), start=Fraction(1)) == value:
                yield base, multipliers
