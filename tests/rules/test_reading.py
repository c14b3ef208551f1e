"""Reading a scheme file: every fault of a field told in Chinese at its place, all together; loading and its cache."""

import sys
from collections.abc import Iterator
from importlib.resources import files
from time import process_time

import pytest
from benchmarks.scheme_load import large_scheme
from hypothesis import given, settings
from hypothesis import strategies as st

from jifen.rules import reading
from jifen.rules.findings import SchemeRefused, Severity
from jifen.rules.model.scheme import Scheme
from jifen.rules.reading import check_scheme, content_hash, load_scheme, read_scheme
from tests.rules.small import SMALL, changed

POINTS = "{title: 缺席会议, points: -1}"


def faults(text: str) -> list[str]:
    """What the reader says of a text, without file and remedy."""
    found = read_scheme(text, "scheme.yaml").findings
    return [f"{f.place.line}:{f.place.column} {f.code} {f.message}" for f in found]


def of_rule(rule: str) -> list[str]:
    """What the reader says of one fact rule, without saying every time which one it is."""
    said = [fault.partition(" ")[2] for fault in faults(changed((POINTS, rule)))]
    return [fault.replace("小项“base.duty”的事项“absent”", "…") for fault in said]


def remedies(text: str) -> list[str]:
    return [finding.remedy for finding in read_scheme(text, "scheme.yaml").findings]


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    reading._loaded.clear()
    yield
    reading._loaded.clear()


# -- what a legal file gives


def test_a_legal_file_gives_its_scheme_without_findings():
    read = read_scheme(SMALL, "scheme.yaml")
    assert read.findings == ()
    assert read.scheme is not None
    assert read.scheme.reference == "demo@1"
    assert read.scheme.parts[0].items[0].facts["absent"].title == "缺席会议"
    assert read.positions.place(("parts", 0, "items", 0, "full")).line == 12


def test_json_is_read_as_well():
    text = '{"scheme": "demo", "title": "示例", "people": {"scored": ["formal"]}, '
    text += '"parts": [{"part": "base", "title": "基础分"}], "total": {"score": "base"}}'
    assert read_scheme(text, "a.json").scheme is not None


def test_the_hash_is_of_the_content_whatever_its_line_ends():
    windows = SMALL.replace("\n", "\r\n").encode()
    assert read_scheme(windows, "a").content_hash == read_scheme(SMALL, "b").content_hash
    assert content_hash(SMALL.encode()) != content_hash(SMALL.encode() + b"\n")
    assert len(content_hash(b"")) == 64


def test_half_a_sign_in_a_text_is_refused_like_any_other_encoding():
    assert faults("a: \ud800") == ["1:1 not-utf8 文件编码不是 UTF-8，也不是 GBK"]


def test_a_file_that_is_no_yaml_gives_only_findings():
    read = read_scheme("a: [", "scheme.yaml")
    assert (read.scheme, read.tree, len(read.findings)) == (None, None, 1)


# -- fields


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("ful", "是不是想写“full”？"),
        ("clauses", "是不是想写“clause”？"),
        ("members", "是不是想写“for”？"),
        ("满分", "是不是想写“full”？"),
        ("xyz", "删去这个字段；这里可以写：item、title、clause、assumed、enabled、note、section、in_force、for、"
         "full、start、floor、cap、facts、value、pooled、expect、keep、limit、gate"),
        ("　full", "字段名旁边有全角空格，改成半角空格"),
        ("zzz" * 30, "删去这个字段；这里可以写：item、title、clause、assumed、enabled、note、section、in_force、for、"
         "full、start、floor、cap、facts、value、pooled、expect、keep、limit、gate"),
    ],
)  # fmt: skip
def test_an_unknown_field_is_answered_with_what_was_meant(field: str, meant: str):
    assert remedies(changed(("full: 10", f"{field}: 10"))) == [meant]


def test_an_unknown_field_of_the_file_itself_is_told():
    assert faults(changed(more="tital: 办法\n")) == ["16:1 unknown-field 方案里没有“tital”这个字段"]


def test_the_fields_offered_are_those_of_the_form_that_was_meant():
    rule = "{points: {between: [-2, -1], stop: 0.5}}"
    assert of_rule(rule) == ["unknown-field …的 points 里没有“stop”这个字段"]
    assert remedies(changed((POINTS, rule))) == ["是不是想写“step”？"]
    table = "{points: {by: level, rows: {county: {point: 1}}}}"
    assert remedies(changed((POINTS, table))) == ["是不是想写“points”？"]


