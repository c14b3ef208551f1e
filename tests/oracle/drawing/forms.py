"""Random forms that read a quantity, and what is added on top."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.drawing.conditions import about_fact
from tests.oracle.drawing.dice import Dice, written

Rule = dict[str, object]

OF = ("quantity", "minutes_late", "quantity * 2 - 1", "test_score")
MARKS = ("采纳", "推广", "表扬")


def signed(dice: Dice, side: str, size: object) -> object:
    """A size with the sign of its side."""
    loss = side == "losses" or (side == "both" and dice.chance(50))
    return written(-Fraction(str(size))) if loss else size


def quantity_form(dice: Dice, side: str) -> Rule:
    """A rate, slices, a target or a share; sometimes with what stands where the quantity is unknown."""
    name = dice.pick(("per", "slices", "around", "share"), 35, 25, 20, 20)
    found = {"per": per, "slices": slices, "around": around, "share": share}[name](dice, side)
    if name != "share" and dice.chance(40):
        found["of"] = dice.pick(OF, 40, 25, 20, 15)
    none = dice.pick(("absent", "skip", "ask", "row"), 50, 15, 10, 25)
    if none != "absent":
        found["none"] = signed(dice, side, dice.pick((1, "0.5", 3))) if none == "row" else none
    return found


def per(dice: Dice, side: str) -> Rule:
    found: Rule = {"per": dice.pick((1, 2, 3, "0.5")), "give": signed(dice, side, dice.pick((1, "0.5", 2)))}
    if dice.chance(50):
        found["whole"] = True
    return found


def slices(dice: Dice, side: str) -> Rule:
    ends = dice.pick(((2, None), (1, 4, None), (3, 6), (4,)))
    loss = side == "losses" or (side == "both" and dice.chance(50))
    rows: list[Rule] = []
    for end in ends:
        size = Fraction(dice.pick((1, "0.5", 2)))
        row: Rule = {"per": dice.pick((1, 2, "1.5")), "give": written(-size if loss else size)}
        rows.append(row if end is None else {"to": end, **row})
    return {"slices": rows} | ({"whole": True} if dice.chance(40) else {})


def around(dice: Dice, side: str) -> Rule:
    found: Rule = {"around": dice.pick((2, 3, 12)), "at": signed(dice, side, dice.pick((3, 1, 6)))}
    for way in ("more", "less"):
        if dice.chance(70):
            found[way] = dice.pick((1, "0.5", 2))
    if dice.chance(50):
        found["step"] = dice.pick((2, "0.5", 3))
    if dice.chance(30):
        found["whole"] = False
    return found


def share(dice: Dice, side: str) -> Rule:
    of = dice.pick(
        (["quantity", 12], ["quantity", 3], ["minutes_late", "quantity"], ["quantity", "test_score - 39"])
    )
    return {"share": of, "full": signed(dice, side, dice.pick((2, 5, 10)))}


def plus(dice: Dice, side: str) -> list[Rule]:
    """One or two top-ups; with marks switched on, mostly for what a fact reached later."""
    return [
        {"when": about_plus(dice), "points": signed(dice, side, dice.pick((1, "0.5", 2)))}
        for _ in range(dice.pick((1, 2), 60, 40))
    ]


def about_plus(dice: Dice) -> str:
    if not dice.new("marks", 70):
        return about_fact(dice)
    one, other = dice.some(MARKS, 2, 2)
    return dice.pick(
        (
            f"marks == {one}",
            f"marks in [{one}, {other}]",
            f"marks != {one}",
            f"known(marks) and marks == {other}",
        )
    )


def drawn_marks(dice: Dice) -> tuple[str, ...]:
    """One to three marks, most with their day."""
    days = ("", "@2026-03-01", " 2026-06-30", "@2026-08-15", "@2027-01-10")
    return tuple(mark + dice.pick(days) for mark in dice.some(MARKS, 1, 3))
