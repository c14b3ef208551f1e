"""Random rules for one kind of fact: its points and everything that hangs on them."""

from __future__ import annotations

from tests.oracle.drawing.conditions import Names, about_fact, about_member
from tests.oracle.drawing.dice import Dice
from tests.oracle.drawing.forms import Rule, plus, quantity_form, signed
from tests.oracle.drawing.pooled import gather

SIZES = ("0.5", 1, 1, 2, 2, 3, "1.25", 5)
BODIES = ("recorder", "branch_committee", "member_assembly", "general_branch", "superior")
SPANS = ("fact", "day", "week", "month", "quarter", "half", "period", "calendar_year", "life")


def fact_rule(dice: Dice, names: Names, side: str, *, plain: bool = False) -> Rule:
    """One rule. `plain` leaves out what could make an item lose everything."""
    rule: Rule = {"points": points(dice, side, plain=plain)}
    if dice.chance(12):
        rule["for"] = about_member(dice, names)
    if dice.chance(15):
        rule["counts_when"] = about_fact(dice)
    form = rule["points"]
    if isinstance(form, dict) and ("between" in form or "ask" in form):
        # Whoever leaves a value open must say who decides it.
        rule["needs"] = {**needs(dice), "decided_by": dice.pick(("recorder", "recorder", "branch_committee"))}
    elif dice.chance(15):
        rule["needs"] = needs(dice)
    if dice.chance(10) or dice.new("windows", 25) or dice.new("repeats", 15):
        rule["valid"] = valid(dice, "value")
    if dice.chance(25):
        rule["times"] = times(dice)
    if dice.new("plus", 30):
        rule["plus"] = plus(dice, side)
    if dice.new("repeats", 40):
        rule["times"] = [*rule.get("times", []), repeat(dice)]  # type: ignore[misc]
    if dice.chance(15):
        rule["keep"] = keep(dice)
    if dice.chance(30):
        rule["limit"] = limits(dice)
    if dice.chance(4):
        rule["enabled"] = False
        if dice.chance(50):
            rule["points"] = "unset"
    elif dice.randrange(400) == 0:
        rule["points"] = "unset"
    gather(dice, rule)
    return rule


def points(dice: Dice, side: str, *, plain: bool) -> object:
    if dice.new("forms", 40) or dice.new("pooled", 25):
        return quantity_form(dice, side)
    form = dice.pick(("fixed", "between", "ask", "table", "all"), 40, 18, 12, 25, 0 if plain else 5)
    if form == "fixed":
        return signed(dice, side, dice.pick(SIZES))
    if form == "ask":
        ask: Rule = {"side": "loss" if side == "losses" else "gain"}
        if dice.chance(40):
            ask["usual"] = "0..3"
        return {"ask": ask}
    if form == "between":
        return between(dice, side)
    return table(dice, side, plain=plain) if form == "table" else "all"


def between(dice: Dice, side: str) -> Rule:
    low, high = dice.pick(((0, 3), (1, 4), (3, 5), (2, 2)))
    found: Rule = {"between": [-high, -low] if side == "losses" else [low, high]}
    if side == "both" and dice.chance(50):
        found["between"] = [-high, high]
    if dice.chance(60):
        found["step"] = dice.pick(("0.5", 1, "0.25"))
    if dice.chance(20):
        found["outside"] = "flag"
    return found


