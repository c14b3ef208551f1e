"""From the secrecy check to the result: who signed on paper is entered by name (domain §8.3, REG-40)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Decider
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.states.guards import say
from jifen.publicity.actions.saving import note, open_notice, save_notice
from jifen.publicity.models import PublicNotice
from jifen.publicity.queries import is_over, list_open_objections_of, say_undecided
from jifen.publicity.states.acts import Act
from jifen.publicity.states.notices import Unit
from jifen.publicity.states.openness import find_number
from jifen.rules.calendar import DayUnit, notice_window
from jifen.rules.holidays import HolidayYearMissing
from jifen.schemes.queries import get_holiday_table

BACK = timedelta(days=7)
"""How long ago a notice may have been put up when that is entered."""


def check_secrecy(
    *, actor: Actor, at: datetime, notice_id: UUID | str, version: int, checked_by: str
) -> PublicNotice:
    """Enter who checked that nothing secret or private is shown.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        notice = open_notice(actor, notice_id, Act.CHECK_SECRECY, version)
        name = _named(checked_by, "checked_by", "请写明是谁审查的，照审批单上的签名。")
        save_notice(notice, Act.CHECK_SECRECY, checked_by=name)
        note(notice, Act.CHECK_SECRECY, actor=actor, at=at, decider=Decider(name))
        return notice


def approve_notice(
    *, actor: Actor, at: datetime, notice_id: UUID | str, version: int, approved_by: str
) -> PublicNotice:
    """Enter who approved a notice; not whoever drafted it. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`."""
    with transaction.atomic():
        notice = open_notice(actor, notice_id, Act.APPROVE_NOTICE, version)
        name = _named(approved_by, "approved_by", "请写明是谁批准的，照审批单上的签名。")
        if name == notice.drafted_by:
            raise Invalid(approved_by=f"{name}是拟定这份公示的人，批准的要是另一位同志（一般是书记）。")
        save_notice(notice, Act.APPROVE_NOTICE, approved_by=name)
        note(notice, Act.APPROVE_NOTICE, actor=actor, at=at, decider=Decider(name))
        return notice


def show_notice(
    *, actor: Actor, at: datetime, notice_id: UUID | str, version: int, places: str, shown_on: date
) -> PublicNotice:
    """Enter where a notice was put up and when; its window begins the day after.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, `Blocked` where the holidays of the year are not known.
    """
    with transaction.atomic():
        notice = open_notice(actor, notice_id, Act.SHOW_NOTICE, version)
        today, faults = timezone.localdate(at), {}
        if not places.strip():
            faults["places"] = "请写明张贴在哪里，例如：村务公开栏、支部活动室。"
        if not today - BACK <= shown_on <= today:
            faults["shown_on"] = f"张贴日期{say(shown_on)}不对：不能晚于今天，也不能早于{say(today - BACK)}。"
        if faults:
            raise Invalid(**faults)
        try:
            unit: DayUnit = "workday" if notice.unit is Unit.WORKDAY else "day"
            window = notice_window(shown_on, notice.days, unit, get_holiday_table())
        except HolidayYearMissing as missing:
            raise Blocked(f"算不出公示到哪一天：{missing}") from missing
        save_notice(
            notice,
            Act.SHOW_NOTICE,
            places=places.strip()[:200],
            shown_on=shown_on,
            first_on=window.first,
            last_on=window.last,
        )
        detail = {"shown_on": shown_on.isoformat(), "last_on": window.last.isoformat()}
        note(notice, Act.SHOW_NOTICE, actor=actor, at=at, detail=detail)
        return notice


def close_notice(*, actor: Actor, at: datetime, notice_id: UUID | str, version: int) -> PublicNotice:
    """Enter that the window is over; how many objections came in is counted from their register.

    Raises `NotFound`, `NotAllowed`, `NotNow`, and `Blocked` while the window runs.
    """
    with transaction.atomic():
        notice = open_notice(actor, notice_id, Act.CLOSE_NOTICE, version)
        objections = notice.cases.count()
        act = Act.CLOSE_CONTESTED if objections else Act.CLOSE_NOTICE
        if not is_over(notice, timezone.localdate(at)):
            assert notice.last_on is not None
            raise Blocked(f"公示到{say(notice.last_on)}为止，第二天起才能登记期满。")
        save_notice(notice, act, objections=objections)
        note(notice, act, actor=actor, at=at, detail={"objections": objections})
        return notice


def announce_result(
    *, actor: Actor, at: datetime, notice_id: UUID | str, version: int, result: str
) -> PublicNotice:
    """Enter the result as it was announced. Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`, and `Blocked` while
    nothing is decided about an objection.
    """
    with transaction.atomic():
        notice = open_notice(actor, notice_id, Act.ANNOUNCE_RESULT, version)
        if why := say_undecided(list_open_objections_of(notice)):
            raise Blocked(why)
        said = result.strip()
        if not said:
            raise Invalid(result="请写公示的结果，例如：公示期间没有收到异议，按公示的积分入账。")
        if find_number(said):
            raise Invalid(result="结果里有一长串号码，公布的内容里不能有证件号、电话。")
        save_notice(notice, Act.ANNOUNCE_RESULT, result=said[:300])
        note(notice, Act.ANNOUNCE_RESULT, actor=actor, at=at)
        return notice


def withdraw_notice(
    *, actor: Actor, at: datetime, notice_id: UUID | str, version: int, reason: str
) -> PublicNotice:
    """Take a notice down (a figure was wrong, something private was shown); the next one runs its whole window.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        notice = open_notice(actor, notice_id, Act.WITHDRAW_NOTICE, version)
        if not reason.strip():
            raise Invalid(reason="请写明为什么撤下。")
        save_notice(notice, Act.WITHDRAW_NOTICE, withdrawn=reason.strip()[:200])
        note(notice, Act.WITHDRAW_NOTICE, actor=actor, at=at)
        return notice


def _named(said: str, field: str, fault: str) -> str:
    name = said.strip()[:60]
    if not name:
        raise Invalid(**{field: fault})
    return name
