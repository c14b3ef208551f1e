"""The reference evaluator alone: free facts and units, capped quantities, running sums, tables by count and sum."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.facts import Fact
from tests.oracle.single import account, single, told
from tests.oracle.story import fact, reversal


def deeds(*said: tuple[str, object], field: str = "quantity", kind: str = "deed") -> list[Fact]:
    """Deeds a, b, c … on days `MM-DD`, each with a quantity (None: not written)."""
    return [
        fact("李明", kind, f"2026-{day}", id=letter, **({} if size is None else {field: Fraction(str(size))}))
        for letter, (day, size) in zip("abcdefgh", said, strict=False)
    ]


def credits(rule: dict[str, object], facts: list[Fact], **item: object) -> list[object]:
    return list(told(account(single({"deed": rule}, item), *facts)).values())


def test_evaluate_first_two_of_a_quarter_are_free() -> None:
    rule = {"points": -1, "free": {"first": 2, "per": "quarter"}}
    days = deeds(*((day, None) for day in ("01-05", "02-05", "03-05", "03-06", "04-01")))
    assert credits(rule, days) == [0, 0, -1, -1, 0]


def test_evaluate_free_fact_comes_first_by_day_and_moves_up_after_a_reversal() -> None:
    rule = {"points": -1, "free": {"first": 1}}
    days = deeds(("03-05", None), ("02-05", None))
    assert credits(rule, days) == [-1, 0]
    assert credits(rule, [*days, reversal("b", "李明", "2026-06-01")]) == [0, "reversed"]


def test_evaluate_free_minutes_are_taken_off_what_the_table_reads() -> None:
    rule = {
        "points": {"by": "minutes_late", "rows": {"..<10": "-0.5", "10..": -1}},
        "free": {"first": 15, "of": "minutes_late", "per": "month"},
    }
    late = deeds(("03-01", 10), ("03-02", 10), ("03-03", 10), ("04-01", 14), field="minutes_late")
    # sums 10, 20, 30: beyond the first fifteen are 0, 5, 10 minutes
    assert credits(rule, late) == [0, "-1/2", -1, 0]


def test_evaluate_free_units_leave_a_form_whole_that_reads_something_else() -> None:
    rule = {"points": -1, "free": {"first": 15, "of": "minutes_late"}}
    late = deeds(("03-01", 10), ("03-02", None), ("03-03", 10), field="minutes_late")
    assert credits(rule, late) == [0, 0, -1]  # nothing written is no minute late


def test_evaluate_free_quantity_counts_one_where_none_is_written() -> None:
    rule = {"points": {"per": 1, "give": 2}, "free": {"first": 3, "of": "quantity"}}
    assert credits(rule, deeds(("03-01", 2), ("03-02", 2), ("03-03", None))) == [0, 2, 2]


def test_evaluate_free_units_may_leave_a_quantity_without_a_row() -> None:
    rule = {"points": {"by": "quantity", "rows": {"3..": 1}}, "free": {"first": 1, "of": "quantity"}}
    assert credits(rule, deeds(("03-01", 3), ("03-02", 3))) == ["key_unknown", 1]


def test_evaluate_quantity_beyond_the_cap_of_a_day_is_not_counted() -> None:
    rule = {"points": {"per": 2, "give": 1}, "limit": {"per": "day", "quantity": 5}}
    assert credits(rule, deeds(("03-01", 4), ("03-01", 3), ("03-01", 2), ("03-02", 2))) == [
        2,
        "1/2",
        "limit",
        1,
    ]


def test_evaluate_quantity_cap_of_one_fact_comes_after_what_is_free() -> None:
    rule = {
        "points": {"per": 1, "give": 1},
        "free": {"first": 2, "of": "quantity"},
        "limit": {"per": "fact", "quantity": 3},
    }
    assert credits(rule, deeds(("03-01", 4), ("03-02", 7))) == [2, 3]


def test_evaluate_capped_quantity_takes_what_is_added_with_it() -> None:
    rule = {
        "points": {"per": 1, "give": 1},
        "plus": [{"when": "quantity >= 0", "points": 1}],
        "times": {"by": 2},
        "limit": {"per": "period", "quantity": 3},
    }
    # (3 + 1) x 2, then nothing at all
    assert credits(rule, deeds(("03-01", 5), ("03-02", 1))) == [8, "limit"]


def test_evaluate_slices_run_over_the_month() -> None:
    points = {"slices": [{"to": 10, "per": 5, "give": 1}, {"per": 10, "give": 1}], "whole": True}
    rule: dict[str, object] = {"points": points, "over": "month"}
    done = deeds(("03-01", 3), ("03-02", 3), ("03-03", 10), ("04-01", 5))
    # March: f(3) = 0, f(6) = 1, f(16) = 2 + 0; April: f(5) = 1
    assert credits(rule, done) == [0, 1, 1, 1]
    rule |= {"times": {"by": 2}, "plus": [{"when": "quantity == 10", "points": 1}]}
    assert credits(rule, done) == [0, 2, 4, 2]


def test_evaluate_target_runs_over_the_year_from_nothing() -> None:
    rule = {"points": {"around": 3, "at": 6, "less": 1}, "over": "period"}
    assert credits(rule, deeds(("03-01", 1), ("05-01", 2))) == [4, 2]


def test_evaluate_table_runs_over_sums_and_moves_up_after_a_reversal() -> None:
    rule = {"points": {"by": "quantity", "rows": {"10..<20": 1, "20..": 3}}, "over": "period"}
    done = deeds(("03-01", 6), ("03-02", 6), ("03-03", 6), ("03-04", 6), ("03-05", None))
    assert credits(rule, done) == [0, 1, 0, 2, "key_unknown"]
    back = [*done, reversal("b", "李明", "2026-06-01")]
    assert credits(rule, back) == [0, "reversed", 1, 0, "key_unknown"]


def test_evaluate_over_each_fact_pools_nothing() -> None:
    rule = {"points": {"by": "quantity", "rows": {"10..": 1}}, "over": "fact"}
    assert credits(rule, deeds(("03-01", 6), ("03-02", 6))) == ["key_unknown", "key_unknown"]


def test_evaluate_sum_that_reaches_all_empties_the_item() -> None:
    rule = {"points": {"by": "quantity", "rows": {"..<3": -1, "3..": "all"}}, "over": "period"}
    done = deeds(("03-01", 1), ("03-02", 1), ("03-03", 1))
    found = [account(single({"deed": rule}, {"full": 10}), *done[:n]).score for n in (1, 2, 3)]
    assert found == [9, 9, 0]


LATE = {"pooled": "late", "by": "count", "of": ["deed"]}


def test_evaluate_total_by_count_is_booked_where_a_step_is_completed() -> None:
    late = deeds(*((f"03-0{day}", None) for day in range(1, 6)))
    word = {**LATE, "rows": {"1..3": -1, "4..": -5}}
    assert credits({"points": 0}, late, pooled=[word]) == [-1, 0, 0, -4, 0]
    word = {**LATE, "rows": {"1..3": {"each": "-0.5"}, "4..": {"each": -1}}}
    assert credits({"points": 0}, late, pooled=[word]) == ["-1/2", "-1/2", "-1/2", "-5/2", -1]
    word = {**LATE, "over": "month", "rows": {"2..": 3}}
    assert credits(
        {"points": 1}, deeds(("03-31", None), ("04-01", None), ("04-02", None)), pooled=[word]
    ) == [1, 1, 4]


def test_evaluate_third_time_empties_the_item() -> None:
    word = {**LATE, "rows": {"1..2": {"each": -1}, "3..": "all"}}
    late = deeds(("03-01", None), ("03-02", None), ("03-03", None), ("03-04", None))
    rules = single({"deed": {"points": 0}}, {"full": 10, "pooled": word})
    assert [account(rules, *late[:n]).score for n in range(5)] == [10, 9, 8, 0, 0]


def test_evaluate_total_by_sum_reads_the_field_it_names() -> None:
    word = {**LATE, "by": "sum", "field": "minutes_late", "rows": {"10..<30": -1, "30..": -3}}
    late = deeds(("03-01", 10), ("03-02", None), ("03-03", 25), field="minutes_late")
    assert credits({"points": 0}, late, pooled=[word]) == [-1, 0, -2]
    word = {**LATE, "by": "sum", "rows": {"2..": 1}}
    assert credits({"points": 0}, deeds(("03-01", None), ("03-02", None)), pooled=[word]) == [0, 1]


def test_evaluate_total_leaves_out_free_and_absorbed_facts() -> None:
    word = {**LATE, "rows": {"1": -1, "2..": -4}}
    late = deeds(("03-01", None), ("03-02", None), ("03-03", None))
    assert credits({"points": 0, "free": {"first": 1}}, late, pooled=[word]) == [0, -1, -3]
    for one in late[:2]:
        one.fields["matter"] = "甲"
    assert credits({"points": 0, "keep": {"first": "matter"}}, late, pooled=[word]) == [-1, "absorbed", -3]


def test_evaluate_sum_takes_what_free_left_of_the_quantity() -> None:
    word = {**LATE, "by": "sum", "rows": {"2..": 5}}
    rule = {"points": 0, "free": {"first": 3, "of": "quantity"}}
    assert credits(rule, deeds(("03-01", 2), ("03-02", 2), ("03-03", 1)), pooled=[word]) == [0, 0, 5]


def test_evaluate_limit_acts_on_the_pooled_value() -> None:
    word = {**LATE, "rows": {"1..": {"each": 2}}}
    rule = {"points": 1, "limit": {"per": "period", "points": 5}}
    assert credits(rule, deeds(("03-01", None), ("03-02", None), ("03-03", None)), pooled=[word]) == [
        3,
        2,
        "limit",
    ]
