"""Lint on words that need one another, on values of items, and on floors after every entry."""

import pytest

from tests.rules.small import changed, codes, of_rule, told

POINTS = ("points: -1}",)
FULL = "full: 10"
FACTS = "full: 10\n        facts:\n          absent: {title: 缺席会议, points: -1}"


def said(text: str, code: str) -> list[str]:
    """What is said under one code."""
    return [line.partition(f" {code} ")[2] for line in told(text) if f" {code} " in line]


def of_item(words: str) -> list[str]:
    """The codes of what is found when further words stand in the only item."""
    return codes(changed((FULL, f"full: 10\n        {words}")))


def of_value(value: str) -> list[str]:
    """The codes of what is found about an item that has a value and nothing else."""
    text = changed((FACTS, f"value: {value}"), ("{score: base}", "{score: {is: base, round: 2}}"))
    return [code for code in codes(text) if code != "not-monotone"]


# -- duties, windows, papers, repeats


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "expect: {expect: e, title: 汇报, every: month, run: 9, any_of: absent, else: -1}",
            ["incomplete-word"],
        ),
        ("expect: {expect: e, title: 汇报, every: month, after: absent, else: -1}", ["incomplete-word"]),
        ("expect: {expect: e, title: 汇报, run: 9, else: -1}", ["incomplete-word"]),
        ("expect: {expect: e, title: 汇报, run: 9, any_of: absent, else: gate}", []),
        ("expect: {expect: e, title: 汇报, after: absent, any_of: absent, else: all}", []),
        ("expect: {expect: e, title: 汇报, after: absnet, any_of: absent, else: -1}", ["unknown-reference"]),
        ("expect: {expect: e, title: 汇报, every: month, any_of: absent, else: target_only}", []),
        ("limit: {per: month, quantity: 3}", ["incomplete-word"]),
        ("limit: {per: month, facts: 3}", []),
        ("gate: {gate: count(absent) < 5, otherwise: zero}", []),
        (
            "gate: {gate: count(absent) < 5, otherwise: grade, grade: 好}",
            ["incomplete-word", "unknown-reference"],
        ),
        (
            "gate: {gate: count(absent) < 5, otherwise: zero, grade: 好}",
            ["incomplete-word", "unknown-reference"],
        ),
    ],
)
def test_an_item_says_each_thing_once_and_whole(words: str, found: list[str]):
    assert of_item(words) == found


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("points: -1, valid: {months: 6}", []),
        ("points: -1, valid: {by: level}", ["incomplete-word"]),
        ("points: -1, valid: {rows: {1: 6}}", ["incomplete-word"]),
        ("points: -1, valid: {by: level, rows: {县: 6, 村: 12}}", ["unknown-row"]),
        ("points: -1, valid: {by: value, rows: {..-1: 6, -1..: 12}}", ["row-overlap"]),
        ("points: -1, needs: {any_of: [{document: true}, {}]}", ["incomplete-word"]),
        ("points: -1, needs: {any_of: [{document: true}, {evidence: true, decided_by: superior}]}", []),
        ("points: -1, times: {by: 2, each: true}", ["incomplete-word"]),
        ("points: -1, times: {by: 2, repeat: item, each: true}", ["not-monotone"]),
        ("points: -1, over: fact", []),
        ("points: -1, over: month", ["incomplete-word"]),
        ("points: {per: 4, give: -1}, over: month", []),
        ("points: {per: 4, give: -1, of: quantity * 2}, over: month", ["incomplete-word"]),
        ("points: {slices: [{to: 4, per: 2, give: -1}], of: minutes_late}, over: month", []),
        ("points: {around: 4, at: 0, less: 1}, over: month", []),
        ("points: {by: quantity, rows: {1..: -1}}, over: month", []),
        ("points: {by: level, rows: {县: -1}}, over: month", ["incomplete-word"]),
        ("points: {share: [quantity, 12], full: -4}, over: month", ["incomplete-word", "rounding-open"]),
        ("points: {share: [quantity, 12], full: -4}, limit: {per: month, quantity: 3}", ["rounding-open"]),
        ("points: {per: 4, give: -1}, limit: {per: month, quantity: 3}", []),
        (
            "points: {per: 4, give: -1, of: minutes_late}, limit: {per: month, quantity: 3}",
            ["incomplete-word"],
        ),
    ],
)
def test_a_rule_says_each_thing_once_and_whole(rule: str, found: list[str]):
    assert sorted(of_rule(rule)) == sorted(found)


