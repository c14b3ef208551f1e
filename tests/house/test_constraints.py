"""What the database itself keeps: every constraint is told in `docs/spec/constraints.md` and refuses when provoked."""

import re
import uuid
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import combinations, islice, product
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldError, ValidationError
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models.expressions import CombinedExpression

from jifen.common.orm import CodeField
from jifen.orgs.models import Person
from tests.cast import Cast
from tests.house.tree import ROOT, list_files, name, read_text
from tests.web.walk.filling import fill, make_row, values_of

pytestmark = pytest.mark.django_db
PAGE = ROOT / "docs" / "spec" / "constraints.md"
TRIGGER = re.compile(r"CREATE TRIGGER (\w+)\s+BEFORE ([A-Z ]+?)(?: OF (\w+)[\w, ]*)? ON (\w+)")
MOST = 4000


def list_tables() -> list[Any]:
    """Return the tables of the rooms."""
    return [model for model in apps.get_models() if model.__module__.startswith("jifen.")]


def list_constraints(kind: type[models.BaseConstraint]) -> dict[str, tuple[Any, Any]]:
    """Return the constraints of a kind by name, with their tables."""
    return {
        constraint.name: (model, constraint)
        for model in list_tables()
        for constraint in model._meta.constraints
        if isinstance(constraint, kind)
    }


def list_unique_columns() -> dict[str, tuple[Any, Any]]:
    """Return the columns whose values occur once, as `table.column`."""
    return {
        f"{model._meta.db_table}.{column.name}": (model, column)
        for model in list_tables()
        for column in model._meta.concrete_fields
        if column.unique and not column.primary_key
    }


def list_triggers(vendor: str = "") -> dict[str, tuple[str, str, str]]:
    """Return the triggers of the SQL files by name: on what, on which column (empty: any), of which table."""
    paths: list[Path] = [
        path for path in list_files() if path.suffix == ".sql" and name(path).startswith("src/jifen/")
    ]
    texts = [read_text(path) for path in paths if path.name.endswith(f"{vendor}.sql")]
    return {hit[1]: (hit[2], hit[3] or "", hit[4]) for text in texts for hit in TRIGGER.finditer(text)}


CHECKS = list_constraints(models.CheckConstraint)
UNIQUE = list_constraints(models.UniqueConstraint)
COLUMNS = list_unique_columns()
TRIGGERS = list_triggers(connection.vendor)


def list_told(page: str) -> list[str]:
    """Return the names the page tells of."""
    return re.findall(r"^\| `([\w.]+)` \|", page, re.M)


def test_page_tells_every_constraint_and_no_other() -> None:
    told = list_told(read_text(PAGE))
    kept = {*CHECKS, *UNIQUE, *COLUMNS, *list_triggers()}

    assert sorted(kept - set(told)) == [], "not told"
    assert sorted(set(told) - kept) == [], "told, but there is none"
    assert len(told) == len(set(told))


def base(cast: Cast, model: Any) -> dict[str, Any]:
    """Return the columns of a row that fits, as far as a column alone can say."""
    unique = {key.partition(".")[2]: "ZZZZ99" for key, (owner, _) in COLUMNS.items() if owner is model}
    fresh = {
        model._meta.get_field(key).attname: None if model._meta.get_field(key).is_relation else value
        for key, value in unique.items()
    }
    return values_of(cast, model) | fresh


def variants(model: Any, row: Mapping[str, Any], names: list[str]) -> Iterator[dict[str, Any]]:
    """Yield rows with other values in some columns: the row itself, then one column changed, then two, …"""
    columns = [column for column in model._meta.concrete_fields if column.name in names]
    choices = {column.attname: other_values(column, row) for column in columns}
    changes = (
        dict(zip(changed, values, strict=True))
        for count in range(len(choices) + 1)
        for changed in combinations(choices, count)
        for values in product(*(choices[name] for name in changed))
    )
    for change in islice(changes, MOST):
        yield {**row, **change}


def other_values(column: Any, row: Mapping[str, Any]) -> list[Any]:
    """Return values that may break something: nothing, nonsense, every code, days before and after, oneself."""
    found: list[Any] = [None] if column.null else []
    if isinstance(column, models.ForeignKey):
        last = column.related_model._base_manager.order_by("pk").last()
        named = isinstance(column.related_model._meta.pk, models.UUIDField)
        others = [
            value
            for key, value in row.items()
            if named and key != column.attname and isinstance(value, uuid.UUID)
        ]
        return [*found, *others, *([last.pk] if last else [])]
    if isinstance(column, CodeField):
        return [*found, "", "NOT_A_CODE", *(column.kind or ())]
    if isinstance(column, models.DateTimeField):
        return [*found, datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)]
    if isinstance(column, models.DateField):
        return [*found, date(2020, 1, 1), date(2030, 1, 1)]
    if isinstance(column, models.IntegerField):
        return [*found, 0, 5, -5]
    if isinstance(column, models.CharField | models.TextField):
        return [*found, "", "别的"]
    return found


