"""How long before a meeting each must be told, as the 办法 in force says; how what was done about it is said."""

from __future__ import annotations

from datetime import date

from jifen.meetings.models import Convocation
from jifen.meetings.states.convocations import LeadTimes, Recipient, Telling
from jifen.meetings.states.meetings import MeetingKind
from jifen.orgs.models import Organization
from jifen.rules.findings import SchemeRefused
from jifen.schemes.queries import bound_of, find_version

_NAMED = {
    "township_party_office": "office",
    "superior_committee": "office",
    "liaison_leader": "leader",
    "member": "members",
}
_VERBS = {
    Recipient.OFFICE: ("报党建办", "报告"),
    Recipient.LEADER: ("通知联系点领导", "通知"),
    Recipient.MEMBERS: ("通知应到会的党员", "通知"),
}


def lead_times_of(organization: Organization, kind: MeetingKind, on: date) -> LeadTimes:
    """Return what the 办法 that holds on a day asks before an assembly; nothing for other meetings (S3-二-三-1)."""
    if kind is not MeetingKind.MEMBER_ASSEMBLY or (version := find_version(organization, on)) is None:
        return LeadTimes()
    try:
        cycle = bound_of(version).scheme.cycle
    except SchemeRefused:  # the page of the version says what cannot be read
        return LeadTimes()
    days: dict[str, int] = {}
    clauses = []
    for notice in cycle.notices if cycle else ():
        for body in notice.to:
            if name := _NAMED.get(body):
                days[name] = max(notice.days_before, days.get(name, 0))
        if notice.clause:
            clauses.append(notice.clause)
    return LeadTimes(**days, clause="、".join(dict.fromkeys(clauses))[:120])


def say_telling(row: Convocation, telling: Telling, today: date) -> dict[str, str | bool]:
    """Return one line of the page: what is asked, what was done, and whether it is late."""
    asked, verb = _VERBS[telling.recipient]
    days = row.lead.days_of(telling.recipient)
    wanted = (
        f"{_day(telling.by)}以前{asked}（提前 {days} 天）"
        if telling.by
        else f"{asked}（办法没有规定提前几天）"
    )
    return {"wanted": wanted, "done": _say_done(telling, verb, today), "late": _is_late(telling, today)}


def _say_done(telling: Telling, verb: str, today: date) -> str:
    several = telling.recipient is Recipient.MEMBERS
    said = []
    if several and (telling.told or telling.unreached):
        said.append(f"应通知 {telling.wanted} 人，已通知 {telling.told} 人")
    elif telling.told and telling.last_on:
        said.append(f"{_day(telling.last_on)}{verb}")
    if telling.unreached:
        said.append(f"{telling.unreached} 人没有联系上" if several else "没有联系上")
    if telling.late:
        by_days = f"晚 {telling.days_late} 天"
        said.append(f"{telling.late} 人通知晚了，最晚的{by_days}" if several else by_days)
    if not said:
        over = telling.by is not None and telling.by < today
        return "已经过了最后一天，还没有登记" if over else "还没有登记"
    return "；".join(said)


def _is_late(telling: Telling, today: date) -> bool:
    waiting = telling.told + telling.unreached < telling.wanted
    return telling.kept is False or (telling.by is not None and telling.by < today and waiting)


def _day(on: date | None) -> str:
    return f"{on.month}月{on.day}日" if on else ""
