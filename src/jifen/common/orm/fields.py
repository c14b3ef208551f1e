"""Rows, coded columns and kept papers."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from jifen.common.basis import Basis
from jifen.common.labelled import LabelledEnum


class Row(models.Model):
    """A row with an identity nobody can guess, fit for addresses and for values that refer upward."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        """No table of its own."""

        abstract = True


class CodeField(models.CharField):  # type: ignore[type-arg]
    """The code of a labelled enum: a member in Python, its code in the table."""

    def __init__(self, kind: type[LabelledEnum] | None = None, **options: Any) -> None:
        """Take the enum; migrations, which must outlive it, know only the length."""
        self.kind = kind
        if kind is not None:
            options.setdefault("max_length", 40)
            options["choices"] = [(member.value, member.label) for member in kind]
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """Leave the labels out of migrations: they may be reworded freely."""
        name, _, args, options = super().deconstruct()
        options.pop("choices", None)
        if isinstance(options.get("default"), LabelledEnum):
            options["default"] = options["default"].value
        return name, "django.db.models.CharField", args, options

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        """Return the member for a code."""
        return self.to_python(value)

    def to_python(self, value: Any) -> Any:
        """Return the member for a code; an empty code stays empty."""
        return self.kind(value) if self.kind and value else value


def is_one_of(
    field: str, kind: type[LabelledEnum], *, name: str, blank: bool = False
) -> models.CheckConstraint:
    """Return the constraint that a column holds a code of this enum and nothing else."""
    codes = [member.value for member in kind] + ([""] if blank else [])
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": codes}), name=name)


class BasisField(models.JSONField):
    """A `Basis`, kept as plain JSON."""

    def deconstruct(self) -> Any:
        """Be a plain JSON column to migrations."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Basis | None:
        """Return the basis a row keeps."""
        plain = super().from_db_value(value, expression, connection)
        return Basis.from_json(plain) if plain else None

    def get_prep_value(self, value: Any) -> Any:
        """Return the plain form of a basis."""
        return value.to_json() if isinstance(value, Basis) else value