def table(dice: Dice, side: str, *, plain: bool) -> Rule:
    keys: tuple[object, ...]
    by, keys = dice.pick(
        (
            ("level", ("校级", "乡镇", "county", "市级", "province")),
            ("effect", ("clear", "有一定成效", "none")),
            ("quantity", ("..<1", "1..2", "3", "3<..6", "10..")),
            ("quantity * 2 - 1", ("..1", "2..5", "7..")),
            ("test_score", ("40..<70", "70..")),
            ("matter", ("甲", "乙")),
            ("status", ("formal", "预备党员")),
        )
    )
    chosen = dice.some(keys, 1, len(keys))
    found: Rule = {"by": by, "rows": {str(key): signed(dice, side, dice.pick(SIZES)) for key in chosen}}
    if not plain and dice.chance(8):
        found["rows"][dice.pick([str(key) for key in chosen])] = "all"  # type: ignore[index]
    none = dice.pick(("absent", "skip", "lowest", "ask", "row"), 40, 15, 15, 10, 20)
    if none == "row":
        found["none"] = signed(dice, side, dice.pick(SIZES))
    elif none != "absent" and not (none == "lowest" and set(found["rows"].values()) == {"all"}):  # type: ignore[attr-defined]
        found["none"] = none
    return found


def needs(dice: Dice) -> Rule:
    found = papers(dice)
    if dice.new("papers", 35):
        found["any_of"] = [papers(dice) for _ in range(dice.randint(1, 3))]
    return found


def papers(dice: Dice) -> Rule:
    found: Rule = dict.fromkeys(dice.some(("document", "evidence", "reason", "filed"), 0, 2), True)
    if not found or dice.chance(40):
        found["decided_by"] = dice.some(BODIES, 1, 2) if dice.chance(30) else dice.pick(BODIES)
    return found


def valid(dice: Dice, *keys: str) -> Rule:
    """A window; `keys`: what else its length may hang on."""
    found: Rule = {}
    if dice.chance(50):
        found["from"] = dice.pick(("decided_on", "ended_on", "occurred_on"))
    if dice.new("windows", 35):
        found["corrected"] = True
    if dice.new("windows", 40):
        found["by"] = by = dice.pick(("level", "quantity", "minutes_late", *keys, *keys))
        ranges = {"..<0": 12, "0..2": 6, "2<..": 24}
        found["rows"] = {"县区级": 6, "city": 12, "province": 36} if by == "level" else ranges
        return found
    end = dice.pick(("until", "months", "days", "open"), 40, 30, 20, 10)
    if end == "until":
        found["until"] = "effect_until"
    elif end == "months":
        found["months"] = dice.pick((1, 6, 12, 18))
    elif end == "days":
        found["days"] = dice.pick((1, 30, 365))
    return found


def times(dice: Dice) -> list[Rule]:
    found = []
    for _ in range(dice.pick((1, 2), 75, 25)):
        word: Rule = {"by": dice.pick((2, 2, "1.5", "0.5", "1/3", 0), 30, 20, 20, 15, 10, 5)}
        if dice.chance(80):
            word["when"] = about_fact(dice)
        found.append(word)
    return found


def repeat(dice: Dice) -> Rule:
    word: Rule = {"by": dice.pick((2, 2, "1.5", "0.5")), "repeat": dice.pick(("item", "class"))}
    if dice.chance(35):
        word["each"] = True
    if dice.chance(25):
        word["when"] = about_fact(dice)
    return word


def keep(dice: Dice, kinds: list[str] | None = None) -> Rule:
    found: Rule = {dice.pick(("largest", "first"), 75, 25): dice.pick(("matter", "act"), 70, 30)}
    if kinds and dice.chance(40):
        found["prefer"] = dice.some(kinds, 1, 2)
    if dice.new("life", 40):
        found["scope"] = "life"
    return found


def limits(dice: Dice) -> list[Rule]:
    return [limit(dice) for _ in range(dice.pick((1, 2, 3), 75, 20, 5))]


def limit(dice: Dice) -> Rule:
    found: Rule = {"per": dice.pick(SPANS, 10, 8, 5, 20, 12, 5, 30, 5, 5)}
    if dice.chance(60):
        found["points"] = dice.pick((2, 3, 4, 5, 10, "1.5"))
    else:
        found["facts"] = dice.pick((1, 1, 2, 3))
    if dice.chance(25):
        found["side"] = dice.pick(("gains", "losses"))
    return found
