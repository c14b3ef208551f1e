"""A JSON Schema of scheme files, for editors that complete fields and underline mistakes (VS Code and others).

Made from the model, with the Chinese names of ``fieldwords``; a word that is added to the model is in it at once.
It knows shapes, not meanings: conditions, references and sums are what ``jifen scheme check`` is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from pydantic.json_schema import GenerateJsonSchema

from jifen.rules.fieldwords import file_name, find_field_words, option_name
from jifen.rules.fieldwords.anatomy import all_words, is_range, is_written, options, text_pattern
from jifen.rules.model.base import Word
from jifen.rules.model.scheme import Scheme

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Shape = dict[str, Any]
_Node = TypeVar("_Node")

_SHORT = "x-short"  # marks, while the schema is made, what a reader of the model does before it looks
_NUMBER_TEXT = r"^-?\d{1,9}(\.\d{1,6})?(/[1-9]\d{0,5}|%)?$"
_END_TEXT = r"(-?\d{1,9}(\.\d{1,6})?(/[1-9]\d{0,5}|%)?)?"
_RANGE_TEXT = rf"^{_END_TEXT}\s*<?\s*\.\.\s*<?\s*{_END_TEXT}$"
_NUMBER: Shape = {"type": ["number", "string"], "pattern": _NUMBER_TEXT}
_RANGE: Shape = {"type": ["number", "string"], "pattern": _RANGE_TEXT}
_LETTERS = r"A-Za-z_\u0080-\uffff"
"""Letters as browsers and editors spell them: their ``\\w`` knows no Chinese."""


def scheme_json_schema() -> Shape:
    """Return the JSON Schema (draft 2020-12) of a scheme file, with Chinese titles and descriptions."""
    made = Scheme.model_json_schema(by_alias=True, schema_generator=_Generator, mode="validation")
    shapes: dict[str, Shape] = {Scheme.__name__: made, **made.pop("$defs")}
    words = {word.__name__: word for word in all_words()}
    for name, shape in shapes.items():
        _describe(words[name], shape)
    shapes = {name: _rewritten(shape) for name, shape in shapes.items()}
    root = shapes.pop(Scheme.__name__)
    wanted = _reachable(root, shapes)
    return {"$schema": DIALECT, **root, "$defs": {name: shapes[name] for name in sorted(wanted)}}


class _Generator(GenerateJsonSchema):
    """Marks where the model accepts a short form."""

    def function_before_schema(self, schema: Any) -> Shape:
        inner: Shape = self.generate_inner(schema["schema"])
        return {"allOf": [inner], _SHORT: schema["function"]["function"].__name__}


# -- names


def _describe(word: type[Word], shape: Shape) -> None:
    """Give a word and its fields their Chinese names; take away what English there is."""
    said = find_field_words(word, "")
    shape.pop("description", None)
    shape["title"] = said.name if said else word.__name__
    for field in word.model_fields:
        if is_written(word, field):
            _describe_field(word, field, shape["properties"])
        else:
            del shape["properties"][field]


def _describe_field(word: type[Word], field: str, properties: dict[str, Shape]) -> None:
    name = file_name(word, field)
    inner = {
        key: held for key, held in properties[name].items() if key not in ("title", "description", "default")
    }
    if is_range(word, field):
        inner = _RANGE
    pattern = text_pattern(word, field)
    if pattern is not None:
        inner = _with_pattern(inner, pattern)
    said = find_field_words(word, field)
    names = {option: option_name(word, field, option) for option in options(word, field)}
    known = "；".join(f"{option} {label}" for option, label in names.items() if label)
    described = [said.meaning or said.name] if said else []
    shown = {"title": said.name} if said else {}
    if described or known:
        shown["description"] = "。".join([*described, *([f"可以写：{known}"] if known else [])])
    default = word.model_fields[field].default
    held = {"default": default} if isinstance(default, (bool, int)) else {}
    properties[name] = {**_with_names(inner, names), **shown, **held}


def _with_pattern(node: Any, pattern: str) -> Any:
    """Hold the texts of a field, or its keys where it is a table, to a pattern."""
    if isinstance(node, list):
        return [_with_pattern(inner, pattern) for inner in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("additionalProperties"), dict):
        return {**node, "propertyNames": {"pattern": pattern}}
    found = {key: _with_pattern(inner, pattern) for key, inner in node.items()}
    return {**found, "pattern": pattern} if found.get("type") == "string" and "enum" not in found else found


def _with_names(node: Any, names: dict[str, str | None]) -> Any:
    """Put the Chinese names beside fixed options, where editors show them."""
    if isinstance(node, list):
        return [_with_names(inner, names) for inner in node]
    if not isinstance(node, dict):
        return node
    found = {key: _with_names(inner, names) for key, inner in node.items()}
    if "enum" in found:
        found["enumDescriptions"] = [names.get(option) or option for option in found["enum"]]
    return found


# -- shapes


def _rewritten(node: Any) -> Any:
    """Replace the marks by the shapes people write; spell patterns as editors read them; take away empty values."""
    if isinstance(node, list):
        return [_rewritten(inner) for inner in node if inner != {"type": "null"}]
    if not isinstance(node, dict):
        return node
    found = {key: _rewritten(inner) for key, inner in node.items() if key not in (_SHORT, "pattern")}
    if "pattern" in node:
        found["pattern"] = _spelled(node["pattern"])
    if node.get("type") == ["number", "string"] and "pattern" not in node:
        found["pattern"] = _NUMBER_TEXT
    if _SHORT in node:
        (inner,) = found.pop("allOf")
        short = _SHORTS.get(node[_SHORT], _any_short)
        found = {**short(inner), **found}
    if len(found.get("anyOf", ())) == 1:
        (only,) = found.pop("anyOf")
        found = {**only, **found}
    return found


def _spelled(pattern: str) -> str:
    return pattern.replace(r"[^\W\d]", f"[{_LETTERS}]").replace(r"[\w-]", f"[{_LETTERS}0-9-]")


def _reachable(root: Shape, shapes: dict[str, Shape]) -> set[str]:
    found: set[str] = set()
    queue = list(_references(root))
    while queue:
        name = queue.pop()
        if name not in found:
            found.add(name)
            queue.extend(_references(shapes[name]))
    return found


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for inner in node:
            yield from _references(inner)
    elif isinstance(node, dict):
        if "$ref" in node:
            yield _referred(node)
        for inner in node.values():
            yield from _references(inner)


def _referred(shape: Shape) -> str:
    return str(shape["$ref"]).rpartition("/")[2]


# -- short forms


def _listed(inner: Shape) -> Shape:
    """A single entry instead of a list."""
    return {"anyOf": [inner["items"], inner]}


def _as_key(inner: Shape) -> Shape:
    """Text, and what YAML reads as a number or as true and false."""
    return {**inner, "type": ["string", "number", "boolean"]}


def _as_written(inner: Shape) -> Shape:
    return inner


def _number_or(inner: Shape) -> Shape:
    return {"anyOf": [_NUMBER, inner]}


def _digits_or(inner: Shape) -> Shape:
    return {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 6}, inner]}


def _row(inner: Shape) -> Shape:
    return {"anyOf": [_NUMBER, *_CONSTANTS, inner]}


def _line(inner: Shape) -> Shape:
    return {"anyOf": [{"type": ["string", "number"], "title": "算式"}, inner]}


def _form(inner: Shape) -> Shape:
    """Any way to write ``points``: forms without a field of their own have a short spelling only."""
    forms = [shape for shape in inner["anyOf"] if _referred(shape) not in _SPELLED]
    return {"anyOf": [_NUMBER, *_CONSTANTS, _UNSET, _ASK, *forms]}


def _gates(inner: Shape) -> Shape:
    """One condition or several, each by itself or with what follows from it."""
    one = {"anyOf": [{"type": "string", "title": "条件"}, inner["items"]]}
    return {"anyOf": [one, {**inner, "items": one}]}


def _any_short(inner: Shape) -> Shape:
    """A short form this module does not know yet: nothing that may be right is underlined."""
    return {"anyOf": [inner, {"type": ["string", "number"]}]}


_CONSTANTS: list[Shape] = [
    {"const": "all", "title": "整项不得分"},
    {"const": "unset", "title": "没有定分值"},
]
_SIDES: Shape = {"enum": ["gain", "loss"], "enumDescriptions": ["加分", "扣分"], "title": "加还是扣"}
_USUAL: Shape = {**_RANGE, "title": "通常的范围"}
_ASKED: Shape = {
    "type": "object",
    "properties": {"side": _SIDES, "usual": _USUAL},
    "required": ["side"],
    "additionalProperties": False,
}
_ASK: Shape = {
    "type": "object",
    "title": "由人定",
    "properties": {"ask": {"anyOf": [_SIDES, _ASKED], "title": "由人定"}, "usual": _USUAL},
    "required": ["ask"],
    "additionalProperties": False,
}
_UNSET: Shape = {
    "type": "object",
    "title": "没有定分值",
    "properties": {
        "unset": {"enum": ["gain", "loss", "either"], "enumDescriptions": ["加分", "扣分", "加分或扣分"]}
    },
    "required": ["unset"],
    "additionalProperties": False,
}
_SPELLED = frozenset({"Fixed", "Everything", "Ask", "Unset"})
_SHORTS: dict[str, Callable[[Shape], Shape]] = {
    "listed": _listed,
    "to_key": _as_key,
    "_text_keys": _as_written,
    "_to_row": _row,
    "_to_line": _line,
    "_to_floor": _number_or,
    "_to_start": _number_or,
    "_to_free": _number_or,
    "_to_gates": _gates,
    "to_rounding": _digits_or,
    "to_form": _form,
}
"""What the readers of the model accept beside the word itself, by their names."""
