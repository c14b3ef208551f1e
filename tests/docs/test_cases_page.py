"""The page on cases tells every key a case may have, and its example passes."""

from __future__ import annotations

from jifen.engine import casekeys, cases
from jifen.rules.compiling import compile_scheme
from jifen.rules.reading import load_scheme
from tests.docs.pages import quoted, read_sections
from tests.docs.scheme_pages import CASES

SECTIONS = {section.heading: section for section in read_sections(CASES)}
SCHEME = """\
scheme: example
title: 样例
assumed: true
people: {scored: formal}
flags: {good_reason: {title: 有正当理由, finding: true}}
total: {score: base + extra}
parts:
  - part: base
    title: 基础分
    items: [{item: base.one, title: 开会, full: 60, facts: {late: {title: 迟到, points: -0.5}}}]
  - part: extra
    title: 加分
    items:
      - item: extra.honour
        title: 表彰
        keep: {largest: matter}
        facts: {honour: {title: 获得表彰, points: {by: level, rows: {县区级: 2, 市级: 4}}, needs: {document: true}}}
"""


def keys(heading: str) -> list[str]:
    return [quoted(row[0])[0] for row in SECTIONS[heading].tables[0][1:]]


def test_every_key_is_told() -> None:
    assert keys("`members` 里") == list(casekeys.PERSON_KEYS)
    assert keys("`facts` 里") == [*casekeys.EVENT_KEYS, *casekeys.EVENT_NAMES]
    assert keys("`expect` 里") == list(cases._COMPARE)


def test_case_shown_passes() -> None:
    [(_, text)] = SECTIONS["算例"].fences
    tables = compile_scheme(load_scheme(SCHEME, "样例.yaml"))
    [case] = cases.read_cases(text.encode(), "样例.yaml")

    assert set(case) == set(keys("一条算例"))
    assert cases.run_case(tables, case).differences == ()
