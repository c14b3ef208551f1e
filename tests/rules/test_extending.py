"""A branch builds on the scheme of its superior: what the slots let in, and what they do not."""

from fractions import Fraction
from pathlib import Path

import pytest

from jifen.rules.compiling import compile_scheme
from jifen.rules.findings import SchemeRefused
from jifen.rules.reading import check_scheme, load_scheme, read_scheme

UPPER = """\
scheme: frame
version: 3
title: 街道办法
assumed: true
readings: [{id: R1, question: 按什么算, choice: 按次, because: 街道意见}]
people: {scored: [formal], graded: [formal]}
open: [{slot: own, part: own, items: 2, points: 5}]
parts:
  - part: base
    title: 基础分
    items:
      - {item: base.duty, title: 履行义务, full: 10, facts: {late: {title: 迟到, points: unset}}}
  - {part: own, title: 自定项}
total: {score: base + own}
"""
LOWER = """\
scheme: lane
title: 里弄支部的补充
assumed: true
extends: {scheme: frame, version: 3}
fill: {base.duty.late: -0.5}
readings: [{id: R2, question: 楼道多长, choice: 一层, because: 支部大会}]
kinds: {sweep: {title: 清扫楼道}}
parts:
  - part: own
    items: [{item: own.lane, title: 清扫, cap: 3, facts: {sweep: {points: 1}}}]
"""


@pytest.fixture
def lane(tmp_path: Path) -> Path:
    (tmp_path / "frame.yaml").write_text(UPPER, "utf-8")
    return tmp_path / "lane.yaml"


def told(file: Path, text: str) -> list[str]:
    """Codes, lines and messages of the findings about how a file is built on another."""
    file.write_text(text, "utf-8")
    _, findings = check_scheme(text, str(file))
    wanted = ("not-open", "unknown-reference", "alias", "wrong-value", "missing-field")
    return [f"{f.place.line} {f.code} {f.message}" for f in findings if f.code in wanted]


def test_a_branch_adds_its_items_and_fills_what_was_left_open(lane: Path) -> None:
    lane.write_text(LOWER, "utf-8")
    bound = load_scheme(LOWER, str(lane))
    tables = compile_scheme(bound)
    assert tables.reference == "lane@1"
    assert tables.title == "里弄支部的补充"
    assert [item.item for item in tables.items] == ["base.duty", "own.lane"]
    assert [rule.value for rule in tables.rules] == [Fraction(-1, 2), Fraction(1)]
    assert tables.holes == ()
    assert [reading for reading, _ in tables.readings] == ["R1", "R2"]


def test_another_upper_scheme_makes_another_scheme(lane: Path) -> None:
    lane.write_text(LOWER, "utf-8")
    first = load_scheme(LOWER, str(lane)).content_hash
    (lane.parent / "frame.yaml").write_text(UPPER.replace("街道办法", "街道新办法"), "utf-8")
    assert load_scheme(LOWER, str(lane)).content_hash != first


def test_the_upper_scheme_may_stand_in_a_folder_or_be_handed_in(lane: Path) -> None:
    lane.write_text(LOWER, "utf-8")
    (lane.parent / "frame.yaml").rename(lane.parent / "scheme.yaml")
    (lane.parent / "frame").mkdir()
    (lane.parent / "scheme.yaml").rename(lane.parent / "frame" / "scheme.yaml")
    assert load_scheme(LOWER, str(lane)).scheme.people.scored == ("formal",)
    read = read_scheme(LOWER, "ledger", lambda name: UPPER.encode() if name == "frame" else None)
    assert read.scheme is not None
    assert read.findings == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (("version: 3}", "version: 2}"), ["4 unknown-reference 上级办法“frame”是第 3 版，这里写的是第 2 版"]),
        (("scheme: frame", "scheme: fram"), ["4 unknown-reference 找不到上级办法“fram”"]),
        (
            ("assumed: true\n", "assumed: true\npeople: {scored: [activist]}\n"),
            ["4 not-open 这份办法建立在上级办法上，不能再写 people"],
        ),
        (("part: own", "part: base"), ["9 not-open 上级办法没有在大项“base”留位置"]),
        (("part: own", "part: own\n    cap: 9"), ["10 not-open 大项“own”是上级办法的，不能再写 cap"]),
        (
            ("cap: 3", "cap: 9"),
            ["10 not-open 小项“own.lane”加分或扣分可能超过 5 分，上级办法在大项“自定项”每项只留了 5 分"],
        ),
        (("base.duty.late", "base.duty.absent"), ["5 not-open 上级办法里“base.duty.absent”没有留空的分值"]),
        (
            ("items: [{", "items: [{item: own.a, title: 甲, full: 1}, {item: own.b, title: 乙, full: 1}, {"),
            ["9 not-open 大项“own”写了 3 项，上级办法只留了 2 项"],
        ),
    ],
)
def test_what_the_upper_scheme_leaves_no_room_for_is_refused(
    lane: Path, change: tuple[str, str], found: list[str]
) -> None:
    assert LOWER.count(change[0]) == 1
    assert told(lane, LOWER.replace(*change)) == found


def test_a_fault_of_the_upper_scheme_is_told_where_it_is_named(lane: Path) -> None:
    (lane.parent / "frame.yaml").write_text(UPPER.replace("版本", "版本") + "more: *anchor\n", "utf-8")
    assert told(lane, LOWER)[0].startswith("4 alias 上级办法“frame”有问题：")


def test_a_circle_of_schemes_ends(lane: Path) -> None:
    (lane.parent / "frame.yaml").write_text(LOWER.replace("scheme: lane", "scheme: frame"), "utf-8")
    assert told(lane, LOWER)[0].startswith("4 unknown-reference 上级办法“frame”有问题：")


def test_a_fault_inside_an_added_item_keeps_its_place(lane: Path) -> None:
    text = LOWER.replace("cap: 3", "cap: 三")
    assert told(lane, text)[0].startswith("10 wrong-value ")


def test_what_builds_on_another_is_not_kept(lane: Path) -> None:
    lane.write_text(LOWER, "utf-8")
    load_scheme(LOWER, str(lane))
    (lane.parent / "frame.yaml").unlink()
    with pytest.raises(SchemeRefused):
        load_scheme(LOWER, str(lane))


def test_a_slot_that_is_not_written_out_lets_nothing_in(lane: Path) -> None:
    (lane.parent / "frame.yaml").write_text(UPPER.replace(", items: 2, points: 5", ""), "utf-8")
    assert "9 not-open 上级办法没有在大项“own”留位置" in told(lane, LOWER)
