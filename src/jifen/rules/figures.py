"""Forms of points, compiled: numbers, tables, rates, slices, targets, shares, means (B5-B20, J)."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.bench import Bench, Path, is_text, table_key
from jifen.rules.conditions.syntax import Name, Node
from jifen.rules.fields import FACT_FIELDS, find_field
from jifen.rules.model.points import (
    Around,
    Fixed,
    Mean,
    Per,
    PointsForm,
    RowValue,
    Share,
    Slices,
    Table,
)
from jifen.rules.tables import FigureRow, Form, PointsTable, TableRow


def figure_row(bench: Bench, path: Path, points: PointsForm) -> FigureRow | None:
    """Points from a number; None for the other forms of facts. ``path``: where ``points`` stands."""
    match points:
        case Per(per=per, give=give, whole=whole):
            of = bench.bound.expressions[(*path, "of")]
            return FigureRow(
                Form.PER, of, field=field_of(of), per=per, give=give, truncated=whole, none=_none(points.none)
            )
        case Slices(slices=slices, whole=whole):
            of = bench.bound.expressions[(*path, "of")]
            rows = tuple((one.to, one.per, one.give) for one in slices)
            return FigureRow(
                Form.SLICES, of, field=field_of(of), slices=rows, truncated=whole, none=_none(points.none)
            )
        case Around(around=target, at=at, more=more, less=less, step=step, whole=whole):
            of = bench.bound.expressions[(*path, "of")]
            return FigureRow(
                Form.AROUND, of, field=field_of(of), per=step, give=at, target=target, more=more, less=less,
                truncated=whole, none=_none(points.none),
            )  # fmt: skip
        case Share(full=full):
            part, whole_of = (bench.bound.expressions[(*path, "share", n)] for n in (0, 1))
            return FigureRow(
                Form.SHARE, part, whole_of, field=field_of(part), give=full, none=_none(points.none)
            )
        case _:
            return None


def value_row(bench: Bench, path: Path, points: PointsForm) -> FigureRow:
    """The value of an item: one figure for a member."""
    found = figure_row(bench, path, points)
    if found is not None:
        return found
    if isinstance(points, Table):
        table = points_table(bench, path, points)
        # What a table gives where nothing fits is said in the table.
        return FigureRow(Form.TABLE, table.by, table=table, none="ask")
    if isinstance(points, Mean):
        known = find_field(points.mean)
        return FigureRow(
            Form.MEAN,
            field=known.name if known else points.mean,
            give=Fraction(1) if points.times is None else points.times,
            kind=points.of or "",
            periods=points.periods or 0,
            without_self=points.without_self,
            trim=points.trim,
            none=_none(points.none),
        )
    assert isinstance(points, Fixed)  # lint lets no other form stand here
    return FigureRow(Form.FIXED, give=points.value)


def points_table(bench: Bench, path: Path, table: Table) -> PointsTable:
    """A table of points by a key, ``lowest`` resolved. ``path``: where ``points`` stands."""
    by = bench.bound.expressions[(*path, "by")]
    numeric = not is_text(by)
    rows = tuple(_table_row(bench, table_key(key, by, numeric), cell) for key, cell in table.rows.items())
    none: TableRow | str = "ask"
    if isinstance(table.none, RowValue):
        none = _table_row(bench, "", table.none)
    elif table.none == "lowest":
        known = (row for row in rows if row.points is not None)
        none = min(known, key=lambda row: row.points or Fraction(0), default="ask")
    elif table.none is not None:
        none = table.none
    return PointsTable(by, numeric, rows, none)


def _table_row(bench: Bench, key: object, row: RowValue) -> TableRow:
    points = None if row.points is None else bench.points(row.points)
    each = None if row.each is None else bench.points(row.each)
    return TableRow(key, points, row.all, each)  # type: ignore[arg-type]


def _none(none: RowValue | str | None) -> Fraction | str:
    if isinstance(none, RowValue):
        return none.points or Fraction(0)
    return none or "ask"


def field_of(node: Node) -> str:
    """The number field of a fact that an expression is, or nothing."""
    name = ".".join(node.path) if isinstance(node, Name) else ""
    return name if name in FACT_FIELDS else ""
