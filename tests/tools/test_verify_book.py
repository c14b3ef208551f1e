"""The second verifier: right books are right, every change of one is found, and nothing makes it fall over."""

import copy
import hashlib
import importlib
import json
import random
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house.tree import ROOT, read_text
from tests.oracle.test_imports import imported

VECTORS = ROOT / "docs" / "spec" / "vectors"
PAGE = read_text(VECTORS / "README.md")
GOOD = re.findall(r"^\| `(good[\w-]*)\.jsonl` \|", PAGE, re.M)
BAD = re.findall(r"^\| `(bad[\w-]*)\.jsonl` \| .+ \| (.+) \|$", PAGE, re.M)
DATA = (VECTORS / "good.jsonl").read_bytes()
CODE = "TFK1-2VSM-1CQG-31TJ"
NEEDS_SM3 = pytest.mark.skipif("sm3" not in hashlib.algorithms_available, reason="this OpenSSL has no SM3")


@pytest.fixture(scope="module")
def verifier() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "tools")
        yield importlib.import_module("verify_book")


@pytest.fixture
def makers(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module("make_vectors")


def cut(data: bytes) -> list[bytes]:
    """The lines of a file, as a file yields them."""
    return [line + b"\n" for line in data.split(b"\n")[:-1]] + [data.rpartition(b"\n")[2]] * (
        data[-1:] != b"\n"
    )


def placed(fault: str) -> str:
    """A fault as the page of vectors names it: where, and by which check."""
    if unreadable := re.match(r"读不成一本账：(第 \d+ 行)", fault):
        return f"{unreadable[1]}，读不成"
    place, _, clause = fault.partition("：")
    return f"{place}，" + clause.rpartition("（")[2].removeprefix("核对什么，").removesuffix("）")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[NEEDS_SM3] * (name == "good-sm3")) for name in GOOD]
)
def test_good_book_has_no_fault(verifier: Any, name: str) -> None:
    assert verifier.verify(cut((VECTORS / f"{name}.jsonl").read_bytes())) == []


@pytest.mark.canary("核对账本", "样账里改一处，有的连摘要也重算过")
@pytest.mark.parametrize(("name", "where"), BAD)
def test_manipulation_is_found_where_the_page_says(verifier: Any, name: str, where: str) -> None:
    faults = verifier.verify(cut((VECTORS / f"{name}.jsonl").read_bytes()))

    assert where in map(placed, faults)


@NEEDS_SM3
def test_vectors_and_their_page_are_what_would_be_written(makers: ModuleType) -> None:
    written = makers.write_all()

    assert {path.name for path in VECTORS.iterdir()} == set(written)
    assert [name for name, text in written.items() if read_text(VECTORS / name) != text] == []


def content(data: bytes) -> str | None:
    """What a file says inside the digests and the counts; nothing where it is no book."""
    try:
        lines = [json.loads(line) for line in data.decode().splitlines()]
        lines[0]["name"] = ""
        if lines[0]["state"] in ("OPEN", "CLOSED"):
            lines[0]["state"] = ""
        for line in lines:
            line.get("person", [])[1:] = []
            for place in (0, 1, 4) if "posting" in line else ():
                line["posting"][place] = ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    return json.dumps(lines)


