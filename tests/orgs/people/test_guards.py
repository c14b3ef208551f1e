"""What the rules forbid and what practice asks about, case by case (REG-13, REG-23 … REG-34)."""

from dataclasses import replace
from datetime import date

import pytest

from jifen.orgs.states.acts import Act
from jifen.orgs.states.guards import Case, weigh
from jifen.orgs.states.people import STANDING, LeavingKind, Standing
from jifen.orgs.states.standing import MOVES
from tests.orgs.people.test_history import Row

S = Standing
TODAY = date(2026, 3, 10)


def case(act: Act, standing: Standing, **known: object) -> Case:
    """Return a case that nothing speaks against, but for what is told."""
    target = Standing(STANDING.find(act, standing).target)
    plain: dict[str, object] = {"superior": True, "introducers": 2, "lost_since": date(2020, 1, 1)}
    return Case(act, standing, target, TODAY, TODAY, **{**plain, **known})  # type: ignore[arg-type]


def test_every_act_of_the_machine_can_be_weighed() -> None:
    for row in STANDING.rows:
        if row.source:
            weigh(case(Act(row.act), Standing(row.source)))
    assert set(MOVES) == {row.act for row in STANDING.rows}


@pytest.mark.parametrize(
    ("act", "standing"),
    [
        (Act.ADMIT, S.DEVELOPMENT_TARGET),
        (Act.EXTEND_PROBATION, S.PROBATIONARY),
        (Act.CONVERT, S.PROBATIONARY),
        (Act.CANCEL_PROBATION, S.PROBATIONARY),
        (Act.SUSPEND, S.FORMAL),
        (Act.RESTORE, S.SUSPENDED),
        (Act.LEAVE, S.FORMAL),
        (Act.EXPEL, S.FORMAL),
    ],
)
def test_what_a_superior_approves_needs_his_paper(act: Act, standing: Standing) -> None:
    faults = weigh(case(act, standing, superior=False)).faults

    assert faults["basis_document_no"] == f"“{act.label}”要有上级批复或者文件，请填写文号。"


def test_branch_alone_accepts_lists_and_cancels_activists() -> None:
    for act, standing in (
        (Act.ACCEPT_ACTIVIST, S.APPLICANT),
        (Act.LIST_TARGET, S.ACTIVIST),
        (Act.CANCEL_ACTIVIST, S.ACTIVIST),
        (Act.RECORD_DEATH, S.FORMAL),
    ):
        assert weigh(case(act, standing, superior=False)).faults == {}


def test_day_lies_between_the_last_move_and_today() -> None:
    moves = [Row(Act.ACCEPT_ACTIVIST, S.ACTIVIST, date(2025, 3, 1))]
    plain = case(Act.CANCEL_ACTIVIST, S.ACTIVIST, moves=moves)

    assert weigh(replace(plain, on=date(2026, 3, 11))).faults == {
        "on": "日期2026年3月11日还没有到，请填写实际发生的日期。"
    }
    assert weigh(replace(plain, on=date(2025, 2, 28))).faults == {
        "on": "日期2025年2月28日早于上一次变动“确定为入党积极分子”的2025年3月1日，请核对；"
        "上一次登记错了的，先办理更正。"
    }
    assert weigh(replace(plain, on=date(2025, 3, 1))).faults == {}
    assert weigh(replace(plain, member_since=date(2026, 3, 12))).faults == {
        "on": "日期2026年3月10日早于到本支部的2026年3月12日，请核对。"
    }
    assert weigh(replace(plain, birth_on=date(2026, 3, 11))).faults == {
        "on": "日期2026年3月10日早于出生日期2026年3月11日，请核对。"
    }


@pytest.mark.parametrize(
    ("since", "act", "faults", "doubts"),
    [
        (date(2025, 3, 10), Act.ACCEPT_ACTIVIST, 0, 0),
        (date(2025, 3, 11), Act.ACCEPT_ACTIVIST, 1, 0),
        (date(2025, 3, 11), Act.ENTER_PERSON, 0, 1),
        (date(2025, 3, 10), Act.ENTER_PERSON, 0, 0),
    ],
)
def test_activist_is_cultivated_for_a_year(since: date, act: Act, faults: int, doubts: int) -> None:
    weighing = weigh(case(Act.LIST_TARGET, S.ACTIVIST, moves=[Row(act, S.ACTIVIST, since)]))

    assert (len(weighing.faults), len(weighing.doubts)) == (faults, doubts)


def test_nobody_under_eighteen_is_admitted() -> None:
    young = case(Act.ADMIT, S.DEVELOPMENT_TARGET, birth_on=date(2008, 3, 11))

    assert weigh(young).faults == {"on": "2026年3月10日时还不满十八岁，不能接收为预备党员；请核对出生日期。"}
    assert weigh(replace(young, birth_on=date(2008, 3, 10))).faults == {}


def test_admission_with_one_introducer_is_asked_about() -> None:
    assert weigh(case(Act.ADMIT, S.DEVELOPMENT_TARGET, introducers=1)).doubts == (
        "入党介绍人应当是两名正式党员，现在登记了1名。",
    )


