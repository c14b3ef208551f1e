"""Long work behind the page: what a request only begins, a worker goes on with; short files are done in the request.

A task carries ids and the hat, never rows. Where its worker dies, the import stays in its state and the page offers to
take it up again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django_tasks import task

from jifen.common.actor import Actor
from jifen.orgs import actions
from jifen.orgs.models import RosterImport, User
from jifen.orgs.queries import get_actor
from jifen.orgs.queries.actors import hat_key
from jifen.orgs.states.roster import RosterState
from jifen.web.requests import Request

AT_ONCE = 500
"""Rows up to which an import is worked on within the request."""


@task()
def check(roster_id: str, attempt: int) -> None:
    """Compare the rows of an import."""
    actions.check_rows(roster_id=roster_id, attempt=attempt)


@task()
def write(roster_id: str, attempt: int, user_id: str, hat: str, at: str) -> None:
    """Write a confirmed import."""
    when = datetime.fromisoformat(at)
    actions.write_rows(actor=_actor(user_id, hat, when), at=when, roster_id=roster_id, attempt=attempt)


@task()
def take_back(roster_id: str, attempt: int, user_id: str, hat: str, at: str) -> None:
    """Take an import back."""
    when = datetime.fromisoformat(at)
    actions.take_back_rows(actor=_actor(user_id, hat, when), at=when, roster_id=roster_id, attempt=attempt)


def go_on(request: Request, roster: RosterImport) -> None:
    """Go on with what an act has begun: at once for a short file, else by a worker."""
    hat = hat_key(request.actor.hat) if request.actor.hat else ""
    signed = (str(request.user.pk), hat, request.at.isoformat())
    which: dict[RosterState, tuple[Any, tuple[str, ...]]] = {
        RosterState.CHECKING: (check, ()),
        RosterState.APPLYING: (write, signed),
    }
    work, words = which.get(roster.state, (take_back, signed))
    arguments = (str(roster.pk), roster.attempt, *words)
    if roster.rows <= AT_ONCE:
        work.func(*arguments)
    else:
        work.enqueue(*arguments)


def _actor(user_id: str, hat: str, when: datetime) -> Actor:
    """Return who confirmed, in the hat worn then, with the rights of now."""
    return get_actor(User.objects.get(pk=user_id), timezone.localdate(when), hat)
