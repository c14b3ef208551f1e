"""Repeats, windows by a table or until corrected, matters for life, facts of earlier periods, dated marks."""

from datetime import date
from fractions import Fraction

import pytest

from jifen.engine.codes import Drop, Mark
from jifen.engine.columns import FactColumns, gather_columns
from jifen.engine.gather import Event
from jifen.engine.linking import link
from jifen.engine.marks import marks_there
from jifen.engine.program import score
from jifen.engine.result import Account, accounts
from tests.engine.bench import compiled, fact, person, scored

SCHEME = """
    scheme: again
    title: 再犯
    {more}
    people: {{scored: [formal], graded: [formal]}}
    kinds: {{late: {{title: 迟到}}, absent: {{title: 缺席}}}}
    parts:
      - part: base
        title: 基准分
        {part}
        items:
          - {{item: base.a, title: 一项, {item}}}
    total: {{score: base}}
"""
LATE = "facts: {{late: {{title: 迟到, points: -1, {rule}}}}}"


def account(
    item: str, *facts: Event, as_of: date | None = None, part: str = "", more: str = "", **fields: object
) -> Account:
    """The account of 李明 under a scheme of one item, written in one line."""
    text = SCHEME.format(item=item, part=part, more=more)
    (found,) = scored(compiled(text), [person("李明", **fields)], list(facts), as_of)  # type: ignore[arg-type]
    return found


def credits(found: Account) -> dict[str, Fraction | Drop]:
    """What every fact adds, or why it adds nothing."""
    return {entry.fact: entry.drop or entry.credited for entry in found.entries}


def late(number: int, day: str, **fields: object) -> Event:
    return fact(number, "late", day, **fields)  # type: ignore[arg-type]


# -- repeats


def test_a_repeat_of_the_item_is_doubled_once_however_many_came_before() -> None:
    item = "facts: {late: {title: 迟到, points: -1, times: {by: 2, repeat: item}}, absent: {title: 缺席, points: -3}}"
    found = account(item, fact(1, "absent", "2026-01-05"), late(2, "2026-02-05"), late(3, "2026-03-05"))
    assert credits(found) == {"f1": -3, "f2": -2, "f3": -2}


def test_a_repeat_is_multiplied_for_each_earlier_one_of_its_class() -> None:
    found = account(
        LATE.format(rule="times: {by: 1.5, repeat: class, each: true}"),
        late(1, "2026-01-05", **{"class": "一类"}),
        late(2, "2026-02-05", **{"class": "二类"}),
        late(3, "2026-03-05", **{"class": "一类"}),
        late(4, "2026-04-05", **{"class": "一类"}),
        late(5, "2026-05-05"),
    )
    assert credits(found) == {"f1": -1, "f2": -1, "f3": Fraction(-3, 2), "f4": Fraction(-9, 4), "f5": -1}
    plain = account(
        LATE.format(rule="times: {by: 2, repeat: class}"), late(1, "2026-01-05"), late(2, "2026-01-06")
    )
    assert credits(plain) == {"f1": -1, "f2": -1}


def test_only_what_still_stands_on_the_day_makes_a_repeat() -> None:
    found = account(
        LATE.format(rule="valid: {months: 2}, times: {by: 2, repeat: item}"),
        late(1, "2025-12-20"),
        late(2, "2026-02-19"),
        late(3, "2026-11-15"),
        late(4, "2026-12-20"),
    )
    assert credits(found) == {"f1": Drop.WINDOW_OVER, "f2": Drop.WINDOW_OVER, "f3": -1, "f4": -2}
    assert [entry.value for entry in found.entries] == [-1, -2, -1, -2]


def test_a_repeat_whose_condition_is_unknown_is_marked_and_not_multiplied() -> None:
    found = account(
        LATE.format(rule="times: {by: 2, repeat: item, when: on_time}"),
        late(1, "2026-01-05", on_time=False),
        late(2, "2026-02-05"),
        late(3, "2026-03-05", on_time=True),
    )
    assert credits(found) == {"f1": -1, "f2": -1, "f3": -2}
    assert [entry.has(Mark.MULTIPLIER_UNKNOWN) for entry in found.entries] == [False, True, False]


def test_a_repeat_goes_by_the_period_of_the_decision_where_that_counts() -> None:
    rule = "points: -1, times: {by: 2, repeat: item}"
    found = account(
        f"facts: {{late: {{title: 迟到, {rule}}}}}, "
        "expect: {expect: study, title: 学习, any_of: absent, else: -1}",
        late(1, "2025-12-20", decided_on=date(2026, 1, 8)),
        late(2, "2026-02-05"),
        more="period: {counts: decided_on}",
    )
    assert credits(found) == {"f1": -1, "f2": -2, "": -1}


def test_a_repeat_doubled_sixty_times_is_still_exact() -> None:
    found = account(
        LATE.format(rule="times: {by: 2, repeat: item, each: true}"),
        *(late(n, "2026-01-05") for n in range(60)),
    )
    assert found.score == -(2**60 - 1)


