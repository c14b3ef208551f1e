"""How the parts of a score came about, item by item and entry by entry (used by ``telling``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from jifen.engine.codes import Drop, State
from jifen.engine.explain.amounts import points
from jifen.engine.explain.balances import NOT_KNOWN, Balances, is_full
from jifen.engine.explain.entries import Entries, bracketed
from jifen.engine.explain.figured import Figured
from jifen.engine.explain.statute import Statute
from jifen.engine.result import Account, Balance, Entry
from jifen.rules.tables import FigureRow, GateRow, ItemRow, PartRow


class Sums:
    """Says the parts of accounts under one scheme."""

    def __init__(self, statute: Statute, entries: Entries, balances: Balances, figured: Figured) -> None:
        self._statute = statute
        self._entries = entries
        self._balances = balances
        self._figured = figured

    def parts(self, account: Account) -> Iterator[tuple[str, list[str]]]:
        """Every part: its heading with the figure, and its lines."""
        counted = [entry for entry in account.entries if entry.drop is Drop.NONE]
        by_item: dict[str, list[Entry]] = {}
        for entry in counted:
            by_item.setdefault(entry.item, []).append(entry)
        for part in self._statute.tables.parts:
            if part.part not in account.parts or account.state is State.NOT_SCORED:
                continue
            value = account.parts[part.part]
            heading = f"{part.title}　{figure(value)}"
            yield heading, list(self._part(account, part, by_item))

    def _part(self, account: Account, part: PartRow, by_item: dict[str, list[Entry]]) -> Iterator[str]:
        balances = [line for line in account.balances if line.step == "part" and line.owner == part.part]
        yield from (self._balances.reason(account, line) for line in balances if line.reason == "start")
        if part.spread is not None:
            items = (self._statute.tables.items[number].item for number in part.items)
            shared = sum((account.starts.get(item, Fraction(0)) for item in items), Fraction(0))
            known = account.parts[part.part] is not None
            start = self._balances.start(account, part.start, shared) if known else f"起始分{NOT_KNOWN}"
            yield f"{start}，按各小项的满分分摊"
        untouched = []
        for number in part.items:
            item = self._statute.tables.items[number]
            if item.item not in account.items:
                continue
            entries = by_item.get(item.item, [])
            if entries or item.figure is not None:
                yield self._item(account, item, entries)
                yield from (f"　　{line}" for line in self._lines(account, item, entries))
            elif account.starts[item.item]:
                untouched.append(f"{item.title} {figure(account.items[item.item])}")
        if untouched:
            yield f"没有加减的：{'，'.join(untouched)}"
        yield from (self._balances.reason(account, line) for line in balances if line.reason == "balance")

    def _lines(self, account: Account, item: ItemRow, entries: list[Entry]) -> Iterator[str]:
        """Each entry in one line; those worth nothing that a mean is taken of, together (J8)."""
        kind = None if item.figure is None else item.figure.kind
        rated = [e for e in entries if kind and not e.credited and self._statute.rules[e.path].kind == kind]
        yield from (self._entries.counted(account, entry) for entry in entries if entry not in rated)
        if rated:
            yield f"{rated[0].title} {len(rated)} 份，本身不计分，用来算平均数"

    def _figure(self, account: Account, item: ItemRow) -> Fraction:
        """What the value of an item added."""
        lines = (line for line in account.balances if line.reason == "figure" and line.owner == item.item)
        return next((line.points for line in lines), Fraction(0))

    def _item(self, account: Account, item: ItemRow, entries: list[Entry]) -> str:
        start, value = account.starts[item.item], account.items[item.item]
        if value is None:
            return f"{item.title}：{lacking(account, item)}"
        credited = sum((entry.credited for entry in entries), Fraction(0))
        added = self._figure(account, item)
        rest = value - start - credited - added
        said = [self._opening(account, item, start)] if start else []
        if item.figure is not None:
            reason = self._figured.reason(account, item.figure)
            if account.score is None:  # then nothing tells what came from the figure and what from a bound
                return f"{item.title}：{reason}，得 {points(value)}"
            said.append(f"{reason}，计 {points(added)}")
        if credited:
            said.append(f"{'共加' if credited > 0 else '共扣'} {points(abs(credited))}")
        if rest:
            said.append(
                self._balances.reason(account, Balance("item", item.item, item.title, "balance", rest))
            )
        return f"{item.title}：{'，'.join([*said, f'得 {points(value)}'])}"

    def _opening(self, account: Account, item: ItemRow, start: Fraction) -> str:
        if item.opening is not None:
            return self._balances.start(account, item.opening, start)
        return f"满分 {points(start)}" if is_full(item, start) else f"起始 {points(start)}"


def lacking(account: Account, row: ItemRow) -> str:
    """Why an item has no value: a figure is open, the pool is not whole, or one of its conditions does not hold."""
    if ("pool_incomplete", row.title) in account.questions:
        return "要和范围内的全体放在一起比，这次没有说明是不是都在内，先不比"
    asked = {
        code for code, subject in account.questions if subject in {row.title, *(g.title for g in row.gates)}
    }
    if account.state is not State.NO_RESULT or asked & {"value_unknown", "gate_unknown"}:
        return NOT_KNOWN
    gates = asking("不合前提：", [gate for gate in row.gates if not gate.zero])
    if not gates:
        return "没有数"
    return f"没有数，或者{gates}" if row.figure is not None and _may_lack(row.figure) else gates


def _may_lack(row: FigureRow) -> bool:
    """Whether a value may itself end without a result."""
    return "no_result" in (row.none, None if row.table is None else row.table.none)


def asking(before: str, gates: Sequence[GateRow]) -> str:
    """The conditions that stand before a figure, with some words before them; nothing where there are none."""
    said = "；".join(f"{row.title}{bracketed(row.clause)}" for row in gates)
    return f"{before}{said}" if said else ""


def figure(value: Fraction | None) -> str:
    """A number of points, or that there is none yet."""
    return "还没有数" if value is None else points(value)
