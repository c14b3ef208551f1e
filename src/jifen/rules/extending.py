"""A scheme that builds on an upper one (``extends``, B40 G15 G16): the upper's tree with what its slots let in.

Works on the trees of files, before the model: the result is one scheme, checked and compiled like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from jifen.rules.findings import Finding, Place, SchemeRefused, Severity
from jifen.rules.lint.reach import of_bounded_item
from jifen.rules.model.scheme import Scheme
from jifen.rules.yamlfile import Path, Positions, Tree, YamlFile, parse

Upper = Callable[[str], bytes | None]
"""Gives the file of an upper scheme by its identifier, None where there is none."""

OWN = (
    "scheme", "version", "title", "source", "sample", "assumed", "note", "readings", "extends", "fill", "kinds",
    "parts",
)  # fmt: skip
"""What a lower scheme may say; everything else is the upper's."""

_NOT_INHERITED = ("version", "sample", "assumed", "note", "source")
MOST_LEVELS = 3


@dataclass
class Extended:
    """The scheme as a whole: its tree, where its words stand, and what is wrong with the way it was put together.

    ``added``: for every item put in, where it stands and what its slot allows. ``uppers``: the files it builds on.
    """

    tree: dict[str, Tree]
    positions: Positions
    findings: list[Finding] = field(default_factory=list)
    added: list[tuple[Path, Fraction]] = field(default_factory=list)
    uppers: list[bytes] = field(default_factory=list)


def extended(file: YamlFile, upper: Upper, level: int = 1) -> Extended:
    """Put a file and the scheme it extends together. A file that extends none comes back as it is."""
    found = Extended(dict(file.tree), file.positions)
    wanted = file.tree.get("extends")
    if not isinstance(wanted, dict):
        return found
    below = _upper_of(found, wanted, upper, level)
    if below is None:
        return found
    _Joining(found, file.tree, below).join()
    return found


def too_large(scheme: Scheme, found: Extended) -> Iterator[Finding]:
    """Items put in that can gain or lose more than their slot allows."""
    for path, most in found.added:
        part, item = scheme.parts[int(path[1])], scheme.parts[int(path[1])].items[int(path[3])]
        reach = of_bounded_item(item)
        if reach.low is None or reach.high is None or reach.low < -most or reach.high > most:
            message = f"小项“{item.item}”加分或扣分可能超过 {most} 分，上级办法在大项“{part.title}”每项只留了 {most} 分"
            remedy = f"写上 cap、floor 或 limit，使它不超过 {most} 分"
            yield Finding(
                "not-open", Severity.ERROR, message, remedy, found.positions.place(path), item.clause
            )


def _upper_of(found: Extended, wanted: dict[str, Tree], upper: Upper, level: int) -> Extended | None:
    """The upper scheme, itself put together; None with a finding where it cannot be had."""
    name, version = str(wanted.get("scheme", "")), str(wanted.get("version", ""))
    place = found.positions.place(("extends",))
    data = upper(name) if level <= MOST_LEVELS else None
    if data is None:
        why = (
            f"找不到上级办法“{name}”"
            if level <= MOST_LEVELS
            else f"上级办法一层套一层，超过 {MOST_LEVELS} 层"
        )
        remedy = f"把上级办法的文件放在旁边，叫 {name}.yaml，或核对代号"
        found.findings.append(Finding("unknown-reference", Severity.ERROR, why, remedy, place, None, name))
        return None
    try:
        below = extended(parse(data, name), upper, level + 1)
    except SchemeRefused as refused:
        found.findings += [_from_above(finding, place, name) for finding in refused.findings]
        return None
    found.uppers += [data, *below.uppers]
    if below.findings:
        found.findings += [_from_above(finding, place, name) for finding in below.findings]
        return None
    has = str(below.tree.get("version", "1"))
    if has != version:
        message = f"上级办法“{name}”是第 {has} 版，这里写的是第 {version} 版"
        remedy = f"核对两版的不同，再把 version 改为 {has}"
        found.findings.append(
            Finding("unknown-reference", Severity.ERROR, message, remedy, place, None, version)
        )
    return below


def _from_above(finding: Finding, place: Place, name: str) -> Finding:
    message = f"上级办法“{name}”有问题：{finding.message}"
    return Finding(
        finding.code, finding.severity, message, finding.remedy, place, finding.clause, finding.value
    )


