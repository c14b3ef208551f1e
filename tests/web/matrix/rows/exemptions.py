"""Applications not to take part in the points."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from jifen.orgs.models import Person
from jifen.schemes.states.acts import Act
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.rows.people import SEES_PERSON
from tests.web.matrix.rows.schemes import BASIS
from tests.web.matrix.vocabulary import Post, Row, who
from tests.web.matrix.world import World

SEES_LIST = who(own="committee superiors party_office", below="superiors party_office")
SEES_ONE = who(own="committee superiors party_office", below="superiors party_office", himself=True)
ENTERS = who(own="desk superiors", below="superiors")
OF_OTHERS = who(own="desk superiors", below="superiors", himself=False)
WITHDRAWS = who(own="desk superiors", below="superiors", himself=True)
SIGNS = who(own="superiors party_office", below="superiors party_office", himself=False)
APPROVES = who(own="county_organizer", below="county_organizer", himself=False)
HIMSELF = who(himself=True)


def of_somebody(world: World, cell: Cell) -> Mapping[str, Any]:
    """Somebody of the branch who asked for nothing yet, and is not the one at the keyboard."""
    there = Person.objects.filter(branch=cell.thing.about, standing="FORMAL", same_as__isnull=True)
    person = there.exclude(pk=cell.wearer.person_id or None).exclude(exemptions__isnull=False)
    person = person.exclude(enrolments__participates=False).first()
    return {
        **BASIS, **own_words(world, cell), "person": str(person.pk) if person else "", "way": "DICTATED",
        "basis_kind": "STATEMENT",
    }  # fmt: skip


def own_words(world: World, cell: Cell) -> Mapping[str, Any]:
    return {"year_day": timezone.localdate().isoformat(), "ground": "年老体弱", "words": "走不动了"}


def seen(world: World, cell: Cell) -> Mapping[str, Any]:
    return {**BASIS, "seen": cell.thing.about.version}


def opinion(world: World, cell: Cell) -> Mapping[str, Any]:
    return {**seen(world, cell), "agrees": "yes", "words": "同意"}


def renewal(world: World, cell: Cell) -> Mapping[str, Any]:
    return {**seen(world, cell), "willing": "on"}


def ending(world: World, cell: Cell) -> Mapping[str, Any]:
    return {**seen(world, cell), "ending": "YEAR_OVER", "on": "2026-03-10"}


def given(name: str, title: str, may: Any, about: str, fields: Any, act: Act, state: str = "") -> Row:
    return Row(name, title, may, about=about, sees=SEES_ONE, state=state, post=Post(fields, act=act))


AREA = "不参加积分"
ROWS = (
    Row("exemptions", "不参加积分的申请一览", SEES_LIST, about="organization", sees=SEES_ORGANIZATION),
    Row("blank_exemption_form", "打印空白审批表", SEES_LIST, about="branch with scheme", sees=SEES_ORGANIZATION),
    Row(
        "express_wish", "登记本人提出", ENTERS, about="branch with scheme", sees=SEES_ORGANIZATION,
        post=Post(of_somebody, act=Act.EXPRESS_WISH),
    ),
    Row(
        "express_own_wish", "提出不参加积分", HIMSELF, about="member who may wish", sees=SEES_PERSON,
        post=Post(own_words, act=Act.EXPRESS_WISH),
    ),
    Row("exemption", "一份申请", SEES_ONE, about="wish expressed"),
    Row(
        "exemption_form", "不参加积分审批表", SEES_ONE, about="exemption before the county",
        reads=Act.READ_EXEMPTION_FORM,
    ),
    given(
        "fill_exemption_form", "登记审批表", OF_OTHERS, "wish expressed", seen, Act.FILL_EXEMPTION_FORM
    ),
    given(
        "give_opinion", "签支部意见", OF_OTHERS, "exemption before the branch", opinion,
        Act.GIVE_BRANCH_OPINION, "等支部",
    ),
    given(
        "give_opinion", "签党委意见", SIGNS, "exemption before the committee", opinion,
        Act.GIVE_COMMITTEE_OPINION, "等党委",
    ),
    given(
        "give_opinion", "批准", APPROVES, "exemption before the county", opinion, Act.APPROVE_EXEMPTION, "等县委组织部"
    ),
    given(
        "give_opinion", "不批准", APPROVES, "exemption before the county",
        lambda world, cell: {**opinion(world, cell), "agrees": "no"}, Act.REFUSE_EXEMPTION, "等县委组织部（不同意）",
    ),
    given("withdraw_wish", "撤回意愿", WITHDRAWS, "wish expressed", seen, Act.WITHDRAW_WISH),
    given("end_exemption", "终止不参加", OF_OTHERS, "exemption in force", ending, Act.END_EXEMPTION),
    given("renew_exemption", "续办不参加", OF_OTHERS, "exemption in force", renewal, Act.RENEW_EXEMPTION),
)  # fmt: skip
