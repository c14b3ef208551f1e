"""Texts people should never get to run: markup, attributes, template signs, marks of direction, control characters."""

from __future__ import annotations

import json
import re
from itertools import count
from pathlib import Path
from typing import Any

from django.db import models

from jifen.common.basis import Basis
from jifen.common.orm import SealedField
from jifen.common.orm.fields import BasisField
from tests.web.walk.markers import FILES, Markers, name_of
from tests.web.walk.visits import Visit

READ = (Path(__file__).with_name("hostile.jsonl")).read_text(encoding="utf-8")
LONG = ("很" * 1000, "x" * 1000, "<b>" * 400, "&" * 1000, "\u202e" * 1000, "=" * 1000)
PAYLOADS = (*map(json.loads, READ.splitlines()), *LONG)


class Hostile(Markers):
    """Puts one hostile text after the other into the columns of the branch, instead of markers."""

    def __init__(self, begin: int) -> None:
        super().__init__()
        self._next = count(begin)
        self.planted: set[tuple[str, str]] = set()

    def new(self, column: str, person_id: str, *, sealed: bool) -> str:
        """Return the next hostile text."""
        payload = PAYLOADS[next(self._next) % len(PAYLOADS)]
        self.planted.add((column, payload))
        return payload

    def place(self, column: models.Field[Any, Any], value: Any, marker: str) -> Any:
        """Return the hostile text, cut to the length of the column; unique columns keep theirs before it."""
        if name_of(column) in FILES:  # a file that is none is refused when it comes in (forms), never kept
            return value
        if isinstance(column, BasisField):
            return Basis(value.kind, marker.strip() or "甲", value.on, marker) if value else value
        if isinstance(column, SealedField) or not isinstance(column, models.JSONField):
            whole = f"{value}{marker}" if column.unique and column.max_length else marker
            return whole[-column.max_length :] if column.max_length else whole
        if isinstance(value, dict) and "columns" in value:
            return _in_sheet(value, marker)
        return {"said": marker} if isinstance(value, dict) else value


def _in_sheet(sheet: dict[str, Any], text: str) -> dict[str, Any]:
    """Return a kept sheet with the text in its title, its headings, every cell of words, and its notes."""
    kinds = [kind for _, _, kind, _ in sheet["columns"]]
    return {
        **sheet,
        "title": text,
        "columns": [[key, text or "甲", kind, width] for key, _, kind, width in sheet["columns"]],
        "rows": [
            [text if kind == "TEXT" else cell for kind, cell in zip(kinds, row, strict=True)]
            for row in sheet["rows"]
        ],
        "notes": [text],
    }


def raw_eye(visit: Visit) -> list[str]:
    """No hostile markup stands in a page as it was written."""
    if not visit.is_page:
        return []
    return [
        f"{visit}: 原样打印了{payload[:40]!r}"
        for payload in PAYLOADS
        if re.search(r"<\w", payload) and payload in visit.text
    ]
