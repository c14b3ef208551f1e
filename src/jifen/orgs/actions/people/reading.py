"""Opening sealed fields of a person: for a purpose, recorded, and shown to the person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.audit.queries import count_readings_by
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Invalid
from jifen.orgs.actions.recording import about
from jifen.orgs.errors import ReadTooOften
from jifen.orgs.permissions import may
from jifen.orgs.queries import get_person_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.identity import holds_a_number
from jifen.orgs.states.purposes import READINGS_A_DAY, Purpose, SealedPart

SHORTEST = 4


def reveal(
    *,
    actor: Actor,
    at: datetime,
    person_id: UUID | str,
    parts: Collection[SealedPart],
    purpose: Purpose,
    words: str,
) -> dict[SealedPart, str]:
    """Return sealed fields in clear; who looked, when, at what and why is recorded and shown to the person.

    `words` says in at least four characters what for; one's own fields need none. Raises `NotFound`, `NotAllowed`,
    `Invalid`, or `ReadTooOften` after `READINGS_A_DAY` readings of others in a day. The next day lifts that, nobody
    else: whoever needs the numbers of a whole branch exports the roster, which is recorded as such.
    """
    with transaction.atomic():
        person = get_person_for(actor, person_id)
        may(actor, Act.REVEAL, person.place, subject_id=str(person.pk)).require()
        own = actor.is_person(str(person.pk))
        faults: dict[str, str] = {}
        if not parts:
            faults["parts"] = "请选择要看哪几项。"
        if not own and purpose is Purpose.OWN:
            faults["purpose"] = "“本人查看”只用于查看自己的，请另选用途。"
        if not own and len(words.strip()) < SHORTEST:
            faults["words"] = "请写明为什么要看，不少于四个字；本人能看到这句话。"
        elif holds_a_number(words):
            faults["words"] = "这里请不要写证件号码、电话号码，写事情就可以。"
        if faults:
            raise Invalid(**faults)
        midnight = timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
        if not own and count_readings_by(actor.user_id, midnight) >= READINGS_A_DAY:
            raise ReadTooOften(READINGS_A_DAY)
        said = words.strip() or Purpose.OWN.label
        record(
            actor=actor,
            at=at,
            act=Act.REVEAL,
            kind=RecordKind.READ,
            place=person.place,
            subject=about(person),
            basis=Basis(BasisKind.STATEMENT, said[:120]),
            detail={"purpose": purpose.value, "parts": sorted(part.value for part in parts)},
        )
        return {part: getattr(person, part.value.lower()).reveal() for part in SealedPart if part in parts}
