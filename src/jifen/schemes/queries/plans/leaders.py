"""Who may stand by a member's plan as 分管领导 (S5-四-3b: he endorses what was done)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from jifen.orgs.models import Appointment, Organization, Person
from jifen.orgs.states.roles import Role


def list_leaders(branch: Organization, on: date) -> list[Person]:
    """Return who supervises in a branch or above it on a day, by pinyin, then the secretaries of the branch.

    The secretaries are there for the plan of a leader himself, and for a branch in which nobody supervises.
    """
    step = Organization.steplen
    paths = [branch.path[:end] for end in range(step, len(branch.path) + 1, step)]
    held = Appointment.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=on),
        Q(role=Role.SUPERVISING_LEADER, organization__path__in=paths)
        | Q(role__in=(Role.SECRETARY, Role.DEPUTY_SECRETARY), organization=branch),
        from_on__lte=on,
    ).select_related("person")
    rows = sorted(
        held,
        key=lambda row: (
            row.role != Role.SUPERVISING_LEADER,
            row.person.pinyin,
            row.person.name,
            row.person.pk,
        ),
    )
    return list({row.person.pk: row.person for row in rows}.values())
