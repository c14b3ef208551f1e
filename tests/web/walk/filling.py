"""One full row of the branch in every table, whether or not a page can make one yet: so that each column can be marked.

A new table is filled from its columns; where its constraints want certain values, `WANTED` says them.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import DatabaseError, models, transaction

from jifen.common.basis import Basis, BasisKind
from jifen.common.orm import CodeField
from jifen.common.orm.fields import BasisField
from jifen.orgs.models import Organization, Person, User
from tests.cast import Cast
from tests.schemes.small import SMALL
from tests.web.walk.markers import list_tables

AT = datetime(2026, 3, 9, 1, 0, tzinfo=UTC)
BASIS = Basis(BasisKind.MEETING, "支部党员大会", date(2026, 3, 1), "红旗〔2026〕1号")
HAVE_ROWS = (Organization, Person, User)
ONCE = (
    "meetings.attendance", "meetings.motion", "meetings.exclusion", "meetings.spotcheck", "meetings.spotcheckline",
    "meetings.minutes", "publicity.noticeline",
)  # fmt: skip
"""Tables whose columns together must differ: where an act made a row already, there is no second."""
WANTED: dict[str, dict[str, Any]] = {
    "orgs.organization": {"merged_into_id": None},
    "orgs.membership": {"end": "TRANSFERRED_OUT"},
    "orgs.appointment": {"role": "RECORDER"},
    "orgs.transfer": {"state": "RETURNED", "to_branch_id": None},
    "orgs.standingevent": {"act": "LEAVE", "leaving": "REMOVED", "corrects_id": None},
    "orgs.discipline": {"effect_until": date(2027, 3, 1)},
    "schemes.schemeversion": {
        "state": "SUPERSEDED", "number": 99, "reason": "", "upper_id": None, "made_from_id": None,
        "until_on": date(2026, 3, 31), "text": SMALL,
    },
    "schemes.enrolment": {"participates": True, "reason": "", "out_from": None, "year": "2019"},
    "schemes.taskplan": {
        "state": "SUPERSEDED", "number": 99, "from_on": date(2026, 3, 1), "replaced_from": date(2026, 4, 1),
    },
    "schemes.taskline": {"number": 99},
    "schemes.taskmonth": {"month": date(2031, 3, 1)},
    "meetings.agendaitem": {"number": 99},
    "schemes.exemption": {
        "state": "ENDED", "year": "2019", "awaits": "", "ending": "YEAR_OVER", "steps": "BRANCH,COMMITTEE,COUNTY",
        "renews_id": None,
    },
    "documents.document": {"state": "REMOVED"},
    "meetings.meeting": {"state": "CANCELLED", "confirmed_at": None},
    "meetings.motion": {"secret": False, "issued": None, "returned": None},
    "meetings.attendance": {"eligible": False, "why_not": "PROBATIONARY", "presence": "LEAVE"},
    "meetings.convocation": {"state": "CANCELLED", "replaces_id": None, "meeting_id": None},
    "meetings.delivery": {"recipient": "MEMBERS", "name": ""},
    "meetings.minutes": {"ended_at": time(11)},
    "meetings.spotcheck": {"state": "CONCLUDED"},
    "publicity.publicnotice": {
        "state": "WITHDRAWN", "shown_on": date(2026, 3, 1), "first_on": date(2026, 3, 2), "last_on": date(2026, 3, 6),
        "columns": [["name", "姓名", "text", 12]], "public": ["members"],
    },
    "publicity.objection": {"number": 99, "state": "NOT_ADMITTED"},
    "registers.occasion": {
        "kind": "DUES", "month": date(2031, 3, 1), "state": "STRUCK", "fact_kind": "",
    },
    "registers.registerline": {"state": "STRUCK", "taken_by": ""},
    "cycles.cycle": {
        "state": "POSTED", "period": "2019-03",
        "sheet": {"title": "评定表", "columns": [["name", "姓名", "TEXT", 12]], "rows": [["内容"]], "notes": []},
    },
    "cycles.declaration": {"state": "POSTED", "track": "GRAVE", "carried_from_id": None},
    "cycles.answeredsuggestion": {"declaration_id": None},
    "cycles.reconciliation": {"outcome": "SETTLED"},
    "filing.package": {
        "state": "CORRECTED", "head": "5a" * 32, "seal": "5a" * 32, "digest": "5a" * 32,
        "sheet": {"title": "报备表", "columns": [["name", "姓名", "TEXT", 12]], "rows": [["内容"]], "notes": ["内容"]},
    },
    "ledger.entrytext": {"erased_at": None, "salt": "5a" * 16},
    "ledger.entry": {"sequence": 999, "hash": "5a" * 32},
    "ledger.seal": {"number": 99, "first": 999, "last": 999, "hash": "5a" * 32},
    "ledger.keptseal": {"number": 99, "hash": "5b" * 32},
    "audit.record": {"kind": "WRITE"},
    "audit.segment": {"first_number": -3, "last_number": 0},
}  # fmt: skip


def fill(world: Cast) -> list[str]:
    """Make a full row of the branch in every table; return the tables that refused, with what the database said."""
    refused = []
    for model in list_tables():
        made = model._meta.label_lower in ONCE and model._base_manager.exists()
        if model not in HAVE_ROWS and not made:
            try:
                with transaction.atomic():
                    make_row(world, model)
            except (DatabaseError, ValueError, TypeError) as refusal:
                refused.append(f"{model._meta.label_lower}: {refusal}")
    return refused


def make_row(world: Cast, model: Any) -> Any:
    """Make a full row of the branch in one table, past the program."""
    row = model(**values_of(world, model))
    model._base_manager.bulk_create([row])
    return row


def values_of(world: Cast, model: Any) -> dict[str, Any]:
    """Return the columns of a full row of the branch."""
    values = {column.attname: value_of(world, column) for column in model._meta.concrete_fields}
    values |= WANTED.get(model._meta.label_lower, {})
    return {name: value for name, value in values.items() if value is not None}


def value_of(world: Cast, column: models.Field[Any, Any]) -> Any:
    """Return something a column can hold."""
    branch, person = world.organization("branch"), world.person("migrant")
    if isinstance(column, models.AutoField):
        return None
    if isinstance(column, models.ForeignKey):
        return _key(column, branch, person, world)
    if column.primary_key:
        return uuid.uuid4() if isinstance(column, models.UUIDField) else secrets.token_hex(32)
    if isinstance(column, CodeField) and column.kind is not None:
        return next(iter(column.kind))
    if isinstance(column, BasisField):
        return BASIS
    if isinstance(column, models.JSONField):
        return {"said": "内容"}
    if isinstance(column, models.BinaryField):
        return b"content"
    if isinstance(column, models.DateTimeField):
        return AT
    if isinstance(column, models.TimeField):
        return time(9)
    if isinstance(column, models.DateField):
        return date(2026, 3, 2)
    if isinstance(column, models.CharField | models.TextField):
        named = {
            "organization_id": branch.pk,
            "path": branch.path,
            "subject_id": person.pk,
            "person_id": person.pk,
        }
        return str(named.get(column.name, "内容"))[: column.max_length or 99]
    return None if column.has_default() else 1


def _key(column: Any, branch: Organization, person: Person, world: Cast) -> Any:
    related = column.related_model
    if related is column.model:
        return None
    if related is Organization:
        return branch.pk
    if related is Person:
        return (world.person("activist") if column.name == "other" else person).pk
    if related is User:
        return world.user("recorder").pk
    found = _of_branch(related, branch, person).order_by("pk").last() or make_row(world, related)
    return found.pk


def _of_branch(related: Any, branch: Organization, person: Person) -> Any:
    """Return the rows of a table that belong to the branch, as far as their columns say where they belong."""
    names = {column.name for column in related._meta.concrete_fields}
    owners = {"branch": branch, "organization": branch, "person": person}
    return related._base_manager.filter(**{name: row for name, row in owners.items() if name in names})
