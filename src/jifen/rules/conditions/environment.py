"""What a condition may speak about at one place of a scheme, and what its words mean there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from jifen.rules.fields import (
    ALL_FIELDS,
    LINE_FIELDS,
    PRIOR_FIELDS,
    Choice,
    Field,
    FieldType,
    Scope,
    find_choice,
    find_field,
)
from jifen.rules.guesses import Guesses

Path = tuple[str, ...]

EVERYWHERE: frozenset[Scope] = frozenset({"fact", "member", "context", "result"})

FAMILIES = {
    "line": ("合计项", FieldType.POINTS),
    "part": ("大项", FieldType.POINTS),
    "item": ("小项", FieldType.POINTS),
    "kind": ("事项", None),
    "quota": ("名额", FieldType.FLAG),
    "finding": ("认定", FieldType.FLAG),
    "measure": ("指标", FieldType.NUMBER),
    "relation": ("关系", FieldType.TEXT),
}
"""First word of a dotted name → its Chinese spelling and the type of what it names (None: never a value)."""

_BARE = ("line", "part", "item")


@dataclass(frozen=True, slots=True)
class Type:
    """Type of an expression; `kind` None means that a problem was already reported for it."""

    kind: FieldType | None
    choices: tuple[Choice, ...] = ()
    many: bool = False


@dataclass(frozen=True, slots=True)
class Environment:
    """Names allowed at one place.

    `scopes`: which dictionaries of the registry are open. `kinds items parts lines quotas tiers grades`: what
    the scheme declares, by code and title. `names`: further fields of the scheme: flags by their code,
    `finding.<code>`, `measure.<code>`, `relation.<code>`. `choices`: options of registry fields that the
    scheme declares (`option`, `class`, `unit`, `marks` …). `functions`: dotted names allowed, None for all.
    `guesses`: what misspelt words were meant to be, where all conditions of a scheme share the cost.
    """

    scopes: frozenset[Scope] = EVERYWHERE
    kinds: tuple[Choice, ...] = ()
    items: tuple[Choice, ...] = ()
    parts: tuple[Choice, ...] = ()
    lines: tuple[Choice, ...] = ()
    quotas: tuple[Choice, ...] = ()
    tiers: tuple[Choice, ...] = ()
    grades: tuple[Choice, ...] = ()
    names: tuple[Field, ...] = ()
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=lambda: MappingProxyType({}))
    functions: frozenset[str] | None = None
    guesses: Guesses | None = None

    def members_of(self, family: str) -> tuple[Choice, ...]:
        """Return what the scheme declares in a family that is made of codes and titles."""
        match family:
            case "line":
                return self._lines()
            case "part":
                return self.parts
            case "item":
                return self.items
            case "kind":
                return self.kinds
            case _:
                return self.quotas

    def _lines(self) -> tuple[Choice, ...]:
        """Return the named lines; `score` is always one where results may be used, and has a heading."""
        lines = {choice.code: choice for choice in self.lines}
        if "result" in self.scopes:
            lines.setdefault("score", Choice("score", "score"))
        for name in LINE_FIELDS:
            if name in lines and lines[name].label == name:
                lines[name] = Choice(name, ALL_FIELDS[name].heading)
        return tuple(lines.values())

    def type_of(self, found: Field) -> Type:
        """Return the type of a field with the options that hold here."""
        own = {"kind": self.kinds, "tier": self.tiers, "grade": self.grades, "computed_grade": self.grades}
        choices = self.choices.get(found.name) or own.get(found.name) or found.choices
        return Type(found.type, choices, found.many)

    def resolve(self, path: Path) -> dict[Path, Field]:
        """Return every reading of a name: canonical path → field. More than one means it is ambiguous.

        Canonical paths: registry fields and flags `(*name.split("."),)`, lines, parts, items and quotas
        `(family, code)`, findings, measures and relations `(family, code)`.
        """
        found: dict[Path, Field] = {}
        word = ".".join(path)
        for known in (find_field(word), *self.names):
            if known is not None and word in (known.name, *known.labels):
                found.update(self._known(known))
        family = family_of(path[0]) if len(path) > 1 else None
        for name in [family] if family else _BARE:
            found.update(self._declared(name, ".".join(path[1:]) if family else word))
        return found

    def _known(self, known: Field) -> dict[Path, Field]:
        if known.name in LINE_FIELDS:
            return self._declared("line", known.name)
        if known.scope not in self.scopes and known not in self.names:
            return {}
        family, _, code = known.name.partition(".")
        return {(family, code) if family in FAMILIES and code else tuple(known.name.split(".")): known}

    def _declared(self, family: str, word: str) -> dict[Path, Field]:
        kind = FAMILIES[family][1]
        if family in ("finding", "measure", "relation"):
            wanted = (known for known in self.names if known.name.startswith(f"{family}."))
            return {
                (family, known.name.partition(".")[2]): known
                for known in wanted
                if word in (known.name.partition(".")[2], *known.labels)
            }
        choice = find_choice(self.members_of(family), word)
        if choice is None or kind is None:
            return {}
        return {(family, choice.code): Field(f"{family}.{choice.code}", (choice.label,), kind, "result")}

    def prior_field(self, word: str) -> Field | None:
        """Return what `prior(n).<word>` means: a field that earlier periods keep, or a line of the scheme."""
        known = find_field(word)
        if known is not None and known.name in PRIOR_FIELDS:
            return known
        return next(iter(self._declared("line", word).values()), None)

    def words(self) -> Iterator[str]:
        """Yield every name and label that may be used here, for suggestions."""
        for known in (*ALL_FIELDS.values(), *self.names):
            if known.name not in LINE_FIELDS and (known.scope in self.scopes or known in self.names):
                yield from (known.name, *known.labels)
        for family in _BARE:
            for choice in self.members_of(family):
                yield from (choice.code, choice.label)
        for choice in self.quotas:
            yield f"quota.{choice.code}"
        for name in set(LINE_FIELDS) & {choice.code for choice in self._lines()}:
            yield from ALL_FIELDS[name].labels


def family_of(word: str) -> str | None:
    """Return the family that a first word names, in English or Chinese, else None."""
    return next((name for name, (label, _) in FAMILIES.items() if word in (name, label)), None)
