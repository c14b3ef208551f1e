"""Making the list of a points year from the roster, and adding to it those who came since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import Subject, record
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.models import Organization
from jifen.orgs.queries import get_organization_for
from jifen.schemes.actions.enrolling.planning import plan_year
from jifen.schemes.actions.enrolling.writing import set_participation
from jifen.schemes.errors import NoSchemeInForce
from jifen.schemes.models import Enrolment, Exemption, SchemeVersion
from jifen.schemes.permissions import may
from jifen.schemes.queries import find_version, tables_of, year_of
from jifen.schemes.states.acts import Act
from jifen.schemes.states.bases import carries, carry_cap_of
from jifen.schemes.states.exemptions import EXEMPT, EXEMPTION, ExemptionState
from jifen.schemes.states.periods import year_name


def enrol_year(
    *,
    actor: Actor,
    at: datetime,
    branch_id: UUID | str,
    on: date,
    basis: Basis,
    carried: Mapping[str, int] | None = None,
) -> list[Enrolment]:
    """Enter everybody whom the 办法 scores in the points year a day lies in; who is on the list already is left alone.

    Return the new rows. `carried` is what people bring from last year, person id → hundredths: looked up above, never
    here. Raises `NotFound`, `NotAllowed`, `Invalid`, `NoSchemeInForce`, `Blocked`.
    """
    with transaction.atomic():
        branch = get_organization_for(actor, branch_id, lock=True)
        may(actor, Act.ENROL_YEAR, branch.place).require()
        if not branch.is_branch:
            raise Blocked(f"{branch}不是党支部：参加名单由各支部编制。")
        version = require_version(branch, on)
        year = year_of(version, on)
        today = timezone.localdate(at)
        _refuse_faults(version, carried or {}, basis)
        there = Enrolment.objects.filter(branch=branch, year=year_name(year))
        known = set(there.values_list("person_id", flat=True))
        until = min(year.end, max(today, year.start))
        rows = plan_year(branch, version, year, until, carried or {}, known)
        if not rows:
            raise Blocked(_say_nobody(branch, year_name(year), bool(known)))
        for row in rows:
            row.basis = basis
        exempt = leave_out_exempt(branch, year_name(year), rows)
        Enrolment.objects.bulk_create(rows)
        record(
            actor=actor,
            at=at,
            act=Act.ENROL_YEAR,
            place=branch.place,
            subject=Subject("organization", str(branch.pk), str(branch)),
            basis=basis,
            detail={
                "year": year_name(year),
                "version": version.reference,
                "people": sorted(str(row.person.pk) for row in rows),
                **({"exempt": exempt} if exempt else {}),
            },
        )
        return rows


def leave_out_exempt(branch: Organization, year: str, rows: list[Enrolment]) -> list[str]:
    """Let those approved to stay out before there was a list stay out of it, unsaved; return their ids."""
    granted = {
        one.person_id: one
        for one in Exemption.objects.select_for_update(of=("self",)).filter(
            branch=branch, year=year, state=ExemptionState.APPROVED
        )
    }
    found = [row for row in rows if row.person_id in granted]
    for row in found:
        one = granted[row.person_id]
        set_participation(row, participates=False, reason=EXEMPT, out_from=one.from_on)
        row.note = ""
        one.state = ExemptionState(EXEMPTION.find(Act.ENROL_YEAR, one.state).target)
        one.version += 1
        one.save(update_fields=["state", "version"])
    return sorted(str(row.person_id) for row in found)


def require_version(branch: Organization, on: date) -> SchemeVersion:
    """Return the version that holds for a branch on a day; raise `NoSchemeInForce`."""
    version = find_version(branch, on)
    if version is None:
        raise NoSchemeInForce(
            f"{on.year}年{on.month}月{on.day}日{branch}没有施行的积分办法；请先通过办法，确定施行日期。"
        )
    return version


def _refuse_faults(version: SchemeVersion, carried: Mapping[str, int], basis: Basis) -> None:
    """Raise what keeps a year from being opened: no day, open values (LANGUAGE §1.4), too much carried over."""
    tables = tables_of(version)
    if basis.on is None:
        raise Invalid(basis_on="请填写研究确定名单的日期。")
    obstacles: list[str] = []
    if tables.holes:
        open_ones = "、".join(tables.holes[:5])
        obstacles.append(
            f"{version}还有 {len(tables.holes)} 处分值没有定：{open_ones}；补上、施行以后再编制名单。"
        )
    if carried and not carries(tables):
        obstacles.append(f"{version}没有规定结转，不能带入上年的分。")
    cap = carry_cap_of(tables)
    if any(points < 0 or (cap is not None and points > cap) for points in carried.values()):
        obstacles.append(f"结转的基础分要在 0 到 {(cap or 0) / 100:g} 分之间，请核对。")
    if obstacles:
        raise Blocked(*obstacles)


def _say_nobody(branch: Organization, year: str, known: bool) -> str:
    if known:
        return f"{branch}{year}年度的名单已经编好，没有新增的党员。"
    return f"{branch}的名册里没有办法规定要积分的党员，请先登记名册。"
