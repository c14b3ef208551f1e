"""How long a legal scheme file of 150 KB takes to load, step by step, and what refusing hostile files costs.

Run: python -m benchmarks.scheme_load
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from time import process_time

from ruamel.yaml import YAML

from jifen.rules.binding import bind
from jifen.rules.findings import SchemeRefused, has_errors
from jifen.rules.lint import lint
from jifen.rules.reading import read_scheme
from jifen.rules.yamlfile import parse
from jifen.rules.yamlscanner import EventParser
from jifen.rules.yamltext import LIMITS, cost

_HEAD = """\
scheme: large
title: 很长的积分办法
source: {document: 样例, note: 照样例拟写}
people: {scored: [formal, probationary], graded: [formal], min_months: 6, out: status == applicant}
parts:
"""
_PART = """\
  - part: part{part}
    title: 第{part}大项
    clause: 第{part}章
    items:
"""
_ITEM = """\
      - item: part{part}.item{item}
        title: 按时参加组织生活，完成支部交办的第{item}项工作
        clause: 第{part}章第{item}条
        note: 支委会按会议记录和签到表认定，当月登记，次月公布
        full: 10
        for: status in [正式党员, probationary] and not (known(health) and health == frail)
        facts:
          absent{item}: {{title: 无故缺席第{item}项, points: -1, clause: 第{item}条之一, from: attendance,
            counts_when: excuse == none or not known(excuse)}}
          fault{item}: {{title: 没有完成第{item}项, points: {{between: [-4, -0.5], step: 0.5}}, clause: 第{item}条之二,
            needs: {{decided_by: branch_committee, reason: true}}}}
"""
_TAIL = """\
total: {{score: {sum}}}
grades:
  rows:
    - {{grade: 优秀, range: 90.., when: "pool.rank(score) <= 10", clause: 末条}}
    - {{grade: 合格, range: 60.., clause: 末条}}
    - {{grade: 不合格, range: ..<60, clause: 末条}}
"""


def large_scheme(size: int) -> bytes:
    """Return a legal scheme file of about ``size`` bytes: parts of twenty items, two facts and conditions each."""
    text, parts, items = _HEAD, 0, 0
    while len(text.encode()) < size - len(_TAIL.encode()) - 20 * parts:
        if items % 20 == 0:
            parts += 1
            text += _PART.format(part=parts)
        items += 1
        text += _ITEM.format(part=parts, item=items)
    return (text + _TAIL.format(sum=" + ".join(f"part{n + 1}" for n in range(parts)))).encode()


def timed(work: Callable[[], object], rounds: int = 5) -> float:
    """Return the least processor seconds of a few rounds."""
    best = float("inf")
    for _ in range(rounds):
        before = process_time()
        work()
        best = min(best, process_time() - before)
    return best


HOSTILE = {
    "一个很长的值": ("a: ", "x"),
    "一个没有配对的引号": ('a: "', "x"),
    "很多空格隔开的字": ("a: ", "x "),
    "很多空行": ("a: ", "\n"),
    "很多注释": ("", "#\n"),
    "很多字段": ("", "a: 1\n"),
    "很多条目": ("a:\n", "- 1\n"),
    "方括号套方括号": ("a: ", "["),
    "花括号套花括号": ("a: ", "{"),
    "条目套条目": ("", "- "),
    "引用": ("a: ", "*a "),
    "类型记号": ("a: ", "!"),
    "制表符": ("a:\n", "\t"),
}
"""What to repeat behind what."""


def hostile(before: str, unit: str, share: float = 1.0) -> bytes:
    """Return as many units as the limits on size and cost let through to the parser, or a share of them."""
    each = cost(unit * 100) / 100
    count = min((LIMITS.bytes - 100) / len(unit.encode()), LIMITS.work * 0.99 / each)
    return (before + unit * int(count * share)).encode()


def refused(data: bytes) -> None:
    """Read a hostile file; whatever it says is its own business."""
    with contextlib.suppress(SchemeRefused):
        parse(data, "hostile.yaml")


def main() -> None:
    """Print the table."""
    data = large_scheme(150_000)
    text = data.decode()
    read = read_scheme(data, "large.yaml")
    assert read.scheme is not None, "\n".join(map(str, read.findings))
    bound, findings = bind(read.scheme, read.positions, read.tree)
    findings += lint(bound, read.positions, read.tree)
    assert not has_errors(findings), "\n".join(map(str, findings))
    items = sum(len(part.items) for part in read.scheme.parts)
    print(f"{len(data):,} bytes, {items} items, {len(bound.expressions)} conditions, cost {cost(text):,}")
    yaml = YAML(typ="safe", pure=True)
    steps: dict[str, Callable[[], object]] = {
        "events, ruamel.yaml as it comes": lambda: list(yaml.parse(text)),
        "events, leaner": lambda: list(EventParser(text, LIMITS.depth).events()),
        "read (events, tree, model)": lambda: read_scheme(data, "large.yaml"),
        "bind": lambda: bind(read.scheme, read.positions, read.tree),  # type: ignore[arg-type]
        "lint": lambda: lint(bound, read.positions, read.tree),
    }
    for name, work in steps.items():
        print(f"{name:36s} {timed(work):6.3f} s")
    for name, pattern in HOSTILE.items():
        bomb = hostile(*pattern)
        seconds = timed(lambda bomb=bomb: refused(bomb), 2)  # type: ignore[misc]
        print(f"{len(bomb):9,} bytes {seconds:6.3f} s  {name}")


if __name__ == "__main__":
    main()