def columns_in(condition: Any) -> list[str]:
    """Return the columns a condition speaks of."""
    if isinstance(condition, models.Q):
        return sorted({one for child in condition.children for one in columns_in(child)})
    if isinstance(condition, tuple):
        parts = condition[1].flatten() if isinstance(condition[1], CombinedExpression) else [condition[1]]
        others = [str(part.name) for part in parts if isinstance(part, models.F)]
        return [condition[0].split("__")[0], *others]
    return []


def breaks(constraint: Any, model: Any, row: Mapping[str, Any]) -> bool:
    """Say whether a row would break a check, by the framework's own reading of it."""
    try:
        constraint.validate(model, model(**row))
    except ValidationError:
        return True
    except (FieldError, ValueError):
        # A column of codes reads no nonsense: whether a list of codes would take it is plain to see.
        lists = [child for child in constraint.condition.children if isinstance(child, tuple)]
        return any(key.endswith("__in") and row.get(key[:-4]) not in codes for key, codes in lists)
    return False


def near(model: Any, names: list[str]) -> list[str]:
    """Return the columns named, and those that a check of the table binds to one of them."""
    bound = [columns_in(check.condition) for check in checks_of(model)]
    return sorted({*names, *(one for columns in bound if set(columns) & set(names) for one in columns)})


def checks_of(model: Any) -> list[Any]:
    """Return the checks of a table."""
    return [one for one in model._meta.constraints if isinstance(one, models.CheckConstraint)]


def refusal(model: Any, *rows: Mapping[str, Any]) -> str:
    """Write rows past the program and return what the database said; empty when it took them."""
    try:
        with transaction.atomic():
            for row in rows:
                insert(model, row)
            transaction.set_rollback(True)
    except IntegrityError as refused:
        return str(refused)
    return ""


def insert(model: Any, row: Mapping[str, Any]) -> None:
    """Write a row as it is: no field looks at the values first."""
    whole = model(**row)
    values = {
        column.column: getattr(whole, column.attname)
        if isinstance(column, CodeField)
        else column.get_db_prep_save(getattr(whole, column.attname), connection)
        for column in model._meta.concrete_fields
        if not isinstance(column, models.AutoField)
    }
    quoted = ", ".join(f'"{one}"' for one in values)
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        statement = f'INSERT INTO "{model._meta.db_table}" ({quoted}) VALUES ({marks})'
        cursor.execute(statement, [str(one) if isinstance(one, StrEnum) else one for one in values.values()])


def fits(model: Any, row: Mapping[str, Any], *, but: str = "") -> bool:
    """Say whether a row keeps every check of its table (`but` one)."""
    return not any(breaks(check, model, row) for check in checks_of(model) if check.name != but)


@pytest.mark.parametrize("constraint", CHECKS)
def test_check_refuses_the_row_that_breaks_it(cast: Cast, constraint: str) -> None:
    model, check = CHECKS[constraint]
    row = base(cast, model)

    broken = (
        one
        for one in variants(model, row, near(model, columns_in(check.condition)))
        if breaks(check, model, one) and fits(model, one, but=constraint)
    )

    # A column that knows no negative numbers may refuse some of them by itself; nonsense for a code may break several
    # checks of its column, of which the database names one.
    column = set(columns_in(check.condition))
    others = [one.name for one in checks_of(model) if column < set(columns_in(one.condition))]
    named = (constraint, *others) if constraint.endswith("_known") else (constraint,)
    assert any(name in refusal(model, one) for one in islice(broken, 9) for name in named)


def copies(model: Any, row: Mapping[str, Any], same: Collection[str]) -> dict[str, Any]:
    """Return the row under another key; the same in some columns, different where another rule wants it."""
    key = model._meta.pk.attname
    copy = {**row, key: uuid.uuid4()} if isinstance(row.get(key), uuid.UUID) else {**row, key: -77}
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and not set(constraint.fields) <= set(same):
            free = [model._meta.get_field(one) for one in constraint.fields if one not in same]
            plain = [one for one in free if not one.is_relation]
            for column in plain[:1]:
                counted = isinstance(column, models.IntegerField)
                copy[column.attname] = row[column.attname] + 7 if counted else other_values(column, row)[-1]
    return copy


