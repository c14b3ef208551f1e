"""Lint on what a text says in two ways, or not at all; a reading of the scheme settles it."""

import pytest

from tests.rules.small import changed, checked, codes, told

FACTS = "full: 10\n        facts:\n          absent: {title: 缺席会议, points: -1}"
SOURCE = ("title: 示例办法", "title: 示例办法\nsource: {document: 示例, note: 照印发的文本录入}")
READING = "readings: [{{id: R1, {}question: {}, choice: 照原文, because: 原文如此}}]\n"
VETO = "override: [{{override: v, title: 否决, clause: 五, {}}}]\n"
PAPER = "needs: {document: true}"


def of_facts(facts: str, *others: tuple[str, str], more: str = "") -> list[str]:
    """The codes of what is found when the only item reads these facts and has no full mark."""
    return codes(changed((FACTS, f"facts:\n          {facts}"), *others, more=more))


def of_text(*changes: tuple[str, str], more: str = "") -> list[str]:
    """The codes of what is found in a scheme that names the text it follows."""
    return codes(changed(SOURCE, *changes, more=more))


# -- what can be read in two ways


@pytest.mark.parametrize(
    ("title", "open_"),
    [
        ("县级以上表彰", True),
        ("五十元以下的捐款", True),
        ("县级以上（含县级）表彰", False),
        ("县级及以上表彰", False),
        ("表彰", False),
    ],
)
def test_above_and_below_say_whether_the_end_is_in(title: str, open_: bool):
    assert of_facts(f"honour: {{title: {title}, points: 1}}") == (["open-ends"] if open_ else [])


@pytest.mark.parametrize(
    "more",
    [
        "kinds: {praise: {title: 县级以上表扬}}\n",
        "quotas: {q: {title: 前列以内, places: 3}}\n",
        "outcomes: [{outcome: o, title: 六十分以下的谈话, clause: 六, kind: talk, decided_by: superior}]\n",
    ],
)
def test_ends_are_looked_for_in_all_titles(more: str):
    assert "open-ends" in codes(changed(more=more))


def test_a_reading_settles_an_end():
    facts = (FACTS, "facts:\n          honour: {title: 县级以上表彰, points: 1}")
    assert codes(changed(facts, more=READING.format("", "县级以上含不含县级"))) == []
    assert codes(changed(facts, more=READING.format("clause: 第二条, ", "怎样算"))) == []
    assert codes(changed(facts, more=READING.format("clause: 第九条, ", "怎样算"))) == ["open-ends"]


TWICE = """facts:
          honour: {{title: 表彰, {one}}}
      - item: base.extra
        title: 另行加分
        clause: 第三条
        {item}
        facts:
          honour: {{{other}}}"""


@pytest.mark.parametrize(
    ("one", "other", "item", "twice"),
    [
        ("points: 1", "points: 2", "", True),
        ("points: 0", "points: 2", "", False),
        ("points: {by: level, rows: {校级: 1, 县级: 2}}", "points: {by: level, rows: {county: 3}}", "", True),
        ("points: {by: level, rows: {校级: 1}}", "points: {by: level, rows: {county: 3}}", "", False),
        ("points: {by: quantity, rows: {1: 1}}", "points: {by: level, rows: {county: 3}}", "", True),
        ("points: {by: matter, rows: {甲: 1}}", "points: {by: matter, rows: {甲: 3}}", "", True),
        ("points: 1, counts_when: level == city", "points: 2", "", True),
        ("points: 1, counts_when: level == city", "points: 2, counts_when: level != city", "", False),
        ("points: 1, for: status == formal", "points: 2", "for: status != formal", False),
        ("points: 1, keep: {largest: act, group: g}", "points: 2", "keep: {largest: act, group: g}", False),
        ("points: 1, keep: {largest: act}", "points: 2", "keep: {largest: act}", True),
    ],
)
def test_a_fact_counts_in_one_item(one: str, other: str, item: str, twice: bool):
    text = changed((FACTS, TWICE.format(one=one, other=other, item=item)))
    assert ("counted-twice" in codes(text)) is twice


def test_the_level_that_counts_twice_is_named():
    levels = "points: {by: level, rows: {校级: 1, 县级: 2}}"
    text = changed((FACTS, TWICE.format(one=levels, other=levels, item="keep: {largest: matter}")))
    assert [line.partition("“honour”")[2] for line in told(text)] == [
        "：“校级、县级”在小项“履行义务”里已经计分，这里又计一次"
    ]
    assert codes(f"{text}{READING.format('', '重复得奖怎样算')}") == []


