"""Bound scheme → compiled tables: defaults filled in, indices resolved, shorthand expanded. Computes no score."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from jifen.rules.bench import Bench, Path, day_of, is_text, round_row, table_key
from jifen.rules.binding import Bound
from jifen.rules.factrules import DECIDER_RANK, item_rule, override_rule
from jifen.rules.model.items import Allot, Expect, Item, Part, Start
from jifen.rules.model.totals import Line, Override
from jifen.rules.points import Rounding, round_by
from jifen.rules.tables import (
    FIRST_DAY,
    LAST_DAY,
    AllotRow,
    ExpectRow,
    GradeRow,
    ItemRow,
    Level,
    LimitRow,
    LineRow,
    OutcomeRow,
    OverrideRow,
    PartRow,
    QuotaRow,
    StartRow,
    Tables,
)

__all__ = ["DECIDER_RANK", "compile_scheme"]


def compile_scheme(bound: Bound) -> Tables:
    """Compile a bound scheme without errors. Holes are listed, not refused (the engine refuses to score them)."""
    return _Compiler(bound).tables()


class _Compiler(Bench):
    def tables(self) -> Tables:
        scheme = self.bound.scheme
        for index, part in enumerate(scheme.parts):
            self.part(index, part)
        grades = _grade_rows(self)
        ranks = {row.grade: row.rank for row in grades}
        overrides = tuple(self.override(n, o, ranks) for n, o in enumerate(scheme.override))
        month, day = (int(text) for text in scheme.period.starts.split("-"))
        tiers = scheme.tiers
        return Tables(
            scheme=scheme.scheme,
            version=scheme.version,
            title=scheme.title,
            content_hash=self.bound.content_hash,
            period_kind=scheme.period.kind,
            starts=(month, day),
            counts_decided=scheme.period.counts == "decided_on",
            scored=scheme.people.scored,
            graded=scheme.people.graded,
            out=self.node("people", "out"),
            min_months=scheme.people.min_months,
            from_day=scheme.people.from_day,
            tiers=tuple(
                (tier.tier, tier.title, self.node("tiers", "rows", n, "when"))
                for n, tier in enumerate(tiers.rows if tiers else ())
            ),
            ages_at_end=tiers is not None and tiers.on == "period.end",
            tier_prorate=tiers is not None and tiers.change == "prorate",
            flags=tuple((name, bool(f.choices)) for name, f in scheme.flags.items() if not f.finding),
            kinds=tuple(dict.fromkeys([*(r.kind for r in self.rules), *scheme.kinds])),
            rules=tuple(self.rules),
            keeps=tuple(self.keeps),
            limits=tuple(self.limits),
            items=tuple(self.items),
            parts=tuple(self.parts),
            expects=tuple(self.expects),
            lines=tuple(self.line(name, line) for name, line in scheme.total.items()),
            quotas=tuple(
                QuotaRow(n, q.title, q.share, q.places, q.of, q.end == "top", q.by, q.round, q.ties)
                for n, q in scheme.quotas.items()
            ),
            grades=grades,
            grades_by=scheme.grades.by if scheme.grades else "none",
            gap=scheme.grades.gap if scheme.grades else "flag",
            overrides=overrides,
            outcomes=tuple(
                OutcomeRow(
                    o.outcome, o.title, o.clause, o.kind,
                    self.node("outcomes", n, "for"), self.node("outcomes", n, "when"), o.asks, o.one_of,
                )
                for n, o in enumerate(scheme.outcomes)
                if o.enabled
            ),
            ranked=scheme.ranked,
            readings=tuple((r.id, r.choice) for r in scheme.readings),
            holes=tuple(self.holes),
            unit=lcm(*self.denominators),
        )  # fmt: skip

    def part(self, index: int, part: Part) -> None:
        number = len(self.parts)
        first = len(self.items)
        part_limits = self.limit_rows(Level.PART, part.part, part.limit)
        if part.allot is not None:
            part_limits = (self.allot_limit(part, part.allot), *part_limits)
        for n, item in enumerate(part.items):
            self.item(("parts", index, "items", n), number, part.enabled, item)
        floor, cap = self.bounds(part.floor, part.cap)
        self.parts.append(
            PartRow(
                part=part.part,
                title=part.title,
                clause=part.clause,
                enabled=part.enabled,
                start=self.start(part.start),
                spread=round_row(part.spread),
                floor=floor,
                cap=cap,
                allot=_allot_row(part.allot),
                limits=part_limits,
                items=tuple(range(first, len(self.items))),
            )
        )

    def start(self, start: Start | None) -> StartRow:
        if start is None:
            return StartRow()
        rounding = round_row(start.round)
        if start.carry is not None:
            carry = start.carry
            rounding = round_row(carry.round) or rounding
            if rounding is None:
                self.denominators.append((carry.share / 100).denominator)
            return StartRow(
                carry_line=carry.line, share=carry.share, first=self.points(carry.first), carry_cap=carry.cap,
                round=rounding,
            )  # fmt: skip
        if start.rows is not None:
            tiers = self.bound.scheme.tiers
            prorate = tiers is not None and tiers.change == "prorate"
            if prorate and rounding is None:
                self.denominators.append(1200)
            rows = tuple((key, self.points(row.points)) for key, row in start.rows.items())
            return StartRow(tiers=rows, prorate=prorate, round=rounding)
        points = self.points(start.points)
        return StartRow(
            points=points
            if start.round is None
            else round_by(points, start.round.digits, Rounding(start.round.way))
        )

    def allot_limit(self, part: Part, allot: Allot) -> int:
        months = tuple(self.points(points) for points in allot.months)
        row = LimitRow(
            Level.PART, f"{part.part}#allot", False, "month", None, None, 1, allot.clause, months=months
        )
        return self.limit(row)

    def item(self, path: Path, part: int, part_enabled: bool, item: Item) -> None:
        number = len(self.items)
        enabled = part_enabled and item.enabled
        floor, cap = self.bounds(item.floor, item.cap)
        opening = self.start(item.start)
        start = opening.points
        if item.full is not None:
            full = self.points(item.full)
            start = full if item.start is None else start
            floor = Fraction(0) if item.floor is None else floor
            cap = full if item.cap is None else cap
        first = day_of(item.in_force.since if item.in_force else None, FIRST_DAY)
        last = day_of(item.in_force.until if item.in_force else None, LAST_DAY)
        self.items.append(
            ItemRow(
                item=item.item,
                title=item.title,
                clause=item.clause,
                part=part,
                enabled=enabled,
                start=start,
                floor=floor,
                cap=cap,
                full=item.full,
                members=self.node(*path, "for"),
                limits=self.limit_rows(Level.ITEM, item.item, item.limit),
                first_day=first,
                last_day=last,
                opening=opening if opening.tiers or opening.carry_line else None,
            )
        )
        for kind in item.facts:
            item_rule(self, (*path, "facts", kind), number, enabled, item, kind)
        for n, expect in enumerate(item.expect):
            self.expect((*path, "expect", n), number, enabled, expect)

    def expect(self, path: Path, item: int, enabled: bool, expect: Expect) -> None:
        if not enabled:
            return
        members = (self.node(*path[:-2], "for"), self.node(*path, "for"))
        self.expects.append(
            ExpectRow(
                expect=expect.expect,
                title=expect.title,
                clause=expect.clause,
                item=item,
                every=expect.every or "period",
                kinds=expect.any_of,
                required=expect.required or 1,
                within_days=expect.within_days,
                members=tuple(n for n in members if n is not None),
                missed=self.points(expect.missed) if isinstance(expect.missed, Fraction) else None,
                first_day=self.items[item].first_day,
                last_day=self.items[item].last_day,
            )
        )

    def line(self, name: str, line: Line) -> LineRow:
        path: Path = ("total", name)
        by = self.node(*path, "by")
        numeric = by is not None and not is_text(by)
        rows = (
            () if by is None else tuple((table_key(k, by, numeric), v) for k, v in (line.rows or {}).items())
        )
        return LineRow(
            line=name,
            title=line.title or name,
            clause=line.clause,
            value=self.node(*path, "is"),
            by=by,
            rows=rows,
            numeric=numeric,
            none=line.none,
            floor=None if line.floor is None else line.floor.at,
            cap=line.cap,
            round=round_row(line.round),
        )

    def override(self, number: int, override: Override, ranks: dict[str, int]) -> OverrideRow:
        path: Path = ("override", number)
        for kind in override.facts:
            override_rule(self, (*path, "facts", kind), number, override, kind)
        effect = override.effect
        grade = effect.grade or effect.ceiling
        return OverrideRow(
            override=override.override,
            title=override.title,
            clause=override.clause,
            enabled=override.enabled,
            when=self.node(*path, "when"),
            zero=effect.zero is not None,
            grade=grade,
            ceiling=effect.ceiling is not None,
            rank=ranks.get(grade or "", -1),
        )


def _grade_rows(compiler: Bench) -> tuple[GradeRow, ...]:
    scheme = compiler.bound.scheme
    if scheme.grades is None:
        return ()
    quotas = list(scheme.quotas)
    ranks: dict[str, int] = {}
    for row in scheme.grades.rows:
        ranks.setdefault(row.grade, len(ranks))
    # AMB-02: a grade may stand twice; its rank is that of its best row among the distinct grades in file order.
    return tuple(
        GradeRow(
            grade=row.grade,
            rank=ranks[row.grade],
            range=row.range,
            when=compiler.node("grades", "rows", n, "when"),
            quota=quotas.index(row.quota) if row.quota else -1,
            surplus=row.surplus,
            clause=row.clause,
        )
        for n, row in enumerate(scheme.grades.rows)
    )


def _allot_row(allot: Allot | None) -> AllotRow | None:
    if allot is None:
        return None
    return AllotRow(allot.months, allot.sum, allot.scale is not None, round_row(allot.round))
