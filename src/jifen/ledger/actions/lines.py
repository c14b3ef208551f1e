"""Lines as the room above hands them over, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from jifen.common.actor import Actor
from jifen.ledger.errors import LinesRefused
from jifen.ledger.models import Book
from jifen.ledger.queries.deriving import Proposed, Weighed
from jifen.orgs.models import Membership
from jifen.schemes.queries import list_out_spans

Spans = Sequence[tuple[date, date | None]]
ITEM = re.compile(r"[^@#\s]+@\d+#\S+")
REASON_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line to post. `points`: hundredths, signed; `fields`: the fact's own figures and codes, never personal text.

    `item`: `scheme@version#item`; `reason`: personal text, kept apart; `author_id`: who wrote it first.
    """

    person_id: str
    item: str
    occurred_on: date
    points: int
    fields: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    author_id: str = ""

    @classmethod
    def of(cls, fact: Proposed, weighed: Weighed) -> Line:
        """Return the line by which a weighed fact is posted."""
        return cls(
            person_id=str(fact.person_id),
            item=weighed.item,
            occurred_on=fact.occurred_on,
            points=weighed.points,
            fields=fact.fields,
            reason=fact.reason,
        )

    def asked(self) -> list[Any]:
        """Return what a posting's digest is made of; inexact figures, refused later, stand there as text."""
        return [
            self.person_id,
            self.item,
            self.occurred_on,
            _exact(self.points),
            {name: _exact(value) for name, value in self.fields.items()},
            self.reason,
            self.author_id,
        ]


def _exact(value: Any) -> Any:
    return str(value) if isinstance(value, float) else value


def refuse_faults(actor: Actor, book: Book, lines: Sequence[Line], today: date) -> None:
    """Raise `LinesRefused` with every fault of every line; `today` in the office's own time."""
    members, out = _members(book, lines), list_out_spans(book.branch, str(book.starts_on.year))
    faults: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        for column, said in (*_faults(actor, book, line, members, today), *_while_out(line, out)):
            faults[f"{number}.{column}"] = f"第 {number} 行：{said}"
    if not lines:
        faults["lines"] = "一行也没有，没有可入账的。"
    if faults:
        raise LinesRefused(**faults)


def _while_out(line: Line, out: Mapping[UUID, Spans]) -> Iterator[tuple[str, str]]:
    """Yield that somebody did not take part on the day (AMB-39): what he did then gives nothing and takes nothing."""
    spans = out.get(UUID(line.person_id), ()) if _is_id(line.person_id) else ()
    for first, last in spans:
        if first <= line.occurred_on and (last is None or line.occurred_on <= last):
            until = f"到{last}" if last else ""
            said = f"这位同志自{first}起{until}不参加积分，{line.occurred_on}的事不记；以前的不受影响。"
            yield ("occurred_on", said)


def _members(book: Book, lines: Sequence[Line]) -> set[str]:
    """Return who of the lines' people belonged to the branch at any time."""
    wanted = {line.person_id for line in lines if _is_id(line.person_id)}
    rows = Membership.objects.filter(branch=book.branch, person_id__in=wanted).order_by()
    return {str(key) for key in rows.values_list("person_id", flat=True)}


def _is_id(said: str) -> bool:
    try:
        return str(UUID(said)) == said
    except ValueError:
        return False


def _faults(actor: Actor, book: Book, line: Line, members: set[str], today: date) -> list[tuple[str, str]]:
    found = []
    if line.person_id not in members:
        found.append(("person", f"这位同志不是{book.branch}的，不能记在这本账上。"))
    if not ITEM.fullmatch(line.item):
        found.append(("item", f"没有写明是哪份办法哪一版的哪一条（{line.item or '空'}）。"))
    if not book.starts_on <= line.occurred_on <= book.ends_on:
        span = f"{book.starts_on} 至 {book.ends_on}"
        found.append(("occurred_on", f"{line.occurred_on} 不在这本账的年度里（{span}）。"))
    elif line.occurred_on > today:
        found.append(("occurred_on", f"{line.occurred_on} 还没有到。"))
    if isinstance(line.points, bool) or not isinstance(line.points, int):
        found.append(("points", "分值要写成百分之一分的整数。"))
    if len(line.reason) > REASON_LENGTH:
        found.append(("reason", f"事由有 {len(line.reason)} 个字，最多 {REASON_LENGTH} 个字。"))
    if any(isinstance(value, float) for value in line.fields.values()):
        found.append(("fields", "数量要写成整数或者文字，不能是浮点数。"))
    if actor.is_person(line.person_id) and actor.is_person(line.author_id):
        found.append(("author", "自己申报自己的，要由别的同志入账。"))
    return found
