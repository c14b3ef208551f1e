"""Which branch and which group a row means; all of a sub-tree is loaded once, so that no row asks the database."""

from __future__ import annotations

from dataclasses import dataclass, field

from jifen.orgs.models import Organization
from jifen.orgs.states.codes import plain_word
from jifen.orgs.states.organizations import BRANCHES, OrganizationKind, OrganizationState

_AMBIGUOUS = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch at work."""

    id: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a branch."""

    id: str
    name: str


@dataclass(slots=True)
class Places:
    """Branches and groups of one organisation and all below it, by every word that may name them."""

    sole: Branch | None
    """The branch itself, where the import is a branch's own."""
    branches: dict[str, Branch] = field(default_factory=dict)
    """By id."""
    _words: dict[str, str] = field(default_factory=dict)
    _groups: dict[str, dict[str, Group]] = field(default_factory=dict)

    def find_branch(self, word: str) -> Branch | str:
        """Return the branch a code or name means, or the sentence of what is wrong with the word."""
        found = self._words.get(plain_word(word))
        if found is None:
            if self.sole:
                return "不是本支部，这里只导入本支部的名册"
            return "在本组织下面没有找到这个党支部（或已撤销）"
        if found == _AMBIGUOUS:
            return "有几个党支部叫这个名称"
        return self.branches[found]

    def find_group(self, branch: Branch, word: str) -> Group | None:
        """Return the group of a branch that a code, a name or the end of its full name means."""
        groups = self._groups.get(branch.id, {})
        plain = plain_word(word)
        if plain in groups:
            return groups[plain]
        ends = {group.id: group for name, group in groups.items() if len(plain) > 1 and name.endswith(plain)}
        return next(iter(ends.values())) if len(ends) == 1 else None

    def groups_of(self, branch: Branch) -> list[Group]:
        """Return the groups of a branch, in the order of the tree."""
        return list(dict.fromkeys(self._groups.get(branch.id, {}).values()))

    def group_named(self, group_id: str | None) -> str:
        """Return the name of a group, for the difference people read."""
        return next(
            (
                group.name
                for groups in self._groups.values()
                for group in groups.values()
                if group.id == group_id
            ),
            "",
        )

    def name_of(self, branch: Branch) -> str:
        """Return what names a branch in the file that goes out: its full name where that is its own alone."""
        return branch.name if self._words.get(plain_word(branch.name)) == branch.id else branch.code

    def add(self, branch: Branch, *names: str) -> None:
        """Enter a branch under its names; a name of two branches means neither."""
        self.branches[branch.id] = branch
        for word in {plain_word(name) for name in names if name}:
            taken = self._words.get(word)
            self._words[word] = branch.id if taken in (None, branch.id) else _AMBIGUOUS

    def add_group(self, branch: Branch, group: Group, *names: str) -> None:
        """Enter a group of a branch under its names."""
        for word in {plain_word(name) for name in names if name}:
            self._groups.setdefault(branch.id, {}).setdefault(word, group)


def load_places(organization: Organization) -> Places:
    """Return the branches at work in an organisation and all below it, with their groups: two reads."""
    rows = (
        Organization.objects.filter(
            path__gte=organization.path,
            path__lt=organization.path + "~",
            state=OrganizationState.ACTIVE,
            kind__in=[*BRANCHES, OrganizationKind.GROUP],
        )
        .order_by("path")
        .values_list("pk", "path", "kind", "code", "full_name", "short_name")
    )
    places = Places(None)
    by_path: dict[str, Branch] = {}
    for key, path, kind, code, full_name, short_name in rows:
        if kind in BRANCHES:
            branch = by_path[path] = Branch(str(key), full_name, code)
            places.add(branch, code, full_name, short_name)
        else:
            above = next(
                (by_path[path[:end]] for end in range(len(path), 0, -1) if path[:end] in by_path), None
            )
            if above:
                places.add_group(above, Group(str(key), full_name), code, full_name, short_name)
    if organization.is_branch:
        places.sole = places.branches.get(str(organization.pk))
    return places
