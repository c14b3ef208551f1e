"""Worked cases of a scheme: read ``cases/*.yaml``, score them, compare what they expect.

A case is a small story in the scheme author's words; only what stands under ``expect`` is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jifen.engine.caseexpect import strange_expectations
from jifen.engine.casekeys import EVENT_KEYS, EVENT_NAMES, PERSON_KEYS, strange_words
from jifen.engine.gather import Event, Person, Plain, gather
from jifen.engine.linking import link
from jifen.engine.program import score
from jifen.engine.result import Account, accounts
from jifen.rules.fields import FACT_FIELDS, MEMBER_FIELDS, REGISTER_FIELDS, FieldType, find_choice
from jifen.rules.tables import Tables
from jifen.rules.yamlfile import parse


class CaseFault(Exception):
    """A case file says something that cannot be read; the text says which case and what to do."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case: its title and every difference between what it expects and what came out."""

    title: str
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def read_cases(data: bytes, name: str) -> list[dict[str, Any]]:
    """The cases of one file. Raises CaseFault or SchemeRefused."""
    # The reader wants fields at the top: the list becomes the value of one field, a line further down.
    cases = parse(b"cases:\n" + data, name).tree["cases"]
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        raise CaseFault(f"{name}：算例文件应当是一列“- case: 标题”，请照样例改。")
    return [case for case in cases if isinstance(case, dict)]


def run_case(tables: Tables, case: dict[str, Any]) -> CaseResult:
    """Score one case under a compiled scheme and compare. Raises CaseFault for words it cannot read."""
    title = str(case.get("case", "（没有标题）"))
    try:
        strange = "；".join(
            dict.fromkeys(
                [
                    *strange_words(tables, case),
                    *strange_expectations(tables, case.get("expect", {}), _COMPARE),
                ]
            )
        )
        if strange:
            raise ValueError(strange)
        by_name = {account.name: account for account in score_case(tables, case)}
        differences = []
        for who, wanted in case.get("expect", {}).items():
            account = by_name.get(who)
            found = ["算例里没有这名党员"] if account is None else _compare(account, wanted)
            differences += [f"{who}：{text}" for text in found]
    except (KeyError, ValueError, TypeError) as fault:
        raise CaseFault(f"算例“{title}”读不懂：{fault}。请核对字段名和取值。") from fault
    return CaseResult(title, tuple(differences))


def score_case(tables: Tables, case: dict[str, Any]) -> list[Account]:
    """The accounts of a case."""
    as_of = _day(case["as_of"]) if "as_of" in case else None
    last = max((_day(on) for row in case.get("facts", []) for on in _listed(row["on"])), default=None)
    name = str(case.get("year", case.get("period", 2026)))
    plan = link([tables], name, as_of, last=last, whole=case.get("pool") == "whole")
    persons = [_person(member) for member in case.get("members", [])]
    names = {person.name: n for n, person in enumerate(persons)}
    facts = list(case.get("facts", []))
    events = list(_events(tables, facts, names))
    book = gather(plan, persons, events)
    return list(accounts(score(plan, book.members, book.facts, book.vocabulary)))


def _person(row: dict[str, Any]) -> Person:
    fields = {key: _plain(key, value) for key, value in row.items() if key not in PERSON_KEYS}
    fields.setdefault("status", "formal")
    changes = [
        (_day(change["on"]), key, _plain(key, value))
        for change in row.get("changes", [])
        for key, value in change.items()
        if key != "on"
    ]
    return Person(
        name=str(row["name"]),
        number=str(row.get("number", "")),
        branch=str(row.get("branch", "")),
        fields=fields,
        changes=changes,
        prior=[dict(year) for year in row.get("prior", [])],
        findings={key: bool(value) for key, value in row.get("findings", {}).items()},
    )


def _plain(name: str, value: Any) -> Plain:
    known = MEMBER_FIELDS.get(name) or FACT_FIELDS.get(name) or REGISTER_FIELDS.get(name)
    if name.startswith("measure."):
        return _exact(value)
    if value is None or known is None:
        return value  # type: ignore[no-any-return]
    if known.type is FieldType.DATE:
        return _day(value)
    if known.type in (FieldType.NUMBER, FieldType.POINTS):
        return _exact(value)
    if known.type is FieldType.FLAG:
        return bool(value)
    if isinstance(value, list):
        return "、".join(str(_plain(name, one)) for one in value)
    choice = find_choice(known.choices, str(value))
    return choice.code if choice else str(value)


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"“{value}”不是日期，应写成 2026-03-01 这样") from None


def _exact(value: Any) -> Fraction:
    try:
        return Fraction(value)
    except ValueError:
        raise ValueError(f"“{value}”不是数，应写成 5、0.5 或 1/3 这样") from None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _events(tables: Tables, facts: list[dict[str, Any]], names: dict[str, int]) -> Iterator[Event]:
    owners = {str(row["id"]): row for row in facts if "id" in row}
    for index, row in enumerate(facts):
        reverses = row.get("reverses")
        base = owners[str(reverses)] if reverses is not None else row
        for who in _listed(base["who"]):
            for on in _listed(row["on"]):
                for copy in range(int(row.get("repeat", 1))):
                    fields = _event_fields(row)
                    identity = str(row.get("id", f"#{index + 1}")) + ("" if copy == 0 else f".{copy + 1}")
                    yield Event(identity, names[str(who)], str(base["what"]), _day(on), fields)


