"""Random but legal schemes with members and facts, from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies

from tests.oracle.days import Year, points_year
from tests.oracle.drawing.conditions import Names
from tests.oracle.drawing.dice import Dice
from tests.oracle.drawing.events import facts
from tests.oracle.drawing.parts import KINDS, join_overrides, parts
from tests.oracle.drawing.people import day_of, members, people, tiers
from tests.oracle.drawing.points import Rule
from tests.oracle.drawing.totals import grades, outcomes, overrides, quotas, total
from tests.oracle.facts import Fact, Member


@dataclass
class Case:
    """One story: a scheme as plain data (as a YAML file would give it), people, facts, a year and a day."""

    seed: int
    scheme: Rule
    members: list[Member]
    facts: list[Fact]
    year: int
    as_of: date | None = None


def generate(seed: int, words: frozenset[str] = frozenset()) -> Case:
    """The case of a seed; always the same. `words`: groups of later words to draw (drawing.words)."""
    dice = Dice(seed)
    dice.words = words
    scheme = draw_scheme(dice)
    year = points_year(2026, str(scheme["period"]["starts"]))  # type: ignore[index]
    who = members(dice, year)
    return Case(seed, scheme, who, facts(dice, scheme, who, year), 2026, draw_as_of(dice, year))


def draw_scheme(dice: Dice) -> Rule:
    """A scheme that uses a random choice of the words of step one."""
    names = Names()
    period: Rule = {"starts": dice.pick(("01-01", "06-01", "07-01"), 65, 25, 10)}
    if dice.chance(12):
        period["counts"] = "decided_on"
    found: Rule = {"scheme": "drawn", "title": "随机办法", "period": period, "people": people(dice)}
    found["kinds"] = {kind: {"title": kind} for kind in (*KINDS, "discipline", "stray")}
    found["flags"] = {
        "paired": {"title": "结对"},
        "good_reason": {"title": "正当理由", "finding": True},
    }
    tier_words = tiers(dice, names)
    if tier_words is not None:
        found["tiers"] = tier_words
    found["parts"] = drawn = parts(dice, names)
    found["total"] = total(dice, names, drawn)
    found["quotas"] = quotas(dice, names)
    grade_words = grades(dice, names)
    if grade_words is not None:
        found["grades"] = grade_words
    found["override"] = overrides(dice, names)
    join_overrides(dice, drawn, found["override"])  # type: ignore[arg-type]
    found["outcomes"] = outcomes(dice, names)
    return found


def draw_as_of(dice: Dice, year: Year) -> date | None:
    """Mostly the year's end; sometimes a day inside it, sometimes weeks later."""
    choice = dice.pick(("none", "inside", "later"), 70, 14, 16)
    if choice == "none":
        return None
    return year.end + timedelta(days=40) if choice == "later" else max(day_of(dice, year), year.start)


def cases() -> strategies.SearchStrategy[Case]:
    """Cases for Hypothesis; smaller seeds first when a failure shrinks."""
    return strategies.integers(min_value=0, max_value=10**9).map(generate)
