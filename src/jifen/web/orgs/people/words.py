"""Rows of a file in plain sentences, fit to be read aloud and printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from jifen.orgs.models import (
    Appointment,
    Bond,
    Circumstance,
    Discipline,
    Household,
    HouseholdMember,
    Membership,
    Person,
    RosterLine,
    StandingEvent,
    Transfer,
    User,
)
from jifen.orgs.queries import PersonFile
from jifen.orgs.states.acts import Act
from jifen.orgs.states.purposes import Purpose, SealedPart
from jifen.web.templatetags.words import day, instant


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, the row it is about, whether that still holds, whether it was struck out, the page it has."""

    said: str
    row: Any
    open: bool = False
    struck: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a file: its name for links, its heading, its sentences."""

    key: str
    heading: str
    lines: tuple[Line, ...]


def tell_apart(person: Person) -> str:
    """Return what tells a row from another of the same name, after the name: place, standing, birth, numbers."""
    said = [
        str(person.branch or "不在任何支部"),
        person.standing.label,
        f"{day(person.birth_on)}出生" if person.birth_on else "",
        f"{day(person.joined_on)}入党" if person.joined_on else "",
        f"身份号码{person.id_no}" if person.id_no else "没有身份号码",
        f"手机{person.phone}" if person.phone else "没有手机号",
    ]
    return "，".join(part for part in said if part)


def list_sections(file: PersonFile) -> dict[str, Section]:
    """Return all parts of a file, by name; those a reader may not see are left out."""
    struck = file.struck
    parts: list[tuple[str, str, Iterator[Line]]] = [
        ("standing", "人员类别变动", (_standing(row, struck) for row in file.standing_events)),
        ("memberships", "组织关系", (Line(_membership(row), row) for row in file.memberships)),
        (
            "appointments",
            "任职",
            (Line(_appointment(row), row, row.to_on is None) for row in file.appointments),
        ),
        (
            "circumstances",
            "情况",
            (Line(_circumstance(row), row, row.to_on is None) for row in file.circumstances),
        ),
        ("bonds", "联系人", (Line(_bond(row), row, row.to_on is None) for row in file.bonds)),
        ("bonds_to", "联系别人", (Line(_bond_to(row), row) for row in file.bonds_to)),
        ("households", "家庭户", _households(file)),
        ("transfers", "组织关系转接", (Line(_transfer(row), row) for row in file.transfers)),
        ("entries", "登记和账号", _entries(file)),
        (
            "readings",
            "谁看过证件、联系方式、材料和积分账单",
            _readings(file),
        ),
    ]
    if file.disciplines is not None:
        parts.insert(4, ("disciplines", "处分", (Line(_discipline(row), row) for row in file.disciplines)))
    return {key: Section(key, heading, tuple(lines)) for key, heading, lines in parts}


def _span(from_on: date, to_on: date | None) -> str:
    return f"{day(from_on)}至{day(to_on)}" if to_on else f"{day(from_on)}起"


def _standing(row: StandingEvent, struck: set[Any]) -> Line:
    if row.act is Act.ENTER_PERSON:
        said = f"{day(row.on)}，登记为{row.target.label}"
    elif row.act is Act.CORRECT_STANDING:
        said = f"更正：{day(row.on)}起为{row.target.label}"
    else:
        said = f"{day(row.on)}，{row.act.label}"
    said += f"，延长到{day(row.until)}" if row.until else ""
    said += f"（{row.leaving.label}）" if row.leaving else ""
    said += f"，依据{row.basis}" if row.basis else ""
    said += f"，由{row.decider}决定" if row.decider else ""
    said += f"。说明：{row.reason.rstrip('。')}" if row.reason else ""
    said += "。这一条登记有误，已经更正" if row.pk in struck else ""
    return Line(f"{said}。", row, struck=row.pk in struck)


def _membership(row: Membership) -> str:
    end = f"，{row.end.label}" if row.end else ""
    return f"{_span(row.from_on, row.to_on)}，在{row.branch.full_name}（{row.start.label}{end}）。"


def _appointment(row: Appointment) -> str:
    until = f"，任期到{day(row.term_until)}" if row.term_until and not row.to_on else ""
    end = f"；免职原因：{row.end_reason}" if row.end_reason else ""
    return (
        f"{_span(row.from_on, row.to_on)}，任{row.organization}{row.role.label}{until}"
        f"，依据{row.basis}，原因：{row.reason}{end}。"
    )


def _circumstance(row: Circumstance) -> str:
    where = f"，去向{row.where}" if row.where else ""
    number = f"，流动党员活动证{row.certificate_no}" if row.certificate_no else ""
    return f"{_span(row.from_on, row.to_on)}，{row.kind.label}{where}{number}，依据{row.basis}。"


def _discipline(row: Discipline) -> str:
    until = f"，影响期到{day(row.effect_until)}" if row.effect_until else ""
    return f"{day(row.approved_on)}，{row.measure.label}处分，事由：{row.matter}{until}，依据{row.basis}。"


def _bond(row: Bond) -> str:
    basis = f"，依据{row.basis}" if row.basis else ""
    return f"{row.kind.label}是{row.other}，{_span(row.from_on, row.to_on)}{basis}。"


def _bond_to(row: Bond) -> str:
    return f"担任{row.person}的{row.kind.label}，{_span(row.from_on, row.to_on)}。"


def _households(file: PersonFile) -> Iterator[Line]:
    for row in file.households:
        yield Line(_household_member(row), row, row.to_on is None)
    for household in file.headed:
        yield Line(_headed(household), household)


def _household_member(row: HouseholdMember) -> str:
    return f"{_span(row.from_on, row.to_on)}，在{row.household.number}户，现在的户主是{row.household.head}。"


def _headed(household: Household) -> str:
    return f"是{household.number}户的户主。"


def _transfer(row: Transfer) -> str:
    to = row.to_branch.full_name if row.to_branch else row.to_name
    answered = f"，{day(row.answered_on)}{row.state.label}" if row.answered_on else f"，{row.state.label}"
    answer = f"（{row.answer}）" if row.answer else ""
    return (
        f"{day(row.sent_on)}，从{row.from_branch.full_name}转往{to}，介绍信编号{row.letter_no}，"
        f"有效期到{day(row.valid_until)}{answered}{answer}。"
    )


def _entries(file: PersonFile) -> Iterator[Line]:
    for line in file.roster_lines:
        yield Line(_roster_line(line), line)
    for duplicate in file.duplicates:
        yield Line(_duplicate(duplicate), duplicate)
    for user in file.users:
        yield Line(_user(user), user)


def _roster_line(line: RosterLine) -> str:
    roster = line.roster
    return (
        f"{day(roster.entered_at)}，导入名册（{roster.state.label}）：文件《{roster.file_name}》第{line.row}行，"
        f"{line.kind.label}，上传人{roster.entered_by}。"
    )


def _duplicate(person: Person) -> str:
    where = f"在{person.branch.full_name}" if person.branch else ""
    return f"{where}另有一份重复登记（{person}），已经合并到这一份，原来的记录都在这里。"


def _user(user: User) -> str:
    return f"登录名{user.login}，账号{'可用' if user.is_active else '已停用'}。"


def _readings(file: PersonFile) -> Iterator[Line]:
    return (Line(_reading(row), row) for row in file.readings if not _is_own(row, file))


def _is_own(row: Any, file: PersonFile) -> bool:
    """Say whether a person read his own statement or form: he knows that."""
    return bool(row.act.startswith(("ledger.", "schemes.")) and row.person_id == str(file.person.pk))


def _reading(row: Any) -> str:
    if row.act.startswith("documents."):
        return f"{instant(row.at)}，{row.actor_name}{f'（{row.hat}）' if row.hat else ''}{row.label}。"
    if row.act.startswith("ledger."):
        year = row.detail.get("year", "")
        return f"{instant(row.at)}，{row.actor_name}{f'（{row.hat}）' if row.hat else ''}看了{year}年度的积分账单。"
    if row.act.startswith("schemes."):
        year = row.detail.get("year", "")
        who = f"{row.actor_name}（{row.hat}）" if row.hat else row.actor_name
        return f"{instant(row.at)}，{who}看了{year}年度不参加积分审批表。"
    parts = "、".join(part.label for part in SealedPart if part.value in row.detail.get("parts", ()))
    purpose = next((known.label for known in Purpose if known == row.detail.get("purpose")), "")
    who = f"{row.actor_name}（{row.hat}）" if row.hat else row.actor_name
    said = f"：{row.basis.label}" if row.basis and row.basis.label != purpose else ""
    return f"{instant(row.at)}，{who}看了{parts}，用途是{purpose}{said}。"
