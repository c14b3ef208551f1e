"""What is foreign looks as if it were not there; a right taken away is gone at once (trust A3, A6, A7)."""

import re
import uuid
from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from jifen.cli.site.cast import ELECTION
from jifen.common.actor import INSTALLER
from jifen.meetings.permissions import RULES as MEETING_RULES
from jifen.orgs.actions import end_appointment
from jifen.orgs.models import Appointment, Organization
from jifen.orgs.permissions import RULES
from jifen.orgs.states.roles import Role
from tests.web.access.test_walk import find_wearer
from tests.web.matrix.cells import cells_of
from tests.web.matrix.rows import read_rows
from tests.web.matrix.vocabulary import Answer, Row
from tests.web.matrix.world import AT, World

pytestmark = [pytest.mark.django_db, pytest.mark.harness]
ROWS = [row for row in read_rows() if row.about and not row.state]
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value="|x-csrftoken": ")[^"]+')
ON_ACCOUNTS = {
    "VIEW_ORGANIZATION",
    "VIEW_ACCOUNTS",
    "OPEN_ACCOUNT",
    "CLOSE_ACCOUNT",
    "REOPEN_ACCOUNT",
    "ISSUE_SLIP",
    "RESET_SECOND_FACTOR",
}


def page_of(world: World, name: str, address: str) -> tuple[int, str]:
    answer = world.browser_of(find_wearer(world, name)).get(address)
    path = address.partition("?")[0]
    return answer.status_code, TOKEN.sub(r"\1", answer.content.decode()).replace(path, "（网址）")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_foreign_thing_looks_as_if_there_were_none(world: World, row: Row) -> None:
    hidden = [cell for cell in cells_of(world, row) if cell.verb == "GET" and cell.expected is Answer.HIDDEN]
    for cell in hidden[::7]:
        nowhere = ID.sub(str(uuid.uuid4()), cell.address)
        foreign = page_of(world, str(cell.wearer), cell.address)

        assert foreign == page_of(world, str(cell.wearer), nowhere)
        assert foreign[0] == 404


def test_administrator_and_auditor_write_nothing_of_the_branches() -> None:
    done = {
        role: {
            act.value for act, rule in [*RULES.items(), *MEETING_RULES.items()] if role.value in rule.roles
        }
        for role in (Role.ADMIN, Role.AUDITOR)
    }

    assert done[Role.ADMIN] <= ON_ACCOUNTS
    assert done[Role.AUDITOR] <= {"VIEW_ORGANIZATION"}


@pytest.mark.both
def test_right_taken_away_is_gone_at_the_next_request(world: World) -> None:
    browser = world.browser_of(find_wearer(world, "recorder:RECORDER"))
    kept = browser.cookies.copy()
    address = reverse("edit_organization", kwargs={"organization_id": world.organization().pk})
    office = Appointment.objects.get(person=world.person("recorder"), role=Role.RECORDER)
    with transaction.atomic():
        opened = browser.get(address)
        end_appointment(
            actor=INSTALLER,
            at=AT,
            appointment_id=office.pk,
            to_on=date(2026, 3, 9),
            basis=ELECTION,
            reason="换人",
        )
        sent = browser.post(address, {"full_name": "改了名的支部"})
        name = Organization.objects.get(pk=world.organization().pk).full_name
        transaction.set_rollback(True)
    browser.cookies = kept

    assert opened.status_code == 200
    assert sent.headers["Location"].startswith("/sign-in/")
    assert name == "红旗镇青山村党支部"
