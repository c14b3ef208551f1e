"""Forms: sent from elsewhere they are refused; no address leads off the site (trust W1, W7)."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from tests.web.access.test_walk import find_wearer
from tests.web.matrix.cells import Cell, cells_of
from tests.web.matrix.rows import read_rows
from tests.web.matrix.vocabulary import Row
from tests.web.matrix.world import World
from tests.web.walk.eyes import digest_tables

pytestmark = [pytest.mark.django_db, pytest.mark.harness]
ROWS = [row for row in read_rows() if row.post is not None]
HOSTILE = (
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "http:evil.example", "javascript:alert(1)", "/%09/evil.example", "\t//evil.example", "https:/evil.example",
    "//evil.example\\@localhost/",
    "http://localhost@evil.example/", "data:text/html,x", " https://evil.example", "https://evil.example#/",
)  # fmt: skip


def first_allowed(world: World, row: Row) -> Cell:
    return next(
        cell
        for cell in cells_of(world, row)
        if cell.verb == "POST"
        and (cell.wearer.signed_in or row.open)
        and row.post
        and cell.expected is row.post.answer
    )


def send_without_token(world: World, cell: Cell, fields: Any) -> Any:
    """Send a form as the one who may, in a browser that wants the token of the form."""
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = world.browser_of(cell.wearer).cookies.copy()
    return strict.post(cell.address, fields)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_form_from_elsewhere_is_refused_and_nothing_is_saved(world: World, row: Row) -> None:
    cell = first_allowed(world, row)
    assert row.post

    with transaction.atomic():
        fields = row.post.sends(world, cell)
        before = digest_tables(lambda _: False)
        answer = send_without_token(world, cell, fields)
        after = digest_tables(lambda _: False)
        transaction.set_rollback(True)

    assert answer.status_code == 403
    assert "这张表单已经失效" in answer.content.decode()
    assert after == before


@pytest.mark.canary("表单凭据", "表单不要凭据也收")
def test_form_taken_without_a_token_is_noticed(world: World) -> None:
    from jifen.config import settings

    lax = [name for name in settings.MIDDLEWARE if "csrf" not in name and "whitenoise" not in name]
    cell = first_allowed(world, next(row for row in ROWS if row.name == "edit_organization"))

    with transaction.atomic(), override_settings(MIDDLEWARE=lax):
        answer = send_without_token(world, cell, {"full_name": "改名"})
        transaction.set_rollback(True)

    assert answer.status_code == 302


def leads_off(location: str) -> bool:
    """Say whether a browser would leave the site: anything but one slash at the beginning."""
    return bool(location) and not (location.startswith("/") and location[1:2] not in ("/", "\\"))


@pytest.mark.parametrize("wanted", HOSTILE)
def test_no_answer_leads_off_the_site(world: World, wanted: str) -> None:
    nobody, secretary = Client(), world.browser_of(find_wearer(world, "secretary:SECRETARY"))
    kept = secretary.cookies.copy()
    asked = [
        nobody.get("/sign-in/", {"next": wanted}),
        nobody.post("/sign-in/", {"login": "x", "password": "x", "next": wanted}),
        nobody.get("/sign-in/?next=" + wanted),
        secretary.get("/sign-in/", {"next": wanted}),
        secretary.post(reverse("large_print"), {"next": wanted}),
        secretary.post(reverse("change_hat"), {"hat": "", "next": wanted}),
        secretary.get("/password/", {"next": wanted}),
    ]
    secretary.cookies = kept

    assert [
        answer.headers["Location"] for answer in asked if leads_off(answer.headers.get("Location", ""))
    ] == []
    assert [answer.status_code for answer in asked if answer.status_code >= 500] == []


@pytest.mark.canary("不引到外面去", "网址写去哪里就去哪里")
def test_answer_that_leads_anywhere_is_noticed(world: World) -> None:
    with override_settings(ROOT_URLCONF="tests.web.planted"):
        browser = world.browser_of(find_wearer(world, "secretary:SECRETARY"))
        answers = [browser.get("/planted/anywhere/", {"next": wanted}) for wanted in HOSTILE[:2]]

    assert [leads_off(answer.headers["Location"]) for answer in answers] == [True, True]
