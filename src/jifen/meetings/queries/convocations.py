"""Notices of meetings, as far as an actor sees them, and how far each was delivered."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from jifen.common.actor import Actor, ActorKind
from jifen.common.permissions import Reach
from jifen.common.refusals import NotFound
from jifen.meetings.models import AgendaItem, Convocation, Delivery
from jifen.meetings.permissions import RULES, may
from jifen.meetings.queries.eligible import list_eligible
from jifen.meetings.states.acts import Act
from jifen.meetings.states.convocations import AHEAD, Recipient, Telling, tell
from jifen.orgs.models import Organization, Person


def get_convocation_for(actor: Actor, convocation_id: UUID | str, *, lock: bool = False) -> Convocation:
    """Return one notice; raise `NotFound` where there is none or the actor does not see it."""
    rows = Convocation.objects.select_related("organization", "meeting")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=convocation_id).first()
    if found is None or not may(actor, Act.VIEW_MEETINGS, found.place):
        raise NotFound
    return found


def get_agenda_item_for(actor: Actor, item_id: UUID | str) -> AgendaItem:
    """Return one line of an agenda with its notice; raise `NotFound` likewise."""
    rows = AgendaItem.objects.select_related("convocation__organization", "subject")
    found = rows.filter(pk=item_id).first()
    if found is None or not may(actor, Act.VIEW_MEETINGS, found.convocation.place):
        raise NotFound
    return found


def list_convocations_for(actor: Actor, organization: Organization) -> QuerySet[Convocation]:
    """Return the notices of an organisation and of all the actor sees below it, the latest first.

    Raises `NotAllowed`.
    """
    may(actor, Act.VIEW_MEETINGS, organization.place).require()
    reach = RULES[Act.VIEW_MEETINGS].roles.get(actor.role)
    below = Q(organization__path__gte=organization.path, organization__path__lt=organization.path + "~")
    if actor.kind is not ActorKind.INSTALLER and reach is Reach.OWN and not organization.is_branch:
        below = Q(organization=organization)
    return Convocation.objects.filter(below).select_related("organization", "meeting")


def list_recipients(convocation: Convocation) -> list[Person]:
    """Return everybody who is to be told of a meeting, by pinyin: probationary members come, too."""
    return [
        line.person
        for line in list_eligible(convocation.organization, convocation.kind, convocation.planned_on)
    ]


def list_tellings(
    convocation: Convocation, deliveries: Iterable[Delivery], recipients: Iterable[Person]
) -> tuple[Telling, ...]:
    """Return what was delivered to office, leader and members; those the 办法 does not ask for only where entered."""
    kept = list(deliveries)
    wanted = {person.pk for person in recipients}
    found = []
    for recipient in Recipient:
        own = [
            row
            for row in kept
            if row.recipient is recipient and (row.person_id is None or row.person_id in wanted)
        ]
        if not own and convocation.lead.days_of(recipient) is None and recipient is not Recipient.MEMBERS:
            continue
        due = len(wanted) if recipient is Recipient.MEMBERS else 1
        told = [(row.channel, row.told_on) for row in own]
        found.append(tell(recipient, convocation.planned_on, convocation.lead, told, due))
    return tuple(found)


def list_ahead_for(actor: Actor) -> QuerySet[Convocation]:
    """Return the notices the actor's present office still has to do with: the soonest first."""
    hat = actor.hat
    if hat is None or not hat.organization_id or actor.role not in RULES[Act.HOLD_MEETING].roles:
        return Convocation.objects.none()
    group = Q(organization__kind="GROUP", organization__depth=len(hat.path) // 4 + 1)
    tree = Q(organization__path__gte=hat.path, organization__path__lt=hat.path + "~")
    own = Q(organization=hat.organization_id) | (group & tree)
    rows = Convocation.objects.filter(own, state__in=AHEAD)
    return rows.select_related("organization").order_by("planned_on", "pk")
