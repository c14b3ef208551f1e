"""Changing single values of a scheme file and nothing else: every other byte stays as people wrote it.

A value is a number, a range, or a hole (``unset``) that the file itself writes. What was changed is read again and
compared with what was there: a change that would reach further is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jifen.rules.differences.speech import Speaker
from jifen.rules.fieldwords import field_name, file_name
from jifen.rules.fieldwords.anatomy import identity
from jifen.rules.model.base import Range, Word, to_number, to_range
from jifen.rules.model.items import FactBase, Floor
from jifen.rules.model.points import Fixed, RowValue, Unset
from jifen.rules.model.scheme import Scheme
from jifen.rules.reading import ReadResult
from jifen.rules.wording import clause_at, node_at, written
from jifen.rules.yamlfile import Path, Positions, Tree, parse, resolve
from jifen.rules.yamltext import decode

HOLE = "unset"
_SCALAR = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[^\s,\[\]{}#]+")
_HOLE = re.compile(r"[\w.\"'-]+:\s*(\{\s*unset\s*:[^{}\n]*\})")
_NOT_VALUES = frozenset({"scheme", "version", "title", "source", "sample", "note", "readings", "extends"})
_LISTS = frozenset({"parts", "quotas", "override", "outcomes", "total"})
"""What stands in them is told by its own title."""
_SAID_BY_THE_FIELD = (Fixed, RowValue, Floor)
_Found = tuple[Path, tuple[str, ...], str]


class CannotChange(ValueError):
    """A value that cannot be changed so (Chinese message); ``path`` leads to it."""

    def __init__(self, path: Path, said: str) -> None:
        self.path = path
        super().__init__(said)


@dataclass(frozen=True, slots=True)
class Value:
    """One value the file writes: where it stands (path and line, from 1), in words, by which clause, as written."""

    path: Path
    line: int
    place: tuple[str, ...]
    what: str
    written: str
    clause: str | None

    @property
    def key(self) -> str:
        """Return the path as one word, as ``path_of`` reads it."""
        return "/".join(str(step) for step in self.path)


def list_values(source: str, read: ReadResult) -> list[Value]:
    """Return the values that a scheme's own file writes, in the order of the file. Empty where it is no scheme."""
    if read.scheme is None:
        return []
    text = decode(source.encode(), read.positions.file)
    found: dict[Path, Value] = {}
    for path, place, what in _Walk(read.scheme).values():
        at = written(read.tree, path)
        span = _span(text, read.positions, at, node_at(read.tree, at))
        if span is not None and at not in found:
            said = text[slice(*span)]
            line = text.count("\n", 0, span[0]) + 1
            found[at] = Value(at, line, place, what, _plain(said), clause_at(read.tree, at))
    return sorted(found.values(), key=lambda value: read.positions.values[value.path])


def change_values(source: str, read: ReadResult, changes: Mapping[str, str]) -> str:
    """Return the text with other values, by their keys. Raises CannotChange for the first that cannot be changed."""
    known = {value.key: value for value in list_values(source, read)}
    wanted: dict[Path, str] = {}
    for key, new in changes.items():
        value = known.get(key)
        if value is None:
            raise CannotChange((), f"文件里没有“{key}”这个值，请刷新页面再改")
        if new.strip() != value.written:
            wanted[value.path] = _checked(value, new.strip())
    return _replaced(source, read.positions, wanted)


def change_head(source: str, name: str, *, scheme: str, version: str) -> str:
    """Return the text under another identifier and version; nothing else changes.

    Raises SchemeRefused for a file that is not well formed, CannotChange for one without a plain ``scheme``.
    """
    file = parse(source.encode(), name)
    wanted: dict[Path, str] = {}
    for word, new in (("scheme", scheme), ("version", version)):
        if word in file.tree and str(file.tree[word]) != new:
            wanted[(word,)] = new
    text = _replaced(source, file.positions, wanted)
    if "version" in file.tree:
        return text
    if "scheme" not in file.tree:
        raise CannotChange(("scheme",), "文件里没有 scheme 这一行，请写上办法的代号")
    lines = text.split("\n")
    at = file.positions.values[("scheme",)][0]
    return "\n".join([*lines[:at], f"version: {version}", *lines[at:]])


