"""Lint on decimals that nothing rounds, and on gains that may lower a score."""

import pytest

from tests.rules.small import changed, codes, told

FACTS = "full: 10\n        facts:\n          absent: {title: 缺席会议, points: -1}"


def of_total(total: str) -> bool:
    return "rounding-open" in codes(changed(("{score: base}", f"{{{total}}}")))


@pytest.mark.parametrize(
    ("total", "uneven"),
    [
        ("score: base", False),
        ("score: base * 2", False),
        ("score: 2 * base", False),
        ("score: base * 85%", True),
        ("score: base / 3", True),
        ("score: {is: base / 3, round: 2}", False),
        ("raw: base / 3, score: raw", True),
        ("raw: {is: base / 3, round: 2}, score: raw + base", False),
        ("raw: base / 3, score: {is: raw, round: 1}", False),
        ("score: 'share(base, 7) + min(base, 3)'", True),
        ("score: oops", False),
        ("ratio: {by: appraisal, rows: {合格: 90%}}, score: base - ratio", False),
        ("ratio: {by: appraisal, rows: {合格: 90%}}, score: base * ratio", True),
    ],
)
def test_a_line_that_divides_is_rounded_somewhere(total: str, uneven: bool):
    assert of_total(total) is uneven


@pytest.mark.parametrize(
    ("rule", "uneven"),
    [
        ("points: -1", False),
        ("points: -1, times: {by: 1/3}", True),
        ("points: -1, times: [{by: 1/2}, {by: 3}]", False),
        ("points: {by: quantity, rows: {1: -1, 2: all}, none: -0.01}, times: {by: 1/2}", True),
        ("points: {by: quantity, rows: {1: -1}, none: skip}", False),
        ("points: {per: 3, give: -1}", True),
        ("points: {per: 3, give: -1, whole: true}", False),
        ("points: {per: 4, give: -1}", False),
        ("points: {slices: [{to: 6, per: 3, give: -1}]}", True),
        ("points: {slices: [{to: 6, per: 3, give: -1}], whole: true}", False),
        ("points: {around: 6, at: 0, less: 1, step: 3}", False),
        ("points: {around: 6, at: 0, less: 1, step: 3, whole: false}", True),
        ("points: {share: [quantity, 6], full: -1}", True),
        ("points: {between: [-2, -1]}", False),
        ("points: {between: [-2, -1]}, times: {by: 1/2}", True),
        ("points: {per: 3, give: -1}, enabled: false", False),
    ],
)
def test_a_fact_worth_many_decimals_is_rounded_somewhere(rule: str, uneven: bool):
    text = changed(("points: -1}", f"{rule}}}"))
    assert ("rounding-open" in codes(text)) is uneven
    assert "rounding-open" not in codes(text.replace("{score: base}", "{score: {is: base, round: 2}}"))


TIERS = "tiers: {{change: {}, rows: [{{tier: 甲, title: 甲, when: age > 60}}, {{tier: 乙, title: 乙}}]}}\n"


@pytest.mark.parametrize(
    ("start", "more", "uneven"),
    [
        ("5", "", False),
        ("{points: 5, prorate: months}", "", True),
        ("{points: 5, prorate: months, round: 2}", "", False),
        ("{carry: {line: score, share: 20%, first: 5}}", "", True),
        ("{carry: {line: score, share: 20%, first: 5, round: 2}}", "", False),
        ("{by: tier, rows: {甲: 5, 乙: 6}}", TIERS.format("prorate"), True),
        ("{by: tier, rows: {甲: 5, 乙: 6}}", TIERS.format("keep"), False),
    ],
)
def test_an_opening_value_by_months_is_rounded_somewhere(start: str, more: str, uneven: bool):
    text = changed(("    items:", f"    start: {start}\n    items:"), more=more)
    assert ("rounding-open" in codes(text)) is uneven


def test_the_place_that_divides_is_named_once_and_a_reading_settles_it():
    text = changed(
        (FACTS, "value: {share: [meetings.attended, meetings.due], full: 10}"),
        ("{score: base}", "{half: base, score: half + base}"),
    )
    assert [line.partition("算出来")[0] for line in told(text)] == [
        "12 rounding-open 小项“base.duty”的 value "
    ]
    reading = "readings: [{id: R1, question: 小数怎样取舍, choice: 不取舍, because: 原文没有写}]\n"
    assert codes(text + reading) == []


