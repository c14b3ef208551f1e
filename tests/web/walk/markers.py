"""Unique markers in every text of one branch, found by walking all tables, so that a new table needs no change here.

A marker is four rare characters; whoever finds one knows table, column and row. Sealed columns get a marker of another
kind in the middle of a long text: it must be seen nowhere at all but where it is revealed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from jifen.common.basis import Basis
from jifen.common.orm import CodeField, SealedField
from jifen.common.orm.fields import BasisField
from jifen.orgs.models import Organization, Person
from tests.web.matrix.world import World

OPEN, SEALED = "㠭", "㡿"
FIRST = 0x3A00
BASE = 64
MARKER = re.compile(f"[{OPEN}{SEALED}][㨀-㨿]{{3}}")
BRANCH = ("branch", "first_group", "second_group")

LEFT_OUT = {
    "contenttypes": "框架自己的表名",
    "sessions": "会话，内容是签名的",
    "auth": "框架的权限表，没有用",
    "axes": "登录失败记录，网页上没有",
    "django_tasks_database": "任务队列，网页上没有",
    "mfa": "两步验证的密钥，由登录包保管",
    "account": "登录包的邮箱表，没有用",
}
"""Apps whose tables no page shows."""

NOT_FREE = {
    "orgs.organization.path": "树里的位置",
    "orgs.user.password": "密码摘要",
    "orgs.person.ethnicity": "两位代码",
    "orgs.person.education": "两位代码",
    "orgs.person.id_index": "盲索引",
    "orgs.person.phone_index": "盲索引",
    "audit.record.path": "树里的位置",
    "audit.record.digest": "摘要",
    "audit.record.user_id": "编号",
    "audit.record.person_id": "编号",
    "audit.record.organization_id": "编号",
    "audit.record.subject_id": "编号",
    "audit.record.act": "代码",
    "audit.record.subject_kind": "代码",
    "audit.segment.previous": "封印",
    "audit.segment.seal": "封印",
    "orgs.rosterimport.document": "编号",
    "orgs.rosterfault.code": "代码",
    "orgs.user.session_mark": "会话的记号",
    "ledger.entry.hash": "摘要",
    "ledger.entry.previous": "摘要",
    "ledger.entry.commitment": "凭记",
    "ledger.entry.author_id": "编号",
    "ledger.entry.item": "条款代号",
    "ledger.entrytext.salt": "随机字节",
    "ledger.book.head": "摘要",
    "ledger.book.branch_code": "代码",
    "ledger.posting.key": "提交编号",
    "ledger.posting.asked": "摘要",
    "ledger.seal.root": "摘要",
    "ledger.seal.head": "摘要",
    "ledger.seal.hash": "摘要",
    "ledger.seal.previous": "摘要",
    "ledger.seal.program": "程序版本",
    "ledger.keptseal.book_id": "编号",
    "ledger.keptseal.branch_id": "编号",
    "ledger.keptseal.head": "摘要",
    "ledger.keptseal.hash": "摘要",
    "ledger.snapshot.kind": "代码",
    "ledger.snapshot.period": "周期",
    "ledger.snapshot.input": "摘要",
    "ledger.snapshot.digest": "摘要",
    "ledger.snapshot.program": "程序版本",
    "schemes.schemeversion.digest": "指纹",
    "schemes.schemeversion.from_period": "期的名字，如 2026-03",
    "schemes.enrolment.year": "年份",
    "schemes.exemption.year": "年份",
    "schemes.exemption.steps": "代码",
    "schemes.holiday.name": "节日的名字，不属于哪个组织",
    "registers.occasion.fact_kind": "代码",
    "publicity.publicnotice.origin_id": "编号",
    "publicity.publicnotice.columns": "栏目的代码",
    "publicity.publicnotice.public": "代码",
    "publicity.noticeline.authors": "编号",
    "cycles.cycle.period": "期的名字，如 2026-03",
    "cycles.answeredsuggestion.origin": "代码",
    "cycles.answeredsuggestion.origin_id": "编号",
    "cycles.declaration.kind": "代码",
    "cycles.declaration.item": "条款代号",
    "cycles.declaration.author_id": "编号",
    "filing.package.origin_id": "编号",
    "filing.package.sender_id": "编号",
    "filing.package.head": "摘要",
    "filing.package.seal": "摘要",
    "filing.package.digest": "摘要",
    "documents.blob.sha256": "指纹",
    "documents.document.source_sha256": "指纹",
    "documents.document.owner_kind": "代码",
    "documents.document.owner_id": "编号",
    "documents.document.organization_id": "编号",
    "documents.document.uploader_id": "编号",
    "documents.document.path": "树里的位置",
}
"""Columns that can hold no free text, and why."""

FILES = {"schemes.schemeversion.text", "schemes.schemeversion.clauses"}
"""Columns that hold a whole file: the marker stands in a comment, so that the file still means what it meant."""


@dataclass(frozen=True)
class Marker:
    """One marked text: its column, whose row it is (ids of people, with spaces between), whether it is sealed."""

    text: str
    column: str
    person_id: str
    sealed: bool


@dataclass
class Markers:
    """All markers by their text, the columns marked, the tables without a row of the branch."""

    by_text: dict[str, Marker] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)
    marked: set[str] = field(default_factory=set)

    def new(self, column: str, person_id: str, *, sealed: bool) -> str:
        """Return a marker nobody had before."""
        number = len(self.by_text)
        digits = "".join(chr(FIRST + number // BASE**place % BASE) for place in (2, 1, 0))
        text = (SEALED if sealed else OPEN) + digits
        self.by_text[text] = Marker(text, column, person_id, sealed)
        return text

    def place(self, column: models.Field[Any, Any], value: Any, marker: str) -> Any:
        """Return a value of a column with the marker in it."""
        return _marked(column, value, marker)

    def find_in(self, text: str) -> set[Marker]:
        """Return the markers a text shows."""
        return {self.by_text[hit] for hit in MARKER.findall(text) if hit in self.by_text}

    def unmarked(self) -> list[str]:
        """Name the columns no row of the branch could be marked in."""
        columns = {name_of(column) for model in list_tables() for column in list_texts(model)}
        return sorted(columns - self.marked)

    def beginnings(self) -> list[str]:
        """Return words to search with: a part of a marker, so that a page may repeat the question."""
        return sorted({text[:3] for text in self.by_text})


def plant(world: World, markers: Markers | None = None) -> Markers:
    """Mark every text of every row that belongs to the branch."""
    markers = markers or Markers()
    owned = _list_owned(world)
    with lifted_guards():
        for model in list_tables():
            texts = list(list_texts(model))
            rows = owned.get(model, {})
            if texts and not rows:
                markers.empty.append(model._meta.label_lower)
            for pk, person_id in rows.items() if texts else ():
                _mark(model, pk, person_id, texts, markers)
    return markers


@contextmanager
def lifted_guards() -> Iterator[None]:
    """Let rows be changed past the triggers that protect books; only in a transaction that is taken back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = cursor.fetchall()
        for name, _ in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, statement in guards:
            cursor.execute(statement)


