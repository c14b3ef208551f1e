"""The actor of a request: built from the account, its person's offices and the hat chosen."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from jifen.common.actor import Actor, ActorKind, Hat
from jifen.orgs.models import Appointment, User
from jifen.orgs.states.organizations import OrganizationState
from jifen.orgs.states.people import ON_ROSTER
from jifen.orgs.states.roles import OFFICES, Duty, Role

_RANK = {office.role: place for place, office in enumerate(OFFICES)}


def list_hats(user: User, on: date) -> tuple[Hat, ...]:
    """Return the hats of an account on a day: its duty, or its person's offices and the membership in the branch."""
    if user.duty is not Duty.NONE:
        return (Hat(Role(user.duty.value).value, "", "", user.duty.label),)
    person = user.person
    if person is None:
        return ()
    held = (
        Appointment.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), person=person, from_on__lte=on)
        .filter(organization__state=OrganizationState.ACTIVE)
        .select_related("organization")
    )
    offices = sorted(held, key=lambda row: (_RANK[row.role], row.organization.path))
    hats = [
        Hat(
            row.role.value,
            str(row.organization_id),
            row.organization.path,
            f"{row.organization}{row.role.label}",
        )
        for row in offices
    ]
    if person.branch and person.standing in ON_ROSTER:
        label = f"{person.branch}{person.standing.label}"
        hats.append(Hat(Role.MEMBER.value, str(person.branch_id), person.branch.path, label))
    return tuple(hats)


def get_actor(user: User, on: date, chosen: str = "") -> Actor:
    """Return the actor of an account on a day, in the hat chosen (`hat_key`), else in the first of its hats."""
    hats = list_hats(user, on)
    hat = next((hat for hat in hats if hat_key(hat) == chosen), hats[0] if hats else None)
    return Actor(
        kind=ActorKind.PERSON,
        name=user.display_name,
        user_id=str(user.pk),
        person_id=str(user.person_id) if user.person_id else "",
        hats=hats,
        hat=hat,
    )


def choose_hat(actor: Actor, key: str) -> Hat | None:
    """Return the actor's hat of this key, or None."""
    return next((hat for hat in actor.hats if hat_key(hat) == key), None)


def hat_key(hat: Hat) -> str:
    """Return the text by which a form names a hat."""
    return f"{hat.role}.{hat.organization_id}"