def test_missing_fields_are_told_where_they_belong():
    text = "scheme: demo\nparts:\n  - part: base\n    title: 基础分\n    items: [{item: a}]\n"
    assert faults(text) == [
        "1:1 missing-field 方案缺少“people”",
        "1:1 missing-field 方案缺少“title”",
        "1:1 missing-field 方案缺少“total”",
        "5:13 missing-field 小项“a”缺少“title”",
    ]


def test_a_field_left_empty_is_told_once():
    assert faults(changed(("title: 履行义务", "title:"))) == ["10:9 empty-value 字段“title”后面是空的"]


def test_the_clause_is_that_of_the_nearest_node_around():
    [finding] = read_scheme(changed(("full: 10", "full: 甲")), "scheme.yaml").findings
    assert finding.clause == "第二条"
    [finding] = read_scheme(changed(("title: 基础分", "titel: 基础分, ")), "scheme.yaml").findings[:1]
    assert finding.clause == "第一条"


# -- values


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("5", "wrong-type …要写成一组“字段: 值”，现在写的是“5”"),
        ("{points: [1]}", "wrong-value …的 points：这里要写一个数，例如 5、0.5、1/3 或 85%"),
        ("{points: 甲}", "wrong-value …的 points：“甲”不是数，应写成 5、0.5、1/3 或 85% 这样的形式"),
        ("{points: 0.123}", "wrong-value …的 points：分值“0.123”超过两位小数，请改成最多两位小数"),
        ("{points: 9999999}", "wrong-value …的 points：分值“9999999”超过一百万，请核对"),
        (
            "{points: {foo: 1}}",
            "wrong-value …的 points：points 只能写一个数、all、unset、{ask: gain} 或 {ask: loss}，"
            "或含 between、rows、per、slices、around、share、mean 之一",
        ),
        ("{points: {between: [1]}}", "wrong-value …的 points 的 between 写的是一个列表，项数不够"),
        (
            "{points: {between: [1, 2, 3]}}",
            "wrong-value …的 points 的 between 写的是一个列表，太长，最多 2 项",
        ),
        ("{points: {unset: up}}", "wrong-word …的 points 不能写一组内容"),
        ("{points: {ask: {side: gain, usual: 9..1}}}", "wrong-value …的 points：范围“9..1”的下限大于上限"),
        ("{points: {ask: {side: gain, usual: x}}}",
         "wrong-value …的 points：“x”不是范围，应写成 70..90、70..<90、100.. 或 ..50 这样的形式"),
        ("{points: 1, limit: {per: day, facts: 甲}}", "wrong-type …的 limit 的 facts 要写成一个整数，现在写的是“甲”"),
        ("{points: 1, limit: {per: day, facts: 0}}", "wrong-value …的 limit 的 facts 写的是“0”，太小，最小为 1"),
        ("{points: 1, limit: {per: day, facts: 1.5}}", "wrong-type …的 limit 的 facts 要写成一个整数，现在写的是“1.5”"),
        ("{points: 1, limit: [{per: day, facts: [1]}]}",
         "wrong-type …的 limit 第 1 条的 facts 要写成一个整数，现在写的是一个列表"),
        ("{points: 1, enabled: 也许}", "wrong-type …的 enabled 要写成 true（是）或 false（否），现在写的是“也许”"),
        ("{points: 1, counts_when: [a]}", "wrong-type …的 counts_when 要写成一段文字，现在写的是一个列表"),
        ("{points: 1, counts_when: {a: 1}}", "wrong-type …的 counts_when 要写成一段文字，现在写的是一组“字段: 值”"),
        ("{points: 1, counts_when: ''}", "wrong-value …的 counts_when 写的是“”，太短，至少要 1 个字"),
        ("{points: 1, valid: {days: 99999}}", "wrong-value …的 valid 的 days 写的是“99999”，太大，最大为 36600"),
        ("{points: 1, needs: {decided_by: 支委会}}", "wrong-word …的 needs 的 decided_by 不能写“支委会”"),
        ("{points: {by: level, rows: []}}", "wrong-type …的 points 的 rows 要写成一组“字段: 值”，现在写的是一个列表"),
        ("{points: {by: level, rows: {}}}", "wrong-value …的 points 的 rows 写的是一组“字段: 值”，太短，至少要 1 项"),
        ("{points: 1, clause: " + "条" * 200 + "}",
         "wrong-value …的 clause 写的是“" + "条" * 39 + "…”，太长，最多 120 个字"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_told_with_the_value(rule: str, said: str):
    assert of_rule(rule) == [said]


def test_the_words_allowed_are_listed_with_the_nearest():
    assert remedies(changed((POINTS, "{points: 1, limit: {per: monht, facts: 1}}"))) == [
        "是不是想写“month”？可以写：fact、day、week、month、quarter、half、period、calendar_year、life"
    ]
    assert remedies(changed((POINTS, "{points: 1, limit: {per: 甲, facts: 1}}"))) == [
        "可以写：fact、day、week、month、quarter、half、period、calendar_year、life"
    ]


def test_where_a_word_or_a_number_may_stand_both_are_offered():
    text = changed(("total: {score: base}", "total: {score: {by: tier, rows: {甲: 1}, none: nope}}"))
    assert faults(text) == ["15:47 wrong-word 总分行“score”的 none 不能写“nope”"]
    assert remedies(text) == ["可以写：no_result、ask、undefined，或一个数"]


def test_where_a_word_or_a_group_may_stand_the_faults_of_the_group_are_told():
    rule = "{points: {by: level, rows: {county: 1}, none: {point: 1}}}"
    assert of_rule(rule) == ["unknown-field …的 points 的 none 里没有“point”这个字段"]


def test_the_bodies_of_a_notice_are_listed_once():
    cycle = "cycle: {every: month, notices: {to: [记录员], days_before: 50}}\n"
    assert faults(changed(more=cycle)) == [
        "16:38 wrong-word cycle 的 notices 的 to 第 1 条不能写“记录员”",
        "16:57 wrong-value cycle 的 notices 的 days_before 写的是“50”，太大，最大为 30",
    ]


def test_a_list_is_not_called_short_when_its_entries_have_faults():
    assert faults(changed(("title: 基础分", "titel: 基础分"))) == [
        "5:5 missing-field 大项“base”缺少“title”",
        "6:5 unknown-field 大项“base”里没有“titel”这个字段",
    ]
    short = "allot: {months: [5], between: [5, 6], sum: 70}\n    items:"
    assert faults(changed(("items:", short))) == [
        "8:13 wrong-value 大项“base”的 allot 的 months 写的是一个列表，太短，至少要 12 项"
    ]


@pytest.mark.parametrize(("starts", "said"), [("6-1", "不是“月-日”"), ("六月", "不是“月-日”")])
def test_a_day_of_the_year_has_its_own_words(starts: str, said: str):
    text = changed(more=f"period: {{starts: {starts}}}\n")
    assert faults(text) == [f"16:18 wrong-value period 的 starts 写的是“{starts}”，{said}"]
    assert remedies(text) == ["写成两位月、两位日，例如 06-01"]


def test_names_that_cannot_be_names_are_told_as_values_and_as_keys():
    text = changed(("item: base.duty", "item: 1号"), ("absent:", "a b:"))
    assert faults(text) == [
        "9:15 wrong-value 小项“1号”的 item 写的是“1号”，不能作编号",
        "14:11 wrong-value 字段名“a b”不能作编号",
    ]


def test_a_slip_of_the_keyboard_inside_a_value_is_recognised():
    [finding] = read_scheme(changed((POINTS, "points：-1")), "scheme.yaml").findings
    assert finding.message == "小项“base.duty”的事项“absent”要写成一组“字段: 值”，现在写的是“points：-1”"
    assert finding.remedy == "这一行用的是全角冒号“：”，改成半角冒号加空格“: ”"


def test_a_kind_of_fault_without_words_of_its_own_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("jifen.rules.modelfaults._KINDS", {})
    assert of_rule("{points: 1, enabled: 也许}") == ["wrong-value …的 enabled 写的是“也许”，不合要求"]


def test_a_long_value_is_never_shown_whole():
    [finding] = read_scheme(changed(("full: 10", f"full: {'9' * 5000}")), "scheme.yaml").findings
    assert len(str(finding)) < 200


# -- checking and loading


def test_checking_gives_the_scheme_even_with_faults_that_lint_found():
    bound, findings = check_scheme(changed(("clause: 第二条", "section: 无")), "scheme.yaml")
    assert bound is not None
    assert [finding.code for finding in findings] == ["missing-clause", "unknown-reference"]
    assert list(bound.findings) == findings


def test_checking_a_file_that_is_no_scheme_gives_only_findings():
    bound, findings = check_scheme("a: 1", "scheme.yaml")
    assert bound is None
    assert {finding.severity for finding in findings} == {Severity.ERROR}


def test_loading_gives_the_scheme_with_its_warnings():
    bound = load_scheme(changed(("        clause: 第二条\n", "")), "scheme.yaml")
    assert [finding.code for finding in bound.findings] == ["missing-clause"]
    assert bound.content_hash == content_hash(changed(("        clause: 第二条\n", "")).encode())


@pytest.mark.parametrize(
    "text", ["a: [", "a: 1", SMALL.replace("score: base", "score: bass"), SMALL.replace("full", "ful")]
)
def test_loading_refuses_any_error(text: str):
    with pytest.raises(SchemeRefused) as refused:
        load_scheme(text.encode(), "scheme.yaml")
    assert Severity.ERROR in {finding.severity for finding in refused.value.findings}


def test_loading_the_same_content_again_costs_nothing(monkeypatch: pytest.MonkeyPatch):
    first = load_scheme(SMALL, "scheme.yaml")
    monkeypatch.setattr("jifen.rules.reading.parse", None)
    assert load_scheme(SMALL.replace("\n", "\r\n").encode(), "scheme.yaml") is first


def test_loading_under_another_name_tells_that_name():
    load_scheme(SMALL.replace("clause: 第二条", "assumed: false"), "a.yaml")
    bound = load_scheme(SMALL.replace("clause: 第二条", "assumed: false"), "b.yaml")
    assert bound.findings[0].place.file == "b.yaml"


def test_the_oldest_scheme_leaves_the_cache_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("jifen.rules.reading._KEPT", 2)
    first = load_scheme(SMALL, "1")
    second = load_scheme(SMALL, "2")
    load_scheme(SMALL, "3")
    assert load_scheme(SMALL, "2") is second
    assert load_scheme(SMALL, "1") is not first


def test_a_scheme_of_150_kilobytes_loads_within_three_seconds():
    data = large_scheme(150_000)
    before = process_time()
    bound, findings = check_scheme(data, "large.yaml")
    seconds = process_time() - before
    assert len(data) > 150_000
    assert findings == []
    assert bound is not None
    assert seconds < (30 if sys.gettrace() else 3)


# -- arbitrary changes to legal files


def library() -> dict[str, str]:
    shelf = files("jifen").joinpath("library")
    return {
        entry.name: entry.joinpath("scheme.yaml").read_text(encoding="utf-8")
        for entry in shelf.iterdir()
        if entry.joinpath("scheme.yaml").is_file()
    }


LIBRARY = library()


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_every_scheme_on_the_shelf_can_be_loaded(name: str):
    assert isinstance(load_scheme(LIBRARY[name], name).scheme, Scheme)


@given(st.data())
def test_a_legal_file_with_lines_mixed_up_is_answered(data: st.DataObject):
    lines = SMALL.splitlines(keepends=True)
    picked = data.draw(st.lists(st.sampled_from(lines), max_size=30))
    _, findings = check_scheme("".join(picked), "scheme.yaml")
    assert all(finding.message and finding.remedy for finding in findings)


WORDS = st.sampled_from(
    """
    甲|0|-1|1.234|999999999999999999999999999999|true|[]|{}|[1, [2]]|{a: {b: 1}}|all|unset|1..2|：|~|score|base
    |formal|level|not a|count(absent) > 1|2024-02-30|{ask: gain}|{between: [2, 1], step: 0}|{per: 1, give: 1}
    |{by: quantity, rows: {1..2: 1, 2..: -1}}|{unset: loss}|
    """.replace("\n    ", "").split("|")
)


def mutated(text: str, data: st.DataObject) -> str:
    """A legal file with a few of its values exchanged, its lines dropped, doubled or indented."""
    lines = text.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        way = data.draw(st.sampled_from(["value", "drop", "double", "indent", "cut"]))
        if way == "value":
            head, colon, _ = lines[at].partition(": ")
            lines[at] = f"{head}{colon}{data.draw(WORDS)}\n"
        elif way == "drop":
            lines[at] = ""
        elif way == "double":
            lines[at] *= 2
        elif way == "indent":
            lines[at] = "  " + lines[at]
        else:
            lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))]
    return "".join(lines)


@given(st.data())
def test_a_mutated_small_scheme_is_answered(data: st.DataObject):
    _, findings = check_scheme(mutated(SMALL, data), "scheme.yaml")
    assert all(finding.message and finding.remedy for finding in findings)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(LIBRARY))
@settings(max_examples=300)
@given(st.data())
def test_a_mutated_scheme_of_the_shelf_is_answered(name: str, data: st.DataObject):
    _, findings = check_scheme(mutated(LIBRARY[name], data), "scheme.yaml")
    assert all(finding.message and finding.remedy for finding in findings)


def test_a_condition_cut_at_its_comma_is_told_to_stand_in_quotes():
    text = changed(more="outcomes: [{outcome: a, title: 谈话, kind: talk, when: months(as_of, as_of) > 3}]\n")
    said = {finding.code: finding.remedy for finding in check_scheme(text, "scheme.yaml")[1]}
    assert said["empty-value"] == "像是一句条件在逗号那里断开了：条件里有逗号的，整句放进引号"


def test_true_is_shown_as_the_file_writes_it():
    said = faults(changed(more="quotas: {a: {title: 前一名, places: 1, ties: true}}\n"))
    assert said == ["16:43 wrong-word 名额“a”的 ties 不能写“true”"]