def uncaught(verifier: Any, flips: Any) -> list[tuple[int, str]]:
    """Each bit whose flip goes through although it changes more than names and the labels of postings."""
    true, found = content(DATA), []
    for bit in flips:
        data = bytearray(DATA)
        data[bit // 8] ^= 1 << bit % 8
        if not verifier.verify(cut(bytes(data))) and content(bytes(data)) != true:
            found.append((bit, DATA[bit // 8 - 20 : bit // 8 + 20].decode("utf-8", "replace")))
    return found


@pytest.mark.canary("核对账本", "翻转账本文件里随便哪 1000 位，每次一位")
def test_flipped_bit_is_caught_wherever_the_digests_reach(verifier: Any) -> None:
    assert uncaught(verifier, random.sample(range(len(DATA) * 8), 1_000)) == []


@pytest.mark.long
def test_every_flipped_bit_is_caught_wherever_the_digests_reach(verifier: Any) -> None:
    assert uncaught(verifier, range(len(DATA) * 8)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("清溪村党支部", "清溪村第一党支部"),
        ('"state":"OPEN"', '"state":"CLOSED"'),
        ('["p01","李明","","D01"]', '["p01","周预备","大","D09"]'),
        ('["cycle-2",', '["cycle-3",'),
        (',2,5,"2026-04-05T', ',2,5,"2027-04-05T'),
    ],
)
def test_names_state_and_labels_of_postings_stand_outside_the_digests(
    verifier: Any, old: str, new: str
) -> None:
    text = DATA.decode()
    assert text.count(old) == 1

    assert verifier.verify(cut(text.replace(old, new).encode())) == []


@pytest.mark.canary("核对账本", "少一行账、多一行账，每一行都试")
def test_line_taken_out_or_doubled_is_caught(verifier: Any) -> None:
    lines = cut(DATA)
    places = range(len(lines))
    # The page leaves open whether the typist of an entry is "mentioned" in the book and has a line.
    typist = next(at for at in places if "孙记录员" in lines[at].decode())

    assert [at for at in places if not verifier.verify(lines[:at] + lines[at + 1 :])] == [typist]
    assert [at for at in places if not verifier.verify(lines[: at + 1] + lines[at:])] == []


def test_text_erased_later_is_no_fault(verifier: Any) -> None:
    lines = [json.loads(line) for line in cut(DATA)]
    for line in lines:
        if isinstance(line.get("text"), list):
            line["text"] = "erased"

    assert verifier.verify(json.dumps(line).encode() for line in lines) == []


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
def test_garbage_is_a_clear_fault(verifier: Any, data: bytes) -> None:
    faults = verifier.verify(cut(data) if data else [])

    assert re.fullmatch(r"读不成一本账：(文件是空的|第 1 行：.+)", faults[-1])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_value_in_any_place_of_any_line_is_answered(verifier: Any, data: st.DataObject) -> None:
    lines = [json.loads(line) for line in cut(DATA)]
    before = copy.deepcopy(lines)
    for _ in range(data.draw(st.integers(1, 3))):
        line = data.draw(st.sampled_from(lines))
        key = data.draw(st.sampled_from(sorted(line)))
        if isinstance(line[key], list) and line[key]:
            line[key][data.draw(st.integers(0, len(line[key]) - 1))] = data.draw(JSON)
        else:
            line[key] = data.draw(JSON)
    written = [json.dumps(line).encode() for line in lines]

    faults = verifier.verify(written)

    same = content(b"\n".join(written)) == content(b"\n".join(json.dumps(line).encode() for line in before))
    assert faults or same


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b'{"end":[' + b"9" * 5_000 + b"]}",
        b'{"end":[1e999]}',
        b'{"end":[NaN]}',
        b'{"end":"\\ud800"}',
        b'{"end":[],"end":[]}',
        b"\xef\xbb\xbf{}",
        b"[]",
        b"7",
        b"x" * 1_000_001,
    ],
    ids=[
        "deep",
        "long number",
        "infinite",
        "no number",
        "half a sign",
        "twice",
        "mark",
        "array",
        "number",
        "long",
    ],
)
def test_line_that_breaks_readers_is_named(verifier: Any, line: bytes) -> None:
    faults = verifier.verify([*cut(DATA)[:5], line])

    assert [placed(fault) for fault in faults] == ["第 6 行，读不成"]


def test_huge_numbers_cost_nothing(verifier: Any) -> None:
    huge = DATA.replace(b",1,5,", b",1,%d," % 2**62)

    assert "第 1 张封条，第 5 项" in map(placed, verifier.verify(cut(huge)))


@pytest.mark.parametrize("code", [CODE, "tfk1 2vsm 1cqg 31tj", "TFKl2VSMICQG３１TJ"])
def test_code_on_paper_is_recognised_as_people_type_it(
    verifier: Any, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    assert verifier.main([str(VECTORS / "good.jsonl"), "--code", code]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "7 条，账尾 1b104cefaa617448e6713b2cd4dcf39ec96ace76a1f938954fc005a48b2eebc6，"
        f"封条 2 张（第 1 张 2026-03 封号 {CODE}；第 2 张 2026-04 封号 FTT4-674Q-FK9G-RCFE）：全部对得上。"
    ]


@pytest.mark.canary("核对账本", "纸上的封号和账里的不一样")
def test_code_of_no_seal_is_named(verifier: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert verifier.main([str(VECTORS / "good.jsonl"), "--code", "TFK1-2VSM-1CQG-31TK", "--code", CODE]) == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        "封号 TFK1-2VSM-1CQG-31TK：账里没有一张封条是这个封号（核对什么，第 7 项）"
    )


@pytest.mark.parametrize(
    ("name", "answer"),
    [("good", 0), ("bad-points", 1), ("bad-cut-off", 1), ("bad-fraction", 2), ("gone", 2)],
)
def test_exit_code_tells_right_from_wrong_from_unreadable(
    verifier: Any, capsys: pytest.CaptureFixture[str], name: str, answer: int
) -> None:
    assert verifier.main([str(VECTORS / f"{name}.jsonl")]) == answer
    assert capsys.readouterr().out.splitlines()[-1].startswith("读不成一本账：") == (answer == 2)


def test_file_without_an_end_of_line_is_read_only_so_far(verifier: Any, tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"x" * 5_000_000)

    assert len(next(verifier.read_lines(path))) == 1_000_001


def test_python_without_sm3_is_told(verifier: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, data: bytes) -> Any:
        raise ValueError(f"unsupported hash type {name}")

    monkeypatch.setattr(verifier.hashlib, "new", refuse)

    assert verifier.verify(cut((VECTORS / "good-sm3.jsonl").read_bytes())) == [
        "读不成一本账：第 1 行：这个 Python 不会算 SM3，请换一个（带 OpenSSL 1.1.1 以上）"
    ]


def test_verifier_and_vectors_stand_alone() -> None:
    tools = ROOT / "tools"
    own = {"vector_books", "vector_changes"}
    makers = ("make_vectors.py", "vector_books.py", "vector_changes.py")

    assert set(imported(tools / "verify_book.py")) <= {*sys.stdlib_module_names, "collections.abc"}
    assert {name for file in makers for name in imported(tools / file)} <= {
        *sys.stdlib_module_names,
        "collections.abc",
        *own,
    }
