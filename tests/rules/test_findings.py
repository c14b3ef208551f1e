"""Findings: one line each, all faults at once, in the order of the file."""

import pytest

from jifen.rules.findings import (
    MOST_FINDINGS,
    Finding,
    Place,
    SchemeRefused,
    Severity,
    has_errors,
    in_order,
    shorten,
)


def finding(
    line: int = 41, severity: Severity = Severity.ERROR, message: str = "里没有“ful”这个字段"
) -> Finding:
    return Finding(
        "unknown-field", severity, message, "是不是想写“full”？", Place("scheme.yaml", line, 7), "S2-一-基1b"
    )


def test_a_finding_is_one_line_with_place_code_clause_and_remedy():
    assert str(finding()) == (
        "scheme.yaml:41:7 错误 [unknown-field] 里没有“ful”这个字段。条款：S2-一-基1b。改法：是不是想写“full”？"
    )


def test_a_finding_without_clause_leaves_it_out():
    bare = Finding("too-large", Severity.WARNING, "文件太大", "换一个文件", Place("a.yaml"))
    assert str(bare) == "a.yaml:1:1 提醒 [too-large] 文件太大。改法：换一个文件。"


def test_every_severity_has_a_chinese_label():
    assert [severity.label for severity in Severity] == ["错误", "提醒", "说明"]


def test_a_code_that_is_not_listed_cannot_be_used():
    with pytest.raises(KeyError, match="no-such-code"):
        Finding("no-such-code", Severity.ERROR, "", "", Place("a.yaml"))


def test_findings_come_in_the_order_of_the_file_without_repeats():
    note, fault = finding(3, Severity.INFO), finding(3)
    assert in_order([finding(9), note, fault, finding(9)]) == (fault, note, finding(9))


def test_a_refusal_tells_all_its_findings():
    refused = SchemeRefused([finding(9), finding(3)])
    assert str(refused) == f"{finding(3)}\n{finding(9)}"
    assert refused.findings == (finding(3), finding(9))


def test_of_too_many_findings_the_first_errors_are_kept_and_the_rest_announced():
    notes = [finding(n, Severity.INFO) for n in range(1, 300)]
    faults = [finding(n, message=f"问题{n}") for n in range(1, 400)]
    kept = in_order([*notes, *faults])
    assert kept[:-1] == tuple(faults[:MOST_FINDINGS])
    assert str(kept[-1]) == (
        "scheme.yaml:200:7 错误 [many-findings] 问题太多，这里只列出前 200 处。改法：先改好已列出的，再检查一次。"
    )


def test_of_too_many_notes_without_errors_the_rest_is_announced_as_a_warning():
    kept = in_order([finding(n, Severity.INFO) for n in range(1, 300)])
    assert len(kept) == MOST_FINDINGS + 1
    assert kept[-1].severity is Severity.WARNING


@pytest.mark.parametrize(("severity", "bad"), [(Severity.ERROR, True), (Severity.WARNING, False)])
def test_only_errors_stand_in_the_way(severity: Severity, bad: bool):
    assert has_errors([finding(severity=severity)]) is bad


def test_a_long_value_is_shown_on_one_short_line():
    assert shorten("甲\n  乙" + "丙" * 50) == "甲 乙" + "丙" * 36 + "…"
