"""Random words about people, periods and what follows from a score, laid over a scheme drawn already."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.drawing.conditions import Names, about_fact, about_result
from tests.oracle.drawing.dice import Dice
from tests.oracle.drawing.figures import each, figures, gates
from tests.oracle.drawing.points import Rule
from tests.oracle.facts import Fact, Member

PERIODS = (
    ({"kind": "half"}, "2026H1"),
    ({"kind": "half"}, "2026H2"),
    ({"kind": "quarter"}, "2026Q1"),
    ({"kind": "quarter"}, "2026Q3"),
    ({"kind": "month"}, "2026-07"),
    ({"kind": "month"}, "2027-02"),
    ({"kind": "day"}, "2026-07-15"),
    ({"kind": "term", "terms": ["03-01", "09-01"]}, "2026T1"),
    ({"kind": "term", "terms": ["09-20", "02-10"]}, "2026T2"),
    ({"kind": "running", "since": "2026-03-10"}, "running"),
)


def period(dice: Dice, found: Rule) -> int | str:
    """Another kind of period now and then; the name of the one that is asked for."""
    if not dice.new("periods", 75):
        return 2026
    words, name = dice.pick(PERIODS)
    found["period"] = {**found["period"], **words}  # type: ignore[dict-item]
    return name


def results(dice: Dice, names: Names, found: Rule) -> None:
    """Everything that is laid over the parts, the total and what follows."""
    parts = found["parts"]
    if found["period"].get("kind", "year") != "year":  # type: ignore[attr-defined]
        for part in parts:  # type: ignore[attr-defined]
            part.pop("allot", None)
    if dice.new("pools", 70):
        wide = ("group", "tier" if names.tiers else "branch", "pool", "all")
        found["people"]["pool"] = dice.pick(wide, 20, 20, 30, 30)  # type: ignore[index]
    if dice.new("accounts", 70):
        found["people"]["account"] = dice.pick(("household", "group", "branch", "organization"))  # type: ignore[index]
    if "tiers" in found:
        tiers(dice, names, found)
    starts(dice, names, parts)  # type: ignore[arg-type]
    figures(dice, names, parts)  # type: ignore[arg-type]
    each(dice, found)
    gates(dice, names, found)
    overlays(dice, names, found)
    for quota in found["quotas"].values():  # type: ignore[attr-defined]
        if dice.new("keys", 60):
            quota["ties"] = "keys"
            quota["keys"] = [key(dice, names) for _ in range(dice.randint(1, 2))]
    after(dice, names, found)


def tiers(dice: Dice, names: Names, found: Rule) -> None:
    """Ages of another day; rules that ask for the tier."""
    if not dice.new("ages", 70):
        return
    found["tiers"]["on"] = dice.pick(("period.end", "fact", "fact"))  # type: ignore[index]
    items = [item for part in found["parts"] for item in part["items"]]  # type: ignore[attr-defined]
    for item in items:
        for rule in item["facts"].values():
            if dice.chance(30) and rule["points"] != "unset":
                rows = dict(zip(names.tiers, (1, 2, -1, 3), strict=False))
                rule["points"] = {"by": "tier", "rows": rows}
                for word in ("free", "over"):
                    rule.pop(word, None)
                rule["limit"] = [one for one in rule.get("limit", []) if "quantity" not in one]
            if dice.chance(20):
                rule["for"] = f"tier == {dice.pick(names.tiers)}"


def starts(dice: Dice, names: Names, parts: list[Rule]) -> None:
    """Items that start by tier or with a share of last year; starts for a part of the year."""
    for part in parts:
        start = part.get("start")
        if start is not None and dice.new("prorate", 50):
            part["start"] = word = start if isinstance(start, dict) else {"points": start}
            word["prorate"] = "months"
            if "round" not in word and "carry" not in word and dice.chance(60):
                word["round"] = dice.pick((2, 1, 0))
        for item in part["items"] if "allot" not in part and "spread" not in part else ():  # type: ignore[attr-defined]
            if dice.new("starts", 35):
                carried = {"line": "score", "share": dice.pick(("20%", "1/3")), "first": 3, "round": 2}
                item["start"] = {"carry": carried}
                if names.tiers and dice.chance(60):
                    item["start"] = {
                        "by": "tier",
                        "rows": dict(zip(names.tiers, (2, 4, 6, "8.5"), strict=False)),
                    }
            if dice.new("prorate", 20):
                start = item.get("start", 4)
                item["start"] = {
                    **(start if isinstance(start, dict) else {"points": start}),
                    "prorate": "months",
                }


def overlays(dice: Dice, names: Names, found: Rule) -> None:
    """Effects on parts and items, repairs, overrides that take a member out of the ranking."""
    for one in found["override"]:  # type: ignore[attr-defined]
        effect = one["effect"]
        if effect.get("zero") == "total" and dice.new("zero", 60):
            effect["zero"] = dice.pick([*names.parts, *names.items])
        if dice.new("unranked", 60):
            effect["ranked"] = False
        if "facts" in one and dice.new("repaired", 60):
            repair = dice.pick(("made_up_on <= occurred_on", "known(made_up_on)", about_fact(dice)))
            one["repaired"] = {"points": dice.pick((-2, "-0.5", -30)), "when": repair}
        if "facts" in one and dice.new("repaired", 30):
            one["while"] = about_fact(dice)
    if dice.new("zero", 60):
        zero = {"zero": dice.pick([*names.parts, *names.items])}
        one = {"override": "nothing", "title": "不计", "effect": zero}
        found["override"].append({**one, "when": about_member_or_count(dice, names)})  # type: ignore[attr-defined]


def about_member_or_count(dice: Dice, names: Names) -> str:
    return dice.pick(("village_cadre", "not paired", f"count({dice.pick(names.kinds)}) >= 1", "score > 3"))


def key(dice: Dice, names: Names) -> str:
    """A number by which a tie is broken."""
    options = [
        f"count({dice.pick(names.kinds)})",
        f"-count({dice.pick(names.kinds)})",
        "age",
        "prior(1).score",
    ]
    options += [
        f"points({dice.pick(names.items)})",
        f"part.{dice.pick(names.parts)}",
        dice.pick(names.lines),
        "months",
    ]
    return dice.pick(options)


def after(dice: Dice, names: Names, found: Rule) -> None:
    """Days of proposals, feeds, the purse."""
    for outcome in found["outcomes"]:  # type: ignore[attr-defined]
        if dice.new("days", 85):
            outcome["at"] = dice.pick(("always", "close", "month_end", "quarter_end", "07-31", "12-31"))
    if dice.new("feeds", 60):
        feed: Rule = {"to": "county", "kind": "result"}
        if dice.chance(60):
            feed["when"] = about_result(dice, names, graded=True)
        if dice.chance(50):
            feed["value"] = dice.pick(
                ("score / 10", "prior(1).score", f"count({dice.pick(names.kinds)})", "rank")
            )
        found["feeds"] = [feed]
    if dice.new("spend", 70):
        found["spend"] = spend(dice, names)


def spend(dice: Dice, names: Names) -> Rule:
    found: Rule = {"enabled": True, "kind": "stray"}
    price = dice.pick(("quantity", "prices", "rate"))
    if price == "prices":
        found["prices"] = {"毛巾": 2, "米": "0.5"}
    elif price == "rate":
        found["rate"] = "0.5"
    if dice.chance(40):
        found["free"] = dice.pick((1, "2.5", 10))
    found["expires"] = dice.pick(("never", "period_end", "years"))
    if found["expires"] == "years":
        found["years"] = 1
    if dice.chance(25):
        found["bar"] = about_result(dice, names, graded=True)
    if dice.chance(30):
        found["compulsory"] = True
    if dice.chance(30):
        found["limit"] = {"per": dice.pick(("month", "quarter", "period")), "facts": dice.pick((1, 2))}
    return found


def dress(dice: Dice, members: list[Member]) -> None:
    """What the later words ask about members: figures of registers, groups, pools, households, purses."""
    for place, one in enumerate(members):
        row = one.fields
        if "measures" in dice.words:
            drawn: dict[str, object] = {
                "measure.exam": Fraction(dice.pick((0, 39, 40, 60, "61.5", 85))),
                "meetings.attended": Fraction(dice.pick((0, 3, 7))),
                "meetings.due": Fraction(dice.pick((0, 7, 12))),
                "ballots.valid": Fraction(dice.pick((4, 5, 12))),
                "ballots.ayes": Fraction(dice.pick((0, 2, 5))),
            }
            row |= {name: value for name, value in drawn.items() if dice.chance(85)}
        if dice.new("pools", 90) or dice.new("accounts", 80):
            row["group"] = dice.pick(("一组", "二组"))
        if dice.new("pools", 85):
            row["pool"] = dice.pick(("东片", "西片"))
        if dice.new("pools", 30):
            one.branch = "二支部"
        if "accounts" in dice.words and "group" in row and one.branch == "二支部":
            row["group"] = f"二支部{row['group']}"
        if "accounts" in dice.words:
            row.setdefault("number", f"{place + 1}")
            if dice.chance(85):
                row["household"] = dice.pick(("甲户", "乙户"))
            if dice.chance(50):
                row["household.head"] = f"{dice.randint(1, len(members))}"
        if dice.new("spend", 50):
            row["purse"] = Fraction(dice.pick((0, 3, "7.5")))


def mark(dice: Dice, facts: list[Fact]) -> None:
    """What the later words ask about facts: raters, options and money of spendings."""
    for one in facts:
        if dice.new("figures", 40):
            one.fields["rater"] = dice.pick(("赵书记", "李明", "1", "外人"))
        if dice.new("spend", 20) and "reverses" not in one.fields:
            one.kind = "stray"
        if one.kind == "stray" and "spend" in dice.words:
            one.fields["option"] = dice.pick(("毛巾", "米", "面"), 40, 40, 20)
            if dice.chance(85):
                one.fields["amount"] = Fraction(dice.pick((1, 4, 20)))
