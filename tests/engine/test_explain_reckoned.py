"""Points that are reckoned, in words: how a figure comes about, and what facts make together."""

import pytest

from jifen.engine.cases import score_case
from jifen.engine.explain import Statute, Teller
from jifen.engine.explain.rules import worth
from jifen.rules.compiling import compile_scheme
from jifen.rules.period import MonthDay, points_year
from jifen.rules.reading import check_scheme
from tests.engine.office import SCHEME, sheets

RECKONED = SCHEME.replace(
    """          deed: {title: 好人好事, points: 2, needs: {evidence: true}, times: {by: 2, when: on_time}}
""",
    """          rate: {title: 时长, points: {per: 30, give: 0.5, whole: true}, plus: {when: on_time, points: 1}}
          slices:
            title: 捐款
            points: {slices: [{to: 1000, per: 100, give: 1}, {per: 1000, give: 0.5}], of: amount}
            over: period
            free: {first: 100, of: quantity}
          target: {title: 指标, points: {around: 10, at: 5, more: 0.5, less: 1, step: 2}}
          share: {title: 到会率, points: {share: [quantity, amount], full: 10}}
          capped: {title: 值班, points: {per: 1, give: 1}, limit: {per: month, quantity: 3}}
          again: {title: 再犯, points: -1, times: [{by: 2, repeat: item, when: on_time}]}
          class: {title: 同类, points: -1, times: {by: 1.5, repeat: class, each: true}, free: {first: 1, per: month}}
          table: {title: 台账, points: {by: quantity, rows: {1..: 1}}}
          window: {title: 处分, points: -1, valid: {by: level, rows: {市级: 12}}}
          counted: {title: 漏签, points: 0}
""",
).replace(
    "override:\n",
    """        pooled:
          - {pooled: misses, title: 漏签合计, by: count, of: counted, over: quarter, rows: {2..: -1}}
          - {pooled: sums, title: 漏签数量, by: sum, of: counted, over: period, rows: {9..: -1}}
override:
""",
)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("rate", "数量每满 30，+0.5；按时为“是”时再 +1"),
        (
            "slices",
            "金额分段计：1000 以内每 100，+1；再往上每 1000，+0.5；全年前 100 个数量不计；数量全年合起来算",
        ),
        ("target", "数量以 10 为准得 +5，每高满 2 再 +0.5，每低满 2 再 -1"),
        ("share", "数量占金额的比例 × 10"),
        ("capped", "数量每 1，+1；每月最多计 3 个数量"),
        ("again", "-1；这一小项再次发生，按时为“是”时，×2"),
        ("class", "-1；同类情形再次发生，每有一次在先×1.5；每月前 1 次不计"),
        ("counted", "0；每季度按合计的次数另行计分；全年按合计的数量另行计分"),
    ],
)
def test_a_rule_is_told_as_it_is_reckoned(kind: str, said: str) -> None:
    own, period = sheets(RECKONED), points_year(2026, MonthDay(1, 1))
    statute = Statute(own.bound, own.tables, period, period.end)
    assert worth(statute, statute.rules[f"reward.other.{kind}"]) == said


def told(*facts: dict[str, object], text: str = RECKONED) -> list[str]:
    """What is said of each fact of 李明, without its day, in the order of the book."""
    bound, found = check_scheme(text, "示范.yaml")
    assert bound is not None, found
    tables = compile_scheme(bound)
    period = points_year(2026, MonthDay(1, 1))
    entries = Teller(Statute(bound, tables, period, period.end)).entries
    case = {"case": "示范", "members": [{"name": "李明"}], "facts": [{"who": "李明", **one} for one in facts]}
    (account,) = score_case(tables, case)
    lines = [
        entries.dropped(entry) if entry.drop else entries.counted(account, entry)
        for entry in account.entries
        if entry.fact
    ]
    return [line.partition("　")[2] for line in lines]


def on(day: str, what: str, **fields: object) -> dict[str, object]:
    return {"what": what, "on": day, **fields}


def test_a_fact_that_is_reckoned_says_how() -> None:
    assert told(on("2026-03-01", "rate", quantity=65)) == [
        "时长：加 1 分。计法：数量每满 30，+0.5；按时为“是”时再 +1；是否另外加减分还不能确定，先按没有计。"
    ]


def test_free_facts_and_cut_quantities_say_so() -> None:
    rules = (
        on("2026-03-01", "capped", quantity=2),
        on("2026-03-02", "capped", quantity=2),
        on("2026-03-03", "class"),
    )
    assert [line.partition("；")[2] for line in told(*rules)] == [
        "每月最多计 3 个数量。",
        "每月最多计 3 个数量；按限额（每月最多计 3 个数量），所以加 1 分。",
        "在办法免计的次数或数量之内，不计分。",
    ]


def test_a_fact_that_cannot_be_reckoned_says_what_is_missing() -> None:
    lines = told(
        on("2026-03-01", "share", quantity=2),
        on("2026-03-02", "table"),
        on("2026-03-03", "window", level="县区级"),
    )
    assert lines == [
        "到会率：不能确定按哪一档计分（按数量和金额定）。请补上定档要用的内容。",
        "台账：不能确定按哪一档计分（按数量定）。请补上定档要用的内容。",
        "处分：有效期从哪天起还不能确定（期限按级别定）。请补上有效期的起始日期。",
    ]
