"""What is wrong with a spreadsheet: one fault, and the refusals that carry faults."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

_LONGEST_VALUE = 60
_MOST_ROWS = 10
_END = ("。", "？", "！", "?", "!")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault with its place, in Chinese for the person who filled the sheet.

    `code` is a permanent slug (`bad-date`); `message` says what is wrong and reads on from the value;
    `remedy` says what to do. `row` is the 1-based row shown by Excel (in a CSV file: the line), `column`
    the heading as it stands in the file, `value` what the person typed. `str(fault)` is the sentence.
    """

    code: str
    message: str
    remedy: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def __post_init__(self) -> None:
        """Shorten a long value to 60 characters on one line."""
        if self.value is not None:
            object.__setattr__(self, "value", shorten(self.value))

    @property
    def place(self) -> str:
        """Where it stands, e.g. 工作表“事实”第 5 行“日期”列; empty for the file as a whole."""
        return self._place([] if self.row is None else [self.row])

    def _place(self, rows: Sequence[int]) -> str:
        words = [f"工作表“{self.sheet}”"] if self.sheet is not None else []
        if rows:
            more = f"等共 {len(rows)} 行" if len(rows) > _MOST_ROWS else ""
            words.append(f"第 {'、'.join(map(str, rows[:_MOST_ROWS]))} 行{more}")
        if self.column is not None:
            words.append(f"“{self.column}”列")
        return "".join(words)

    def __str__(self) -> str:
        """Return place, value, message and remedy as one Chinese sentence or two."""
        return self._sentence(self.place)

    def at_rows(self, rows: Sequence[int]) -> str:
        """Return the sentence of a fault that is the same in several rows."""
        return self._sentence(self._place(rows))

    def _sentence(self, where: str) -> str:
        place = f"{where}：" if where else ""
        value = f"值“{self.value}”" if self.value is not None else ""
        return f"{place}{value}{_ended(self.message)}{_ended(self.remedy)}"


def sentences(faults: Iterable[Fault]) -> list[str]:
    """Return the faults in words; those that differ by nothing but their row are said together, at the first."""
    rows: dict[Fault, list[int]] = {}
    for fault in faults:
        rows.setdefault(replace(fault, row=None), []).extend([] if fault.row is None else [fault.row])
    return [fault.at_rows(found) for fault, found in rows.items()]


class _Faulty(Exception):
    """An exception that carries the whole list of faults, never the first only."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class WorkbookRefused(_Faulty):
    """A file refused as a whole: nothing of it was read. `faults` says why and what to do."""


class OutputRefused(_Faulty):
    """A file that could not be written. The target is as it was before; nothing half-written remains."""


def refuse(code: str, message: str, remedy: str, *, sheet: str | None = None) -> WorkbookRefused:
    """Return the refusal of a whole file for one reason."""
    return WorkbookRefused([Fault(code, message, remedy, sheet=sheet)])


def shorten(text: str, longest: int = _LONGEST_VALUE) -> str:
    """Return the text on one line and at most `longest` characters long, an ellipsis for the rest."""
    line = " ".join(text[: longest * 4].split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def mask(text: str) -> str:
    """Return a sensitive value so that its owner recognises it and nobody else learns it."""
    hidden = max(len(text) - 4, 0)
    return f"{text[:2]}{'*' * hidden}{text[-2:]}" if hidden >= 4 else "*" * len(text)


def listing(names: Iterable[str], most: int = 30) -> str:
    """Return names in Chinese quotation marks, the rest counted."""
    listed = list(names)
    text = "".join(f"“{name}”" for name in listed[:most])
    return text if len(listed) <= most else f"{text}等 {len(listed)} 个"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(_END) or not sentence else f"{sentence}。"
