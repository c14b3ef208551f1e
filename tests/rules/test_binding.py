"""Binding: what every place may name, what its condition must give, and where the trees are found afterwards."""

import pytest

from jifen.rules.binding import MOST_CONDITION_TEXT, bind
from jifen.rules.conditions import parse, to_text
from jifen.rules.guesses import Guesses
from jifen.rules.reading import read_scheme
from jifen.rules.sites import Sight, sites
from tests.rules.small import SMALL, changed, checked, told

POINTS = "points: -1}"

WIDE = (
    SMALL.replace(
        "people: {scored: [formal], graded: [formal]}",
        "people: {scored: [formal], graded: [formal], out: age > 80}\n"
        "flags: {cadre: {title: 支委}, work: {title: 岗位, choices: [务农, 务工]},\n"
        "  proven: {title: 查实, finding: true}}\n"
        "tiers: {rows: [{tier: 甲, title: 甲层, when: cadre}, {tier: 乙, title: 乙层}]}",
    )
    .replace(
        "full: 10",
        "full: 10\n        for: status == formal\n        value: {per: 1, give: 1, of: age}\n"
        "        gate: {gate: age > 9}",
    )
    .replace(
        POINTS,
        "points: {by: level, rows: {county: -1}}, for: residence == home,\n"
        "            counts_when: not known(excuse), times: {by: 2, when: organiser == own_branch},\n"
        "            valid: {until: effect_until, by: value, rows: {1: 6}}}\n"
        "        expect: {expect: report, title: 按月汇报, every: month, any_of: absent, else: -1, for: work == 务工}",
    )
    .replace(
        "total: {score: base}",
        "total: {raw: base, ratio: {by: tier, rows: {甲: 1}}, score: {is: raw * ratio}}\n"
        "quotas: {best: {title: 前三, places: 3}}\n"
        "grades: {clause: 四, rows: [{grade: 好, range: 80.., when: quota.best}, {grade: 差, range: ..<80}]}\n"
        "override: [{override: veto, title: 否决, clause: 五, when: raw < 0, effect: {zero: total},\n"
        "  facts: {crime: {title: 犯罪, needs: {document: true}, counts_when: proven_here, to: cadre}}}]\n"
        "outcomes: [{outcome: praise, title: 表扬, clause: 六, kind: talk, when: grade == 好 and finding.proven,\n"
        "  for: status == formal}]",
    )
    .replace("proven_here", "finding.proven")
)


def of_file(more: str) -> list[str]:
    """What is said of text at the end of the file: code and message."""
    return [said.partition(" ")[2] for said in told(changed(more=more))]


# -- the trees


def test_every_condition_is_found_by_its_path():
    bound, _ = checked(WIDE)
    assert {path: to_text(node) for path, node in bound.expressions.items()} == {
        ("people", "out"): "age > 80",
        ("tiers", "rows", 0, "when"): "cadre",
        ("parts", 0, "items", 0, "for"): 'status == "formal"',
        ("parts", 0, "items", 0, "facts", "absent", "for"): 'residence == "home"',
        ("parts", 0, "items", 0, "facts", "absent", "counts_when"): "not known(excuse)",
        ("parts", 0, "items", 0, "facts", "absent", "valid", "from"): "occurred_on",
        ("parts", 0, "items", 0, "facts", "absent", "valid", "until"): "effect_until",
        ("parts", 0, "items", 0, "facts", "absent", "points", "by"): "level",
        ("parts", 0, "items", 0, "facts", "absent", "times", 0, "when"): 'organiser == "own_branch"',
        ("parts", 0, "items", 0, "expect", 0, "for"): 'work == "务工"',
        ("parts", 0, "items", 0, "facts", "absent", "valid", "by"): "value",
        ("parts", 0, "items", 0, "value", "of"): "age",
        ("parts", 0, "items", 0, "gate", 0, "gate"): "age > 9",
        ("override", 0, "facts", "crime", "to"): "cadre",
        ("override", 0, "facts", "crime", "counts_when"): "finding.proven",
        ("override", 0, "when"): "line.raw < 0",
        ("total", "raw", "is"): "part.base",
        ("total", "ratio", "by"): "tier",
        ("total", "score", "is"): "line.raw * line.ratio",
        ("grades", "rows", 0, "when"): "quota.best",
        ("outcomes", 0, "when"): 'grade == "好" and finding.proven',
        ("outcomes", 0, "for"): 'status == "formal"',
    }


