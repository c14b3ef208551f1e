"""The members: from the sheets 党员, 变动 and 认定 to persons, and from the words of a fact to the person meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jifen.engine.gather import Person, Plain
from jifen.engine.intake.notes import Notes, Trouble
from jifen.engine.intake.sheets import CHANGES, FINDINGS, MEMBERS, Sheets
from jifen.engine.intake.values import NONE, convert, convert_column, parse
from jifen.rules.fields import FACT_FIELDS, MEMBER_FIELDS, Field
from jifen.workbook import Table
from jifen.workbook.findings import nearest

FORMAL, HEAD = "formal", "household.head"


@dataclass(slots=True)
class Roster:
    """Persons with the ways to find them. ``given``: a roster was handed in; else people come from the facts."""

    persons: list[Person] = field(default_factory=list)
    given: bool = False
    _by_number: dict[str, int] = field(default_factory=dict)
    _by_name: dict[str, list[int]] = field(default_factory=dict)

    def add(self, person: Person) -> int:
        """Enter a person; return the index."""
        index = len(self.persons)
        self.persons.append(person)
        if person.number:
            self._by_number.setdefault(person.number, index)
        self._by_name.setdefault(same_name(person.name), []).append(index)
        return index

    def with_number(self, number: str) -> int | None:
        """The person of a number."""
        return self._by_number.get(number)

    def namesakes(self, name: str) -> list[int]:
        """Everybody of a name."""
        return self._by_name.get(same_name(name), [])

    def find(self, number: str | None, name: str | None) -> int | Trouble:
        """The person a row means, by number first; or what is wrong with what it says."""
        if number is not None:
            index = self.with_number(number)
            if index is None:
                return self._no_such_number(name)
            if name is not None and same_name(name) != same_name(self.persons[index].name):
                own = self.persons[index].name
                message = f"党员编号“{number}”在名册里是“{own}”，与姓名对不上"
                return Trouble("number-and-name", message, "请核对编号和姓名，改正其中一个", "name")
            return index
        if name is None:
            return Trouble("no-member", "没有写是哪名党员", "请填写姓名或党员编号", "name")
        found = self.namesakes(name)
        if len(found) > 1:
            numbers = "、".join(self.persons[index].number or "（没有编号）" for index in found)
            message = f"名册里有 {len(found)} 名同名的党员（编号：{numbers}），分不清是哪一名"
            return Trouble("namesakes", message, "请在“党员编号”列填写编号", "name")
        return found[0] if found else self._no_such_name(name)

    def number_of(self, word: str) -> str | Trouble:
        """The number of the person a word means, his number or his name; or what is wrong with the word."""
        if word in self._by_number:
            return word
        found = self.find(None, word)
        if isinstance(found, Trouble):
            return replace(found, column=None)
        number = self.persons[found].number
        return number or Trouble(
            "head-without-number", "没有编号，记不到名下", "请在“编号”列给这名党员填上编号"
        )

    def _no_such_number(self, name: str | None) -> Trouble:
        known = self.namesakes(name) if name else []
        hint = f"名册里“{name}”的编号是“{self.persons[known[0]].number}”。" if known else ""
        return Trouble(
            "unknown-number", "名册里没有这个党员编号", f"{hint}请核对编号，或在名册里补上", "number"
        )

    def _no_such_name(self, name: str) -> Trouble:
        close = nearest(same_name(name), self._by_name)
        hint = f"是不是“{close}”？" if close else ""
        return Trouble("unknown-member", "名册里没有这名党员", f"{hint}请核对姓名，或在名册里补上", "name")


def same_name(name: str) -> str:
    """A name as it is compared: without the blanks people put between the signs of a short name."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", name) if not sign.isspace())


def read_roster(sheets: Sheets, tables: dict[str, Table], notes: Notes) -> Roster:
    """Read the sheets about members that there are; a roster without rows is none."""
    roster = Roster()
    table = tables.get(MEMBERS)
    if table is not None and table.rows:
        roster.given = True
        _read_members(sheets, table, roster, notes)
        _name_heads(sheets, table, roster, notes)
    for name, read in ((CHANGES, _read_changes), (FINDINGS, _read_findings)):
        more = tables.get(name)
        if more is not None and roster.given:
            read(sheets, more, roster, notes)
        elif more is not None and more.rows:
            trouble = Trouble("no-roster", "有这张表却没有党员名册，没法对应到人", f"请补上工作表“{MEMBERS}”")
            notes.whole(more, trouble)
    return roster


