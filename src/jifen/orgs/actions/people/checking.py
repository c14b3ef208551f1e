"""What is wrong with the data of a person: all of it at once, by field."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from jifen.common.orm import index_of
from jifen.orgs.models import Organization, Person
from jifen.orgs.queries import list_same_name
from jifen.orgs.states.guards import say
from jifen.orgs.states.identity import OLDEST, clean_number, find_id_fault, find_phone_fault
from jifen.orgs.states.people import ON_THE_WAY, Standing

NUMBERS = ("id_no", "phone", "landline")


def clean_details(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return details as they are stored: numbers without blanks, texts without blanks around."""
    cleaned = {name: value.strip() if isinstance(value, str) else value for name, value in details.items()}
    for name in NUMBERS:
        if cleaned.get(name):
            cleaned[name] = clean_number(cleaned[name])
    return cleaned


def find_faults(
    branch: Organization | None,
    name: str,
    standing: Standing,
    details: Mapping[str, Any],
    *,
    today: date,
    person: Person | None = None,
) -> dict[str, str]:
    """Return what is wrong with cleaned details, by field; `person` is the one edited.

    Where a person is edited, sealed fields stand in `details` only when they change; days stand there always.
    """
    faults: dict[str, str] = {}
    if not name:
        faults["name"] = "请填写姓名。"
    elif branch is not None:
        _check_same_name(branch, name, details.get("mark", ""), faults, person)
    if id_no := details.get("id_no"):
        _check_id_no(branch, id_no, faults, person)
    if (phone := details.get("phone")) and (fault := find_phone_fault(phone)):
        faults["phone"] = fault
    _check_days(standing, details, faults, today)
    return faults


def _check_same_name(
    branch: Organization, name: str, mark: str, faults: dict[str, str], person: Person | None
) -> None:
    """Ask for a mark that tells people of the same name apart (trust §6.4: never digits of the identity number)."""
    marks = {other.mark for other in list_same_name(branch, name, besides=person.pk if person else None)}
    if marks and not mark:
        faults["mark"] = (
            f"{branch}已经有{name}，请填写同名区分，印在每张表上好认人；例如“大”“小”“东头”“二组”。"
        )
    elif mark in marks:
        faults["mark"] = f"{branch}已经有{name}（{mark}），请换一个同名区分，例如“大”“小”“东头”“二组”。"


def _check_id_no(
    branch: Organization | None, id_no: str, faults: dict[str, str], person: Person | None
) -> None:
    if fault := find_id_fault(id_no):
        faults["id_no"] = fault
        return
    same = Person.objects.filter(id_index=index_of("orgs.person.id_no", id_no), same_as__isnull=True)
    other = (same.exclude(pk=person.pk) if person else same).first()
    if other:
        where = f"在{branch.full_name}" if branch and other.branch_id == branch.pk else "在其他支部"
        faults["id_no"] = f"这个公民身份号码已经{where}登记过，请核对；如果是转入，请办理组织关系转接。"


def _check_days(standing: Standing, details: Mapping[str, Any], faults: dict[str, str], today: date) -> None:
    born = details.get("birth_on")
    joined, converted = details.get("joined_on"), details.get("converted_on")
    labels = {"birth_on": "出生日期", "work_started_on": "参加工作日期"}
    labels |= {"joined_on": "加入党组织日期", "converted_on": "转为正式党员日期"}
    for field, label in labels.items():
        day = details.get(field)
        if day and day > today:
            faults[field] = f"{label}{say(day)}还没有到，请核对。"
        elif day and day < OLDEST:
            faults[field] = f"{label}{say(day)}太早，请核对年份。"
        elif day and born and field != "birth_on" and day <= born:
            faults[field] = f"{label}{say(day)}不晚于出生日期{say(born)}，请核对。"
    if joined and converted and converted < joined:
        faults["converted_on"] = f"转正日期{say(converted)}早于入党日期{say(joined)}，请核对。"
    if joined and standing in ON_THE_WAY:
        faults["joined_on"] = f"{standing.label}还没有加入党组织，请不要填加入日期。"
    if converted and standing is Standing.PROBATIONARY:
        faults["converted_on"] = "预备党员还没有转正，请不要填转正日期。"
