"""What a row would change, ready to be written, and as people read it.

Basic data of a member is put right from the file; an empty cell says nothing and erases nothing. A **standing is never
changed by a roster**: conversion, suspension or leaving rests on a meeting, a paper and a day, which no roster has;
written silently it would make a member of somebody nobody voted on, and told as a correction (`CORRECT_STANDING`) it
would strike out history that was right. So the difference is a fault that names the act to be done first; afterwards
the same import is checked again. Circumstances (流动, 失联) begin and end with the day of the import, on its ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models

from jifen.common.labelled import LabelledEnum
from jifen.common.orm import SealedField, index_of, key_ring
from jifen.orgs.actions.people.pinyin import spell
from jifen.orgs.actions.roster.places import Places
from jifen.orgs.actions.roster.sheet import HEADINGS, SEALED
from jifen.orgs.actions.roster.values import Wish
from jifen.orgs.models import Circumstance, Person
from jifen.orgs.states.codes import EDUCATIONS, ETHNICITIES
from jifen.orgs.states.people import CircumstanceKind

Changes = dict[str, Any]
"""`set`: field → what the table keeps, in JSON; `circumstances`: kind → what happens; `said`: heading, old, new."""

_FIELDS: dict[str, models.Field[Any, Any]] = {field.attname: field for field in Person._meta.concrete_fields}
_WORDS: Mapping[str, Mapping[str, str]] = {"ethnicity": ETHNICITIES, "education": EDUCATIONS}
HIDDEN = "有变化"


def new_entry(wish: Wish) -> Changes:
    """Return what a new person's row writes: all of its data, numbers sealed, with pinyin and blind indexes."""
    assert wish.branch is not None
    assert wish.standing is not None
    assert wish.category is not None
    data = {"name": wish.name, **wish.set, "branch_id": wish.branch.id, "standing": wish.standing}
    if wish.group:
        data["group_id"] = wish.group.id
    changes: Changes = {"set": kept(data)}
    if wish.standing is not wish.category:
        changes["source"] = wish.category.value
    happening = _happening(wish, {})
    return changes | ({"circumstances": happening} if happening else {})


def difference(
    wish: Wish, person: Person, places: Places, opened: Mapping[CircumstanceKind, Circumstance]
) -> Changes:
    """Return what a row changes of a person, empty where nothing; troubles are taken down in the wish."""
    _refuse_other_standing(wish, person)
    wanted = {"name": wish.name, **wish.set} | ({"group_id": wish.group.id} if wish.group else {})
    changed = {key: value for key, value in wanted.items() if not _is_same(person, key, value, wish)}
    _refuse_disorder(wish, person, changed)
    said = [_said(key, person, value, places) for key, value in changed.items()]
    happening = _happening(wish, opened)
    said += [_told(kind, what, opened.get(CircumstanceKind(kind))) for kind, what in happening.items()]
    changes: Changes = {"set": kept(changed)} if changed else {}
    return changes | ({"circumstances": happening} if happening else {}) | ({"said": said} if said else {})


