"""The same members under two schemes: whose result changes, and what each change comes from.

A result is compared figure by figure; the reasons are the entries and balancing lines of the two traces that
differ, so that they add up to the change of the score.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jifen.engine.codes import Drop
from jifen.engine.explain.amounts import change, day_text, points
from jifen.engine.explain.entries import bracketed
from jifen.engine.explain.telling import Teller
from jifen.engine.result import Account, Balance, Entry
from jifen.rules.conditions.words import join

NO_SCORE, NO_GRADE = "没有数", "没有定"
NEW_RULE, OLD_RULE = "原办法没有这一条", "新办法没有这一条"
NOT_ONES_OWN = "本人的积分没有变，是办法的规定变了，或者别人的积分变了"
_PLACES = {"in": "列入", "tied": "在边上并列", "out": "不列入"}
_LINES = {
    ("item", "start"): "起始分",
    ("item", "figure"): "取值",
    ("item", "balance"): "保底、封顶",
    ("part", "start"): "起始分",
    ("part", "balance"): "保底、封顶、折算",
    ("total", "balance"): "合计与折算",
    ("override", "balance"): "一票否决",
}


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason: a sentence, and by how many points it changed the score."""

    text: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Changed:
    """One member whose result changed: the figures that differ, and the causes."""

    before: Account
    after: Account
    figures: tuple[str, ...]
    causes: tuple[Cause, ...]

    @property
    def points(self) -> Fraction | None:
        """By how many points the score changed; None where it was or is no number."""
        if self.before.score is None or self.after.score is None:
            return None
        return self.after.score - self.before.score


