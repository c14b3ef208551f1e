"""Rows become cells, cells become requests, answers become classes; what differs is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jifen.audit.models import Record
from tests.web.answers import finish, read
from tests.web.matrix.things import REGISTRY, things_for
from tests.web.matrix.vocabulary import Answer, Relation, Row
from tests.web.matrix.world import Thing, Wearer, World

SIGN_IN = "/sign-in/"
OTHER_VERBS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
LIKE: dict[Answer, frozenset[Answer]] = {
    Answer.ON: frozenset({Answer.ON, Answer.PAGE, Answer.SAVED}),
}
FAR = (Relation.ABOVE, Relation.SIBLING, Relation.OTHER, Relation.FOREIGN)
"""Relations tried once for offices with the same rights; `--long` tries all."""
WRITES = ("INSERT", "UPDATE", "DELETE")
PASSING = ("django_session", "axes_", "jifen_cache", '"session_mark"')
"""What any request may write: that a session is alive and in which browser, that somebody tried to sign in."""


@dataclass(frozen=True)
class Cell:
    """One request: who, in which hat, with which verb, about which thing; and what must be answered."""

    row: Row
    wearer: Wearer
    thing: Thing
    relation: Relation
    verb: str
    expected: Answer

    def __str__(self) -> str:
        """Return the cell as a finding begins."""
        himself = "本人" if self.thing.person_id and self.thing.person_id == self.wearer.person_id else ""
        return f"{self.row.label} {self.verb} {self.wearer}@{self.wearer.organization} {self.relation.label}{himself}"

    @property
    def address(self) -> str:
        """Return the address asked for."""
        return address_with(self.row, self.thing)


def address_with(row: Row, thing: Thing) -> str:
    """Return the address of a row for a thing, with what it asks for."""
    query = {name: value.format(**thing.values) for name, value in row.query.items()}
    named = {name for value in row.query.values() for name in re.findall(r"{(\w+)}", value)}
    address = reverse(
        row.name, kwargs={key: value for key, value in thing.values.items() if key not in named}
    )
    return f"{address}?{urlencode(query)}" if query else address


def list_addresses() -> dict[str, tuple[str, frozenset[str]]]:
    """Return every address of the site by name: its pattern and its parameters; raise for one without a name."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(
    patterns: Iterable[URLPattern | URLResolver], before: str
) -> Iterator[tuple[str, tuple[str, frozenset[str]]]]:
    for pattern in patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, whole)
        else:
            yield pattern.name or f"（没有名字）{whole}", (whole, frozenset(pattern.pattern.converters))


def list_gaps(rows: Iterable[Row]) -> list[str]:
    """Name addresses without a row, rows without an address, things without a factory."""
    rows = list(rows)
    addresses = list_addresses()
    named = {row.name for row in rows}
    gaps = [f"{name}: 没有行（{addresses[name][0]}）" for name in addresses if name not in named]
    gaps += [f"{row.name}: 没有这个网址" for row in rows if row.name not in addresses]
    gaps += [
        f"{row.name}: 没有“{row.about}”的来源" for row in rows if row.about and row.about not in REGISTRY
    ]
    gaps += [
        f"{row.name}: 参数{'、'.join(addresses[row.name][1])}没有说明是什么"
        for row in rows
        if row.name in addresses and addresses[row.name][1] and not row.about
    ]
    return sorted(set(gaps))


def cells_of(world: World, row: Row, *, every: bool = False) -> Iterator[Cell]:
    """Yield the cells of a row: everybody, every relation, reading and writing; verbs it does not know for a few."""
    asked = 0
    known: set[tuple[tuple[bool, ...], Relation]] = set()
    unnamed: set[tuple[str, Relation]] = set()
    for wearer in world.wearers:
        rights = row.rights_of(wearer.role)
        for thing in things_for(world, row, wearer, every=every):
            relation = world.relation(wearer, thing)
            himself = bool(thing.person_id) and thing.person_id == wearer.person_id
            if relation in FAR and wearer.signed_in and not himself and not every:
                if (rights, relation) in known:
                    continue
                known.add((rights, relation))
            for verb in row.tried:
                expected = _expected(row, wearer, relation, himself, verb)
                if expected is Answer.NO_VERB and not every:
                    if (verb, relation) in unnamed:
                        continue
                    unnamed.add((verb, relation))
                yield Cell(row, wearer, thing, relation, verb, expected)
            may = row.may.covers(wearer.role, relation, himself=himself)
            if wearer.signed_in and may and asked < 1:
                asked += 1
                for verb in OTHER_VERBS:
                    yield Cell(row, wearer, thing, relation, verb, Answer.NO_VERB)


def _expected(row: Row, wearer: Wearer, relation: Relation, himself: bool, verb: str) -> Answer:
    if not wearer.signed_in and not row.open:
        return Answer.SIGN_IN
    return row.answer(verb, wearer.role, relation, himself=himself)


