"""Whether what is said of people fits the register: its kind, its day, what was demanded of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jifen.orgs.models import Person
from jifen.orgs.states.guards import say
from jifen.registers.models import Occasion, RegisterLine
from jifen.registers.queries import list_remarks
from jifen.registers.states.kinds import Form, OccasionKind, Said

MOST_NUMBER = 10_000_000
"""Hundredths of a figure at most."""
NOTE_LENGTH = 200
"""Characters of a note at most."""
_IN_TIME = frozenset({Said.PAID, Said.HANDED_IN, Said.DONE, Said.OVERFULFILLED})
_NOT_AT_ALL = frozenset({Said.UNPAID, Said.MISSING, Said.NOT_DONE})
_MARKED = frozenset({Said.PASSED, Said.FAILED})


@dataclass(frozen=True, slots=True)
class Filled:
    """What is typed of one person; `number` in hundredths; `note` None leaves what was written before."""

    outcome: Said
    done_on: date | None = None
    number: int | None = None
    who: str = ""
    note: str | None = None


def list_faults(
    occasion: Occasion, filled: Mapping[str, Filled], people: Mapping[str, Person], today: date
) -> Iterator[tuple[str, str]]:
    """Yield what does not fit, as `<field>-<id of the person>` and a sentence; also who is excused without ground."""
    excused = [people[key] for key, one in filled.items() if one.outcome is Said.EXCUSED]
    freed = list_remarks(excused, occasion.on)
    for key, one in filled.items():
        for field, said in _list_of(occasion, occasion.form, one, today):
            yield f"{field}-{key}", f"{people[key]}：{said}"
        if one.outcome is Said.EXCUSED and people[key].pk not in freed:
            said = "那天没有登记老弱病残或者不作硬性要求，请填请假或缺席，或者先在本人页面登记情况。"
            yield f"outcome-{key}", f"{people[key]}：{said}"
        if occasion.kind is OccasionKind.FINDING and occasion.basis is None and not one.who.strip():
            yield f"who-{key}", f"{people[key]}：请写谁看见的，或者先在登记信息里写明依据。"


def list_misfits(occasion: Occasion, on: date, lines: list[RegisterLine], today: date) -> list[str]:
    """Return whose line would not fit any more if a register were of another day."""
    moved = Occasion(branch=occasion.branch, kind=occasion.kind, on=on)
    return [
        f"{row.person}（{row}{f'，{say(row.done_on)}' if row.done_on else ''}）"
        for row in lines
        if any(_list_of(moved, occasion.form, Filled(row.outcome, row.done_on, row.number, row.who), today))
    ]


def _list_of(occasion: Occasion, form: Form, one: Filled, today: date) -> Iterator[tuple[str, str]]:
    if one.outcome not in form.outcomes:
        yield "outcome", f"{form.kind.label}没有“{one.outcome.label}”这一种。"
        return
    if one.done_on is None and one.outcome in form.dated:
        yield "done", f"“{one.outcome.label}”要填{form.done}。"
    if one.done_on is not None:
        if not form.done:
            yield "done", f"{form.kind.label}不填办理日期。"
        elif one.done_on > today:
            yield "done", f"{form.done}{say(one.done_on)}还没有到。"
        elif one.outcome in form.dated and one.done_on <= occasion.on:
            yield (
                "done",
                f"{form.done}{say(one.done_on)}没有晚于{form.on}{say(occasion.on)}，不是{one.outcome.label}。",
            )
        elif one.outcome in _IN_TIME and one.done_on > occasion.on:
            yield (
                "done",
                f"{form.done}{say(one.done_on)}晚于{form.on}{say(occasion.on)}，不是{one.outcome.label}。",
            )
        elif one.outcome in _NOT_AT_ALL:
            yield "done", f"“{one.outcome.label}”不填{form.done}。"
    if one.number is not None and not form.number:
        yield "number", f"{form.kind.label}不填数。"
    if one.number is not None and not 0 <= one.number <= MOST_NUMBER:
        yield "number", f"{form.number}请填 0 到 {MOST_NUMBER // 100}。"
    if form.kind is OccasionKind.EXAM and one.outcome in _MARKED and one.number is None:
        yield "number", "请填成绩。"
    if len(one.who.strip()) > 60:
        yield "who", f"{form.who}最多 60 字。"
    if len((one.note or "").strip()) > NOTE_LENGTH:
        yield "note", f"说明最多 {NOTE_LENGTH} 字；更长的请写在纸上，这里写它在哪里。"
