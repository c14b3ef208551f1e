"""Planning a meeting before anybody is told of it (S3-二-三-1)."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.refusals import Blocked, Invalid
from jifen.meetings.actions.saving import advance, note_convocation, require_open
from jifen.meetings.errors import NoBody
from jifen.meetings.models import Convocation
from jifen.meetings.permissions import may
from jifen.meetings.queries import get_convocation_for, list_recipients
from jifen.meetings.states.acts import Act
from jifen.meetings.states.convocations import CONVOCATION, LeadTimes
from jifen.meetings.states.meetings import BODY_OF, NOBODY, MeetingKind, kinds_in
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.orgs.states.guards import say
from jifen.orgs.states.organizations import OrganizationState


def plan_meeting(
    *,
    actor: Actor,
    at: datetime,
    organization_id: UUID | str,
    kind: MeetingKind,
    planned_on: date,
    starts_at: time,
    place: str,
    lead: LeadTimes,
) -> Convocation:
    """Plan a meeting that is going to be held; `lead` is how long before the 办法 wants each to be told.

    Raises `NotFound`, `NotAllowed`, `Invalid`, `NoBody`.
    """
    with transaction.atomic():
        organization = get_organization_for(actor, organization_id)
        may(actor, Act.PLAN_MEETING, organization.place).require()
        row = make_convocation(organization, kind, planned_on, starts_at, place, lead, at)
        note_convocation(row, Act.PLAN_MEETING, actor=actor, at=at)
        return row


def edit_plan(
    *,
    actor: Actor,
    at: datetime,
    convocation_id: UUID | str,
    version: int,
    planned_on: date,
    starts_at: time,
    place: str,
) -> Convocation:
    """Correct day, hour or place while nobody was told; afterwards it is an adjournment, and everybody is told again.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked`, `Invalid`, `NoBody`.
    """
    with transaction.atomic():
        row = get_convocation_for(actor, convocation_id, lock=True)
        require_open(actor, Act.EDIT_PLAN, CONVOCATION, row, version)
        if told := row.deliveries.count():
            raise Blocked(f"已经登记通知了 {told} 人；要改日期、时间、地点，请登记延期，再重新通知。")
        refuse_faults(row.organization, row.kind, planned_on, place)
        advance(
            CONVOCATION,
            row,
            Act.EDIT_PLAN,
            planned_on=planned_on,
            starts_at=starts_at,
            place_name=place.strip(),
        )
        require_body(row)
        note_convocation(row, Act.EDIT_PLAN, actor=actor, at=at)
        return row


def make_convocation(
    organization: Organization,
    kind: MeetingKind,
    planned_on: date,
    starts_at: time,
    place: str,
    lead: LeadTimes,
    at: datetime,
    replaces: Convocation | None = None,
) -> Convocation:
    """Write a new notice; raise `Invalid` with all faults, or `NoBody`."""
    refuse_faults(organization, kind, planned_on, place)
    row = Convocation(
        organization=organization,
        kind=kind,
        planned_on=planned_on,
        starts_at=starts_at,
        place_name=place.strip(),
        office_days=lead.office,
        leader_days=lead.leader,
        member_days=lead.members,
        clause=lead.clause,
        state=CONVOCATION.find(Act.PLAN_MEETING, None).target,
        replaces=replaces,
        entered_at=at,
    )
    require_body(row)
    row.save(force_insert=True)
    return row


def require_body(row: Convocation) -> None:
    """Raise `NoBody` where nobody belongs to a meeting on its day."""
    if not list_recipients(row):
        raise NoBody(f"{say(row.planned_on)}的{row.kind.label}开不成：{NOBODY[BODY_OF[row.kind].electorate]}")


def refuse_faults(organization: Organization, kind: MeetingKind, planned_on: date, place: str) -> None:
    """Raise what speaks against a plan, all at once; a day gone by is taken: notices on paper are entered later."""
    faults: dict[str, str] = {}
    if organization.state is not OrganizationState.ACTIVE:
        faults["kind"] = f"{organization}“{organization.state.label}”，不能再拟定会议。"
    elif kind not in kinds_in(organization.kind):
        faults["kind"] = f"{organization.kind.label}不开{kind.label}，请重新选择。"
    if organization.established_on and planned_on < organization.established_on:
        since = say(organization.established_on)
        faults["planned_on"] = f"会议日期{say(planned_on)}早于{organization}成立的{since}，请核对。"
    if not place.strip():
        faults["place"] = "请填写地点。"
    if faults:
        raise Invalid(**faults)