def test_a_table_by_a_name_that_is_none_is_not_compared():
    text = changed(
        (
            FACTS,
            TWICE.format(
                one="points: {by: oops, rows: {甲: 1}}", other="points: {by: oops, rows: {甲: 1}}", item=""
            ),
        )
    )
    assert "counted-twice" in codes(text)


@pytest.mark.parametrize(
    ("item", "all_full"),
    [
        ("full: 10", True),
        ("full: 10\n        enabled: false", False),
        ("full: 10\n        facts: {help: {title: 帮扶, points: 1}}", True),
        ("full: 10\n        facts: {absent: {title: 缺席, points: -1, enabled: false}}", True),
        ("full: 10\n        value: -3", False),
        ("full: 10\n        start: 8", False),
        (
            "full: 10\n        gate: {gate: count(absent) > 1}\n        facts: {absent: {title: 缺席, points: 0}}",
            False,
        ),
        ("full: 10\n        expect: {expect: e, title: 汇报, else: -1}", False),
        ("start: 10", False),
    ],
)
def test_a_full_mark_can_be_lost(item: str, all_full: bool):
    assert ("full-for-all" in codes(changed((FACTS, item)))) is all_full


@pytest.mark.parametrize(
    ("veto", "rule", "both"),
    [
        (f"facts: {{absent: {{{PAPER}}}}}, effect: {{zero: total}}", "", True),
        (f"facts: {{crime: {{{PAPER}}}}}, effect: {{zero: total}}", "", False),
        (f"enabled: false, facts: {{absent: {{{PAPER}}}}}, effect: {{zero: total}}", "", False),
        ("facts: {absent: {enabled: false}}, effect: {zero: total}", "", False),
        (
            f"facts: {{absent: {{{PAPER}, keep: {{largest: act, group: g}}}}}}, effect: {{zero: total}}",
            ", keep: {largest: act, group: g}",
            False,
        ),
        (
            f"facts: {{absent: {{{PAPER}, keep: {{largest: act, group: g}}}}}}, effect: {{zero: total}}",
            ", keep: {largest: act, group: h}",
            True,
        ),
        (f"facts: {{absent: {{{PAPER}, keep: {{largest: act}}}}}}, effect: {{zero: total}}", "", True),
    ],
)
def test_a_fact_counts_or_vetoes(veto: str, rule: str, both: bool):
    text = changed(("points: -1}", f"points: -1{rule}}}"), more=VETO.format(veto))
    assert ("also-veto" in codes(text)) is both


BELOW = """full: 10
        facts:
          absent: {{title: 缺席会议, points: -1}}
  - part: deduction
    title: 扣分
    clause: 第三条
    {part}
    items:
      - item: deduction.breach
        title: 违规
        clause: 第四条
        {item}
        facts:
          breach: {{title: 违规一次, points: {points}}}"""


@pytest.mark.parametrize(
    ("part", "item", "points", "total", "endless"),
    [
        ("", "", -2, "base + deduction", True),
        ("", "", 2, "base + deduction", False),
        ("", "floor: -9", -2, "base + deduction", False),
        ("", "limit: {per: period, points: 9}", -2, "base + deduction", False),
        ("limit: {per: period, points: 9}", "", -2, "base + deduction", False),
        ("limit: {per: period, points: 9, side: gains}", "", -2, "base + deduction", True),
        ("limit: {per: period, facts: 9}", "", -2, "base + deduction", True),
        ("floor: -9", "", -2, "base + deduction", False),
        ("enabled: false", "", -2, "base + deduction", False),
        ("", "", -2, "{is: base + deduction, floor: 0}", False),
    ],
)
def test_deductions_end_somewhere(part: str, item: str, points: int, total: str, endless: bool):
    below = BELOW.format(part=part, item=item, points=points)
    text = changed((FACTS, below), ("{score: base}", f"{{score: {total}}}"))
    assert ("bottomless" in codes(text)) is endless


def test_without_a_score_only_that_is_told():
    assert codes(changed(("{score: base}", "{result: base}"))) == ["missing-score"]