def kept(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields as a line keeps them: codes, ISO days, sealed numbers; with what is derived from them."""
    ring = key_ring()
    derived: dict[str, str] = {}
    plain: dict[str, Any] = {}
    for key, value in data.items():
        field = _FIELDS[key]
        if isinstance(field, SealedField):
            plain[key] = ring.seal(value, field.context)
        else:
            plain[key] = value.isoformat() if isinstance(value, date) else str(value)
    if "name" in data:
        derived["pinyin"] = spell(data["name"])
    for key, index in (("id_no", "id_index"), ("phone", "phone_index")):
        if key in data:
            derived[index] = index_of(f"orgs.person.{key}", data[key])
    return plain | derived


def restored(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a line keeps in Python's own values, sealed texts still sealed."""
    values: dict[str, Any] = {}
    for key, value in plain.items():
        field = _FIELDS[key]
        values[key] = field.wrap(value) if isinstance(field, SealedField) else field.to_python(value)
    return values


def as_kept(person: Person, keys: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a person as they stand, in the form a line keeps."""
    values: dict[str, Any] = {}
    for key in keys:
        value = getattr(person, key)
        if isinstance(_FIELDS[key], SealedField):
            values[key] = value.sealed
        elif value is None:
            values[key] = None
        else:
            values[key] = value.isoformat() if isinstance(value, date) else str(value)
    return values


def _is_same(person: Person, key: str, value: Any, wish: Wish) -> bool:
    if key == "id_no":
        return person.id_index == wish.id_index
    if key == "phone":
        return person.phone_index == index_of("orgs.person.phone", value)
    old = getattr(person, key)
    if key in SEALED:
        return bool(old.reveal() == value)
    return bool(str(old) == value if key == "group_id" else old == value)


def _refuse_other_standing(wish: Wish, person: Person) -> None:
    if wish.standing is None or wish.standing is person.standing:
        return
    message = f"在系统里是“{person.standing.label}”，名册不能改变人员类别"
    remedy = "如果确有变动，请先在本人页面办理（要写明会议或文件），再回到这里重新核对；如果是填错，请改正"
    wish.blame("standing", "standing-differs", message, remedy, wish.standing.label)


def _refuse_disorder(wish: Wish, person: Person, changed: Mapping[str, Any]) -> None:
    """Refuse a day that goes well with the row but not with what is known already."""
    joined = changed.get("joined_on", person.joined_on)
    converted = changed.get("converted_on", person.converted_on)
    if joined and converted and converted < joined and not {"joined_on", "converted_on"} <= set(wish.set):
        key = "converted_on" if "converted_on" in changed else "joined_on"
        message = f"与已登记的日期对不上（加入党组织{joined}，转正{converted}）"
        wish.blame(key, "days-in-disorder", message, "请核对，两个日期都填上", str(changed[key]))


def _happening(wish: Wish, opened: Mapping[CircumstanceKind, Circumstance]) -> dict[str, Any]:
    """Return what happens to the circumstances a row speaks of: `open` (where to), `where` (elsewhere now), `end`."""
    happening: dict[str, Any] = {}
    for kind, holds in ((CircumstanceKind.MIGRANT, wish.migrant), (CircumstanceKind.LOST_CONTACT, wish.lost)):
        now = opened.get(kind)
        where = wish.where if kind is CircumstanceKind.MIGRANT else ""
        if holds and now is None:
            happening[kind.value] = {"open": where}
        elif holds is False and now is not None:
            happening[kind.value] = {"end": True}
        elif now is not None and where and where != now.where:
            happening[kind.value] = {"where": where}
        elif where and now is None and holds is None:
            wish.blame(
                "where", "not-away", "填了外出流向，“是否流动”却没有填", "请在“是否流动”列填“是”", where
            )
    return happening


def _said(key: str, person: Person, value: Any, places: Places) -> list[str]:
    if key in SEALED:
        return [HEADINGS[key], "", HIDDEN]
    if key == "group_id":
        old = str(person.group_id) if person.group_id else None
        return [HEADINGS["group"], places.group_named(old), places.group_named(value)]
    return [HEADINGS[key], shown(key, getattr(person, key)), shown(key, value)]


def shown(key: str, value: Any) -> str:
    """Return a value as people read it."""
    if value in (None, ""):
        return ""
    if key in _WORDS:
        return _WORDS[key].get(value, value)
    return value.label if isinstance(value, LabelledEnum) else str(value)


def _told(kind: str, what: Mapping[str, Any], now: Circumstance | None) -> list[str]:
    label = CircumstanceKind(kind).label
    if "open" in what:
        return [label, "否", f"是（{what['open']}）" if what["open"] else "是"]
    if "where" in what:
        return [HEADINGS["where"], now.where if now else "", what["where"]]
    return [label, "是", "否"]
