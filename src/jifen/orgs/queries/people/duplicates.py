"""Who may have been entered twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, Q, QuerySet

from jifen.common.actor import Actor
from jifen.orgs.models import Organization, Person
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import OrganizationKind

MOST = 100


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two rows that may be one person, and what makes one think so."""

    first: Person
    second: Person
    why: str


def list_likely_duplicates_for(actor: Actor, organization: Organization) -> list[Likeness]:
    """Return pairs of an organisation and all below it: same name and birth date, or same phone.

    At most `MOST` groups of each kind, in a fixed number of queries. Raises `NotAllowed`.
    """
    may(actor, Act.VIEW_PEOPLE, organization.place).require()
    people = Person.objects.filter(same_as__isnull=True)
    if organization.kind is OrganizationKind.GROUP:
        people = people.filter(group=organization)
    else:
        people = people.filter(branch__path__gte=organization.path, branch__path__lt=organization.path + "~")
    named = people.filter(birth_on__isnull=False)
    found = _pair(named, ("name", "birth_on"), "姓名和出生日期相同")
    for key, pair in _pair(people.exclude(phone_index=""), ("phone_index",), "手机号相同").items():
        found.setdefault(key, pair)
    return list(found.values())


def _pair(people: QuerySet[Person], fields: tuple[str, ...], why: str) -> dict[Hashable, Likeness]:
    groups = people.order_by().values(*fields).annotate(rows=Count("id")).filter(rows__gt=1)[:MOST]
    alike = Q(pk__isnull=True)
    for group in groups:
        alike |= Q(**{name: group[name] for name in fields})
    together: dict[Hashable, list[Person]] = defaultdict(list)
    for person in people.filter(alike).select_related("branch", "group").order_by("name", "id"):
        together[tuple(getattr(person, name) for name in fields)].append(person)
    return {
        (first.pk, second.pk): Likeness(first, second, why)
        for rows in together.values()
        for first, second in pairwise(rows)
    }
