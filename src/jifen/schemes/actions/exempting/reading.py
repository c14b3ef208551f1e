"""Reading the form of somebody: his own words of his health stand on it, so he is shown who did (trust J2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import Subject, record
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.schemes.models import Exemption
from jifen.schemes.permissions import may_exempt
from jifen.schemes.queries import get_exemption_for
from jifen.schemes.states.acts import Act


def read_exemption_form(*, actor: Actor, at: datetime, exemption_id: UUID | str) -> Exemption:
    """Return an exemption whose form is read; that is recorded. Raises `NotFound`, `NotAllowed`."""
    with transaction.atomic():
        row = get_exemption_for(actor, exemption_id)
        person = str(row.person_id)
        may_exempt(actor, Act.READ_EXEMPTION_FORM, row.place, person_id=person).require()
        record(
            actor=actor,
            at=at,
            act=Act.READ_EXEMPTION_FORM,
            place=row.place,
            subject=Subject("person", person, str(row.person)),
            kind=RecordKind.READ,
            detail={"exemption": str(row.pk), "year": row.year},
        )
        return row
