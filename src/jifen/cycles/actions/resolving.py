"""An objection was upheld before posting: the notice comes down, and the body decides once more (domain §8.4)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked
from jifen.cycles.actions.saving import note, note_declaration, open_cycle_for, save_cycle, save_declaration
from jifen.cycles.models import Cycle, Reconciliation
from jifen.cycles.queries import list_declarations_of, notice_of
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import DeclarationState
from jifen.cycles.states.reconciling import Compared
from jifen.publicity.actions import withdraw_notice
from jifen.publicity.queries import list_open_objections, list_upheld, say_undecided
from jifen.publicity.states.notices import Origin

_DECIDED = frozenset({DeclarationState.ACCEPTED, DeclarationState.REJECTED})


def resolve_objection(*, actor: Actor, at: datetime, cycle_id: UUID | str, version: int) -> Cycle:
    """Take a period back to its register after an objection was upheld, and its notice down with it.

    What was decided is registered again (a deduction stays heard), so that facts can be put right before the body
    decides by a new resolution and everything is shown again. Whoever compared his handbook compares it anew.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked`: no objection to this notice was upheld, or one is open.
    """
    with transaction.atomic():
        cycle = open_cycle_for(actor, cycle_id, Act.RESOLVE_OBJECTION, version)
        if why := say_undecided(list_open_objections(Origin.CYCLE, str(cycle.pk))):
            raise Blocked(why)
        notice = notice_of(cycle)
        upheld = list_upheld(notice) if notice else []
        if notice is None or not upheld:
            raise Blocked("这一期的公示没有处理决定是更正的异议，不用重新评定；填错了的，撤下公示重新拟定。")
        named = "、".join(map(str, upheld))
        withdraw_notice(
            actor=actor,
            at=at,
            notice_id=notice.pk,
            version=notice.version,
            reason=f"{named}的处理决定是更正，重新评定",
        )
        rows = [row for row in list_declarations_of(cycle) if row.state in _DECIDED]
        for row in rows:
            row.cycle = cycle
            act = Act.REOPEN_DEDUCTION if row.is_deduction else Act.REOPEN_GAIN
            save_declaration(row, act, points=None, item="", decision=None, verdict="")
            note_declaration(row, act, actor=actor, at=at)
        Reconciliation.objects.filter(cycle=cycle, outcome=Compared.AGREES).delete()
        save_cycle(cycle, Act.RESOLVE_OBJECTION, review=None, decision=None, deviation="", sheet=None)
        told = {"objections": len(upheld), "reopened": len(rows)}
        note(cycle, Act.RESOLVE_OBJECTION, actor=actor, at=at, basis=upheld[-1].last_basis, detail=told)
        return cycle
