"""Periods that are no years, and members of several branches who are ranked together, at the desk."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.desk import book, jifen

SCHEME = """
scheme: own-periods
title: 示范积分办法
period: {PERIOD}
people: {scored: [formal], graded: [formal], pool: POOL}
ranked: true
parts:
  - part: base
    title: 基础分
    items:
      - item: base.help
        title: 助人
        limit: {per: LIMIT, points: 3}
        facts: {helped: {title: 帮助群众, points: 2}}
total: {score: {is: base, title: 积分}}
"""
ROSTER = (
    {"编号": "1", "姓名": "李明", "所在支部": "甲支部", "人员类别": "正式党员"},
    {"编号": "2", "姓名": "陈某", "所在支部": "乙支部", "人员类别": "正式党员"},
)


def helped(*days: date) -> list[dict[str, object]]:
    return [{"姓名": "李明", "事项": "帮助群众", "日期": day} for day in days]


def scheme(folder: Path, period: str, pool: str = "branch", limit: str = "period") -> Path:
    path = folder / "办法.yaml"
    text = SCHEME.replace("PERIOD", period).replace("POOL", pool).replace("LIMIT", limit)
    path.write_text(text, "utf-8")
    return path


def test_a_quarter_is_scored_by_its_name(tmp_path: Path) -> None:
    own, facts = scheme(tmp_path, "kind: quarter"), helped(date(2026, 2, 1), date(2026, 3, 31))

    called = jifen(
        "score", "--scheme", own, "--facts", book(tmp_path / "a.xlsx", facts, ROSTER), "--year", "2026q1",
        "--json", "-",
    )  # fmt: skip

    data = json.loads(called.stdout)
    assert (called.exit_code, called.stderr) == (0, "")
    assert data["period"] == {"label": "2026年第1季度", "start": "2026-01-01", "end": "2026-03-31"}
    assert [member["score"] for member in data["members"]] == ["0", "3"]


def test_the_period_that_holds_the_facts_is_taken_and_told(tmp_path: Path) -> None:
    own, facts = scheme(tmp_path, "kind: month"), helped(date(2026, 2, 1), date(2026, 2, 28))

    called = jifen("score", "--scheme", own, "--facts", book(tmp_path / "a.xlsx", facts, ROSTER))

    assert (called.exit_code, called.stderr) == (
        0,
        "没有指定周期，按事实的日期算 2026年2月（2026-02-01 至 2026-02-28）。\n",
    )


def test_facts_of_several_periods_ask_which_one(tmp_path: Path) -> None:
    own, facts = scheme(tmp_path, "kind: quarter"), helped(date(2026, 2, 1), date(2026, 4, 1))

    called = jifen("score", "--scheme", own, "--facts", book(tmp_path / "a.xlsx", facts, ROSTER))

    assert (called.exit_code, called.stderr.splitlines()[-1]) == (
        2,
        "--year：事实分在“2026Q1”“2026Q2”，请写明算哪一期。用 --help 看说明。",
    )


def test_a_fact_of_another_quarter_is_told_at_its_row(tmp_path: Path) -> None:
    own, facts = scheme(tmp_path, "kind: quarter"), helped(date(2026, 2, 1), date(2026, 4, 1))

    called = jifen(
        "score", "--scheme", own, "--facts", book(tmp_path / "a.xlsx", facts, ROSTER), "--year", "2026Q1"
    )

    assert (called.exit_code, called.stderr.splitlines()) == (
        1,
        [
            "发现 1 处问题，没有计算：",
            "  工作表“事实”第 3 行“日期”列：值“2026-04-01”不在 2026年第1季度（2026-01-01 至 2026-03-31）内。"
            "请核对日期；别的期的记录请放到那一期的表里，或改算那一期。",
        ],
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2026", "--year：这份办法的周期应写成 2026Q1 这样，写的是“2026”。用 --help 看说明。"),
        ("2026Q5", "--year：“2026Q5”不是年份，请写成 2026 这样的形式（不按年度的办法，半年写 2026H1，季度写 2026Q1，"
         "月写 2026-03，日写 2026-03-05，学期写 2026T1，不分期的写 running）。用 --help 看说明。"),
    ],
)  # fmt: skip
def test_a_wrong_name_is_a_mistake_of_usage(tmp_path: Path, name: str, said: str) -> None:
    own = scheme(tmp_path, "kind: quarter")

    called = jifen("score", "--scheme", own, "--facts", tmp_path / "没有.xlsx", "--year", name)

    assert (called.exit_code, called.stderr.splitlines()[-1]) == (2, said)


def test_a_running_account_ends_with_its_latest_fact(tmp_path: Path) -> None:
    own = scheme(tmp_path, "kind: running, since: 2025-01-01", limit="life")
    facts = helped(date(2025, 2, 1), date(2026, 4, 1))

    called = jifen(
        "score", "--scheme", own, "--facts", book(tmp_path / "a.xlsx", facts, ROSTER), "--json", "-"
    )

    data = json.loads(called.stdout)
    assert (called.exit_code, called.stderr) == (0, "")
    assert data["period"] == {"label": "长期累计", "start": "2025-01-01", "end": "2026-04-01"}
    assert [member["score"] for member in data["members"]] == ["0", "3"]


def test_what_happened_before_a_running_account_is_told(tmp_path: Path) -> None:
    own, facts = scheme(tmp_path, "kind: running, since: 2025-01-01"), helped(date(2024, 12, 31))

    called = jifen("score", "--scheme", own, "--facts", book(tmp_path / "a.xlsx", facts, ROSTER))

    assert called.stderr.splitlines()[1] == (
        "  工作表“事实”第 2 行“日期”列：值“2024-12-31”不在 长期累计（2025-01-01 至 2025-01-01）内。"
        "请核对日期；开始累计以前的记录不算。"
    )


@pytest.mark.parametrize(("limit", "score"), [("life", "1"), ("calendar_year", "1")])
def test_a_fact_of_before_uses_up_a_limit_that_looks_back(tmp_path: Path, limit: str, score: str) -> None:
    own = scheme(tmp_path, "kind: quarter", limit=limit)
    facts = helped(date(2026, 2, 1), date(2026, 4, 1))

    called = jifen(
        "score", "--scheme", own, "--facts", book(tmp_path / "a.xlsx", facts, ROSTER), "--year", "2026Q2",
        "--json", "-",
    )  # fmt: skip

    assert called.stderr == (
        "提醒：工作表“事实”第 2 行“日期”列：值“2026-02-01”不在 2026年第2季度（2026-04-01 至 2026-06-30）内，"
        "只占用次数和限额，不计分。请核对日期。\n"
    )
    assert [member["score"] for member in json.loads(called.stdout)["members"]] == ["0", score]


def test_a_fact_of_the_year_before_uses_up_no_limit_of_the_calendar_year(tmp_path: Path) -> None:
    own = scheme(tmp_path, "kind: quarter", limit="calendar_year")
    facts = book(tmp_path / "a.xlsx", helped(date(2025, 12, 31)), ROSTER)

    called = jifen("score", "--scheme", own, "--facts", facts, "--year", "2026Q1")

    assert (called.exit_code, called.stderr.splitlines()[0]) == (1, "发现 1 处问题，没有计算：")


def test_ranks_over_branches_are_given_when_everybody_is_there(tmp_path: Path) -> None:
    own = scheme(tmp_path, "kind: year", pool="all")
    facts = book(tmp_path / "a.xlsx", helped(date(2026, 2, 1)), ROSTER)
    words = ("score", "--scheme", own, "--facts", facts, "--year", 2026, "--json", "-")

    part, whole = jifen(*words), jifen(*words, "--whole-pool")

    assert [member["rank"] for member in json.loads(part.stdout)["members"]] == [None, None]
    assert [member["rank"] for member in json.loads(whole.stdout)["members"]] == [2, 1]


def test_a_day_before_the_period_is_a_mistake_of_usage(tmp_path: Path) -> None:
    own = scheme(tmp_path, "kind: quarter")
    facts = book(tmp_path / "a.xlsx", helped(date(2026, 2, 1)), ROSTER)

    called = jifen("score", "--scheme", own, "--facts", facts, "--as-of", "2025-12-31")

    assert (called.exit_code, called.stderr.splitlines()[-1]) == (
        2,
        "--as-of：2025-12-31 还没有到 2026年第1季度（从 2026-01-01 起），请核对日期。用 --help 看说明。",
    )


HOUSE = """
scheme: own-house
title: 示范家庭户积分办法
people: {account: household, scored: [formal]}
parts:
  - part: base
    title: 户积分
    items: [{item: base.deed, title: 好事, facts: {deed: {title: 做好事, points: 5}}}]