def test_a_bound_scheme_gives_its_trees_by_path():
    bound, _ = checked(WIDE)
    assert bound.node("total", "raw", "is") == bound.expressions["total", "raw", "is"]
    assert bound.node("total", "raw", "by") is None


def test_a_bound_scheme_cannot_be_changed():
    bound, _ = checked(SMALL)
    with pytest.raises(AttributeError):
        bound.content_hash = ""  # type: ignore[misc]
    with pytest.raises(TypeError):
        bound.expressions["people", "out"] = parse("true")  # type: ignore[index]


def test_binding_needs_no_file():
    read = read_scheme(SMALL.replace("score: base", "score: bass"), "scheme.yaml")
    assert read.scheme is not None
    _, findings = bind(read.scheme, read.positions)
    assert [str(finding.place) for finding in findings] == ["scheme.yaml:15:16"]


@pytest.mark.parametrize(
    ("points", "holes"),
    [
        ("-1", False),
        ("{unset: loss}", True),
        ("{by: level, rows: {county: unset}}", True),
        ("{by: level, rows: {county: 1}, none: unset}", True),
        ("{by: level, rows: {county: 1}, none: 0}", False),
        ("{unset: loss}, enabled: false", False),
    ],
)
def test_a_bound_scheme_knows_of_its_holes(points: str, holes: bool):
    bound, _ = checked(changed(("points: -1", f"points: {points}")))
    assert bound.has_holes is holes


# -- what each place may see


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("counts_when: level == county", None),
        ("counts_when: '级别 属于 [县级, 市]'", None),
        ("counts_when: pool == a", None),
        ("counts_when: as_of > period.start", None),
        ("counts_when: prior(1).score > 60", None),
        ("valid: {until: made_up_on}", None),
        ("counts_when: level == 村级", "“level == 村级”第 10 个字起：选项里没有“村级”"),
        ("counts_when: score > 1", "“score > 1”第 1 个字起：这里不能用结果的栏目“score”"),
        ("counts_when: base > 1", "“base > 1”第 1 个字起：没有“base”这个名称"),
        ("counts_when: count(absent) > 1", "“count(absent) > 1”第 1 个字起：这里不能用函数“count”"),
        ("counts_when: quota.best", "“quota.best”第 1 个字起：没有“quota.best”这个名称"),
        ("counts_when: pool.size > 3", "“pool.size > 3”用了“pool.size”，算到这里时还没有结果"),
        ("counts_when: tasks.due > 3", None),
        ("valid: {from: quantity}", "“quantity”第 1 个字起：这里要日期，写的却是数"),
        ("times: [{by: 2, when: amount}]", "“amount”第 1 个字起：这里要成立或不成立的条件，写的却是数"),
    ],
)
def test_a_rule_sees_its_fact_and_the_member(field: str, said: str | None):
    found = told(changed((POINTS, f"points: -1, {field}}}")))
    assert [line.partition("条件")[2] for line in found] == ([] if said is None else [said])


@pytest.mark.parametrize(
    ("by", "row", "fits"),
    [
        ("level", "县级", True),
        ("quantity * 2", "1..4", True),
        ("tier", "甲", True),
        ("on_time", "是", False),
        ("occurred_on", "2024", False),
        ("role", "recorder", False),
    ],
)
def test_a_table_needs_a_key_of_one_number_or_word(by: str, row: str, fits: bool):
    found = told(changed(("points: -1", f"points: {{by: {by}, rows: {{{row}: -1}}}}")))
    where = "14 condition-type 小项“base.duty”的事项“absent”的 points 的 by "
    assert found == ([] if fits else [f"{where}“{by}”不能作分档的依据"])


