"""Entering a person into a branch."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.orm import index_of
from jifen.common.refusals import Invalid
from jifen.orgs.actions.people.pinyin import spell
from jifen.orgs.actions.recording import about
from jifen.orgs.models import Membership, Organization, Person, StandingEvent
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import ON_ROSTER, Standing
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
    **details: Any,
) -> Person:
    """Enter a person who already has a standing (from paper or an older register), or a new applicant.

    `on` is the first day in this branch. `details` are fields of `DETAILS`. Raises `NotAllowed`, or `Invalid` with a
    sentence per field.
    """
    with transaction.atomic():
        branch = get_organization_for(actor, branch_id, lock=True)
        may(actor, Act.ENTER_PERSON, branch.place).require()
        _refuse_faults(branch, name, standing, details)
        person = new_person(name=name, standing=standing, branch=branch, **details)
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


def _refuse_faults(branch: Organization, name: str, standing: Standing, details: dict[str, Any]) -> None:
    """Raise `Invalid` with everything that is wrong with a new person."""
    faults: dict[str, str] = {}
    if not branch.is_branch:
        faults["branch"] = f"{branch.full_name}是{branch.kind.label}，人员请登记到党支部。"
    if not name.strip():
        faults["name"] = "请填写姓名。"
    if standing not in ON_ROSTER:
        faults["standing"] = f"“{standing.label}”的同志不用登记到名册。"
    id_no = str(details.get("id_no", ""))
    same = Person.objects.filter(id_index=index_of("orgs.person.id_no", id_no), same_as__isnull=True)
    if id_no and (other := same.select_related("branch").first()):
        where = f"在{other.branch.full_name}" if other.branch == branch else "在其他支部"
        faults["id_no"] = f"这个公民身份号码已经{where}登记过，请核对；如果是转入，请办理组织关系转接。"
    joined, converted = details.get("joined_on"), details.get("converted_on")
    if joined and converted and converted < joined:
        faults["converted_on"] = f"转正日期{converted}早于入党日期{joined}，请核对。"
    if faults:
        raise Invalid(**faults)
