"""The result of one points year under one scheme: what every report is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from jifen.engine.explain import Statute, Teller
from jifen.engine.gather import Person
from jifen.engine.households import SHARED
from jifen.engine.result import Account
from jifen.rules.fields import MEMBER_FIELDS, find_choice
from jifen.rules.model.base import Reading
from jifen.rules.tables import Tables

_ACCOUNTS = {
    "person": ("姓名", "名党员"),
    "household": ("户", "户"),
    "group": ("党小组", "个党小组"),
    "branch": ("支部", "个支部"),
    "organization": ("名称", "个单位"),
}


@dataclass
class YearResult:
    """Accounts with the persons they belong to (same order), and the teller that explains them.

    ``named``: number, name and account of everybody in the roster, of whom several may share one.
    """

    teller: Teller
    accounts: list[Account]
    persons: list[Person]
    warnings: list[str] = field(default_factory=list)
    named: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def statute(self) -> Statute:
        """The scheme in this points year."""
        return self.teller.statute

    @property
    def tables(self) -> Tables:
        """The compiled scheme."""
        return self.statute.tables

    @cached_property
    def several_branches(self) -> bool:
        """Whether the members are of more than one branch."""
        return len({account.branch for account in self.accounts}) > 1

    @property
    def whose(self) -> tuple[str, str]:
        """What stands over the names of accounts, and how so many of them are counted: 姓名, 名党员."""
        return _ACCOUNTS[self.tables.account]

    @property
    def shared(self) -> bool:
        """Whether several persons share an account, so that none has a status of its own."""
        return self.tables.account in SHARED

    @cached_property
    def unranked(self) -> bool:
        """Whether ranks wait until everybody who is ranked together is there."""
        return any("pool_incomplete" in account.flags for account in self.accounts)

    @cached_property
    def readings(self) -> list[Reading]:
        """The readings that touched any result, in the order of the scheme."""
        used = {reading.id for account in self.accounts for reading in self.teller.readings.of(account)}
        return [reading for reading in self.statute.scheme.readings if reading.id in used]

    def status_code(self, index: int) -> str | None:
        """The status of a member on the evaluation day, by code."""
        return self.written(index, "status")

    def written(self, index: int, field: str) -> str | None:
        """What the roster says of a member under a field on the evaluation day."""
        found = self.persons[index].fields.get(field)
        for day, name, value in sorted(self.persons[index].changes, key=lambda change: change[0]):
            if name == field and day <= self.as_of:
                found = value
        return None if found is None else str(found)

    def status(self, index: int) -> str:
        """The status of a member on the evaluation day, in words."""
        code = self.status_code(index)
        choice = find_choice(MEMBER_FIELDS["status"].choices, code) if code else None
        return choice.label if choice else ""

    @property
    def as_of(self) -> date:
        """The day up to which facts were looked at."""
        return self.statute.as_of
