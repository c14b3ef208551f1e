"""Text of a scheme file → tree with the place of every key and value. Owns form, not meaning.

YAML 1.2 without anchors, tags, directives or several documents. Plain scalars become null, true/false, whole
numbers or exact decimals; everything else, dates and ``012`` among them, stays text. Keys are always text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ruamel.yaml.events import (
    CollectionStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from jifen.rules.findings import MOST_FINDINGS, Finding, Place, SchemeRefused, Severity, shorten
from jifen.rules.yamlfaults import explain, forbidden, hint
from jifen.rules.yamlscanner import EventParser, Forbidden
from jifen.rules.yamltext import LIMITS, Limits, decode, empty, invisible, refusal

Scalar = str | int | Decimal | bool | None
Tree = dict[str, "Tree"] | list["Tree"] | Scalar
Path = tuple[str | int, ...]
"""From the root of the file: a text for each key, a number from 0 for each entry of a list."""

_RESOLVED: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}\Z")


@dataclass(frozen=True, slots=True)
class Positions:
    """Where every key and every value stands: (line, column) from 1, by path."""

    file: str
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path) -> Place:
        """Return the place of a value, or of the nearest thing around it that is in the file."""
        while path and path not in self.values:
            path = path[:-1]
        return Place(self.file, *self.values.get(path, (1, 1)))

    def key(self, path: Path) -> Place:
        """Return the place of the key that leads to a value; for an entry of a list, of the entry."""
        at = self.keys.get(path)
        return Place(self.file, *at) if at else self.place(path)


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file that is well formed. ``findings`` tell of keys written twice and of fields left empty."""

    tree: dict[str, Tree]
    positions: Positions
    findings: tuple[Finding, ...]


def parse(data: bytes, name: str, limits: Limits = LIMITS) -> YamlFile:
    """Read the bytes of a scheme file called ``name``. Raises SchemeRefused when they are not well formed."""
    text = decode(data, name, limits)
    return _Builder(text, name, limits).document()


def resolve(text: str) -> Scalar:
    """Give a plain scalar its value by the core schema of YAML 1.2, without floats and other bases."""
    if text in _RESOLVED:
        return _RESOLVED[text]
    if _WHOLE.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    return text


class _Builder:
    """Consumes the events of the parser and stops at the first one that is not allowed."""

    def __init__(self, text: str, name: str, limits: Limits) -> None:
        self.text = text
        self.name = name
        self.depth = limits.depth
        self.positions = Positions(name)
        self.findings: list[Finding] = []
        self.events = self._events()

    def document(self) -> YamlFile:
        for event in self.events:  # stream start and document start come first
            if isinstance(event, (ScalarEvent, CollectionStartEvent)):
                break
        else:
            raise empty(self.name)
        self._check_node(event, 0)
        self.positions.values[()] = self._at(event)
        if not isinstance(event, MappingStartEvent):
            raise refusal(
                "not-a-scheme",
                "文件里不是一份方案：最外层要由“字段: 值”组成",
                hint(self.text) or "第一行写 scheme: 方案编号，接着写 title: 办法名称，可以照着样例改",
                Place(self.name, *self._at(event)),
            )
        tree = self._mapping((), 1)
        for _ in self.events:  # to the end, so that a fault behind the tree is seen
            pass
        return YamlFile(tree, self.positions, tuple(self.findings))

    def _events(self) -> Iterator[Any]:
        last = (1, 1)
        try:
            for event in EventParser(self.text, self.depth).events():
                last = self._at(event)
                yield event
        except Forbidden as sign:
            raise SchemeRefused([forbidden(sign, self.text, self.name)]) from None
        except Exception as error:  # whatever the parser cannot bear is the file's fault, never a crash
            raise SchemeRefused([explain(error, self.text, self.name, last)]) from error

    def _mapping(self, path: Path, depth: int) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise refusal(
                    "bad-key",
                    "字段名要是一个词，这里却是一组内容",
                    "字段名写成一个词，后面跟半角冒号和空格；以 [ 或 { 开头的文字要放进引号",
                    Place(self.name, *self._at(event)),
                )
            self._check_node(event, depth)
            key = self._key(event)
            at = (*path, key)
            if key in tree:
                if not self._enough():
                    self._twice(key, at, event)
                at = (*path, f"{key}\0")  # read on, so that faults below are found; the first one stays
            else:
                self.positions.keys[at] = self._at(event)
            value = self._value(next(self.events), at, depth)
            tree.setdefault(key, value)
        return tree

    def _sequence(self, path: Path, depth: int) -> list[Tree]:
        tree: list[Tree] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            tree.append(self._value(event, (*path, len(tree)), depth))
        return tree

    def _value(self, event: Any, path: Path, depth: int) -> Tree:
        self._check_node(event, depth)
        here = self._at(event)
        if isinstance(event, ScalarEvent):
            self.positions.values[path] = here
            value = resolve(event.value) if event.style is None else event.value
            if value is None and not self._enough():
                self._empty(path)
            return value
        self.positions.values[path] = self.positions.keys.get(path, here)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path, depth + 1)
        return self._sequence(path, depth + 1)

    def _key(self, event: Any) -> str:
        text: str = event.value
        value = resolve(text) if event.style is None else text
        if value is None or not text.strip():
            raise refusal(
                "bad-key",
                "冒号前面没有字段名",
                "在冒号前写上字段名，或删去这个冒号",
                Place(self.name, *self._at(event)),
            )
        return ("是" if value else "否") if isinstance(value, bool) else text

    def _check_node(self, event: Any, depth: int) -> None:
        if isinstance(event, CollectionStartEvent):
            if depth >= self.depth:
                raise SchemeRefused(
                    [forbidden(Forbidden("too-deep", *self._at(event)), self.text, self.name)]
                )
        elif hidden := invisible(event.value):
            raise refusal(
                "invisible-character",
                f"引号里的转义写出了一个看不见的字符 U+{ord(hidden):04X}",
                "删去这个转义，直接写文字",
                Place(self.name, *self._at(event)),
            )

    def _enough(self) -> bool:
        """Whether more findings would not be shown: a file of nothing but faults is not worth more."""
        return len(self.findings) > MOST_FINDINGS

    def _twice(self, key: str, path: Path, event: Any) -> None:
        line, first = self._at(event)[0], self.positions.keys[path][0]
        message = f"字段“{shorten(key)}”在第 {first} 行已经写过，第 {line} 行又写了一次"
        self._tell("duplicate-key", message, "只留一个；要写两项内容的，给它们不同的名字", self._at(event))

    def _empty(self, path: Path) -> None:
        place, last = self.positions.key(path), path[-1]
        what = f"第 {last + 1} 条“-”" if isinstance(last, int) else f"字段“{shorten(last.rstrip(chr(0)))}”"
        remedy = (hint(str(last)) if ":" in str(last) else None) or "写上内容；用不着的，把这一行删去"
        if ")" in str(last):  # a condition in braces, cut at its comma
            remedy = "像是一句条件在逗号那里断开了：条件里有逗号的，整句放进引号"
        self._tell("empty-value", f"{what}后面是空的", remedy, (place.line, place.column))

    def _tell(self, code: str, message: str, remedy: str, at: tuple[int, int]) -> None:
        self.findings.append(Finding(code, Severity.ERROR, message, remedy, Place(self.name, *at)))

    @staticmethod
    def _at(event: Any) -> tuple[int, int]:
        return event.start_mark.line + 1, event.start_mark.column + 1
