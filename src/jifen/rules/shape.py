"""What may stand where in a scheme file, as the model says it: its fields. Used only to word messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from jifen.rules.model.scheme import Scheme
from jifen.rules.wording import node_at
from jifen.rules.yamlfile import Path, Tree

_HIDDEN = frozenset({"form"})  # tells the forms of ``points`` apart inside the model; nobody writes it


def fields_at(tree: Tree, path: Path) -> tuple[str, ...]:
    """Return the names of the fields that may be written at a path, in the order of the model."""
    shapes = list(_at(path))
    node = node_at(tree, path)
    written = set(node) if isinstance(node, dict) else set()
    best = max((len(written & set(shape)) for shape in shapes), default=0)
    fitting = [shape for shape in shapes if len(written & set(shape)) == best]
    return tuple(dict.fromkeys(name for shape in fitting for name in shape if name not in _HIDDEN))


def _at(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the fields of every word of the language that may stand at a path."""
    shapes = list(_variants(_schema()))
    for step in path:
        shapes = [inner for shape in shapes for inner in _step(shape, step)]
    for shape in shapes:
        if "properties" in shape:
            yield shape["properties"]


def _step(shape: dict[str, Any], step: str | int) -> Iterable[dict[str, Any]]:
    if step in shape.get("properties", {}):
        return list(_variants(shape["properties"][step]))
    inner = shape.get("items") if isinstance(step, int) else shape.get("additionalProperties")
    return list(_variants(inner)) if isinstance(inner, dict) else []


def _variants(shape: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the plain shapes behind a reference or a choice; a list also as its single entry (``listed``)."""
    if "$ref" in shape:
        yield from _variants(_schema()["$defs"][shape["$ref"].rpartition("/")[2]])
    elif "anyOf" in shape:
        for variant in shape["anyOf"]:
            yield from _variants(variant)
    else:
        yield shape
        if isinstance(shape.get("items"), dict):
            yield from _variants(shape["items"])


@cache
def _schema() -> dict[str, Any]:
    return Scheme.model_json_schema(by_alias=True, mode="validation")
