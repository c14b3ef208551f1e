"""Everybody walks over every page he can reach, and many eyes look at every answer (trust A2, A4, W1, W7)."""

import re
from typing import Any

import pytest
from django.db import connection, transaction

from jifen.audit.models import Record
from tests.web.matrix.rows import read_rows
from tests.web.matrix.world import Wearer, World
from tests.web.walk.eyes import address_eye, digest_tables, error_eye, header_eye, marker_eye, markup_eye
from tests.web.walk.markers import Marker, Markers
from tests.web.walk.visits import Visit, list_beginnings, walk

pytestmark = [pytest.mark.django_db, pytest.mark.harness, pytest.mark.both]
ROWS = tuple(row for row in read_rows() if row.get is not None)
READINGS = {"audit.INSPECT", "orgs.REVEAL"}
OUTSIDERS = (
    "stranger:SECRETARY", "stranger:MEMBER", "other_recorder:RECORDER", "admin:ADMIN", "auditor:AUDITOR", "nobody",
    "member:MEMBER",
)  # fmt: skip
INSIDERS = ("secretary:SECRETARY", "recorder:RECORDER", "organizer:ORGANIZER", "gone")
ON_POSTGRESQL = ("stranger:SECRETARY", "organizer:ORGANIZER", "auditor:AUDITOR")
SERVES = (
    "orgs.organization.",
    "orgs.organizationevent.",
    "orgs.appointment.",
    "orgs.person.name",
    "orgs.person.mark",
    "documents.document.",
    "audit.record.actor_name",
)
"""Whoever sees an organisation sees its events, its papers, who serves it in which office and who entered that."""
LAW = ("schemes.scheme.", "schemes.schemeversion.")
"""The 办法 of an organisation is read by all its members, and by who oversees it."""
MAY_SEE: dict[str, tuple[str, ...]] = {
    "admin:ADMIN": (*SERVES, *LAW, "orgs.user."),
    "auditor:AUDITOR": (*SERVES, *LAW, "audit.record."),
    "member:MEMBER": (
        *SERVES, *LAW, "orgs.rosterimport.", "ledger.book.year", "ledger.seal.period", "registers.occasion.title",
        "publicity.publicnotice.title",
    ),
}  # fmt: skip
"""Columns (or whole tables) of the branch that somebody outside its desk is meant to see, beside his own row."""


def is_reading(row: Any) -> bool:
    return isinstance(row, Record) and (row.kind == "READ" or row.act in READINGS)


def reveals(visit: Visit) -> bool:
    """The form of an exemption is the one page that opens seals when it is read: each reading is recorded."""
    return bool(re.fullmatch(r"/exemptions/[0-9a-f-]+/paper/", visit.address))


def find_wearer(world: World, name: str) -> Wearer:
    return next(wearer for wearer in world.wearers if str(wearer) == name)


@pytest.mark.parametrize("name", [*OUTSIDERS, *INSIDERS])
def test_walk_shows_nobody_what_is_not_his_and_changes_nothing(
    world: World, markers: Markers, name: str, record_property: Any, pytestconfig: pytest.Config
) -> None:
    wearer, every = find_wearer(world, name), pytestconfig.getoption("--long")
    if connection.vendor == "postgresql" and name not in ON_POSTGRESQL and not every:
        pytest.skip("walked on SQLite, and on PostgreSQL with --long")
    begin = list_beginnings(world, wearer, ROWS, every=every)

    def allowed(marker: Marker) -> bool:
        own = bool(wearer.person_id) and wearer.person_id in marker.person_id
        return own or name in INSIDERS or marker.column.startswith(MAY_SEE.get(name, ("nothing",)))

    with transaction.atomic():
        eyes = (marker_eye(markers, allowed, reveals), error_eye, header_eye, address_eye, markup_eye)
        before = digest_tables(is_reading)
        findings, visits = [], 0
        alike = 12 if every else 3
        for visit in walk(world, wearer, begin, words=markers.beginnings()[:2], alike=alike):
            visits += 1
            findings += [found for eye in eyes for found in eye(visit)]
        changed = [table for table, seal in digest_tables(is_reading).items() if seal != before[table]]
        transaction.set_rollback(True)
    findings += [f"{name} 只是看，{table}变了" for table in changed]
    record_property("responses", visits)
    assert not findings, f"{len(findings)}：\n" + "\n".join(findings[:60])


def test_every_table_has_marked_rows(markers: Markers) -> None:
    assert markers.empty == []
    assert markers.unmarked() == []
