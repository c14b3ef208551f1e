"""`jifen scheme diff` and `jifen scheme try` at the terminal: what they print, and how they end."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jifen.rules import shelf
from tests.cli.desk import FACTS, VILLAGE, book, jifen

LABOUR = "            points: -2\n            from: labour"
HELP = (
    "            points: 2\n            needs: {evidence: true, decided_by: branch_secretary}\n"
    "            clause: S2-一-激3"
)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The village scheme with a higher award for help, fewer places at the bottom and a harder labour."""
    text = shelf.read(VILLAGE).decode("utf-8")
    for old, new in (
        ("version: 1", "version: 2"),
        (LABOUR, LABOUR.replace("-2", "-3")),
        (HELP, HELP.replace("points: 2", "points: 3")),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = tmp_path / "newer.yaml"
    path.write_text(text, "utf-8")
    return path


def test_diff_says_what_changed_by_section_and_item(newer: Path) -> None:
    called = jifen("scheme", "diff", VILLAGE, newer)

    assert (called.exit_code, called.stdout.splitlines()) == (
        1,
        [
            "原办法：《村党支部党员积分管理办法》village-branch@1",
            "新办法：《村党支部党员积分管理办法》village-branch@2",
            "【基本情况】",
            "　版本由“1”改为“2”",
            "【大项】",
            "　大项“基础分”的小项“参加义务劳动”",
            "　　事项“没有参加支部组织的义务劳动”：分值由扣 2 分改为扣 3 分，扣得更多"
            "（适用对象：健康状况不为体弱）（S2-一-基3b）",
            "　大项“激励分”的小项“为民先锋”",
            "　　事项“帮助困难群众、调解邻里纠纷、解决实际困难”：分值由加 2 分改为加 3 分，加得更多（S2-一-激3）",
            "共 3 处差别：提高 1，收紧 1，改动 1。",
        ],
    )


def test_diff_of_equal_schemes_ends_with_zero() -> None:
    called = jifen("scheme", "diff", VILLAGE, VILLAGE)

    assert (called.exit_code, called.stdout.splitlines()[-1]) == (0, "没有差别。")


def test_diff_writes_plain_data(newer: Path) -> None:
    called = jifen("scheme", "diff", VILLAGE, newer, "--json", "-")

    data = json.loads(called.stdout)
    assert (called.exit_code, data["before"], data["after"]) == (1, "village-branch@1", "village-branch@2")
    assert [(one["change"], one["before"], one["after"]) for one in data["differences"]] == [
        ("changed", "“1”", "“2”"),
        ("tightened", "扣 2 分", "扣 3 分"),
        ("raised", "加 2 分", "加 3 分"),
    ]


def test_diff_refuses_what_is_no_scheme(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("scheme: a\n", "utf-8")

    called = jifen("scheme", "diff", VILLAGE, wrong)

    assert (called.exit_code, called.stderr.splitlines()[0]) == (
        1,
        f"“{wrong}”不是一份读得懂的办法，不能比较：",
    )


def test_diff_needs_two_schemes() -> None:
    called = jifen("scheme", "diff", VILLAGE)

    assert (called.exit_code, called.stderr.splitlines()[-1]) == (2, "缺少 新办法。用 --help 看说明。")


def test_try_names_whose_result_changes_and_why(tmp_path: Path, newer: Path) -> None:
    called = jifen("scheme", "try", VILLAGE, newer, "--facts", book(tmp_path / "a.xlsx"), "--year", 2026)

    assert (called.exit_code, called.stdout.splitlines()) == (
        1,
        [
            "原办法：《村党支部党员积分管理办法》village-branch@1",
            "新办法：《村党支部党员积分管理办法》village-branch@2",
            "2026年6月—2027年5月，计算到 2027-05-31。",
            "",
            "赵书记（1）",
            "　积分由 52 分改为 53 分，多 1 分",
            "　　为民先锋　帮助困难群众、调解邻里纠纷、解决实际困难 1 条（2026-09-01）："
            "原来加 2 分，现在加 3 分（S2-一-激3）。",
            "",
            "结果有变化的 1 人，没有变化的 2 人。",
        ],
    )


def test_try_changes_nobody_under_the_same_scheme(tmp_path: Path) -> None:
    called = jifen("scheme", "try", VILLAGE, VILLAGE, "--facts", book(tmp_path / "a.xlsx"), "--year", 2026)

    assert (called.exit_code, called.stdout.splitlines()[-1]) == (0, "结果有变化的 0 人，没有变化的 3 人。")


def test_try_counts_the_facts_the_new_scheme_cannot_take(tmp_path: Path, newer: Path) -> None:
    text = (
        newer.read_text("utf-8")
        .replace("          help:\n", "          aid:\n")
        .replace("count(help,", "count(aid,")
    )
    newer.write_text(text.replace("title: 帮助困难群众、调解邻里纠纷、解决实际困难", "title: 帮扶"), "utf-8")

    called = jifen("scheme", "try", VILLAGE, newer, "--facts", book(tmp_path / "a.xlsx"), "--year", 2026)

    assert called.stdout.splitlines()[-2:] == [
        "结果有变化的 1 人，没有变化的 2 人。",
        "新办法没有取用的记录 1 条：第3行。",
    ]


def test_try_says_a_warning_once(tmp_path: Path, newer: Path) -> None:
    facts = book(tmp_path / "a.xlsx", [*FACTS, {**FACTS[0], "记录编号": "9", "说明": "同一天"}])

    called = jifen("scheme", "try", VILLAGE, newer, "--facts", facts, "--year", 2026)

    assert [line for line in called.stderr.splitlines() if line.startswith("提醒")] == list(
        dict.fromkeys(line for line in called.stderr.splitlines() if line.startswith("提醒"))
    )


def test_try_writes_plain_data(tmp_path: Path, newer: Path) -> None:
    facts = book(tmp_path / "a.xlsx")

    called = jifen("scheme", "try", VILLAGE, newer, "--facts", facts, "--year", 2026, "--json", "-")

    data = json.loads(called.stdout)
    assert (data["format"], data["unchanged"], data["left_out"]) == (1, 2, {})
    assert [(one["name"], one["before"]["score"], one["after"]["score"]) for one in data["changed"]] == [
        ("赵书记", "52", "53")
    ]
    assert [cause["points"] for cause in data["changed"][0]["causes"]] == ["1"]


def test_try_writes_a_workbook(tmp_path: Path, newer: Path) -> None:
    facts, out = book(tmp_path / "a.xlsx"), tmp_path / "比较.xlsx"

    called = jifen("scheme", "try", VILLAGE, newer, "--facts", facts, "--year", 2026, "--out", out)

    rows = [row for row in load_workbook(out)["试算比较"].iter_rows(values_only=True) if row[1] == "赵书记"]
    assert (called.exit_code, called.stdout, called.stderr) == (1, "", f"已写出 {out}。\n")
    assert [row[:6] for row in rows] == [("1", "赵书记", 52, 53, "积分由 52 分改为 53 分，多 1 分", 1)]


def test_try_writes_no_other_kind_of_file(tmp_path: Path) -> None:
    called = jifen(
        "scheme", "try", VILLAGE, VILLAGE, "--facts", book(tmp_path / "a.xlsx"), "--out", tmp_path / "a.csv"
    )

    assert (called.exit_code, called.stderr.splitlines()[-1]) == (
        2,
        "--out：比较要写成以 .xlsx 结尾的文件。用 --help 看说明。",
    )


def test_try_says_why_a_workbook_cannot_be_written(tmp_path: Path) -> None:
    facts, out = book(tmp_path / "a.xlsx"), tmp_path / "没有" / "a.xlsx"

    called = jifen("scheme", "try", VILLAGE, VILLAGE, "--facts", facts, "--year", 2026, "--out", out)

    assert (called.exit_code, called.stderr.splitlines()[0]) == (1, "比较没有写出：")