def _checked(value: Value, new: str) -> str:
    """Return what is written instead; it must be of the same kind, or fill a hole."""
    try:
        if ".." in value.written or ".." in new:
            if ".." not in value.written:
                raise ValueError(f"这里要写一个数，不能写范围“{new}”")
            to_range(new)
        else:
            to_number(new)
    except ValueError as fault:
        raise CannotChange(value.path, str(fault)) from fault
    return new


class _Walk:
    """Goes through a scheme field by field and says where each number stands, in words."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme, self._speaker = scheme, Speaker(scheme)

    def values(self) -> Iterator[_Found]:
        """Yield every number, range and hole of the scheme."""
        for name in Scheme.model_fields:
            if name not in _NOT_VALUES:
                place = () if name in _LISTS else (field_name(Scheme, name),)
                yield from self._held(getattr(self._scheme, name), (name,), place, ())

    def _held(self, held: Any, at: Path, place: tuple[str, ...], called: tuple[str, ...]) -> Iterator[_Found]:
        match held:
            case Unset() | Fraction() | Range() | int() if not isinstance(held, bool):
                yield at, place, "的".join(called)
            case Word():
                for name in type(held).model_fields:
                    said = (field_name(type(held), name),)
                    inner = called if isinstance(held, _SAID_BY_THE_FIELD) else called + said
                    path = (*at, file_name(type(held), name))
                    yield from self._held(getattr(held, name), path, place, inner)
            case dict():
                for key, one in held.items():
                    yield from self._entry(one, key, (*at, key), place, called)
            case tuple():
                for number, one in enumerate(held):
                    inner = called if isinstance(one, Word) else (*called, f"第 {number + 1} 个")
                    yield from self._entry(one, None, (*at, number), place, inner)

    def _entry(
        self, one: Any, key: str | None, at: Path, place: tuple[str, ...], called: tuple[str, ...]
    ) -> Iterator[_Found]:
        """An entry of a list or table: one with a name is a place of its own, another is told by its key."""
        named = identity(type(one)) if isinstance(one, Word) else None
        name = getattr(one, named) if named else key if isinstance(one, FactBase) else None
        if name or getattr(one, "title", None):
            yield from self._held(one, at, (*place, self._speaker.title(one, name or key)), ())
        else:
            yield from self._held(one, at, place, (*called, key) if key else called)


def _span(text: str, positions: Positions, path: Path, node: Tree) -> tuple[int, int] | None:
    """Return where in the text a value of the file stands; None for what the file does not write as one."""
    place = positions.values.get(path)
    if place is None:
        return None
    start = _offset(text, *place)
    if isinstance(node, dict):
        hole = _HOLE.match(text, start)
        return hole.span(1) if hole and list(node) == [HOLE] else None
    match = _SCALAR.match(text, start)
    if match is None or resolve(_plain(match[0])) != resolve(str(node)):
        return None
    return match.span()


def _plain(said: str) -> str:
    """Return a value without quotation marks; a hole of any side as ``unset``."""
    return HOLE if said.startswith("{") else said.strip("\"'")


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


def _replaced(source: str, positions: Positions, wanted: Mapping[Path, str]) -> str:
    """Return the text with scalars replaced from the end on; read again, nothing else may be different."""
    text = decode(source.encode(), positions.file)
    file = parse(text.encode(), positions.file)
    spans = []
    for path, new in wanted.items():
        start = _offset(text, *positions.values[path])
        match = _HOLE.match(text, start) or _SCALAR.match(text, start)
        assert match is not None  # it was listed, or it is the head of a file that was read
        spans.append((*(match.span(1) if match.lastindex else match.span()), new))
    for start, end, new in sorted(spans, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    after = parse(text.encode(), positions.file).tree
    for path in wanted:
        own = _own_path(file.positions, positions.values[path])
        _forget(file.tree, own)
        _forget(after, own)
    if file.tree != after:
        raise CannotChange(next(iter(wanted)), "这样改会牵动别的内容，请下载文件，用记事本改")
    return text


def _own_path(positions: Positions, place: tuple[int, int]) -> Path:
    """Return the path in the file itself: a scheme that builds on another has its words elsewhere in the whole."""
    return max((path for path, at in positions.values.items() if at == place), key=len)


def _forget(tree: Tree, path: Path) -> None:
    """Take a value out of a tree, so that the rest can be compared."""
    around = node_at(tree, path[:-1])
    if isinstance(around, dict):
        around[str(path[-1])] = None
    else:
        assert isinstance(around, list)
        around[int(path[-1])] = None
