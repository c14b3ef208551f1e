"""Which kind of fact a row of a register stands for: by the register a 办法 names in `from:` and the kind's own name.

A name is taken apart at its underscores; it fits a case where it holds all words of one of the case's codes, the first
that fits anything. Where none fits, people choose among the kinds of the register (docs/spec/scheme-language/items.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jifen.rules.lint import reach
from jifen.rules.model.items import FactRule, InForce
from jifen.rules.model.points import Limit
from jifen.rules.model.scheme import Scheme

Codes = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Sourced:
    """A kind of fact that a 办法 says may be suggested from a register; which ways its points may go.

    `once`: one fact a period is all that counts, so that what was done all year is told together.
    """

    kind: str
    title: str
    register: str
    gains: bool
    losses: bool
    once: bool = False

    @property
    def words(self) -> frozenset[str]:
        """Return the words of its name."""
        return frozenset(self.kind.split("_"))


@dataclass(frozen=True, slots=True)
class Case:
    """What a register says of somebody: the registers of the language it is of, which way it goes, and its codes."""

    code: str
    registers: tuple[str, ...]
    gain: bool
    codes: Codes


@dataclass(frozen=True, slots=True)
class Answer:
    """The kinds that fit a case; `kind` is empty where the names do not tell which."""

    kind: str
    candidates: tuple[str, ...]


def _case(code: str, registers: str, side: str, *codes: str) -> Case:
    words = tuple(frozenset(one.split("_")) for one in codes)
    return Case(code, tuple(registers.split()), side == "+", words)


CASES: tuple[Case, ...] = (
    _case("MEETING.CAME", "attendance", "+", "meeting_attended", "meeting_done"),
    _case("MEETING.ABSENT", "attendance", "-", "meeting_absent", "meeting_missed"),
    _case("MEETING.LATE", "attendance", "-", "meeting_late"),
    _case("MEETING.LEFT_EARLY", "attendance", "-", "left_early", "meeting_early", "meeting_late"),
    _case("ACTIVITY.TOOK_PART", "attendance", "+", "activity"),
    _case(
        "ACTIVITY.ABSENT", "attendance", "-", "activity_absent", "activity_missed", "meeting_absent", "meeting_missed"
    ),
    _case("ACTIVITY.CAME_LATE", "attendance", "-", "activity_late", "meeting_late"),
    _case("ACTIVITY.LEFT_EARLY", "attendance", "-", "activity_early", "left_early", "meeting_late"),
    _case("DUES.PAID", "dues", "+", "dues_paid"),
    _case("DUES.PAID_LATE", "dues", "-", "dues_late"),
    _case("DUES.PAID_SHORT", "dues", "-", "dues_short", "dues_late"),
    _case("DUES.UNPAID", "dues", "-", "dues_unpaid", "dues_missed", "dues_late"),
    _case("THOUGHT_REPORT.HANDED_IN", "thought_reports", "+", "report", "papers_done"),
    _case("THOUGHT_REPORT.HANDED_IN_LATE", "thought_reports", "-", "report_late", "papers_late"),
    _case(
        "THOUGHT_REPORT.MISSING", "thought_reports", "-", "report_missing", "report_missed", "papers_missing",
        "report_late", "papers_late",
    ),
    _case("STUDY.TOOK_PART", "study attendance", "+", "study_done", "study_attended"),
    _case("STUDY.ABSENT", "study attendance", "-", "study_absent", "study_missed"),
    _case("NOTES.WRITTEN", "study", "+", "notes"),
    _case("NOTES.UNWRITTEN", "study", "-", "notes"),
    _case("ESSAY.WRITTEN", "study", "+", "essay"),
    _case("ESSAY.UNWRITTEN", "study", "-", "essay"),
    _case("COURSE.PASSED", "study", "+", "course"),
    _case("LECTURE.GAVE", "study", "+", "lecture"),
    _case("EXAM.PASSED", "exams", "+", "exam_passed"),
    _case("EXAM.FAILED", "exams", "-", "exam_failed"),
    _case("EXAM.ABSENT", "exams", "-", "exam_absent", "exam_missed"),
    _case("LABOUR.TOOK_PART", "labour", "+", "labour"),
    _case("LABOUR.ABSENT", "labour", "-", "labour_absent", "labour_missed"),
    _case("PATROL.TOOK_PART", "patrols labour", "+", "patrol"),
    _case("PATROL.ABSENT", "patrols labour", "-", "patrol_absent", "patrol_missed"),
    _case("TASK.DONE", "tasks", "+", "task_done", "done"),
    _case("TASK.OVERFULFILLED", "tasks", "+", "overfulfilled"),
    _case("TASK.DONE_LATE", "tasks", "-", "task_late", "task_delayed"),
    _case("TASK.NOT_DONE", "tasks", "-", "task_failed", "task_missed", "task_unfinished"),
)  # fmt: skip
CASE_OF: dict[str, Case] = {case.code: case for case in CASES}

FAMILIES: dict[str, frozenset[str]] = {
    "MEETING": frozenset({"meeting"}),
    "ACTIVITY": frozenset({"activity", "meeting"}),
    "DUES": frozenset({"dues"}),
    "THOUGHT_REPORT": frozenset({"report", "papers"}),
    "STUDY": frozenset({"study", "meeting"}),
    "NOTES": frozenset({"notes"}),
    "ESSAY": frozenset({"essay"}),
    "COURSE": frozenset({"course"}),
    "LECTURE": frozenset({"lecture"}),
    "EXAM": frozenset({"exam"}),
    "LABOUR": frozenset({"labour"}),
    "PATROL": frozenset({"patrol", "labour"}),
    "TASK": frozenset({"task"}),
}
"""What comes before the dot of a case → the words by which a name says that it is about that, or about what is near."""
_ALL_FAMILIES = frozenset().union(*FAMILIES.values())


def list_sourced(scheme: Scheme, first: date, last: date) -> tuple[Sourced, ...]:
    """Return the kinds of fact that exist in a span and name a register, in the order of the file, each once."""
    found: dict[str, Sourced] = {}
    for kind, rule, limits in _list_rules(scheme, first, last):
        declared = scheme.kinds.get(kind)
        register = rule.source or (declared.source if declared else None)
        if register is None:
            continue
        ends = reach.of_fact(rule)
        before = found.get(kind)
        found[kind] = Sourced(
            kind,
            rule.title or (declared.title if declared else kind),
            register,
            ends.high is None or ends.high > 0 or (before is not None and before.gains),
            ends.low is None or ends.low < 0 or (before is not None and before.losses),
            any(limit.per == "period" and limit.facts == 1 for limit in limits),
        )
    return tuple(found.values())


def find_answer(facts: Sequence[Sourced], code: str) -> Answer | None:
    """Return which of the kinds a case stands for; None where the 办法 has none that would fit."""
    case = CASE_OF[code]
    fit = [
        fact
        for fact in facts
        if fact.register in case.registers and (fact.gains if case.gain else fact.losses)
    ]
    for words in case.codes:
        named = tuple(fact.kind for fact in fit if words <= fact.words)
        if len(named) == 1:
            others = tuple(
                fact.kind for fact in fit if fact.kind not in named and not _is_claimed(fact, case)
            )
            return Answer(named[0], (*named, *others))
        if named:
            return Answer("", named)
    left = tuple(fact.kind for fact in fit if not _is_claimed(fact, case))
    return Answer("", left) if left else None


def _is_claimed(fact: Sourced, own: Case) -> bool:
    """Say whether the name of a kind says that it stands for something else."""
    family, _, said = own.code.partition(".")
    if fact.words & (_ALL_FAMILIES - FAMILIES[family]):
        return True
    return any(
        case.codes[0] <= fact.words
        for case in CASES
        if case.gain is own.gain
        and case.code.partition(".")[2] != said
        and set(case.registers) & set(own.registers)
    )


def _list_rules(scheme: Scheme, first: date, last: date) -> Iterator[tuple[str, FactRule, tuple[Limit, ...]]]:
    for part in scheme.parts:
        for item in part.items if part.enabled else ():
            if not item.enabled or not _exists(item.in_force, first, last):
                continue
            for kind, rule in item.facts.items():
                if rule.enabled:
                    yield kind, rule, (*item.limit, *rule.limit)


def _exists(span: InForce | None, first: date, last: date) -> bool:
    """Say whether an item exists on a day of the span; its days are written as ISO, so they compare as text."""
    if span is None:
        return True
    begun = span.since is None or span.since <= last.isoformat()
    return begun and (span.until is None or span.until >= first.isoformat())
