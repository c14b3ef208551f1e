"""Kinds of meetings and whom each consists of, the states of a record, who came and who does not count."""

from __future__ import annotations

from dataclasses import dataclass

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.meetings.states.acts import Act
from jifen.orgs.states.organizations import BRANCHES, OrganizationKind
from jifen.orgs.states.people import CircumstanceKind

WAITING_DAYS = 7
"""A meeting that is not confirmed so many days after it was held stands on the to-do page."""


class MeetingKind(LabelledEnum):
    """What kind of meeting it was."""

    MEMBER_ASSEMBLY = "MEMBER_ASSEMBLY", "党员大会"
    BRANCH_COMMITTEE = "BRANCH_COMMITTEE", "支部委员会会议"
    GENERAL_BRANCH_COMMITTEE = "GENERAL_BRANCH_COMMITTEE", "总支委员会会议"
    GROUP_MEETING = "GROUP_MEETING", "党小组会"
    PARTY_COMMITTEE = "PARTY_COMMITTEE", "党委会议"
    POINTS_GROUP_MEETING = "POINTS_GROUP_MEETING", "积分工作小组会议"


class Electorate(LabelledEnum):
    """From whom the list of a meeting is made, on its day."""

    MEMBERS = "MEMBERS", "组织关系在本组织的党员"
    COMMITTEE = "COMMITTEE", "委员会成员"
    GROUP = "GROUP", "党小组的党员"
    POINTS_GROUP = "POINTS_GROUP", "积分工作小组成员"


@dataclass(frozen=True, slots=True)
class Body:
    """One row: in which organisations a kind of meeting is held and who belongs to it.

    `needs_half`: without half of its members it is no meeting at all (REG-06); elsewhere only voting needs a quorum.
    """

    kind: MeetingKind
    electorate: Electorate
    organizations: frozenset[OrganizationKind]
    needs_half: bool = False


_K, _M, _E = OrganizationKind, MeetingKind, Electorate
_UPPER = frozenset({_K.COMMITTEE, _K.WORKING_COMMITTEE})
BODIES: tuple[Body, ...] = (
    Body(_M.MEMBER_ASSEMBLY, _E.MEMBERS, BRANCHES | {_K.GENERAL_BRANCH}),
    Body(_M.BRANCH_COMMITTEE, _E.COMMITTEE, BRANCHES, needs_half=True),
    Body(_M.GENERAL_BRANCH_COMMITTEE, _E.COMMITTEE, frozenset({_K.GENERAL_BRANCH}), needs_half=True),
    Body(_M.GROUP_MEETING, _E.GROUP, frozenset({_K.GROUP})),
    Body(_M.PARTY_COMMITTEE, _E.COMMITTEE, _UPPER, needs_half=True),
    Body(_M.POINTS_GROUP_MEETING, _E.POINTS_GROUP, BRANCHES | {_K.GENERAL_BRANCH}),
)
BODY_OF: dict[MeetingKind, Body] = {body.kind: body for body in BODIES}

NOBODY = {
    Electorate.COMMITTEE: (
        "那天没有登记委员会成员。请先在“任职情况”里登记；正式党员不足 7 人、不设支委会的支部，由党员大会讨论决定。"
    ),
    Electorate.POINTS_GROUP: "那天没有登记积分工作小组。请先在“任职情况”里登记。",
    Electorate.GROUP: "这个党小组还没有编入党员。请先在支部页面“编入党小组”。",
    Electorate.MEMBERS: "那天名册上没有党员。请核对日期；名册不全的，请先登记党员。",
}


def kinds_in(organization: OrganizationKind) -> tuple[MeetingKind, ...]:
    """Return the kinds of meetings held in an organisation of this kind; a department holds none."""
    return tuple(body.kind for body in BODIES if organization in body.organizations)


class MeetingState(LabelledEnum):
    """How far the record of a meeting is."""

    RECORDED = "RECORDED", "已登记，待确认"
    CONFIRMED = "CONFIRMED", "已确认"
    CANCELLED = "CANCELLED", "已作废"


_S, _DESK, _OFFICE = (
    MeetingState,
    "记录员或书记",
    "书记、副书记、组织委员或记录员",
)
_CONFIRMING = f"{_OFFICE}；涉及本人的由别人或者上级党委组织员"
MEETING = Machine(
    "会议记录",
    MeetingState,
    (
        Transition(Act.RECORD_MEETING, None, _S.RECORDED, _DESK),
        *(
            Transition(act, _S.RECORDED, _S.RECORDED, _DESK)
            for act in (
                Act.EDIT_MEETING,
                Act.FILL_ATTENDANCE,
                Act.EXCLUDE_PERSON,
                Act.INCLUDE_PERSON,
                Act.WRITE_MINUTES,
                Act.PUT_MOTION,
                Act.EDIT_MOTION,
                Act.REMOVE_MOTION,
            )
        ),
        Transition(Act.CONFIRM_MEETING, _S.RECORDED, _S.CONFIRMED, _CONFIRMING),
        Transition(Act.CANCEL_MEETING, _S.RECORDED, _S.CANCELLED, _OFFICE),
    ),
)


class Presence(LabelledEnum):
    """Whether somebody came; whoever came late or left early was there.

    `EXCUSED`: away, and nobody asks why: old, weak or ill members of whom no attendance is demanded (REG-36).
    """

    PRESENT = "PRESENT", "到会"
    LATE = "LATE", "迟到"
    LEFT_EARLY = "LEFT_EARLY", "早退"
    LEAVE = "LEAVE", "请假"
    ABSENT = "ABSENT", "缺席"
    EXCUSED = "EXCUSED", "不作硬性要求"


EXCUSING = frozenset({CircumstanceKind.NO_HARD_REQUIREMENT, CircumstanceKind.FRAIL})
"""What must hold of somebody before he is entered as `EXCUSED`."""
GIVES_REASON = frozenset({Presence.LEAVE, Presence.ABSENT})
CAME = frozenset({Presence.PRESENT, Presence.LATE, Presence.LEFT_EARLY})


class Ineligible(LabelledEnum):
    """Why somebody on the list does not count among those who should come (应到, REG-04 and REG-05)."""

    PROBATIONARY = "PROBATIONARY", "预备党员，没有表决权"
    NOT_FORMAL = "NOT_FORMAL", "不是正式党员，没有表决权"
    PROBATION_WITHIN_PARTY = "PROBATION_WITHIN_PARTY", "留党察看，没有表决权"
    EXCLUDED = "EXCLUDED", "经同意不计入应到"


class ExclusionGround(LabelledEnum):
    """Why a meeting may agree, and the superior consent, not to count a member among those who should come (REG-05)."""

    CANNOT_EXPRESS = "CANNOT_EXPRESS", "患病，不能表达本人意志"
    ABROAD = "ABROAD", "出国（境）半年以上"
    IN_CUSTODY = "IN_CUSTODY", "被拘留、逮捕或者服刑"
    BEDRIDDEN = "BEDRIDDEN", "年老体弱卧床不起，或长期生病生活不能自理"
    AWAY = "AWAY", "外出半年以上，按规定应转走组织关系而没有转"
    MIGRANT = "MIGRANT", "流动党员，本人申请"
