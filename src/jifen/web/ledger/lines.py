"""Lines of a book as pages show them: what was reversed by which, what is looked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from jifen.common.actor import Actor
from jifen.ledger import queries
from jifen.ledger.states.books import EntryKind
from jifen.ledger.states.taken import say_figures, year_of_item
from jifen.web.forms import CodeChoiceField, Form

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jifen.ledger.models import Book, Entry, Seal

UNSEALED = "unsealed"


@dataclass(frozen=True, slots=True)
class Shown:
    """One line: `struck` says that it counts no more, `note` why; `choosable` that it may be reversed here.

    `title` and `clause`: what the item is called in its 办法; empty where that is not known here.
    """

    entry: Entry
    struck: bool
    note: str
    choosable: bool
    title: str = ""
    clause: str = ""

    @property
    def scheme(self) -> str:
        """Return the scheme and version of the clause, up to where a line may be broken."""
        return "".join(self.entry.item.partition("#")[:2])

    @property
    def rule(self) -> str:
        """Return the item within the scheme."""
        return self.entry.item.partition("#")[2]


def show_lines(actor: Actor, book: Book, entries: Iterable[Entry]) -> list[Shown]:
    """Return lines with what became of each."""
    reversed_by, rows = queries.find_struck(book), list(entries)
    names = queries.name_items(book, (entry.item for entry in rows))
    return [_show(actor, entry, reversed_by, *_call(entry, names)) for entry in rows]


def _call(entry: Entry, names: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """Return title and clause; the result of an earlier year is said whole."""
    title, clause = names.get(entry.item, ("", ""))
    told = entry.reverses or entry
    if title and year_of_item(entry.item) and told.fields:
        return f"{title}：{say_figures(told.fields)}", clause
    return title, clause


def _show(
    actor: Actor, entry: Entry, reversed_by: dict[int, tuple[int, bool]], title: str, clause: str
) -> Shown:
    notes = [f"冲销第 {entry.reverses.sequence} 条"] if entry.reverses else []
    reversal, holds = reversed_by.get(entry.sequence, (0, False))
    if reversal:
        again = "" if holds else "，后来又恢复"
        notes.append(f"已由第 {reversal} 条冲销{again}")
    mine = actor.is_person(str(entry.person_id))
    return Shown(entry, holds, "；".join(notes), not reversal and not mine, title, clause)


class Filter(Form):
    """Whose lines, of which kind, of which sealed period are looked for."""

    person = forms.ChoiceField(label="姓名", required=False)
    kind = CodeChoiceField(EntryKind, label="种类", blank="全部", required=False)
    seal = forms.ChoiceField(label="期", required=False)

    def __init__(self, *args: Any, actor: Actor, book: Book, **options: Any) -> None:
        """Offer the people and the seals of a book."""
        super().__init__(*args, **options)
        self.seals = list(queries.list_seals_for(actor, book))
        people = queries.list_people_in(actor, book)
        names = [("", "全部"), *((str(person.pk), str(person)) for person in people)]
        periods = [(str(seal.number), seal.period) for seal in self.seals]
        self.fields["person"].choices = names  # type: ignore[attr-defined]
        self.fields["seal"].choices = [("", "全部"), *periods, (UNSEALED, "还没有封的")]  # type: ignore[attr-defined]

    def find(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """Return the entries looked for; all of them where the address says nothing that can be read."""
        wanted = self.cleaned_data if self.is_valid() else {}
        if wanted.get("person"):
            entries = entries.filter(person_id=wanted["person"])
        if wanted.get("kind"):
            entries = entries.filter(kind=wanted["kind"])
        if wanted.get("seal") == UNSEALED:
            return entries.filter(sequence__gt=self.seals[-1].last if self.seals else 0)
        if seal := next((one for one in self.seals if str(one.number) == wanted.get("seal")), None):
            entries = entries.filter(sequence__range=(seal.first, seal.last))
        return entries

    def say(self) -> str:
        """Return what is looked for, for the head of a printed page; empty for everything."""
        if not self.is_valid():
            return ""
        chosen = [dict(self.fields[name].choices).get(self.data.get(name, ""), "") for name in self.fields]  # type: ignore[attr-defined]
        return "，".join(
            text for text, name in zip(chosen, self.fields, strict=True) if self.cleaned_data[name]
        )


def last_sealed(seals: list[Seal]) -> int:
    """Return the last entry under a seal; 0 where nothing is sealed."""
    return seals[-1].last if seals else 0
