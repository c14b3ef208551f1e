"""One account told as a secretary would: the figure, how it came about, what does not count, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from jifen.engine.codes import Drop, State
from jifen.engine.explain.amounts import day_text, points
from jifen.engine.explain.balances import Balances
from jifen.engine.explain.details import Details, NoDetails
from jifen.engine.explain.entries import Entries, bracketed
from jifen.engine.explain.figured import Figured
from jifen.engine.explain.formulas import Formulas
from jifen.engine.explain.labels import FLAGS, STATES, question
from jifen.engine.explain.purses import REFUSALS, purse_lines
from jifen.engine.explain.readings import Readings
from jifen.engine.explain.statute import Statute, body_label
from jifen.engine.explain.sums import Sums, asking, figure, lacking
from jifen.engine.purse import Purse
from jifen.engine.result import Account, Entry, Fed, Proposal
from jifen.rules.conditions.syntax import Name, walk
from jifen.rules.fields import MEMBER_FIELDS, find_choice
from jifen.rules.model.base import Reading

_NOT_TOLD = {"pending", "rejected", "absorbed", "limited", "derived"}
"""Flags whose entries speak for themselves."""
_PLACES = {"in": "列入", "tied": "在边上有并列，是否列入由组织研究决定："}
_OPEN_PLACES = {**_PLACES, "tied": "没有排名，是否列入还不能确定："}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; ``indent`` of a line by leading full-width blanks."""

    heading: str
    lines: tuple[str, ...]


