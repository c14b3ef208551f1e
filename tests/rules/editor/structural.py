"""A small judge of JSON Schema: the keywords the schema of schemes uses, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

_ANNOTATIONS = {"$schema", "$defs", "title", "description", "default", "enumDescriptions"}
_CHECKED = {
    *("$ref", "type", "const", "enum", "anyOf", "properties", "required", "additionalProperties"),
    *("propertyNames", "items", "prefixItems", "minItems", "maxItems", "minProperties", "maxProperties"),
    *("minimum", "maximum", "exclusiveMinimum", "minLength", "maxLength", "pattern"),
}
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, Decimal),
    "integer": (int,),
    "boolean": (bool,),
}


def complaints(schema: dict[str, Any], value: Any) -> list[str]:
    """What a schema has against a value, each with its place."""
    return list(_against(schema, schema, value, ""))


def keywords(node: Any) -> set[str]:
    """Every keyword a schema uses."""
    if isinstance(node, list):
        return {word for inner in node for word in keywords(inner)}
    if not isinstance(node, dict):
        return set()
    found = set(node)
    for key, inner in node.items():
        named = key in ("properties", "$defs") and isinstance(inner, dict)
        for one in inner.values() if named else (inner,):
            found |= keywords(one)
    return found


def unknown_keywords(schema: dict[str, Any]) -> set[str]:
    """Keywords that this judge does not know, so that nothing is passed over."""
    return keywords(schema) - _ANNOTATIONS - _CHECKED


def _is(value: Any, name: str) -> bool:
    return isinstance(value, _TYPES[name]) and not (isinstance(value, bool) and name != "boolean")


def _against(root: dict[str, Any], schema: dict[str, Any], value: Any, at: str) -> Iterator[str]:
    if "$ref" in schema:
        yield from _against(root, root["$defs"][schema["$ref"].rpartition("/")[2]], value, at)
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(_is(value, name) for name in types):
            yield f"{at}: not {' or '.join(types)}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value} is none of the options"
    if "anyOf" in schema:
        found = [list(_against(root, one, value, at)) for one in schema["anyOf"]]
        if all(found):
            yield min(found, key=len)[0]
    if isinstance(value, dict):
        yield from _object(root, schema, value, at)
    elif isinstance(value, list):
        yield from _array(root, schema, value, at)
    elif isinstance(value, str):
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 10**9):
            yield f"{at}: length"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{at}: {value} does not look like {schema['pattern']}"
    elif isinstance(value, bool) or value is None:
        return
    elif not schema.get("minimum", -(10**9)) <= value <= schema.get("maximum", 10**9):
        yield f"{at}: out of bounds"


def _object(root: dict[str, Any], schema: dict[str, Any], value: dict[str, Any], at: str) -> Iterator[str]:
    if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", 10**9):
        yield f"{at}: number of fields"
    yield from (f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value)
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name, inner in value.items():
        if name in known:
            yield from _against(root, known[name], inner, f"{at}/{name}")
        elif others is False:
            yield f"{at}: {name} is unknown"
        elif isinstance(others, dict):
            yield from _against(root, others, inner, f"{at}/{name}")
        if "propertyNames" in schema:
            yield from _against(root, schema["propertyNames"], name, f"{at}/{name}")


def _array(root: dict[str, Any], schema: dict[str, Any], value: list[Any], at: str) -> Iterator[str]:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**9):
        yield f"{at}: number of entries"
    fixed = schema.get("prefixItems", [])
    for number, inner in enumerate(value):
        one = fixed[number] if number < len(fixed) else schema.get("items", {})
        yield from _against(root, one, inner, f"{at}/{number}")
