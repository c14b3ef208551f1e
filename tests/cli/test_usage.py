"""The command called wrongly: one Chinese sentence and exit code 2."""

import io
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from jifen.cli import screen
from jifen.cli.main import main
from jifen.cli.screen import Refused, steps
from jifen.cli.speaking import Command, Group, Option
from tests.cli.desk import VILLAGE, book, jifen


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("score",), "缺少 --scheme。用 --help 看说明。"),
        (("scheme", "check"), "缺少 办法...。用 --help 看说明。"),
        (
            ("scor",),
            "没有“scor”这个命令，可以用：score、explain、facts、scheme、site、ledger、clock。用 --help 看说明。",
        ),
        (("score", "--sheme", "x"), "没有 --sheme 这个选项，是不是 --scheme、--help？用 --help 看说明。"),
        (("score", "--xyz"), "没有 --xyz 这个选项。用 --help 看说明。"),
        (("--xyz",), "没有 --xyz 这个选项。用 --help 看说明。"),
        (("score", "--scheme"), "选项 --scheme 后面要写内容。用 --help 看说明。"),
        (("score", "--scheme", "x", "--facts", "y", "z"), "多了不认识的内容：z。用 --help 看说明。"),
        (
            ("score", "--scheme", "x", "--facts", "y", "--year", "26"),
            "--year：“26”不是年份，请写成 2026 这样的形式（不按年度的办法，半年写 2026H1，季度写 2026Q1，月写 2026-03，"
            "日写 2026-03-05，学期写 2026T1，不分期的写 running）。用 --help 看说明。",
        ),
        (
            ("score", "--scheme", "x", "--facts", "y", "--as-of", "2026-02-30"),
            "--as-of：“2026-02-30”不是日期，请写成 2026-12-31 这样的形式。用 --help 看说明。",
        ),
        (
            ("score", "--scheme", "x", "--facts", "y", "--as-of", "月底"),
            "--as-of：“月底”不是日期，请写成 2026-12-31 这样的形式。用 --help 看说明。",
        ),
        (
            ("score", "--scheme", "x", "--facts", "y", "--out", "r.pdf"),
            "--out：结果文件要以 .xlsx、.csv 或 .json 结尾。用 --help 看说明。",
        ),
        (
            ("facts", "template", "--scheme", "x", "--out", "r.csv"),
            "--out：空白工作簿要以 .xlsx 结尾。用 --help 看说明。",
        ),
    ],
)
def test_a_wrong_call_is_answered_in_one_sentence(words: tuple[str, ...], said: str) -> None:
    called = jifen(*words)

    assert (called.exit_code, called.stdout, called.stderr.splitlines()[-1]) == (2, "", said)


def test_an_unknown_scheme_names_those_there_are(tmp_path: Path) -> None:
    called = jifen("score", "--scheme", "vilage-branch", "--facts", tmp_path / "a.xlsx")

    assert called.exit_code == 2
    assert "没有叫“vilage-branch”的方案，也没有这个文件。是不是想用“village-branch”？" in called.stderr


def test_the_command_alone_shows_its_help() -> None:
    called = jifen()

    assert called.exit_code == 2
    assert [line.split()[0] for line in called.stderr.splitlines()[-7:]] == [
        "score",
        "explain",
        "facts",
        "scheme",
        "site",
        "ledger",
        "clock",
    ]


def test_help_speaks_chinese() -> None:
    called = jifen("score", "--help")

    assert called.exit_code == 0
    assert called.stdout.splitlines()[0] == "用法：jifen score [选项]".replace("jifen", "main")
    assert "（必填）" in called.stdout
    assert "显示这段说明" in called.stdout


def test_the_version_is_that_of_the_package() -> None:
    called = jifen("--version")

    assert (called.exit_code, called.stdout.startswith("jifen ")) == (0, True)


def test_a_hidden_option_stays_hidden() -> None:
    @click.command(cls=Command)
    @click.option("--secret", hidden=True, cls=Option)
    def quiet(secret: str) -> None:
        """静。"""

    assert "--secret" not in CliRunner().invoke(quiet, ["--help"]).stdout


def test_an_interruption_leaves_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.group(cls=Group)
    def outer() -> None:
        """外。"""

    @outer.command()
    def wait() -> None:
        raise KeyboardInterrupt

    called = CliRunner().invoke(outer, ["wait"])

    assert (called.exit_code, called.stderr.strip()) == (1, "已中断，没有写出任何文件。")


def test_called_from_a_program_the_command_raises() -> None:
    with pytest.raises(Refused):
        main(["score", "--scheme", VILLAGE, "--facts", "没有.xlsx"], standalone_mode=False)


def test_a_stream_without_an_encoding_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())

    with pytest.raises(SystemExit) as left:
        main(["scheme", "list"])

    assert left.value.code == 0


def test_a_console_without_a_sign_shows_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    console = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", console)

    with pytest.raises(SystemExit):
        main(["scheme", "list"])

    console.seek(0)
    assert "village-branch" in console.read()


def test_days_and_years_that_are_values_already_pass() -> None:
    from datetime import date

    from jifen.cli.speaking import DAY, PERIOD

    assert DAY.convert(date(2026, 1, 2), None, None) == date(2026, 1, 2)
    assert DAY.convert("20260102", None, None) == date(2026, 1, 2)
    assert PERIOD.convert(2026, None, None) == "2026"


def test_stages_show_as_a_bar_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with steps(2) as silent:
        silent.begin("读办法")
        silent.done()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    with steps(2) as shown:
        shown.begin("读办法")
        shown.done()
        assert shown._progress is not None
        assert [(task.description, task.completed, task.total) for task in shown._progress.tasks] == [
            ("读办法", 1, 2)
        ]


def test_a_narrow_terminal_folds_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "_WIDE", 60)

    called = jifen("score", "--scheme", VILLAGE, "--facts", book(tmp_path / "a.xlsx"), "--year", 2026)

    table = [line for line in called.stdout.splitlines() if line.startswith("  ")]
    assert max(len(line) for line in table) <= 60
    assert called.exit_code == 0