# -- the whole: overlays, purse, period, quotas, pool, flags

VETO = "override: [{{override: v, title: 否决, clause: 五, {}}}]\n"


@pytest.mark.parametrize(
    ("more", "found"),
    [
        (VETO.format("when: score < 0, effect: {hold: gains}"), ["incomplete-word"]),
        (VETO.format("when: score < 0, while: age > 1, effect: {zero: total}"), ["incomplete-word"]),
        (
            VETO.format("when: score < 0, repaired: {points: 1, when: age > 1}, effect: {zero: total}"),
            ["incomplete-word"],
        ),
        (VETO.format("facts: {crime: {needs: {document: true}}}, effect: {hold: gains}"), []),
        (VETO.format("when: score < 0, effect: {zero: base}"), []),
        (VETO.format("when: score < 0, effect: {zero: base.duty}"), []),
        (VETO.format("when: score < 0, effect: {zero: bsae}"), ["unknown-reference"]),
        ("spend: {enabled: true, expires: years, years: 2, rate: 1/10}\n", []),
        ("spend: {enabled: true, expires: years}\n", ["incomplete-word"]),
        ("spend: {enabled: true, years: 2}\n", ["incomplete-word"]),
        ("spend: {enabled: true, prices: {毛巾: 5}, rate: 1/10}\n", ["incomplete-word"]),
        ("period: {kind: term, terms: [09-01, 02-20]}\n", []),
        ("period: {kind: term}\n", ["incomplete-word"]),
        ("period: {kind: running}\n", ["incomplete-word"]),
        ("period: {kind: running, since: 2024-01-01}\n", []),
        ("period: {kind: running, since: 2024-02-30}\n", ["bad-date"]),
        ("period: {kind: quarter, since: 2024-01-01}\n", ["incomplete-word"]),
        ("period: {terms: [09-01]}\n", ["incomplete-word"]),
        ("period: {kind: term, terms: [09-01, 02-20, 01-10]}\n", ["incomplete-word"]),
        ("period: {kind: term, terms: [09-01, 09-01]}\n", ["incomplete-word"]),
        ("period: {kind: term, terms: [09-01, 02-30]}\n", ["bad-date"]),
        ("outcomes: [{outcome: o, title: 建议, clause: 六, kind: flag, at: 02-30}]\n", ["bad-date"]),
        ("outcomes: [{outcome: o, title: 建议, clause: 六, kind: flag, at: 10-31}]\n", []),
        ("quotas: {q: {title: 前列, places: 3, ties: keys}}\n", ["incomplete-word"]),
        ("quotas: {q: {title: 前列, places: 3, keys: base}}\n", ["incomplete-word"]),
        ("quotas: {q: {title: 前列, places: 3, ties: keys, keys: base}}\n", []),
        ("gate: [{gate: score > 1, otherwise: grade}]\n", ["incomplete-word"]),
        ("gate: [{gate: score > 1, otherwise: grade, grade: 差}]\n", ["unknown-reference"]),
        (
            "gate: [{gate: score > 1, otherwise: grade, grade: 差}]\ngrades: {clause: 四, rows: [{grade: 差}]}\n",
            [],
        ),
        ("flags: {exam: {title: 考试, measure: true}}\n", []),
        ("flags: {exam: {title: 考试, measure: true, choices: [好]}}\n", ["incomplete-word"]),
        ("flags: {exam: {title: 考试, measure: true, finding: true}}\n", ["incomplete-word"]),
        ("feeds: [{to: demo, kind: praise}]\n", ["wrong-value"]),
        ("feeds: [{to: other, kind: praise}]\n", []),
    ],
)
def test_a_scheme_says_each_thing_once_and_whole(more: str, found: list[str]):
    assert codes(changed(more=more)) == found