def test_what_is_added_up_over_a_span_is_doubled_by_a_repeat_too() -> None:
    found = account(
        "facts: {late: {title: 迟到, points: {per: 10, give: -1, whole: true}, over: period,"
        " times: {by: 2, repeat: item}}}",
        late(1, "2026-01-05", quantity=6),
        late(2, "2026-02-05", quantity=6),
    )
    assert credits(found) == {"f1": 0, "f2": -2}


# -- windows


def test_a_window_is_as_long_as_the_row_of_its_points_says() -> None:
    found = account(
        "facts: {late: {title: 处分, points: {by: level, rows: {county: -5, township: -2}, none: -1},"
        " valid: {by: value, rows: {-5: 12, -2: 3}}}}",
        late(1, "2026-01-05", level="county"),
        late(2, "2026-01-05", level="township"),
        late(3, "2026-12-05", level="township"),
        late(4, "2026-12-05"),
    )
    assert credits(found) == {"f1": -5, "f2": Drop.WINDOW_OVER, "f3": -2, "f4": Drop.WINDOW_UNKNOWN}


def test_a_window_by_a_word_of_the_fact_is_unknown_without_a_row() -> None:
    found = account(
        LATE.format(rule="valid: {by: level, rows: {county: 24}}"),
        late(1, "2025-02-05", level="county"),
        late(2, "2026-02-05", level="city"),
        late(3, "2026-02-05"),
    )
    assert credits(found) == {"f1": -1, "f2": Drop.WINDOW_UNKNOWN, "f3": Drop.WINDOW_UNKNOWN}


def test_a_window_stays_open_until_the_period_in_which_it_was_put_right() -> None:
    rule = LATE.format(rule="valid: {months: 3, corrected: true}")
    found = account(
        rule,
        late(1, "2024-05-01"),
        late(2, "2024-05-01", corrected_on=date(2025, 3, 1)),
        late(3, "2025-05-01", corrected_on=date(2026, 3, 1)),
        late(4, "2026-11-01", corrected_on=date(2026, 11, 20)),
    )
    assert credits(found) == {"f1": -1, "f2": Drop.WINDOW_OVER, "f3": -1, "f4": -1}
    assert credits(account(rule, late(1, "2024-05-01"))) == {"f1": -1}


@pytest.mark.parametrize(
    ("period", "name", "day", "there"),
    [
        ("quarter", "2026Q2", "2026-04-01", True),
        ("quarter", "2026Q2", "2026-03-31", False),
        ("month", "2026-05", "2026-05-31", True),
        ("month", "2026-05", "2026-04-30", False),
        ("day", "2026-05-05", "2026-05-05", True),
        ("day", "2026-05-05", "2026-05-04", False),
        ("term, terms: [02-20, 09-01]", "2026T1", "2026-02-19", False),
        ("term, terms: [02-20, 09-01]", "2026T1", "2026-03-01", True),
        ("term, terms: [02-20, 09-01]", "2026T1", "2027-03-01", True),
    ],
)
def test_what_was_put_right_lasts_to_the_end_of_that_period(
    period: str, name: str, day: str, there: bool
) -> None:
    text = SCHEME.format(
        item=LATE.format(rule="valid: {corrected: true}"), part="", more=f"period: {{kind: {period}}}"
    )
    plan = link([compiled(text)], name, None)
    columns = FactColumns(
        ["f1"], [0], ["late"], [date(2024, 1, 1)], {"corrected_on": [date.fromisoformat(day)]}
    )
    book = gather_columns(plan, [person("李明")], columns)
    (found,) = accounts(score(plan, book.members, book.facts, book.vocabulary))
    assert (found.entries[0].drop is Drop.NONE) is there


# -- one matter, for life and against an override

VETO = """override:
      - {{override: veto, title: 否决, effect: {{zero: total}}, facts:
          {{absent: {{title: 开除, keep: {{largest: act, group: affair{more}}}}},
           late: {{title: 迟到, keep: {{largest: act, group: affair{more}}}, counts_when: on_time}}}}}}
    """


def test_a_matter_for_life_counts_once_over_all_periods() -> None:
    rule = LATE.format(rule="keep: {largest: matter, scope: life}")
    found = account(
        rule,
        late(1, "2023-05-01", matter="甲"),
        late(2, "2026-05-01", matter="甲"),
        late(3, "2026-05-01", matter="乙"),
    )
    assert credits(found) == {"f1": Drop.OUTSIDE_PERIOD, "f2": 0, "f3": -1}
    assert {entry.fact: entry.marks for entry in found.entries} == {
        "f1": Mark.MEMORY,
        "f2": Mark.ABSORBED,
        "f3": 0,
    }


