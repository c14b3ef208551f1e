"""Facts reckoned together: what is free, capped quantities, running sums, tables by count or sum."""

from datetime import time
from fractions import Fraction

from jifen.engine.codes import Drop, Mark
from jifen.engine.gather import Event
from jifen.engine.result import Account
from tests.engine.bench import compiled, fact, person, scored

SCHEME = """
    scheme: together
    title: 合并计分
    people: {{scored: [formal], graded: [formal]}}
    parts:
      - part: base
        title: 基准分
        items:
          - {{item: base.a, title: 一项, {item}}}
    total: {{score: base}}
"""


def account(item: str, *facts: Event) -> Account:
    """The account of 李明 under a scheme of one item, written in one line."""
    (found,) = scored(compiled(SCHEME.format(item=item)), [person("李明")], list(facts))
    assert found.score == found.items["base.a"]
    return found


def values(found: Account) -> list[Fraction | Drop]:
    """What every fact counts, or why it counts nothing, in the order of the book."""
    assert all(entry.value == entry.credited for entry in found.entries)
    return [entry.drop or entry.value for entry in found.entries]


def helped(number: int, day: str, quantity: int | str | None = None, **fields: object) -> Event:
    written = {} if quantity is None else {"quantity": Fraction(quantity)}
    return fact(number, "help", day, **written, **fields)  # type: ignore[arg-type]


THREE = (helped(1, "2026-01-05", 2), helped(2, "2026-02-05", 4), helped(3, "2026-03-05", 6))


def test_the_first_facts_of_a_span_are_free_by_day_and_time() -> None:
    found = account(
        "facts: {help: {title: 迟到, points: -1, free: {first: 1, per: month}}}",
        helped(1, "2026-01-05", time=time(9, 0)),
        helped(2, "2026-01-05", time=time(8, 0)),
        helped(3, "2026-01-09"),
        helped(4, "2026-02-05"),
    )
    assert [(e.fact, e.credited, e.has(Mark.FREE)) for e in found.entries] == [
        ("f2", 0, True),
        ("f1", -1, False),
        ("f3", -1, False),
        ("f4", 0, True),
    ]
    assert found.score == -2


def test_a_free_fact_that_would_empty_the_item_does_not() -> None:
    found = account(
        "full: 10, facts: {help: {title: 缺席, points: all, free: {first: 1}}}", helped(1, "2026-01-05")
    )
    assert found.score == 10


def test_free_units_are_taken_off_the_quantity_before_the_rate() -> None:
    found = account(
        "facts: {help: {title: 迟交, points: {per: 1, give: -0.5}, times: {by: 2}, plus: {when: on_time, points: 3},"
        " free: {first: 5, of: quantity}}}",
        *THREE,
        helped(4, "2026-04-05", None, on_time=True),
    )
    assert values(found) == [0, -1, -6, 5]


def test_free_minutes_leave_a_plain_value_whole_once_they_are_used_up() -> None:
    found = account(
        "facts: {help: {title: 迟到, points: -1, free: {first: 10, of: minutes_late, per: month}}}",
        helped(1, "2026-01-05", minutes_late=Fraction(10)),
        helped(2, "2026-01-06"),
        helped(3, "2026-01-07", minutes_late=Fraction(1)),
    )
    assert values(found) == [0, 0, -1]


def test_what_is_left_of_a_quantity_may_have_no_row() -> None:
    found = account(
        "facts: {help: {title: 缺页, points: {by: quantity, rows: {2..: -2}, none: skip},"
        " free: {first: 3, of: quantity}}}",
        *THREE,
    )
    assert values(found) == [0, -2, -2]
    found = account(
        "facts: {help: {title: 缺页, points: {by: quantity, rows: {4..: all}, none: ask},"
        " free: {first: 3, of: quantity}}}",
        *THREE[1:],
    )
    assert [(e.drop, e.has(Mark.EMPTIES)) for e in found.entries] == [
        (Drop.KEY_UNKNOWN, False),
        (Drop.NONE, True),
    ]


def test_quantities_of_a_span_count_up_to_the_cap() -> None:
    item = "facts: {help: {title: 帮扶, points: {per: 1, give: 0.5}, limit: {per: period, quantity: 5}}}"
    found = account(item, *THREE)
    assert values(found) == [1, Fraction(3, 2), 0]
    assert [entry.has(Mark.LIMITED) for entry in found.entries] == [False, True, True]


