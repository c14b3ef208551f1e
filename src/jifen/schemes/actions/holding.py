"""From when to when a version holds: never for days before it was adopted (trust T3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.refusals import Blocked, Invalid, NotNow
from jifen.orgs.models import Organization
from jifen.rules.period import Period, PeriodError
from jifen.schemes.actions.recording import name, note
from jifen.schemes.actions.rows import retitle
from jifen.schemes.errors import FrameFromAbove, OnlyFromNextYear, Retroactive
from jifen.schemes.models import SchemeVersion
from jifen.schemes.permissions import may
from jifen.schemes.queries import (
    bound_of,
    builds_on,
    earliest_start,
    find_predecessor,
    get_version_for,
    list_held_by,
    list_upper_versions,
    needs_approval,
    rhythm_of_version,
    tables_of,
)
from jifen.schemes.states.acts import Act
from jifen.schemes.states.changes import list_yearly
from jifen.schemes.states.periods import name_of_span, span_at, span_named, year_at
from jifen.schemes.states.versions import VERSION, VersionState

_MOST = 5
"""How many differences a refusal lists."""


def put_in_force(*, actor: Actor, at: datetime, version_id: UUID | str, from_period: str) -> SchemeVersion:
    """Settle from which span on (2026-03, 2026Q2, 2026) a version holds; the one before holds until then.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, or all obstacles at once: `Retroactive` where only the day
    is too early, `OnlyFromNextYear` where only base items stand against it, `FrameFromAbove`, else `Blocked`.
    """
    with transaction.atomic():
        version = get_version_for(actor, version_id, lock=True)
        Organization.objects.select_for_update(no_key=True).get(pk=version.scheme.organization.pk)
        may(actor, Act.PUT_IN_FORCE, version.place).require()
        move = VERSION.find(Act.PUT_IN_FORCE, version.state)
        if needs_approval(version) and version.state is VersionState.ADOPTED:
            raise NotNow(f"这份{VERSION.noun}还要上级党委批准：登记批准以后才能确定施行日期。")
        span = _span(version, from_period)
        before = find_predecessor(version)
        _refuse(version, span, before, timezone.localdate(at))
        if before is not None:
            _end(before, span.start - timedelta(days=1), version.adoption)
        version.state, version.from_on = VersionState(move.target), span.start
        version.from_period = name_of_span(tables_of(version), rhythm_of_version(version), span.start)
        version.save(update_fields=["state", "from_on", "from_period"])
        retitle(version.scheme, version.text)
        note(
            actor, at, Act.PUT_IN_FORCE, version, version.adoption,
            from_on=span.start.isoformat(), supersedes=name(before),
        )  # fmt: skip
        return version


def supersede_version(
    *, actor: Actor, at: datetime, version_id: UUID | str, last_period: str, basis: Basis
) -> SchemeVersion:
    """End a version without another in its place; it holds to the end of a span that is not over yet.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, `Retroactive`.
    """
    with transaction.atomic():
        version = get_version_for(actor, version_id, lock=True)
        may(actor, Act.SUPERSEDE_VERSION, version.place).require()
        VERSION.find(Act.SUPERSEDE_VERSION, version.state)
        if basis.on is None:
            raise Invalid(basis_on="请填写作出决定的日期。")
        span = _span(version, last_period, "last_period")
        earliest = span_at(
            tables_of(version), rhythm_of_version(version), max(basis.on, timezone.localdate(at))
        )
        if span.end < earliest.end or (version.from_on and span.end < version.from_on):
            raise Retroactive(
                f"办法不能从已经过去的日子起停止施行：最早施行到{_say(earliest.end)}，"
                f"请填 {name_of_span(tables_of(version), rhythm_of_version(version), earliest.end)} 或以后的一期。"
            )
        _end(version, span.end, basis)
        note(actor, at, Act.SUPERSEDE_VERSION, version, basis, until_on=span.end.isoformat())
        return version


def _span(version: SchemeVersion, named: str, field: str = "from_period") -> Period:
    try:
        return span_named(tables_of(version), rhythm_of_version(version), named.strip())
    except PeriodError as fault:
        raise Invalid(**{field: f"{fault}。"}) from fault


def _refuse(version: SchemeVersion, span: Period, before: SchemeVersion | None, today: date) -> None:
    """Raise everything that keeps a version from holding since the first day of a span."""
    refusals = [
        *_too_early(version, span, before, today),
        *_in_midyear(version, span, before),
        *_against_above(version, span),
        *_with_holes(version),
    ]
    if refusals:
        kinds = {type(one) for one in refusals}
        raise (kinds.pop() if len(kinds) == 1 else Blocked)(
            *(said for one in refusals for said in one.reasons)
        )


def _too_early(
    version: SchemeVersion, span: Period, before: SchemeVersion | None, today: date
) -> list[Blocked]:
    found: list[Blocked] = []
    earliest = earliest_start(version, today)
    if span.start < earliest:
        named = name_of_span(tables_of(version), rhythm_of_version(version), earliest)
        adopted = _say(version.adopted_on)
        found.append(
            Retroactive(
                f"办法是{adopted}通过的，不能管通过以前的事：最早从{_say(earliest)}起施行，"
                f"请填 {named} 或以后的一期。"
            )
        )
    last = list_held_by(version.scheme.organization).first()
    if last is not None and last.from_on is not None and last.from_on >= span.start:
        found.append(Blocked(f"{last}已经定于{_say(last.from_on)}起施行，新的办法要从它以后的一期起施行。"))
    elif before is None and last is not None and last.until_on and last.until_on >= span.start:
        found.append(Blocked(f"{last}施行到{_say(last.until_on)}，新的办法要从那以后起施行。"))
    return found


def _in_midyear(version: SchemeVersion, span: Period, before: SchemeVersion | None) -> list[Blocked]:
    if before is None or year_at(tables_of(version), span.start).start == span.start:
        return []
    found = list_yearly(bound_of(before).scheme, bound_of(version).scheme)
    if not found:
        return []
    said = "；".join(map(str, found[:_MOST])) + (f"等 {len(found)} 处" if len(found) > _MOST else "")
    start = _say(year_at(tables_of(version), span.start).next().start)
    return [
        OnlyFromNextYear(
            f"基础分、积分年度、参加范围和层次只能从新的积分年度（{start}）起改，这一版改了：{said}。"
            "请从新年度起施行，或者另起一版，先不改这些。"
        )
    ]


def _against_above(version: SchemeVersion, span: Period) -> list[Blocked]:
    return [
        FrameFromAbove(
            f"{above.scheme.organization}的{above}从{_say(above.from_on)}起施行，下级的办法要建立在它上面"
            f"（extends: {{scheme: {above.scheme.code}, version: {above.number}}}）；请从上级办法新立。"
        )
        for above in list_upper_versions(version.scheme.organization, span.start)
        if not builds_on(version, above)
    ]


def _with_holes(version: SchemeVersion) -> list[Blocked]:
    """A branch scores by it, so that no value may be open; what a superior leaves open the branches fill in."""
    holes = tables_of(version).holes if version.scheme.organization.is_branch else ()
    return (
        [Blocked(f"还有 {len(holes)} 处分值没有定：{'、'.join(holes[:_MOST])}；补上以后重新表决。")]
        if holes
        else []
    )


def _end(version: SchemeVersion, last: date, basis: Basis | None) -> None:
    version.state, version.until_on, version.ending = VersionState.SUPERSEDED, last, basis
    version.save(update_fields=["state", "until_on", "ending"])


def _say(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
