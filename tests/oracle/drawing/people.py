"""Random members: statuses, tiers, changes, comings and goings, earlier years, missing fields."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.oracle.days import Year
from tests.oracle.drawing.conditions import Names
from tests.oracle.drawing.dice import Dice
from tests.oracle.drawing.points import Rule
from tests.oracle.drawing.totals import GRADES
from tests.oracle.facts import Member

CAST = ("赵书记", "钱组织委员", "孙记录员", "李明", "周预备", "吴积极分子", "郑流动", "王组织员", "陈某")
TIERS = (
    ("cadre", "village_cadre"),
    ("old", "age >= 60 or health == frail"),
    ("away", "residence == away"),
    ("home", None),
)


def people(dice: Dice) -> Rule:
    scored = dice.pick((["formal"], ["formal", "probationary"], ["formal", "probationary", "activist"]))
    found: Rule = {"scored": scored, "graded": dice.pick((["formal"], scored, []), 70, 25, 5)}
    if dice.chance(12):
        found["out"] = dice.pick(
            ("residence == away", "under_investigation", "work_state == retired and age >= 60")
        )
    if dice.chance(35):
        found["min_months"] = dice.pick((6, 3, 12))
    if dice.chance(30):
        found["from_day"] = dice.pick((1, 10, 20, 31))
    return found


def tiers(dice: Dice, names: Names) -> Rule | None:
    if not dice.chance(40):
        return None
    rows = [
        {"tier": name, "title": name} | ({} if when is None else {"when": when})
        for name, when in TIERS
        if dice.chance(80) or when is None
    ]
    names.tiers = [str(row["tier"]) for row in rows]
    found: Rule = {"rows": rows, "change": dice.pick(("keep", "prorate"))}
    if dice.chance(20):
        found["on"] = "period.start"
    return found


def members(dice: Dice, year: Year) -> list[Member]:
    """One to seven members of one or two branches."""
    count = dice.pick((1, 2, 3, 4, 5, 7), 25, 20, 20, 15, 12, 8)
    found = [member(dice, year, name) for name in CAST[:count]]
    if count > 1 and dice.chance(15):
        found[-1].branch = "二支部"
    return found


def day_of(dice: Dice, year: Year) -> date:
    """A day in or near the year; its ends, the fifteenth and month ends come often."""
    anchors = [
        year.start,
        year.end,
        year.start.replace(day=15),
        date.fromordinal(year.start.toordinal() - 1),
        date.fromordinal(year.end.toordinal() + 1),
        date(year.start.year, 12, 31),
        date(year.start.year, 7, 31),
    ]
    if dice.chance(30):
        return dice.pick(anchors)
    if dice.chance(40):
        month, _ = dice.pick(year.months())
        return month.replace(day=dice.pick((1, 14, 15, 16, 20, 28)))
    return date.fromordinal(dice.randint(year.start.toordinal(), year.end.toordinal()))


def member(dice: Dice, year: Year, name: str) -> Member:
    row: dict[str, object] = {"status": dice.pick(("formal", "probationary", "activist"), 88, 9, 3)}
    drawn: dict[str, object] = {
        "residence": dice.pick(("home", "away"), 75, 25),
        "health": dice.pick(("well", "frail"), 80, 20),
        "village_cadre": dice.chance(25),
        "under_investigation": dice.chance(10),
        "birth_date": dice.pick((date(1990, 3, 1), date(1966, 1, 1), date(1966, 1, 2), date(1950, 6, 30))),
        "work_state": dice.pick(("working", "retired")),
        "role": dice.pick(
            (("committee_member",), ("branch_secretary",), ("recorder", "organization_commissioner"))
        ),
        "appraisal": dice.pick((*GRADES, "其他"), 30, 40, 12, 12, 6),
        "paired": dice.chance(50),
    }
    row |= {field: value for field, value in drawn.items() if not dice.chance(8)}
    if dice.chance(20):
        row["joined_on"] = day_of(dice, year)
    if dice.chance(6):
        row["left_on"] = day_of(dice, year)
    if dice.chance(5):
        row["exempt_from"] = day_of(dice, year)
    if dice.chance(3):
        row["exempt"] = dice.chance(70)
    if dice.chance(25):
        row["earned_elsewhere"], row["allotted_elsewhere"] = Fraction(5), Fraction(6)
    return Member(
        name,
        fields=row,
        changes=[change(dice, year) for _ in range(dice.pick((0, 1, 2), 65, 25, 10))],
        prior=[earlier(dice) for _ in range(dice.pick((0, 1, 2), 40, 40, 20))],
        findings={"good_reason": dice.chance(50)} if dice.chance(60) else {},
    )


def change(dice: Dice, year: Year) -> tuple[date, str, object]:
    field, values = dice.pick(
        (
            ("status", ("formal", "probationary")),
            ("village_cadre", (True, False)),
            ("residence", ("home", "away")),
            ("health", ("frail", "well")),
        )
    )
    return (day_of(dice, year), field, dice.pick(values))


def earlier(dice: Dice) -> dict[str, object]:
    score = Fraction(dice.pick((58, 60, 80, 84, 100)))
    row = {"score": score, "converted": score - 2, "grade": dice.pick(GRADES), "months": Fraction(12)}
    return {name: value for name, value in row.items() if not dice.chance(8)}
