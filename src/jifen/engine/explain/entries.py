"""One entry in words: what it added, why it was multiplied, absorbed or cut, or why it does not count."""

from __future__ import annotations

from collections.abc import Iterator

from jifen.engine.codes import Drop, Mark
from jifen.engine.explain.amounts import change, day_text, points
from jifen.engine.explain.details import Details
from jifen.engine.explain.labels import DROPS, MARKS
from jifen.engine.explain.multiples import Multiples, is_traceable
from jifen.engine.explain.reckoned import (
    figure_words,
    quantity_words,
    read_words,
    span_words,
    together_words,
)
from jifen.engine.explain.statute import Statute
from jifen.engine.result import Account, Entry
from jifen.rules.tables import Form, LimitRow, Tables

_SIDES = {1: "加分", -1: "扣分", 0: ""}


class Entries:
    """Says the entries of accounts under one scheme; equal reasons are worded once."""

    def __init__(self, statute: Statute, details: Details) -> None:
        self._statute = statute
        self._details = details
        together = {
            path: list(together_words(statute, rule, repeats=not is_traceable(statute.tables, rule)))
            for path, rule in statute.rules.items()
        }
        self._reckoned = {
            path: "；".join(
                [*([] if rule.figure is None else [figure_words(statute, rule.figure)]), *together[path]]
            )
            for path, rule in statute.rules.items()
            if rule.figure is not None or together[path]
        }
        self._multiples = Multiples(statute)
        self._drops: dict[tuple[str, Drop], tuple[str, str]] = {}
        self._limits: dict[str, str] = {}
        self._account: Account | None = None
        self._stands: dict[tuple[str, str] | None, Entry] = {}

    def remark(self, entry: Entry) -> str:
        """Level, matter and reason of an entry, as far as the book has them."""
        return self._details.remark(entry.fact) if entry.fact else ""

    def title(self, entry: Entry) -> str:
        """What happened, with level, matter and reason."""
        remark = self.remark(entry)
        return f"{entry.title}（{remark}）" if remark else entry.title

    def clause(self, entry: Entry) -> str | None:
        """The clause of the rule, else of the item or override it stands in."""
        return self._statute.clause(entry.path)

    def counted(self, account: Account, entry: Entry) -> str:
        """An entry that counts, as one line."""
        effect = MARKS[Mark.EMPTIES] if self.empties(entry) else change(entry.credited)
        clause = bracketed(self.clause(entry))
        why = "；".join(self.reasons(account, entry))
        return f"{day_text(entry.day)}　{self.title(entry)}：{effect}{clause}{'。' + why if why else ''}。"

    def empties(self, entry: Entry) -> bool:
        """Whether the entry takes everything of its item and has no number of its own."""
        return entry.has(Mark.EMPTIES) or self._statute.rules[entry.path].form is Form.ALL

    def reasons(self, account: Account, entry: Entry) -> Iterator[str]:
        """Why an entry that counts added what it added, where that is not its plain value."""
        yield from self._multiples.words(entry)
        if entry.path in self._reckoned:
            yield f"计法：{self._reckoned[entry.path]}"
        if entry.marks == 0:
            return
        if entry.has(Mark.DERIVED):
            yield MARKS[Mark.DERIVED]
        if entry.has(Mark.MULTIPLIER_UNKNOWN):
            yield MARKS[Mark.MULTIPLIER_UNKNOWN]
        for mark in (Mark.PLUS_UNKNOWN, Mark.OUTSIDE_USUAL, Mark.FREE):
            if entry.has(mark):
                yield MARKS[mark]
        if entry.has(Mark.ABSORBED):
            yield self._absorbed(account, entry)
        if entry.has(Mark.LIMITED):
            before = "" if entry.value == entry.credited else f"本来是{change(entry.value)}，"
            yield f"{before}{self._limit_words(entry.path)}，所以{change(entry.credited)}"

    # -- absorbed

    def _absorbed(self, account: Account, entry: Entry) -> str:
        kept = self._kept(account, entry)
        if kept is None:
            return MARKS[Mark.ABSORBED]
        done = change(kept.credited) if kept.item else "另作处理"
        return f"{MARKS[Mark.ABSORBED]}，{day_text(kept.day)} 的“{kept.title}”已{done}"

    def _kept(self, account: Account, entry: Entry) -> Entry | None:
        """The entry that was kept for the same matter or act; None where the book does not tell."""
        if account is not self._account:
            self._account = account
            self._stands = {}
            for other in account.entries:
                if other.drop is Drop.NONE and not other.has(Mark.ABSORBED):
                    self._stands.setdefault(self._matter(other), other)
        found = self._matter(entry)
        return None if found is None else self._stands.get(found)

    def _matter(self, entry: Entry) -> tuple[str, str] | None:
        """Group and matter (or act) by which entries keep each other out."""
        number = self._statute.rules[entry.path].keep
        if number < 0:
            return None
        keep = self._statute.tables.keeps[number]
        matter = self._details.matter(entry.fact, keep.key)
        return None if matter is None else (keep.group, matter)

    # -- limited

    def _limit_words(self, path: str) -> str:
        if path not in self._limits:
            rule = self._statute.rules[path]
            tables = self._statute.tables
            said = [limit_words(tables, limit) for limit in self._statute.limits_of(rule)]
            said += [quantity_words(tables, span, cap) for span, cap in rule.quantities]
            self._limits[path] = "、".join(dict.fromkeys(said))
        return f"按限额（{self._limits[path]}）"

    # -- dropped

    def dropped(self, entry: Entry) -> str:
        """An entry that does not count, as one line: what it is, why, and what to do."""
        reason, remedy = self.why_dropped(entry)
        clause = bracketed(self.clause(entry))
        todo = f"{remedy}。" if remedy else ""
        place = self.place(entry)
        return f"{day_text(entry.day)}　{self.title(entry)}{clause}：{reason}。{todo}{f'见{place}。' if place else ''}"

    def place(self, entry: Entry) -> str:
        """Where the fact stands in the book: “事实”第 12 行."""
        return self._details.place(entry.fact) if entry.fact else ""

    def why_dropped(self, entry: Entry) -> tuple[str, str]:
        """Reason and remedy of a drop, with the condition, body or day that the scheme names."""
        if entry.has(Mark.MEMORY):
            return MARKS[Mark.MEMORY], ""
        key = (entry.path, entry.drop)
        if key not in self._drops:
            reason, remedy = DROPS[entry.drop]
            more = self._particulars(entry)
            self._drops[key] = (f"{reason}（{more}）" if more else reason, remedy)
        return self._drops[key]

    def _particulars(self, entry: Entry) -> str:
        rule = self._statute.rules[entry.path]
        match entry.drop:
            case Drop.UNDECIDED_YET:
                return self._statute.as_of.isoformat()
            case Drop.NOT_FOR_MEMBER | Drop.FOR_UNKNOWN:
                said = "，并且".join(map(self._statute.words, rule.members))
                return f"适用条件：{said}" if said else ""
            case Drop.CONDITION_FALSE | Drop.CONDITION_UNKNOWN:
                assert rule.counts_when is not None
                return f"条件：{self._statute.words(rule.counts_when)}"
            case Drop.NEEDS_DECIDER:
                return f"要由{self._statute.deciders(entry.path)}或更高的组织认定"
            case Drop.KEY_UNKNOWN:
                return f"按{read_words(self._statute, rule)}定"
            case Drop.WINDOW_UNKNOWN if rule.terms is not None:
                return f"期限按{self._statute.words(rule.terms.by)}定"
            case _:
                return ""


def bracketed(clause: str | None) -> str:
    """A clause in brackets; nothing where there is none."""
    return f"（{clause}）" if clause else ""


def limit_words(tables: Tables, limit: LimitRow) -> str:
    """A limit as the office says it: 每月最多计 1 次, 全年加分最多 10 分."""
    span, side = span_words(tables, limit.per), _SIDES[limit.side]
    if limit.months:
        return "每月不超过当月的赋分"
    words = []
    if limit.facts is not None:
        words.append(f"{span}{side}最多计 {limit.facts} 次")
    if limit.points is not None:
        words.append(f"{span}{side}最多计 {points(limit.points)}")
    return "，".join(words)