@pytest.mark.parametrize(
    ("item", "net"),
    [
        ("cap: 10\n        facts: {help: {title: 帮扶, points: 2}, absent: {title: 缺席, points: -1}}", True),
        ("cap: 10\n        facts: {help: {title: 帮扶, points: 2}}", False),
        ("facts: {help: {title: 帮扶, points: 2}, absent: {title: 缺席, points: -1}}", False),
        ("full: 10\n        cap: 10\n        facts: {absent: {title: 缺席, points: -1}}", False),
    ],
)
def test_a_cap_on_an_item_is_on_gains_or_on_what_is_left(item: str, net: bool):
    assert ("net-cap" in codes(changed((FACTS, item)))) is net


@pytest.mark.parametrize(
    ("cap", "item", "net"),
    [
        ("cap: 10", "facts: {help: {title: 帮扶, points: 2}, absent: {title: 缺席, points: -1}}", True),
        ("cap: 10", "facts: {help: {title: 帮扶, points: 2}}", False),
        ("cap: 10", "value: {per: 1, give: 1, of: months}", False),
        (
            "cap: 10",
            "pooled: {pooled: p, by: count, of: help, rows: {1: 1}}\n        facts: {help: {title: 帮扶, points: 0}}",
            False,
        ),
        (
            "cap: 10",
            "enabled: false\n        facts: {help: {title: 帮, points: 2}, absent: {title: 缺, points: -1}}",
            False,
        ),
    ],
)
def test_a_cap_on_a_part_is_on_gains_or_on_what_is_left(cap: str, item: str, net: bool):
    assert ("net-cap" in codes(changed((FACTS, item), ("    items:", f"    {cap}\n    items:")))) is net


@pytest.mark.parametrize(
    ("words", "less"),
    [
        (
            "cap: 10\n        expect: {expect: e, title: 汇报, every: quarter, any_of: report, else: target_only}",
            True,
        ),
        (
            "cap: 8\n        expect: {expect: e, title: 汇报, every: quarter, any_of: report, else: target_only}",
            False,
        ),
        (
            "cap: 10\n        expect: {expect: e, title: 汇报, every: quarter, required: 2, any_of: report, else: -1}",
            False,
        ),
        ("cap: 10\n        expect: {expect: e, title: 汇报, run: 9, any_of: report, else: -1}", False),
        ("cap: 10\n        expect: {expect: e, title: 汇报, every: quarter, else: -1}", False),
        (
            "cap: 10\n        expect: {expect: e, title: 汇报, every: quarter, any_of: [report, absent], else: -1}",
            False,
        ),
        ("expect: {expect: e, title: 汇报, every: quarter, any_of: report, else: -1}", False),
    ],
)
def test_who_does_all_that_is_required_has_all(words: str, less: bool):
    text = changed(
        (FACTS, f"{words}\n        facts: {{report: {{title: 汇报, points: 2}}}}"),
        more="kinds: {absent: {title: 缺席}}\n",
    )
    assert ("required-below-full" in codes(text)) is less


@pytest.mark.parametrize(
    ("outcome", "vague"),
    [
        ("title: 原则上由书记谈话", True),
        ("title: 谈话或者通报", True),
        ("title: 谈话或者通报, one_of: [谈话, 通报]", False),
        ("title: 可以取消资格, decided_by: superior", False),
        ("title: 谈话", False),
    ],
)
def test_somebody_decides_where_a_proposal_is_vague(outcome: str, vague: bool):
    text = changed(more=f"outcomes: [{{outcome: o, {outcome}, clause: 六, kind: talk}}]\n")
    assert ("vague-words" in codes(text)) is vague


@pytest.mark.parametrize(
    ("rule", "vague"),
    [
        ("title: 缺席会议酌情扣分, points: -1", True),
        ("title: 缺席会议酌情扣分, points: -1, needs: {decided_by: superior}", False),
        ("title: 缺席会议酌情扣分, points: -1, needs: {any_of: [{document: true}]}", False),
        ("points: -1", False),
    ],
)
def test_somebody_decides_where_a_fact_is_vague(rule: str, vague: bool):
    assert ("vague-words" in codes(changed(("title: 缺席会议, points: -1", rule)))) is vague


def test_a_vague_grade_is_told():
    rows = (
        "grades: {clause: 四, rows: [{grade: 好, title: 原则上评好, range: 5..}, {grade: 差, range: ..<5}]}\n"
    )
    assert codes(changed(more=rows)) == ["vague-words"]


