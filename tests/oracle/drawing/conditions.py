"""Random conditions over a member, a fact, or a result."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.oracle.drawing.dice import Dice

MEMBER = (
    "status == formal",
    "status in [formal, probationary]",
    "status != activist",
    "residence == away",
    "health == frail",
    "village_cadre",
    "not village_cadre",
    "under_investigation",
    "age >= 60",
    "age in 30..<60",
    "role == branch_secretary",
    "role in [organization_commissioner, recorder]",
    "role != recorder",
    "work_state == retired",
    "joined_on <= 2026-07-01",
    "months >= 6",
    "paired",
    "人员类别 属于 [正式党员, 预备党员] 且 年龄 >= 60",
    "居住情况 是 外出",
    "known(birth_date) and residence != home",
)
FACT = (
    "level == county",
    "level in [city, province]",
    "organiser == superior_committee",
    "effect == clear",
    "effect != bad_influence",
    "on_time",
    "signed_in and on_time",
    "not complaint",
    "excuse in [none, other]",
    "excuse != sick",
    "quantity >= 3",
    "2 <= quantity <= 4",
    "minutes_late > 15",
    "made_up_on <= occurred_on",
    "days(occurred_on, made_up_on) > 30",
    "months(occurred_on, made_up_on) > 1",
    "unknown(made_up_on)",
    "known(evidence) or signed_in",
    "status == formal",
    "residence == home",
    "级别 属于 [县级, 省] 或 主办单位 == 上级党委",
    "成效 不是 明显",
    "min(quantity, 5) * 2 > 4",
    "on_time == false",
)


MEASURES = (
    "measure.exam >= 60",
    "measure.exam in 40..<61",
    "meetings.attended < 3",
    "meetings.due > ballots.valid",
)


@dataclass
class Names:
    """What a result condition may speak of in one scheme."""

    parts: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    quotas: list[str] = field(default_factory=list)
    grades: list[str] = field(default_factory=list)
    tiers: list[str] = field(default_factory=list)
    base: int = 0


def about_member(dice: Dice, names: Names) -> str:
    """A condition on the member alone."""
    options = [*MEMBER, *(f"tier == {tier}" for tier in names.tiers)]
    if "measures" in dice.words:
        options += MEASURES * 2
    return joined(dice, options)


def about_fact(dice: Dice) -> str:
    """A condition on a fact (and the member on its day)."""
    return joined(dice, FACT)


def about_result(dice: Dice, names: Names, *, graded: bool) -> str:
    """A condition on the result; standing in the pool only once grades are given."""
    near = names.base + dice.randint(-6, 8)
    options = [
        f"score >= {near}",
        f"score < {near}",
        f"score in {near}..{near + 5}",
        f"{dice.pick(names.lines)} > {near}",
        f"part.{dice.pick(names.parts)} <= {dice.randint(0, 5)}",
        f"points({dice.pick(names.parts)}) > 0",
        f"points({dice.pick(names.items)}) >= {dice.randint(0, 3)}",
        f"count({'stray' if dice.new('functions', 20) else dice.pick(names.kinds)}) >= {dice.randint(1, 3)}",
        f"count({', '.join(dice.some(names.kinds, 1, 2))}) < {dice.randint(1, 3)}",
        f"count({dice.pick(names.kinds)}, per: month) >= {dice.randint(1, 2)}",
        "prior(1).score < score",
        f"prior(1).score < {near} and score < {near}",
        "prior(2).score >= 60",
        f"prior(1).grade == {dice.pick(names.grades)}" if names.grades else "prior(1).months >= 6",
        "finding.good_reason",
        "not finding.good_reason",
        dice.pick(MEMBER),
    ]
    if graded:
        options += [f"rank <= {dice.randint(1, 3)}", f"pool.size >= {dice.randint(1, 4)}"]
        options += (
            [f"quota.{dice.pick(names.quotas)}", f"not quota.{dice.pick(names.quotas)}"] * 2
            if names.quotas
            else []
        )
        options += [f"grade == {dice.pick(names.grades)}"] * 2 if names.grades else []
    options += later(dice, names, near, graded=graded)
    return joined(dice, options)


def later(dice: Dice, names: Names, near: int, *, graded: bool) -> list[str]:
    """What the functions, pools and measures of later versions add."""
    found: list[str] = []
    kind = dice.pick(names.kinds) if "functions" in dice.words else ""
    if kind:
        found += [
            f"sum(quantity, {kind}) > 3",
            f"sum(quantity, {kind}, per: month) >= 2",
            f"streak({kind}) >= 1",
        ]
        found += [
            f"points({kind}) > 1",
            "share(meetings.attended, meetings.due) >= 50%",
            "age(2026-06-30) >= 60",
        ]
    if "measures" in dice.words:
        found += MEASURES
    if graded and "pools" in dice.words:
        found += [
            "pool.rank(score) <= 2",
            "pool.mean(score) <= score",
            "pool.best(score, from: bottom) == score",
        ]
        found += [
            f"pool.best(score) - score > 2 and score < {near}",
            f"pool.rank(part.{names.parts[0]}) == 1",
        ]
    return found


def joined(dice: Dice, options: list[str] | tuple[str, ...]) -> str:
    """One condition, sometimes two joined or one denied."""
    first, second = dice.pick(options), dice.pick(options)
    shape = dice.pick(("one", "and", "or", "not"), 70, 12, 12, 6)
    if shape == "one":
        return first
    return f"not ({first})" if shape == "not" else f"({first}) {shape} ({second})"
