"""What speaks against somebody holding an office."""

from __future__ import annotations

from datetime import date

from jifen.orgs.models import Organization, Person
from jifen.orgs.states.guards import say
from jifen.orgs.states.organizations import OrganizationState
from jifen.orgs.states.people import ON_ROSTER, Standing
from jifen.orgs.states.roles import COMMITTEE_ROLES, OFFICE_OF, Role

ELECTED = frozenset({*COMMITTEE_ROLES, Role.RECORDER})


def list_faults(
    organization: Organization,
    person: Person,
    role: Role,
    from_on: date,
    term_until: date | None,
    reason: str,
) -> dict[str, str]:
    """Return the faults of entering one office, by field."""
    faults: dict[str, str] = {}
    if organization.state is not OrganizationState.ACTIVE:
        faults["role"] = f"{organization}“{organization.state.label}”，不能再登记任职。"
    elif organization.kind not in OFFICE_OF[role].kinds:
        faults["role"] = f"{organization.kind.label}里没有“{role.label}”这个职务。"
    if person.standing not in ON_ROSTER:
        faults["person"] = f"{person}现在是“{person.standing.label}”，不能任职。"
    elif role in ELECTED and person.standing is not Standing.FORMAL:
        faults["person"] = f"{person}现在是“{person.standing.label}”，{role.label}要由正式党员担任。"
    if term_until and term_until < from_on:
        faults["term_until"] = f"任期截止{say(term_until)}早于任职日期{say(from_on)}，请核对。"
    if not reason.strip():
        faults["reason"] = "请写明任职原因（选举、任命、增补等）。"
    return faults


def list_too_many(organization: Organization, role: Role, count: int) -> str:
    """Return what is said where more are named than an office has places; nothing where they fit."""
    limit = OFFICE_OF[role].limit
    return f"{organization}的{role.label}最多{limit}名，选了{count}名。" if limit and count > limit else ""
