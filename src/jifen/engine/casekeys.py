"""Words of a case that mean nothing: told, so that a slip of the pen does not pass as a case that fits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from jifen.rules.fields import FACT_FIELDS, MEMBER_FIELDS, REGISTER_FIELDS, find_choice, find_field
from jifen.rules.guesses import Guesses
from jifen.rules.tables import Tables

CASE_KEYS = ("case", "year", "period", "as_of", "readings", "pool", "note", "members", "facts", "expect")
PERSON_KEYS = ("name", "number", "branch", "prior", "changes", "findings")
EVENT_KEYS = ("id", "who", "what", "on", "repeat")
EVENT_NAMES = {"value": "decided_value", "document": "documents"}


def strange_words(tables: Tables, case: Mapping[str, Any]) -> Iterator[str]:
    """Every key of a case, its members and facts that is none, and every name and option not known."""
    yield from _strange("", case, CASE_KEYS)
    members = _rows(case.get("members"))
    names = {str(row["name"]) for row in members if "name" in row}
    known = {*PERSON_KEYS, *MEMBER_FIELDS, *REGISTER_FIELDS, *(name for name, _ in tables.flags)}
    for row in members:
        if "name" not in row:
            yield "members 里有一条没有写 name"
        for fields, more in ((row, ()), *((change, ("on",)) for change in _rows(row.get("changes")))):
            yield from _strange("members 里的", fields, {*known, *more, *_measures(fields)})
            yield from _options("members 里的", fields)
    for row in _rows(case.get("facts")):
        needed = ("on",) if "reverses" in row else ("who", "what", "on")
        yield from (f"facts 里有一条没有写 {key}" for key in needed if key not in row)
        yield from _strange("facts 里的", row, {*EVENT_KEYS, *EVENT_NAMES, *FACT_FIELDS})
        yield from _options("facts 里的", row)
        who = row.get("who", [])
        for name in who if isinstance(who, list) else [who]:
            if str(name) not in names:
                yield f"facts 里的“{name}”不在 members 里"


def _rows(value: Any) -> list[dict[str, Any]]:
    """The rows of a list; what is none is told where it is read."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _measures(fields: Mapping[str, Any]) -> set[str]:
    return {key for key in fields if str(key).startswith("measure.")}


def _strange(where: str, fields: Mapping[str, Any], known: Collection[str]) -> Iterator[str]:
    for key in fields:
        if key not in known:
            field = find_field(str(key))
            near = field.name if field and field.name in known else Guesses().nearest(str(key), known)
            meant = f"，是不是想写“{near}”" if near else ""
            yield f"{where}“{key}”不是算例的字段{meant}"


def _options(where: str, fields: Mapping[str, Any]) -> Iterator[str]:
    for key, value in fields.items():
        known = MEMBER_FIELDS.get(key) or FACT_FIELDS.get(key)
        if known is None or not known.choices:
            continue
        for word in value if isinstance(value, list) else [value]:
            if word is not None and find_choice(known.choices, str(word)) is None:
                listed = "、".join(choice.label for choice in known.choices)
                yield f"{where} {key} 不能写“{word}”，可以写：{listed}"
