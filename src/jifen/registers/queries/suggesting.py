"""What the registers suggest for a period: facts for a body to decide, never points (ADR 20, ADR 31)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from jifen.common.basis import Basis, BasisKind
from jifen.common.suggestion import PassedOver, Suggestion
from jifen.ledger.queries import list_standing_kinds
from jifen.meetings.queries import list_attendance_suggestions
from jifen.orgs.models import Organization, Person
from jifen.orgs.queries import Status, resolve, status_of
from jifen.orgs.states.guards import say
from jifen.registers.models import RegisterLine
from jifen.registers.queries.people import say_freed
from jifen.registers.states.kinds import FORM_OF, OccasionKind
from jifen.registers.states.occasions import LineState
from jifen.rules.sourcing import CASE_OF, Answer, Sourced, find_answer, list_sourced
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import bound_of, list_enrolled, list_out_spans, year_of
from jifen.schemes.states.periods import year_name

ORIGIN = "REGISTER_LINE"
"""Name of a line of a register as the origin of a suggestion."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the registers suggest for a span of a branch, and what they do not, each with its reason."""

    suggestions: tuple[Suggestion, ...]
    passed_over: tuple[PassedOver, ...]


def list_suggestions(
    branch: Organization, version: SchemeVersion, first: date, last: date
) -> list[Suggestion]:
    """Return what registers and attendance suggest from one day to another, by name and day.

    Nothing is suggested of who has no account on the day, nor an absence of who is old, weak, ill or away (REG-36).
    Raises SchemeRefused where the 办法 cannot be read.
    """
    return list(propose(branch, version, first, last).suggestions)


def list_said(branch: Organization, version: SchemeVersion, first: date, last: date) -> list[Suggestion]:
    """Return what registers and confirmed meetings say of kinds the 办法 names, whether a period took it or not.

    Nothing is weighed against it here: it stands beside what somebody declared (domain §10.7). Raises SchemeRefused.
    """
    facts = list_sourced(bound_of(version).scheme, first, last)
    found = list_attendance_suggestions(branch, facts, first, last)
    return found + [one for one, _ in _from_registers(branch, facts, first, last, taken=True)]


def propose(branch: Organization, version: SchemeVersion, first: date, last: date) -> Proposals:
    """Return the same together with what was passed over and why. Raises SchemeRefused."""
    facts = list_sourced(bound_of(version).scheme, first, last)
    year = year_of(version, last)
    raw = [(one, True) for one in list_attendance_suggestions(branch, facts, first, last)]
    raw += _from_registers(branch, facts, first, last)
    once = {fact.kind for fact in facts if fact.once}
    early = [one for one, _ in raw if one.kind in once and last < year.end]
    passed = [_pass(one, f"一年认定一次，到年度最后一期（{say(year.end)}）一起提出") for one in early]
    raw = [(one, gathering) for one, gathering in raw if one.kind not in once]
    if once and last >= year.end:
        whole = (one for one, _ in _from_registers(branch, facts, year.start, last) if one.kind in once)
        raw += [(one, False) for one in _gather(whole)]
    everybody = {one.person_id for one, _ in raw} | {one.person_id for one in passed}
    people = {str(one.pk): one for one in Person.objects.filter(pk__in=everybody)}
    listed = _Listed(branch, version)
    statuses: dict[date, dict[Any, Status]] = {}
    kept = []
    for one, gathering in raw:
        if one.day not in statuses:
            statuses[one.day] = status_of(list(people.values()), one.day)
        person = people[one.person_id]
        why = listed.why_not(person, one.day)
        if not why and gathering and not one.gain:
            why = say_freed(statuses[one.day][person.pk])
        if why:
            passed.append(_pass(one, why))
        else:
            kept.append(one)

    def by_name(one: Suggestion | PassedOver) -> tuple[str, ...]:
        person = people[one.person_id]
        kind = one.kind if isinstance(one, Suggestion) else ""
        told = (one.day.isoformat(), one.reason, kind, one.origin_id)
        return (person.pinyin, person.name, person.mark, one.person_id, *told)

    marked = _mark_conflicts(branch, sorted(kept, key=by_name))
    return Proposals(tuple(marked), tuple(sorted(passed, key=by_name)))


def _pass(one: Suggestion, why: str) -> PassedOver:
    return PassedOver(one.person_id, one.day, one.reason, why, one.origin, one.origin_id)


