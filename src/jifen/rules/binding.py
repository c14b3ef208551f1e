"""Scheme → bound scheme: every condition parsed, its names and types checked.

What a condition may see depends on its place (``sites``): facts see their member, lines see the parts and the
lines above, proposals see everything. All problems are told at once, each with its place in the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from jifen.rules.conditions import ConditionError, Environment, Problem, Type, check, parse
from jifen.rules.conditions.syntax import Name, Node, walk
from jifen.rules.fields import Choice, Choices, Field, FieldType, Scope, line_title
from jifen.rules.findings import MOST_FINDINGS, Finding, Severity, shorten
from jifen.rules.guesses import Guesses
from jifen.rules.holes import holes
from jifen.rules.model.scheme import Scheme
from jifen.rules.sites import Sight, Site, sites
from jifen.rules.wording import clause_at, in_words, written
from jifen.rules.yamlfile import Path, Positions, Tree

MOST_CONDITION_TEXT = 200_000
"""Characters of all conditions of a scheme together."""

_PURE = ("share", "days", "months", "age", "min", "max", "unknown", "known", "prior")
_BOOK = ("count", "sum", "points", "streak")
_POOL = ("pool.rank", "pool.mean", "pool.best")
_FUNCTIONS: dict[Sight, frozenset[str]] = {
    Sight.FACT: frozenset(_PURE),
    Sight.VALUED: frozenset(_PURE),
    Sight.MEMBER: frozenset(_PURE),
    Sight.TARGET: frozenset(_PURE),
    Sight.FIGURE: frozenset((*_PURE, *_BOOK, *_POOL)),
    Sight.GATE: frozenset((*_PURE, "count", "sum", "streak")),
    Sight.LINE: frozenset((*_PURE, *_BOOK)),
    Sight.SCORED: frozenset((*_PURE, *_BOOK)),
    Sight.RANKED: frozenset((*_PURE, *_BOOK, *_POOL)),
    Sight.GRADED: frozenset((*_PURE, *_BOOK, *_POOL)),
}
_SCOPES: dict[Sight, frozenset[Scope]] = {
    Sight.FACT: frozenset({"fact", "member", "context"}),
    Sight.VALUED: frozenset({"fact", "member", "context"}),
    Sight.MEMBER: frozenset({"member", "context"}),
    Sight.TARGET: frozenset({"member", "context"}),
    Sight.FIGURE: frozenset({"member", "context"}),
    Sight.GATE: frozenset({"member", "context"}),
    Sight.LINE: frozenset({"member", "context"}),
    Sight.SCORED: frozenset({"member", "context", "result"}),
    Sight.RANKED: frozenset({"member", "context", "result"}),
    Sight.GRADED: frozenset({"member", "context", "result"}),
}
# Names, or first words of names, that a place does not have yet: the step that finds them comes later.
_EARLY = (Sight.FACT, Sight.VALUED, Sight.MEMBER, Sight.TARGET)
_TOO_EARLY: dict[Sight, frozenset[str]] = {
    Sight.FACT: frozenset({"pool.size", "value"}),
    Sight.VALUED: frozenset({"pool.size"}),
    Sight.MEMBER: frozenset({"pool.size"}),
    Sight.TARGET: frozenset({"pool.size"}),
    Sight.FIGURE: frozenset({"quota", "line"}),
    Sight.GATE: frozenset({"quota", "line", "item", "part", "pool.size"}),
    Sight.LINE: frozenset({"quota", "pool.size"}),
    Sight.SCORED: frozenset({"grade", "computed_grade", "rank", "quota", "pool.size", "vetoed"}),
    Sight.RANKED: frozenset({"grade", "computed_grade"}),
    Sight.GRADED: frozenset(),
}
_CODES = {
    **dict.fromkeys(
        ("UNKNOWN_NAME", "AMBIGUOUS_NAME", "NOT_HERE", "UNKNOWN_FUNCTION", "BAD_PATH"), "condition-name"
    ),
    **dict.fromkeys(
        ("ALWAYS_TRUE", "ALWAYS_FALSE", "SAME_SIDES", "EMPTY_RANGE", "DUPLICATE_OPTION"), "condition-constant"
    ),
}


@dataclass(frozen=True, slots=True)
class Bound:
    """A scheme with the trees of its conditions by path (see ``sites``), and the findings to live with.

    ``keys``: the types of the keys of tables, by the same paths.
    """

    scheme: Scheme
    content_hash: str
    expressions: Mapping[Path, Node]
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    keys: Mapping[Path, Type] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    @property
    def has_holes(self) -> bool:
        """Whether a live value is left open, so that the scheme can be stored but not scored (B42)."""
        return any(True for _ in holes(self.scheme))

    def node(self, *path: str | int) -> Node | None:
        """Return the checked tree of a condition, or None where the scheme has none."""
        return self.expressions.get(path)


def bind(
    scheme: Scheme, positions: Positions, tree: Tree = None, content_hash: str = ""
) -> tuple[Bound, list[Finding]]:
    """Parse and check every condition. The result is fit for use only when no finding is an error."""
    binder = _Binder(scheme, positions, tree)
    binder.bind()
    trees, keys = MappingProxyType(binder.expressions), MappingProxyType(binder.keys)
    return Bound(scheme, content_hash, trees, keys=keys), binder.findings


class _Binder:
    def __init__(self, scheme: Scheme, positions: Positions, tree: Tree) -> None:
        self.scheme = scheme
        self.positions = positions
        self.tree = tree
        self.expressions: dict[Path, Node] = {}
        self.keys: dict[Path, Type] = {}
        self.findings: list[Finding] = []
        self.environments = environments(scheme)

    def bind(self) -> None:
        characters = 0
        for site in sites(self.scheme):
            characters += len(site.text)
            if characters > MOST_CONDITION_TEXT:
                message = f"各处条件加起来超过 {MOST_CONDITION_TEXT:,} 个字"
                self.add("too-much", site, message, "把条件写得短一些，或拆成几份方案")
                return
            if len(self.findings) > MOST_FINDINGS:
                return
            self.site(site)

    def site(self, site: Site) -> None:
        try:
            node = parse(site.text)
        except ConditionError as error:
            self.problems(site, error.problems, "condition-syntax")
            return
        environment = self.environments[site.sight]
        if site.sight is Sight.LINE:
            environment = replace(environment, lines=environment.lines[: site.above])
        expect = None if site.gives == "key" else site.gives
        node, found, problems = check(node, environment, expect)
        self.problems(site, problems)
        if problems:
            return
        self.expressions[site.path] = node
        if site.gives == "key":
            self.keys[site.path] = found
            if found.kind not in _KEYS or found.many:
                message = f"“{shorten(site.text)}”不能作分档的依据"
                self.add("condition-type", site, message, "改用只有一个值的数、文字或选项")
        for name in dict.fromkeys(_names(node)):
            if not _TOO_EARLY[site.sight].isdisjoint((name, name.split(".")[0])):
                message = f"条件“{shorten(site.text)}”用了“{name}”，算到这里时还没有结果"
                self.add("condition-name", site, message, "改用积分、大项得分或次数")

    def problems(self, site: Site, problems: Iterable[Problem], code: str | None = None) -> None:
        for problem in problems:
            where = f"条件“{shorten(site.text)}”第 {problem.offset + 1} 个字起"
            slug = code or _CODES.get(problem.code, "condition-type")
            self.add(slug, site, f"{where}：{problem.message}", problem.remedy)

    def add(self, code: str, site: Site, message: str, remedy: str) -> None:
        path = site.path if self.tree is None else written(self.tree, site.path)
        self.findings.append(
            Finding(
                code,
                Severity.ERROR,
                f"{in_words(self.tree, path)}{message}",
                remedy,
                self.positions.place(path),
                clause_at(self.tree, path),
                shorten(site.text),
            )
        )


_KEYS = (FieldType.NUMBER, FieldType.POINTS, FieldType.TEXT, FieldType.CHOICE)


def _names(node: Node) -> Iterator[str]:
    return (".".join(part.path) for part in walk(node) if isinstance(part, Name))


def environments(scheme: Scheme) -> dict[Sight, Environment]:
    """Return what a condition may name, for every place of a scheme."""
    flags = tuple(
        Field(
            f"{flag.family}{code}",
            (flag.title,),
            FieldType.CHOICE if flag.choices else FieldType.NUMBER if flag.measure else FieldType.FLAG,
            "member",
            tuple(Choice(word, word) for word in flag.choices),
        )
        for code, flag in scheme.flags.items()
    )
    rows = scheme.grades.rows if scheme.grades else ()
    tiers = scheme.tiers.rows if scheme.tiers else ()
    early = Environment(
        kinds=kinds(scheme),
        tiers=tuple(Choice(row.tier, row.title) for row in tiers),
        names=flags,
        guesses=Guesses(),
    )
    late = replace(
        early,
        items=Choices(Choice(item.item, item.title) for part in scheme.parts for item in part.items),
        parts=tuple(Choice(part.part, part.title) for part in scheme.parts),
        lines=tuple(Choice(name, line_title(name, line.title)) for name, line in scheme.total.items()),
        quotas=tuple(Choice(name, quota.title) for name, quota in scheme.quotas.items()),
        grades=tuple({row.grade: Choice(row.grade, row.title or row.grade) for row in rows}.values()),
    )
    return {
        sight: replace(
            early if sight in _EARLY else late,
            scopes=_SCOPES[sight],
            functions=_FUNCTIONS[sight],
        )
        for sight in _SCOPES
    }


def kinds(scheme: Scheme) -> tuple[Choice, ...]:
    """Return every kind of fact the scheme speaks of, with its title."""
    titles = {kind: declared.title for kind, declared in scheme.kinds.items()}
    used: list[tuple[str, str | None]] = []
    for part in scheme.parts:
        used += ((kind, rule.title) for item in part.items for kind, rule in item.facts.items())
    for override in scheme.override:
        used += ((kind, rule.title) for kind, rule in override.facts.items())
    for kind, title in used:
        titles.setdefault(kind, title or kind)
    return Choices(Choice(kind, title) for kind, title in titles.items())