def test_what_is_spent_is_read():
    kinds = "kinds: {spending: {title: 兑换}, other: {title: 别的}}\n"
    assert codes(changed(more=f"{kinds}spend: {{enabled: true}}\n")) == ["unused-kind"]


def test_a_kind_whose_mean_is_taken_is_read():
    text = changed(
        (FACTS, "value: {mean: quantity, of: rating, times: 2}"), more="kinds: {rating: {title: 评分}}\n"
    )
    assert "unused-kind" not in codes(text)
    assert "unused-kind" in codes(changed((FACTS, "value: 5"), more="kinds: {rating: {title: 评分}}\n"))


@pytest.mark.parametrize(
    ("people", "more", "found"),
    [
        ("pool: tier", "", ["incomplete-word"]),
        ("pool: tier", "tiers: {rows: [{tier: 甲, title: 甲}]}\n", []),
        ("account: branch", "", []),
        ("account: branch", "ranked: true\n", ["lonely-pool"]),
        ("account: branch, pool: all", "ranked: true\n", []),
        ("account: group, pool: group", "quotas: {q: {title: 前列, places: 3}}\n", ["lonely-pool"]),
        ("account: household", "ranked: true\n", []),
    ],
)
def test_accounts_and_pools_fit_together(people: str, more: str, found: list[str]):
    assert codes(changed(("{scored:", f"{{{people}, scored:"), more=more)) == found


# -- values of items


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("5", []),
        ("{between: [1, 2]}", ["wrong-value"]),
        ("{ask: gain}", ["wrong-value"]),
        ("all", ["wrong-value"]),
        ("unset", ["wrong-value"]),
        ("{by: months, rows: {1..6: 1, 7..: {each: 2}}, none: no_result}", []),
        (
            "{by: months, rows: {1..6: all, 7..: unset}, none: all}",
            ["wrong-value", "wrong-value", "wrong-value"],
        ),
        ("{by: months, rows: {1..6: 1, 7..: 2}, none: {each: 1}}", ["wrong-value"]),
        ("{by: months, rows: {1..6: {}}}", ["incomplete-word"]),
        ("{by: months, rows: {1..6: 1, 6..: 2}}", ["row-overlap"]),
        ("{by: months, rows: {1..6: 1, 8..: 2}}", ["row-gap"]),
        ("{per: 2, give: 1, of: months, none: skip}", []),
        ("{per: 2, give: 1, of: months, none: all}", ["wrong-value"]),
        ("{per: 2, give: 1, of: months, none: 0}", []),
        ("{slices: [{to: 3, per: 1, give: 1}, {per: 1, give: 2}], of: months}", []),
        ("{slices: [{to: 3, per: 1, give: 1}, {to: 3, per: 1, give: 2}], of: months}", ["slice-order"]),
        ("{slices: [{per: 1, give: 1}, {to: 3, per: 1, give: 2}], of: months}", ["slice-order"]),
        ("{slices: [{to: 0, per: 1, give: 1}], of: months}", ["slice-order"]),
        ("{mean: score, periods: 2}", []),
        ("{mean: months, periods: 2}", []),
        ("{mean: grade, periods: 2}", ["unknown-reference"]),
        ("{mean: score}", ["incomplete-word", "unknown-reference"]),
        ("{mean: nonsense, of: nobody}", ["unknown-reference", "unknown-reference"]),
        (
            "{mean: matter, of: absent, periods: 1}",
            ["incomplete-word", "unknown-reference", "unknown-reference"],
        ),
    ],
)
def test_a_value_is_one_figure(value: str, found: list[str]):
    assert sorted(of_value(value)) == sorted(found)


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ("{mean: quantity, of: absent}", ["wrong-value"]),
        ("{per: 2, give: -1, none: no_result}", ["wrong-value"]),
        ("{per: 2, give: -1, none: ask}", []),
        ("{by: quantity, rows: {1..3: {each: -1}}}", ["wrong-value"]),
        ("{by: quantity, rows: {1..3: -1}, none: {each: -1}}", ["wrong-value"]),
        ("{by: quantity, rows: {1..3: -1}, none: -1}", []),
        ("{by: quantity, rows: {1..3: -1, 3<..<4: -2}}", []),
    ],
)
def test_a_fact_has_points_of_its_own(points: str, found: list[str]):
    assert [
        code for code in of_rule(f"points: {points}") if code not in ("full-for-all", "rounding-open")
    ] == found