total: {score: {is: base, title: 积分}}
spend: {enabled: true, kind: swap, clause: 第7条}
kinds: {swap: {title: 兑换}}
"""


def test_everybody_of_a_household_finds_its_account(tmp_path: Path) -> None:
    (tmp_path / "户.yaml").write_text(HOUSE, "utf-8")
    roster = [{**row, "家庭户": "甲", "户主": "李明"} for row in ROSTER]
    roster = [{**row, "所在支部": "甲支部"} for row in roster]
    facts = book(tmp_path / "a.xlsx", [{"姓名": "陈某", "事项": "做好事", "日期": date(2026, 2, 1)}], roster)
    words = ("--scheme", tmp_path / "户.yaml", "--facts", facts)

    told = jifen("explain", *words, "--member", "陈某")
    written = jifen("score", *words, "--out", tmp_path / "r.csv")

    assert told.stdout.splitlines()[:4] == [
        "【结果】",
        "　李明（编号 1），正式党员",
        "　《示范家庭户积分办法》2026年，计算到 2026-12-31",
        "　积分：5 分",
    ]
    assert written.stderr.splitlines()[-1] == f"已写出 {tmp_path / 'r.csv'}：1 户。"


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("kind: half, starts: 06-01", "按半年积分，积分年度从 6 月 1 日开始。"),
        ("kind: month", "按月积分。"),
        ("kind: term, terms: [09-01, 02-10]", "按学期积分，各学期从 9 月 1 日、2 月 10 日开始。"),
        ("kind: running, since: 2026-01-01", "一直累计，不分期。"),
    ],
)
def test_showing_a_scheme_says_what_it_counts_over(tmp_path: Path, period: str, said: str) -> None:
    called = jifen("scheme", "show", scheme(tmp_path, period))

    assert (called.exit_code, called.stdout.splitlines()[1]) == (0, said)


def test_showing_a_scheme_lists_values_and_prices(tmp_path: Path) -> None:
    text = HOUSE.replace("facts: {deed", "value: {share: [tasks.done, tasks.due], full: 5}, facts: {deed")
    (tmp_path / "户.yaml").write_text(text, "utf-8")

    shown = jifen("scheme", "show", tmp_path / "户.yaml").stdout.partition("【")[0]
    lines = [line.split() for line in shown.splitlines()]

    assert lines[-3:-1] == [
        ["户积分", "好事", "（每人一个数）", "已完成任务数占应完成任务数的比例", "×", "5",
         "要在“党员”表填已完成任务数、应完成任务数"],
        ["兑换", "填多少用多少", "第7条", "要填数量（用去多少积分）"],
    ]  # fmt: skip