def _event_fields(row: dict[str, Any]) -> dict[str, Plain]:
    named = {EVENT_NAMES.get(key, key): value for key, value in row.items() if key not in EVENT_KEYS}
    return {name: _plain(name, value) for name, value in named.items()}


def _number(value: Any) -> Fraction | None:
    return None if value is None else _exact(value)


def shown(value: Fraction | None) -> str:
    """A number for people: exact where a decimal ends, else a fraction."""
    if value is None:
        return "无"
    scaled = value * 10**6
    if scaled.denominator == 1:
        return f"{(Decimal(scaled.numerator) / 10**6).normalize():f}"
    return str(value)


def _compare(account: Account, wanted: dict[str, Any]) -> Iterator[str]:
    for key, expected in wanted.items():
        yield from _COMPARE[key](account, expected)


def _one(label: str, found: object, expected: object) -> Iterator[str]:
    if found != expected:
        yield f"{label}应为 {_said(expected)}，算得 {_said(found)}"


def _said(value: Any) -> str:
    """A value as the file writes it, so that nobody has to read the signs of a program."""
    if isinstance(value, dict):
        return "、".join(f"{key} {_said(one)}" for key, one in value.items()) or "无"
    if isinstance(value, list):
        return "、".join(map(_said, value)) or "无"
    return "无" if value is None else str(value)


def _points(label: str, found: Fraction | None, expected: Any) -> Iterator[str]:
    yield from _one(label, shown(found), shown(_number(expected)))


def _table(label: str, name: str) -> Any:
    def compare(account: Account, expected: dict[str, Any]) -> Iterator[str]:
        values: dict[str, Fraction | None] = getattr(account, name)
        for key, number in expected.items():
            if key not in values:
                yield f"{label}“{key}”不在结果里"
            else:
                yield from _points(f"{label}“{key}”", values[key], number)

    return compare


def _credited(account: Account, expected: dict[str, Any]) -> Iterator[str]:
    for fact, number in expected.items():
        credits = [entry.credited for entry in account.entries if entry.fact == str(fact)]
        yield from _points(f"记录“{fact}”计入", sum(credits, Fraction(0)) if credits else None, number)


def _dropped(account: Account, expected: dict[str, Any]) -> Iterator[str]:
    for fact, reason in expected.items():
        reasons = [entry.drop.code for entry in account.entries if entry.fact == str(fact)]
        if reason not in reasons:
            yield f"记录“{fact}”应因 {reason} 不计，实为 {'、'.join(reasons) or '没有这条记录'}"


def _proposals(account: Account, expected: Any) -> Iterator[str]:
    if isinstance(expected, dict):
        found = {p.outcome: "to_decide" if p.open else "proposed" for p in account.proposals}
        yield from _one("建议", dict(sorted(found.items())), dict(sorted(expected.items())))
    else:
        yield from _one("建议", sorted(p.outcome for p in account.proposals), sorted(expected))


def _feeds(account: Account, expected: Any) -> Iterator[str]:
    found = {f"{fed.scheme}.{fed.kind}": shown(fed.points) for fed in account.feeds}
    yield from _one("转记", found, {str(key): shown(_number(value)) for key, value in dict(expected).items()})


def _purse(account: Account, expected: dict[str, Any]) -> Iterator[str]:
    for key, value in expected.items():
        found = getattr(account.purse, key, None)
        if key == "refused":
            yield from _one("不能兑换", dict(found or {}), dict(value))
        else:
            yield from _points(f"可兑换积分“{key}”", found, value)


def _flags(account: Account, expected: list[str]) -> Iterator[str]:
    for flag in expected:
        negative = flag.startswith("not ")
        if (flag.removeprefix("not ") in account.flags) == negative:
            yield f"标记“{flag}”不符，实有 {'、'.join(account.flags) or '无'}"


_COMPARE: dict[str, Any] = {
    "score": lambda a, v: _points("积分", a.score, v),
    "computed": lambda a, v: _points("计算积分", a.computed, v),
    "grade": lambda a, v: _one("等次", a.grade, v),
    "grade_without_override": lambda a, v: _one("未经认定的等次", a.own_grade, v),
    "options": lambda a, v: _one("可选等次", list(a.options), list(v)),
    "rank": lambda a, v: _one("名次", a.rank, v),
    "pool_size": lambda a, v: _one("参评人数", a.pool_size, v),
    "state": lambda a, v: _one("状态", a.state.value, v),
    "months": lambda a, v: _one("计分月数", a.months, v),
    "tier": lambda a, v: _one("层次", a.tier, str(v)),
    "quotas": lambda a, v: _one("名额", {k: a.quotas.get(k) for k in v}, dict(v)),
    "overrides": lambda a, v: _one("直接认定", sorted(o[0] for o in a.overrides), sorted(v)),
    "questions": lambda a, v: _one("待答问题", sorted({q[0] for q in a.questions}), sorted(v)),
    "parts": _table("大项", "parts"),
    "items": _table("小项", "items"),
    "lines": _table("合计", "lines"),
    "credited": _credited,
    "dropped": _dropped,
    "proposals": _proposals,
    "flags": _flags,
    "feeds": _feeds,
    "purse": _purse,
}
