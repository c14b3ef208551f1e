"""Random duties, bookings to others, and gains put on hold."""

from __future__ import annotations

from tests.oracle.drawing.conditions import Names, about_fact, about_member
from tests.oracle.drawing.dice import Dice
from tests.oracle.drawing.forms import Rule
from tests.oracle.drawing.points import needs, valid
from tests.oracle.facts import Member

RELATIONS = ("household.head", "household", "group", "branch", "role == branch_secretary", "village_cadre")


def expect(dice: Dice, names: Names, item: str) -> Rule:
    """A duty: of the calendar, of days on end, or after something of another kind."""
    found: Rule = {
        "expect": f"{item}.duty",
        "title": "应做",
        "every": dice.pick(("month", "quarter", "half", "period"), 30, 40, 15, 15),
        "any_of": dice.some(names.kinds, 1, 2),
        "else": dice.pick((-1, "-0.5", -2), 45, 30, 25),
    }
    if dice.chance(30):
        found["required"] = dice.randint(1, 3)
    if dice.chance(60):
        found["within_days"] = dice.pick((1, 10, 45, 120))
    if dice.chance(25):
        found["for"] = about_member(dice, names)
    if dice.new("duties", 50):
        del found["every"]
        if dice.chance(50):
            found["run"] = dice.pick((20, 45, 90, 180))
            found.pop("required", None)
            found.pop("within_days", None)
        else:
            found["after"] = dice.pick((*names.kinds, "stray", "stray"))
    if dice.new("duties", 50):
        found["else"] = dice.pick(("all", "target_only", "gate"), 20, 30, 50)
    return found


def hold_gains(dice: Dice, names: Names, overrides: list[Rule]) -> None:
    """A fault during which gains stand without effect; overrides in force only while something is open."""
    if dice.new("hold", 50):
        fault: Rule = {"valid": valid(dice)} if dice.chance(50) else {}
        if dice.chance(30):
            fault["needs"] = needs(dice)
        kind = dice.pick(["discipline", "discipline", *names.kinds[-1:]])
        held: Rule = {
            "override": "held",
            "title": "暂缓",
            "effect": {"hold": "gains"},
            "facts": {kind: fault},
        }
        overrides.append(held)
    for one in overrides:
        if "facts" in one and "when" not in one and dice.new("hold", 35):
            one["while"] = dice.pick(
                (
                    "not known(corrected_on)",
                    "corrected_on > as_of",
                    "days(occurred_on, corrected_on) > 30",
                    about_fact(dice),
                )
            )
        if "facts" in one and one["override"] != "held" and dice.new("hold", 15):
            one["effect"]["hold"] = "gains"  # type: ignore[index]


def link(dice: Dice, rule: Rule) -> None:
    """Book a fact to others, now and then."""
    if dice.new("links", 25):
        rule["to"] = dice.pick(RELATIONS)


def relatives(dice: Dice, found: list[Member]) -> None:
    """Numbers, households with their heads, groups; some change in mid-year, some are not written."""
    if "links" not in dice.words:
        return
    for place, one in enumerate(found, start=1):
        if dice.chance(90):
            one.fields["number"] = str(place)
        if dice.chance(80):
            one.fields["household"] = dice.pick(("甲户", "乙户"), 65, 35)
        if dice.chance(75):
            one.fields["household.head"] = str(dice.randint(1, len(found)))
        if dice.chance(80):
            one.fields["group"] = dice.pick(("一组", "二组"), 65, 35)
        if one.changes and dice.chance(60):
            day, _, _ = one.changes[0]
            one.changes.append(
                (day, *dice.pick((("household", "甲户"), ("group", "二组"), ("household.head", "1"))))
            )