def test_an_override_of_the_same_act_leaves_nothing_else() -> None:
    item = "full: 10, facts: {late: {title: 迟到, points: all, keep: {largest: act, group: affair}}}"
    found = account(
        item,
        late(1, "2026-05-01", act="一", on_time=False),
        fact(2, "absent", "2026-05-02", act="一"),
        more=VETO.format(more=""),
    )
    by_path = {entry.path: (entry.drop.code, entry.has(Mark.ABSORBED)) for entry in found.entries}
    assert by_path == {
        "base.a.late": ("none", True),
        "veto.late": ("condition_false", False),
        "veto.absent": ("none", False),
    }
    assert (found.items["base.a"], found.score) == (10, 0)


def test_an_override_that_is_absorbed_triggers_nothing() -> None:
    found = account(
        LATE.format(rule="keep: {first: act, group: affair}"),
        late(1, "2026-05-01", act="一", on_time=False),
        fact(2, "absent", "2026-05-02", act="一"),
        more=VETO.format(more="").replace("largest", "first"),
    )
    assert (found.score, found.overrides) == (-1, [])


# -- facts of earlier periods


def test_facts_of_before_use_up_a_limit_for_life_and_count_nowhere() -> None:
    found = account(
        LATE.format(rule="limit: {per: life, facts: 2}"),
        late(1, "2024-05-01"),
        late(2, "2026-05-01"),
        late(3, "2026-06-01"),
        more="outcomes: [{outcome: look, title: 看, kind: flag, when: count(late) == 2}]",
    )
    assert credits(found) == {"f1": Drop.OUTSIDE_PERIOD, "f2": -1, "f3": 0}
    assert (found.score, [one.outcome for one in found.proposals]) == (-1, ["look"])


def test_a_calendar_year_looks_back_to_january_and_no_further() -> None:
    found = account(
        LATE.format(rule="limit: [{per: calendar_year, facts: 1}, {per: week, facts: 1}]"),
        late(1, "2025-12-30"),
        late(2, "2026-05-31"),
        late(3, "2026-06-01"),
        late(4, "2027-01-04"),
        more="period: {starts: 06-01}",
    )
    assert credits(found) == {"f1": Drop.OUTSIDE_PERIOD, "f2": Drop.OUTSIDE_PERIOD, "f3": 0, "f4": -1}


def test_memory_goes_by_the_day_of_decision_where_that_counts() -> None:
    found = account(
        LATE.format(rule="limit: {per: calendar_year, facts: 1}"),
        late(1, "2026-01-05", decided_on=date(2025, 12, 31)),
        late(2, "2026-02-05", decided_on=date(2026, 2, 6)),
        late(3, "2025-02-05", decided_on=date(2025, 2, 6)),
        late(4, "2026-02-05", decided_on=date(2027, 2, 6)),
        more="period: {counts: decided_on}",
    )
    assert credits(found) == {
        "f1": Drop.OUTSIDE_PERIOD,
        "f2": 0,
        "f3": Drop.OUTSIDE_PERIOD,
        "f4": Drop.OUTSIDE_PERIOD,
    }


def test_memory_is_told_as_outside_the_period_whatever_else_is_wrong_with_it() -> None:
    found = account(
        LATE.format(rule="limit: {per: life, facts: 1}, needs: {document: true}"),
        late(1, "2024-05-01"),
        late(2, "2026-05-01", documents="文号"),
    )
    assert credits(found) == {"f1": Drop.OUTSIDE_PERIOD, "f2": -1}


# -- marks that carry their day


@pytest.mark.parametrize(
    ("text", "as_of", "found"),
    [
        ("采纳@2026-05-01、推广 2026-09-01、表扬", date(2026, 5, 1), "采纳、表扬"),
        ("采纳@2026-05-01、推广 2026-09-01", None, "采纳、推广"),
        ("采纳@2026-05-01", date(2026, 4, 30), None),
        ("采纳@2026-02-30", date(2026, 1, 1), "采纳@2026-02-30"),
        ("采纳、", date(2026, 1, 1), "采纳"),
    ],
)
def test_a_mark_is_there_from_its_day(text: str, as_of: date | None, found: str | None) -> None:
    assert marks_there(text, as_of) == found


@pytest.mark.parametrize(("as_of", "points"), [(date(2026, 4, 30), -1), (date(2026, 5, 1), 6), (None, 6)])
def test_a_dated_mark_adds_its_points_from_its_day(as_of: date | None, points: int) -> None:
    text = SCHEME.format(item=LATE.format(rule='plus: {when: marks == "采纳", points: 7}'), part="", more="")
    tables, day = compiled(text), date(2026, 1, 5)
    (one,) = scored(tables, [person("李明")], [late(1, "2026-01-05", marks="采纳@2026-05-01")], as_of)
    plan = link([tables], 2026, as_of)
    columns = FactColumns(
        ["f1", "f2"], [0, 0], ["late"] * 2, [day, day], {"marks": ["采纳@2026-05-01", None]}
    )
    book = gather_columns(plan, [person("李明")], columns)
    (two,) = accounts(score(plan, book.members, book.facts, book.vocabulary))
    assert (one.score, two.score) == (points, points - 1)
    assert "plus_unknown" in two.flags
