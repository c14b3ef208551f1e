"""What is known of a person when a move of his standing is weighed."""

from __future__ import annotations

from datetime import date

from jifen.common.basis import Basis, BasisKind
from jifen.orgs.models import Person
from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import Case
from jifen.orgs.states.people import BondKind, CircumstanceKind, LeavingKind, Standing
from jifen.orgs.states.transfers import TransferState


def build_case(
    person: Person,
    act: Act,
    target: Standing,
    *,
    on: date,
    today: date,
    basis: Basis | None,
    until: date | None = None,
    leaving: LeavingKind | None = None,
    reason: str = "",
) -> Case:
    """Return the case of a move."""
    lost = person.circumstances.filter(kind=CircumstanceKind.LOST_CONTACT, to_on__isnull=True).first()
    membership = person.memberships.filter(branch=person.branch).order_by("from_on", "id").first()
    return Case(
        act=act,
        standing=person.standing,
        target=target,
        on=on,
        today=today,
        moves=list(person.standing_events.all()),
        superior=basis is not None and (basis.kind is BasisKind.REPLY or bool(basis.document_no.strip())),
        until=until,
        leaving=leaving,
        reason=reason,
        birth_on=person.birth_on,
        joined_on=person.joined_on,
        converted_on=person.converted_on,
        member_since=membership.from_on if membership else None,
        introducers=person.bonds.filter(kind=BondKind.INTRODUCER, to_on__isnull=True).count(),
        lost_since=lost.from_on if lost else None,
        in_transit=person.transfers.filter(state=TransferState.SENT).exists(),
    )
