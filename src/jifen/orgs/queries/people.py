"""People, as far as an actor sees them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from jifen.common.actor import Actor
from jifen.common.orm import index_of
from jifen.common.refusals import NotFound
from jifen.orgs.models import Organization, Person
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import ON_ROSTER


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
    actor: Actor, organization: Organization, *, words: str = "", everybody: bool = False
) -> QuerySet[Person]:
    """Return the people of an organisation and all below it, by pinyin; raise `NotAllowed`.

    `words` is a part of the name, its pinyin or initials, or a whole identity or phone number. `everybody` adds those
    who are no longer on the roster.
    """
    may(actor, Act.VIEW_PEOPLE, organization.place).require()
    people = Person.objects.filter(same_as__isnull=True).select_related("branch", "group")
    if organization.kind == "GROUP":
        people = people.filter(group=organization)
    elif organization.is_branch:
        people = people.filter(branch=organization)
    else:
        people = people.filter(branch__path__gte=organization.path, branch__path__lt=organization.path + "~")
    if not everybody:
        people = people.filter(standing__in=ON_ROSTER)
    if words:
        by_number = Q(id_index=index_of("orgs.person.id_no", words)) | Q(
            phone_index=index_of("orgs.person.phone", words)
        )
        people = people.filter(Q(name__icontains=words) | Q(pinyin__icontains=words.lower()) | by_number)
    return people
