"""Differences as a page: by section and place, with a count at the end; and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from jifen.rules.differences.difference import Change, Difference
from jifen.rules.fieldwords import field_name, file_name
from jifen.rules.model.scheme import Scheme

GENERAL = "基本情况"
SAME = "没有差别"
_SECTIONS = {file_name(Scheme, name): field_name(Scheme, name) for name in Scheme.model_fields}
_GENERAL = frozenset({"scheme", "version", "title", "source", "sample", "assumed", "note", "ranked"})


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the page with its lines; lines of one place stand below a line that names it."""

    heading: str
    lines: tuple[str, ...]


def tell_differences(differences: Sequence[Difference]) -> list[Section]:
    """The page of a comparison; empty where there is none."""
    by_heading: dict[str, list[Difference]] = {}
    for difference in differences:
        by_heading.setdefault(_heading(difference), []).append(difference)
    return [Section(heading, tuple(_lines(found))) for heading, found in by_heading.items()]


def count_differences(differences: Iterable[Difference]) -> str:
    """How many there are, by kind: 共 5 处差别：新增 2，提高 3."""
    kinds = Counter(difference.change for difference in differences)
    if not kinds:
        return SAME
    said = "，".join(f"{change.value} {kinds[change]}" for change in Change if kinds[change])
    return f"共 {kinds.total()} 处差别：{said}"


def difference_data(differences: Iterable[Difference]) -> list[dict[str, object]]:
    """The same for other programs."""
    return [
        {
            "change": difference.change.name.lower(),
            "path": list(difference.path),
            "place": list(difference.place),
            "text": difference.text,
            "before": difference.before,
            "after": difference.after,
            "clause": difference.clause,
            "members": difference.whom,
        }
        for difference in differences
    ]


def _heading(difference: Difference) -> str:
    top = difference.path[0]
    return GENERAL if top in _GENERAL else _SECTIONS[top]


def _lines(differences: Sequence[Difference]) -> Iterator[str]:
    for place, group in groupby(differences, key=lambda one: one.place[:2]):
        found = list(group)
        if len(place) < 2:
            yield from map(str, found)
            continue
        yield "的".join(place)
        for one in found:
            rest = "的".join(one.place[2:])
            yield f"　{rest}：{one.sentence}" if rest else f"　{one.sentence}"
