"""What was typed into the page of a register, person by person; every fault stays at its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jifen.orgs.models import Person
from jifen.registers.actions import Filled
from jifen.registers.models import Occasion, RegisterLine
from jifen.registers.states.kinds import Form, OccasionKind, Said
from jifen.workbook.days import to_day
from jifen.workbook.quantities import to_number

OUTCOME, DONE, NUMBER, WHO, NOTE = "outcome", "done", "number", "who", "note"
NAME = "姓名"


@dataclass
class Cells:
    """The cells of one person as texts, with what is wrong with each."""

    person: Person
    line: RegisterLine | None
    texts: dict[str, str]
    faults: dict[str, str] = field(default_factory=dict)
    remark: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is said of him."""
        return not any(self.texts.values())


def columns_of(form: Form) -> tuple[tuple[str, str], ...]:
    """Return the columns of a register after the name: field and heading."""
    wanted = (
        (OUTCOME, "情况"), (DONE, form.done), (NUMBER, form.number), (WHO, form.who), (NOTE, "说明"),
    )  # fmt: skip
    return tuple((name, heading) for name, heading in wanted if heading)


def rows_of(
    occasion: Occasion, people: Sequence[Person], lines: Mapping[str, RegisterLine], sent: Mapping[str, str]
) -> list[Cells]:
    """Return the cells of everybody: as sent, else as they were entered. Closed notes are never shown again."""
    rows = []
    for person in people:
        key, line = str(person.pk), lines.get(str(person.pk))
        known = _texts_of(line)
        texts = {
            name: sent.get(f"{name}-{key}", known[name]).strip() for name, _ in columns_of(occasion.form)
        }
        rows.append(Cells(person, line, texts))
    return rows


def read_filled(occasion: Occasion, rows: Sequence[Cells], *, rest: bool) -> dict[str, Filled]:
    """Return what the cells say by id of the person; faults are written beside them.

    `rest`: of whom nothing is said it is said what is usual, but for those of whom nothing is demanded.
    """
    filled = {}
    for row in rows:
        if row.is_empty and rest and not (row.remark and occasion.form.freed) and occasion.form.usual:
            row.texts[OUTCOME] = occasion.form.usual.value
        if row.is_empty and row.line is None:
            continue
        one = _read(occasion, row)
        if one is not None:
            filled[str(row.person.pk)] = one
    return filled


def _read(occasion: Occasion, row: Cells) -> Filled | None:
    """Return what the cells of one person say; None where one of them cannot be read."""
    texts, form = row.texts, occasion.form
    done = to_day(texts.get(DONE, ""))
    if done is not None and not isinstance(done, date):
        row.faults[DONE] = f"“{texts[DONE]}”{done.message}，{done.remedy}。"
    number = to_number(texts.get(NUMBER, ""))
    if number is not None and not isinstance(number, Decimal):
        row.faults[NUMBER] = f"“{texts[NUMBER]}”{number.message}，{number.remedy}。"
    elif number is not None and (number * 100 != int(number * 100) or number < 0):
        row.faults[NUMBER] = "请填不小于 0、最多两位小数的数。"
    code = texts[OUTCOME] or _from_day(occasion, done if isinstance(done, date) else None)
    if code not in set(form.outcomes) and (code or DONE not in row.faults):
        said = "、".join(one.label for one in form.outcomes)
        row.faults[OUTCOME] = _no_outcome(row, code, said)
    if row.faults:
        return None
    return Filled(
        Said(code),
        done if isinstance(done, date) else None,
        int(number * 100) if isinstance(number, Decimal) else None,
        texts.get(WHO, ""),
        texts[NOTE] or None,
    )


def _no_outcome(row: Cells, code: str, said: str) -> str:
    if code:
        return f"没有“{code}”这一种，可以填：{said}。"
    if row.line is not None:
        return "已经登记过的不能清空；登记错了的，请作废这一条。"
    return f"请选情况：{said}。"


def _from_day(occasion: Occasion, done: date | None) -> str:
    """Return what follows from the day alone: of dues and reports the day says whether it was in time."""
    if done is None:
        return ""
    late = done > occasion.on
    if occasion.kind is OccasionKind.DUES:
        return Said.PAID_LATE if late else Said.PAID
    if occasion.kind is OccasionKind.THOUGHT_REPORT:
        return Said.HANDED_IN_LATE if late else Said.HANDED_IN
    return ""


def _texts_of(line: RegisterLine | None) -> dict[str, str]:
    if line is None:
        return dict.fromkeys((OUTCOME, DONE, NUMBER, WHO, NOTE), "")
    number = "" if line.number is None else f"{Decimal(line.number) / 100:f}"
    return {
        OUTCOME: line.outcome.value,
        DONE: line.done_on.isoformat() if line.done_on else "",
        NUMBER: number,
        WHO: line.who,
        NOTE: "",
    }