def test_another_part_has_no_say():
    other = """full: 10
        facts:
          absent: {title: 缺席会议, points: -1}
  - part: other
    title: 别的
    clause: 第三条
    start: {carry: {line: score, share: 20%, first: 5}}
    items:
      - {item: other.one, title: 一, clause: 第四条, value: {per: 3, give: 1, of: months}}
      - {item: other.two, title: 二, clause: 第四条, facts: {help: {title: 帮, points: 1, times: {by: 1/3}}}}"""
    assert codes(changed((FACTS, other))) == []
    both = changed((FACTS, other), ("{score: base}", "{score: base + other}"))
    assert codes(both) == ["rounding-open", "rounding-open", "rounding-open"]


# -- gains that may lower a score


def lowered(item: str, *others: tuple[str, str], more: str = "") -> list[str]:
    """The places where a further gain may lower the score, with the reason."""
    text = changed((FACTS, item), *others, ("{score: base}", "{score: {is: base, round: 2}}"), more=more)
    said = [line for line in told(text) if "not-monotone" in line]
    return [
        line.partition("not-monotone ")[2].replace("多记一件加分，总分有可能反而少：", "") for line in said
    ]


FIRST = "限的是次数，先记的先占，分多的可能计不上"
NESTED = "里外几层限额，先记的占了外层，里层的可能计不上"
ITEM = "小项“base.duty”的"


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (
            "limit: {per: month, facts: 1}\n        facts: {a: {title: 甲, points: 1}, b: {title: 乙, points: 1}}",
            [],
        ),
        (
            "limit: {per: month, facts: 1}\n        facts: {a: {title: 甲, points: 1}, b: {title: 乙, points: 2}}",
            [f"{ITEM} limit：{FIRST}"],
        ),
        (
            "limit: {per: month, facts: 1}\n        facts: {a: {title: 甲, points: {between: [1, 2]}}}",
            [f"{ITEM} limit：{FIRST}"],
        ),
        ("limit: {per: month, facts: 1}\n        facts: {a: {title: 甲, points: -1}}", []),
        ("facts: {a: {title: 甲, points: 1, limit: {per: month, facts: 1}}}", []),
        (
            "facts: {a: {title: 甲, points: 1, times: {by: 2}, limit: {per: month, facts: 1}}}",
            [f"{ITEM}事项“a”的 limit：{FIRST}"],
        ),
        (
            "facts: {a: {title: 甲, points: 1, plus: [{when: known(level), points: 1}],\n"
            "          limit: {per: month, facts: 1}}}",
            [f"{ITEM}事项“a”的 limit：{FIRST}"],
        ),
        (
            "limit: {per: period, points: 9}\n"
            "        facts: {a: {title: 甲, points: 1, limit: {per: month, points: 2}}}",
            [f"{ITEM}事项“a”的 limit：{NESTED}"],
        ),
        (
            "limit: [{per: period, points: 9}, {per: month, points: 2}]\n        facts: {a: {title: 甲, points: 1}}",
            [f"{ITEM} limit：{NESTED}"],
        ),
        ("limit: {per: period, points: 9, side: losses}\n        facts: {a: {title: 甲, points: 1}}", []),
        (
            "keep: {first: matter}\n        facts: {a: {title: 甲, points: 1}}",
            [f"{ITEM} keep：同一件事只算最先的一次，后来分多的不计"],
        ),
        ("keep: {first: matter}\n        facts: {a: {title: 甲, points: -1}}", []),
        ("keep: {largest: matter}\n        facts: {a: {title: 甲, points: 1}}", []),
        (
            "facts: {a: {title: 甲, points: 1, keep: {largest: matter, prefer: [a]}}}",
            [f"{ITEM}事项“a”的 keep：同一件事只留一个，留下的可能受封顶、限额管"],
        ),
        (
            "facts: {a: {title: 甲, points: 1, keep: {largest: matter, group: g}},\n"
            "          b: {title: 乙, points: 1, keep: {largest: matter, group: g}}}",
            [],
        ),
        (
            "facts: {a: {title: 甲, points: 1, times: {by: 2, repeat: item}}}",
            [f"{ITEM}事项“a”的 times：前面有过一次的，后面一次的分就要改"],
        ),
        (
            "value: {mean: quantity, of: a}\n        facts: {a: {title: 甲, points: 0}}",
            [f"{ITEM} value：取的是平均"],
        ),
        (
            "value: {per: 1, give: 1, of: pool.size}",
            [f"{ITEM} value：要和同组的人比，别人多了，自己就少"],
        ),
        ("value: {per: 1, give: 1, of: count(a) + months}\n        facts: {a: {title: 甲, points: 0}}", []),
        (
            "facts: {a: {title: 甲, points: 1}}\n"
            "        expect: {expect: e, title: 回执, after: a, any_of: a, else: -1}",
            ["小项“base.duty”的 expect：这种事项加分，记了以后又有一件应做的事"],
        ),
    ],
)
def test_a_place_where_a_gain_may_lower_is_named(item: str, found: list[str]):
    assert lowered(item) == found


