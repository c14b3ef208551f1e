"""Whose papers there are: for each kind of owner, the question that the owning room answers.

A room whose things have papers adds a row here; a kind without a row has no visible papers.
"""

from __future__ import annotations

from uuid import UUID

from jifen.common.actor import Actor
from jifen.common.permissions import Place
from jifen.common.refusals import NotFound
from jifen.documents.models import Document
from jifen.documents.queries import Owners, list_documents_for
from jifen.documents.states.documents import Owner
from jifen.orgs.models import Organization, Person
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_organization_for, get_person_for
from jifen.orgs.states.acts import Act

NOWHERE = Place("", "", "")


def place_of_organization(actor: Actor, organization_id: str) -> Place:
    """Return where the papers of an organisation are, for those who see the organisation."""
    return get_organization_for(actor, UUID(organization_id)).place


def place_of_person(actor: Actor, person_id: str) -> Place:
    """Return where a person's papers are, for himself and those who may open his closed fields: papers show as much."""
    person = get_person_for(actor, UUID(person_id))
    if not may(actor, Act.REVEAL, person.place, subject_id=str(person.pk)):
        raise NotFound
    return person.place or NOWHERE


OWNERS: Owners = {
    "orgs.organization": place_of_organization,
    "orgs.person": place_of_person,
}


def owner_of(thing: Organization | Person) -> Owner:
    """Return a thing as the owner of a paper."""
    return Owner(thing._meta.label_lower, str(thing.pk), str(thing), thing.place or NOWHERE)


def papers_of(actor: Actor, thing: Organization | Person) -> list[Document]:
    """Return the papers of a thing for its page, newest first; none where they are not seen."""
    owner = owner_of(thing)
    try:
        return list(list_documents_for(actor, owner.kind, owner.id, OWNERS))
    except NotFound:
        return []
