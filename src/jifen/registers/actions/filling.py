"""Filling in a register for the whole branch at once, correcting a line, striking one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.refusals import Invalid, NotFound
from jifen.orgs.models import Person
from jifen.registers.actions.fitting import Filled, list_faults
from jifen.registers.actions.saving import note, open_occasion, save_occasion
from jifen.registers.errors import LineTaken
from jifen.registers.models import Occasion, RegisterLine
from jifen.registers.queries import get_line_for, list_people_of
from jifen.registers.states.acts import Act
from jifen.registers.states.occasions import LINE, LineState


def fill_occasion(
    *,
    actor: Actor,
    at: datetime,
    occasion_id: UUID | str,
    version: int,
    filled: Mapping[str, Filled],
    reason: str = "",
) -> Occasion:
    """Enter what is said of people, by their ids; whoever is not named stays as he is.

    Lines that were entered before and now differ are corrected: that takes a `reason`. Raises `NotFound` (also for
    somebody of whom the register does not ask), `NotAllowed`, `NotNow`, `LineTaken`, `Invalid` with every fault by
    `<field>-<id of the person>`.
    """
    with transaction.atomic():
        occasion = open_occasion(actor, occasion_id, Act.FILL_OCCASION, version)
        people = {str(person.pk): person for person in list_people_of(occasion)}
        if set(filled) - set(people):
            raise NotFound
        # A period may take lines while they are corrected here: one of the two waits.
        standing = occasion.lines.select_for_update().exclude(state=LineState.STRUCK).order_by("pk")
        kept = {str(row.person_id): row for row in standing}
        fresh = {key: one for key, one in filled.items() if key not in kept}
        changed = {key: one for key, one in filled.items() if key in kept and _differs(kept[key], one)}
        _refuse_taken(kept, changed, people)
        said = {**fresh, **changed}
        faults = dict(list_faults(occasion, said, people, timezone.localdate(at)))
        if changed and not reason.strip():
            names = "、".join(str(people[key]) for key in changed)
            faults["reason"] = f"{names}已经登记过，现在改了：请写明更正的原因。"
        if faults:
            raise Invalid(**faults)
        target = LINE.find(Act.FILL_OCCASION, None).target
        RegisterLine.objects.bulk_create(
            RegisterLine(occasion=occasion, person=people[key], state=target, **_values(one))
            for key, one in fresh.items()
        )
        for key, one in changed.items():
            row = kept[key]
            for name, value in _values(one).items():
                setattr(row, name, value)
            row.state = LINE.find(Act.FILL_OCCASION, row.state).target
            row.corrected = reason.strip()[:200]
            row.save(update_fields=[*_values(one), "state", "corrected"])
        save_occasion(occasion, Act.FILL_OCCASION)
        detail = {"entered": len(fresh), "corrected": len(changed)}
        note(occasion, Act.FILL_OCCASION, actor=actor, at=at, detail=detail)
        return occasion


def strike_line(
    *, actor: Actor, at: datetime, line_id: UUID | str, version: int, reason: str
) -> RegisterLine:
    """Strike a line, saying why; it stays to be read. `version` is that of its register.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `LineTaken`, `Invalid`.
    """
    with transaction.atomic():
        occasion = open_occasion(actor, get_line_for(actor, line_id).occasion_id, Act.STRIKE_LINE, version)
        row = RegisterLine.objects.select_for_update(of=("self",)).select_related("person").get(pk=line_id)
        if row.state is LineState.TAKEN:
            raise LineTaken(f"{row.person}的这一条已经被{row.taken_by}采用；先在那里退回，再来作废。")
        move = LINE.find(Act.STRIKE_LINE, row.state)
        if not reason.strip():
            raise Invalid(reason="请写明作废的原因。")
        row.state, row.struck = move.target, reason.strip()[:200]
        row.save(update_fields=["state", "struck"])
        save_occasion(occasion, Act.STRIKE_LINE)
        note(occasion, Act.STRIKE_LINE, actor=actor, at=at, detail={"person": str(row.person_id)})
        row.occasion = occasion
        return row


def _values(one: Filled) -> dict[str, object]:
    return {
        "outcome": one.outcome,
        "done_on": one.done_on,
        "number": one.number,
        "who": one.who.strip(),
        **({} if one.note is None else {"note": one.note.strip()}),
    }


def _differs(row: RegisterLine, one: Filled) -> bool:
    before = (row.outcome, row.done_on, row.number, row.who)
    said = one.note is not None and one.note.strip() != row.note.reveal()
    return said or before != (one.outcome, one.done_on, one.number, one.who.strip())


def _refuse_taken(
    kept: Mapping[str, RegisterLine], changed: Mapping[str, Filled], people: Mapping[str, Person]
) -> None:
    taken = [
        f"{people[key]}（{kept[key].taken_by}）" for key in changed if kept[key].state is LineState.TAKEN
    ]
    if taken:
        raise LineTaken(f"已经采用的不能改：{'、'.join(taken)}；先在那里退回，再来更正。")