# -- what is not said at all

LEVELS = "points: {by: level, rows: {县级: 2, 市级: 4}}"


@pytest.mark.parametrize(
    ("rule", "silent"),
    [
        (LEVELS, True),
        (f"{LEVELS}, keep: {{largest: matter}}", False),
        ("points: {by: level, rows: {县级: -2, 市级: -4}}", False),
        ("points: {by: quantity, rows: {1: 2}}", False),
        ("points: 2", False),
    ],
)
def test_an_award_by_level_says_what_becomes_of_the_same_matter(rule: str, silent: bool):
    changes = (FACTS, f"facts:\n          honour: {{title: 表彰, {rule}}}")
    assert ("same-matter" in of_text(changes)) is silent
    assert "same-matter" not in codes(changed(changes))


MEMBERS = ("graded: [formal]}", "graded: [formal], min_months: 6}")


@pytest.mark.parametrize(
    ("quota", "found"),
    [
        ("places: 3", ["ties-open"]),
        ("places: 3, ties: in", []),
        ("share: 1/3", ["quota-rounding", "ties-open"]),
        ("share: 1/3, ties: flag, round: down", []),
    ],
)
def test_a_quota_says_what_becomes_of_ties_and_of_what_is_left_over(quota: str, found: list[str]):
    more = f"quotas: {{q: {{title: 前列, {quota}}}}}\n"
    assert of_text(MEMBERS, more=more) == found
    assert codes(changed(MEMBERS, more=more)) == []
    assert of_text(MEMBERS, more=more + READING.format("", "三分之一怎样取整，并列的怎样办")) == []


GRADES = "grades: {clause: 四, rows: [{grade: 好, range: 5..}, {grade: 差, range: ..<5}]}\n"


@pytest.mark.parametrize(
    ("changes", "more", "silent"),
    [
        ((), GRADES, True),
        ((), "quotas: {q: {title: 前列, places: 3, ties: in}}\n", True),
        ((), "grades: {clause: 四, by: ballot}\n", False),
        ((), "", False),
        ((MEMBERS,), GRADES, False),
        ((("    items:", "    start: {points: 5, prorate: months, round: 2}\n    items:"),), GRADES, False),
        ((), f"{GRADES}tiers: {{change: prorate, rows: [{{tier: 甲, title: 甲}}]}}\n", False),
        ((), f"{GRADES}tiers: {{rows: [{{tier: 甲, title: 甲}}]}}\n", True),
        ((), f"{GRADES}period: {{kind: month}}\n", False),
        ((), f"{GRADES}{READING.format('', '年中转来的怎样算')}", False),
        ((), f"{GRADES}sample: 样例\n", False),
        ((), f"{GRADES}assumed: true\n", False),
    ],
)
def test_a_year_says_what_becomes_of_those_who_come_and_go(
    changes: tuple[tuple[str, str], ...], more: str, silent: bool
):
    assert ("part-years" in of_text(*changes, more=more)) is silent


@pytest.mark.parametrize(("scale", "silent"), [("", True), (", scale: allotted, round: 2", False)])
def test_a_part_handed_out_by_month_may_be_scaled(scale: str, silent: bool):
    months = f"allot: {{months: [5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6], between: [5, 6], sum: 70{scale}}}"
    found = of_text(("    items:", f"    {months}\n    items:"), more=GRADES)
    assert ("part-years" in found) is silent


def test_a_source_says_which_copy_it_was():
    assert codes(changed(("title: 示例办法", "title: 示例办法\nsource: {document: 示例}"))) == ["source-note"]
    assert of_text() == []


def test_a_gap_between_grades_names_the_reading_that_settles_it():
    rows = "grades: {clause: 四, gap: down, rows: [{grade: 好, range: 6..}, {grade: 差, range: ..5}]}\n"
    _, [finding] = checked(changed(more=rows + READING.format("", "五分和六分之间算哪一等")))
    assert finding.message == (
        "grades 的分数段有空档：5 分以上（不含）、不到 6 分，按 gap: down 算到下面一等（释义 R1）"
    )
    _, [finding] = checked(changed(more=rows))
    assert finding.remedy == "加一条释义说明；和原文的理解不同时，改 gap"
