"""Lint on words, names, references and dates. Each code has its own file in ``errors``."""

import pytest

from tests.rules.small import changed, checked, codes, of_cycle, of_rule, told

POINTS = "points: -1}"

# -- words that need one of several fields


@pytest.mark.parametrize(
    "line",
    [
        "{by: tier}",
        "{rows: {甲: 1}}",
        "{is: base, by: tier, rows: {甲: 1}}",
        "{title: 空}",
        "{is: base, rows: {甲: 1}}",
    ],
)
def test_a_line_that_says_too_little_or_too_much(line: str):
    assert codes(changed(("{score: base}", f"{{score: {line}}}"))) == ["incomplete-word"]


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ("{by: quantity, rows: {1: {}}}", ["incomplete-word"]),
        ("{by: quantity, rows: {1: {points: -1, all: true}}}", ["incomplete-word"]),
        ("{by: quantity, rows: {1: -1}, none: {}}", ["incomplete-word"]),
        ("{by: quantity, rows: {1: -1, 2: all}, none: skip}", []),
        ("{between: [-4, -0.5], step: 0}", ["between-step"]),
        ("{between: [-4, -0.5], step: 0.5}", []),
        ("{between: [4, 0.5], step: 0.5}", ["full-for-all", "between-order"]),
        ("{between: [-4, -0.5]}", []),
    ],
)
def test_points_that_say_too_little_or_nonsense(points: str, found: list[str]):
    assert [code for code in of_rule(f"points: {points}") if code != "mixed-item"] == found


@pytest.mark.parametrize(
    ("keep", "found"),
    [
        ("{largest: matter}", []),
        ("{first: act}", []),
        ("{}", ["incomplete-word"]),
        ("{largest: act, first: act}", ["incomplete-word"]),
    ],
)
def test_keep_says_which_and_per_what(keep: str, found: list[str]):
    assert of_rule(f"points: -1, keep: {keep}") == found
    assert codes(changed(("full: 10", f"full: 10\n        keep: {keep}"))) == found


@pytest.mark.parametrize(
    ("day", "good"),
    [
        ("{day: 5}", True),
        ("{month_day: 06-01}", True),
        ("{month_end: true, lag: 0}", True),
        ("{}", False),
        ("{day: 5, workday: 3}", False),
    ],
)
def test_a_day_of_the_cycle_is_fixed_in_one_way(day: str, good: bool):
    steps = f"steps: [{{step: declare, title: 申报, owner: member, on: {day}}}]"
    for cycle in (f"on: {day}", steps, f"filing: {{to: superior, by: {day}}}"):
        assert [line.split()[0] for line in of_cycle(cycle)] == ([] if good else ["incomplete-word"])


def test_a_filing_without_a_day_is_nobodys_fault():
    assert of_cycle("filing: {to: superior}") == []


# -- names


def test_every_list_names_its_entries_once():
    text = changed(
        ("title: 基础分", "title: 基础分\n    sections: [{section: a, title: 一}, {section: a, title: 二}]"),
        more="readings:\n  - {id: R1, question: 问, choice: 答, because: 因}\n"
        "  - {id: R1, question: 问, choice: 答, because: 因}\n"
        "override:\n  - {override: v, title: 一, clause: 五, when: score < 0, effect: {zero: total}}\n"
        "  - {override: v, title: 二, clause: 五, when: score < 1, effect: {zero: total}}\n"
        "outcomes:\n  - {outcome: o, title: 一, clause: 六, kind: flag}\n"
        "  - {outcome: o, title: 二, clause: 六, kind: flag}\n"
        "tiers: {rows: [{tier: 甲, title: 一, when: age > 60}, {tier: 甲, title: 二}]}\n",
    ).replace(
        "full: 10",
        "full: 10\n        expect: [{expect: e, title: 一, else: -1}, {expect: e, title: 二, else: -1}]",
    )
    assert codes(text) == ["duplicate-id"] * 6


