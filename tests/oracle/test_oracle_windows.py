"""The reference evaluator alone: windows by tables and until corrected, repeats, what is remembered."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from jifen.rules.model.scheme import Scheme
from tests.oracle.evaluate import evaluate
from tests.oracle.facts import Account, Fact
from tests.oracle.single import account, single, told
from tests.oracle.story import fact, member, reversal

BY_VALUE = {"by": "value", "rows": {"..-5": 24, "-5<..0": 6}}


def score(rules: Scheme, facts: list[Fact], year: int, as_of: str | None = None) -> Fraction | None:
    day = None if as_of is None else date.fromisoformat(as_of)
    return evaluate(rules, [member("李明")], facts, year, day)["李明"].score


def test_evaluate_window_is_as_long_as_the_points_say() -> None:
    rule = {
        "points": {"between": [-10, -1]},
        "times": {"by": 2, "when": "effect == bad_influence"},
        "valid": BY_VALUE,
    }
    facts = [
        fact("李明", "fault", "2025-03-10", id="small", value=-4),
        fact("李明", "fault", "2025-03-10", id="large", value=-5),
        fact("李明", "fault", "2025-03-10", id="doubled", value=-3, effect="bad_influence"),
    ]
    rules = single({"fault": rule})
    # six months from 10 March 2025 end on 9 September, twenty-four on 9 March 2027; -3 doubled is -6
    assert told(account(rules, *facts)) == {"doubled": -6, "large": -5, "small": "window_over"}
    assert score(rules, facts, 2027) == 0
    assert score(rules, facts, 2025, "2025-09-09") == -15


@pytest.mark.parametrize(
    ("level", "found"), [("county", 1), ("school", "condition_unknown"), (None, "condition_unknown")]
)
def test_evaluate_window_without_a_row_is_a_question(level: str | None, found: object) -> None:
    rule = {"points": 1, "valid": {"by": "level", "rows": {"县区级": 12, "city": 24}}}
    said = {} if level is None else {"level": level}
    assert told(account(single({"deed": rule}), fact("李明", "deed", "2026-03-10", id="d", **said))) == {
        "d": found
    }


CORRECTED = {"corrected": True, "months": 6}


@pytest.mark.parametrize(
    ("corrected", "left"),
    [
        (None, {2026: -1, 2027: -1, 2030: -1}),
        # six months end on 9 September 2026, but the year of the correction is kept whole
        (date(2026, 4, 1), {2026: -1, 2027: 0}),
        (date(2028, 2, 1), {2026: -1, 2028: -1, 2029: 0}),
        (date(2025, 2, 1), {2026: 0}),
    ],
)
def test_evaluate_uncorrected_fault_stays_until_the_year_of_its_correction(
    corrected: date | None, left: dict[int, int]
) -> None:
    fault = fact("李明", "fault", "2026-03-10", **({} if corrected is None else {"corrected_on": corrected}))
    rules = single({"fault": {"points": -1, "valid": CORRECTED}})
    assert {year: score(rules, [fault], year) for year in left} == left


def test_evaluate_correction_after_the_day_is_not_known_yet() -> None:
    fault = fact("李明", "fault", "2025-03-10", corrected_on=date(2025, 11, 1))
    rules = single({"fault": {"points": -1, "valid": {"corrected": True}}})
    assert [score(rules, [fault], 2025), score(rules, [fault], 2026)] == [-1, 0]
    assert score(rules, [fault], 2025, "2025-10-31") == -1


def faults(*said: tuple[str, str | None]) -> list[Fact]:
    return [
        fact("李明", "fault", day, id=letter, **({} if kind is None else {"class": kind}))
        for letter, (day, kind) in zip("abcdef", said, strict=False)
    ]


def test_evaluate_repeat_doubles_while_an_earlier_one_is_in_the_same_period() -> None:
    rule: dict[str, object] = {"points": -1, "times": {"by": 2, "repeat": "item"}}
    again = faults(("2026-02-01", None), ("2026-03-01", None), ("2026-04-01", None), ("2025-12-31", None))
    assert told(account(single({"fault": rule}), *again)) == {
        "a": -1,
        "b": -2,
        "c": -2,
        "d": "outside_period",
    }
    rule["times"] = {"by": 2, "repeat": "item", "each": True}
    assert told(account(single({"fault": rule}), *again[:3])) == {"a": -1, "b": -2, "c": -4}
    back = reversal("a", "李明", "2026-05-01")
    assert told(account(single({"fault": rule}), *again[:3], back)) == {"a": "reversed", "b": -1, "c": -2}


def test_evaluate_repeat_of_a_class_needs_the_same_class_said_twice() -> None:
    rule = {"points": -1, "times": {"by": 3, "repeat": "class", "when": "effect != some"}}
    again = faults(("2026-02-01", "甲"), ("2026-02-01", "乙"), ("2026-03-01", None), ("2026-04-01", "甲"))
    again[3].fields["effect"] = "none"
    assert told(account(single({"fault": rule}), *again)) == {"a": -1, "b": -1, "c": -1, "d": -3}
    again[3].fields["effect"] = "some"
    assert told(account(single({"fault": rule}), *again))["d"] == -1


def test_evaluate_repeat_looks_at_the_window_on_the_day_of_the_later_fault() -> None:
    rule = {"points": -1, "valid": {"months": 3}, "times": {"by": 2, "repeat": "item"}}
    again = faults(("2026-02-01", None), ("2026-04-30", None), ("2026-07-30", None))
    # the first stands to 30 April, the second to 29 July: only the second is a repeat; counted on 30 April
    found = account(single({"fault": rule}), *again, as_of="2026-04-30")
    assert told(found) == {"a": -1, "b": -2, "c": "undecided_yet"}
    assert told(account(single({"fault": rule}), *again, as_of="2026-07-30")) == {
        "a": "window_over",
        "b": "window_over",
        "c": -1,
    }


def test_evaluate_repeat_comes_before_what_is_kept_of_a_matter() -> None:
    rule = {"points": -1, "keep": {"largest": "matter"}, "times": {"by": 2, "repeat": "item"}}
    again = faults(("2026-02-01", None), ("2026-03-01", None))
    for one in again:
        one.fields["matter"] = "甲"
    assert told(account(single({"fault": rule}), *again)) == {"a": "absorbed", "b": -2}


def remembering(rules: Scheme, facts: list[Fact], **words: object) -> Account:
    return evaluate(rules, [member("李明")], facts, 2026, **words)["李明"]  # type: ignore[arg-type]


def test_evaluate_matter_of_a_life_absorbs_across_years() -> None:
    rule = {
        "points": {"by": "level", "rows": {"county": 2, "city": 4}},
        "keep": {"largest": "matter", "scope": "life"},
    }
    facts = [
        fact("李明", "honour", "2024-05-01", id="old", level="city", matter="甲"),
        fact("李明", "honour", "2026-05-01", id="new", level="county", matter="甲"),
        fact("李明", "honour", "2026-05-01", id="other", level="county", matter="乙"),
        fact("李明", "honour", "2023-05-01", id="low", level="county", matter="乙"),
        fact("李明", "honour", "2023-05-01", id="vague", matter="乙"),
    ]
    found = remembering(single({"honour": rule}), facts)
    out = dict.fromkeys(("old", "low", "vague"), "outside_period")
    assert told(found) == {"new": "absorbed", "other": "absorbed", **out}  # the earlier of two equals stays
    assert found.flags == set()
    assert told(remembering(single({"honour": rule | {"keep": {"largest": "matter"}}}), facts)) == {
        "new": 2, "other": 2, **out,
    }  # fmt: skip


def test_evaluate_memory_must_itself_have_counted() -> None:
    rule = {"points": 2, "limit": {"per": "life", "facts": 1}, "needs": {"document": True}}
    facts = [
        fact("李明", "deed", "2026-05-01", id="new", documents="文号"),
        fact("李明", "deed", "2024-05-01", id="old"),
    ]
    assert told(remembering(single({"deed": rule}), facts)) == {"new": 2, "old": "outside_period"}
    facts[1].fields["documents"] = "文号"
    assert told(remembering(single({"deed": rule}), facts)) == {"new": "limit", "old": "outside_period"}
    assert told(remembering(single({"deed": rule}), [*facts, reversal("old", "李明", "2026-01-05")])) == {
        "new": 2, "old": "reversed",
    }  # fmt: skip


def test_evaluate_calendar_year_reaches_back_to_january() -> None:
    words = {"limit": {"per": "calendar_year", "points": 3}}
    rules = single({"deed": {"points": 2}}, words, period={"starts": "06-01"})
    facts = [
        fact("李明", "deed", "2025-12-31", id="a"),
        fact("李明", "deed", "2026-05-31", id="b"),
        fact("李明", "deed", "2026-06-01", id="c"),
        fact("李明", "deed", "2026-07-01", id="d"),
        fact("李明", "deed", "2027-01-01", id="e"),
    ]
    out = {"a": "outside_period", "b": "outside_period"}
    assert told(remembering(rules, facts)) == {**out, "c": 1, "d": "limit", "e": 2}


def test_evaluate_memory_does_not_share_a_week_with_the_period() -> None:
    # 1 January 2026 is a Thursday: its week began in December
    rule = {"points": 1, "limit": [{"per": "week", "facts": 1}, {"per": "life", "facts": 2}]}
    facts = [
        fact("李明", "deed", day, id=day[5:])
        for day in ("2025-12-30", "2025-12-31", "2026-01-01", "2026-02-01")
    ]
    assert told(remembering(single({"deed": rule}), facts)) == {
        "01-01": 1, "02-01": "limit", "12-30": "outside_period", "12-31": "outside_period",
    }  # fmt: skip


def test_evaluate_memory_counts_in_tables_but_not_in_counts() -> None:
    word = {
        "pooled": "late",
        "by": "count",
        "of": ["late"],
        "over": "life",
        "rows": {"1..2": {"each": -1}, "3..": -5},
    }
    outcome = {"outcome": "talk", "title": "谈话", "kind": "talk", "when": "count(late) >= 2"}
    rules = single({"late": {"points": 0}}, {"pooled": word}, outcomes=[outcome])
    facts = [fact("李明", "late", day, id=day[:4]) for day in ("2024-03-01", "2025-03-01", "2026-03-01")]
    found = remembering(rules, facts)
    assert told(found) == {"2024": "outside_period", "2025": "outside_period", "2026": -3}
    assert (found.score, found.proposals) == (-3, {})


def vetoed(**keep: object) -> Scheme:
    """A theft counts among the faults and forces the grade; of one act only one of them."""
    word = {"largest": "act", "group": "act", **keep}
    override = {
        "override": "theft",
        "title": "直接认定",
        "effect": {"grade": "差"},
        "facts": {"theft": {"keep": word}},
    }
    grades = {"rows": [{"grade": "好", "range": "0.."}, {"grade": "差", "range": "..<0"}]}
    rule = {"points": -3, "valid": {"until": "effect_until"}}
    return single(
        {"fault": rule, "ruin": {"points": "all"}}, {"keep": word}, override=[override], grades=grades
    )


@pytest.mark.parametrize("kind", ["fault", "ruin"])
def test_evaluate_override_absorbs_what_its_act_costs(kind: str) -> None:
    facts = [
        fact("李明", kind, "2026-03-01", id="f", act="一"),
        fact("李明", "theft", "2026-04-01", id="t", act="一"),
        fact("李明", "fault", "2026-04-01", id="other", act="二"),
    ]
    found = account(vetoed(prefer=[kind]), *facts)
    assert (found.dropped, found.score, found.grade) == ({("f", f"a.one.{kind}"): "absorbed"}, -3, "差")


def test_evaluate_override_absorbed_by_an_earlier_fault_triggers_nothing() -> None:
    facts = [
        fact("李明", "fault", "2026-03-01", id="f", act="一"),
        fact("李明", "theft", "2026-04-01", id="t", act="一"),
    ]
    found = account(vetoed(largest=None, first="act"), *facts)
    assert (found.dropped, found.score, found.grade) == ({("t", "theft.theft"): "absorbed"}, -3, "差")
    assert found.grade_without_override == "差"
    assert found.state == "number"
    same_day = [fact("李明", "fault", "2026-04-01", id="f", act="一"), facts[1]]
    found = account(vetoed(largest=None, first="act"), *same_day)
    assert (found.dropped, found.state) == ({("f", "a.one.fault"): "absorbed"}, "grade_forced")
