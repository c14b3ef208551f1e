"""Changing what is known of a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.audit.queries import get_last_writing_on
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.decision import Decision, allowed_if
from jifen.common.orm import index_of
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.actions.people.checking import clean_details, find_faults
from jifen.orgs.actions.people.entering import DETAILS, fill_from_id_no
from jifen.orgs.actions.people.pinyin import spell
from jifen.orgs.actions.people.saving import refuse_duplicate, save_person
from jifen.orgs.actions.recording import about
from jifen.orgs.errors import EditedMeanwhile
from jifen.orgs.models import Person
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_person_for
from jifen.orgs.states.acts import Act

NOT_OWN = frozenset({"name", "id_no", "birth_on", "member_no", "joined_on", "converted_on"})
"""What nobody changes about himself: what makes him who he is, and since when he is what he is."""

_DAYS = ("birth_on", "work_started_on", "joined_on", "converted_on")


def edit_person(
    *,
    actor: Actor,
    at: datetime,
    person_id: UUID | str,
    version: int,
    basis: Basis | None = None,
    **changes: Any,
) -> Person:
    """Change fields of a person (`name` and those of `DETAILS`); an empty text clears a field.

    `version` is the one the changes were made on. Raises `EditedMeanwhile` where somebody else was faster,
    `NotAllowed`, `Invalid` with a sentence per field, `Blocked` where nothing is to be changed.
    """
    if unknown := set(changes) - {"name", *DETAILS}:
        raise TypeError(f"no such field: {', '.join(sorted(unknown))}")
    with transaction.atomic():
        person = get_person_for(actor, person_id, lock=True)
        may(actor, Act.EDIT_PERSON, person.place).require()
        _may_change_own(actor, person, changes).require()
        refuse_duplicate(person)
        if version != person.version:
            raise _meanwhile(person)
        if not changes:
            raise Blocked("没有改动任何内容。")
        changes = clean_details(changes)
        known = {"mark": person.mark, "sex": person.sex, **{day: getattr(person, day) for day in _DAYS}}
        filled = fill_from_id_no({**known, **changes})
        changes |= {name: filled[name] for name in ("birth_on", "sex") if filled[name] != known[name]}
        name = changes.get("name", person.name)
        faults = find_faults(
            person.branch,
            name,
            person.standing,
            {**filled, **changes},
            today=timezone.localdate(at),
            person=person,
        )
        if faults:
            raise Invalid(**faults)
        for field, value in changes.items():
            setattr(person, field, value)
        save_person(person, *changes, *_derive(person, changes))
        record(
            actor=actor,
            at=at,
            act=Act.EDIT_PERSON,
            place=person.place,
            subject=about(person),
            basis=basis,
            detail={"fields": sorted(changes), "version": person.version},
        )
        return person


def _derive(person: Person, changes: dict[str, Any]) -> list[str]:
    """Set what follows from changed fields, and name it."""
    derived = []
    if "name" in changes:
        person.pinyin = spell(person.name)
        derived.append("pinyin")
    for field, index in (("id_no", "id_index"), ("phone", "phone_index")):
        if field in changes:
            setattr(person, index, index_of(f"orgs.person.{field}", str(changes[field] or "")))
            derived.append(index)
    return derived


def _may_change_own(actor: Actor, person: Person, changes: dict[str, Any]) -> Decision:
    own = sorted(NOT_OWN & set(changes)) if actor.is_person(str(person.pk)) else []
    labels = "、".join(str(Person._meta.get_field(name).verbose_name) for name in own)  # type: ignore[union-attr]
    return allowed_if(
        not own, f"本人的{labels}不能由本人修改，请由本支部其他有权的同志或上级党委组织员办理。"
    )


def _meanwhile(person: Person) -> EditedMeanwhile:
    """Say who changed what since the form was opened."""
    last = get_last_writing_on(str(person.pk))
    if last is None:
        return EditedMeanwhile("有别的同志", "改过这份登记", person.version)
    who = f"{last.actor_name}（{last.hat}）" if last.hat else last.actor_name
    fields = [field for field in last.detail.get("fields", ()) if field in {"name", *DETAILS}]
    labels = "、".join(str(Person._meta.get_field(field).verbose_name) for field in fields)  # type: ignore[union-attr]
    return EditedMeanwhile(who, f"改过“{labels}”" if labels else f"办理过“{last.label}”", person.version)
