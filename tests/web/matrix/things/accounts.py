"""Accounts, papers, segments of the memory."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import count
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from jifen.audit.actions import segment_name
from jifen.audit.models import Segment
from jifen.common.actor import INSTALLER
from jifen.common.decision import ALLOWED
from jifen.documents.actions.keeping import keep_document
from jifen.documents.actions.together import together
from jifen.documents.states.documents import Cleaned, DocumentKind
from jifen.orgs import actions
from jifen.orgs.models import Organization, Person, User
from jifen.orgs.states.accounts import ClosingReason
from jifen.orgs.states.roles import Duty
from jifen.web.papers.owners import owner_of
from tests.web.matrix.things.people import about, enter
from tests.web.matrix.things.registry import make, thing
from tests.web.matrix.world import AT, Spot, Thing, World

_numbers = count(1)


@thing("account", of_people=True)
def account(world: World, spot: Spot) -> Thing | None:
    """The account of somebody without office."""
    person = spot.person or enter(spot)
    if person is None:
        return None
    user = User.objects.filter(person=person).first()
    if user is None:
        user, _ = actions.open_account(
            actor=INSTALLER, at=AT, login=f"{person.name}{next(_numbers)}", person_id=person.pk
        )
    return replace(about(person), values={"user_id": str(user.pk)}, about=user)


@thing("account with factor")
def account_with_factor(world: World, spot: Spot) -> Thing | None:
    found = account(world, replace(spot, person=None))
    if found:
        Authenticator.objects.create(user=found.about, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return found


@thing("closed account")
def closed_account(world: World, spot: Spot) -> Thing | None:
    found = account(world, replace(spot, person=None))
    if found:
        actions.close_account(
            actor=INSTALLER, at=AT, user_id=found.about.pk, reason=next(iter(ClosingReason))
        )
    return found


@thing("duty account")
def duty_account(world: World, spot: Spot) -> Thing | None:
    """An auditor's account; it belongs to no organisation, so one is enough."""
    if spot.key != "branch":
        return None
    login = f"审计员{next(_numbers)}"
    user, _ = actions.open_account(actor=INSTALLER, at=AT, login=login, duty=Duty.AUDITOR, display_name=login)
    return Thing({"user_id": str(user.pk)}, about=user)


def paper_of(owner: Organization | Person) -> str:
    """Keep a small paper for a thing and return its id."""
    content = f"姓名,备注\r\n甲,{next(_numbers)}\r\n".encode()
    cleaned = Cleaned(content, DocumentKind.CSV, hashlib.sha256(content).hexdigest())
    with together():
        kept = keep_document(
            actor=INSTALLER, at=AT, cleaned=cleaned, name="批复.csv", owner=owner_of(owner), allowed=ALLOWED
        )
    return str(kept.pk)


@thing("paper of an organization")
def paper_of_organization(world: World, spot: Spot) -> Thing:
    key = paper_of(spot.organization)
    return Thing({"document_id": key}, (spot.organization,))


@thing("paper of a person", of_people=True)
def paper_of_person(world: World, spot: Spot) -> Thing | None:
    found = make(world, "person", spot)
    return replace(found, values={"document_id": paper_of(found.about)}) if found else None


@thing("segment")
def segment(world: World, spot: Spot) -> Thing | None:
    """A segment of the memory that was taken out, with its file."""
    if spot.key != "branch":
        return None
    row = Segment.objects.create(
        first_number=1, last_number=2, rows=1, seal="0" * 64, exported_at=timezone.now()
    )
    folder = Path(settings.JIFEN_RECORDS)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / segment_name(row)).write_text("{}\n", encoding="utf-8")
    return Thing({"last_number": str(row.last_number)})
