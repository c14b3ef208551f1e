"""The sheets a scheme is fed with: which columns they have, under which headings, and what the template shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from jifen.engine.intake.menu import Menu
from jifen.engine.intake.wanted import Wanted, wanted
from jifen.rules.binding import Bound
from jifen.rules.compiling import DECIDER_RANK
from jifen.rules.fields import (
    ALL_FIELDS,
    FACT_FIELDS,
    MEMBER_FIELDS,
    REGISTER_FIELDS,
    Choice,
    Field,
    FieldType,
)
from jifen.rules.tables import Tables
from jifen.workbook import CellKind, Column, SheetSpec
from jifen.workbook.columns import plain_heading

FACTS, MEMBERS, CHANGES, FINDINGS = "事实", "党员", "变动", "认定"

_KINDS = {
    FieldType.NUMBER: CellKind.NUMBER,
    FieldType.POINTS: CellKind.NUMBER,
    FieldType.TEXT: CellKind.TEXT,
    FieldType.CHOICE: CellKind.TEXT,
    FieldType.DATE: CellKind.DATE,
    FieldType.TIME: CellKind.TIME,
    FieldType.FLAG: CellKind.FLAG,
}
_WIDTHS = {CellKind.NUMBER: 10, CellKind.DATE: 12, CellKind.TIME: 8, CellKind.FLAG: 10, CellKind.TEXT: 16}
_LAST_FACTS = (
    "decided_value",
    "decided_by",
    "decided_on",
    "documents",
    "evidence",
    "filed_on",
    "reason",
    "reverses",
)
_UNASKED_FACTS = {"id", "kind", "subject", "occurred_on", "value", "derived_from"}
_ALWAYS_FACTS = {"decided_on", "reason", "reverses"}
_UNASKED_MEMBERS = {"number", "name", "branch", "status", "age", "months", "months_in_branch"}
_ALWAYS_MEMBERS = {"joined_on", "left_on", "exempt_from", "appraisal"}
_ALWAYS_PRIOR = tuple(
    (back, name) for back in (1, 2) for name in ("score", "grade", "months", "raw", "converted")
)
_YEARS_BACK = {1: "上年", 2: "前年"}
_PRIOR_WORDS = {"months": "月数", "tier": "层次"}
_SERIAL = Column("serial", "序号", CellKind.TEXT, width=6)
_NUMBER = Column("number", "党员编号", CellKind.CODE, aliases=("党员号",), width=10, note="同名的党员必须填")
_NAME = Column("name", "姓名", CellKind.TEXT, aliases=("党员姓名", "党员", "当事人"), width=10)


@dataclass(frozen=True, slots=True)
class Asked:
    """A column that feeds a field: ``used`` tells whether this scheme looks at it."""

    field: Field
    column: Column
    used: bool


class Sheets:
    """All sheets of one scheme: for reading (every column known, even unused) and for the template (used ones).

    ``facts`` and ``members``: asked columns by key; ``prior``: column key → (years back, name).
    """

    def __init__(self, bound: Bound, tables: Tables) -> None:
        self.bound = bound
        self.tables = tables
        self.menu = Menu(bound.scheme, tables)
        self.wanted: Wanted = wanted(bound, tables)
        self.facts = {
            name: self._fact(known) for name, known in FACT_FIELDS.items() if name not in _UNASKED_FACTS
        }
        self.members = {known.name: self._member(known) for known in self._member_fields()}
        self.prior = {f"prior{back}.{name}": (back, name) for back, name in self._prior()}
        self.findings = {
            name: flag.title for name, flag in bound.scheme.flags.items() if name in self.wanted.findings
        }

    # -- for reading

    def for_facts(self, *, alone: bool = False) -> list[SheetSpec]:
        """The sheets looked for in the file of facts; ``alone``: those of members are in a file of their own."""
        return [self._facts_sheet()] if alone else [self._facts_sheet(), *self.for_members(required=False)]

    def for_members(self, *, required: bool = True) -> list[SheetSpec]:
        """The sheets about members: the roster, changes, and findings where the scheme asks for any."""
        sheets = [self._members_sheet(required=required), self._changes_sheet()]
        return [*sheets, self._findings_sheet()] if self.findings else sheets

    def _facts_sheet(self) -> SheetSpec:
        columns = [
            _SERIAL,
            Column("id", "记录编号", CellKind.CODE, aliases=("记录号", "编号"), width=10),
            _NUMBER,
            _NAME,
            Column("kind", "事项", CellKind.TEXT, True, ("事项种类", "事实种类", "积分事项"), width=30),
            Column("occurred_on", "日期", CellKind.DATE, True, ("发生日期", "发生日"), width=12),
            *(asked.column for asked in self._ordered_facts()),
        ]
        return SheetSpec(FACTS, tuple(columns), ("积分事实", "事实登记", "积分登记"))

    def _members_sheet(self, *, required: bool) -> SheetSpec:
        columns = [
            _SERIAL,
            Column("number", "编号", CellKind.CODE, aliases=("党员编号", "党员号"), width=8),
            replace(_NAME, required=True, aliases=("党员姓名",)),
            Column("branch", *_headed(MEMBER_FIELDS["branch"]), width=16),
            replace(self._plain(MEMBER_FIELDS["status"]), required=True),
            *(asked.column for asked in self.members.values()),
            *(self._prior_column(key) for key in self.prior),
        ]
        return SheetSpec(MEMBERS, tuple(columns), ("党员名册", "名册", "花名册", "党员信息"), required)

    def _changes_sheet(self) -> SheetSpec:
        columns = (
            _SERIAL,
            replace(_NUMBER, aliases=("编号", "党员号")),
            _NAME,
            Column("day", "日期", CellKind.DATE, True, ("变动日期", "生效日期")),
            Column("field", "项目", CellKind.TEXT, True, ("变动项目",), width=18),
            Column("value", "新值", CellKind.TEXT, True, ("变动后", "变动后的值"), width=18),
            Column("reason", "说明", CellKind.TEXT, aliases=("备注",), width=24),
        )
        return SheetSpec(CHANGES, columns, ("党员变动", "变动情况"), required=False)

    def _findings_sheet(self) -> SheetSpec:
        columns = (
            _SERIAL,
            replace(_NUMBER, aliases=("编号", "党员号")),
            _NAME,
            Column("finding", "认定事项", CellKind.TEXT, True, ("事项",), width=40),
            Column("holds", "是否", CellKind.FLAG, True, ("是/否", "认定结果"), width=8),
            Column("reason", "说明", CellKind.TEXT, aliases=("备注", "依据"), width=24),
        )
        return SheetSpec(FINDINGS, columns, ("组织认定",), required=False)

    # -- for the template

    def to_fill(self) -> list[SheetSpec]:
        """The sheets of the template: only columns this scheme uses, with lists to choose from."""
        facts = self._only_used(self._facts_sheet(), self.facts)
        members = self._only_used(self._members_sheet(required=False), self.members)
        sheets = [facts, members, self._with_choices(self._changes_sheet(), "field", self.change_labels())]
        if self.findings:
            sheets.append(
                self._with_choices(self._findings_sheet(), "holds", ["是", "否"], self.findings.values())
            )
        return sheets

    def change_labels(self) -> list[str]:
        """Headings of the member fields that may change in mid-year."""
        used = [
            asked.field.heading
            for name, asked in self.members.items()
            if asked.used and name not in REGISTER_FIELDS and not name.startswith("measure.")
        ]
        return [MEMBER_FIELDS["status"].heading, *used]

    def _only_used(self, sheet: SheetSpec, asked: dict[str, Asked]) -> SheetSpec:
        kept = []
        for column in sheet.columns:
            known = asked.get(column.key)
            hidden = column is _SERIAL or (known is not None and not known.used)
            if column.key in self.prior and self.prior[column.key] not in self.wanted.prior:
                hidden = True
            if not hidden:
                kept.append(self._choosable(column, known.field if known else None))
        return replace(sheet, columns=tuple(kept))

    def _choosable(self, column: Column, known: Field | None) -> Column:
        options: Iterable[str] = ()
        if column.key == "kind":
            options = [self.menu.titles[kind] for kind in self.menu.live]
        elif column.key == "status":
            options = [c.label for c in MEMBER_FIELDS["status"].choices if c.code in self._statuses()]
        elif column.kind is CellKind.FLAG:
            options = ("是", "否")
        elif known is not None and not known.many:
            options = [choice.label for choice in self.offered(known)]
        return replace(column, kind=CellKind.CHOICE, choices=tuple(options)) if options else column

    def _statuses(self) -> set[str]:
        return {*self.tables.scored, *self.tables.graded, "formal", "probationary"}

    def _with_choices(
        self, sheet: SheetSpec, key: str, options: Iterable[str], findings: Iterable[str] = ()
    ) -> SheetSpec:
        lists = {key: tuple(options), "finding": tuple(findings)}
        columns = [
            replace(column, kind=CellKind.CHOICE, choices=lists[column.key])
            if lists.get(column.key)
            else column
            for column in sheet.columns
            if column is not _SERIAL
        ]
        return replace(sheet, columns=tuple(columns))

    # -- fields

    def choices(self, known: Field) -> tuple[Choice, ...]:
        """Every option of a field in this scheme; empty where any word will do."""
        flag = self.bound.scheme.flags.get(known.name)
        if flag is not None:
            return tuple(Choice(word, word) for word in flag.choices)
        if known.name == "tier":
            return tuple(Choice(tier, title) for tier, title, _ in self.tables.tiers)
        return known.choices

    def offered(self, known: Field) -> list[Choice]:
        """The options worth offering: those the rules name; for deciders the lowest needed and above."""
        codes = self.wanted.codes.get(known.name)
        if known.name == "decided_by":
            least = min((rule.decider for rule in self.tables.rules if rule.decider), default=0)
            return [choice for choice in known.choices if DECIDER_RANK[choice.code] >= least]
        own_words = known.name in ("option", "unit", "class")
        if codes and (own_words or (known.type is FieldType.TEXT and len(codes) > 1)):
            return [Choice(word, word) for word in sorted(codes)]
        if known.name in ("level", "organiser", "outlet") and codes:
            other = {"other"} if known.name != "level" else set()
            return [choice for choice in known.choices if choice.code in codes | other]
        return list(self.choices(known))

    def change_field(self, word: str) -> Field | None:
        """The member field a word in the sheet of changes names."""
        fields = [MEMBER_FIELDS["status"], MEMBER_FIELDS["branch"], *(a.field for a in self.members.values())]
        return next((known for known in fields if word == known.name or word in known.labels), None)

    def prior_heading(self, back: int, name: str) -> str:
        """The heading of an earlier year's value: 上年积分, 前年等次, 前 3 年积分."""
        line = self.bound.scheme.total.get(name)
        known = ALL_FIELDS.get(name)
        word = _PRIOR_WORDS.get(name) or (known.heading if known else (line.title if line else None) or name)
        if self.tables.period_kind != "year":
            return ("上期" if back == 1 else f"往前第{back}期") + word
        return _YEARS_BACK.get(back, f"前{back}年") + word

    def _fact(self, known: Field) -> Asked:
        used = known.name in self.wanted.facts | _ALWAYS_FACTS
        return Asked(known, self._typed(known, used), used)

    def _member(self, known: Field) -> Asked:
        used = known.name in self.wanted.members | _ALWAYS_MEMBERS
        return Asked(known, self._typed(known, used), used)

    def _typed(self, known: Field, used: bool) -> Column:
        """The column of a field; one the scheme does not look at is read as text, so that nothing in it is wrong."""
        column = self._plain(known)
        if known.name == "reason":
            column = replace(column, heading="说明", aliases=("事由", "备注"), width=30)
        if known.name in ("reverses", "follows"):
            column = replace(column, kind=CellKind.CODE)
        return column if used else replace(column, kind=CellKind.TEXT)

    def _plain(self, known: Field) -> Column:
        kind = _KINDS[known.type]
        width = max(_WIDTHS[kind], 2 * len(known.heading) + 2)
        return Column(known.name, known.heading, kind, aliases=known.labels[1:], width=width)

    def _member_fields(self) -> Iterator[Field]:
        yield from (known for name, known in MEMBER_FIELDS.items() if name not in _UNASKED_MEMBERS)
        yield from REGISTER_FIELDS.values()
        ready = (*MEMBER_FIELDS.values(), *REGISTER_FIELDS.values())
        taken = {plain_heading(label) for known in ready for label in known.labels}
        for name, flag in self.bound.scheme.flags.items():
            if not flag.finding:
                kind = FieldType.CHOICE if flag.choices else FieldType.FLAG
                kind = FieldType.NUMBER if flag.measure else kind
                heading = name if plain_heading(flag.title) in taken else flag.title
                taken.add(plain_heading(heading))
                yield Field(f"{flag.family}{name}", (heading,), kind, "member")

    def _ordered_facts(self) -> Iterator[Asked]:
        yield from (asked for name, asked in self.facts.items() if name not in _LAST_FACTS)
        yield from (self.facts[name] for name in _LAST_FACTS)

    def _prior(self) -> list[tuple[int, str]]:
        known = [name for _, name in _ALWAYS_PRIOR]
        place = {name: number for number, name in enumerate(dict.fromkeys(known))}
        last = len(place)
        asked = self.wanted.prior | set(_ALWAYS_PRIOR)
        return sorted(asked, key=lambda one: (one[0], place.get(one[1], last), one[1]))

    def _prior_column(self, key: str) -> Column:
        back, name = self.prior[key]
        kind = CellKind.TEXT if name in ("grade", "appraisal", "tier") else CellKind.NUMBER
        heading = self.prior_heading(back, name)
        return Column(key, heading, kind, width=2 * len(heading) + 2)


def _headed(known: Field) -> tuple[str, CellKind, bool, tuple[str, ...]]:
    return known.heading, _KINDS[known.type], False, known.labels[1:]
