"""The page lint reads: a bound scheme with its places, and the list of checks, each registered with its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from jifen.rules.binding import Bound
from jifen.rules.findings import Finding, Severity, shorten
from jifen.rules.guesses import Guesses
from jifen.rules.model.items import FactRule, Item, Part
from jifen.rules.model.scheme import Scheme
from jifen.rules.model.totals import OverrideFact
from jifen.rules.wording import clause_at, in_words, node_at, written
from jifen.rules.yamlfile import Path, Positions, Tree

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


class Said(NamedTuple):
    """What a check has to say about a path of the model; the message goes on after the place in words."""

    severity: Severity
    path: Path
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Page:
    """A bound scheme, where everything stands in its file, and the file's own tree."""

    bound: Bound
    positions: Positions
    tree: Tree
    years: tuple[int, ...]
    """The years whose months are tried against deadlines."""
    guesses: Guesses

    @property
    def scheme(self) -> Scheme:
        """The scheme under the eye."""
        return self.bound.scheme

    def is_written(self, *path: str | int) -> bool:
        """Say whether the file itself writes this field."""
        return node_at(self.tree, written(self.tree, path[:-1]) + path[-1:]) is not None

    def parts(self) -> Iterator[tuple[Path, Part]]:
        """Yield every part with its path."""
        for number, part in enumerate(self.scheme.parts):
            yield ("parts", number), part

    def items(self) -> Iterator[tuple[Path, Part, Item]]:
        """Yield every item with its path and its part."""
        for path, part in self.parts():
            for number, item in enumerate(part.items):
                yield (*path, "items", number), part, item

    def rules(self) -> Iterator[tuple[Path, Item, FactRule]]:
        """Yield every scoring rule with its path and its item."""
        for path, _, item in self.items():
            for kind, rule in item.facts.items():
                yield (*path, "facts", kind), item, rule

    def live_rules(self) -> Iterator[tuple[Path, Item, FactRule]]:
        """Yield every scoring rule that is not switched off, nor its item, nor its part."""
        for path, part, item in self.items():
            for kind, rule in item.facts.items():
                if part.enabled and item.enabled and rule.enabled:
                    yield (*path, "facts", kind), item, rule

    def triggers(self) -> Iterator[tuple[Path, OverrideFact]]:
        """Yield every fact that triggers an override, with its path."""
        for number, override in enumerate(self.scheme.override):
            for kind, rule in override.facts.items():
                yield ("override", number, "facts", kind), rule

    def finding(self, code: str, said: Said) -> Finding:
        """Make the finding for what a check said."""
        path = written(self.tree, said.path)
        node, words = node_at(self.tree, path), in_words(self.tree, path)
        return Finding(
            code,
            said.severity,
            f"{words.rstrip() if said.message.startswith('：') else words}{said.message}",
            said.remedy,
            self.positions.place(path),
            clause_at(self.tree, path),
            None if isinstance(node, (dict, list)) else shorten(node),
        )


Check = Callable[[Page], Iterator[Said]]
CHECKS: Final[list[tuple[str, Check]]] = []
"""Every check with the code of its findings, in the order of the themes."""


def check(code: str) -> Callable[[Check], Check]:
    """Register a check; several may share a code."""

    def register(function: Check) -> Check:
        CHECKS.append((code, function))
        return function

    return register
