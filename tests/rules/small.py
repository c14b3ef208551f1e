"""A scheme of one item that lint has nothing to say about, and changes to it."""

from jifen.rules.binding import Bound
from jifen.rules.findings import Finding
from jifen.rules.reading import check_scheme

SMALL = """\
scheme: demo
title: 示例办法
people: {scored: [formal], graded: [formal]}
parts:
  - part: base
    title: 基础分
    clause: 第一条
    items:
      - item: base.duty
        title: 履行义务
        clause: 第二条
        full: 10
        facts:
          absent: {title: 缺席会议, points: -1}
total: {score: base}
"""


def changed(*changes: tuple[str, str], more: str = "") -> str:
    """The small scheme with some pieces of text replaced, and more text at its end."""
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text + more


def checked(text: str) -> tuple[Bound, list[Finding]]:
    """The bound scheme of a text that can be read, and everything found in it."""
    bound, findings = check_scheme(text, "scheme.yaml", (2026,))
    assert bound is not None, "\n".join(map(str, findings))
    return bound, findings


def told(text: str) -> list[str]:
    """What is found in a text: line, code and message of each finding."""
    _, findings = check_scheme(text, "scheme.yaml", (2026,))
    return [f"{finding.place.line} {finding.code} {finding.message}" for finding in findings]


def codes(text: str) -> list[str]:
    """The codes of what is found in a text that can be read."""
    return [finding.code for finding in checked(text)[1]]


def of_rule(rule: str, *changes: tuple[str, str]) -> list[str]:
    """The codes of what is found when the only rule is written so."""
    return codes(changed(("points: -1}", f"{rule}}}"), *changes))


def of_cycle(cycle: str) -> list[str]:
    """Code and message of what is found in a monthly cycle."""
    return [line.partition(" ")[2] for line in told(changed(more=f"cycle: {{every: month, {cycle}}}\n"))]
