"""Whose handbook was compared with the decided sheet, and who still has to bring his."""

from __future__ import annotations

from uuid import UUID

from jifen.cycles.models import Cycle, Reconciliation
from jifen.cycles.queries.cycles import list_members_of
from jifen.cycles.states.procedure import Procedure
from jifen.cycles.states.reconciling import DONE, Compared
from jifen.orgs.models import Person


def list_reconciliations(cycle: Cycle) -> dict[UUID, Reconciliation]:
    """Return person → what was found, of a period that is being shown."""
    rows = Reconciliation.objects.filter(cycle=cycle).select_related("person")
    return {row.person_id: row for row in rows}


def list_unreconciled(cycle: Cycle) -> list[Person]:
    """Return who takes part in a period and did not bring his handbook yet, by pinyin."""
    known = list_reconciliations(cycle)
    return [person for person in list_members_of(cycle) if person.pk not in known]


def say_unreconciled(cycle: Cycle, procedure: Procedure) -> list[str]:
    """Return why a period cannot be shown for want of the comparison; empty where it can (S3-二-二-(4)i)."""
    if not procedure.reconciles_first:
        return []
    book, said = procedure.handbook, []
    if missing := list_unreconciled(cycle):
        names = "、".join(str(person) for person in missing)
        said.append(f"办法规定{book}核对无误再公布，还有 {len(missing)} 人没有核对：{names}。")
    rows = list_reconciliations(cycle).values()
    if differing := [str(row.person) for row in rows if Compared(row.outcome) not in DONE]:
        said.append(f"{'、'.join(differing)}的{book}和评定表不一致，还没有查清。")
    return said
