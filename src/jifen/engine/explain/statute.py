"""The scheme as explanations need it: rules by their path, conditions in words, bodies, clauses, readings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from jifen.rules.binding import Bound, environments
from jifen.rules.conditions import in_words
from jifen.rules.conditions.environment import EVERYWHERE, Environment
from jifen.rules.conditions.plain import plainer
from jifen.rules.conditions.syntax import Node
from jifen.rules.fields import FACT_FIELDS
from jifen.rules.model.items import FactBase
from jifen.rules.model.scheme import Scheme
from jifen.rules.model.totals import Outcome
from jifen.rules.period import Period
from jifen.rules.sites import Sight
from jifen.rules.tables import FIRST_DAY, LAST_DAY, ExpectRow, Form, LimitRow, RuleRow, Tables


class Statute:
    """One scheme in one points year, ready to be quoted. ``as_of``: the last day that was looked at."""

    def __init__(self, bound: Bound, tables: Tables, period: Period, as_of: date) -> None:
        self.bound = bound
        self.scheme: Scheme = bound.scheme
        self.tables = tables
        self.period = period
        self.as_of = as_of
        self.rules: dict[str, RuleRow] = {
            row.path: row for row in (*map(self._duty, tables.expects), *tables.rules)
        }
        self.outcomes: dict[str, Outcome] = {row.outcome: row for row in self.scheme.outcomes}

    def _duty(self, row: ExpectRow) -> RuleRow:
        """A missed duty, as the rule its derived facts are read by."""
        return RuleRow(
            kind=row.expect,
            title=row.title,
            clause=row.clause,
            path=f"{self.tables.items[row.item].item}.{row.expect}",
            item=row.item,
            override=-1,
            form=Form.ALL if row.missed is None else Form.FIXED,
            enabled=True,
            first_day=FIRST_DAY,
            last_day=LAST_DAY,
            value=row.missed or Fraction(0),
        )

    @property
    def title(self) -> str:
        """《办法名》2026 年度."""
        return f"《{self.scheme.title}》{self.period.label}"

    @cached_property
    def written(self) -> dict[str, FactBase]:
        """The rules as they stand in the file, by path."""
        found: dict[str, FactBase] = {}
        for part in self.scheme.parts:
            for item in part.items:
                found.update({f"{item.item}.{kind}": rule for kind, rule in item.facts.items()})
        for override in self.scheme.override:
            found.update({f"{override.override}.{kind}": rule for kind, rule in override.facts.items()})
        return found

    @cached_property
    def environment(self) -> Environment:
        """Every name of the scheme, open everywhere: enough to say any of its conditions."""
        return replace(environments(self.scheme)[Sight.GRADED], scopes=EVERYWHERE)

    def words(self, node: Node) -> str:
        """A condition or formula as a Chinese fragment."""
        return in_words(plainer(node), self.environment)

    def limits_of(self, rule: RuleRow) -> list[LimitRow]:
        """Every limit a rule's entries fall under, inner to outer."""
        item = self.tables.items[rule.item]
        rows = (*rule.limits, *item.limits, *self.tables.parts[item.part].limits)
        return [self.tables.limits[index] for index in rows if index not in rule.spared]

    def clause(self, path: str) -> str | None:
        """The clause of a rule, else of the item or override it stands in."""
        rule = self.rules[path]
        owner = self.tables.items[rule.item] if rule.item >= 0 else self.tables.overrides[rule.override]
        return rule.clause or owner.clause

    def deciders(self, path: str) -> str:
        """The bodies one of which must have decided."""
        rule = self.written[path]
        return "或".join(body_label(code) for code in rule.needs.decided_by)


def body_label(code: str) -> str:
    """The Chinese name of a deciding body."""
    return next(choice.label for choice in FACT_FIELDS["decided_by"].choices if choice.code == code)