def _gather(found: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """Yield one suggestion for all that somebody did of a kind: the latest, with their number and quantity."""
    together: dict[tuple[str, str], list[Suggestion]] = defaultdict(list)
    for one in found:
        together[one.person_id, one.kind].append(one)
    for rows in together.values():
        latest = max(rows, key=lambda one: (one.day, one.origin_id))
        total = sum((Decimal(one.fields.get("quantity", "1")) for one in rows), Decimal(0))
        said = f"{latest.reason}；全年共 {len(rows)} 次"
        others = tuple(one.origin_id for one in rows if one is not latest)
        fields = {**latest.fields, "quantity": f"{total.normalize():f}"}
        yield replace(latest, fields=fields, reason=said, others=others)


class _Listed:
    """Who has an account of a branch on a day, asked once for each points year."""

    def __init__(self, branch: Organization, version: SchemeVersion) -> None:
        self.branch, self.version = branch, version
        self.years: dict[str, tuple[set[Any], Mapping[Any, Sequence[tuple[date, date | None]]]]] = {}

    def why_not(self, person: Person, day: date) -> str:
        """Return why somebody has no account on a day; empty where he has one."""
        year = year_name(year_of(self.version, day))
        if year not in self.years:
            rows = list_enrolled(self.branch, year)
            self.years[year] = ({row.person_id for row in rows}, list_out_spans(self.branch, year))
        listed, out = self.years[year]
        if person.pk not in listed:
            return f"不在{year}年度参加积分的名单上"
        for begun, over in out.get(person.pk, ()):
            if begun <= day and (over is None or day <= over):
                return f"自{say(begun)}起不参加积分"
        return ""


def _from_registers(
    branch: Organization, facts: Sequence[Sourced], first: date, last: date, *, taken: bool = False
) -> Iterator[tuple[Suggestion, bool]]:
    """Yield what each line suggests, and whether it is of something one comes to (REG-36)."""
    rows = RegisterLine.objects.filter(
        occasion__branch=branch,
        occasion__on__gte=first,
        occasion__on__lte=last,
        state__in=[LineState.ENTERED, *([LineState.TAKEN] if taken else [])],
    )
    for row in rows.select_related("occasion", "person").order_by("occasion__on", "person__pinyin", "pk"):
        found = _answer_of(row, facts)
        if found is None:
            continue
        answer, gain = found
        yield _suggest(row, answer, gain=gain), FORM_OF[row.occasion.kind].freed


def _answer_of(row: RegisterLine, facts: Sequence[Sourced]) -> tuple[Answer, bool] | None:
    if row.occasion.kind is OccasionKind.FINDING:
        return _answer_of_finding(row.occasion.fact_kind, facts)
    code = f"{row.occasion.kind.value}.{row.outcome.value}"
    answer = find_answer(facts, code) if code in CASE_OF else None
    return (answer, CASE_OF[code].gain) if answer else None


def _answer_of_finding(named: str, facts: Sequence[Sourced]) -> tuple[Answer, bool] | None:
    """Return the kind that a finding was entered as, else all that may be found; most findings cost."""
    found = [fact for fact in facts if fact.register == "findings"]
    for fact in found:
        if fact.kind == named:
            return Answer(named, (named,)), not fact.losses
    kinds = tuple(fact.kind for fact in found)
    return (Answer("", kinds), False) if kinds else None


def _suggest(row: RegisterLine, answer: Answer, *, gain: bool) -> Suggestion:
    occasion = row.occasion
    early = gain and row.done_on is not None and row.done_on < occasion.on
    day = row.done_on if early and row.done_on else occasion.on
    said = "" if occasion.kind is OccasionKind.FINDING else f"：{row}"
    done = f"，{occasion.form.done}{say(row.done_on)}" if row.done_on else ""
    return Suggestion(
        person_id=str(resolve(row.person).pk),
        kind=answer.kind,
        candidates=answer.candidates,
        day=day,
        gain=gain,
        fields=dict(_fields_of(row, gain=gain)),
        reason=f"{occasion}{said}{done}",
        basis=occasion.basis or Basis(BasisKind.REGISTER, f"{occasion.kind.label}登记", occasion.on),
        origin=ORIGIN,
        origin_id=str(row.pk),
    )


def _fields_of(row: RegisterLine, *, gain: bool) -> Iterator[tuple[str, str]]:
    kind = row.occasion.kind
    if row.done_on is not None and not gain:
        yield "made_up_on", row.done_on.isoformat()
    if kind in (OccasionKind.TASK, OccasionKind.THOUGHT_REPORT):
        yield "due_on", row.occasion.on.isoformat()
    if row.number is not None and kind is OccasionKind.EXAM:
        yield "test_score", _figure(row.number)
    if row.number is not None and gain and kind in (OccasionKind.LABOUR, OccasionKind.PATROL):
        yield "quantity", _figure(row.number)
    if row.occasion.organiser and kind is OccasionKind.ACTIVITY:
        yield "organiser", row.occasion.organiser.value.lower()


def _figure(hundredths: int) -> str:
    return f"{(Decimal(hundredths) / 100).normalize():f}"


def _mark_conflicts(branch: Organization, found: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """Yield suggestions, those marked that are of the same person, day and kind as another or as a line of the book."""
    people, days = {UUID(one.person_id) for one in found}, {one.day for one in found}
    posted = list_standing_kinds(branch, people, days)
    same: dict[tuple[str, date, str], list[Suggestion]] = defaultdict(list)
    for one in found:
        if one.kind:
            same[one.person_id, one.day, one.kind].append(one)
    for one in found:
        key = (one.person_id, one.day, one.kind)
        others = [other.reason for other in same.get(key, ()) if other is not one]
        said = [f"积分账第 {number} 条已经记了同一天的同一事项" for number in posted.get(key, ())]
        said += [f"同一天的同一事项另有一条：{reason}" for reason in others]
        yield replace(one, conflict="；".join(said)) if said else one
