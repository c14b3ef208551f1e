"""What a scheme can use: the fields its rules and conditions look at, and the options they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from jifen.rules.binding import Bound
from jifen.rules.conditions.syntax import Among, Call, Compare, Name, Node, Number, Text, walk
from jifen.rules.fields import FACT_FIELDS, MEMBER_FIELDS, REGISTER_FIELDS
from jifen.rules.tables import Form, NeedRow, RuleRow, Tables

_NOT_ASKED = {"id", "kind", "subject", "occurred_on", "value", "derived_from", "reverses"}
_COMPUTED = {"months", "months_in_branch", "number", "name", "status", "branch"}


@dataclass(slots=True)
class Wanted:
    """Names of fact fields and member fields (the scheme's flags among them), earlier years' values, options.

    ``prior``: (years back, name). ``codes``: field → options that rules name, empty where any will do; ``compared``:
    those of them that conditions name.
    """

    facts: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)
    findings: set[str] = field(default_factory=set)
    prior: set[tuple[int, str]] = field(default_factory=set)
    codes: dict[str, set[str]] = field(default_factory=dict)
    compared: dict[str, set[str]] = field(default_factory=dict)


def wanted(bound: Bound, tables: Tables) -> Wanted:
    """Collect what the conditions, tables, needs and keeps of a scheme look at."""
    found = Wanted()
    for node in bound.expressions.values():
        _look(found, node)
    for rule in tables.rules:
        _look_at_rule(found, rule)
    for row in tables.rules:
        if row.table is not None and isinstance(row.table.by, Name):
            _add_codes(found.codes, row.table.by, [entry.key for entry in row.table.rows])
    for line in tables.lines:
        if isinstance(line.by, Name):
            _add_codes(found.codes, line.by, [key for key, _ in line.rows])
    if any(row.hold for row in tables.overrides if row.enabled):
        found.facts.add("corrected_on")
    for keep in tables.keeps:
        found.facts.add(keep.key)
    for part in tables.parts:
        if part.start.carry_line is not None:
            found.prior.add((1, part.start.carry_line))
        if part.allot is not None and part.allot.scaled:
            found.members |= {"allotted_elsewhere", "earned_elsewhere"}
    if tables.tiers:
        found.members.discard("tier")
    for item in tables.items:
        if item.figure is not None and item.figure.kind:
            found.facts |= {item.figure.field, *(("rater",) if item.figure.without_self else ())}
        elif item.figure is not None and item.figure.periods:
            found.prior |= {(back + 1, item.figure.field) for back in range(item.figure.periods)}
    found.facts |= {row.field for row in tables.pooled if row.summed}
    found.facts |= {"follows" for row in tables.expects if row.after}
    _look_at_spending(found, tables)
    _look_at_people(found, tables)
    flags = bound.scheme.flags
    found.members |= {name for name, flag in flags.items() if not flag.finding and not flag.measure}
    found.findings = {name for name, flag in flags.items() if flag.finding}
    return found


def _look_at_spending(found: Wanted, tables: Tables) -> None:
    if tables.spend is None:
        return
    found.members.add("purse")
    if tables.spend.prices:
        found.facts |= {"option", "quantity"}
        found.codes.setdefault("option", set()).update(name for name, _ in tables.spend.prices)
    else:
        found.facts.add("quantity" if tables.spend.rate is None else "amount")


def _look_at_people(found: Wanted, tables: Tables) -> None:
    """Columns that say whose account it is, who is ranked together, and to whom a fact is booked."""
    relations = {rule.to for rule in tables.rules if rule.enabled and isinstance(rule.to, str)}
    words = {tables.account, tables.pool, *relations}
    found.members |= words & {"household", "group", "pool"}
    if words & {"household.head"} or tables.account == "household":
        found.members.add("household.head")


def _look(found: Wanted, node: Node) -> None:
    for part in walk(node):
        if isinstance(part, Name):
            _add_name(found, ".".join(part.path))
        elif isinstance(part, Call) and part.name == ("prior",):
            back = part.args[0]
            assert isinstance(back, Number)
            found.prior.add((int(back.value), part.then[0]))
        elif isinstance(part, Compare | Among):
            _add_compared(found, part)


def _add_name(found: Wanted, name: str) -> None:
    if name in FACT_FIELDS:
        found.facts |= {name} - _NOT_ASKED
    elif name == "age":
        found.members.add("birth_date")
    elif name in MEMBER_FIELDS:
        found.members |= {name} - _COMPUTED
    elif name in REGISTER_FIELDS or name.startswith("measure."):
        found.members.add(name)


def _add_compared(found: Wanted, node: Compare | Among) -> None:
    options = node.options if isinstance(node, Among) else (node.right,)
    subject = node.item if isinstance(node, Among) else node.left
    if isinstance(subject, Name):
        for codes in (found.codes, found.compared):
            _add_codes(codes, subject, [option.value for option in options if isinstance(option, Text)])


def _add_codes(codes: dict[str, set[str]], subject: Name, keys: list[object]) -> None:
    codes.setdefault(".".join(subject.path), set()).update(key for key in keys if isinstance(key, str))


def _look_at_rule(found: Wanted, rule: RuleRow) -> None:
    if not rule.enabled:
        return
    for name, needed in _needs(rule):
        if needed:
            found.facts.add(name)


def _needs(rule: RuleRow) -> Iterator[tuple[str, bool]]:
    yield "decided_value", rule.form in (Form.BETWEEN, Form.ASK)
    ways: tuple[RuleRow | NeedRow, ...] = (rule, *rule.any_of)
    for needed in ways:
        yield "decided_by", needed.decider > 0
        yield "documents", needed.document
        yield "evidence", needed.evidence
        yield "filed_on", needed.filed
    yield "corrected_on", rule.corrected
    yield "class", any(row.same == "class" for row in rule.repeats)
    if rule.free is not None and rule.free.of != "facts":
        yield rule.free.of, True
