"""Random values of items, gates, floors after every entry: words laid over parts that are drawn already."""

from __future__ import annotations

from tests.oracle.drawing.conditions import Names, about_member, about_result
from tests.oracle.drawing.dice import Dice, written
from tests.oracle.drawing.points import Rule

BOUNDS = ("floor", "cap", "full", "value", "allot", "gate", "spread")
EVERYTHING = "all"


def figures(dice: Dice, names: Names, parts: list[Rule]) -> None:
    """Values for some items, in any order: an item may read those that come before it in that order."""
    places = [(part, item) for part in parts if "allot" not in part for item in part["items"]]  # type: ignore[attr-defined]
    if "figures" in dice.words:
        dice.shuffle(places)
    done = [str(item["item"]) for part in parts if "allot" in part for item in part["items"]]  # type: ignore[attr-defined]
    for part, item in places:
        if "spread" not in part and dice.new("figures", 45):
            item["value"] = value(dice, names, done, whole_parts(parts, done))
        done.append(str(item["item"]))
    for _, item in places:
        if dice.new("gates", 20):
            item["gate"] = gate(dice, figure_gate(dice, names), ("no_result", "zero"))


def whole_parts(parts: list[Rule], done: list[str]) -> list[str]:
    """The parts all of whose items may be read."""
    return [str(part["part"]) for part in parts if all(item["item"] in done for item in part["items"])]  # type: ignore[attr-defined]


def value(dice: Dice, names: Names, items: list[str], parts: list[str]) -> object:
    """One figure by any of the forms, or a mean."""
    of = number(dice, names, items, parts)
    form = dice.pick(
        ("fixed", "per", "slices", "around", "share", "table", "mean"), 6, 20, 12, 15, 20, 17, 10
    )
    found: Rule
    if form == "fixed":
        return dice.pick((1, "2.5", -1))
    if form == "per":
        found = {"per": dice.pick((1, 2, 10)), "give": dice.pick((1, "0.5", -1)), "of": of}
    elif form == "slices":
        found = {"slices": [{"to": 2, "per": 1, "give": 1}, {"per": 3, "give": dice.pick((2, -1))}], "of": of}
    elif form == "around":
        found = {"around": dice.pick((0, 5, 60)), "at": 4, "of": of}
        found |= {"more": dice.pick((0, 1, "0.5")), "less": 1, "step": dice.pick((1, 3, "0.3"))}
    elif form == "share":
        found = {"share": [of, number(dice, names, items, parts)], "full": dice.pick((5, 10))}
    elif form == "table":
        found = {"by": of, "rows": {"..<1": 0, "1..4": {"each": 1} if dice.chance(30) else 1, "4<..50": 3}}
    else:
        found = mean(dice, names)
    if form not in ("share", "mean", "table", "around") and dice.chance(40):
        found["whole"] = True
    if form == "around" and dice.chance(30):
        found["whole"] = False
    nones = (
        "ask",
        "skip",
        "no_result",
        1,
        *(("lowest",) if form == "table" and "each" not in str(found) else ()),
    )
    if dice.chance(70):
        found["none"] = dice.pick(nones)
    return found


def mean(dice: Dice, names: Names) -> Rule:
    if dice.chance(35):
        return {"mean": dice.pick(("score", "months")), "periods": dice.randint(1, 3)}
    found: Rule = {"mean": dice.pick(("test_score", "quantity")), "of": dice.pick(names.kinds)}
    if dice.chance(40):
        found["without_self"] = True
    if dice.chance(40):
        found["trim"] = 1
    if dice.chance(50):
        found["times"] = dice.pick(("10%", "1/3", 2))
    return found


def number(dice: Dice, names: Names, items: list[str], parts: list[str]) -> str:
    """A number to make a figure of."""
    kind = dice.pick(names.kinds)
    options = [f"count({kind})", f"count({kind}, per: month) * 2", "prior(1).score", "age", "months"]
    if "measures" in dice.words:
        options += ["measure.exam", "measure.exam / 3 - 10", "meetings.attended", "ballots.ayes"]
    if "functions" in dice.words:
        options += [
            f"sum(quantity, {kind})",
            f"sum(minutes_late, {kind}, per: quarter)",
            f"streak({kind})",
            f"points({kind})",
            "share(meetings.attended, meetings.due) * 20",
        ]
    if "waves" in dice.words:
        options += [f"item.{item}" for item in items] + [f"points({item}) * 2" for item in items]
        options += [f"part.{part}" for part in parts]
        among = dice.pick([*(f"item.{item}" for item in items), f"count({kind})", "prior(1).score"])
        end = dice.pick(("", ", from: bottom"))
        options += [
            f"pool.rank({among}{end})",
            f"pool.mean({among})",
            f"pool.best({among}{end})",
            "pool.size",
        ]
        options += [f"{among} - pool.mean({among})"]
    return dice.pick(options)


