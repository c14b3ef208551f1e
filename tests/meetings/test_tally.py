"""The arithmetic of votes, row by row, exactly half included (REG-02, REG-03, REG-07)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jifen.meetings.states.meetings import BODIES, MeetingKind, kinds_in
from jifen.meetings.states.motions import MOTION_RULES, MotionKind, MotionResult, Quorum, kinds_before
from jifen.meetings.states.tally import Turnout, Votes, list_faults, result_of
from jifen.orgs.states.organizations import OrganizationKind

ORDINARY, ADMISSION = MOTION_RULES[MotionKind.OTHER], MOTION_RULES[MotionKind.ADMIT]
HALF, MORE = Quorum.AT_LEAST_HALF, Quorum.MORE_THAN_HALF


@pytest.mark.parametrize(
    ("eligible", "present", "half", "more"),
    [
        (0, 0, False, False),
        (1, 0, False, False),
        (1, 1, True, True),
        (2, 1, True, False),
        (3, 1, False, False),
        (3, 2, True, True),
        (10, 4, False, False),
        (10, 5, True, False),
        (10, 6, True, True),
        (11, 5, False, False),
        (11, 6, True, True),
        (31, 15, False, False),
        (31, 16, True, True),
    ],
)
def test_exactly_half_is_half_or_more_and_not_more_than_half(
    eligible: int, present: int, half: bool, more: bool
) -> None:
    turnout = Turnout(eligible, present)

    assert (turnout.reaches(HALF), turnout.reaches(MORE)) == (half, more)


@pytest.mark.parametrize(
    ("eligible", "present", "ayes", "result"),
    [
        (10, 10, 5, MotionResult.REJECTED),
        (10, 10, 6, MotionResult.PASSED),
        (11, 11, 5, MotionResult.REJECTED),
        (11, 11, 6, MotionResult.PASSED),
        (10, 5, 5, MotionResult.REJECTED),
        (10, 6, 6, MotionResult.PASSED),
        (10, 4, 4, None),
        (1, 1, 1, MotionResult.PASSED),
    ],
)
def test_motion_passes_by_more_than_half_of_those_who_should_come(
    eligible: int, present: int, ayes: int, result: MotionResult | None
) -> None:
    votes = Votes(ayes, present - ayes, 0)

    assert result_of(votes, Turnout(eligible, present), ORDINARY, secret=False) is result


def test_exactly_half_cannot_vote_on_an_admission() -> None:
    votes = Votes(5, 0, 0, 1, issued=5, returned=5)

    assert result_of(votes, Turnout(10, 5), ADMISSION, secret=True) is None
    assert list(list_faults(votes, Turnout(10, 5), ADMISSION, secret=True)) == [
        "应到10人、实到5人，没有超过半数到会（至少要6人），不能表决（《中国共产党发展党员工作细则》第二十条、"
        "第二十一条）；请核对到会情况，确实不够的，删去这项议题，另行开会表决"
    ]


def test_written_opinion_of_an_absent_member_carries_an_admission() -> None:
    turnout = Turnout(10, 6)
    without = Votes(5, 1, 0, 0, issued=6, returned=6)
    written = Votes(5, 1, 0, 1, issued=6, returned=6)

    assert result_of(without, turnout, ADMISSION, secret=True) is MotionResult.REJECTED
    assert result_of(written, turnout, ADMISSION, secret=True) is MotionResult.PASSED
    assert list(list_faults(Votes(5, 0, 0, 1), turnout, ORDINARY, secret=False)) == [
        "书面意见只在接收预备党员和预备党员转正时计入；请把书面赞成改成 0"
    ]


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        (Votes(6, 0, 0), "无记名投票要填发出、收回的票数"),
        (Votes(6, 0, 0, issued=6, returned=7), "收回7张票，多于发出的6张，这次投票无效"),
        (Votes(6, 0, 0, issued=7, returned=6), "发出7张票，多于实到有表决权的6人"),
        (Votes(5, 1, 0, issued=6, returned=5), "合计6票，多于收回的5张"),
        (Votes(6, 0, 0, 5, issued=6, returned=6), "书面赞成5票，多于没有到会的4人"),
        (Votes(6, 0), "还没有填表决结果"),
    ],
)
def test_ballots_that_cannot_be_true_are_no_vote(votes: Votes, said: str) -> None:
    faults = list(list_faults(votes, Turnout(10, 6), ADMISSION, secret=True))

    assert [said in fault for fault in faults] == [True]
    assert result_of(votes, Turnout(10, 6), ADMISSION, secret=True) is None


def test_more_votes_than_people_are_no_vote() -> None:
    assert list(list_faults(Votes(5, 1, 1), Turnout(10, 6), ORDINARY, secret=False)) == [
        "赞成、不赞成、弃权合计7票，多于实到有表决权的6人；请核对票数和到会情况"
    ]


def test_ballots_issued_and_never_returned_or_spoiled_are_an_ordinary_vote() -> None:
    votes = Votes(6, 1, 0, issued=10, returned=9)

    assert result_of(votes, Turnout(10, 10), ORDINARY, secret=True) is MotionResult.PASSED


counts = st.integers(0, 60)


@given(eligible=counts, present=counts, ayes=counts, noes=counts, abstentions=counts)
def test_whatever_passes_was_carried_by_more_than_half_of_all(
    eligible: int, present: int, ayes: int, noes: int, abstentions: int
) -> None:
    turnout = Turnout(eligible, min(present, eligible))
    result = result_of(Votes(ayes, noes, abstentions), turnout, ORDINARY, secret=False)

    if result is MotionResult.PASSED:
        assert ayes * 2 > eligible
        assert turnout.present * 2 >= eligible
        assert ayes + noes + abstentions <= turnout.present
    if result is MotionResult.REJECTED:
        assert ayes * 2 <= eligible


@given(eligible=st.integers(1, 400))
def test_fewest_who_suffice_suffice_and_one_less_does_not(eligible: int) -> None:
    for quorum in Quorum:
        least = Turnout(eligible, 0).least(quorum)
        assert Turnout(eligible, least).reaches(quorum)
        assert not Turnout(eligible, least - 1).reaches(quorum)
    majority = Turnout(eligible, eligible).majority
    assert majority * 2 > eligible >= (majority - 1) * 2


def test_every_kind_has_its_rule_and_every_body_its_organisations() -> None:
    assert set(MOTION_RULES) == set(MotionKind)
    assert {body.kind for body in BODIES} == set(MeetingKind)
    assert kinds_in(OrganizationKind.DEPARTMENT) == ()
    assert kinds_in(OrganizationKind.BRANCH) == (
        MeetingKind.MEMBER_ASSEMBLY,
        MeetingKind.BRANCH_COMMITTEE,
        MeetingKind.POINTS_GROUP_MEETING,
    )
    assert kinds_before(MeetingKind.GROUP_MEETING) == (MotionKind.OTHER,)
    strict = {kind for kind, rule in MOTION_RULES.items() if rule.written}
    assert strict == {MotionKind.ADMIT, MotionKind.CONVERT}
    for kind in strict:
        rule = MOTION_RULES[kind]
        assert (rule.quorum, rule.secret, rule.subject) == (MORE, True, True)
        assert rule.bodies == {MeetingKind.MEMBER_ASSEMBLY}
