"""Random words that look at many facts together: free ones, quantities up to a cap, running sums, tables."""

from __future__ import annotations

from tests.oracle.drawing.dice import Dice
from tests.oracle.drawing.forms import Rule, signed

SPANS = ("fact", "day", "month", "quarter", "period", "calendar_year", "life")
SPAN_WEIGHTS = (5, 10, 20, 15, 35, 8, 7)
READ = ("quantity", "minutes_late", "test_score")


def field_read(points: object) -> str | None:
    """The number field a drawn form reads, if it reads just that."""
    if not isinstance(points, dict):
        return None
    if "per" in points or "slices" in points or "around" in points:
        found = points.get("of", "quantity")
    elif "share" in points:
        found = points["share"][0]
    else:
        found = points.get("by")
    return str(found) if found in READ else None


def gather(dice: Dice, rule: Rule) -> None:
    """Add to a rule, now and then, what is free, what is capped, over which span sums run."""
    field = field_read(rule["points"])
    if dice.new("pooled", 25):
        rule["free"] = free(dice)
    if field == "quantity" and dice.new("pooled", 30):
        word: Rule = {"per": dice.pick(SPANS, *SPAN_WEIGHTS), "quantity": dice.pick((2, 4, 6, "2.5"))}
        rule["limit"] = [*rule.get("limit", []), word]  # type: ignore[misc]
    points = rule["points"]
    if field is not None and "share" not in points and dice.new("pooled", 40):  # type: ignore[operator]
        rule["over"] = dice.pick(SPANS, *SPAN_WEIGHTS)


def free(dice: Dice) -> Rule:
    of = dice.pick(("facts", "quantity", "minutes_late"), 40, 35, 25)
    first = (
        dice.pick((1, 2))
        if of == "facts"
        else dice.pick((1, 3, "2.5"))
        if of == "quantity"
        else dice.pick((15, 20))
    )
    found: Rule = {"first": first}
    if of != "facts" or dice.chance(30):
        found["of"] = of
    if dice.chance(60):
        found["per"] = dice.pick(SPANS, *SPAN_WEIGHTS)
    return found


def pool_item(dice: Dice, item: Rule, side: str, *, plain: bool = False) -> None:
    """Give an item a table by count or sum; the kinds in it are mostly worth nothing by themselves."""
    facts: Rule = item["facts"]  # type: ignore[assignment]
    of = dice.some(list(facts), 1, len(facts))
    word: Rule = {"pooled": f"{item['item']}.pool", "by": dice.pick(("count", "sum"), 60, 40), "of": of}
    if word["by"] == "sum" and dice.chance(25):
        word["field"] = dice.pick(("minutes_late", "test_score"))
    if dice.chance(60):
        word["over"] = dice.pick(SPANS, *SPAN_WEIGHTS)
    keys = dice.pick((("1..2", "3..4", "5.."), ("1", "2", "3.."), ("2..<6", "6.."), ("..3", "3<..")))
    rows: Rule = {}
    for key in keys:
        size = signed(dice, side, dice.pick((1, "0.5", 2, 4)))
        rows[key] = {"each": size} if dice.chance(35) else size
    if not plain and dice.chance(15):
        rows[keys[-1]] = "all"
    word["rows"] = rows
    item["pooled"] = [word]
    for kind in of:
        rule: Rule = facts[kind]  # type: ignore[assignment]
        if dice.chance(65) and "needs" not in rule and "over" not in rule:
            rule["points"] = 0
            rule["limit"] = [one for one in rule.get("limit", []) if "quantity" not in one]  # type: ignore[attr-defined]
