"""Random lines, quotas, overrides, grades and outcomes."""

from __future__ import annotations

from tests.oracle.drawing.conditions import Names, about_member, about_result
from tests.oracle.drawing.dice import Dice
from tests.oracle.drawing.points import Rule, needs, valid

GRADES = ("优秀", "合格", "基本合格", "不合格")
OUTCOMES = ("talk", "commendation", "list", "extend_probation")


def total(dice: Dice, names: Names, parts: list[Rule]) -> Rule:
    """Lines over the parts: plain, with a deducted part, or converted; what is carried must be one of them."""
    sum_of = " + ".join(names.parts)
    if len(names.parts) > 1 and dice.chance(15):
        sum_of = " - ".join(names.parts)
    shape = dice.pick(("score", "raw", "converted", "weighted"), 30, 25, 35, 10)
    found: Rule = {}
    if shape == "score":
        found["score"] = sum_of
    elif shape == "raw":
        found["raw"] = line(dice, sum_of)
        found["score"] = line(dice, "raw")
    elif shape == "weighted":
        found["raw"] = sum_of
        found["score"] = line(
            dice, dice.pick(("raw * 0.85", "raw / 3", "raw * 2 - allotted_elsewhere", "-raw + 100"))
        )
    else:
        found["raw"] = line(dice, sum_of)
        found["ratio"] = ratio(dice)
        found["converted"] = {"is": "raw * ratio", "round": rounding(dice)}
        found["score"] = line(dice, dice.pick(("converted", f"converted + {names.parts[-1]}")))
    for part in parts:
        start = part.get("start")
        if isinstance(start, dict) and "carry" in start and start["carry"]["line"] not in found:
            start["carry"]["line"] = "score"
    names.lines = [name for name in found if name != "score"] or ["score"]
    return found


def line(dice: Dice, expression: str) -> object:
    found: Rule = {"is": expression}
    if dice.chance(45):
        found["floor"] = dice.pick((0, 0, 0, 60))
    if dice.chance(20):
        found["cap"] = dice.pick((100, 80, 20))
    if dice.chance(30):
        found["round"] = rounding(dice)
    return found if len(found) > 1 or dice.chance(50) else expression


def rounding(dice: Dice) -> object:
    return dice.pick((2, 1, 0, {"digits": 1, "way": "down"}, {"digits": 0, "way": "up"}), 60, 10, 10, 10, 10)


def ratio(dice: Dice) -> Rule:
    rows = dict(zip(GRADES, (1, "90%", "0.85", "80%"), strict=True))
    if dice.chance(30):
        del rows["不合格"]
    found: Rule = {"by": "appraisal", "rows": rows}
    if dice.chance(15):
        found = {"by": "months", "rows": {"..<6": "0.5", "6..": 1}}
    if dice.chance(70):
        found["none"] = dice.pick(("ask", "no_result", "undefined", "0.9"), 15, 30, 30, 25)
    return found


def quotas(dice: Dice, names: Names) -> Rule:
    """Up to two named quotas, from either end."""
    found: Rule = {}
    for name in ("front", "back")[: dice.pick((0, 1, 2), 35, 35, 30)]:
        quota: Rule = {"title": name}
        if dice.chance(50):
            quota["share"] = dice.pick(("1/3", "1/2", "20%", "2/9"))
            quota["round"] = dice.pick(("down", "half_up", "up"))
        else:
            quota["places"] = dice.pick((1, 2, 3), 45, 35, 20)
        if dice.chance(60):
            quota["of"] = dice.pick(("graded", "scored", "all"))
        if name == "back" or dice.chance(15):
            quota["from"] = "bottom"
        if dice.chance(50):
            quota["ties"] = dice.pick(("flag", "in", "out"))
        if dice.chance(15):
            quota["by"] = dice.pick(names.lines)
        found[name] = quota
    names.quotas = list(found)
    return found


def grades(dice: Dice, names: Names) -> Rule | None:
    """Bands around the score most members will have, with gaps; or a ballot; or none."""
    shape = dice.pick(("bands", "ballot", "none"), 80, 8, 12)
    if shape == "none":
        return None
    if shape == "ballot":
        return {"by": "ballot"}
    gap = dice.pick(("down", "up", "flag"), 60, 15, 25)
    middle = names.base + dice.randint(-2, 3)
    bands = [
        (f"{middle + 2}..", f"{middle}..{middle + 1}", f"{middle - 3}..{middle - 1}", f"..<{middle - 3}"),
        (
            f"{middle + 4}..",
            f"{middle - 2}..<{middle + 4}",
            f"{middle - 9}<..<{middle - 2}",
            f"..{middle - 10}",
        ),
        (f"{middle}<..", f"{middle - 1}..{middle}", f"{middle - 5}..<{middle - 1}", None),
    ]
    ranges = dice.pick(bands[:2] if gap == "up" else bands)
    names.grades = list(GRADES)
    rows: list[Rule] = []
    for place, (grade, band) in enumerate(zip(GRADES, ranges, strict=True)):
        row: Rule = {"grade": grade}
        if band is not None and (gap == "up" or not dice.chance(4)):
            row["range"] = band
        if place < 3 and dice.chance(25):
            row["when"] = about_result(dice, Names(**{**vars(names), "grades": []}), graded=True)
        if place < 2 and gap != "up" and names.quotas and dice.chance(45 if place == 0 else 10):
            row["quota"] = dice.pick(names.quotas)
            row["surplus"] = dice.pick(("next", "flag"), 70, 30)
        rows.append(row)
    found: Rule = {"gap": gap, "rows": rows}
    if dice.chance(8):
        found["by"] = dice.pick(names.lines)
    return found


def overrides(dice: Dice, names: Names) -> list[Rule]:
    """Veto, forced grade, ceiling: by facts, by a condition, or by either."""
    effects: list[Rule] = [{"zero": "total"}]
    if names.grades:
        effects += [{"grade": dice.pick(names.grades)}, {"ceiling": dice.pick(names.grades[1:])}]
    found = []
    for place, effect in enumerate(dice.some(effects, 0, len(effects))):
        override: Rule = {"override": f"over{place}", "title": "否决", "effect": effect}
        by = dice.pick(("facts", "when", "both"), 60, 25, 15)
        if by != "when":
            rule: Rule = {}
            if dice.chance(30):
                rule["valid"] = valid(dice)
            if dice.chance(30):
                rule["needs"] = needs(dice)
            override["facts"] = {dice.pick(["discipline", "discipline", *names.kinds[-1:]]): rule}
        if by != "facts":
            override["when"] = about_result(dice, Names(**{**vars(names), "quotas": []}), graded=False)
        if dice.chance(5):
            override["enabled"] = False
        found.append(override)
    return found


def outcomes(dice: Dice, names: Names) -> list[Rule]:
    """Up to three proposals."""
    found = []
    for place in range(dice.pick((0, 1, 2, 3), 20, 40, 25, 15)):
        outcome: Rule = {"outcome": f"out{place}", "title": "建议", "kind": dice.pick(OUTCOMES)}
        outcome["when"] = about_result(dice, names, graded=True)
        if dice.chance(30):
            outcome["for"] = about_member(dice, names)
        if dice.chance(5):
            outcome["enabled"] = False
        found.append(outcome)
    return found