@pytest.mark.parametrize(
    ("pooled", "found"),
    [
        ("by: count, of: absent, rows: {1..2: 0, 3..: -1}", []),
        ("by: count, of: other, rows: {1..: -1}", ["unknown-reference"]),
        ("by: sum, field: minutes_late, of: absent, rows: {1..: {each: -1}}", []),
        ("by: sum, field: excuse, of: absent, rows: {1..: -1}", ["unknown-reference"]),
        ("by: sum, field: nonsense, of: absent, rows: {1..: -1}", ["unknown-reference"]),
        ("by: count, of: absent, rows: {1..3: 0, 3..: -1}", ["row-overlap"]),
        ("by: count, of: absent, rows: {1: 0, 5..: -1}", ["row-gap"]),
        ("by: count, of: absent, rows: {often: -1}", ["unknown-row"]),
        ("by: count, of: absent, rows: {1..: unset}", ["wrong-value"]),
        ("by: count, of: absent, rows: {1: {}}", ["incomplete-word"]),
        ("by: count, of: absent, rows: {1: -3, 2..: -1}", ["falling-rows"]),
    ],
)
def test_a_pooled_table_fits_the_item(pooled: str, found: list[str]):
    assert of_item(f"pooled: {{pooled: p, {pooled}}}") == found


def test_items_in_a_circle_are_named():
    items = "".join(
        f"      - {{item: i{n}, title: 小项{n}, clause: 三, value: {{per: 1, give: 1, of: item.i{(n + 1) % 7}}}}}\n"
        for n in range(7)
    )
    assert said(changed(("total:", f"{items}total:")), "wave-cycle") == [
        "小项“i0”的 value 要等自己算好才能算：小项0、小项1、小项2、小项3、小项4、小项5 等绕成一圈"
    ]


def test_opening_values_of_items_are_held_to_their_tiers():
    tiers = "tiers: {rows: [{tier: 甲, title: 甲, when: age > 60}, {tier: 乙, title: 乙}]}\n"
    start = (FULL, "start: {by: tier, rows: {甲: 5}}")
    assert codes(changed(start, more=tiers)) == ["missing-row"]
    assert codes(changed((FULL, "start: {by: tier, rows: {甲: all, 乙: 1, 丙: 2}}"), more=tiers)) == [
        "wrong-value",
        "unknown-reference",
    ]


def test_a_veto_that_keeps_alone_in_its_group_is_told():
    veto = (
        "facts: {crime: {needs: {document: true}, keep: {largest: act, group: once}}}, effect: {zero: total}"
    )
    assert codes(changed(more=VETO.format(veto))) == ["lonely-group"]


# -- floors after every entry

EACH = "floor: {at: 0, each: true}"
PLAIN = (FACTS, "facts:\n          absent: {title: 缺席会议, points: -1}")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", None),
        ("pooled: {pooled: p, by: count, of: absent, rows: {1: -1, 2..: all}}", "里有“整项不得分”"),
        ("expect: {expect: e, title: 汇报, every: month, any_of: absent, else: all}", "里有“整项不得分”"),
        ("expect: {expect: e, title: 汇报, every: month, any_of: absent, else: gate}", None),
    ],
)
def test_a_floor_after_every_entry_of_an_item(words: str, reason: str | None):
    found = said(changed((FULL, f"full: 10\n        {EACH}\n        {words}")), "floor-each")
    assert [reason in line for line in found if reason] == ([] if reason is None else [True])
    assert bool(found) is (reason is not None)