def _read_members(sheets: Sheets, table: Table, roster: Roster, notes: Notes) -> None:
    fields = [MEMBER_FIELDS["status"], *(asked.field for asked in sheets.members.values() if asked.used)]
    columns = {known.name: _member_column(known, sheets, table, notes) for known in fields}
    priors = {key: _prior_column(key, sheets.prior[key][1], table, notes) for key in sheets.prior}
    warn_unused(table, [a.field for a in sheets.members.values() if not a.used], notes)
    for index, name in enumerate(table.columns["name"]):
        if name is None:
            continue
        person = Person(
            name=name,
            number=table.columns["number"][index] or "",
            branch=table.columns["branch"][index] or "",
            fields={key: column[index] for key, column in columns.items() if column[index] is not None},
            prior=_prior(sheets, {key: column[index] for key, column in priors.items()}),
        )
        _check_member(table, index, person, roster, notes)
        roster.add(person)
    _check_namesakes(table, roster, notes)


def _name_heads(sheets: Sheets, table: Table, roster: Roster, notes: Notes) -> None:
    """Turn what stands under 户主, a number or a name, into the number of the head."""
    if not sheets.members[HEAD].used:
        return
    rows = [index for index, name in enumerate(table.columns["name"]) if name is not None]
    for index, person in zip(rows, roster.persons, strict=True):
        word = person.fields.get(HEAD)
        if word is not None:
            number = roster.number_of(str(word))
            if isinstance(number, Trouble):
                notes.fault(table, index, HEAD, number, word)
            else:
                person.fields[HEAD] = number


def _member_column(known: Field, sheets: Sheets, table: Table, notes: Notes) -> list[Plain]:
    """A column of the roster; where it may hold several things, an empty cell says that there are none.

    Most members hold no office, and nobody writes that into every row. A column that is missing says nothing.
    """
    cells = convert_column(known, sheets.choices(known), table, notes)
    if not known.many or known.name not in table.headings:
        return cells
    if known.name == "role" and not any(table.columns[known.name]):
        message = f"“{table.headings[known.name]}”这一列没有填，按没有一人担任职务算"
        notes.whole(table, Trouble("no-roles", message, "有书记、委员等职务的，请填上"), warning=True)
    return [NONE if cell is None else cell for cell in cells]


def _prior_column(key: str, name: str, table: Table, notes: Notes) -> list[Plain]:
    cells: list[Any] = table.columns[key]
    found: list[Plain] = []
    for index, value in enumerate(cells):
        amount = convert(FACT_FIELDS["decided_value"], (), value)
        if isinstance(amount, Trouble):
            notes.fault(table, index, key, amount, value)
            amount = None
        found.append(amount)
    return found


def _prior(sheets: Sheets, values: dict[str, Plain]) -> list[dict[str, Plain]]:
    years: list[dict[str, Plain]] = []
    for key, value in values.items():
        back, name = sheets.prior[key]
        if value is not None:
            years += [{} for _ in range(back - len(years))]
            years[back - 1][name] = value
    return years


def _check_member(table: Table, index: int, person: Person, roster: Roster, notes: Notes) -> None:
    twin = roster.with_number(person.number) if person.number else None
    if twin is not None:
        other = roster.persons[twin].name
        trouble = Trouble(
            "number-twice", f"编号重复，已经是“{other}”的编号", "每名党员的编号不能相同，请改正"
        )
        notes.fault(table, index, "number", trouble, person.number)
    joined, left = person.fields.get("joined_on"), person.fields.get("left_on")
    if joined is not None and left is not None and left < joined:  # type: ignore[operator]
        trouble = Trouble("left-before-joined", "离开支部的日期早于进入支部的日期", "请核对这两个日期")
        notes.fault(table, index, "left_on", trouble, left)


