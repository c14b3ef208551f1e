"""What every act on the tree needs: one change of the tree at a time, and the state changed only from what was seen."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from jifen.common.basis import Basis
from jifen.orgs.errors import ChangedMeanwhile
from jifen.orgs.models import Organization, OrganizationEvent
from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import OrganizationState


def lock_tree() -> None:
    """Let one act at a time change the tree: paths are computed from what stands there (call before fetching)."""
    # NO KEY: rows that merely refer to a root are not kept waiting.
    list(Organization.objects.select_for_update(no_key=True).filter(depth=1).order_by("path"))


def change_state(organization: Organization, target: OrganizationState, **also: Any) -> None:
    """Write the new state where the old one still stands; raise `ChangedMeanwhile` where it does not."""
    rows = Organization.objects.filter(pk=organization.pk, state=organization.state)
    if not rows.update(state=target, **also):
        raise ChangedMeanwhile
    organization.refresh_from_db()


def tell(
    organization: Organization, act: Act, said: str, *, on: date, basis: Basis, at: datetime
) -> OrganizationEvent:
    """Add a line to what happened to an organisation."""
    return OrganizationEvent.objects.create(
        organization=organization, act=act, on=on, said=said[:300], basis=basis, entered_at=at
    )
