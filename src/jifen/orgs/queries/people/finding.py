"""People and households, as far as an actor sees them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from jifen.common.actor import Actor
from jifen.common.orm import index_of
from jifen.common.refusals import NotFound
from jifen.orgs.models import Bond, Circumstance, Household, HouseholdMember, Organization, Person
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.identity import clean_number
from jifen.orgs.states.organizations import OrganizationKind
from jifen.orgs.states.people import OFF_ROSTER, Standing


def get_person_for(actor: Actor, person_id: UUID | str, *, lock: bool = False) -> Person:
    """Return one person; raise `NotFound` where there is none or the actor does not see him."""
    rows = Person.objects.select_related("branch", "group")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=person_id).first()
    if found is None:
        raise NotFound
    seen = may(actor, Act.VIEW_PERSON, found.place, subject_id=str(found.pk))
    if not seen and found.group:
        seen = may(actor, Act.VIEW_PERSON, found.group.place)
    if not seen:
        raise NotFound
    return found


def list_people_for(
    actor: Actor,
    organization: Organization,
    *,
    words: str = "",
    standing: Standing | None = None,
    everybody: bool = False,
) -> QuerySet[Person]:
    """Return the people of an organisation and all below it, by pinyin; raise `NotAllowed`.

    `words` is a part of the name, its pinyin or initials, or a whole identity or phone number. `everybody` adds those
    who are no longer on the roster, and so does asking for a standing that is off it.
    """
    may(actor, Act.VIEW_PEOPLE, organization.place).require()
    people = Person.objects.filter(same_as__isnull=True).select_related("branch", "group")
    if organization.kind is OrganizationKind.GROUP:
        people = people.filter(group=organization)
    elif organization.is_branch:
        people = people.filter(branch=organization)
    elif _is_everything(organization):
        people = people.filter(branch__isnull=False) if everybody else people
    else:
        people = people.filter(branch__path__gte=organization.path, branch__path__lt=organization.path + "~")
    if standing is not None:
        people = people.filter(standing=standing)
    elif not everybody:
        # Who is off the roster is left out, not who is on it looked up: nearly everybody is, and SQLite would then sort
        # a whole county to show its first page.
        people = people.exclude(standing__in=OFF_ROSTER)
    return people.filter(_matches(words)) if words.strip() else people


def _is_everything(organization: Organization) -> bool:
    """Say whether no organisation stands outside a tree: then nobody need be looked for by place."""
    outside = Q(path__lt=organization.path) | Q(path__gt=organization.path + "~")
    return organization.depth == 1 and not Organization.objects.filter(outside).exists()


def _matches(words: str) -> Q:
    words = words.strip()
    number = clean_number(words)
    if number.isdigit() or number[:-1].isdigit():
        return Q(id_index=index_of("orgs.person.id_no", number)) | Q(
            phone_index=index_of("orgs.person.phone", number)
        )
    return Q(name__icontains=words) | Q(pinyin__icontains=words.replace(" ", "").lower())


def list_same_name(branch: Organization, name: str, *, besides: UUID | str | None = None) -> QuerySet[Person]:
    """Return who else has this name in a branch, whatever his standing."""
    same = Person.objects.filter(branch=branch, name=name, same_as__isnull=True)
    return same.exclude(pk=besides) if besides else same


def list_households_for(actor: Actor, branch: Organization) -> QuerySet[Household]:
    """Return the households of a branch with the number of those who belong to each; raise `NotAllowed`."""
    may(actor, Act.VIEW_PEOPLE, branch.place).require()
    return (
        Household.objects.filter(branch=branch)
        .select_related("head")
        .annotate(size=Count("members", filter=Q(members__to_on__isnull=True)))
        .order_by("number", "id")
    )


def list_without_household_for(actor: Actor, branch: Organization) -> QuerySet[Person]:
    """Return who is on the roster of a branch and in no household; raise `NotAllowed`."""
    placed = HouseholdMember.objects.filter(to_on__isnull=True).values("person")
    return list_people_for(actor, branch).exclude(pk__in=placed)


def get_household_for(actor: Actor, household_id: UUID | str, *, lock: bool = False) -> Household:
    """Return one household; raise `NotFound` where there is none or the actor does not see its branch."""
    rows = Household.objects.select_related("branch", "head")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=household_id).first()
    if found is None or not may(actor, Act.VIEW_PEOPLE, found.branch.place):
        raise NotFound
    return found


def get_circumstance_for(actor: Actor, circumstance_id: UUID | str) -> Circumstance:
    """Return one circumstance of a person the actor sees; raise `NotFound`."""
    found = Circumstance.objects.filter(pk=circumstance_id).first()
    if found is None:
        raise NotFound
    found.person = get_person_for(actor, found.person_id)
    return found


def get_bond_for(actor: Actor, bond_id: UUID | str) -> Bond:
    """Return one tie of a person the actor sees; raise `NotFound`."""
    found = Bond.objects.select_related("other").filter(pk=bond_id).first()
    if found is None:
        raise NotFound
    found.person = get_person_for(actor, found.person_id)
    return found