class _Joining:
    """Puts the lower file's words into the upper tree and remembers where they stand."""

    def __init__(self, found: Extended, own: dict[str, Tree], below: Extended) -> None:
        self.found = found
        self.own = own
        self.upper = below.tree
        self.slots = self._slots()
        self.taken: dict[str, int] = {}
        at = found.positions
        self.positions = Positions(at.file, dict(at.keys), dict(at.values))
        self.positions.values[()] = at.values.get(("extends",), (1, 1))

    def join(self) -> None:
        for word in self.own:
            if word not in OWN:
                self.refuse(
                    (word,), f"这份办法建立在上级办法上，不能再写 {word}", f"删去 {word}，照上级办法的"
                )
        tree: dict[str, Tree] = {
            name: value for name, value in self.upper.items() if name not in _NOT_INHERITED
        }
        tree |= {
            name: value
            for name, value in self.own.items()
            if name not in ("parts", "fill", "kinds", "readings")
        }
        tree["readings"] = [*_list(self.upper.get("readings")), *_list(self.own.get("readings"))]
        tree["kinds"] = {**_dict(self.upper.get("kinds")), **_dict(self.own.get("kinds"))}
        parts = [dict(part) for part in _list(self.upper.get("parts")) if isinstance(part, dict)]
        tree["parts"] = list(parts)
        for word in ("kinds", "readings"):
            if not tree[word]:
                del tree[word]
        self._move_readings()
        self._drop_parts()
        for number, part in enumerate(_list(self.own.get("parts"))):
            self._part(parts, number, _dict(part))
        self._fill(parts)
        self.found.tree, self.found.positions = tree, self.positions

    def _slots(self) -> dict[str, tuple[int, Fraction]]:
        """For every part what the upper leaves open: how many items, of how many points."""
        slots: dict[str, tuple[int, Fraction]] = {}
        for slot in map(_dict, _list(self.upper.get("open"))):
            items, points = slot.get("items"), slot.get("points")
            if isinstance(items, int) and points is not None:
                slots[str(slot.get("part"))] = (items, Fraction(str(points)))
        return slots

    def _part(self, parts: list[dict[str, Tree]], number: int, own: dict[str, Tree]) -> None:
        name = str(own.get("part", ""))
        path: Path = ("parts", number)
        for word in own:
            if word not in ("part", "items"):
                self.refuse((*path, word), f"大项“{name}”是上级办法的，不能再写 {word}", f"删去 {word}")
        place = next((n for n, part in enumerate(parts) if part.get("part") == name), None)
        if place is None or name not in self.slots:
            self.refuse(path, f"上级办法没有在大项“{name}”留位置", "删去这个大项，或请上级办法写上 open")
            return
        most, points = self.slots[name]
        items = _list(own.get("items"))
        self.taken[name] = self.taken.get(name, 0) + len(items)
        if self.taken[name] > most:
            self.refuse(
                path, f"大项“{name}”写了 {self.taken[name]} 项，上级办法只留了 {most} 项", f"减到 {most} 项"
            )
        before = _list(parts[place].get("items"))
        parts[place]["items"] = [*before, *items]
        for n in range(len(items)):
            there: Path = ("parts", place, "items", len(before) + n)
            self._copy((*path, "items", n), there)
            self.found.added.append((there, points))

    def _fill(self, parts: list[dict[str, Tree]]) -> None:
        """Give the upper's open values their numbers; nothing else of the upper can be changed."""
        wanted = _dict(self.own.get("fill"))
        for p, part in enumerate(parts):
            items = _list(part.get("items"))
            for n, item in enumerate(map(_dict, items)):
                for kind, rule in _dict(item.get("facts")).items():
                    key = f"{item.get('item')}.{kind}"
                    if key in wanted and _is_open(_dict(rule).get("points")):
                        filled = {**_dict(rule), "points": wanted.pop(key)}
                        item = {**item, "facts": {**_dict(item.get("facts")), kind: filled}}
                        self._copy(("fill", key), ("parts", p, "items", n, "facts", kind, "points"))
                items[n] = item
            if items:
                part["items"] = items
        for key in wanted:
            self.refuse(
                ("fill", key), f"上级办法里“{key}”没有留空的分值", "核对小项和事项的代号，写成 小项.事项"
            )

    def _move_readings(self) -> None:
        """The lower scheme's readings stand behind the upper's."""
        shift = len(_list(self.upper.get("readings")))
        for n in reversed(range(len(_list(self.own.get("readings"))))):
            self._copy(("readings", n), ("readings", n + shift))

    def _drop_parts(self) -> None:
        """Places of the lower file's parts are not those of the whole."""
        for places in (self.positions.keys, self.positions.values):
            for path in [path for path in places if path[:1] == ("parts",)]:
                del places[path]

    def _copy(self, old: Path, new: Path) -> None:
        at = self.found.positions
        for source, target in ((at.keys, self.positions.keys), (at.values, self.positions.values)):
            for path, place in source.items():
                if path[: len(old)] == old:
                    target[new + path[len(old) :]] = place

    def refuse(self, path: Path, message: str, remedy: str) -> None:
        """Note a word that the upper scheme leaves no room for."""
        place = self.found.positions.place(path)
        self.found.findings.append(Finding("not-open", Severity.ERROR, message, remedy, place))


def _list(value: Tree) -> list[Tree]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _dict(value: Tree) -> dict[str, Tree]:
    return dict(value) if isinstance(value, dict) else {}


def _is_open(points: Tree) -> bool:
    return points == "unset" or (isinstance(points, dict) and "unset" in points)
