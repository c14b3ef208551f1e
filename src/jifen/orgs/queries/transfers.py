"""Letters, as far as an actor sees them: the two branches, what stands above them, and the person himself."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.orgs.models import Organization, Transfer
from jifen.orgs.permissions import may
from jifen.orgs.states.acts import Act


def get_transfer_for(actor: Actor, transfer_id: UUID | str, *, lock: bool = False) -> Transfer:
    """Return one letter; raise `NotFound` where there is none or the actor has nothing to do with it.

    The receiving branch sees the letter, not the person: his page and sealed fields stay with the old branch.
    """
    rows = Transfer.objects.select_related("person", "from_branch", "to_branch")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=transfer_id).first()
    if found is None:
        raise NotFound
    ends = [found.from_branch.place] + ([found.to_branch.place] if found.to_branch else [])
    if not actor.is_person(str(found.person_id)) and not any(
        may(actor, Act.VIEW_PEOPLE, end) for end in ends
    ):
        raise NotFound
    return found


def list_transfers_for(
    actor: Actor, organization: Organization, *, incoming: bool, open_only: bool = False
) -> QuerySet[Transfer]:
    """Return the letters to or from an organisation and all below it, newest first; raise `NotAllowed`."""
    may(actor, Act.VIEW_PEOPLE, organization.place).require()
    end = "to_branch" if incoming else "from_branch"
    within = Q(**{f"{end}__path__gte": organization.path, f"{end}__path__lt": organization.path + "~"})
    found = Transfer.objects.filter(within).select_related("person", "from_branch", "to_branch")
    if open_only:
        found = found.filter(state="SENT")
    return found.order_by("-sent_on", "letter_no", "pk")
