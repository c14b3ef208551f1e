"""Coming back: somebody known here, who was transferred out of this installation, brings a letter from outside."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, Decider
from jifen.common.orm import index_of
from jifen.common.refusals import Invalid
from jifen.orgs.actions.recording import about
from jifen.orgs.models import Membership, Person, User
from jifen.orgs.permissions import may, may_act_on
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say
from jifen.orgs.states.organizations import OrganizationState
from jifen.orgs.states.people import MEMBERS
from jifen.orgs.states.transfers import MembershipStart


def take_back(
    *,
    actor: Actor,
    at: datetime,
    branch_id: UUID | str,
    name: str,
    id_no: str,
    on: date,
    basis: Basis,
    decider: Decider | None = None,
) -> Person:
    """Open a membership again for somebody who had been transferred to outside; `basis` is the letter he brings.

    He is found by name and identity number together, so that nobody can look others up. Raises `NotFound`,
    `NotAllowed`, `Invalid`.
    """
    with transaction.atomic():
        branch = get_organization_for(actor, branch_id, lock=True)
        may(actor, Act.ACCEPT_TRANSFER, branch.place).require()
        if not branch.is_branch or branch.state is not OrganizationState.ACTIVE:
            raise Invalid(name=f"{branch}不是正常的党支部，不能接收组织关系。")
        wanted = index_of("orgs.person.id_no", id_no.strip())
        rows = Person.objects.select_for_update().filter(same_as__isnull=True, branch__isnull=True)
        person = rows.filter(id_index=wanted, name=name.strip(), standing__in=MEMBERS).first()
        if not id_no.strip() or person is None:
            raise Invalid(
                name="没有找到从本系统转出、姓名和公民身份号码都对得上的党员；从没有登记过的，请办理登记人员。"
            )
        may_act_on(actor, Act.ACCEPT_TRANSFER, branch.place, subject_id=str(person.pk)).require()
        last = person.memberships.order_by("-to_on", "-from_on", "id").first()
        if last and last.to_on and on < last.to_on:
            raise Invalid(on=f"接收日期{say(on)}早于{person}转出的日期{say(last.to_on)}，请核对。")
        Membership.objects.create(
            person=person, branch=branch, from_on=on, start=MembershipStart.TRANSFERRED_IN
        )
        Person.objects.filter(pk=person.pk).update(branch=branch, version=F("version") + 1)
        User.objects.filter(person=person).update(branch=branch)
        record(
            actor=actor,
            at=at,
            act=Act.ACCEPT_TRANSFER,
            place=branch.place,
            subject=about(person),
            basis=basis,
            decider=decider,
            detail={"on": on.isoformat(), "from": ""},
        )
        person.refresh_from_db()
        return person
