"""Single values of a scheme file: which there are, and changing them without touching another byte."""

from pathlib import Path

import pytest

from jifen.rules import shelf
from jifen.rules.editing import HOLE, CannotChange, Value, change_head, change_values, list_values
from jifen.rules.findings import SchemeRefused
from jifen.rules.reading import read_scheme
from tests.rules.test_extending import LOWER, UPPER

TEXT = """\
scheme: small
title: 小办法
assumed: true
people: {scored: [formal], graded: [formal]}
parts:
  - part: base
    title: 基础分
    items:
      - item: base.duty
        title: 履行义务
        clause: 第三条
        full: "10"
        facts:
          late: {title: 迟到, points: -0.5}   # 一次半分
          absent: {title: 缺席, points: all}
          task: {title: 任务, points: {unset: gain}}
          aid: {title: 帮扶, points: {between: [1, 3]}, limit: {per: month, facts: 2}}
total: {score: base}
grades:
  rows: [{grade: 优秀, range: 90..}, {grade: 合格, range: ..<90}]
"""


def values(text: str, name: str = "small.yaml") -> dict[str, Value]:
    found = list_values(text, read_scheme(text, name))
    return {f"{'›'.join(value.place)} {value.what}".strip(): value for value in found}


def changed(text: str, new: dict[str, str], name: str = "small.yaml") -> list[tuple[str, str]]:
    """Change values by place; return the lines that differ, before and after."""
    known = values(text, name)
    keys = {known[place].key: value for place, value in new.items()}
    after = change_values(text, read_scheme(text, name), keys)
    pairs = zip(text.split("\n"), after.split("\n"), strict=True)
    return [(old.strip(), now.strip()) for old, now in pairs if old != now]


def test_every_number_range_and_hole_the_file_writes_is_a_value() -> None:
    found = values(TEXT)

    assert {place: (value.written, value.line, value.clause) for place, value in found.items()} == {
        "基础分›履行义务 满分": ("10", 12, "第三条"),
        "基础分›履行义务›迟到 分值": ("-0.5", 14, "第三条"),
        "基础分›履行义务›任务 分值": (HOLE, 16, "第三条"),
        "基础分›履行义务›帮扶 分值的范围的第 1 个": ("1", 17, "第三条"),
        "基础分›履行义务›帮扶 分值的范围的第 2 个": ("3", 17, "第三条"),
        "基础分›履行义务›帮扶 限额的最多次数": ("2", 17, "第三条"),
        "等次›优秀 分数范围": ("90..", 20, None),
        "等次›合格 分数范围": ("..<90", 20, None),
    }


def test_value_is_changed_and_every_other_byte_stays() -> None:
    assert changed(TEXT, {"基础分›履行义务›迟到 分值": "-1"}) == [
        (
            "late: {title: 迟到, points: -0.5}   # 一次半分",
            "late: {title: 迟到, points: -1}   # 一次半分",
        )
    ]


def test_hole_is_filled_and_several_values_change_at_once() -> None:
    assert changed(TEXT, {"基础分›履行义务›任务 分值": "3", "基础分›履行义务 满分": " 12 "}) == [
        ('full: "10"', "full: 12"),
        ("task: {title: 任务, points: {unset: gain}}", "task: {title: 任务, points: 3}"),
    ]


def test_value_that_stays_as_it_was_changes_nothing() -> None:
    assert changed(TEXT, {"基础分›履行义务›迟到 分值": "-0.5", "基础分›履行义务›任务 分值": HOLE}) == []


@pytest.mark.parametrize("name", shelf.names())
def test_values_of_every_scheme_on_the_shelf_are_changed_without_harm(name: str) -> None:
    text = shelf.read(name).decode()
    read = read_scheme(text, name)
    known = list_values(text, read)
    assert len(known) > 10
    for value in known[::25]:
        new = "1..2" if ".." in value.written else "7"
        after = change_values(text, read, {value.key: new})
        assert len(after) == len(text) + len(new) - len(_as_written(text, value))
        assert change_values(text, read, {value.key: value.written}) == text


def _as_written(text: str, value: Value) -> str:
    line = text.split("\n")[value.line - 1]
    if value.written == HOLE and "{unset" in line:
        return line[line.index("{unset") : line.index("}", line.index("{unset")) + 1]
    quoted = f'"{value.written}"'
    return quoted if quoted in line else value.written


@pytest.mark.parametrize(
    ("place", "new", "said"),
    [
        ("基础分›履行义务›迟到 分值", "半分", "“半分”不是数，应写成 5、0.5、1/3 或 85% 这样的形式"),
        ("基础分›履行义务›迟到 分值", "1..2", "这里要写一个数，不能写范围“1..2”"),
        ("基础分›履行义务›迟到 分值", HOLE, "“unset”不是数，应写成 5、0.5、1/3 或 85% 这样的形式"),
        ("等次›优秀 分数范围", "90..80", "范围“90..80”的下限大于上限"),
    ],
)
def test_value_of_another_kind_is_refused(place: str, new: str, said: str) -> None:
    with pytest.raises(CannotChange) as refusal:
        changed(TEXT, {place: new})

    assert str(refusal.value) == said
    assert refusal.value.path != ()


def test_value_that_is_not_there_is_refused() -> None:
    with pytest.raises(CannotChange, match="文件里没有“parts/9”这个值"):
        change_values(TEXT, read_scheme(TEXT, "small.yaml"), {"parts/9": "1"})


def test_value_written_with_blanks_is_left_to_the_file() -> None:
    assert "等次›优秀 分数范围" not in values(TEXT.replace("range: 90..", "range: 90 .. 100"))


def test_file_that_is_no_scheme_has_no_values() -> None:
    assert list_values("scheme: x\n", read_scheme("scheme: x\n", "x.yaml")) == []


def test_lower_scheme_shows_and_changes_its_own_values_only(tmp_path: Path) -> None:
    (tmp_path / "frame.yaml").write_text(UPPER, "utf-8")
    name = str(tmp_path / "lane.yaml")
    Path(name).write_text(LOWER, "utf-8")
    found = values(LOWER, name)

    assert {value.written for value in found.values()} == {"-0.5", "3", "1"}
    assert changed(LOWER, {"自定项›清扫›清扫楼道 分值": "2"}, name) == [
        (
            "items: [{item: own.lane, title: 清扫, cap: 3, facts: {sweep: {points: 1}}}]",
            "items: [{item: own.lane, title: 清扫, cap: 3, facts: {sweep: {points: 2}}}]",
        )
    ]


def test_head_is_changed_where_it_stands() -> None:
    text = 'scheme: "small"  # 代号\nversion: 3\ntitle: 小办法\n'

    assert change_head(text, "x", scheme="large", version="4") == (
        "scheme: large  # 代号\nversion: 4\ntitle: 小办法\n"
    )
    assert change_head(text, "x", scheme="small", version="3") == text


def test_version_that_is_not_written_is_added_below_the_identifier() -> None:
    assert change_head("scheme: a\ntitle: 甲\n", "x", scheme="b", version="2") == (
        "scheme: b\nversion: 2\ntitle: 甲\n"
    )


def test_file_without_an_identifier_or_form_has_no_head() -> None:
    with pytest.raises(CannotChange, match="没有 scheme 这一行"):
        change_head("title: 甲\n", "x", scheme="b", version="2")
    with pytest.raises(SchemeRefused):
        change_head("a: [", "x", scheme="b", version="2")


def test_change_that_would_reach_further_is_refused() -> None:
    with pytest.raises(CannotChange, match="会牵动别的内容"):
        change_head("scheme: {a: 1}\nversion: 1\n", "x", scheme="b", version="1")
