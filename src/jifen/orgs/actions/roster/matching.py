"""Whom a row means: by identity number, else by member number, else by name in the branch, if one alone can be meant.

Three reads for a whole block of rows. The same question is asked again in the transaction that writes: where the answer
is another one by then, nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from jifen.orgs.actions.roster.values import Trouble
from jifen.orgs.models import Person
from jifen.orgs.states.roster import ROSTER_STANDINGS


@dataclass(frozen=True, slots=True)
class Key:
    """By what a row can be known."""

    branch_id: str
    name: str
    mark: str = ""
    member_no: str = ""
    id_index: str = ""


@dataclass(slots=True)
class People:
    """Those of the database whom the rows of one block may mean."""

    by_index: dict[str, Person] = field(default_factory=dict)
    by_number: dict[tuple[str, str], list[Person]] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[Person]] = field(default_factory=dict)


def find_people(keys: Sequence[Key], names_of_branches: Mapping[str, str]) -> list[Person | Trouble | None]:
    """Return for each key the person, what stands against knowing him, or None where he is new."""
    people = _load(keys)
    return [_find(key, people, names_of_branches) for key in keys]


def _load(keys: Sequence[Key]) -> People:
    people = People()
    rows = Person.objects.filter(same_as__isnull=True).order_by()
    if indexes := {key.id_index for key in keys if key.id_index}:
        people.by_index = {person.id_index: person for person in rows.filter(id_index__in=indexes)}
    branches = {UUID(key.branch_id) for key in keys}
    named = Q(name__in={key.name for key in keys}, standing__in=ROSTER_STANDINGS)
    numbered = Q(member_no__in={key.member_no for key in keys if key.member_no})
    for person in rows.filter(named | numbered, branch__in=branches):
        branch = str(person.branch_id)
        if person.member_no:
            people.by_number.setdefault((branch, person.member_no), []).append(person)
        if person.standing in ROSTER_STANDINGS:
            people.by_name.setdefault((branch, person.name), []).append(person)
    return people


def _find(key: Key, people: People, names: Mapping[str, str]) -> Person | Trouble | None:
    known = people.by_index.get(key.id_index) if key.id_index else None
    if known is not None:
        return _known_here(key, known, names)
    numbered = people.by_number.get((key.branch_id, key.member_no), []) if key.member_no else []
    if numbered:
        return _of_number(key, numbered)
    return _of_name(key, people.by_name.get((key.branch_id, key.name), []))


def _known_here(key: Key, person: Person, names: Mapping[str, str]) -> Person | Trouble:
    """Return the person of an identity number, unless he belongs elsewhere or is no longer on any roster."""
    if str(person.branch_id) != key.branch_id:
        # The name of a branch outside the sub-tree is not told.
        where = f"在{names[str(person.branch_id)]}" if str(person.branch_id) in names else "在其他支部"
        message = f"这个公民身份号码已经{where}登记"
        remedy = "如果是转来的同志，请由原支部办理“转出组织关系”、本支部接收；如果不是，请核对号码"
        return Trouble("id_no", "known-elsewhere", message, remedy, "*" * 18)
    return _on_roster(person)


def _on_roster(person: Person) -> Person | Trouble:
    if person.standing in ROSTER_STANDINGS:
        return person
    remedy = "名册不能让人恢复，请在本人页面办理，或删去这一行"
    return Trouble("name", "no-longer-here", f"已登记为“{person.standing.label}”", remedy, person.name)


def _of_number(key: Key, numbered: Iterable[Person]) -> Person | Trouble:
    found = list(numbered)
    if len(found) > 1:
        names = "、".join(person.name for person in found)
        message = f"本支部有几位同志用这个党员编号（{names}）"
        return Trouble(
            "member_no", "number-of-several", message, "请填写身份证号，或先改正编号", key.member_no
        )
    person = found[0]
    if person.name != key.name:
        message = f"这个党员编号是“{person.name}”的，与姓名对不上"
        return Trouble(
            "member_no", "number-and-name", message, "请核对编号和姓名，改正其中一个", key.member_no
        )
    return _on_roster(person)


def _of_name(key: Key, namesakes: list[Person]) -> Person | Trouble | None:
    """Return the one of this name; a person with another identity number or member number is somebody else."""
    possible = [person for person in namesakes if not _differs(key, person)]
    if key.mark:
        marked = [person for person in possible if person.mark == key.mark]
        possible = marked or [person for person in possible if not person.mark]
        if len(marked) == 1:
            return marked[0]
        if not possible:
            return None
        message = f"本支部有{len(possible)}位同名的同志没有写同名区分，分不清是不是这一位"
        return Trouble("name", "namesakes", message, "请填写身份证号，或先在本人页面写上同名区分", key.name)
    if len(possible) == 1:
        return possible[0]
    if possible:
        message = f"本支部有{len(possible)}位同名的同志，分不清是哪一位"
        return Trouble(
            "name", "namesakes", message, "请填写身份证号，或在“同名区分”列填写名册上的区分", key.name
        )
    if namesakes:
        message = "本支部已有一位同名、证件号码或党员编号不同的同志"
        remedy = "如果是两个人，请在“同名区分”列填写区分（例如：大、小、三组）；如果是同一个人，请核对号码"
        return Trouble("name", "namesakes", message, remedy, key.name)
    return None


def _differs(key: Key, person: Person) -> bool:
    return bool(
        (key.id_index and person.id_index and key.id_index != person.id_index)
        or (key.member_no and person.member_no and key.member_no != person.member_no)
    )
