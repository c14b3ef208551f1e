"""Checking the arguments of a function against its signature."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Protocol

from jifen.rules.conditions.environment import Environment, Type, family_of
from jifen.rules.conditions.faults import Faults
from jifen.rules.conditions.functions import Function, Parameter, find_function
from jifen.rules.conditions.syntax import Call, Name, Node, Number, Text
from jifen.rules.conditions.text import to_text
from jifen.rules.fields import FACT_FIELDS, PRIOR_FIELDS, FieldType, find_choice, find_field

MAX_BACK = 50


class Visitor(Protocol):
    """The walk that a call is part of."""

    env: Environment
    faults: Faults

    def visit(self, node: Node) -> tuple[Node, Type]:
        """Return the resolved node and its type."""

    def typed(self, node: Node, wanted: FieldType) -> Node:
        """Return the resolved node, reporting it unless it has the wanted type."""


def check_call(node: Call, visitor: Visitor) -> tuple[Node, Type]:
    """Return the resolved call and the type of its value."""
    function = find_function(".".join(node.name))
    if function is None:
        visitor.faults.unknown_function(node)
        return node, Type(None)
    allowed = visitor.env.functions
    if allowed is not None and function.name not in allowed:
        remedy = "请把这个条件写到能用它的地方"
        visitor.faults.report("NOT_HERE", f"这里不能用函数“{'.'.join(node.name)}”", node, remedy)
        return node, Type(None)
    least = len(function.args)
    if len(node.args) < least or (len(node.args) > least and function.rest is None):
        message = f"“{'.'.join(node.name)}”要 {least} 个值，写了 {len(node.args)} 个"
        visitor.faults.report("WRONG_ARGUMENTS", message, node, f"请写成 {function.usage}")
        return node, Type(None)
    parameters = function.args + (function.rest or Parameter.ANY,) * (len(node.args) - least)
    args = tuple(
        _argument(arg, kind, function, visitor) for arg, kind in zip(node.args, parameters, strict=True)
    )
    resolved = replace(
        node, name=tuple(function.name.split(".")), args=args, named=_named(node, function, visitor)
    )
    return _path(resolved, function, visitor)


def _path(node: Call, function: Function, visitor: Visitor) -> tuple[Node, Type]:
    """Check what follows the brackets: one field after `prior(n)`, nothing after the others."""
    if function.name != "prior":
        if node.then:
            message = f"“{function.name}(…)”后面不能再写“.{'.'.join(node.then)}”"
            visitor.faults.report("BAD_PATH", message, node, f"请写成 {function.usage}")
        return node, Type(function.result)
    field = visitor.env.prior_field(".".join(node.then))
    if field is None:
        missing = f"往期结果里没有“{'.'.join(node.then)}”" if node.then else "没有写要往期的哪一项"
        remedy = f"请写成 {function.usage}，可用 {' '.join(PRIOR_FIELDS)}"
        visitor.faults.report("BAD_PATH", missing, node, remedy)
        return node, Type(None)
    name = field.name.removeprefix("line.")
    return replace(node, then=(name,)), visitor.env.type_of(field)


def _argument(node: Node, parameter: Parameter, function: Function, visitor: Visitor) -> Node:
    match parameter:
        case Parameter.NUMBER:
            return visitor.typed(node, FieldType.NUMBER)
        case Parameter.DATE:
            return visitor.typed(node, FieldType.DATE)
        case Parameter.KIND:
            return _reference(node, ("kind",), function, visitor)
        case Parameter.SCORED:
            return _reference(node, ("part", "item", "kind"), function, visitor)
        case Parameter.QUANTITY:
            return _quantity(node, function, visitor)
        case Parameter.BACK:
            return _back(node, function, visitor)
        case _:
            return visitor.visit(node)[0]


def _reference(node: Node, families: tuple[str, ...], function: Function, visitor: Visitor) -> Node:
    """Resolve a kind, item or part to `(family, code)`; `part.base` says which one where two share a code."""
    if not isinstance(node, (Name, Text)):
        _refuse(node, function, visitor)
        return node
    path = (node.value,) if isinstance(node, Text) else node.path
    word = ".".join(path)
    family = family_of(path[0]) if len(path) > 1 else None
    readings = [(name, word) for name in families]
    if family in families:
        readings.append((family, ".".join(path[1:])))
    found = {
        (name, choice.code): None
        for name, spelled in readings
        if (choice := find_choice(visitor.env.members_of(name), spelled)) is not None
    }
    if not found:
        visitor.faults.unknown_reference(node, word, families)
        return node
    if len(found) > 1:
        visitor.faults.ambiguous(Name(path, node.at), list(found))
        return node
    return Name(next(iter(found)), node.at)


def _quantity(node: Node, function: Function, visitor: Visitor) -> Node:
    """A number field of facts, by name or label; it need not be one that the place itself can see."""
    known = find_field(".".join(node.path)) if isinstance(node, Name) else None
    if isinstance(node, Name) and known is None:
        return visitor.visit(node)[0]
    if known is None or FACT_FIELDS.get(known.name) is not known or known.type is not FieldType.NUMBER:
        _refuse(node, function, visitor)
        return node
    return Name((known.name,), node.at)


def _back(node: Node, function: Function, visitor: Visitor) -> Node:
    if not (isinstance(node, Number) and node.value.denominator == 1 and 1 <= node.value <= MAX_BACK):
        message = f"“{function.name}”的括号里要写 1 至 {MAX_BACK} 的整数，表示几期以前"
        visitor.faults.report("WRONG_ARGUMENTS", message, node, f"请写成 {function.usage}")
        return Number(Fraction(1), node.at)
    return node


def _refuse(node: Node, function: Function, visitor: Visitor) -> None:
    message = f"“{function.name}”的括号里不能这样写"
    visitor.faults.report("WRONG_ARGUMENTS", message, node, f"请写成 {function.usage}")


def _named(node: Call, function: Function, visitor: Visitor) -> tuple[tuple[str, Node], ...]:
    """Resolve arguments like `from: bottom` to their permanent codes."""
    resolved: dict[str, Node] = {}
    for word, value in node.named:
        known = next((named for named in function.named if word in (named.name, named.label)), None)
        if known is None or known.name in resolved:
            problem = "不认识" if known is None else "写了两遍"
            message = f"“{function.name}”的括号里{problem}“{word}:”"
            visitor.faults.report("UNKNOWN_ARGUMENT", message, value, f"请写成 {function.usage}")
            continue
        spelled = value.value if isinstance(value, Text) else to_text(value)
        choice = find_choice(known.choices, spelled)
        if choice is None:
            visitor.faults.bad_choice(value, spelled, known.choices)
        resolved[known.name] = Text(choice.code, value.at) if choice else value
    return tuple(resolved.items())
