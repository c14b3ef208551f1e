"""Lint on points, limits and tables."""

import pytest

from tests.rules.small import changed, codes, of_rule, told

POINTS = "points: -1}"

# -- points


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("{item: a, title: 甲, clause: 三}", ["nothing-to-earn"]),
        ("{item: a, title: 甲, clause: 三, start: 5}", []),
        ("{item: a, title: 甲, clause: 三, facts: {k: {points: 0}}}", ["nothing-to-earn"]),
        ("{item: a, title: 甲, clause: 三, full: 5, facts: {k: {points: all}}}", []),
        ("{item: a, title: 甲, clause: 三, expect: {expect: e, title: 汇报, else: -1, any_of: absent}}", []),
    ],
)
def test_an_item_must_have_something_to_earn_or_lose(item: str, found: list[str]):
    assert codes(changed(("total:", f"      - {item}\ntotal:"))) == found


def test_an_item_of_an_allotment_earns_its_months():
    allot = "    allot: {months: [5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6], between: [5, 6], sum: 70}\n    items:"
    text = changed(
        ("    items:", allot),
        ("        full: 10\n        facts:\n          absent: {title: 缺席会议, points: -1}\n", ""),
    )
    assert codes(text) == []


@pytest.mark.parametrize(
    ("points", "mixed"),
    [
        ("{unset: either}", False),
        ("{unset: gain}", False),
        ("{between: [-1, 1]}", True),
        ("{by: quantity, rows: {1: 1, 2: -1}}", True),
        ("{by: quantity, rows: {1: -1}, none: 1}", True),
        ("all", False),
        ("{ask: loss}, needs: {decided_by: superior}", False),
    ],
)
def test_a_full_mark_from_which_facts_take_and_add_is_mixed(points: str, mixed: bool):
    assert ("mixed-item" in of_rule(f"points: {points}")) is mixed


CAPPED = ("full: 10", "cap: 20")


@pytest.mark.parametrize(
    ("rule", "binds"),
    [
        ("points: 2", True),
        ("points: 2, limit: {per: month, facts: 1}", True),
        ("points: 2, limit: {per: quarter, facts: 2}", False),
        ("points: 2, limit: {per: quarter, facts: 2}, times: {by: 2, when: on_time}", True),
        ("points: 2, limit: {per: quarter, facts: 2}, times: {by: 0.5, when: on_time}", False),
        ("points: 2, limit: {per: half, points: 5}", False),
        ("points: 2, limit: {per: half, points: 5, side: losses}", True),
        ("points: 2, limit: {per: week, facts: 1}", True),
        ("points: {between: [1, 3]}, limit: {per: period, facts: 2}", False),
        ("points: {by: quantity, rows: {1: 1, 2: {each: 1}}}, limit: {per: period, facts: 2}", True),
        ("points: {by: quantity, rows: {1: 1, 2: all}, none: 5}, limit: {per: period, facts: 2}", False),
        ("points: {ask: gain}, needs: {decided_by: superior}", True),
        ("points: {per: 1, give: 1}", True),
    ],
)
def test_a_cap_above_everything_never_binds(rule: str, binds: bool):
    assert ("cap-never-binds" in of_rule(rule, CAPPED)) is not binds


def test_a_cap_of_a_part_counts_its_items_and_its_start():
    part = ("    items:", "    start: 5\n    cap: 16\n    items:")
    assert told(changed(part)) == [
        "9 cap-never-binds 大项“base”的 cap 封顶 16 分，但最多只能得 15 分，永远封不到"
    ]
    assert codes(changed(part, ("cap: 16", "cap: 15"))) == []
    assert (
        codes(changed(part, ("start: 5", "start: {carry: {line: score, share: 20%, first: 20, round: 2}}")))
        == []
    )
    assert (
        codes(changed(part, ("full: 10", "pooled: {pooled: p, by: count, of: absent, rows: {1: 1}}"))) == []
    )


