"""Random parts and items."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.drawing.conditions import Names, about_member
from tests.oracle.drawing.dice import Dice, written
from tests.oracle.drawing.duties import expect, link
from tests.oracle.drawing.points import Rule, fact_rule, keep, limit, limits
from tests.oracle.drawing.pooled import pool_item

KINDS = ("honour", "absent", "late", "chore", "help", "fault")
SHARED_PLACES = ("rule", "item", "part")


def parts(dice: Dice, names: Names) -> list[Rule]:
    """One to three parts of one to three items; sometimes a limit or a keep group spans them."""
    names.kinds = list(KINDS[: dice.randint(2, len(KINDS))])
    names.parts = ["base", "reward", "task"][: dice.pick((1, 2, 3), 25, 45, 30)]
    found = [part(dice, names, name) for name in names.parts]
    if dice.chance(25):
        share_limit(dice, found)
    if dice.chance(20):
        share_keep(dice, names, found)
    return found


def part(dice: Dice, names: Names, name: str) -> Rule:
    found: Rule = {"part": name, "title": name}
    if name == "task" and dice.chance(70):
        return allotted(dice, names, found)
    shape = dice.pick(("plain", "start", "tier", "carry", "spread"), 35, 30, 15, 10, 10)
    if shape == "tier" and not names.tiers:
        shape = "start"
    if shape == "start":
        found["start"] = start = dice.pick((10, 20, 60, 80))
        names.base += start
    elif shape == "tier":
        found["start"] = {"by": "tier", "rows": dict(zip(names.tiers, (20, 30, 40, "50.5"), strict=False))}
        if dice.chance(60):
            found["start"]["round"] = dice.pick((2, 2, 1, {"digits": 0, "way": dice.pick(("down", "up"))}))  # type: ignore[index]
        names.base += 30
    elif shape in ("carry", "spread"):
        found["start"] = {"carry": carry(dice)}
        names.base += 16
    if shape == "spread":
        found["spread"] = {"digits": 2, "rest": "last"} if dice.chance(70) else 2
    found["items"] = [
        item(dice, names, f"{name}.{letter}", must_be_full=shape == "spread")
        for letter in "abc"[: dice.pick((1, 2, 3), 40, 40, 20)]
    ]
    ends(dice, found)
    if dice.chance(30):
        found["limit"] = limits(dice)
    if dice.chance(2):
        found["enabled"] = False
    return found


def carry(dice: Dice) -> Rule:
    found: Rule = {"line": dice.pick(("score", "converted")), "share": dice.pick(("20%", "1/3", "0.5"))}
    found["first"] = 20
    if dice.chance(60):
        found["cap"] = dice.pick((16, 20))
    if dice.chance(70):
        found["round"] = 2
    return found


def allotted(dice: Dice, names: Names, found: Rule) -> Rule:
    """A part handed out by month; its items only collect."""
    months = dice.pick(([5, 5, *[6] * 10], [1] * 12, [0, 0, *[2] * 10], ["0.5"] * 12))
    found["allot"] = {
        "months": months,
        "between": [0, 6],
        "sum": written(sum((Fraction(str(month)) for month in months), Fraction(0))),
    }
    if dice.chance(70):
        found["allot"]["scale"] = "allotted"  # type: ignore[index]
        found["allot"]["round"] = dice.pick((2, 2, 1, 0))  # type: ignore[index]
    found["items"] = [{
        "item": "task.a",
        "title": "任务",
        "facts": {kind: fact_rule(dice, names, "gains", plain=True) for kind in dice.some(names.kinds, 1, 2)},
    }]  # fmt: skip
    names.items.append("task.a")
    if dice.chance(30):
        found["limit"] = limits(dice)
    if dice.chance(20):
        found["cap"] = dice.pick((5, 70))
    return found


def item(dice: Dice, names: Names, name: str, *, must_be_full: bool) -> Rule:
    found: Rule = {"item": name, "title": name}
    shape = "full" if must_be_full else dice.pick(("plain", "full", "start"), 50, 35, 15)
    side = "losses" if shape == "full" else dice.pick(("gains", "losses", "both"), 55, 20, 25)
    if shape == "full":
        found["full"] = full = dice.pick((3, 4, 10))
        names.base += full
        if not must_be_full and dice.chance(15):
            found["floor"] = dice.pick((-2, 1))
        if not must_be_full and dice.chance(15):
            found["cap"] = full + 2
    elif shape == "start":
        found["start"] = dice.pick((2, 5, "7.5"))
        ends(dice, found)
    else:
        ends(dice, found)
    kinds = dice.some(names.kinds, 1, 3)
    found["facts"] = {kind: fact_rule(dice, names, side) for kind in kinds}
    for rule in found["facts"].values():
        link(dice, rule)
    if dice.new("pooled", 35):
        pool_item(dice, found, side)
    if dice.chance(20):
        found["keep"] = keep(dice, kinds)
    if dice.chance(25):
        found["limit"] = limits(dice)
    if dice.chance(15) or dice.new("duties", 25):
        found["expect"] = expect(dice, names, name)
    if dice.chance(10) and not must_be_full:
        found["for"] = about_member(dice, names)
    if dice.chance(5):
        in_force = ({"until": "2026-08-31"}, {"from": "2026-09-01"}, {"until": "2020-12-31"})
        found["in_force"] = dice.pick(in_force, 40, 40, 20)
    if dice.chance(3) and not must_be_full:
        found["enabled"] = False
    names.items.append(name)
    return found


def ends(dice: Dice, found: Rule) -> None:
    """A floor and a cap, now and then."""
    if dice.chance(20):
        found["floor"] = dice.pick((0, 0, -3))
    if dice.chance(20):
        found["cap"] = dice.pick((3, 5, 10, 90))


def share_limit(dice: Dice, found: list[Rule]) -> None:
    """One limit several places draw on together."""
    word = {**limit(dice), "shared": "together"}
    items = [item for one in found for item in one["items"]]  # type: ignore[attr-defined]
    rules = [rule for item in items for rule in item["facts"].values()]
    places: dict[str, list[Rule]] = {"rule": rules, "item": items, "part": found}
    for place in dice.some(places[dice.pick(SHARED_PLACES)], 1, 3):
        place["limit"] = [*place.get("limit", []), word]  # type: ignore[misc]


def share_keep(dice: Dice, names: Names, found: list[Rule]) -> None:
    """One matter counts once across items."""
    word = {**keep(dice, names.kinds), "group": "once"}
    items = [item for one in found for item in one["items"]]  # type: ignore[attr-defined]
    for item in dice.some(items, 1, 3):
        item["keep"] = word


def join_overrides(dice: Dice, found: list[Rule], overrides: list[Rule]) -> None:
    """What triggers an override is now and then the same matter as what items count."""
    words = [item["keep"] for one in found for item in one["items"] if "keep" in item]  # type: ignore[attr-defined]
    for rule in (rule for one in overrides for rule in one.get("facts", {}).values()):  # type: ignore[attr-defined]
        if dice.new("life", 50):
            grouped = [word for word in words if "group" in word]
            rule["keep"] = {**grouped[0]} if grouped and dice.chance(75) else keep(dice)
