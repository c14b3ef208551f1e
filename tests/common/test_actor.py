"""Who acts, and how far a right reaches."""

import pytest

from jifen.common.actor import CLOCK, Actor, ActorKind, Hat
from jifen.common.labelled import LabelledEnum
from jifen.common.permissions import Place, Reach, Rule

BRANCH = Place("b", "000100020001", "青山村党支部")
GROUP = Place("g", "0001000200010001", "第一党小组")
SIBLING = Place("s", "000100020002", "白水村党支部")
TOWNSHIP = Place("t", "00010002", "红旗镇党委")
RECORDER = Hat("RECORDER", "b", BRANCH.path, "青山村支部记录员")
ORGANIZER = Hat("ORGANIZER", "t", TOWNSHIP.path, "红旗镇党委组织员")
MEMBER = Hat("MEMBER", "b", BRANCH.path, "青山村支部党员")
AUDITOR = Hat("AUDITOR", "", "", "审计员")


class Act(LabelledEnum):
    """An act."""

    RING = "RING", "敲钟"


RULE = Rule(
    Act.RING,
    {"RECORDER": Reach.OWN, "ORGANIZER": Reach.BELOW, "SECRETARY": Reach.TREE, "AUDITOR": Reach.ALL},
    "记录员或上级",
    own=True,
)


def wearing(hat: Hat | None, person_id: str = "p") -> Actor:
    return Actor(ActorKind.PERSON, "孙记录员", "u", person_id, (hat,) if hat else (), hat)


def test_actor_is_shown_with_the_hat_worn() -> None:
    both = Actor(ActorKind.PERSON, "孙记录员", "u", "p", (RECORDER, MEMBER), RECORDER)

    assert both.title == "孙记录员（青山村支部记录员）"
    assert both.wearing(MEMBER).title == "孙记录员（青山村支部党员）"
    assert (both.role, both.wearing(None).role, CLOCK.title) == ("RECORDER", "", "到期自动办理")


def test_nobody_wears_a_hat_that_is_not_his() -> None:
    with pytest.raises(ValueError, match="does not own"):
        wearing(RECORDER).wearing(ORGANIZER)


def test_visitor_is_no_person_at_all() -> None:
    assert wearing(None, "").is_person("") is False
    assert wearing(None).is_person("p") is True


@pytest.mark.parametrize(
    ("hat", "place", "allowed"),
    [
        (RECORDER, BRANCH, True),
        (RECORDER, GROUP, False),
        (RECORDER, SIBLING, False),
        (ORGANIZER, BRANCH, True),
        (ORGANIZER, GROUP, True),
        (ORGANIZER, TOWNSHIP, False),
        (Hat("SECRETARY", "b", BRANCH.path, "书记"), GROUP, True),
        (Hat("SECRETARY", "b", BRANCH.path, "书记"), BRANCH, True),
        (Hat("SECRETARY", "b", BRANCH.path, "书记"), TOWNSHIP, False),
        (AUDITOR, SIBLING, True),
        (AUDITOR, None, True),
        (RECORDER, None, False),
        (MEMBER, BRANCH, False),
        (None, BRANCH, False),
    ],
)
def test_right_reaches_as_far_as_the_table_says(hat: Hat | None, place: Place | None, allowed: bool) -> None:
    assert bool(RULE.may(wearing(hat), place)) is allowed


@pytest.mark.canary("权限表", "没有所在组织的身份当成在所有组织之上")
def test_hat_without_a_place_in_the_tree_reaches_nothing() -> None:
    lost = Hat("ORGANIZER", "x", "", "不知哪里的组织员")

    assert not RULE.may(wearing(lost), BRANCH)


def test_person_concerned_may_for_himself_whatever_the_hat() -> None:
    assert RULE.may(wearing(None), SIBLING, subject_id="p")
    assert not RULE.may(wearing(None), SIBLING, subject_id="q")


def test_refusal_says_who_may_and_who_asks() -> None:
    answer = RULE.may(wearing(MEMBER), BRANCH)

    assert answer.reason == "“敲钟”由记录员或上级办理；您现在的身份是孙记录员（青山村支部党员）。"