@pytest.mark.parametrize(
    ("flag", "found"),
    [
        ("age: {title: 高龄}", ["duplicate-id"]),
        ("old: {title: 年龄}", ["duplicate-id"]),
        ("old: {title: 高龄}", []),
        ("finding: {title: 查实, finding: true}", []),
    ],
)
def test_a_flag_takes_no_name_of_a_known_field(flag: str, found: list[str]):
    assert codes(changed(more=f"flags: {{{flag}}}\n")) == found


def test_a_line_takes_no_name_of_a_part():
    found = told(changed(("{score: base}", "{base: '1', score: part.base}")))
    assert found == ["15 duplicate-id 总分行“base”和大项“base”同名，条件里分不清"]


VETO = (
    "override: [{override: v, title: 否决, clause: 五, effect: {zero: total},\n"
    "  facts: {gone: {title: 缺席, needs: {document: true}}}}]\n"
)


def of_titles(text: str) -> list[str]:
    """Line, severity and message of what is said about titles that are alike."""
    found = [finding for finding in checked(text)[1] if finding.code == "duplicate-title"]
    return [f"{finding.place.line} {finding.severity.value} {finding.message}" for finding in found]


def test_titles_alike_under_one_title_of_an_item_are_refused():
    other = "\n      - {item: base.more, title: 履行义务, clause: 三, full: 5, facts: {missed: {points: -1}}}"
    text = changed(("points: -1}", "points: -1}" + other), more="kinds: {missed: {title: 缺席会议}}\n")

    assert of_titles(text) == [
        "14 error 小项“base.duty”的事项“absent”和事项“missed”的名称都是“履行义务：缺席会议”，填表时分不清"
    ]


def test_titles_alike_that_no_item_reads_are_refused():
    text = changed(more="kinds: {here: {title: 到会}, there: {title: 到会}}\n")

    assert of_titles(text) == ["16 error 事项“there”和事项“here”的名称都是“到会”，填表时分不清"]


def test_titles_alike_under_different_items_are_only_mentioned():
    text = changed(
        ("title: 缺席会议, ", ""),
        more="kinds: {absent: {title: 缺席}, missed: {title: 缺席}}\n" + VETO,
    )

    assert of_titles(text) == [
        "16 info 事项“missed”和事项“absent”的名称都是“缺席”，填表时要连小项一起写",
        "18 info 一票否决“v”的事项“gone”和事项“absent”的名称都是“缺席”，填表时要连小项一起写",
    ]


def test_one_kind_read_in_several_places_is_no_second_title():
    other = "\n      - {item: base.more, title: 另一项, clause: 三, full: 5, facts: {absent: {points: -1}}}"

    assert of_titles(changed(("points: -1}", "points: -1}" + other))) == []


def test_a_group_or_shared_limit_of_two_is_no_slip():
    two = "points: -1, keep: {largest: act, group: g}, limit: {per: month, points: 5, shared: s}}"
    text = changed((POINTS, f"{two}\n          late: {{title: 迟到, {two}"))
    assert codes(text) == []
    assert codes(text.replace("group: g", "group: h", 1)) == ["lonely-group", "lonely-group"]


