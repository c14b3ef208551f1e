"""Lint as a whole: silent on what is right, one code for every check, bounded."""

from jifen.rules.binding import bind
from jifen.rules.codes import CODES
from jifen.rules.lint import THEMES, lint
from jifen.rules.lint.page import CHECKS
from jifen.rules.reading import check_scheme, read_scheme
from tests.rules.small import SMALL, changed, told

# -- the whole


def test_a_beginners_scheme_has_nothing_to_be_said_about():
    assert told(SMALL) == []
    assert len(SMALL.splitlines()) <= 25


def test_every_check_has_a_code_with_a_meaning():
    assert {code for code, _ in CHECKS} <= set(CODES)
    assert {check.__module__ for _, check in CHECKS} == {theme.__name__ for theme in THEMES}


def test_lint_without_years_tries_the_last_two_of_the_holiday_table():
    cycle = (
        "cycle: {every: month, on: {day: 8}, publicity: {days: 3}, filing: {to: superior, by: {day: 10}}}\n"
    )
    read = read_scheme(changed(more=cycle), "scheme.yaml")
    assert read.scheme is not None
    bound, _ = bind(read.scheme, read.positions, read.tree)
    [finding] = lint(bound, read.positions, read.tree)
    assert finding.message == (
        "cycle 的 filing：开会后公示 3 天，10 日前备案，2 年里有 24 个月赶不上（2025 年 1 月、2025 年 2 月、"
        "2025 年 3 月、2025 年 4 月、2025 年 5 月、2025 年 6 月 等）"
    )


def test_a_check_stops_when_it_has_said_enough():
    items = "".join(f"      - {{item: i{n}, title: 小项{n}, start: 1}}\n" for n in range(400))
    _, findings = check_scheme(changed(("total:", f"{items}total:")), "scheme.yaml")
    assert len(findings) == 200
