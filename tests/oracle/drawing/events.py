"""Random facts for a scheme's kinds: on the edges, missing something, too late, twice, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, time, timedelta
from fractions import Fraction

from tests.oracle.days import Year
from tests.oracle.drawing.dice import Dice
from tests.oracle.drawing.forms import drawn_marks
from tests.oracle.drawing.people import day_of
from tests.oracle.drawing.points import BODIES, Rule
from tests.oracle.facts import Fact, Member


def facts(dice: Dice, scheme: Rule, members: list[Member], year: Year) -> list[Fact]:
    """Up to a dozen facts for each member; now and then a member's facts are another's too."""
    asked = dict(values_asked(scheme))
    kinds = [*asked, "discipline", "stray"]
    days = [day_of(dice, year) for _ in range(4)]
    found: list[Fact] = []
    for place, member in enumerate(members):
        if place and dice.chance(25):
            copies = [deepcopy(fact) for fact in found if fact.member == members[place - 1].id]
        else:
            copies = [
                fact(dice, dice.pick(kinds, *[12] * len(asked), 4, 2), asked, days, year)
                for _ in range(dice.pick((0, 2, 4, 7, 12), 8, 22, 30, 25, 15))
            ]
        for copy in copies:
            copy.member = member.id
        found += copies
    found += [deepcopy(dice.pick(found)) for _ in range(dice.pick((0, 1, 2), 70, 20, 10)) if found]
    for place, one in enumerate(found):
        one.id = f"f{place}"
    return found + reversals(dice, found, year)


def values_asked(scheme: Rule) -> Iterator[tuple[str, list[Fraction]]]:
    """Every kind some item reads, with the numbers on and around the edges of its ranges."""
    found: dict[str, list[Fraction]] = {}
    for part in scheme["parts"]:  # type: ignore[attr-defined]
        for item in part["items"]:
            for kind, rule in item["facts"].items():
                points, edges = rule["points"], found.setdefault(kind, [])
                if isinstance(points, dict) and "between" in points:
                    low, high = (Fraction(end) for end in points["between"])
                    half = Fraction(1, 2)
                    edges += [low, high, high, high + half, low - half, low + half, -low, Fraction("0.75")]
    yield from found.items()


def fact(dice: Dice, kind: str, asked: dict[str, list[Fraction]], days: list[date], year: Year) -> Fact:
    on = dice.pick(days) if dice.chance(50) else day_of(dice, year)
    values = asked.get(kind) or [
        Fraction(1),
        Fraction(2),
        Fraction(-2),
        Fraction(3),
        Fraction("4.5"),
        Fraction(0),
    ]
    if dice.new("life", 25) or dice.new("repeats", 12):
        on -= timedelta(days=dice.pick((30, 100, 200, 365, 700)))
    later = on + timedelta(days=dice.pick((0, 5, 40, 300), 45, 25, 20, 10))
    drawn: dict[str, tuple[int, object]] = {
        "decided_value": (88, dice.pick(values)),
        "time": (15, dice.pick((time(9), time(15)))),
        "level": (75, dice.pick(("school", "township", "county", "city", "province"))),
        "organiser": (60, dice.pick(("superior_committee", "own_branch"))),
        "effect": (60, dice.pick(("clear", "some", "none", "bad_influence"))),
        "excuse": (50, dice.pick(("none", "sick", "leave_approved", "other"))),
        "quantity": (75, Fraction(dice.pick((0, 1, 2, 3, 4, 6, "2.5", 12)))),
        "test_score": (50, Fraction(dice.pick((39, 40, 69, 70, 100)))),
        "minutes_late": (40, Fraction(dice.pick((0, 15, 16)))),
        "matter": (60, dice.pick(("甲", "乙", "丙"), 50, 30, 20)),
        "act": (40, dice.pick(("一", "二"))),
        "on_time": (60, dice.chance(60)),
        "signed_in": (60, dice.chance(70)),
        "complaint": (50, dice.chance(20)),
        "decided_by": (88, dice.pick(("member", *BODIES))),
        "decided_on": (45, later),
        "ended_on": (40, later),
        "made_up_on": (40, later),
        "effect_until": (50, dice.pick((later, year.end, year.end - timedelta(days=1), year.start))),
        "filed_on": (50, later),
        "documents": (50, "文号"),
        "evidence": (60, "签到表"),
        "reason": (60, "支部研究"),
    }
    said = {name: value for name, (percent, value) in drawn.items() if dice.chance(percent)}
    if dice.new("marks", 60):
        said["marks"] = drawn_marks(dice)
    if dice.new("repeats", 60):
        said["class"] = dice.pick(("一类", "二类"))
    if dice.new("windows", 45) or dice.new("hold", 30):
        said["corrected_on"] = on + timedelta(days=dice.pick((1, 20, 100, 400)))
    if dice.new("duties", 15):
        said["follows"] = f"f{dice.randint(0, 12)}"
    return Fact("", "", kind, on, said)


def reversals(dice: Dice, found: list[Fact], year: Year) -> list[Fact]:
    """A few facts taken back, in time or too late; now and then the taking back is taken back."""
    taken: list[Fact] = []
    for _ in range(dice.pick((0, 1, 2), 60, 25, 15)):
        targets = found + taken
        if not targets:
            break
        target = dice.pick(targets)
        fields: dict[str, object] = {"reverses": target.id}
        if dice.chance(40):
            fields["decided_on"] = day_of(dice, year)
        taken.append(Fact(f"r{len(taken)}", target.member, "reversal", day_of(dice, year), fields))
    return taken