@pytest.mark.parametrize(
    ("joined_on", "faults", "doubts"),
    [(date(2025, 3, 10), 0, 0), (date(2025, 3, 11), 1, 0), (None, 0, 1)],
)
def test_conversion_waits_for_the_end_of_probation(joined_on: date | None, faults: int, doubts: int) -> None:
    weighing = weigh(case(Act.CONVERT, S.PROBATIONARY, joined_on=joined_on))

    assert (len(weighing.faults), len(weighing.doubts)) == (faults, doubts)


def test_extended_probation_converts_at_its_new_end() -> None:
    moves = [Row(Act.EXTEND_PROBATION, S.PROBATIONARY, date(2025, 3, 12), until=date(2026, 3, 11))]
    early = case(Act.CONVERT, S.PROBATIONARY, joined_on=date(2024, 3, 11), moves=moves)

    assert weigh(early).faults == {"on": "预备期到2026年3月11日才满，不能早于这一天转正。"}
    assert weigh(replace(early, on=date(2026, 3, 11), today=date(2026, 3, 11))).faults == {}


@pytest.mark.parametrize(
    ("until", "allowed"),
    [
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (date(2027, 3, 1), True),
        (date(2027, 3, 2), False),
        (None, False),
    ],
)
def test_extension_is_half_a_year_to_a_year(until: date | None, allowed: bool) -> None:
    weighing = weigh(case(Act.EXTEND_PROBATION, S.PROBATIONARY, joined_on=date(2025, 3, 1), until=until))

    assert (weighing.faults == {}) is allowed
    assert weighing.doubts == ()


def test_probation_is_extended_once() -> None:
    moves = [Row(Act.EXTEND_PROBATION, S.PROBATIONARY, date(2025, 3, 12), until=date(2025, 9, 12))]
    again = case(
        Act.EXTEND_PROBATION,
        S.PROBATIONARY,
        joined_on=date(2024, 3, 12),
        moves=moves,
        until=date(2026, 3, 12),
    )

    assert weigh(again).faults == {
        "until": "预备期只能延长一次；2025年3月12日已经延长过，到期请办理转正或者取消预备党员资格。"
    }


def test_extension_without_a_day_of_joining_cannot_be_reckoned() -> None:
    assert weigh(case(Act.EXTEND_PROBATION, S.PROBATIONARY, until=date(2026, 9, 1))).faults == {
        "until": "没有登记加入党组织的日期，算不出预备期；请先在“修改个人信息”里补上。"
    }


@pytest.mark.parametrize(
    ("lost_since", "asked"), [(date(2025, 9, 10), False), (date(2025, 9, 11), True), (None, True)]
)
def test_suspension_without_six_months_lost_is_asked_about(lost_since: date | None, asked: bool) -> None:
    assert bool(weigh(case(Act.SUSPEND, S.FORMAL, lost_since=lost_since)).doubts) is asked


def test_suspended_on_probation_is_not_restored_as_formal() -> None:
    moves = [
        Row(Act.ADMIT, S.PROBATIONARY, date(2024, 1, 1)),
        Row(Act.SUSPEND, S.SUSPENDED, date(2025, 1, 1)),
    ]

    assert weigh(case(Act.RESTORE, S.SUSPENDED, moves=moves)).faults == {
        "person": "停止党籍以前是预备党员，恢复以后不能直接是正式党员；请用“更正人员类别”恢复为预备党员。"
    }


@pytest.mark.parametrize(
    ("standing", "leaving", "allowed"),
    [
        (S.PROBATIONARY, LeavingKind.ADVISED, False),
        (S.PROBATIONARY, LeavingKind.REMOVED, False),
        (S.PROBATIONARY, LeavingKind.WITHDRAWN, True),
        (S.FORMAL, LeavingKind.ADVISED, True),
        (S.FORMAL, LeavingKind.REMOVED, True),
        (S.FORMAL, None, False),
    ],
)
def test_probationary_member_is_not_advised_to_leave(
    standing: Standing, leaving: LeavingKind | None, allowed: bool
) -> None:
    assert (weigh(case(Act.LEAVE, standing, leaving=leaving)).faults == {}) is allowed


def test_suspended_leaves_after_two_years() -> None:
    moves = [Row(Act.SUSPEND, S.SUSPENDED, date(2024, 3, 11))]
    early = case(Act.LEAVE, S.SUSPENDED, moves=moves, leaving=LeavingKind.SELF_DEPARTURE)

    assert weigh(early).doubts == ("2024年3月11日停止党籍，满两年仍未取得联系的才按自行脱党除名。",)


def test_nobody_leaves_while_his_membership_is_on_the_way() -> None:
    said = {"person": "组织关系正在转接，请先撤回转出或者等对方接收，再办理。"}

    assert weigh(case(Act.RECORD_DEATH, S.FORMAL, in_transit=True)).faults == said
    assert weigh(case(Act.CONVERT, S.PROBATIONARY, in_transit=True, joined_on=date(2024, 1, 1))).faults == {}


def test_expulsion_names_its_matter() -> None:
    assert weigh(case(Act.EXPEL, S.FORMAL)).faults == {"reason": "请写明事由，和处分决定上的一致。"}
    assert weigh(case(Act.EXPEL, S.FORMAL, reason="严重违反政治纪律")).faults == {}