def _check_namesakes(table: Table, roster: Roster, notes: Notes) -> None:
    named = [index for index, name in enumerate(table.columns["name"]) if name is not None]
    for index, person in zip(named, roster.persons, strict=True):
        if not person.number and len(roster.namesakes(person.name)) > 1:
            trouble = Trouble("namesakes", "名册里有同名的党员", "请给每一名都填上编号，以便分清", "number")
            notes.fault(table, index, "name", trouble, person.name)


def _find(table: Table, index: int, roster: Roster, notes: Notes) -> int | None:
    number, name = table.columns["number"][index], table.columns["name"][index]
    found = roster.find(number, name)
    if isinstance(found, Trouble):
        notes.fault(table, index, "name", found, number if found.column == "number" else name)
        return None
    return found


def _read_changes(sheets: Sheets, table: Table, roster: Roster, notes: Notes) -> None:
    for index, (day, word, text) in enumerate(_rows(table, "day", "field", "value")):
        person = _find(table, index, roster, notes)
        known = None if word is None else sheets.change_field(word)
        if word is not None and known is None:
            labels = sheets.change_labels()
            close = nearest(word, labels)
            hint = f"是不是“{close}”？" if close else ""
            trouble = Trouble("unknown-field", "没有这个项目", f"{hint}可以填：{'、'.join(labels)}")
            notes.fault(table, index, "field", trouble, word)
        elif known is not None and text is not None:
            value = parse(known, sheets.choices(known), text)
            if known.name == HEAD and isinstance(value, str):
                value = roster.number_of(value)
            if isinstance(value, Trouble):
                notes.fault(table, index, "value", value, text)
            elif person is not None and day is not None:
                roster.persons[person].changes.append((day, known.name, value))


def _read_findings(sheets: Sheets, table: Table, roster: Roster, notes: Notes) -> None:
    names = {title: name for name, title in sheets.findings.items()} | {
        name: name for name in sheets.findings
    }
    for index, (word, holds) in enumerate(_rows(table, "finding", "holds")):
        person = _find(table, index, roster, notes)
        if word is not None and word not in names:
            close = nearest(word, sheets.findings.values())
            hint = f"是不是“{close}”？" if close else ""
            listed = "、".join(sheets.findings.values())
            trouble = Trouble("unknown-finding", "这个办法里没有这个认定事项", f"{hint}可以填：{listed}")
            notes.fault(table, index, "finding", trouble, word)
        elif word is not None and holds is not None and person is not None:
            roster.persons[person].findings[names[word]] = holds


def _rows(table: Table, *keys: str) -> list[tuple[Any, ...]]:
    return list(zip(*(table.columns[key] for key in keys), strict=True))


def warn_unused(table: Table, fields: Sequence[Field], notes: Notes) -> None:
    """Say which known columns were filled in although the scheme does not look at them."""
    for known in fields:
        cells = table.columns[known.name]
        first = next((index for index, value in enumerate(cells) if value is not None), None)
        if first is not None:
            filled = sum(value is not None for value in cells)
            message = f"这个办法用不到“{known.heading}”，这一列（共 {filled} 格）没有用来算分"
            notes.warn(table, first, known.name, Trouble("unused-column", message, "不需要时可以删去这一列"))


def people_of(table: Table, notes: Notes) -> Roster:
    """Everybody named in the facts, as formal members of one branch: what stands in for a roster."""
    roster = Roster()
    pairs = dict.fromkeys(zip(table.columns["number"], table.columns["name"], strict=True))
    for number, name in pairs:
        if number is not None and roster.with_number(number) is None:
            roster.add(Person(name or number, number, fields={"status": FORMAL}))
    for number, name in pairs:
        if number is None and name is not None and not roster.namesakes(name):
            roster.add(Person(name, fields={"status": FORMAL}))
    message = f"没有党员名册，事实里的 {len(roster.persons)} 人都当作同一个支部的正式党员"
    notes.whole(
        table, Trouble("no-roster", message, f"请补上工作表“{MEMBERS}”，写明人员类别和变动"), warning=True
    )
    return roster
