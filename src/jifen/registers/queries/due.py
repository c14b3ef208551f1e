"""What is due in this room for an office: its own branch's registers, in one short question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from jifen.common.actor import Actor
from jifen.common.orm import fetch_each
from jifen.registers.models import Occasion, RegisterLine
from jifen.registers.permissions import RULES
from jifen.registers.states.due import (
    ACT_OF,
    MONTHS,
    SOON_DAYS,
    WARNED,
    DueKind,
    months_on_end,
    name_of_quarter,
    reports_wanted_by,
)
from jifen.registers.states.kinds import OccasionKind, Said
from jifen.registers.states.occasions import LineState, OccasionState
from jifen.rules.period import add_months

_MOST = 20


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: what, where, by which day, and the branch or register whose page it is done on."""

    kind: DueKind
    what: str
    organization: str
    subject_id: UUID
    by: date | None = None
    late: bool = False


def list_due(actor: Actor, on: date) -> list[Due]:
    """Return what the desk of a branch has to enter or to ask about on a day.

    Dues of last month, and reports of a quarter, are only asked for where the branch keeps them here: once it began.
    """
    hat = actor.hat
    if hat is None or not hat.organization_id:
        return []
    if not all(actor.role in RULES[act].roles for act in ACT_OF.values()):
        return []
    last = (on.replace(day=1) - timedelta(days=1)).replace(day=1)
    branch = UUID(hat.organization_id)
    here = Occasion.objects.filter(branch=branch, state=OccasionState.OPEN)
    dues = here.filter(kind=OccasionKind.DUES)
    newer = Occasion.objects.filter(branch=OuterRef("branch"), state=OccasionState.OPEN, month__gte=last)
    wanted = reports_wanted_by(on)
    reports = here.filter(kind=OccasionKind.THOUGHT_REPORT)
    later = Occasion.objects.filter(
        branch=OuterRef("branch"), state=OccasionState.OPEN, kind=OccasionKind.THOUGHT_REPORT,
        on__gt=add_months(wanted.replace(day=1), -2) - timedelta(days=1),
    )  # fmt: skip
    filled = RegisterLine.objects.filter(occasion=OuterRef("pk")).exclude(state=LineState.STRUCK)
    unpaid = RegisterLine.objects.filter(
        occasion__branch=branch,
        occasion__kind=OccasionKind.DUES,
        occasion__on__lt=on,
        occasion__month__gte=add_months(last, -MONTHS),
        outcome=Said.UNPAID,
    ).exclude(state=LineState.STRUCK)
    empty = here.filter(~Exists(filled), on__lte=on + timedelta(days=SOON_DAYS))
    found = fetch_each(
        {
            "dues": dues.filter(~Exists(newer)).select_related("branch").order_by("-month", "pk"),
            "reports": reports.filter(~Exists(later)).select_related("branch").order_by("-on", "pk"),
            "empty": empty.select_related("branch").order_by("on", "pk"),
            "unpaid": unpaid.select_related("occasion__branch", "person").order_by("occasion__month", "pk"),
        }
    )
    return [
        *_to_begin(found["dues"], last),
        *_to_begin_reports(found["reports"], wanted, on),
        *(_to_fill(row, on) for row in found["empty"][:_MOST]),
        *_to_ask(found["unpaid"]),
    ]


def _to_begin(rows: list[Occasion], last: date) -> Iterator[Due]:
    for row in rows[:1]:
        what = f"{row.branch}{last.year}年{last.month}月的党费还没有登记"
        yield Due(DueKind.BEGIN_DUES, what, str(row.branch), row.branch.pk)


def _to_begin_reports(rows: list[Occasion], wanted: date, on: date) -> Iterator[Due]:
    for row in rows[:1]:
        what = f"{row.branch}{name_of_quarter(wanted)}还没有登记"
        yield Due(DueKind.BEGIN_REPORTS, what, str(row.branch), row.branch.pk, wanted, wanted < on)


def _to_fill(row: Occasion, on: date) -> Due:
    what = f"{row}还没有填每个人的情况"
    return Due(DueKind.FILL_OCCASION, what, str(row.branch), row.pk, row.on, row.on < on)


def _to_ask(rows: list[RegisterLine]) -> Iterator[Due]:
    """Yield of whom it is to be found out why no dues came for months on end: never a verdict (REG-24)."""
    by_person: dict[UUID, list[RegisterLine]] = defaultdict(list)
    for row in rows:
        by_person[row.person_id].append(row)
    latest = max((_count(row) for row in rows), default=0)
    warned = []
    for lines in by_person.values():
        months = months_on_end(frozenset(_count(row) for row in lines), latest)
        if months in WARNED:
            warned.append((months, lines[-1]))
    for months, row in sorted(warned, key=lambda one: (-one[0], one[1].person.pinyin, str(one[1].person_id))):
        what = f"{row.person}连续 {months} 个月登记为没有交党费，请核实原因，及时提醒、帮助"
        yield Due(DueKind.ASK_WHY, what, str(row.occasion.branch), row.occasion.pk)


def _count(row: RegisterLine) -> int:
    month = row.occasion.month
    assert month is not None  # the table holds one for dues
    return month.year * 12 + month.month
