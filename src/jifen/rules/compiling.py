"""Bound scheme → compiled tables: defaults filled in, indices resolved, shorthand expanded. Computes no score."""

from __future__ import annotations

from math import lcm

from jifen.rules.bench import Bench, Path, day_of, is_text, round_row, table_key
from jifen.rules.binding import Bound
from jifen.rules.conditions.syntax import Node, Not
from jifen.rules.factrules import DECIDER_RANK, override_rule
from jifen.rules.fields import FieldType, line_title
from jifen.rules.itemrules import add_part, gate_rows
from jifen.rules.model.people import Flag
from jifen.rules.model.scheme import Spend
from jifen.rules.model.totals import Line, Override
from jifen.rules.tables import (
    FIRST_DAY,
    FeedRow,
    GradeRow,
    LineRow,
    OutcomeRow,
    OverrideRow,
    QuotaRow,
    SpendRow,
    Tables,
)
from jifen.rules.waves import parts_of_sum, waves_of

__all__ = ["DECIDER_RANK", "compile_scheme"]


def compile_scheme(bound: Bound) -> Tables:
    """Compile a bound scheme without errors. Holes are listed, not refused (the engine refuses to score them)."""
    bench = Bench(bound)
    scheme, waves = bound.scheme, waves_of(bound).waves
    for index, part in enumerate(scheme.parts):
        add_part(bench, index, part, waves)
    grades = _grade_rows(bench)
    ranks = {row.grade: row.rank for row in grades}
    overrides = [_override(bench, n, o, ranks) for n, o in enumerate(scheme.override)]
    month, day = (int(text) for text in scheme.period.starts.split("-"))
    tiers = scheme.tiers
    return Tables(
        scheme=scheme.scheme,
        version=scheme.version,
        title=scheme.title,
        content_hash=bound.content_hash,
        period_kind=scheme.period.kind,
        starts=(month, day),
        counts_decided=scheme.period.counts == "decided_on",
        scored=scheme.people.scored,
        graded=scheme.people.graded,
        out=bench.node("people", "out"),
        min_months=scheme.people.min_months,
        from_day=scheme.people.from_day,
        tiers=tuple(
            (tier.tier, tier.title, bench.node("tiers", "rows", n, "when"))
            for n, tier in enumerate(tiers.rows if tiers else ())
        ),
        tiers_on=tiers.on if tiers else "period.start",
        tier_prorate=tiers is not None and tiers.change == "prorate",
        flags=tuple((f"{f.family}{name}", _flag_type(f)) for name, f in scheme.flags.items() if not f.finding),
        findings=tuple(name for name, flag in scheme.flags.items() if flag.finding),
        kinds=tuple(dict.fromkeys([*(r.kind for r in bench.rules), *scheme.kinds, *_spending(scheme.spend)])),
        rules=tuple(bench.rules),
        keeps=tuple(bench.keeps),
        limits=tuple(bench.limits),
        items=tuple(bench.items),
        parts=tuple(bench.parts),
        expects=tuple(bench.expects),
        lines=tuple(_line(bench, name, line) for name, line in scheme.total.items()),
        quotas=tuple(
            QuotaRow(
                n, q.title, q.share, q.places, q.of, q.end == "top", q.by, q.round, q.ties,
                tuple(bench.bound.expressions["quotas", n, "keys", k] for k in range(len(q.keys))),
            )
            for n, q in scheme.quotas.items()
        ),
        grades=grades,
        grades_by=scheme.grades.by if scheme.grades else "none",
        gap=scheme.grades.gap if scheme.grades else "flag",
        overrides=(*overrides, *_gate_overrides(bench, ranks)),
        outcomes=tuple(
            OutcomeRow(
                o.outcome, o.title, o.clause, o.kind,
                bench.node("outcomes", n, "for"), bench.node("outcomes", n, "when"), o.asks, o.one_of, o.at,
            )
            for n, o in enumerate(scheme.outcomes)
            if o.enabled
        ),
        ranked=scheme.ranked,
        readings=tuple((r.id, r.choice) for r in scheme.readings),
        holes=tuple(bench.holes),
        unit=lcm(*bench.denominators),
        terms=tuple((int(day[:2]), int(day[3:])) for day in scheme.period.terms),
        since=day_of(scheme.period.since, FIRST_DAY),
        pool=scheme.people.pool,
        account=scheme.people.account,
        pooled=tuple(bench.pooled),
        gates=tuple(
            row
            for row, gate in zip(gate_rows(bench, ("gate",), scheme.gate), scheme.gate, strict=True)
            if gate.otherwise == "no_result"
        ),
        feeds=tuple(
            FeedRow(
                feed.to, feed.kind, feed.clause, bench.node("feeds", n, "when"),
                bench.bound.expressions["feeds", n, "value"],
            )
            for n, feed in enumerate(scheme.feeds)
        ),
        spend=_spend_row(bench, scheme.spend),
    )  # fmt: skip