def test_members_are_seen_without_facts_and_results():
    assert of_file("tiers: {rows: [{tier: a, title: 甲, when: level == county}]}\n") == [
        "condition-name tiers 的分层“a”的 when 条件“level == county”第 1 个字起：这里不能用事实的栏目“level”"
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("base * 2 + raw", None),
        ("min(base, 100)", None),
        ("base + count(absent) + points(base.duty)", None),
        ("months * 2", None),
        ("prior(1).score", None),
        ("late", "condition-name 总分行“score”条件“late”第 1 个字起：没有“late”这个名称"),
        ("score", "condition-name 总分行“score”条件“score”第 1 个字起：这里不能用结果的栏目“score”"),
        ("rank", "condition-name 总分行“score”条件“rank”第 1 个字起：这里不能用结果的栏目“rank”"),
        ("pool.rank(base)", "condition-name 总分行“score”条件“pool.rank(base)”第 1 个字起：这里不能用函数“pool.rank”"),
        ("base + pool.size", "condition-name 总分行“score”条件“base + pool.size”用了“pool.size”，算到这里时还没有结果"),
        ("base > 1", "condition-type 总分行“score”条件“base > 1”第 6 个字起：这里要数，写的却是是否"),
        ("base / raw", "condition-type 总分行“score”条件“base / raw”第 8 个字起：除数必须是固定的值"),
    ],
)  # fmt: skip
def test_a_line_sees_the_parts_and_the_lines_above(line: str, said: str | None):
    text = changed(("total: {score: base}", f"total:\n  raw: base\n  score: {line}\n  late: 1"))
    assert [found.partition(" ")[2] for found in told(text)] == ([] if said is None else [said])


OVERRIDE = "override: [{{override: v, title: 否决, clause: 五, when: {}, effect: {{zero: total}}}}]\n"
GRADES = "grades: {{clause: 四, rows: [{{grade: 好, range: 60.., when: {}}}, {{grade: 差, range: ..<60}}]}}\n"
OUTCOME = "outcomes: [{{outcome: o, title: 建议, clause: 六, kind: flag, when: '{}'}}]\n"


@pytest.mark.parametrize(
    ("where", "condition", "said"),
    [
        (OVERRIDE, "score < 0 and count(absent) > 3", None),
        (OVERRIDE, "grade == 差", "用了“grade”，算到这里时还没有结果"),
        (OVERRIDE, "rank > 3", "用了“rank”，算到这里时还没有结果"),
        (OVERRIDE, "quota.best", "用了“quota.best”，算到这里时还没有结果"),
        (OVERRIDE, "pool.rank(score) > 3", "第 1 个字起：这里不能用函数“pool.rank”"),
        (GRADES, "quota.best or rank < 3", None),
        (GRADES, "pool.rank(score) < 3 and pool.size > 9", None),
        (GRADES, "computed_grade == 差", "用了“computed_grade”，算到这里时还没有结果"),
        (OUTCOME, "grade == 好 and computed_grade != 差 and vetoed", None),
        (OUTCOME, "pool.rank(score, from: bottom) <= 5", None),
        (OUTCOME, "part.base > 0 and item.base.duty > 0 and quota.best", None),
        (OUTCOME, "sum(quantity, absent) > 3 and streak(absent) < 2", None),
        (OUTCOME, "level == county", "第 1 个字起：这里不能用事实的栏目“level”"),
    ],
)
def test_overrides_grades_and_proposals_see_what_is_found_by_then(
    where: str, condition: str, said: str | None
):
    quota = "quotas: {best: {title: 前三, places: 3}}\n"
    grades = "" if where is GRADES else GRADES.format("base > 0")
    found = of_file(quota + grades + where.format(condition))
    assert [line.partition(f"“{condition}”")[2] for line in found] == ([] if said is None else [said])