def test_limits_above_caps_are_named():
    part = ("    items:", "    limit: {per: period, points: 9}\n    items:")
    above = "大项“base”的 limit：限额在有封顶的小项上面，额度可能被封了顶的小项占掉"
    assert lowered("cap: 3\n        facts: {a: {title: 甲, points: 1}}", part) == [above]
    assert lowered("facts: {a: {title: 甲, points: 1}}", part) == []
    assert lowered("cap: 3\n        facts: {a: {title: 甲, points: -1}}", part) == []
    inner = "facts: {a: {title: 甲, points: 1}}"
    two = ("    items:", "    limit: [{per: period, points: 9}, {per: month, points: 3}]\n    items:")
    assert lowered(inner, two) == [f"大项“base”的 limit：{NESTED}"]


def test_shared_limits_above_caps_are_named():
    shared = "limit: {per: month, points: 5, shared: s}"
    assert lowered(f"cap: 3\n        {shared}\n        facts: {{a: {{title: 甲, points: 1}}}}") == [
        "小项“base.duty”：和别的小项共用限额，自己又有封顶，额度可能被它占掉"
    ]
    assert lowered(f"{shared}\n        facts: {{a: {{title: 甲, points: 1}}}}") == []
    assert (
        lowered("cap: 3\n        limit: {per: month, points: 5}\n        facts: {a: {title: 甲, points: 1}}")
        == []
    )


def test_a_gain_that_triggers_a_veto_is_named():
    facts = "facts: {a: {needs: {document: true}}}"
    veto = f"override: [{{override: v, title: 否决, clause: 五, {facts}, effect: {{zero: total}}}}]\n"
    assert lowered("facts: {a: {title: 甲, points: 1}}", more=veto) == [
        "一票否决“v”的事项“a”：这种事项在小项里加分，又引起一票否决"
    ]


def test_a_group_under_a_cap_is_named():
    keep = "keep: {largest: matter, group: g}"
    item = (
        f"cap: 9\n        facts: {{a: {{title: 甲, points: 1, {keep}}}, b: {{title: 乙, points: 1, {keep}}}}}"
    )
    assert lowered(item) == [
        f"{ITEM}事项“{kind}”的 keep：同一件事只留一个，留下的可能受封顶、限额管" for kind in "ab"
    ]


def test_a_number_of_facts_limited_for_a_whole_part_is_named():
    part = ("    items:", "    limit: {per: period, facts: 3}\n    items:")
    assert lowered("facts: {a: {title: 甲, points: 1}}", part) == [f"大项“base”的 limit：{FIRST}"]
    assert lowered("facts: {a: {title: 甲, points: -1}}", part) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("when: count(a) > 2", ["一票否决“v”的 when：这里看的是记了几次、几分"]),
        ("when: sum(quantity) > 2", ["一票否决“v”的 when：这里看的是记了几次、几分"]),
        ("when: count(b) > 2", []),
        ("when: score < 0", []),
        ("facts: {b: {needs: {document: true}, counts_when: known(level)}}", []),
    ],
)
def test_a_veto_that_counts_is_named(words: str, found: list[str]):
    veto = f"override: [{{override: v, title: 否决, clause: 五, {words}, effect: {{zero: total}}}}]\n"
    facts = "facts: {a: {title: 甲, points: 1}, b: {title: 乙, points: -1}}"
    assert lowered(facts, more=veto) == found


def test_a_condition_of_validity_that_counts_is_named():
    gate = "facts: {a: {title: 甲, points: 1}}\n        gate: {gate: count(a) < 3}"
    assert lowered(gate) == [f"{ITEM} gate 的 gate：这里看的是记了几次、几分"]
