"""What the stories of this room do again and again."""

from datetime import date
from typing import Any

from jifen.common.basis import Basis, BasisKind
from jifen.orgs import actions
from jifen.orgs.models import Organization, Person, Transfer
from jifen.orgs.states.organizations import OrganizationKind
from jifen.orgs.states.people import Standing
from tests.cast import NOW, TODAY, Cast

REPLY = Basis(BasisKind.REPLY, "关于调整组织设置的批复", date(2026, 3, 5), "红旗发〔2026〕12号")


def found(cast: Cast, code: str, parent: str, kind: OrganizationKind, name: str = "") -> Organization:
    """Found an organisation below one of the cast's."""
    return actions.found_organization(
        actor=cast.actor("county_organizer"),
        at=NOW,
        parent_id=cast.organization(parent).pk,
        code=code,
        full_name=name or f"红旗镇{code}号组织",
        kind=kind,
        on=TODAY,
        basis=REPLY,
    )


def enter(cast: Cast, name: str, standing: Standing = Standing.FORMAL, **details: Any) -> Person:
    """Enter somebody into the branch of the cast."""
    return actions.enter_person(
        actor=cast.actor("recorder"),
        at=NOW,
        branch_id=cast.organization().pk,
        name=name,
        standing=standing,
        on=date(2026, 1, 5),
        **details,
    )


def send(cast: Cast, who: str = "member", **changes: Any) -> Transfer:
    """Send somebody of the cast's branch to the other branch."""
    given = {
        "actor": cast.actor("recorder"),
        "at": NOW,
        "person_id": cast.person(who).pk,
        "to": "62000102",
        "letter_no": "红旗组介〔2026〕3号",
        "sent_on": TODAY,
        **changes,
    }
    return actions.send_transfer(**given)