@pytest.mark.parametrize(
    "points", ["all", "{by: excuse, rows: {sick: all}}", "{by: quantity, rows: {1: -1}, none: all}"]
)
def test_nothing_takes_the_whole_item_where_a_floor_holds_after_every_entry(points: str):
    text = changed((FULL, f"full: 10\n        {EACH}"), ("points: -1}", f"points: {points}}}"))
    assert [line.partition("：这里")[2] for line in said(text, "floor-each")] == [
        "不能逐笔守下限：小项“履行义务”里有“整项不得分”（all），逐笔比时没有先后可言"
    ]


@pytest.mark.parametrize(
    ("part", "item", "reason"),
    [
        ("", "", []),
        ("allot: {months: [5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6], between: [5, 6], sum: 70}", "", ["按月赋分"]),
        ("start: 10\n    spread: 2", "", ["按月赋分"]),
        ("", "cap: 3", ["自己写了 cap"]),
        ("", "floor: 0", ["自己写了 floor"]),
        ("", "value: 3", ["自己写了 value"]),
        ("", "full: 3", ["自己写了 full"]),
        ("", "expect: {expect: e, title: 汇报, any_of: absent, else: all}", ["整项不得分"]),
    ],
)
def test_a_floor_after_every_entry_of_a_part(part: str, item: str, reason: list[str]):
    text = changed(
        PLAIN,
        ("    items:", f"    {EACH}\n    {part}\n    items:"),
        ("        facts:", f"        {item}\n        facts:"),
    )
    found = said(text, "floor-each")
    assert [told for told in reason if told in "".join(found)] == reason
    assert len(found) == len(reason)


@pytest.mark.parametrize(
    ("part", "total", "reason"),
    [
        ("", f"{{score: {{is: base, {EACH}}}}}", []),
        ("", f"{{raw: {{is: base, round: 2}}, score: {{is: raw, {EACH}}}}}", ["不是几个大项各加一次"]),
        ("", f"{{score: {{is: base * 2, {EACH}}}}}", ["不是几个大项各加一次"]),
        ("", f"{{score: {{is: base + base, {EACH}}}}}", ["不是几个大项各加一次"]),
        ("cap: 9", f"{{score: {{is: base, {EACH}}}}}", ["自己有下限或上限"]),
        ("floor: 0", f"{{score: {{is: base, {EACH}}}}}", ["自己有下限或上限"]),
    ],
)
def test_a_floor_after_every_entry_of_a_line(part: str, total: str, reason: list[str]):
    text = changed(PLAIN, ("    items:", f"    {part}\n    items:"), ("{score: base}", total))
    found = said(text, "floor-each")
    assert [told for told in reason if told in "".join(found)] == reason
    assert len(found) == len(reason)


def test_a_running_account_has_no_end_to_its_months():
    month = ("full: 10", "cap: 20\n        limit: {per: month, points: 90}")
    facts = ("points: -1}", "points: 1, limit: {per: month, facts: 1}}")
    running = "period: {kind: running, since: 2024-01-01}\n"
    assert "cap-never-binds" in codes(changed(month, facts))
    assert [code for code in codes(changed(month, facts, more=running)) if code != "not-monotone"] == []


@pytest.mark.parametrize(
    ("kind", "found"), [("year", []), ("half", ["wrong-value"]), ("month", ["wrong-value"])]
)
def test_what_is_handed_out_by_month_fills_a_year(kind: str, found: list[str]):
    months = "allot: {months: [5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6], between: [5, 6], sum: 70}"
    text = changed(("    items:", f"    {months}\n    items:"), more=f"period: {{kind: {kind}}}\n")
    assert codes(text) == found


@pytest.mark.parametrize(
    ("kind", "months", "graded", "short"),
    [
        ("year", 6, "[formal]", False),
        ("half", 6, "[formal]", False),
        ("quarter", 6, "[formal]", True),
        ("quarter", 6, "[]", False),
        ("month", 1, "[formal]", False),
    ],
)
def test_a_period_is_long_enough_to_grade(kind: str, months: int, graded: str, short: bool):
    people = ("graded: [formal]}", f"graded: {graded}, min_months: {months}}}")
    assert codes(changed(people, more=f"period: {{kind: {kind}}}\n")) == (
        ["unreachable-grade"] if short else []
    )
