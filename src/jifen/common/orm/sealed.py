"""Columns that are closed at rest and masked on screen."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.db import models

from jifen.common.secrecy import KeyRing


@cache
def key_ring() -> KeyRing:
    """Return the keys of this installation."""
    ring: KeyRing = settings.JIFEN_KEYS
    return ring


class Sealed:
    """A text that stays closed: printed it is masked, and only `reveal` opens it (an audited act calls that)."""

    __slots__ = ("_context", "_head", "_sealed", "_tail")

    def __init__(self, sealed: str, context: str, head: int, tail: int) -> None:
        """Take the sealed text, its field, and how many characters of either end are shown."""
        self._sealed, self._context, self._head, self._tail = sealed, context, head, tail

    @property
    def sealed(self) -> str:
        """Return the closed form."""
        return self._sealed

    def reveal(self) -> str:
        """Return the text."""
        return key_ring().open(self._sealed, self._context) if self._sealed else ""

    def __bool__(self) -> bool:
        """Say whether there is a text at all."""
        return bool(self._sealed)

    def __str__(self) -> str:
        """Return the masked text: `138****5678`; one too short to hide anything is hidden whole."""
        text = self.reveal()
        hidden = len(text) - self._head - self._tail
        if hidden < 1:
            return "*" * len(text)
        return f"{text[: self._head]}{'*' * hidden}{text[len(text) - self._tail :]}"

    def __repr__(self) -> str:
        """Never show the text in a log or a traceback."""
        return "<sealed>"

    def __eq__(self, other: object) -> bool:
        """Compare what is inside."""
        return isinstance(other, Sealed) and self.reveal() == other.reveal()

    def __hash__(self) -> int:
        """Hash what is inside, as equality asks for."""
        return hash(self.reveal())


class SealedField(models.TextField):  # type: ignore[type-arg]
    """A text sealed at rest; in Python a `Sealed`. `head` and `tail` characters may be shown."""

    def __init__(self, *, head: int = 0, tail: int = 0, **options: Any) -> None:
        """Take how much the mask shows."""
        self.head, self.tail = head, tail
        super().__init__(**{"blank": True, "default": "", **options})

    def deconstruct(self) -> Any:
        """Be a plain text column to migrations."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options

    @property
    def context(self) -> str:
        """Return the name of the field that every sealed text is bound to."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def wrap(self, sealed: str) -> Sealed:
        """Return a closed text of this field."""
        return Sealed(sealed, self.context, self.head, self.tail)

    def from_db_value(self, value: str | None, *_: Any) -> Sealed:
        """Return the closed text a row keeps."""
        return self.wrap(value or "")

    def get_prep_value(self, value: Any) -> str:
        """Return what is written: a closed text as it is, a plain one sealed with the current key."""
        if isinstance(value, Sealed):
            return value.sealed
        return key_ring().seal(str(value), self.context) if value else ""


def index_of(field: str, text: str) -> str:
    """Return the blind index of a text for a field named `app.model.field`."""
    return key_ring().index(text, field)
