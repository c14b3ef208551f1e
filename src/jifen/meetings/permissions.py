"""Who may do what in this room, as one table (domain §4.3); every answer is a `Decision` with a sentence.

The body decides; whoever is named here transcribes what it decided. What a group leader writes is a draft: the branch
confirms it.
"""

from __future__ import annotations

from collections.abc import Collection

from jifen.common.actor import Actor, ActorKind
from jifen.common.decision import ALLOWED, Decision, allowed_if
from jifen.common.permissions import Place, Reach, Rule
from jifen.meetings.states.acts import Act
from jifen.orgs.states.roles import COMMITTEE_ROLES, Role

Roles = dict[str, Reach]
_OWN, _TREE = Reach.OWN, Reach.TREE
_OFFICE: Roles = {
    Role.SECRETARY: _OWN,
    Role.DEPUTY_SECRETARY: _OWN,
    Role.ORGANIZATION_COMMISSIONER: _OWN,
    Role.RECORDER: _OWN,
    Role.ORGANIZER: _OWN,
}
_TYPISTS: Roles = {**_OFFICE, Role.GROUP_LEADER: _OWN, Role.DEPUTY_GROUP_LEADER: _OWN}
_SEEING: Roles = {
    **_TYPISTS,
    **dict.fromkeys(COMMITTEE_ROLES, _OWN),
    Role.POINTS_GROUP_HEAD: _OWN,
    Role.POINTS_GROUP_DEPUTY: _OWN,
    Role.POINTS_GROUP_MEMBER: _OWN,
    Role.ORGANIZER: _TREE,
    Role.COUNTY_ORGANIZER: _TREE,
    Role.PARTY_OFFICE: _TREE,
}
_WHO_OFFICE = "本组织书记、副书记、组织委员、记录员（党委会议由本级组织员）"
_WHO_TYPISTS = "本组织书记、副书记、组织委员、记录员，党小组会也可以由组长、副组长（党委会议由本级组织员）"
_TYPED = (
    Act.RECORD_MEETING,
    Act.EDIT_MEETING,
    Act.FILL_ATTENDANCE,
    Act.WRITE_MINUTES,
    Act.PUT_MOTION,
    Act.EDIT_MOTION,
    Act.REMOVE_MOTION,
    Act.PLAN_MEETING,
    Act.EDIT_PLAN,
    Act.REPORT_TO_OFFICE,
    Act.NOTIFY_LEADER,
    Act.NOTE_DELIVERIES,
    Act.NOTIFY_MEMBERS,
    Act.PUT_ON_AGENDA,
    Act.TAKE_OFF_AGENDA,
    Act.HOLD_MEETING,
)
_DECIDED = (
    Act.EXCLUDE_PERSON,
    Act.INCLUDE_PERSON,
    Act.CANCEL_MEETING,
    Act.ADJOURN_MEETING,
    Act.CALL_OFF_MEETING,
)
_CHECKED = (Act.DRAW_SPOT_CHECK, Act.FILL_SPOT_CHECK, Act.CONCLUDE_SPOT_CHECK)
_CHECKING: Roles = {Role.PARTY_OFFICE: _TREE, Role.ORGANIZER: _TREE}
RULES: dict[Act, Rule] = {
    Act.VIEW_MEETINGS: Rule(
        Act.VIEW_MEETINGS, _SEEING, "本组织的委员、记录员、党小组组长、积分工作小组成员，或上级党委"
    ),
    **{act: Rule(act, _TYPISTS, _WHO_TYPISTS) for act in _TYPED},
    **{act: Rule(act, _OFFICE, _WHO_OFFICE) for act in _DECIDED},
    **{act: Rule(act, _CHECKING, "上级党委的党建办工作人员或组织员") for act in _CHECKED},
    Act.CONFIRM_MEETING: Rule(
        Act.CONFIRM_MEETING, {**_OFFICE, Role.ORGANIZER: _TREE}, f"{_WHO_OFFICE}，或上级党委组织员"
    ),
}


def may(actor: Actor, act: Act, place: Place | None) -> Decision:
    """Answer from the table; the installation itself may do everything."""
    return ALLOWED if actor.kind is ActorKind.INSTALLER else RULES[act].may(actor, place)


def may_confirm(actor: Actor, place: Place | None, subject_ids: Collection[str]) -> Decision:
    """Answer for confirming: whoever a motion concerns does not confirm the record of that vote (回避).

    Where a branch has nobody else, the superior countersigns.
    """
    himself = allowed_if(
        not any(actor.is_person(subject_id) for subject_id in subject_ids),
        "这次会议有议题涉及您本人，请由本组织其他有权的同志核对后确认；没有别人的，请上级党委组织员确认。",
    )
    return may(actor, Act.CONFIRM_MEETING, place) & himself