def ask(world: World, cell: Cell, fields: Any) -> HttpResponse:
    """Send the request of a cell."""
    browser = world.browser_of(cell.wearer)
    if cell.verb == "POST":
        return browser.post(cell.address, fields)
    return browser.generic(cell.verb, cell.address)


def said_in(response: Any) -> str:
    """Return what a page says against a form."""
    text = read(response).decode(errors="replace")
    said = re.findall(r'class="said"[^>]*>(.*?)</|role="alert">(.*?)</', text, re.DOTALL)
    return "；".join(re.sub(r"<[^>]+>", "", one or other).strip() for one, other in said)


def classify(verb: str, response: HttpResponse) -> Answer:
    """Return the class of an answer."""
    location = response.headers.get("Location", "")
    if response.status_code in (301, 302, 303):
        if location.startswith(f"{SIGN_IN}?next="):
            return Answer.SIGN_IN
        return Answer.SAVED if verb == "POST" else Answer.ON
    if response.status_code == 200:
        attached = response.headers.get("Content-Disposition", "").startswith("attachment")
        return Answer.FILE if attached else Answer.PAGE
    kinds = {403: Answer.NOT_YOURS, 404: Answer.HIDDEN, 405: Answer.NO_VERB, 409: Answer.NOT_NOW}
    return kinds.get(response.status_code, Answer.BROKEN)


def try_cell(world: World, cell: Cell) -> list[str]:
    """Send the request, take back what it wrote, and name what is not as the matrix says."""
    browser = world.browser_of(cell.wearer)
    kept = browser.cookies.copy()
    with transaction.atomic():
        fields = cell.row.post.sends(world, cell) if cell.verb == "POST" and cell.row.post else {}
        last = Record.objects.order_by("-number").values_list("number", flat=True).first() or 0
        with connection.execute_wrapper(written := Written()):
            response = ask(world, cell, fields)
        acts = list(Record.objects.filter(number__gt=last).values_list("act", flat=True))
        transaction.set_rollback(True)
    browser.cookies = kept
    found = _judge(cell, response, acts, written)
    finish(response)
    return found


def _judge(cell: Cell, response: HttpResponse, acts: list[str], written: Written) -> list[str]:
    answer = classify(cell.verb, response)
    if cell.verb in OTHER_VERBS:
        return _other_verb(cell, response)
    good = answer is cell.expected or answer in LIKE.get(cell.expected, ())
    why = said_in(response) if cell.verb == "POST" and answer is Answer.PAGE else ""
    said = f"{cell}: 应当{cell.expected.label}，实际{answer.label}（{response.status_code}）{why}"
    found = [] if good else [said]
    return [*found, *_records(cell, acts), *_writes(cell, answer, written)]


def _other_verb(cell: Cell, response: HttpResponse) -> list[str]:
    """A verb that is not named is refused; HEAD may answer as GET does, OPTIONS may name the verbs and no more."""
    refused = response.status_code == 405
    if cell.verb == "HEAD":
        good = refused or (cell.row.get is not None and not read(response))
    elif cell.verb == "OPTIONS":
        good = refused or (response.status_code == 200 and not read(response))
    else:
        good = refused
    return [] if good else [f"{cell}: 没有写明的办法要拒绝，实际{response.status_code}"]


def _records(cell: Cell, acts: list[str]) -> list[str]:
    """An act that is done is recorded once, under its own name; nothing else is."""
    row = cell.row
    done = cell.verb == "POST" and row.post is not None and cell.expected is row.post.answer
    act = row.post.act if done and row.post else None
    times = row.post.records if row.post else 0
    if row.reads and cell.verb == "GET" and cell.expected is row.get:
        act, times = row.reads, 1
    before = row.post.before if act and row.post else ()
    wanted = [
        f"{type(one).__module__.split('.')[1]}.{one.value}" for one in (*before, *([act] * times)) if one
    ]
    if row.post and cell.verb == "POST" and cell.expected is Answer.ON:
        return []
    return [] if acts == wanted else [f"{cell}: 应当记下{wanted or '零条'}，实际记下{acts or '零条'}"]


def _writes(cell: Cell, answer: Answer, written: Written) -> list[str]:
    """A refused request and a GET write nothing."""
    done = answer in (Answer.SAVED, Answer.PAGE, Answer.ON, Answer.FILE)
    if done and (cell.verb == "POST" or cell.row.reads):
        return []
    return [f"{cell}: 写了数据库（{statement}）" for statement in written.statements]


class Written:
    """The statements that changed a table, those aside that every request may make."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run a statement and note it."""
        if sql.lstrip().upper().startswith(WRITES) and not any(name in sql for name in PASSING):
            self.statements.append(" ".join(sql.split()[:4]))
        return execute(sql, params, many, context)
