"""Names, options and types of a condition, checked before anything is computed; all problems at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from jifen.rules.conditions import calls
from jifen.rules.conditions.environment import Environment, Path, Type
from jifen.rules.conditions.evaluate import UNKNOWN, Answer, evaluate
from jifen.rules.conditions.faults import Faults
from jifen.rules.conditions.problems import Problem
from jifen.rules.conditions.syntax import (
    Among,
    Arithmetic,
    Call,
    Clock,
    Compare,
    Day,
    Name,
    Negate,
    Node,
    Not,
    Number,
    Range,
    Text,
    Truth,
    Within,
    walk,
)
from jifen.rules.fields import FieldType, find_choice

Expected = Literal["truth", "number", "text", "date"]

_EXPECTED: dict[Expected, FieldType] = {
    "truth": FieldType.FLAG,
    "number": FieldType.NUMBER,
    "text": FieldType.TEXT,
    "date": FieldType.DATE,
}
_ORDERED = (FieldType.NUMBER, FieldType.DATE, FieldType.TIME)


def check(node: Node, env: Environment, expect: Expected | None) -> tuple[Node, Type, list[Problem]]:
    """Return the resolved tree, its type and every problem found, in order of place.

    Resolving is idempotent: checking a resolved tree again changes nothing. The tree is fit for evaluation
    only when the list is empty. Codes: UNKNOWN_NAME, AMBIGUOUS_NAME, NOT_HERE, BAD_CHOICE, WRONG_TYPE,
    NOT_CONSTANT, DIVISION_BY_ZERO, ALWAYS_TRUE, ALWAYS_FALSE, SAME_SIDES, EMPTY_RANGE, DUPLICATE_OPTION,
    UNKNOWN_FUNCTION, WRONG_ARGUMENTS, UNKNOWN_ARGUMENT, BAD_PATH.
    """
    checker = _Checker(env)
    wanted = None if expect is None else _EXPECTED[expect]
    if wanted is FieldType.TEXT:
        resolved, found = checker.against(node, Type(FieldType.TEXT))
    else:
        resolved, found = checker.visit(node)
    if wanted is not None:
        checker.demand(node, found, wanted)
    return resolved, found, sorted(checker.faults.problems, key=lambda problem: problem.offset)


def names_used(node: Node) -> set[Path]:
    """Return the paths of all names and functions in `node`; `prior(1).score` is `("prior", "score")`."""
    return {
        part.path if isinstance(part, Name) else part.name + part.then
        for part in walk(node)
        if isinstance(part, (Name, Call))
    }


def broad(kind: FieldType) -> FieldType:
    """Return the type that decides what may be compared: points are numbers, options are text."""
    return {FieldType.POINTS: FieldType.NUMBER, FieldType.CHOICE: FieldType.TEXT}.get(kind, kind)


def constant_value(node: Node) -> Answer:
    """Return the value of an expression made of literals only, else UNKNOWN."""
    if any(
        not isinstance(part, (Number, Text, Day, Clock, Truth, Negate, Arithmetic)) for part in walk(node)
    ):
        return UNKNOWN
    try:
        return evaluate(node, lambda _: UNKNOWN)
    except (TypeError, ZeroDivisionError):
        return UNKNOWN


@dataclass
class _Checker:
    """One walk over one tree."""

    env: Environment
    faults: Faults = field(init=False)

    def __post_init__(self) -> None:
        self.faults = Faults(self.env)

    # -- one node

    def visit(self, node: Node) -> tuple[Node, Type]:
        """Return the resolved node and its type."""
        match node:
            case Number():
                return node, Type(FieldType.NUMBER)
            case Text():
                return node, Type(FieldType.TEXT)
            case Day():
                return node, Type(FieldType.DATE)
            case Clock():
                return node, Type(FieldType.TIME)
            case Truth():
                return node, Type(FieldType.FLAG)
            case Name():
                return self._name(node)
            case Call():
                return calls.check_call(node, self)
            case Negate(operand=operand):
                return replace(node, operand=self.typed(operand, FieldType.NUMBER)), Type(FieldType.NUMBER)
            case Arithmetic():
                return self._arithmetic(node), Type(FieldType.NUMBER)
            case Compare():
                return self._compare(node), Type(FieldType.FLAG)
            case Within():
                return self._within(node), Type(FieldType.FLAG)
            case Among():
                return self._among(node), Type(FieldType.FLAG)
            case Not(operand=operand):
                return replace(node, operand=self.typed(operand, FieldType.FLAG)), Type(FieldType.FLAG)
            case _:
                parts = tuple(self.typed(item, FieldType.FLAG) for item in node.items)
                return replace(node, items=parts), Type(FieldType.FLAG)

    def typed(self, node: Node, wanted: FieldType) -> Node:
        """Return the resolved node, reporting it unless it has the wanted type."""
        resolved, found = self.visit(node)
        self.demand(node, found, wanted)
        return resolved

    def demand(self, node: Node, found: Type, wanted: FieldType) -> None:
        """Report a type that does not fit."""
        if found.kind is not None and broad(found.kind) is not wanted:
            self.faults.wrong_type(node, found.kind, wanted)

    def _name(self, node: Name) -> tuple[Node, Type]:
        found = self.env.resolve(node.path)
        if len(found) == 1:
            [(path, known)] = found.items()
            return replace(node, path=path), self.env.type_of(known)
        if found:
            self.faults.ambiguous(node, list(found))
        else:
            self.faults.unknown_name(node)
        return node, Type(None)

    def _arithmetic(self, node: Arithmetic) -> Arithmetic:
        left = self.typed(node.left, FieldType.NUMBER)
        right = self.typed(node.right, FieldType.NUMBER)
        if node.operator == "/":
            divisor = constant_value(right)
            if divisor is UNKNOWN:
                self.faults.not_constant(node.right, "除数", "除以会变的数请改用 share(部分, 全部)")
            elif divisor == Fraction(0):
                self.faults.report("DIVISION_BY_ZERO", "除数是 0", node.right, "请写一个不是 0 的数")
        return replace(node, left=left, right=right)

    # -- comparisons

    def _peek(self, node: Node) -> Type | None:
        """Return the type of a name that has one reading, without reporting anything."""
        found = self.env.resolve(node.path) if isinstance(node, Name) else {}
        return self.env.type_of(next(iter(found.values()))) if len(found) == 1 else None

    def _is_unknown(self, node: Node) -> bool:
        return isinstance(node, Name) and not self.env.resolve(node.path)

    def against(self, node: Node, other: Type | None) -> tuple[Node, Type]:
        """Resolve one side of a comparison: beside text and options, bare words and texts are options."""
        textual = other is not None and other.kind is not None and broad(other.kind) is FieldType.TEXT
        if other is None or not textual or not isinstance(node, (Name, Text)):
            return self.visit(node)
        word = node.value if isinstance(node, Text) else ".".join(node.path)
        choice = find_choice(other.choices, word)
        if choice is not None:
            return Text(choice.code, node.at), other
        if isinstance(node, Name) and not self._is_unknown(node):
            return self.visit(node)
        if not other.choices:
            return Text(word, node.at), Type(FieldType.TEXT)
        self.faults.bad_choice(node, word, other.choices)
        return node, Type(None)

    def _pair(self, left: Node, right: Node) -> tuple[Node, Type, Node, Type]:
        """Resolve both sides of a comparison, each in the light of the other."""
        if isinstance(left, (Name, Text)):
            new_right, right_type = self.against(right, self._peek(left))
            new_left, left_type = self.against(
                left, self._peek(right) if isinstance(right, Name) else right_type
            )
        else:
            new_left, left_type = self.visit(left)
            new_right, right_type = self.against(right, left_type)
        return new_left, left_type, new_right, right_type

    def _compare(self, node: Compare) -> Compare:
        for name, other in ((node.left, node.right), (node.right, node.left)):
            if self._is_unknown(name) and (isinstance(other, Text) or self._is_unknown(other)):
                # Beside an unknown name or a text nobody can tell whether the other word is a name or an option.
                self.visit(name)
                return node
        left, left_type, right, right_type = self._pair(node.left, node.right)
        resolved = replace(node, left=left, right=right)
        if left_type.kind is None or right_type.kind is None:
            return resolved
        if broad(left_type.kind) is not broad(right_type.kind):
            self.faults.unlike(node, left_type.kind, right_type.kind)
        elif node.operator not in ("==", "!=") and broad(left_type.kind) not in _ORDERED:
            self.faults.no_order(node, left_type.kind)
        elif left == right:
            self.faults.report("SAME_SIDES", "比较的两边是同一个值", node, "请改正其中一边")
        else:
            self._constant(resolved, [left, right])
        return resolved

    def _constant(self, resolved: Compare | Within | Among, values: list[Node]) -> None:
        """Report a comparison whose result is known beforehand."""
        if any(constant_value(value) is UNKNOWN for value in values):
            return
        always = evaluate(resolved, lambda _: UNKNOWN) is True
        code, word = ("ALWAYS_TRUE", "成立") if always else ("ALWAYS_FALSE", "不成立")
        self.faults.report(code, f"两边都是固定的值，比较总是{word}", resolved, "请在一边写上名称")

    def _within(self, node: Within) -> Within:
        before = len(self.faults.problems)
        item, kind = self.visit(node.item)
        low = self._end(node.range.low, kind, node)
        high = self._end(node.range.high, kind, node)
        resolved = replace(node, item=item, range=replace(node.range, low=low, high=high))
        if kind.kind is not None and broad(kind.kind) not in _ORDERED:
            self.faults.no_order(node, kind.kind)
        elif len(self.faults.problems) == before:
            self._bounds(resolved)
        return resolved

    def _end(self, end: Node | None, item: Type, node: Within) -> Node | None:
        if end is None:
            return None
        resolved, kind = self.visit(end)
        if kind.kind is not None and item.kind is not None and broad(kind.kind) is not broad(item.kind):
            self.faults.unlike(replace(node, at=end.at), item.kind, kind.kind)
        return resolved

    def _bounds(self, node: Within) -> None:
        """Report a range that holds nothing, or a fixed value tested against fixed ends."""
        bounds: Range = node.range
        ends = [end for end in (bounds.low, bounds.high) if end is not None]
        if len(ends) == 2 and not any(constant_value(end) is UNKNOWN for end in ends):
            fits = evaluate(Within(ends[0], replace(bounds, low_open=False)), lambda _: UNKNOWN)
            pinched = bounds.low_open and constant_value(ends[0]) == constant_value(ends[1])
            if fits is False or pinched:
                remedy = "请把小的数写在前面，大的数写在后面"
                self.faults.report("EMPTY_RANGE", "这个范围里一个数也没有", bounds, remedy)
                return
        self._constant(node, [node.item, *ends])

    def _among(self, node: Among) -> Among:
        before = len(self.faults.problems)
        item, kind = self.visit(node.item)
        options: list[Node] = []
        for option in node.options:
            resolved, found = self.against(option, kind)
            options.append(resolved)
            if found.kind is None:
                continue
            if kind.kind is not None and broad(found.kind) is not broad(kind.kind):
                self.faults.unlike(replace(node, at=option.at), kind.kind, found.kind)
            elif constant_value(resolved) is UNKNOWN:
                self.faults.not_constant(option, "列表里的一项", "请写固定的值，或用“或”连接几个比较")
            elif resolved in options[:-1]:
                self.faults.report("DUPLICATE_OPTION", "列表里的这一项写了两遍", option, "请删去一个")
        result = replace(node, item=item, options=tuple(options))
        if len(self.faults.problems) == before:
            self._constant(result, [item, *options])
        return result
