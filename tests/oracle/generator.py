"""Random but legal schemes with members and facts, from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies

from jifen.rules.model.people import PeriodRule
from tests.oracle.days import Year
from tests.oracle.drawing.conditions import Names
from tests.oracle.drawing.dice import Dice
from tests.oracle.drawing.duties import hold_gains, relatives
from tests.oracle.drawing.events import facts
from tests.oracle.drawing.parts import KINDS, join_overrides, parts
from tests.oracle.drawing.people import day_of, members, people, tiers
from tests.oracle.drawing.points import Rule
from tests.oracle.drawing.results import dress, mark, period, results
from tests.oracle.drawing.totals import grades, outcomes, overrides, quotas, total
from tests.oracle.facts import Fact, Member
from tests.oracle.periods import period_named


@dataclass
class Case:
    """One story: a scheme as plain data (as a YAML file would give it), people, facts, a year and a day."""

    seed: int
    scheme: Rule
    members: list[Member]
    facts: list[Fact]
    year: int | str
    as_of: date | None = None
    whole: bool = False


def generate(seed: int, words: frozenset[str] = frozenset()) -> Case:
    """The case of a seed; always the same. `words`: groups of later words to draw (drawing.words)."""
    dice = Dice(seed)
    dice.words = words
    scheme, name = draw_scheme(dice)
    year = year_of(scheme, name)
    who = members(dice, year)
    relatives(dice, who)
    dress(dice, who)
    happened = facts(dice, scheme, who, year)
    mark(dice, happened)
    return Case(seed, scheme, who, happened, name, draw_as_of(dice, year), dice.new("pools", 60))


def year_of(scheme: Rule, name: int | str) -> Year:
    """The period of this name; a running one a year long, whenever it is looked at."""
    rule = PeriodRule.model_validate(scheme["period"])
    since = date.fromisoformat(rule.since) if rule.since else date.max
    return period_named(rule, name, since.replace(year=since.year + 1) if rule.since else None, [])


def draw_scheme(dice: Dice) -> tuple[Rule, int | str]:
    """A scheme that uses a random choice of the words switched on, and the name of a period of its kind."""
    names = Names()
    rhythm: Rule = {"starts": dice.pick(("01-01", "06-01", "07-01"), 65, 25, 10)}
    if dice.chance(12):
        rhythm["counts"] = "decided_on"
    found: Rule = {"scheme": "drawn", "title": "随机办法", "period": rhythm, "people": people(dice)}
    found["kinds"] = {kind: {"title": kind} for kind in (*KINDS, "discipline", "stray")}
    found["flags"] = {
        "paired": {"title": "结对"},
        "good_reason": {"title": "正当理由", "finding": True},
    }
    if "measures" in dice.words:
        found["flags"] |= {"exam": {"title": "业务测验", "measure": True}}  # type: ignore[operator]
    name = period(dice, found)
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
    hold_gains(dice, names, found["override"])  # type: ignore[arg-type]
    join_overrides(dice, drawn, found["override"])  # type: ignore[arg-type]
    found["outcomes"] = outcomes(dice, names)
    results(dice, names, found)
    return found, name


def draw_as_of(dice: Dice, year: Year) -> date | None:
    """Mostly the year's end; sometimes a day inside it, sometimes weeks later."""
    choice = dice.pick(("none", "inside", "later"), 70, 14, 16)
    if choice == "none":
        return None
    return year.end + timedelta(days=40) if choice == "later" else max(day_of(dice, year), year.start)


def cases() -> strategies.SearchStrategy[Case]:
    """Cases for Hypothesis; smaller seeds first when a failure shrinks."""
    return strategies.integers(min_value=0, max_value=10**9).map(generate)