def figure_gate(dice: Dice, names: Names) -> str:
    """A condition on a figure's validity."""
    kind = dice.pick(names.kinds)
    options = [f"count({kind}) >= 1", "known(birth_date)", "finding.good_reason", about_member(dice, names)]
    if "measures" in dice.words:
        options += ["measure.exam >= 40", "ballots.valid >= 5", "meetings.attended > 0 or paired"]
    return dice.pick(options)


def gate(dice: Dice, condition: str, ways: tuple[str, ...]) -> list[Rule]:
    found: Rule = {"gate": condition, "title": "有效"}
    way = dice.pick(ways)
    if way != "no_result" or dice.chance(50):
        found["otherwise"] = way
    return [found]


def gates(dice: Dice, names: Names, scheme: Rule) -> None:
    """Gates of lines and of the whole scheme."""
    for name, line in list(scheme["total"].items()):  # type: ignore[attr-defined]
        if dice.new("gates", 12):
            word = line if isinstance(line, dict) else {"is": line}
            word["gate"] = gate(dice, figure_gate(dice, names), ("no_result", "zero"))
            scheme["total"][name] = word  # type: ignore[index]
    if dice.new("gates", 20):
        ways = ("no_result", "zero", "grade") if names.grades else ("no_result", "zero")
        without = Names(**{**vars(names), "quotas": []})
        scheme["gate"] = found = gate(dice, about_result(dice, without, graded=False), ways)
        if found[0].get("otherwise") == "grade":
            found[0]["grade"] = dice.pick(names.grades)


def each(dice: Dice, scheme: Rule) -> None:
    """Floors that hold after every entry: of an item, of a plain part, of a plain sum of such parts."""
    parts = scheme["parts"]
    for part in parts:  # type: ignore[attr-defined]
        for item in part["items"]:
            if not takes_all(item) and "full" not in item and "spread" not in part and dice.new("each", 25):
                item["floor"] = {"at": dice.pick((0, -2, 1)), "each": True}
    plain = [part for part in parts if is_plain(part)]  # type: ignore[attr-defined]
    for part in plain:
        if dice.new("each", 50):
            part["floor"] = {"at": dice.pick((0, 3)), "each": True}
    left = [str(part["part"]) for part in plain if "floor" not in part and "cap" not in part]
    if left and "each" in dice.words and dice.chance(40):
        lines = scheme["total"]
        lines["steps"] = {"is": " + ".join(left), "floor": {"at": 0, "each": True}, "cap": written(40)}  # type: ignore[index]
        lines["score"] = lines.pop("score")  # type: ignore[attr-defined]


def is_plain(part: Rule) -> bool:
    """Whether nothing bounds the part's items or takes one of them whole."""
    items = part["items"]
    return not any(word in part for word in ("allot", "spread")) and all(
        not takes_all(item) and not any(word in item for word in BOUNDS)
        for item in items  # type: ignore[attr-defined]
    )


def takes_all(item: Rule) -> bool:
    """Whether some entry may take the whole item."""
    forms = [rule["points"] for rule in item["facts"].values()]  # type: ignore[attr-defined]
    rows = [row for word in item.get("pooled", []) for row in word["rows"].values()]  # type: ignore[attr-defined]
    rows += [row for form in forms if isinstance(form, dict) for row in form.get("rows", {}).values()]
    rows += [form.get("none") for form in forms if isinstance(form, dict)]
    missed = [word["else"] for word in item.get("expect", [])] if isinstance(item.get("expect"), list) else []  # type: ignore[attr-defined]
    if isinstance(item.get("expect"), dict):
        missed = [item["expect"]["else"]]  # type: ignore[index]
    return EVERYTHING in [*(form for form in forms if isinstance(form, str)), *rows, *missed]
