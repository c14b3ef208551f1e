"""What is due in this room for an office: read from states, a fixed number of questions whatever there is below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from jifen.common.actor import Actor
from jifen.orgs.models import Organization
from jifen.orgs.states.guards import say
from jifen.orgs.states.organizations import BRANCHES
from jifen.rules.findings import SchemeRefused
from jifen.schemes.models import Enrolment, Exemption, SchemeVersion
from jifen.schemes.permissions import RULES
from jifen.schemes.queries.exemptions import is_at_top
from jifen.schemes.queries.plans import count_open_work, find_allotment
from jifen.schemes.queries.starts import needs_approval
from jifen.schemes.queries.versions import find_version, list_states_above, year_of
from jifen.schemes.states.due import ACT_OF, DueKind
from jifen.schemes.states.exemptions import REMINDED, ExemptionState, ExemptionStep
from jifen.schemes.states.periods import year_name
from jifen.schemes.states.versions import HELD, VersionState

_WITH = ("scheme__organization", "upper")
_LONG = ("text", "clauses", "upper__text", "upper__clauses")
_WAITING = (VersionState.ADOPTED, VersionState.APPROVED)
_MOST = 20
"""How many versions are looked at; a superior with more has the rest when these are done."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: what, where, and the version or branch whose page it is done on."""

    kind: DueKind
    what: str
    organization: str
    subject_id: UUID


def list_due(actor: Actor, on: date) -> Iterator[Due]:
    """Yield what the actor's present office has to do on a day: its own work, and approvals asked from below."""
    if actor.hat is None or not actor.hat.organization_id:
        return
    yield from _to_approve(actor)
    if REMINDED.get(actor.role, ExemptionStep.BRANCH) is not ExemptionStep.BRANCH:
        yield from _with_exemptions(actor, on)
    if not _may(actor, DueKind.PUT_IN_FORCE):
        return
    # Most offices have nothing to do here: whether there is a 办法 at all is asked before any is read.
    there = list_states_above(actor.hat.path)
    own = Organization.objects.filter(pk=actor.hat.organization_id).first() if there else None
    if own is None:
        return
    if there & set(_WAITING):
        yield from _to_put_in_force(own)
    if there & HELD and own.is_branch:
        yield from _to_enrol(own, on)
        if REMINDED.get(actor.role) is ExemptionStep.BRANCH:
            yield from _with_exemptions(actor, on)


def _may(actor: Actor, kind: DueKind) -> bool:
    return actor.role in RULES[ACT_OF[kind]].roles


def _to_approve(actor: Actor) -> Iterator[Due]:
    """Versions here and below that were adopted and need a superior's word: who sees them enters it from the paper."""
    if not _may(actor, DueKind.APPROVE_VERSION) or actor.hat is None:
        return
    path = actor.hat.path
    rows = SchemeVersion.objects.filter(
        scheme__organization__path__gte=path,
        scheme__organization__path__lt=path + "~",
        state=VersionState.ADOPTED,
    )
    # A branch's own 办法 needs no approval; what builds on a superior's does (domain §8.15).
    rows = rows.exclude(scheme__organization__kind__in=BRANCHES, upper__isnull=True)
    for row in rows.select_related(*_WITH).defer(*_LONG).order_by("adopted_on", "pk")[:_MOST]:
        here = str(row.scheme.organization)
        yield Due(DueKind.APPROVE_VERSION, f"{here}通过了{row}，等待批准", here, row.pk)


def _to_put_in_force(own: Organization) -> Iterator[Due]:
    rows = SchemeVersion.objects.filter(scheme__organization=own, state__in=_WAITING)
    for row in rows.select_related(*_WITH).defer(*_LONG).order_by("adopted_on", "pk")[:_MOST]:
        if row.state is VersionState.ADOPTED and needs_approval(row):
            continue
        yield Due(DueKind.PUT_IN_FORCE, f"{row}已经通过，还没有确定从哪一期起施行", str(own), row.pk)


def _to_enrol(own: Organization, on: date) -> Iterator[Due]:
    version = find_version(own, on)
    if version is None:
        return
    try:
        year = year_name(year_of(version, on))
    except SchemeRefused:  # the page of the version says what cannot be read
        return
    if not Enrolment.objects.filter(branch=own, year=year).exists():
        yield Due(DueKind.ENROL_YEAR, f"{own}还没有编制{year}年度参加积分的名单", str(own), own.pk)
    elif find_allotment(version) is not None:
        yield from _to_plan(own, year)


def _to_plan(own: Organization, year: str) -> Iterator[Due]:
    """Plans still to be made and reviewed, where the 办法 hands out a part by month (S5-三-一-2(2)b)."""
    missing, offered = count_open_work(own, year)
    if missing:
        what = f"{own}{year}年度有 {missing} 人还没有目标任务计划"
        yield Due(DueKind.LAY_OUT_PLANS, what, str(own), own.pk)
    if offered:
        yield Due(DueKind.ACCEPT_PLANS, f"{own}有 {offered} 份承诺等支委会审定", str(own), own.pk)


def _with_exemptions(actor: Actor, on: date) -> Iterator[Due]:
    """Forms, words that are asked and renewals, in one question; nothing of the actor's own."""
    if actor.hat is None:
        return
    order, path = tuple(ExemptionStep), actor.hat.path
    first = order.index(REMINDED[actor.role])
    # Nobody is above the top of the tree: it enters from their papers what those above decide.
    steps = order[first:] if is_at_top(actor) else order[first : first + 1]
    wanted = Q(awaits__in=steps)
    if ExemptionStep.BRANCH in steps:
        ends = (on.replace(day=1) + timedelta(days=31)).replace(day=1)
        wanted |= Q(state=ExemptionState.WISH_EXPRESSED) | Q(state=ExemptionState.IN_FORCE, until_on__lt=ends)
    rows = Exemption.objects.filter(wanted, branch__path__gte=path, branch__path__lt=path + "~")
    if actor.person_id:
        rows = rows.exclude(person_id=actor.person_id)
    for row in rows.select_related("person", "branch").order_by("year", "person__pinyin", "pk")[:_MOST]:
        kind, said = _say_exemption(row)
        yield Due(kind, said, str(row.branch), row.pk)


def _say_exemption(row: Exemption) -> tuple[DueKind, str]:
    if row.awaits:
        return DueKind.GIVE_OPINION, f"{row}，等{ExemptionStep(row.awaits).label}"
    if row.state is ExemptionState.IN_FORCE:
        return DueKind.RENEW_EXEMPTION, f"{row.person}的不参加积分到{say(row.until_on)}期满"
    return DueKind.FILL_EXEMPTION_FORM, f"{row}，还没有填审批表"
