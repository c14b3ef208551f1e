"""`jifen scheme new` and `jifen scheme schema`: files to begin with, never over others."""

import json
from pathlib import Path

import pytest

from jifen.rules.jsonschema import scheme_json_schema
from jifen.rules.skeletons import KINDS, skeleton, skeleton_case
from tests.cli.desk import jifen


@pytest.mark.parametrize("kind", KINDS)
def test_new_writes_a_skeleton_that_can_be_checked(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "scheme.yaml"

    called = jifen("scheme", "new", "--kind", kind, "--out", out)

    assert (called.exit_code, called.stderr.splitlines()) == (
        0,
        [f"已写出 {out}。", f"照说明改好以后检查：jifen scheme check {out}"],
    )
    assert out.read_bytes() == skeleton(kind)


def test_new_writes_into_a_folder_with_cases(tmp_path: Path) -> None:
    called = jifen("scheme", "new", "--kind", "blank", "--out", tmp_path, "--cases")

    assert called.exit_code == 0
    assert (tmp_path / "scheme.yaml").read_bytes() == skeleton("blank")
    assert (tmp_path / "cases" / "first.yaml").read_bytes() == skeleton_case("blank")


def test_new_never_writes_over_a_file(tmp_path: Path) -> None:
    out = tmp_path / "scheme.yaml"
    out.write_text("我的办法\n", "utf-8")

    called = jifen("scheme", "new", "--kind", "village", "--out", out)

    assert (called.exit_code, called.stderr.splitlines()) == (
        1,
        ["已经有这个文件，没有写出：", f"  {out}，请换一个名字，或先把它移开"],
    )
    assert out.read_text("utf-8") == "我的办法\n"


def test_new_says_why_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    called = jifen("scheme", "new", "--kind", "village", "--out", tmp_path / "file" / "scheme.yaml")

    assert (called.exit_code, called.stderr.splitlines()[0]) == (1, "文件没有写出：")


def test_new_knows_its_kinds(tmp_path: Path) -> None:
    called = jifen("scheme", "new", "--kind", "hospital", "--out", tmp_path / "a.yaml")

    assert (called.exit_code, called.stderr.splitlines()[-1]) == (
        2,
        "--kind：不能写“hospital”，可以写：village、school、township、bureau、county、blank。用 --help 看说明。",
    )
    assert list(tmp_path.iterdir()) == []


def test_schema_is_written_for_the_editor(tmp_path: Path) -> None:
    out = tmp_path / "jifen.schema.json"

    called = jifen("scheme", "schema", "--out", out)

    assert (called.exit_code, called.stderr) == (0, f"已写出 {out}。\n")
    assert json.loads(out.read_text("utf-8")) == scheme_json_schema()


def test_schema_goes_to_standard_output(tmp_path: Path) -> None:
    called = jifen("scheme", "schema")

    assert (called.exit_code, json.loads(called.stdout)["title"]) == (0, "积分办法")