def _flag_type(flag: Flag) -> FieldType:
    if flag.measure:
        return FieldType.NUMBER
    return FieldType.TEXT if flag.choices else FieldType.FLAG


def _spending(spend: Spend | None) -> tuple[str, ...]:
    return (spend.kind,) if spend is not None and spend.enabled else ()


def _spend_row(bench: Bench, spend: Spend | None) -> SpendRow | None:
    if spend is None or not spend.enabled:
        return None
    return SpendRow(
        kind=spend.kind,
        clause=spend.clause,
        rate=spend.rate,
        prices=tuple(spend.prices.items()),
        free=spend.free,
        opening=spend.expires != "period_end",
        years=(spend.years or 1) if spend.expires == "years" else 0,
        bar=bench.node("spend", "bar"),
        compulsory=spend.compulsory,
        limits=tuple((one.per, one.facts) for one in spend.limit),
    )


def _line(bench: Bench, name: str, line: Line) -> LineRow:
    path: Path = ("total", name)
    by = bench.node(*path, "by")
    numeric = by is not None and not is_text(by)
    rows = () if by is None else tuple((table_key(k, by, numeric), v) for k, v in (line.rows or {}).items())
    each = line.floor is not None and line.floor.each
    names = parts_of_sum(bench.bound, name) if each else ()
    parts = [part.part for part in bench.bound.scheme.parts]
    return LineRow(
        line=name,
        title=line_title(name, line.title),
        clause=line.clause,
        value=bench.node(*path, "is"),
        by=by,
        rows=rows,
        numeric=numeric,
        none=line.none,
        floor=None if line.floor is None else line.floor.at,
        cap=line.cap,
        round=round_row(line.round),
        gates=gate_rows(bench, (*path, "gate"), line.gate),
        running=tuple(parts.index(part) for part in names or ()),
    )


def _override(bench: Bench, number: int, override: Override, ranks: dict[str, int]) -> OverrideRow:
    for kind in override.facts:
        override_rule(bench, ("override", number, "facts", kind), number, override, kind)
    effect = override.effect
    grade = effect.grade or effect.ceiling
    parts = [part.part for part in bench.parts]
    items = [item.item for item in bench.items]
    return OverrideRow(
        override=override.override,
        title=override.title,
        clause=override.clause,
        enabled=override.enabled,
        when=bench.node("override", number, "when"),
        zero=effect.zero == "total",
        grade=grade,
        ceiling=effect.ceiling is not None,
        rank=ranks.get(grade or "", -1),
        zero_part=parts.index(effect.zero) if effect.zero in parts else -1,
        zero_item=items.index(effect.zero) if effect.zero in items else -1,
        hold=effect.hold is not None,
        ranked=effect.ranked,
    )


def _gate_overrides(bench: Bench, ranks: dict[str, int]) -> list[OverrideRow]:
    """A validity condition on the whole that ends in zero or a grade is an override for those who fail it."""
    rows = []
    for number, gate in enumerate(bench.bound.scheme.gate):
        if gate.otherwise == "no_result":
            continue
        when: Node = bench.bound.expressions["gate", number, "gate"]
        rows.append(
            OverrideRow(
                override=f"gate#{number + 1}",
                title=gate.title or "有效的前提",
                clause=gate.clause,
                enabled=True,
                when=Not(when, when.at),
                zero=gate.otherwise == "zero",
                grade=gate.grade,
                ceiling=False,
                rank=ranks.get(gate.grade or "", -1),
                gate=True,
            )
        )
    return rows


def _grade_rows(bench: Bench) -> tuple[GradeRow, ...]:
    scheme = bench.bound.scheme
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
            when=bench.node("grades", "rows", n, "when"),
            quota=quotas.index(row.quota) if row.quota else -1,
            surplus=row.surplus,
            clause=row.clause,
        )
        for n, row in enumerate(scheme.grades.rows)
    )
