"""What the to-do page lists; each kind names the act that takes a line away."""

from jifen.common.labelled import LabelledEnum
from jifen.orgs.states.acts import Act


class DueKind(LabelledEnum):
    """Kinds of work that is due, in the order of the page."""

    ACCEPT_TRANSFER = "ACCEPT_TRANSFER", "接收组织关系"
    CHASE_TRANSFER = "CHASE_TRANSFER", "催办组织关系转接"
    CONFIRM_ROSTER = "CONFIRM_ROSTER", "确认名册导入"
    CHECK_DUPLICATE = "CHECK_DUPLICATE", "核对可能重复的登记"
    END_OF_PROBATION = "END_OF_PROBATION", "预备期满，讨论转正"
    NAME_INTRODUCERS = "NAME_INTRODUCERS", "确定入党介绍人"
    NAME_CONTACTS = "NAME_CONTACTS", "确定培养联系人"
    HOLD_ELECTION = "HOLD_ELECTION", "按期换届"
    RENEW_OFFICE = "RENEW_OFFICE", "任期届满"
    APPOINT_SECRETARY = "APPOINT_SECRETARY", "登记书记"
    APPOINT_RECORDER = "APPOINT_RECORDER", "登记记录员"
    NAME_LIAISON = "NAME_LIAISON", "确定流动党员联系人"
    NAME_HELPER = "NAME_HELPER", "确定帮扶人"
    ASSIGN_GROUPS = "ASSIGN_GROUPS", "编入党小组"
    HAND_OUT_SLIP = "HAND_OUT_SLIP", "密码条还没有使用"


ACT_OF: dict[DueKind, Act] = {
    DueKind.ACCEPT_TRANSFER: Act.ACCEPT_TRANSFER,
    DueKind.CHASE_TRANSFER: Act.CANCEL_TRANSFER,
    DueKind.CONFIRM_ROSTER: Act.APPLY_ROSTER,
    DueKind.CHECK_DUPLICATE: Act.EDIT_PERSON,
    DueKind.END_OF_PROBATION: Act.CONVERT,
    DueKind.NAME_INTRODUCERS: Act.RECORD_BOND,
    DueKind.NAME_CONTACTS: Act.RECORD_BOND,
    DueKind.HOLD_ELECTION: Act.RENEW_COMMITTEE,
    DueKind.RENEW_OFFICE: Act.APPOINT,
    DueKind.APPOINT_SECRETARY: Act.APPOINT,
    DueKind.APPOINT_RECORDER: Act.APPOINT,
    DueKind.NAME_LIAISON: Act.RECORD_BOND,
    DueKind.NAME_HELPER: Act.RECORD_BOND,
    DueKind.ASSIGN_GROUPS: Act.ASSIGN_GROUP,
    DueKind.HAND_OUT_SLIP: Act.ISSUE_SLIP,
}
FOR_SUPERIORS = frozenset(
    {
        DueKind.ACCEPT_TRANSFER,
        DueKind.CHASE_TRANSFER,
        DueKind.CONFIRM_ROSTER,
        DueKind.END_OF_PROBATION,
        DueKind.HOLD_ELECTION,
        DueKind.RENEW_OFFICE,
        DueKind.APPOINT_SECRETARY,
    }
)
"""What a superior also watches in the organisations below; the rest is the branch's own."""

PROBATION_DAYS = TERM_DAYS = 60
ELECTION_DAYS = 90
LETTER_DAYS = 15
"""How many days ahead a line appears."""