class Comparer:
    """Compares accounts of two schemes; ``left_out``: facts the new scheme could not take, and why."""

    def __init__(self, old: Teller, new: Teller, left_out: Mapping[str, str] | None = None) -> None:
        self._old, self._new = old, new
        self._left_out = left_out or {}
        self._ranked = old.statute.tables.ranked or new.statute.tables.ranked
        self._items = {row.item: row.title for teller in (old, new) for row in teller.statute.tables.items}

    def compare(self, before: Sequence[Account], after: Sequence[Account]) -> list[Changed]:
        """The members whose result changed, in their order. Both lists: the same members in the same order."""
        found = (self._account(old, new) for old, new in zip(before, after, strict=True))
        return [changed for changed in found if changed is not None]

    def _account(self, before: Account, after: Account) -> Changed | None:
        figures = tuple(self._figures(before, after))
        if not figures:
            return None
        causes = tuple(self._causes(before, after)) or (Cause(f"{NOT_ONES_OWN}。", Fraction(0)),)
        return Changed(before, after, figures, causes)

    # -- figures

    def _figures(self, before: Account, after: Account) -> Iterator[str]:
        if before.score != after.score:
            yield f"{join('积分由', _score(before), '改为', _score(after))}{_more(before, after)}"
        if before.state is not after.state:
            yield f"状态由“{before.state.label}”改为“{after.state.label}”"
        if _grade(before) != _grade(after):
            yield f"等次由{_grade(before)}改为{_grade(after)}"
        if self._ranked and before.rank != after.rank:
            yield f"名次由{_rank(before)}改为{_rank(after)}"
        yield from self._places(before, after)
        yield from self._overrides(before, after)
        yield from self._proposals(before, after)

    def _places(self, before: Account, after: Account) -> Iterator[str]:
        quotas = {**self._old.statute.scheme.quotas, **self._new.statute.scheme.quotas}
        for name, quota in quotas.items():
            old, new = before.quotas.get(name, "out"), after.quotas.get(name, "out")
            if old != new:
                yield f"名额“{quota.title}”：原来{_PLACES[old]}，现在{_PLACES[new]}"

    def _overrides(self, before: Account, after: Account) -> Iterator[str]:
        old, new = ({override: rest for override, *rest in account.overrides} for account in (before, after))
        for override, (title, clause) in new.items():
            if override not in old:
                yield f"“{title}”现在成立{bracketed(clause)}"
        for override, (title, clause) in old.items():
            if override not in new:
                yield f"“{title}”现在不成立{bracketed(clause)}"

    def _proposals(self, before: Account, after: Account) -> Iterator[str]:
        old, new = ({one.outcome: one for one in account.proposals} for account in (before, after))
        for outcome, proposal in new.items():
            if outcome not in old:
                yield f"新列出　{self._new.proposal(proposal)}"
            elif old[outcome].open != proposal.open:
                words = ("建议", "待查明") if proposal.open else ("待查明", "建议")
                yield f"“{proposal.title}”由{words[0]}改为{words[1]}"
        for outcome, proposal in old.items():
            if outcome not in new:
                yield f"不再列出　{self._old.proposal(proposal)}"

    # -- causes

    def _causes(self, before: Account, after: Account) -> Iterator[Cause]:
        yield from self._entries(before, after)
        if before.score is not None and after.score is not None:
            yield from self._balances(before, after)

    def _entries(self, before: Account, after: Account) -> Iterator[Cause]:
        old, new = _keyed(before.entries), _keyed(after.entries)
        rows: dict[str, list[tuple[Entry | None, Entry | None]]] = {}
        for key in {**old, **new}:
            pair = old.get(key), new.get(key)
            if _credit(pair[0]) != _credit(pair[1]):
                rows.setdefault(key[1], []).append(pair)
        for pairs in rows.values():
            first, second = (sum((_credit(pair[side]) for pair in pairs), Fraction(0)) for side in (0, 1))
            if first != second:
                yield self._cause(after, pairs, first, second)

    def _cause(
        self,
        account: Account,
        pairs: list[tuple[Entry | None, Entry | None]],
        before: Fraction,
        after: Fraction,
    ) -> Cause:
        entries = [new or old for old, new in pairs]
        sample = next(entry for entry in entries if entry is not None)
        days = list(dict.fromkeys(day_text(entry.day) for entry in entries if entry is not None))
        listed = "、".join(days[:3]) + ("等" if len(days) > 3 else "")
        teller = self._new if sample in [new for _, new in pairs] else self._old
        head = f"{self._items.get(sample.item, '')}　{sample.title} {len(pairs)} 条（{listed}）"
        each = {(old.value, new.value) for old, new in pairs if old is not None and new is not None}
        said = f"原来{change(before)}，现在{change(after)}"
        if len(pairs) > 1 and len(each) == 1 and (values := next(iter(each)))[0] != values[1]:
            said += f"；每条由{change(values[0])}改为{change(values[1])}"
        why = "；".join(dict.fromkeys(filter(None, (self._why(account, *pair) for pair in pairs))))
        clause = bracketed(teller.statute.clause(sample.path))
        return Cause(f"{head}：{said}{clause}{'。' + why if why else ''}。", after - before)

    def _why(self, account: Account, old: Entry | None, new: Entry | None) -> str:
        """Why one entry counts otherwise, where its plain value does not say it."""
        if new is None:
            assert old is not None
            why = self._left_out.get(old.fact)
            return f"新办法没有取用这条记录：{why}" if why else OLD_RULE
        if new.drop is not Drop.NONE:
            return f"现在{'待定' if new.pending else '不计'}：{self._new.entries.why_dropped(new)[0]}"
        reasons = "，".join(self._new.entries.reasons(account, new))
        if old is None:
            return "；".join(filter(None, (NEW_RULE, reasons)))
        if old.drop is not Drop.NONE:
            return f"原来{'待定' if old.pending else '不计'}：{self._old.entries.why_dropped(old)[0]}"
        return reasons

    def _balances(self, before: Account, after: Account) -> Iterator[Cause]:
        old, new = (
            {(line.step, line.owner, line.reason): line for line in a.balances} for a in (before, after)
        )
        for key in {**old, **new}:
            was, now = old.get(key), new.get(key)
            first, second = _points(was), _points(now)
            if first == second:
                continue
            line = now or was
            assert line is not None
            account, balances = (after, self._new.balances) if now else (before, self._old.balances)
            titled = line.step in ("item", "part")
            head = f"{line.title}　{_LINES[line.step, line.reason]}" if titled else line.title
            said = f"原来{change(first)}，现在{change(second)}{bracketed(balances.clause(line))}"
            yield Cause(f"{head}：{said}。{balances.reason(account, line)}。", second - first)


def _keyed(entries: Iterable[Entry]) -> dict[tuple[str, str, int, int], Entry]:
    """Entries by fact and rule; derived ones by rule and day; a number where they repeat themselves."""
    seen: Counter[tuple[str, str, int]] = Counter()
    found: dict[tuple[str, str, int, int], Entry] = {}
    for entry in entries:
        key = (entry.fact, entry.path, 0 if entry.fact else entry.day)
        found[(*key, seen[key])] = entry
        seen[key] += 1
    return found


def _credit(entry: Entry | None) -> Fraction:
    return Fraction(0) if entry is None else entry.credited


def _points(line: Balance | None) -> Fraction:
    return Fraction(0) if line is None else line.points


def _score(account: Account) -> str:
    return NO_SCORE if account.score is None else points(account.score)


def _more(before: Account, after: Account) -> str:
    if before.score is None or after.score is None:
        return ""
    difference = after.score - before.score
    return f"，{'多' if difference > 0 else '少'} {points(abs(difference))}"


def _grade(account: Account) -> str:
    if account.grade is not None:
        return f"“{account.grade}”"
    return "或".join(f"“{grade}”" for grade in account.options) + "（待定）" if account.options else NO_GRADE


def _rank(account: Account) -> str:
    return "没有" if account.rank is None else f"第 {account.rank} 名"