def test_words_of_later_versions_are_only_looked_at_for_their_form():
    text = changed(
        (
            POINTS,
            "points: {per: 1, give: 1, of: whatever}, plus: {when: 'a ==', points: 1}, to: household.head}",
        ),
        more="gate: [{gate: 'b =='}]\nfeeds: [{to: other, kind: k, when: 'c =='}]\n"
        "override: [{override: v, title: 否决, clause: 五, facts: {crime: {title: 罪, needs: {document: true}}},\n"
        "  effect: {zero: total}, while: 'd ==', repaired: {points: 1, when: 'e =='}}]\n",
    )
    syntax = [line for line in told(text) if "condition-syntax" in line]
    assert [line.split("条件“")[1][:4] for line in syntax] == ["a ==", "b ==", "c ==", "d ==", "e =="]


@pytest.mark.parametrize(
    "points",
    [
        "{share: [quantity, 'amount =='], full: 5}",
        "{slices: [{per: 1, give: 1}], of: 'x =='}",
        "{around: 5, at: 1, of: 'x =='}",
    ],
)
def test_all_forms_of_points_are_read(points: str):
    text = changed(("points: -1", f"points: {points}"), ("full: 10", "value: {per: 1, give: 1, of: 'y =='}"))
    assert sum("condition-syntax" in line for line in told(text)) == 2


def test_gates_everywhere_are_read():
    gate = "gate: {gate: 'x =='}"
    text = changed(
        ("full: 10", gate),
        ("{score: base}", f"{{score: {{is: base, {gate}}}}}"),
        more=f"{gate[:6]}[{gate[6:]}]\n",
    )
    assert sum("condition-syntax" in line for line in told(text)) == 3


# -- words and costs


def test_a_problem_is_told_with_the_word_that_was_meant():
    _, findings = checked(changed((POINTS, "points: -1, counts_when: quantty > 1}")))
    assert [finding.remedy for finding in findings] == ["最接近的是“quantity”，请核对"]
    assert findings[0].value == "quantty > 1"


def test_every_sight_is_used_somewhere():
    used = {site.sight for site in sites(checked(WIDE)[0].scheme)}
    assert used == set(Sight)


def test_guesses_stop_when_their_allowance_is_used_up():
    guesses = Guesses(comparisons=3)
    assert guesses.nearest("qantity", ["quantity", "level"]) == "quantity"
    assert guesses.nearest("qantity", ["quantity", "level"]) == "quantity"
    assert guesses.nearest("qantity", ["quantity", "level"]) is None
    assert Guesses().nearest("q" * 41, ["q" * 41]) is None


def test_conditions_longer_than_any_scheme_needs_are_refused():
    long = "'" + " or ".join(["age > 9"] * 90) + "'"
    items = "".join(
        f"      - {{item: i{n}, title: 小项{n}, clause: 三, start: 1, for: {long}}}\n" for n in range(250)
    )
    text = changed(("total:", f"{items}total:"))
    assert len(text) > MOST_CONDITION_TEXT
    assert [line.partition(" ")[2] for line in told(text)] == [
        "too-much 小项“i202”的 for 各处条件加起来超过 200,000 个字"
    ]


def test_after_very_many_problems_the_rest_of_the_conditions_is_left():
    bad = "".join(
        f"      - {{item: i{n}, title: 小项{n}, clause: 三, start: 1, for: x{n} > 1}}\n" for n in range(300)
    )
    lines = told(changed(("total:", f"{bad}total:")))
    assert len(lines) == 201
    assert lines[-1].partition(" ")[2] == "many-findings 问题太多，这里只列出前 200 处"
