"""Hostile text is text, wherever it stands: planted in every column, sent through every form (trust P3)."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import transaction

from tests.web.access.test_forms import first_allowed
from tests.web.access.test_walk import find_wearer
from tests.web.answers import read
from tests.web.matrix.rows import read_rows
from tests.web.matrix.vocabulary import Row
from tests.web.matrix.world import World
from tests.web.walk.eyes import error_eye, markup_eye
from tests.web.walk.filling import fill
from tests.web.walk.hostile import PAYLOADS, Hostile, raw_eye
from tests.web.walk.markers import plant
from tests.web.walk.visits import Visit, list_beginnings, walk

pytestmark = [pytest.mark.django_db, pytest.mark.harness]
ROWS = read_rows()
FORMS = [row for row in ROWS if row.post is not None]
READERS = ("secretary:SECRETARY", "organizer:ORGANIZER", "admin:ADMIN", "auditor:AUDITOR")
EYES = (markup_eye, error_eye, raw_eye)
PLAIN = re.compile(r"[A-Z0-9_.]*|[0-9-]*|[0-9a-f-]{36}|on|true|false")
STEP = 19


@pytest.mark.parametrize("name", READERS)
def test_hostile_text_in_every_column_is_shown_as_text(world: World, name: str, record_property: Any) -> None:
    wearer = find_wearer(world, name)
    begin = list_beginnings(world, wearer, ROWS)
    findings, planted, visits = [], set(), 0
    with transaction.atomic():
        assert fill(world) == []
        hostile = Hostile(READERS.index(name) * 37)
        plant(world, hostile)
        planted |= hostile.planted
        for visit in walk(world, wearer, begin, words=PAYLOADS[:2]):
            visits += 1
            findings += [said for eye in EYES for said in eye(visit)]
        transaction.set_rollback(True)
    record_property("planted", len(planted))
    record_property("responses", visits)
    assert {payload for _, payload in planted} >= set(PAYLOADS)
    assert not findings, f"{len(findings)}：\n" + "\n".join(findings[:40])


def send(world: World, row: Row, begin: int, step: int) -> list[str]:
    """Send a form with hostile texts in its fields, another one in each; look at every answer."""
    cell = first_allowed(world, row)
    browser = world.browser_of(cell.wearer)
    assert row.post
    findings = []
    for number in range(begin, len(PAYLOADS) + begin, step):
        kept = browser.cookies.copy()
        with transaction.atomic():
            sent = with_hostile(row.post.sends(world, cell), number)
            answer = browser.post(cell.address, sent)
            if answer.status_code == 302 and answer.headers["Location"].startswith("/"):
                answer = browser.get(answer.headers["Location"])
            visit = Visit(cell.wearer, f"{cell.address} {number}", answer, read(answer))
            findings += [said for eye in EYES for said in eye(visit)]
            transaction.set_rollback(True)
        browser.cookies = kept
    return findings


def with_hostile(fields: Mapping[str, Any], number: int) -> dict[str, Any]:
    """Return the fields of a form with every free text replaced."""
    free = [name for name, value in fields.items() if isinstance(value, str) and not PLAIN.fullmatch(value)]
    return {**fields, **{name: PAYLOADS[(number + place) % len(PAYLOADS)] for place, name in enumerate(free)}}


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.label)
def test_hostile_text_in_a_form_is_shown_as_text(world: World, row: Row, pytestconfig: pytest.Config) -> None:
    findings = send(world, row, FORMS.index(row) % STEP, 1 if pytestconfig.getoption("--long") else STEP)

    assert not findings, f"{len(findings)}：\n" + "\n".join(findings[:40])


GARBAGE = (
    "",
    "x",
    "不合规定",
    "00000000-0000-4000-8000-000000000000",
    "9" * 40,
    "2026-13-45",
    "\x00",
    "-1",
    "[]",
)


def with_garbage(fields: Mapping[str, Any], value: str) -> dict[str, Any]:
    """Return a form in which every field, and every name that ends in an id, says something else."""
    kept = {name for name, given in fields.items() if not isinstance(given, str | list | int)}
    names = [
        name.rsplit("-", 5)[0] + f"-{value}" if len(name) > 36 else name
        for name in fields
        if name not in kept
    ]
    return dict.fromkeys(names, value)


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.label)
def test_garbage_in_a_form_is_answered_and_saves_nothing(world: World, row: Row) -> None:
    cell = first_allowed(world, row)
    browser = world.browser_of(cell.wearer)
    assert row.post
    found = []
    with transaction.atomic():
        fields = row.post.sends(world, cell)
        for value in GARBAGE:
            kept = browser.cookies.copy()
            with transaction.atomic():
                answer = browser.post(cell.address, with_garbage(fields, value))
                transaction.set_rollback(True)
            browser.cookies = kept
            if answer.status_code >= 500:
                found.append(f"{cell.address} {value!r}: {answer.status_code}")
        transaction.set_rollback(True)

    assert found == []


def test_there_are_a_hundred_hostile_texts_and_all_are_different() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 100
