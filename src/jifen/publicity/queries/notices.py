"""Notices, as far as an actor sees them; and what the room that published asks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from jifen.common.actor import Actor
from jifen.common.refusals import NotFound
from jifen.orgs.models import Organization
from jifen.publicity.models import PublicNotice
from jifen.publicity.permissions import may
from jifen.publicity.states.acts import Act
from jifen.publicity.states.notices import NoticeState, Origin


def get_notice_for(actor: Actor, notice_id: UUID | str, *, lock: bool = False) -> PublicNotice:
    """Return one notice; raise `NotFound` where there is none or the actor does not see it."""
    rows = PublicNotice.objects.select_related("branch")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=notice_id).first()
    if found is None or not may(actor, Act.VIEW_NOTICES, found.place):
        raise NotFound
    return found


def list_notices_for(actor: Actor, branch: Organization) -> QuerySet[PublicNotice]:
    """Return the notices of a branch, newest first; raise `NotAllowed`."""
    may(actor, Act.VIEW_NOTICES, branch.place).require()
    return PublicNotice.objects.filter(branch=branch).select_related("branch")


def find_notice(origin: Origin, origin_id: str) -> PublicNotice | None:
    """Return the notice that now stands for something published: the latest that was not withdrawn; None where none."""
    rows = PublicNotice.objects.filter(origin=origin, origin_id=origin_id)
    return rows.exclude(state=NoticeState.WITHDRAWN).order_by("-drafted_at", "pk").first()


def find_notices(origin: Origin, origin_ids: Collection[str]) -> dict[str, PublicNotice]:
    """Return the same for several things at once, by their ids."""
    rows = PublicNotice.objects.filter(origin=origin, origin_id__in=origin_ids)
    rows = rows.exclude(state=NoticeState.WITHDRAWN)
    return {row.origin_id: row for row in rows.order_by("drafted_at", "-pk")}


def is_over(notice: PublicNotice, on: date) -> bool:
    """Say whether the window of a notice is over on a day: the last day has passed."""
    return notice.last_on is not None and on > notice.last_on


def count_over(on: date) -> int:
    """Return how many notices hang whose window is over on a day: people close them."""
    return PublicNotice.objects.filter(state=NoticeState.ON_SHOW, last_on__lt=on).count()
