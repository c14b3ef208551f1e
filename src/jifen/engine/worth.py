"""What the points of entries are made of, kept where step ``pooled`` reckons some of them again (D2-D4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jifen.engine.vectors import Array, Vec
from jifen.rules.conditions.syntax import Name
from jifen.rules.fields import FACT_FIELDS, FieldType
from jifen.rules.tables import RuleRow


@dataclass(slots=True)
class Worth:
    """Columns over entries. Value = (form + plus) × num / den.

    ``told``: the form itself gave the points; ``plus``: added points in units of the plan (int64); ``num``/``den``:
    the multipliers, Python integers.
    """

    told: Array
    plus: Array
    num: Array
    den: Array

    @classmethod
    def of(cls, size: int) -> Worth:
        """Nothing added, multiplied by one."""
        one = np.full(size, 1, object)
        return cls(np.zeros(size, bool), np.zeros(size, np.int64), one, one.copy())

    def multiply(self, entries: Array, num: Array | int, den: Array | int) -> None:
        """Note multipliers of entries."""
        self.num[entries] *= num
        self.den[entries] *= den

    def applied(self, entries: Array, points: Vec, unit: int) -> Vec:
        """Points of entries with what is added and multiplied; ``unit``: that of the plan."""
        below = np.asarray(points.den).astype(object)
        sum_ = points.num.astype(object) * unit + self.plus[entries] * below
        return Vec(sum_ * self.num[entries], below * unit * self.den[entries])


def field_read(row: RuleRow) -> str:
    """The number field of the fact that is all a rule's form reads; empty where it reads something else."""
    if row.figure is not None:
        return row.figure.field
    by = None if row.table is None else row.table.by
    name = ".".join(by.path) if isinstance(by, Name) else ""
    known = FACT_FIELDS.get(name)
    return name if known is not None and known.type in (FieldType.NUMBER, FieldType.POINTS) else ""


def sums_up(row: RuleRow) -> bool:
    """Whether the form is read on the running sum of a span (D4)."""
    return row.over not in (None, "fact") and field_read(row) != ""