# -- references


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            changed(
                ("full: 10", "full: 10\n        section: a"),
                ("title: 基础分", "title: 基础分\n    sections: [{section: b, title: 二}]"),
            ),
            "小项“base.duty”的 section：没有叫“a”的小节",
        ),
        (
            changed(("    items:", "    start: {carry: {line: scor, share: 20%, first: 20}}\n    items:")),
            "大项“base”的 start 的 carry 的 line：没有叫“scor”的总分行",
        ),
        (
            changed(("    items:", "    start: {by: tier, rows: {甲: 1}}\n    items:")),
            "大项“base”的 start 的行“甲”：没有叫“甲”的分层",
        ),
        (
            changed(
                ("full: 10", "full: 10\n        expect: {expect: e, title: 汇报, else: -1, any_of: [absnt]}")
            ),
            "小项“base.duty”的 expect 的 any_of：没有叫“absnt”的事项",
        ),
        (
            changed((POINTS, "points: -1, keep: {largest: act, prefer: [absent, late]}}")),
            "小项“base.duty”的事项“absent”的 keep 的 prefer：没有叫“late”的事项",
        ),
        (
            changed(more="quotas: {best: {title: 前三, places: 3, by: raw}}\n"),
            "名额“best”的 by：没有叫“raw”的总分行",
        ),
        (changed(more="grades: {by: raw, clause: 四}\n"), "grades 的 by：没有叫“raw”的总分行"),
        (
            changed(more="grades: {clause: 四, rows: [{grade: 好, quota: best}]}\n"),
            "grades 的等次“好”的 quota：没有叫“best”的名额",
        ),
        (
            changed(
                more="override: [{override: v, title: 否决, clause: 五, when: score < 0, effect: {grade: 差}}]\n"
            ),
            "一票否决“v”的 effect 的 grade：没有叫“差”的等次",
        ),
        (
            changed(
                more="override: [{override: v, title: 否决, clause: 五, when: score < 0, effect: {ceiling: 差}}]\n"
            ),
            "一票否决“v”的 effect 的 ceiling：没有叫“差”的等次",
        ),
        (
            changed(("{scored: [formal]", "{scored: [formal, 正式党员]")),
            "people 的 scored：没有叫“正式党员”的人员类别",
        ),
    ],
)
def test_a_name_that_stands_nowhere_is_told(text: str, message: str):
    assert [line.split(" ", 2)[2] for line in told(text) if "unknown-reference" in line] == [message]


def test_a_name_nearly_right_is_answered_with_the_right_one():
    _, findings = checked(changed(more="quotas: {best: {title: 前三, places: 3, by: scor}}\n"))
    assert [finding.remedy for finding in findings] == ["是不是想写“score”？"]


def test_names_that_stand_somewhere_are_not_told():
    text = changed(
        (
            "full: 10",
            "full: 10\n        section: a\n        expect: {expect: e, title: 汇报, else: -1, any_of: report}",
        ),
        (
            "title: 基础分",
            "title: 基础分\n    sections: [{section: a, title: 一}]\n    start: {by: tier, rows: {甲: 1, 乙: 2}}",
        ),
        more="kinds: {report: {title: 汇报}, praised: {title: 表扬}, odd: {title: 别的}}\n"
        "tiers: {rows: [{tier: 甲, title: 甲, when: age > 60}, {tier: 乙, title: 乙}]}\n"
        "quotas: {best: {title: 前三, places: 3}}\n"
        "grades: {clause: 四, rows: [{grade: 好, range: 60.., quota: best}, {grade: 差, range: ..<60}]}\n"
        "override: [{override: v, title: 否决, clause: 五, when: score < 0, effect: {grade: 差}}]\n"
        "outcomes: [{outcome: o, title: 表扬, clause: 六, kind: flag, when: count(praised) > 3}]\n",
    )
    assert [line.split(" ", 1)[1] for line in told(text)] == [
        "unused-kind 事项“odd”没有小项用到，记了也不计分"
    ]


# -- dates


@pytest.mark.parametrize(
    ("span", "said"),
    [
        ("{from: 2024-01-01, until: 2024-12-31}", []),
        ("{until: 2024-12-31}", []),
        ("{from: 2024-12-31, until: 2024-01-01}", ["小项“base.duty”的 in_force 的止日早于起日"]),
        ("{until: 去年}", ["小项“base.duty”的 in_force 的 until：“去年”不是日期"]),
        ("{from: 20240101}", ["小项“base.duty”的 in_force 的 from：“20240101”不是日期"]),
    ],
)
def test_an_item_is_in_force_between_two_days(span: str, said: list[str]):
    found = told(changed(("full: 10", f"full: 10\n        in_force: {span}")))
    assert [line.partition("bad-date ")[2] for line in found] == said


def test_days_of_the_year_must_come_every_year():
    text = changed(
        more="period: {starts: 02-29}\n"
        "cycle: {every: year, on: {month_day: 13-01}, appraisal: {window: [12-25, 01-32]}}\n"
    )
    assert [line.partition("bad-date ")[2] for line in told(text)] == [
        "period 的 starts：“02-29”不是每年都有的日子",
        "cycle 的 on 的 month_day：“13-01”不是每年都有的日子",
        "cycle 的 appraisal 的 window 第 2 条：“01-32”不是每年都有的日子",
    ]