def test_a_cap_counts_what_an_item_opens_with():
    assert codes(changed(("full: 10", "start: 5\n        cap: 10"))) == ["cap-never-binds"]
    assert (
        codes(
            changed(
                ("full: 10", "start: {carry: {line: score, share: 1, first: 0, round: 2}}\n        cap: 10")
            )
        )
        == []
    )


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("{per: period, points: 5}", None),
        ("{per: month, facts: 2}", None),
        ("{per: month, points: 5, side: losses}", None),
        ("{per: month, points: 5, side: gains}", "限制加分，这里却没有加分"),
        ("{per: fact, points: 2}", "限 2 分，但最多只有 1 分，永远限不到"),
        ("{per: fact, points: 1}", None),
        (
            "[{per: period, facts: 3}, {per: period, points: 5, side: losses}]",
            "限 5 分，但最多只有 3 分，永远限不到",
        ),
    ],
)
def test_a_limit_that_never_binds_is_told(limit: str, message: str | None):
    found = told(changed((POINTS, f"points: -1, limit: {limit}}}")))
    said = [line.partition("limit-never-binds ")[2] for line in found]
    assert [line.partition("条")[2] or line.partition("limit ")[2] for line in said] == (
        [] if message is None else [message]
    )


@pytest.mark.parametrize(
    ("limit", "found"),
    [
        ("{per: period, points: 50}", []),
        ("{per: period, points: 50, side: gains}", ["limit-never-binds"]),
        ("{per: fact, points: 50}", []),
        ("[{per: period, facts: 2}, {per: period, points: 5}]", ["limit-never-binds"]),
    ],
)
def test_a_limit_of_an_item_is_weighed_against_all_its_facts(limit: str, found: list[str]):
    assert codes(changed(("full: 10", f"full: 10\n        limit: {limit}"))) == found


def test_a_limit_on_losses_where_there_are_only_gains():
    assert of_rule("points: 1, limit: {per: month, points: 5, side: losses}", ("        full: 10\n", "")) == [
        "limit-never-binds"
    ]


@pytest.mark.parametrize(
    ("by", "rows", "found"),
    [
        ("level", "{县级: -1, 市: -2, nation: -3}", []),
        ("level", "{县级: -1, county: -1}", ["row-overlap"]),
        ("level", "{村级: -1}", ["unknown-row"]),
        ("quantity", "{一次: -1}", ["unknown-row"]),
        ("quantity", "{1: -1, 2..4: -2, 5..: -3}", []),
        ("quantity", "{..3: -1, 3<..: -2}", []),
        ("quantity", "{..3: -1, 3..: -2}", ["row-overlap"]),
        ("quantity * 2", "{甲: -1}", ["unknown-row"]),
        ("matter", "{甲: -1, 乙: -2}", []),
        ("tier", "{甲: -1, 丙: -2}", ["unknown-row"]),
        ("prior(1).tier", "{甲: -1, 乙: -2}", []),
        ("prior(1).score", "{甲: -1}", ["unknown-row"]),
        ("work", "{务农: -1, 务商: -2}", ["unknown-row"]),
        ("oops", "{务农: -1}", ["condition-name"]),
        ("quantity", "{5: -1, 1: -2}", ["row-gap", "falling-rows"]),
        ("level", "{市: -1, 县: -2, 村: -3}", ["falling-rows", "unknown-row"]),
        ("level", "{县: all, 市: -2}", []),
        ("excuse", "{sick: -2, none: -1}", []),
    ],
)
def test_the_rows_of_a_table_fit_its_key(by: str, rows: str, found: list[str]):
    text = changed(
        ("points: -1", f"points: {{by: {by}, rows: {rows}}}"),
        more="tiers: {rows: [{tier: 甲, title: 甲层, when: age > 60}, {tier: 乙, title: 乙层}]}\n"
        "flags: {work: {title: 岗位, choices: [务农, 务工]}}\n",
    )
    assert codes(text) == found


def test_the_rows_of_a_line_fit_their_key_as_well():
    text = changed(("{score: base}", "{raw: base, score: {by: raw, rows: {甲: 1, 1..2: 3}, none: 0}}"))
    assert codes(text) == ["unknown-row"]
