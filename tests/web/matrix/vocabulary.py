"""The words of the matrix: answers, relations, groups of offices, rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jifen.common.labelled import LabelledEnum
from jifen.orgs.states.roles import Role

if TYPE_CHECKING:
    from tests.web.matrix.cells import Cell
    from tests.web.matrix.world import World


class Answer(LabelledEnum):
    """How an address answers."""

    PAGE = "PAGE", "打开"
    FILE = "FILE", "下载"
    ON = "ON", "打开，或转到另一页"
    SAVED = "SAVED", "办理"
    SIGN_IN = "SIGN_IN", "请先登录"
    HIDDEN = "HIDDEN", "看不到"
    NOT_YOURS = "NOT_YOURS", "看得到，不能办"
    NOT_NOW = "NOT_NOW", "现在不能办"
    NO_VERB = "NO_VERB", "没有这种办法"
    BROKEN = "BROKEN", "程序出错"


class Relation(LabelledEnum):
    """How the thing stands to the organisation of the hat worn."""

    SELF = "SELF", "本人"
    OWN = "OWN", "本组织"
    INSIDE = "INSIDE", "本支部的党小组"
    BELOW = "BELOW", "下级"
    ABOVE = "ABOVE", "上级"
    SIBLING = "SIBLING", "同级"
    OTHER = "OTHER", "其他组织"
    FOREIGN = "FOREIGN", "外县"
    NONE = "NONE", "不属于哪个组织"


R = Role
OFFICERS = (R.SECRETARY, R.DEPUTY_SECRETARY, R.ORGANIZATION_COMMISSIONER)
DESK = (*OFFICERS, R.RECORDER)
COMMITTEE = (*DESK, R.PUBLICITY_COMMISSIONER, R.DISCIPLINE_COMMISSIONER, R.COMMITTEE_MEMBER)
SUPERIORS = (R.ORGANIZER, R.COUNTY_ORGANIZER)
ONLOOKERS = (R.SUPERVISING_LEADER, R.SECTION_HEAD, R.LIAISON_LEADER, R.MEMBER)
GROUP = (R.GROUP_LEADER, R.DEPUTY_GROUP_LEADER)
POINTS_GROUP = (R.POINTS_GROUP_HEAD, R.POINTS_GROUP_DEPUTY, R.POINTS_GROUP_MEMBER)
OVERSEERS = (R.ADMIN, R.AUDITOR)
GROUPS: dict[str, tuple[Role, ...]] = {
    "officers": OFFICERS,
    "desk": DESK,
    "committee": COMMITTEE,
    "superiors": SUPERIORS,
    "onlookers": ONLOOKERS,
    "group": GROUP,
    "points_group": POINTS_GROUP,
    "overseers": OVERSEERS,
    "everybody": tuple(Role),
    **{role.value.lower(): (role,) for role in Role},
}


def roles_of(words: str) -> frozenset[str]:
    """Return the codes of the offices that words name; raise `KeyError` for one that is none."""
    return frozenset(role.value for word in words.split() for role in GROUPS[word])


@dataclass(frozen=True)
class Who:
    """Which offices, by how the thing stands to them. `himself`: the person concerned, in whatever hat."""

    by_relation: Mapping[Relation, frozenset[str]]
    himself: bool | None = None
    hatless: bool = False

    def covers(self, role: str, relation: Relation, *, himself: bool) -> bool:
        """Say whether somebody in this office is meant."""
        if himself and self.himself is not None:
            return self.himself
        if not role:
            return self.hatless
        return role in self.by_relation.get(relation, frozenset())


def who(
    *,
    own: str = "",
    below: str = "",
    above: str = "",
    sibling: str = "",
    everywhere: str = "",
    himself: bool | None = None,
    hatless: bool = False,
) -> Who:
    """Name offices by relation, in words of `GROUPS`; `everywhere` counts for every relation and for none.

    The groups of a branch are its own (`own`).
    """
    named = {
        Relation.OWN: own,
        Relation.INSIDE: own,
        Relation.BELOW: below,
        Relation.ABOVE: above,
        Relation.SIBLING: sibling,
    }
    return Who(
        {relation: roles_of(f"{named.get(relation, '')} {everywhere}") for relation in Relation},
        himself,
        hatless,
    )


NOBODY = who()
EVERYBODY = who(everywhere="everybody", himself=True, hatless=True)

Fields = Mapping[str, Any] | Callable[["World", "Cell"], Mapping[str, Any]]


@dataclass(frozen=True)
class Post:
    """What a form sends, how it is answered when all is right, and which act is then recorded once.

    Without an act nothing must be recorded. `Answer.PAGE` is for a form that shows something and goes nowhere.
    `records`: how often, for work that is written down when it begins and when it is done. `before`: acts of rooms
    below that it does, each recorded first.
    """

    fields: Fields = field(default_factory=dict)
    answer: Answer = Answer.SAVED
    act: LabelledEnum | None = None
    records: int = 1
    before: tuple[LabelledEnum, ...] = ()

    def sends(self, world: World, cell: Cell) -> Mapping[str, Any]:
        """Return the fields for a cell."""
        fields = self.fields(world, cell) if callable(self.fields) else self.fields
        return {"csrfmiddlewaretoken": "x", **fields}


@dataclass(frozen=True)
class Row:
    """One address (in one state of its thing): who sees the thing, who may, and how the verbs then answer.

    Who sees but may not is told so (403); who does not see finds nothing (404); who is not signed in is sent to
    sign in, unless the page is `open`. `about` names a thing of `things.py`; `state` is its Chinese name for the
    printed page. `get` and `post` None mean that the verb is refused (405). `reads` is the act recorded once when the
    page is read at all; `tried` are the verbs this row is about. A `query` may name values of the thing:
    `{organization_id}`.
    """

    name: str
    title: str
    may: Who
    about: str = ""
    sees: Who | None = None
    get: Answer | None = Answer.PAGE
    post: Post | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    state: str = ""
    open: bool = False
    may_post: Who | None = None
    reads: LabelledEnum | None = None
    tried: tuple[str, ...] = ("GET", "POST")

    @property
    def label(self) -> str:
        """Return how a finding names the row."""
        return f"{self.name}[{self.about}]" if self.state and self.about else self.name

    def answer(self, verb: str, role: str, relation: Relation, *, himself: bool) -> Answer:
        """Return what somebody signed in must be answered."""
        if (verb == "GET" and self.get is None) or (verb == "POST" and self.post is None):
            return Answer.NO_VERB
        may = self.may_post if verb == "POST" and self.may_post is not None else self.may
        if may.covers(role, relation, himself=himself):
            good = self.get if verb == "GET" else (self.post.answer if self.post else None)
            assert good is not None
            return good
        sees = self.sees is not None and self.sees.covers(role, relation, himself=himself)
        return Answer.NOT_YOURS if sees else Answer.HIDDEN

    def rights_of(self, role: str) -> tuple[bool, ...]:
        """Return what an office may here, relation by relation: two with the same rights are tried alike."""
        lists = (self.may, self.may_post or self.may, self.sees or self.may)
        return tuple(who.covers(role, relation, himself=False) for who in lists for relation in Relation)
