"""Which branches there are: one for each of the five documents, and as many others as wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from jifen.cli.site.county.names import Names
from jifen.orgs.states.organizations import OrganizationKind

_K = OrganizationKind
ABOVE: tuple[tuple[str, str, str, str, OrganizationKind, str], ...] = (
    ("education", "620100", "中国共产党示范县教育局委员会", "县教育局党委", _K.COMMITTEE, "county"),
    ("school_general", "62010001", "示范县第一中学党总支", "县一中党总支", _K.GENERAL_BRANCH, "education"),
    ("bureau_committee", "620200", "中国共产党示范县水务局委员会", "县水务局党委", _K.COMMITTEE, "county"),
)
"""Superiors that the cast has not: key, code, full name, short name, kind, key of the superior."""

TEACHERS, VILLAGERS, OFFICIALS = "TEACHERS", "VILLAGERS", "OFFICIALS"


@dataclass(frozen=True, slots=True)
class Place:
    """A branch to be: its 办法 on the shelf, how many formal members it has, and what kind of people they are.

    `probationary` and `activists` come on top; `away`, `frail` and `cadres` are of the formal ones.
    """

    key: str
    library: str
    code: str
    full_name: str
    short_name: str
    parent: str
    formal: int
    people: str = VILLAGERS
    probationary: int = 1
    activists: int = 0
    away: int = 0
    frail: int = 0
    cadres: int = 0


VILLAGE = Place(
    "branch", "village-branch", "62000101", "红旗镇青山村党支部", "青山村支部", "township", 30,
    away=3, frail=3, cadres=3,
)  # fmt: skip
"""The branch of the cast: its members are there, others come until it has 31."""

FIVE: tuple[Place, ...] = (
    VILLAGE,
    Place(
        "school", "school-branch", "6201000101", "县第一中学教学党支部", "县一中教学支部", "school_general", 22,
        people=TEACHERS, probationary=2, activists=2,
    ),
    Place(
        "tiers", "township-branch-sample", "62000103", "红旗镇柳林村党支部", "柳林村支部", "township", 22,
        away=4, frail=2, cadres=3,
    ),
    Place(
        "declared", "county-declared-sample", "62000104", "红旗镇石桥村党支部", "石桥村支部", "township", 20,
        away=3, frail=2, cadres=2,
    ),
    Place(
        "bureau", "bureau-branch", "62020001", "县水务局机关党支部", "县水务局机关支部", "bureau_committee", 17,
        people=OFFICIALS,
    ),
)  # fmt: skip


def list_others(count: int, chance: Random, names: Names) -> Iterator[Place]:
    """Yield so many further village branches; the five 办法 go round among them."""
    for number in range(count):
        like = FIVE[number % len(FIVE)]
        village = names.village()
        yield Place(
            f"other{number + 1}", like.library, f"6200{number + 1:05}", f"红旗镇{village}党支部", f"{village}支部",
            "township", chance.randint(9, 24), away=chance.randint(0, 2), frail=chance.randint(0, 2), cadres=2,
        )  # fmt: skip