def list_tables() -> list[type[models.Model]]:
    """Return the tables of the rooms."""
    return [model for model in apps.get_models() if model._meta.app_label not in LEFT_OUT]


def list_texts(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """Yield the columns of a table that may hold free text."""
    for column in model._meta.concrete_fields:
        text = isinstance(column, models.CharField | models.TextField | models.JSONField)
        if text and not isinstance(column, CodeField) and name_of(column) not in NOT_FREE:
            yield column


def name_of(column: models.Field[Any, Any]) -> str:
    """Return `app.model.column`."""
    return f"{column.model._meta.label_lower}.{column.name}"


def _list_owned(world: World) -> dict[type[models.Model], dict[Any, str]]:
    """Return the rows that belong to the branch, its people or their accounts, each with the person concerned."""
    places = [world.organization(key).pk for key in BRANCH]
    owned: dict[type[models.Model], dict[Any, str]] = {
        Organization: dict.fromkeys(places, ""),
        Person: {pk: str(pk) for pk in Person.objects.filter(branch__in=places).values_list("pk", flat=True)},
    }
    ids = {str(pk): person for rows in owned.values() for pk, person in rows.items()}
    waiting = [row for model in list_tables() if model not in owned for row in model._default_manager.all()]
    grown, rows = True, []
    while grown:
        left, before = [], waiting
        for row in waiting:
            person_id = _owner(row, owned, ids)
            if person_id is None:
                left.append(row)
            else:
                owned.setdefault(type(row), {})[row.pk] = ids[str(row.pk)] = person_id
        grown, waiting = len(left) < len(waiting), left
        rows += [row for row in before if row.pk in owned.get(type(row), {})]
    for row in rows:  # now that every owner is known
        owned[type(row)][row.pk] = _owner(row, owned, ids) or ""
    return owned


def _owner(
    row: models.Model, owned: dict[type[models.Model], dict[Any, str]], ids: dict[str, str]
) -> str | None:
    """Return whom a row concerns when it belongs to the branch (empty: nobody in particular), else None."""
    found: list[str] = []
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if isinstance(column, models.ForeignKey):
            rows = owned.get(column.related_model, {})
            if value in rows:
                found.append(rows[value])
        elif isinstance(value, str) and len(value) == 36 and value in ids:
            found.append(ids[value])
    return " ".join(sorted(set(found) - {""})) if found else None


def _mark(
    model: type[models.Model],
    pk: Any,
    person_id: str,
    texts: list[models.Field[Any, Any]],
    markers: Markers,
) -> None:
    row = model._default_manager.get(pk=pk)
    for column in texts:
        text = markers.new(name_of(column), person_id, sealed=isinstance(column, SealedField))
        setattr(row, column.attname, markers.place(column, getattr(row, column.attname), text))
    names = [column.name for column in texts]
    if _update(model, row, names):
        markers.marked.update(name_of(column) for column in texts)
        return
    # A constraint refuses a text in some column of this row.
    one_by_one = [column for column in texts if _update(model, row, [column.name])]
    markers.marked.update(name_of(column) for column in one_by_one)


def _update(model: type[models.Model], row: models.Model, names: list[str]) -> bool:
    try:
        with transaction.atomic():
            model._base_manager.bulk_update([row], names)
    except DatabaseError:
        return False
    return True


def _marked(column: models.Field[Any, Any], value: Any, marker: str) -> Any:
    if isinstance(column, SealedField):
        return f"1390000{marker}5678"
    if isinstance(column, BasisField):
        return Basis(value.kind, f"{value.label}{marker}", value.on, marker) if value else value
    if isinstance(column, models.JSONField):
        return _in_json(value, marker)
    if name_of(column) in FILES:
        return f"{value}\n# {marker}\n" if value else ""
    kept = str(value or "")
    if column.max_length:
        kept = kept[: column.max_length - len(marker)]
    return kept + marker


def _in_json(value: Any, marker: str) -> Any:
    """Return plain data with every text marked; keys and codes stay."""
    if isinstance(value, dict):
        return {key: _in_json(part, marker) for key, part in value.items()}
    if isinstance(value, list):
        return [_in_json(part, marker) for part in value]
    code = isinstance(value, str) and re.fullmatch(r"[A-Z0-9_]*|[0-9T:+. -]*|[0-9a-f-]{36}", value)
    return f"{value}{marker}" if isinstance(value, str) and not code else value
