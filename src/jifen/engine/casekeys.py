"""Words of a case that mean nothing: told, so that a slip of the pen does not pass as a case that fits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from typing import Any

from jifen.rules.fields import (
    FACT_FIELDS,
    MEMBER_FIELDS,
    PRIOR_FIELDS,
    REGISTER_FIELDS,
    FieldType,
    find_choice,
    find_field,
)
from jifen.rules.guesses import Guesses
from jifen.rules.tables import Tables

CASE_KEYS = ("case", "year", "period", "as_of", "readings", "pool", "note", "members", "facts", "expect")
PERSON_KEYS = ("name", "number", "branch", "prior", "changes", "findings")
EVENT_KEYS = ("id", "who", "what", "on", "repeat")
_WORDS = ("grade", "appraisal", "tier")
EVENT_NAMES = {"value": "decided_value", "document": "documents"}


def strange_words(tables: Tables, case: Mapping[str, Any]) -> Iterator[str]:
    """Every key of a case, its members and facts that is none, and every name and option not known."""
    yield from _strange("", case, CASE_KEYS)
    members = _rows(case.get("members"))
    names = {str(row["name"]) for row in members if "name" in row}
    flags = dict(tables.flags)
    known = {*PERSON_KEYS, *MEMBER_FIELDS, *REGISTER_FIELDS, *flags}
    for row in members:
        if "name" not in row:
            yield "members 里有一条没有写 name"
        for fields, more in ((row, ()), *((change, ("on",)) for change in _rows(row.get("changes")))):
            yield from _strange("members 里的", fields, {*known, *more})
            yield from _options("members 里的", fields)
            yield from _answers("members 里的", fields, flags)
        yield from _prior(tables, row.get("prior", []))
        yield from _findings(tables, row.get("findings", {}))
    facts = _rows(case.get("facts"))
    kinds = list(dict.fromkeys([*tables.kinds, *(rule.kind for rule in tables.rules)]))
    written = [str(row["id"]) for row in facts if "id" in row]
    for row in facts:
        yield from _unheard("办法里没有事项", [row["what"]] if "what" in row else [], kinds)
        yield from _unheard(
            "reverses 里写的，facts 里没有编号", [row["reverses"]] if "reverses" in row else [], written
        )
        needed = ("on",) if "reverses" in row else ("who", "what", "on")
        yield from (f"facts 里有一条没有写 {key}" for key in needed if key not in row)
        yield from _strange("facts 里的", row, {*EVENT_KEYS, *EVENT_NAMES, *FACT_FIELDS})
        yield from _options("facts 里的", row)
        yield from _answers("facts 里的", row, {})
        who = row.get("who", [])
        for name in who if isinstance(who, list) else [who]:
            if str(name) not in names:
                yield f"facts 里的“{name}”不在 members 里"


def _unheard(what: str, words: list[Any], known: list[str]) -> Iterator[str]:
    for word in words:
        if str(word) not in known:
            near = Guesses().nearest(str(word), known)
            yield f"{what}“{word}”" + (f"，是不是想写“{near}”" if near else "")


def _rows(value: Any) -> list[dict[str, Any]]:
    """The rows of a list; what is none is told where it is read."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _answers(where: str, fields: Mapping[str, Any], flags: Mapping[str, FieldType]) -> Iterator[str]:
    """What is asked with yes or no, and answered with a word: `是` would be read as a text, `否` as yes."""
    for key, value in fields.items():
        known = MEMBER_FIELDS.get(key) or FACT_FIELDS.get(key) or REGISTER_FIELDS.get(key)
        kind = known.type if known else flags.get(key)
        if kind is FieldType.FLAG and not isinstance(value, bool | None):
            yield f"{where} {key} 不能写“{value}”，只能写 true（是）或者 false（否）"


def _prior(tables: Tables, years: Any) -> Iterator[str]:
    """What earlier periods are said to have come to: a list of them, each with figures that a period keeps."""
    if not isinstance(years, list) or not all(isinstance(year, dict) for year in years):
        yield "members 里的 prior 要写成一列，从上一期写起，例如 [{score: 84, grade: 合格}]"
        return
    lines = {
        *(line.line for line in tables.lines),
        *(item.figure.field for item in tables.items if item.figure),
    }
    for year in years:
        yield from _strange("prior 里的", year, {*PRIOR_FIELDS, *lines})
        words = [key for key, value in year.items() if key not in _WORDS and not _is_number(value)]
        yield from (f"prior 里的 {key} 不能写“{year[key]}”，应写成 5、0.5 或 1/3 这样" for key in words)


def _findings(tables: Tables, said: Any) -> Iterator[str]:
    if not isinstance(said, dict):
        yield "members 里的 findings 要写成“代号: true”或者“代号: false”，例如 {good_reason: true}"
        return
    yield from _strange("findings 里的", said, tables.findings)
    yield from _answers("findings 里的", said, dict.fromkeys(tables.findings, FieldType.FLAG))


def _is_number(value: Any) -> bool:
    try:
        return Fraction(value) is not None
    except (ValueError, TypeError, ZeroDivisionError):
        return False


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