class Teller:
    """Tells accounts of one scheme and points year. ``details`` looks up what the book says of a fact."""

    def __init__(self, statute: Statute, details: Details | None = None) -> None:
        self.statute = statute
        self._details = details or NoDetails()
        self.entries = Entries(statute, self._details)
        self.formulas = Formulas(statute)
        self._figured = Figured(statute, self._details)
        self.balances = Balances(statute, self.formulas, self._figured)
        self.readings = Readings(statute)
        self._sums = Sums(statute, self.entries, self.balances, self._figured)

    def tell(self, account: Account, status: str | None = None, *, for_meeting: bool = True) -> list[Section]:
        """The whole explanation; sections without lines are left out. ``status``: the member's, by code.

        ``for_meeting``: with rank, places in quotas and proposals; a page that is open all year goes without (REG-42).
        """
        parts = [Section(title, tuple(lines)) for title, lines in self._sums.parts(account)]
        sections = [
            Section("结果", tuple(self._head(account, status, for_meeting=for_meeting))),
            *parts,
            Section("合计", tuple(self._total(account))),
            Section("兑换", tuple(self._purse(account))),
            Section("转记", tuple(map(self._fed, account.feeds))),
            Section("没有计入", tuple(self.entries.dropped(e) for e in self.rejected(account))),
            Section("待定", tuple(self.entries.dropped(e) for e in self.pending(account))),
            Section("要请组织研究的问题", tuple(self.questions(account))),
            Section(
                "建议（由组织决定，不自动执行）",
                tuple(self.proposal(one, account) for one in account.proposals if for_meeting),
            ),
            Section("用到的释义", tuple(map(reading_words, self.readings.of(account)))),
        ]
        return [section for section in sections if section.lines]

    # -- the head

    def _head(self, account: Account, status: str | None, *, for_meeting: bool) -> Iterator[str]:
        who = find_choice(MEMBER_FIELDS["status"].choices, status) if status else None
        number = f"（编号 {account.number}）" if account.number else ""
        yield f"{account.name}{number}{'，' + who.label if who else ''}"
        yield f"{self.statute.title}，计算到 {self.statute.as_of}"
        if account.tier is not None and self.statute.tables.tiers:
            titles = {tier: title for tier, title, _ in self.statute.tables.tiers}
            yield f"层次：{account.tier}（{titles[account.tier]}）"
        title = self.formulas.line_title("score")
        if account.state is not State.NOT_SCORED:
            yield f"{title}：{figure(account.score)}"
        yield f"状态：{self.state(account, status)}"
        yield from self._standing(account, for_meeting=for_meeting)
        yield from (FLAGS[flag] for flag in account.flags if flag in FLAGS and self._is_told(account, flag))

    def _is_told(self, account: Account, flag: str) -> bool:
        if account.state is State.NOT_SCORED:
            return False
        return flag not in _NOT_TOLD and flag not in {code for code, _ in account.questions}

    def state(self, account: Account, status: str | None = None) -> str:
        """The state of an account in words, with its reason."""
        words = STATES[account.state]
        if account.state is State.ZERO_VETOED and account.computed is not None:
            return f"{words}（按各项计算本来是 {points(account.computed)}）"
        if account.state is State.NO_RESULT:
            return self._no_result(account)
        if account.state is State.NOT_GRADED:
            return f"{words}（{self._why_not_graded(account, status)}）"
        if account.state is State.NEEDS_DECISION and account.options:
            return f"{words}；等次可能是{'或'.join(f'“{grade}”' for grade in account.options)}"
        if account.state is State.GRADE_FORCED and account.own_grade is not None:
            return f"{words}（按积分本来是“{account.own_grade}”）"
        return words

    def _no_result(self, account: Account) -> str:
        """Which items have no figure, or else which condition of the whole does not hold."""
        tables = self.statute.tables
        without = [row for row in tables.items if account.items.get(row.item, Fraction(0)) is None]
        if without:
            return f"没有结果：{'；'.join(f'“{row.title}”{lacking(account, row)}' for row in without)}"
        gates = [row for line in tables.lines for row in line.gates] + list(tables.gates)
        asked = asking("没有结果：不合前提：", [row for row in gates if not row.zero])
        return asked or STATES[State.NO_RESULT]

    def _why_not_graded(self, account: Account, status: str | None) -> str:
        least = self.statute.tables.min_months
        if account.months < least:
            period = "本年度" if self.statute.tables.period_kind == "year" else "这一期"
            return f"{period}在本支部计分 {account.months} 个月，不满 {least} 个月"
        who = find_choice(MEMBER_FIELDS["status"].choices, status) if status else None
        return (
            f"{who.label}只计分"
            if who and who.code not in self.statute.tables.graded
            else "不在定等次的人员之列"
        )

    def _standing(self, account: Account, *, for_meeting: bool) -> Iterator[str]:
        if account.grade is not None:
            yield f"等次：{account.grade}"
        if for_meeting and self.statute.tables.ranked and account.rank is not None:
            yield f"名次：第 {account.rank} 名（{account.pool_size} 人参加），只供会议研究使用"
        places = _OPEN_PLACES if "pool_incomplete" in account.flags else _PLACES
        for name, place in account.quotas.items():
            if for_meeting and place in _PLACES and account.state is not State.GRADE_FORCED:
                yield f"{places[place]}“{self.statute.scheme.quotas[name].title}”"
        for override, title, clause in account.overrides:
            facts = [e for e in account.entries if e.path.startswith(f"{override}.") and e.drop is Drop.NONE]
            said = "；".join(f"{day_text(entry.day)} {self.entries.title(entry)}" for entry in facts)
            yield f"{title}{bracketed(clause)}{'：' + said if said else ''}"

    # -- parts

    # -- total, open matters

    def _total(self, account: Account) -> Iterator[str]:
        if account.state is State.NOT_SCORED:
            return
        yield from self.formulas.lines(account)
        for line in account.balances:
            if line.step == "override":
                yield self.balances.reason(account, line)

    def rejected(self, account: Account) -> list[Entry]:
        """Entries that do not count and wait for nobody; not those of facts that another rule took up."""
        taken = {e.fact for e in account.entries if e.fact and (e.drop is Drop.NONE or e.pending)}
        gone = (e for e in account.entries if e.drop is not Drop.NONE and not e.pending)
        return _by_day(entry for entry in gone if entry.fact not in taken)

    def pending(self, account: Account) -> list[Entry]:
        """Entries that wait for people or papers."""
        return _by_day(e for e in account.entries if e.pending)

    def questions(self, account: Account) -> Iterator[str]:
        """What people must find out or decide about the account, one sentence each."""
        for _, asked, todo in self.asked(account):
            yield f"{asked}，{todo}。" if todo else f"{asked}。"

    def asked(self, account: Account) -> Iterator[tuple[str, str, str]]:
        """The questions by code, with what to do; nothing where the account is not scored."""
        if account.state is State.NOT_SCORED:
            return
        for code, subject in account.questions:
            asked, todo = question(code, subject)
            missing = self._missing(account, subject) if code == "value_unknown" else ""
            yield code, asked, f"请在党员名册里补上{missing}" if missing else todo
        alone = "pool_incomplete" not in account.flags
        open_states = (State.NEEDS_DECISION, State.UNDEFINED, *((State.NO_RESULT,) if alone else ()))
        if account.state in open_states:
            yield account.state.value, self.state(account), ""
        if not alone:  # then every place waits, and that was asked already
            return
        for name, place in account.quotas.items():
            if place == "tied":
                title = self.statute.scheme.quotas[name].title
                yield "tied", f"在“{title}”的边上有并列", "是否列入请支部委员会研究决定，并写明理由"

    def _missing(self, account: Account, title: str) -> str:
        rows = (row.figure for row in self.statute.tables.items if row.title == title)
        found = (self._figured.missing(account, row) for row in rows if row is not None)
        return "、".join(filter(None, found))

    # -- purse, feeds

    def _purse(self, account: Account) -> Iterator[str]:
        if account.purse is not None:
            yield from purse_lines(account.purse)
            for fact in account.purse.refused:
                reason, todo = self.refused(account.purse, fact)
                yield f"{self.spending(fact)}：没有兑换，{reason}。{todo}。"

    def spending(self, fact: str) -> str:
        """What was asked for, with its place in the book."""
        remark, place = self._details.remark(fact), self._details.place(fact)
        return f"{remark or '一次兑换'}{f'（见{place}）' if place else ''}"

    def refused(self, purse: Purse, fact: str) -> tuple[str, str]:
        """Why something was not exchanged, and what to do."""
        return REFUSALS[purse.refused[fact]]

    def _fed(self, fed: Fed) -> str:
        clause = bracketed(fed.clause)
        return f"{day_text(fed.day)}　记到办法“{fed.scheme}”的“{fed.kind}”：{points(fed.points)}{clause}"

    def proposal(self, proposal: Proposal, account: Account | None = None) -> str:
        """A proposal as a proposal, with what must be found out first; of an account also which places are open."""
        written = self.statute.outcomes[proposal.outcome]
        clause = bracketed(proposal.clause)
        word = "提示" if proposal.kind == "flag" else "建议"
        decider = f"，由{body_label(written.decided_by)}决定" if written.decided_by else ""
        choice = f"，从{'、'.join(proposal.one_of)}中选定" if proposal.one_of else ""
        if proposal.open:
            asks = "、".join(proposal.asks) or self._places(proposal, account) or "有关情况"
            return f"待查明：{proposal.title}{clause}——先查明：{asks}{choice}{decider}"
        return f"{word}：{proposal.title}{clause}{choice}{decider}"

    def _places(self, proposal: Proposal, account: Account | None) -> str:
        """Which places of the condition are open."""
        whens = [row.when for row in self.statute.tables.outcomes if row.outcome == proposal.outcome]
        named = {node.path for when in whens if when for node in walk(when) if isinstance(node, Name)}
        quotas = {} if account is None else account.quotas
        tied = [name for name, place in quotas.items() if place == "tied" and ("quota", name) in named]
        return "、".join(f"是否列入名额“{self.statute.scheme.quotas[name].title}”" for name in tied)


def reading_words(reading: Reading) -> str:
    """A reading as question and answer."""
    mark = "" if reading.question.endswith(("？", "?")) else "？"
    return f"{reading.id}　{reading.question}{mark}{reading.choice}。"


def _by_day(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.day)
