"""The one place that knows how a story reaches the engine and how its answer is read."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date

from pydantic import ValidationError

from jifen.engine.codes import Drop, Mark, State
from jifen.engine.errors import SchemeHasHoles
from jifen.engine.gather import Event, Person, Plain, gather
from jifen.engine.linking import link
from jifen.engine.program import score
from jifen.engine.result import Account as Result
from jifen.engine.result import Entry, accounts
from jifen.engine.result import Fed as ResultFed
from jifen.rules.binding import bind
from jifen.rules.compiling import compile_scheme
from jifen.rules.findings import Severity
from jifen.rules.lint import lint
from jifen.rules.model.scheme import Scheme
from jifen.rules.reading import read_scheme
from jifen.rules.tables import Tables
from jifen.rules.yamlfile import Positions, Tree
from tests.oracle.facts import Account, Fact, Fed, Member, Purse
from tests.oracle.generator import Case

FLAGS = {"gap", "value_outside", "nothing_allotted"}
"""Flags both sides raise; the engine has more for its readers."""


QUESTIONS = {"pool_incomplete", "value_unknown", "gate_unknown", "feed_unknown", "bar_unknown"}
"""Questions both sides ask in the same words."""


class Illegal(Exception):
    """The scheme of a story has faults: nothing to compare."""


@dataclass(frozen=True)
class Answer:
    """The engine's accounts as the oracle would write them, and as they came."""

    accounts: dict[str, Account]
    results: dict[str, Result]


def model_of(words: dict[str, object]) -> Scheme:
    """The scheme as a model, which nobody can change. Raises Illegal with every fault of form."""
    try:
        return Scheme.model_validate(words)
    except ValidationError as error:
        raise Illegal(str(error)) from error


def compiled(words: dict[str, object], model: Scheme | None = None) -> Tables:
    """The compiled tables of a scheme given as plain data. Raises Illegal with every fault."""
    return tables_of(model or model_of(words), Positions("story.yaml"), words)


def compiled_from_file(words: dict[str, object]) -> Tables:
    """The same by the way a file takes (JSON is YAML): slower, so it is asked only now and then."""
    read = read_scheme(json.dumps(words, ensure_ascii=False), "story.yaml")
    if read.scheme is None:
        raise Illegal("\n".join(map(str, read.findings)))
    return tables_of(read.scheme, read.positions, read.tree)


def faults_of(words: dict[str, object]) -> list[str]:
    """Everything that keeps a scheme from being adopted, by the way a file takes."""
    read = read_scheme(json.dumps(words, ensure_ascii=False), "story.yaml")
    if read.scheme is None:
        return [str(finding) for finding in read.findings]
    bound, findings = bind(read.scheme, read.positions, read.tree, read.content_hash)
    if not any(finding.severity is Severity.ERROR for finding in findings):
        findings += lint(bound, read.positions, read.tree)
    return [str(finding) for finding in findings if finding.severity is Severity.ERROR]


def tables_of(scheme: Scheme, positions: Positions, tree: Tree) -> Tables:
    bound, findings = bind(scheme, positions, tree, "story")
    faults = [str(finding) for finding in findings if finding.severity is Severity.ERROR]
    if faults:
        raise Illegal("\n".join(faults))
    return compile_scheme(bound)


def answer(case: Case, tables: Tables | None = None) -> Answer | None:
    """Score a story; None where the scheme has live holes. Raises Illegal."""
    members = [(0, one) for one in case.members]
    found = tables or compiled(case.scheme)
    return answer_for([found], members, case.facts, case.year, case.as_of, whole=case.whole)


def answer_for(
    tables: list[Tables],
    members: list[tuple[int, Member]],
    facts: list[Fact],
    year: int | str,
    as_of: date | None = None,
    *,
    whole: bool = False,
) -> Answer | None:
    """The same for tables at hand, each member with the number of his scheme."""
    places = {member.id: place for place, (_, member) in enumerate(members)}
    events = [
        Event(fact.id, places[fact.member], fact.kind, fact.occurred_on, plain(fact.fields)) for fact in facts
    ]
    try:
        last = max((fact.occurred_on for fact in facts), default=None)
        plan = link(tables, year, as_of, last=last, whole=whole)
    except SchemeHasHoles:
        return None
    book = gather(plan, [person(scheme, member) for scheme, member in members], events)
    results = {
        found.name: found for found in accounts(score(plan, book.members, book.facts, book.vocabulary))
    }
    return Answer({name: account(found) for name, found in results.items()}, results)


def person(scheme: int, member: Member) -> Person:
    return Person(
        name=member.id,
        number=str(member.fields.get("number", "")),
        scheme=scheme,
        branch=member.branch,
        fields=plain(member.fields),
        changes=[(day, name, plain({name: value})[name]) for day, name, value in member.changes],
        prior=[plain(row) for row in member.prior],
        findings=dict(member.findings),
    )


def plain(fields: dict[str, object]) -> dict[str, Plain]:
    """Several values of one field stand in one cell (书记、支委)."""
    joined = {name: "、".join(value) if isinstance(value, tuple) else value for name, value in fields.items()}
    return {name: value for name, value in joined.items() if value != "" or fields[name] == ()}  # type: ignore[misc]


def account(found: Result) -> Account:
    """The engine's account in the oracle's words."""
    heard = Account(
        state=found.state.value,
        score=found.score,
        computed=found.computed,
        parts=dict(found.parts),
        items=dict(found.items),
        lines=dict(found.lines),
        grade=found.grade,
        grade_without_override=found.own_grade,
        options=found.options,
        rank=found.rank,
        flags=set(found.flags) & FLAGS,
        proposals={one.outcome: "to_decide" if one.open else "proposed" for one in found.proposals},
        quota={} if found.rank is None else dict(found.quotas),
        questions=set()
        if found.state is State.NOT_SCORED
        else {code for code, _ in found.questions} & QUESTIONS,
        feeds=[fed_of(one) for one in found.feeds],
        purse=None if found.purse is None else Purse(**asdict(found.purse)),
    )
    for entry in found.entries:
        place = (entry.fact or f"derived@{date.fromordinal(entry.day)}", entry.path)
        reason = reason_of(entry)
        if reason is not None:
            heard.dropped[place] = reason
        elif entry.item:
            heard.credited[place] = entry.credited
    return heard


def fed_of(one: ResultFed) -> Fed:
    return Fed(one.scheme, one.kind, date.fromordinal(one.day), one.points)


def reason_of(entry: Entry) -> str | None:
    """Why an entry gave nothing; what the engine marks or splits more finely is said in the oracle's words."""
    if entry.drop is Drop.NONE and entry.has(Mark.ABSORBED):
        return "absorbed"
    if (
        entry.drop is Drop.NONE
        and entry.has(Mark.LIMITED)
        and entry.credited == 0
        and not entry.has(Mark.EMPTIES)
    ):
        return "limit"
    same = {
        "for_unknown": "condition_unknown",
        "window_unknown": "condition_unknown",
        "item_absent": "not_for_member",
    }
    code = same.get(entry.drop.code, entry.drop.code)
    return None if code == "none" else code
