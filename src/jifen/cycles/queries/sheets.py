"""The decided sheet of a period (附件4-6, 积分汇总表): a row for each member, a column for each part of the 办法."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from jifen.common.sheet import Cell, Column, ColumnKind, Sheet
from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.queries.cycles import list_members_of
from jifen.cycles.queries.weighing import reckon_with
from jifen.rules.tables import Tables
from jifen.schemes.queries import tables_of

_NUMBER = ColumnKind.NUMBER


def build_sheet(cycle: Cycle, rows: Sequence[Declaration], on: date) -> Sheet:
    """Return what the accepted facts of a period come to: points of each part, of the period, the account with them.

    Raises `NoBook`, `Blocked`.
    """
    derived, tables = reckon_with(cycle, rows, on), tables_of(cycle.scheme_version)
    earned: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        earned[row.person_id][part_of(tables, row.item)] += row.points or 0
    parts = [(part.part, part.title) for part in derived.parts]
    if any(set(one) - {key for key, _ in parts} for one in earned.values()):
        parts.append(("", "其他"))
    columns = (
        Column("number", "序号", ColumnKind.INTEGER, 6),
        Column("name", "姓名", width=12),
        *(Column(f"part_{key or 'other'}", title, _NUMBER, 10) for key, title in parts),
        Column("period", "本期合计", _NUMBER, 10),
        Column("total", "累计积分", _NUMBER, 10),
    )
    lines: list[tuple[Cell, ...]] = []
    for number, person in enumerate(list_members_of(cycle), 1):
        own = earned.get(person.pk, {})
        figures = [_points(own.get(key, 0)) for key, _ in parts]
        total = derived.score_of(person.pk)
        lines.append((number, str(person), *figures, _points(sum(own.values())), _exact(total)))
    return Sheet(f"{cycle.branch.full_name}{cycle.said}积分情况一览表", columns, tuple(lines))


def part_of(tables: Tables, item: str) -> str:
    """Return the part an item of an entry belongs to; nothing for what stands outside of all parts."""
    path = item.rpartition("#")[2]
    for rule in tables.rules:
        if rule.path == path and rule.item >= 0:
            return tables.parts[tables.items[rule.item].part].part
    return ""


def _points(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)


def _exact(score: Fraction | None) -> Decimal | None:
    """A total is shown to the hundredth; where the 办法 gives none yet, nothing is shown."""
    return None if score is None else (Decimal(score.numerator) / score.denominator).quantize(Decimal("0.01"))
