"""Accounts, as far as an actor looks after them. Nothing here tells who is at work now (REG-42)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from jifen.common.actor import Actor
from jifen.common.orm import index_of
from jifen.common.refusals import NotFound
from jifen.orgs.models import Appointment, Organization, Person, User
from jifen.orgs.permissions import may
from jifen.orgs.states.accounts import SLIP_DAYS, UNUSED_DAYS, normal_login
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import ON_ROSTER
from jifen.orgs.states.roles import Duty


def get_account_for(actor: Actor, user_id: UUID | str, *, lock: bool = False) -> User:
    """Return one account; raise `NotFound` where there is none or the actor does not look after it."""
    rows = User.objects.select_related("person__branch", "person__group")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=user_id).first()
    if found is None or not may(actor, Act.VIEW_ACCOUNTS, found.place):
        raise NotFound
    return found


def get_holder_for(actor: Actor, person_id: UUID | str) -> Person:
    """Return a person to open an account for; raise `NotFound` where the actor sees neither him nor accounts there."""
    rows = Person.objects.select_related("branch").select_for_update(of=("self",))
    found = rows.filter(pk=person_id, same_as__isnull=True).first()
    if found is None or not (
        may(actor, Act.VIEW_ACCOUNTS, found.place) or may(actor, Act.VIEW_PERSON, found.place)
    ):
        raise NotFound
    return found


def find_account(login: str) -> User | None:
    """Return the account of a sign-in name, for the doors: nobody is told whether there is one."""
    return User.objects.select_related("person__branch").filter(login__iexact=login).first()


def digest_of_login(typed: str) -> str:
    """Return the keyed digest that stands for a sign-in name where the name itself must not be kept."""
    return index_of("orgs.user.login", normal_login(typed).lower())


def list_accounts_for(actor: Actor, organization: Organization, *, words: str = "") -> QuerySet[User]:
    """Return the accounts of an organisation and all below it, by name; raise `NotAllowed`."""
    may(actor, Act.VIEW_ACCOUNTS, organization.place).require()
    found = User.objects.filter(
        person__branch__path__gte=organization.path, person__branch__path__lt=organization.path + "~"
    ).select_related("person__branch")
    if words:
        found = found.filter(Q(display_name__icontains=words) | Q(login__icontains=words))
    return found.order_by("login")


def list_holders_for(actor: Actor, organization: Organization) -> QuerySet[Person]:
    """Return the people of a branch who have no account yet, by pinyin; raise `NotAllowed`."""
    may(actor, Act.OPEN_ACCOUNT, organization.place).require()
    return Person.objects.filter(
        branch=organization, same_as__isnull=True, standing__in=ON_ROSTER, user__isnull=True
    )


def list_duty_accounts_for(actor: Actor) -> QuerySet[User]:
    """Return the accounts of administrators and auditors; raise `NotAllowed`."""
    may(actor, Act.VIEW_ACCOUNTS, None).require()
    return User.objects.exclude(duty=Duty.NONE)


def list_office_paths(person: Person | None, on: date) -> list[str]:
    """Return where in the tree a person holds an office on a day: who issues his password could act there."""
    if person is None:
        return []
    held = Appointment.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), person=person)
    return list(held.values_list("organization__path", flat=True))


def list_unused_accounts(at: datetime) -> QuerySet[User]:
    """Return the open accounts nobody signed in to, nor was given a slip for, in the last 90 days."""
    before = at - timedelta(days=UNUSED_DAYS)
    no_new_slip = Q(slip_expires_at__lt=before + timedelta(days=SLIP_DAYS))
    used_long_ago = Q(last_login__lt=before) & (Q(slip_expires_at__isnull=True) | no_new_slip)
    return User.objects.filter(used_long_ago | (Q(last_login__isnull=True) & no_new_slip), is_active=True)


def has_second_factor(user_id: UUID | str) -> bool:
    """Say whether an account has set up its second factor."""
    found: bool = Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).exists()
    return found


def propose_logins(people: Iterable[Person]) -> dict[UUID, str]:
    """Return a sign-in name for each person: the name, with a number where somebody else has it."""
    chosen = list(people)
    if not chosen:
        return {}
    same = reduce(or_, (Q(login__istartswith=person.name) for person in chosen))
    taken = {login.lower() for login in User.objects.filter(same).values_list("login", flat=True)}
    proposed: dict[UUID, str] = {}
    for person in chosen:
        login, number = person.name, 1
        while login.lower() in taken:
            number += 1
            login = f"{person.name}{number}"
        taken.add(login.lower())
        proposed[person.pk] = login
    return proposed