def test_a_cap_holds_on_what_free_has_left_and_a_sum_on_what_the_cap_has_left() -> None:
    found = account(
        "facts: {help: {title: 帮扶, points: {slices: [{to: 3, per: 1, give: 1}, {per: 1, give: 2}]}, over: period,"
        " free: {first: 1, of: quantity}, limit: {per: period, quantity: 6}}}",
        *THREE,
    )
    assert values(found) == [1, 2 + 2 * 2, 2]


def test_each_fact_gets_what_it_adds_to_the_worth_of_the_sum() -> None:
    found = account(
        "facts: {help: {title: 时长, points: {per: 5, give: 1, whole: true}, over: period, times: {by: 2},"
        " plus: {when: on_time, points: 1}}}",
        *THREE,
        helped(4, "2026-04-05", 1, on_time=True),
    )
    assert values(found) == [0, 2, 2, 2]


def test_a_sum_no_row_holds_is_worth_nothing_and_one_may_take_everything() -> None:
    found = account(
        "full: 10, facts: {help: {title: 缺课, points: {by: quantity, rows: {5..9: -2, 12..: all}, none: ask},"
        " over: period}}",
        *THREE,
        fact(4, "help", "2026-05-01"),
    )
    assert [(e.drop, e.value, e.has(Mark.EMPTIES)) for e in found.entries] == [
        (Drop.NONE, 0, False),
        (Drop.NONE, -2, False),
        (Drop.NONE, 0, True),
        (Drop.KEY_UNKNOWN, 0, False),
    ]
    assert found.score == 0


def test_over_each_fact_alone_nothing_is_added_up() -> None:
    found = account(
        "facts: {help: {title: 时长, points: {per: 5, give: 1, whole: true}, over: fact}}", *THREE
    )
    assert values(found) == [0, 0, 1]


POOL = "facts: {help: {title: 缺席, points: 0}, other: {title: 迟到, points: -1}}, "


def test_a_table_by_count_gives_each_fact_what_the_table_grows_by() -> None:
    found = account(
        POOL
        + "pooled: {pooled: absences, by: count, of: help, over: quarter, rows: {2: -1, 3..4: {each: -0.5}}}",
        *THREE,
        helped(4, "2026-03-06"),
        helped(5, "2026-03-07"),
        helped(6, "2026-04-07"),
        fact(7, "other", "2026-04-08"),
    )
    assert [entry.value for entry in found.entries] == [0, -1, Fraction(-1, 2), Fraction(-1, 2), 2, 0, -1]
    assert found.score == -1


def test_a_table_by_sum_adds_up_what_free_has_left_and_may_take_everything() -> None:
    item = (
        "full: 10, facts: {help: {title: 缺课, points: 0, free: {first: 3, of: quantity}}},"
        " pooled: {pooled: hours, by: sum, of: help, over: period, rows: {..3: -0.25, 4..: %s}}"
    )
    found = account(item % "all", *THREE)
    assert [(e.value, e.has(Mark.EMPTIES), e.has(Mark.FREE)) for e in found.entries] == [
        (0, False, True),
        (Fraction(-1, 4), False, False),
        (0, True, False),
    ]
    assert (found.score, account(item % "-4", *THREE).score) == (0, 6)


def test_a_table_by_sum_of_another_field_takes_a_missing_one_for_nothing() -> None:
    found = account(
        POOL + "pooled: {pooled: money, by: sum, field: amount, of: help, rows: {10..: 1}}",
        helped(1, "2026-01-05", amount=Fraction("9.5")),
        helped(2, "2026-01-06"),
        helped(3, "2026-01-07", amount=Fraction("0.5")),
    )
    assert values(found) == [0, 0, 1]


def test_absorbed_facts_are_not_counted() -> None:
    found = account(
        "keep: {largest: matter}, "
        + POOL
        + "pooled: {pooled: absences, by: count, of: help, rows: {2..: -1}}",
        helped(1, "2026-01-05", matter="甲"),
        helped(2, "2026-01-06", matter="甲"),
    )
    assert found.score == 0


def test_a_quantity_nobody_has_written_counts_one_towards_the_cap() -> None:
    item = "facts: {help: {title: 帮扶, points: {per: 1, give: 0.5}, limit: {per: period, quantity: 1}}}"
    assert account(item, helped(1, "2026-01-05"), helped(2, "2026-02-05")).score == Fraction(1, 2)