@pytest.mark.parametrize("constraint", UNIQUE)
def test_second_row_of_its_kind_is_refused(cast: Cast, constraint: str) -> None:
    model, unique = UNIQUE[constraint]
    row = base(cast, model)
    if "person_id" in row and model._meta.get_field("person").is_relation:
        row["person_id"] = make_row(cast, Person).pk
    holds = models.CheckConstraint(condition=unique.condition or models.Q(), name="holds")
    names = columns_in(unique.condition) if unique.condition else list(unique.fields)
    alone = next(
        one
        for one in variants(model, row, near(model, names))
        if fits(model, one)
        and not (unique.condition and breaks(holds, model, one))
        and not refusal(model, one)
    )

    said = refusal(model, alone, copies(model, alone, unique.fields))

    attnames = [model._meta.get_field(field).attname for field in unique.fields]
    assert constraint in said or all(attname in said for attname in attnames)


@pytest.mark.parametrize("column", COLUMNS)
def test_second_row_with_the_same_value_is_refused(cast: Cast, column: str) -> None:
    model, field = COLUMNS[column]
    taken = model._base_manager.exclude(**{f"{field.name}__isnull": True}).first()
    alone = base(cast, model) | fitting(model)
    value = getattr(taken, field.attname) if taken else make_row(cast, field.related_model).pk
    first = [] if taken else [{**alone, field.attname: value}]

    said = refusal(model, *first, copies(model, {**alone, field.attname: value}, [field.name]))

    assert field.column in said


def fitting(model: Any) -> dict[str, Any]:
    """Return what a second row needs to fit: an account with a person is for no duty, a correction says why."""
    fits = {
        "orgs.user": {"duty": "NONE"},
        "orgs.standingevent": {"act": "CORRECT_STANDING", "leaving": ""},
        "ledger.entry": {"kind": "REVERSAL", "sequence": 50},
    }
    return fits.get(model._meta.label_lower, {})


PROVOKED = {
    "UPDATE": "UPDATE {table} SET {column} = {column}",
    "DELETE": "DELETE FROM {table}",
    "TRUNCATE": "TRUNCATE {table} CASCADE",
}
SPECIAL: dict[str, str] = {
    "audit_segment_no_delete": "DELETE FROM audit_segment",
    "schemes_version_no_return": "UPDATE schemes_schemeversion SET state = 'DRAFT'",
    "documents_document_no_update": "UPDATE documents_document SET name = name",
    "ledger_book_only_forward": "UPDATE ledger_book SET year = 'x'",
    "documents_document_no_return": "UPDATE documents_document SET removal_reason = 'y'",
}
"""Triggers that need statements of their own: the last is refused."""


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_trigger_refuses_what_it_is_for(cast: Cast, trigger: str) -> None:
    fill(cast)
    events, named, table = TRIGGERS[trigger]
    model = next(model for model in list_tables() if model._meta.db_table == table)
    column = named or model._meta.concrete_fields[-1].column
    for event in events.strip().split(" OR "):
        statement = SPECIAL.get(trigger, PROVOKED[event]).format(table=table, column=column)
        *before, last = statement.split(";")
        with transaction.atomic(), connection.cursor() as cursor:
            for one in before:
                cursor.execute(one)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(last)


def test_every_trigger_stands_after_all_migrations() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        standing = {row[0] for row in cursor.fetchall()}

    assert sorted(set(TRIGGERS) - standing) == []


@pytest.mark.canary("数据库自己守的规矩", "规矩撤了，数据库什么都收")
def test_constraint_that_was_dropped_is_noticed(cast: Cast) -> None:
    model, _ = CHECKS["orgs_person_name_given"]
    lite = connection.vendor == "sqlite"
    drop = "ALTER TABLE orgs_person DROP CONSTRAINT orgs_person_name_given"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = ON" if lite else drop)
            said = refusal(model, {**base(cast, model), "name": ""})
            transaction.set_rollback(True)
    finally:
        if lite:
            connection.cursor().execute("PRAGMA ignore_check_constraints = OFF")

    assert "orgs_person_name_given" not in said


@pytest.mark.canary("数据库自己守的规矩", "页上没有写、写了没有的")
def test_constraint_the_page_does_not_tell_is_named() -> None:
    page = "| 名字 | 保证什么 |\n| --- | --- |\n| `orgs_person_name_given` | 有姓名 |\n| `gone` | 没有了 |\n"

    assert set(list_told(page)) - set(CHECKS) == {"gone"}
    assert "orgs_person_sex_known" in set(CHECKS) - set(list_told(page))
