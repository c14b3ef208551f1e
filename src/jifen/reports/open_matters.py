"""待办与标记: what waits for people, by kind: pending records, questions, ties, proposals, hints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jifen.engine.explain import FLAGS
from jifen.engine.explain.statute import body_label
from jifen.reports.year import YearResult

PENDING, QUESTION, REFUSED, MARK, PROPOSAL, TO_DECIDE, HINT = (
    "待定的记录",
    "要研究的问题",
    "没有兑换",
    "标记",
    "建议",
    "待查明",
    "提示",
)
_ORDER = (PENDING, QUESTION, REFUSED, TO_DECIDE, PROPOSAL, HINT, MARK)
_FOR_ALL = "pool_incomplete"
_MARKED = ("gap", "value_outside", "multiplier_unknown", "plus_unknown", "derived")
_READ_IT = {
    "gap": "请核对等次",
    "value_outside": "请核对认定分值",
    "multiplier_unknown": "请补上加倍要用的内容",
    "plus_unknown": "请补上另外加减分要看的内容",
    "derived": "请组织认定后登记，或说明不扣的理由",
}


class Matter(NamedTuple):
    """One open matter: kind, whose, what, by which clause, what to do."""

    kind: str
    number: str
    name: str
    text: str
    clause: str | None
    todo: str


def open_matters(year: YearResult) -> list[Matter]:
    """All open matters, those that block a result first; inside a kind in the order of the members."""
    found = [*_of_all(year), *(matter for matters in _by_account(year) for matter in matters)]
    return sorted(found, key=lambda matter: _ORDER.index(matter.kind))


def _of_all(year: YearResult) -> Iterator[Matter]:
    """What is the same for everybody is asked once."""
    asked = (one for account in year.accounts for one in year.teller.asked(account))
    for text, todo in dict.fromkeys((text, todo) for code, text, todo in asked if code == _FOR_ALL):
        yield Matter(QUESTION, "", "全体", f"{text}。", None, todo)


def _by_account(year: YearResult) -> Iterator[Iterator[Matter]]:
    for index in range(len(year.accounts)):
        yield _matters(year, index)


def _matters(year: YearResult, index: int) -> Iterator[Matter]:
    account, teller = year.accounts[index], year.teller
    number, name = account.number, account.name
    for entry in teller.pending(account):
        reason, remedy = teller.entries.why_dropped(entry)
        text = f"{date.fromordinal(entry.day)}　{teller.entries.title(entry)}：{reason}"
        todo = f"{remedy}（{teller.entries.place(entry)}）"
        yield Matter(PENDING, number, name, text, teller.entries.clause(entry), todo)
    for code, text, todo in teller.asked(account):
        if code != _FOR_ALL:
            yield Matter(QUESTION, number, name, f"{text}。", None, todo)
    spend = year.tables.spend
    if spend is not None and account.purse is not None:
        for fact in account.purse.refused:
            reason, todo = teller.refused(account.purse, fact)
            kind = PENDING if account.purse.refused[fact] == "cost_unknown" else REFUSED
            text = f"{teller.spending(fact)}：{reason}"
            yield Matter(kind, number, name, text, spend.clause, todo)
    for proposal in account.proposals:
        written = year.statute.outcomes[proposal.outcome]
        decider = body_label(written.decided_by) if written.decided_by else "组织"
        kind = TO_DECIDE if proposal.open else HINT if proposal.kind == "flag" else PROPOSAL
        asks = f"先查明：{'、'.join(proposal.asks) or '有关情况'}；" if proposal.open else ""
        choice = f"从{'、'.join(proposal.one_of)}中选定；" if proposal.one_of else ""
        todo = f"{asks}{choice}请{decider}决定"
        yield Matter(kind, number, name, proposal.title, proposal.clause, todo)
    for flag in _MARKED:
        if flag in account.flags:
            yield Matter(MARK, number, name, FLAGS[flag], None, _READ_IT[flag])
