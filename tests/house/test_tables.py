"""Tables: references go down the floors, migrations are named in words and leave nothing to be made."""

import re
import tomllib
from collections.abc import Iterable
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.house.tree import ROOT, list_files, name, read_text

OURS = "jifen."


def read_floors() -> dict[str, int]:
    """Return the floor of each room, the ground being the highest number."""
    contracts = tomllib.loads(read_text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return {room.strip("() "): floor for floor, line in enumerate(layers) for room in line.split("|")}


def list_upward(tables: Iterable[Any]) -> list[str]:
    """Name the foreign keys that do not stay in their room or go down."""
    floors = read_floors()
    found = []
    for model in tables:
        room = model.__module__.split(".")[1]
        for column in model._meta.concrete_fields:
            if not isinstance(column, models.ForeignKey):
                continue
            other = column.related_model.__module__
            below = other.startswith(OURS) and (
                other.split(".")[1] == room or floors[other.split(".")[1]] > floors[room]
            )
            if not below:
                found.append(f"{model._meta.label}.{column.name} → {other}")
    return found


def test_references_go_down_the_floors() -> None:
    assert list_upward(model for model in apps.get_models() if model.__module__.startswith(OURS)) == []


@pytest.mark.canary("表的引用", "下面屋子的表引用上面屋子的表、引用框架的表")
def test_reference_upward_is_named() -> None:
    column = models.ForeignKey("orgs.Person", models.PROTECT)
    column.name, column.remote_field.model = "person", apps.get_model("orgs", "Person")

    class Meta:
        label = "audit.Planted"
        concrete_fields = (column,)

    planted = type("Planted", (), {"_meta": Meta, "__module__": "jifen.audit.models"})

    assert list_upward([planted]) == ["audit.Planted.person → jifen.orgs.models.people"]


WORDS = re.compile(r"\d{4}_[a-z]+(_[a-z]+)*")
MADE_UP = re.compile(r"auto|initial|_alter_|\d{4}_\d")


def list_wordless(names: Iterable[str]) -> list[str]:
    """Name the migrations whose names say nothing."""
    return [one for one in names if not WORDS.fullmatch(one) or MADE_UP.search(one)]


def test_migrations_are_named_in_words() -> None:
    paths = [path for path in list_files() if "/migrations/" in name(path) and path.suffix == ".py"]
    names = [path.stem for path in paths if path.stem != "__init__" and name(path).startswith("src/jifen/")]

    assert list_wordless(names) == []
    assert names


@pytest.mark.canary("迁移的名字", "名字是机器起的")
def test_migration_named_by_a_machine_is_named() -> None:
    assert list_wordless(["0001_initial", "0002_auto_20260301_0900", "0003_people"]) == [
        "0001_initial",
        "0002_auto_20260301_0900",
    ]


@pytest.mark.django_db
def test_models_and_migrations_say_the_same() -> None:
    said = StringIO()

    call_command("makemigrations", "--check", "--dry-run", stdout=said)

    assert said.getvalue().strip() == "没有检测到更改" or "No changes" in said.getvalue()


def list_undecided_orders(tables: Iterable[Any]) -> list[str]:
    """Name the tables whose own order leaves it to the database which of two rows comes first."""
    found = []
    for model in tables:
        options = model._meta
        keys = {str(key).lstrip("-").removesuffix("_id") for key in options.ordering}
        columns = {field.name for field in options.fields if field.unique}
        together = [
            set(one.fields)
            for one in options.constraints
            if isinstance(one, models.UniqueConstraint) and one.fields and one.condition is None
        ]
        if not keys & columns and not any(one <= keys for one in together):
            found.append(options.label)
    return found


def test_every_table_has_one_order() -> None:
    assert (
        list_undecided_orders(model for model in apps.get_models() if model.__module__.startswith(OURS)) == []
    )


@pytest.mark.canary("行的次序", "两行谁先谁后由数据库随便定")
def test_order_that_leaves_two_rows_open_is_named() -> None:
    class Meta:
        label, ordering, fields, constraints = "orgs.Membership", ("from_on",), (), ()

    class Membership:
        _meta = Meta

    assert list_undecided_orders([Membership]) == ["orgs.Membership"]
