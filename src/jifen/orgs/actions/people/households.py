"""Households of a branch, for schemes that keep an account by household."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.refusals import Invalid
from jifen.orgs.actions.people.saving import refuse_duplicate, save_person
from jifen.orgs.actions.recording import about
from jifen.orgs.models import Household, HouseholdMember, Organization, Person
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_household_for, get_organization_for, get_person_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import say
from jifen.orgs.states.people import ON_ROSTER


def form_household(
    *,
    actor: Actor,
    at: datetime,
    branch_id: UUID | str,
    number: str,
    head_id: UUID | str,
    member_ids: Collection[UUID | str] = (),
    on: date,
) -> Household:
    """Form a household of its head and others of the branch. Raises `NotFound`, `NotAllowed`, `Invalid`."""
    with transaction.atomic():
        branch = get_organization_for(actor, branch_id, lock=True)
        may(actor, Act.FORM_HOUSEHOLD, branch.place).require()
        head = get_person_for(actor, head_id, lock=True)
        wanted = {str(head.pk), *map(str, member_ids)}
        people = [get_person_for(actor, pk, lock=True) for pk in sorted(wanted)]
        _refuse_faults(branch, number, people, on, timezone.localdate(at))
        household = Household.objects.create(branch=branch, number=number.strip(), head=head)
        for person in people:
            HouseholdMember.objects.create(household=household, person=person, from_on=on)
            save_person(person)
        record(
            actor=actor,
            at=at,
            act=Act.FORM_HOUSEHOLD,
            place=branch.place,
            subject=about(head),
            detail={"household": str(household.pk), "members": len(people), "on": on.isoformat()},
        )
        return household


def change_household_head(
    *, actor: Actor, at: datetime, household_id: UUID | str, head_id: UUID | str
) -> Household:
    """Make another of a household its head. Raises `NotFound`, `NotAllowed`, `Invalid`."""
    with transaction.atomic():
        household = get_household_for(actor, household_id, lock=True)
        may(actor, Act.CHANGE_HOUSEHOLD, household.branch.place).require()
        head = get_person_for(actor, head_id, lock=True)
        if not household.members.filter(person=head, to_on__isnull=True).exists():
            raise Invalid(head=f"{head}不在{household.number}户，请先把他编入这一户。")
        if head.pk == household.head_id:
            raise Invalid(head=f"{head}已经是{household.number}户的户主。")
        household.head = head
        household.save(update_fields=["head"])
        save_person(head)
        record(
            actor=actor,
            at=at,
            act=Act.CHANGE_HOUSEHOLD,
            place=household.branch.place,
            subject=about(head),
            detail={"household": str(household.pk), "head": str(head.pk), "version": head.version},
        )
        return household


def move_to_household(
    *, actor: Actor, at: datetime, person_id: UUID | str, household_id: UUID | str | None, on: date
) -> Person:
    """Let a person belong to another household from a day on, or to none. Raises `NotFound`, `NotAllowed`, `Invalid`.

    The head of a household leaves it only after another has become its head.
    """
    with transaction.atomic():
        person = get_person_for(actor, person_id, lock=True)
        may(actor, Act.CHANGE_HOUSEHOLD, person.place).require()
        refuse_duplicate(person)
        household = get_household_for(actor, household_id) if household_id else None
        now = person.households.filter(to_on__isnull=True).select_related("household").first()
        _refuse_move(person, household, now, on, timezone.localdate(at))
        if now:
            now.to_on = on - timedelta(days=1)
            now.save(update_fields=["to_on"])
        if household:
            HouseholdMember.objects.create(household=household, person=person, from_on=on)
        save_person(person)
        record(
            actor=actor,
            at=at,
            act=Act.CHANGE_HOUSEHOLD,
            place=person.place,
            subject=about(person),
            detail={
                "household": str(household.pk) if household else "",
                "on": on.isoformat(),
                "version": person.version,
            },
        )
        return person


def _refuse_faults(branch: Organization, number: str, people: list[Person], on: date, today: date) -> None:
    faults: dict[str, str] = {}
    if not number.strip():
        faults["number"] = "请填写户号，例如“一组12号”。"
    elif Household.objects.filter(branch=branch, number=number.strip()).exists():
        faults["number"] = f"户号“{number.strip()}”已经用过，请换一个。"
    elsewhere = [str(person) for person in people if person.branch_id != branch.pk or person.same_as_id]
    if elsewhere:
        faults["members"] = f"{'、'.join(elsewhere)}不在{branch}，不能编入本支部的家庭户。"
    elif gone := [str(person) for person in people if person.standing not in ON_ROSTER]:
        faults["members"] = f"{'、'.join(gone)}已经不在名册上，不能编入家庭户。"
    taken = HouseholdMember.objects.filter(person__in=people, to_on__isnull=True)
    if rows := list(taken.select_related("person", "household")):
        said = "、".join(f"{row.person}（{row.household.number}户）" for row in rows)
        faults["members"] = f"{said}已经在别的户里；要换户的，请在本人页面办理。"
    if on > today:
        faults["on"] = f"日期{say(on)}还没有到，请核对。"
    if faults:
        raise Invalid(**faults)


def _refuse_move(
    person: Person, household: Household | None, now: HouseholdMember | None, on: date, today: date
) -> None:
    faults: dict[str, str] = {}
    if household and household.branch_id != person.branch_id:
        faults["household"] = f"{household.number}户不是本支部的，不能编入。"
    if now and now.household.head_id == person.pk:
        faults["household"] = f"{person}是{now.household.number}户的户主，请先换户主再换户。"
    elif now and household and now.household_id == household.pk:
        faults["household"] = f"{person}已经在{household.number}户。"
    elif now is None and household is None:
        faults["household"] = "请选择编入哪一户。"
    if on > today:
        faults["on"] = f"日期{say(on)}还没有到，请核对。"
    elif now and on <= now.from_on:
        faults["on"] = f"日期要晚于编入{now.household.number}户的{say(now.from_on)}。"
    if faults:
        raise Invalid(**faults)
