"""Entering a person into a branch."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.orm import index_of
from jifen.common.refusals import Invalid
from jifen.orgs.actions.people.checking import clean_details, find_faults
from jifen.orgs.actions.people.pinyin import spell
from jifen.orgs.actions.recording import about
from jifen.orgs.models import Membership, Organization, Person, StandingEvent
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say
from jifen.orgs.states.identity import birth_on_of, find_id_fault, sex_of
from jifen.orgs.states.people import ON_ROSTER, Sex, Standing
from jifen.orgs.states.transfers import MembershipStart

DETAILS = (
    "mark", "member_no", "sex", "ethnicity", "birth_on", "id_no", "phone", "landline", "address", "health_note",
    "native_place", "education", "degree", "work_started_on", "work_post", "employer", "remark", "joined_on",
    "converted_on",
)  # fmt: skip


def enter_person(
    *,
    actor: Actor,
    at: datetime,
    branch_id: UUID | str,
    name: str,
    standing: Standing,
    on: date,
    basis: Basis | None = None,
    known_as: UUID | None = None,
    **details: Any,
) -> Person:
    """Enter a person who already has a standing (from paper or an older register), or a new applicant.

    `on` is the first day in this branch. `details` are fields of `DETAILS`; `known_as`: the identity under which older
    books know him, where the register was lost. Raises `NotAllowed`, or `Invalid` with a sentence per field.
    """
    with transaction.atomic():
        branch = get_organization_for(actor, branch_id, lock=True)
        may(actor, Act.ENTER_PERSON, branch.place).require()
        details = fill_from_id_no(clean_details(details))
        name = name.strip()
        _refuse_faults(branch, name, standing, on, details, timezone.localdate(at))
        person = new_person(name=name, standing=standing, branch=branch, **details)
        person.pk = known_as or person.pk
        person.save(force_insert=True)
        join(person, branch, on=on, at=at, start=MembershipStart.ENTERED, basis=basis)
        record(
            actor=actor,
            at=at,
            act=Act.ENTER_PERSON,
            place=branch.place,
            subject=about(person),
            basis=basis,
            detail={"standing": standing.value, "on": on.isoformat()},
        )
        return person


def new_person(*, name: str, standing: Standing, branch: Organization, **details: Any) -> Person:
    """Return a person not saved yet, with what is derived from his data: pinyin and blind indexes."""
    if unknown := set(details) - set(DETAILS):
        raise TypeError(f"no such detail: {', '.join(sorted(unknown))}")
    person = Person(name=name.strip(), standing=standing, branch=branch, **details)
    person.pinyin = spell(person.name)
    person.id_index = index_of("orgs.person.id_no", str(details.get("id_no", "")))
    person.phone_index = index_of("orgs.person.phone", str(details.get("phone", "")))
    return person


def join(
    person: Person,
    branch: Organization,
    *,
    on: date,
    at: datetime,
    start: MembershipStart,
    basis: Basis | None,
) -> None:
    """Write the first membership and the standing a person comes with."""
    Membership.objects.create(person=person, branch=branch, from_on=on, start=start)
    StandingEvent.objects.create(
        person=person,
        act=Act.ENTER_PERSON,
        target=person.standing,
        on=on,
        branch=branch,
        basis=basis,
        entered_at=at,
    )


def _refuse_faults(
    branch: Organization, name: str, standing: Standing, on: date, details: dict[str, Any], today: date
) -> None:
    """Raise `Invalid` with everything that is wrong with a new person."""
    faults = find_faults(branch, name, standing, details, today=today)
    if not branch.is_branch:
        faults["branch"] = f"{branch.full_name}是{branch.kind.label}，人员请登记到党支部。"
    if standing not in ON_ROSTER:
        faults["standing"] = f"“{standing.label}”的同志不用登记到名册。"
    born = details.get("birth_on")
    if on > today:
        faults["on"] = f"到本支部的日期{say(on)}还没有到，请核对。"
    elif born and on <= born:
        faults["on"] = f"到本支部的日期{say(on)}不晚于出生日期{say(born)}，请核对。"
    if faults:
        raise Invalid(**faults)


def fill_from_id_no(details: dict[str, Any]) -> dict[str, Any]:
    """Return details with the birth date and sex that a right identity number says, where they are empty."""
    id_no = str(details.get("id_no") or "")
    if not id_no or find_id_fault(id_no):
        return details
    filled = dict(details)
    filled["birth_on"] = details.get("birth_on") or birth_on_of(id_no)
    if details.get("sex", Sex.UNKNOWN) in ("", Sex.UNKNOWN):
        filled["sex"] = sex_of(id_no)
    return filled
