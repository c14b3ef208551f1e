"""Fields of a member on the reference day (LANGUAGE §3)."""

from __future__ import annotations

from jifen.rules.fields.choices import DISCIPLINES, HEALTH_STATES, RESIDENCES, ROLES, STATUSES, WORK_STATES
from jifen.rules.fields.kinds import Choice, Field, FieldType, table


def _member(
    name: str,
    labels: tuple[str, ...],
    kind: FieldType,
    meaning: str,
    choices: tuple[Choice, ...] = (),
    *,
    many: bool = False,
) -> Field:
    return Field(name, labels, kind, "member", choices, meaning, many)


_NUMBER, _POINTS, _TEXT = FieldType.NUMBER, FieldType.POINTS, FieldType.TEXT
_CHOICE, _DATE, _FLAG = FieldType.CHOICE, FieldType.DATE, FieldType.FLAG

MEMBER_FIELDS = table(
    _member("number", ("党员编号", "编号"), _TEXT, "Number of the member in the branch."),
    _member("name", ("姓名", "党员姓名"), _TEXT, "Name of the member."),
    _member("status", ("人员类别", "类别", "党员类别", "身份"), _CHOICE, "Stage of membership.", STATUSES),
    _member("status_since", ("类别起始日期", "身份起始日期"), _DATE, "First day of the present status."),
    _member("role", ("职务", "党内职务"), _CHOICE, "Offices held on the day.", ROLES, many=True),
    _member("role_since", ("任职日期", "任职起始日期"), _DATE, "First day of the longest present office."),
    _member("village_cadre", ("村两委干部", "村干部"), _FLAG, "Member of a village committee (S3 tier 1)."),
    _member("tier", ("层次", "分层"), _CHOICE, "Tier of the scheme the member stands in."),
    _member("birth_date", ("出生日期", "出生年月日"), _DATE, "Day of birth."),
    _member("age", ("年龄", "周岁"), _NUMBER, "Age in whole years on the reference day."),
    _member("residence", ("居住情况", "居住状况"), _CHOICE, "At home or working away.", RESIDENCES),
    _member("health", ("健康状况", "身体状况"), _CHOICE, "Well, or frail (REG-36).", HEALTH_STATES),
    _member("work_state", ("工作状况", "在岗情况"), _CHOICE, "Working, farming, retired …", WORK_STATES),
    _member("household", ("家庭户", "户号"), _TEXT, "Key of the household."),
    _member("household.head", ("户主", "户主编号"), _TEXT, "Number of the head of the household."),
    _member("branch", ("所在支部", "所在党支部", "党支部"), _TEXT, "Branch that keeps the account."),
    _member("group", ("党小组", "小组"), _TEXT, "Party group inside the branch."),
    _member("office", ("股室", "科室", "部门"), _TEXT, "Office inside a bureau or school."),
    _member("pool", ("评比范围", "排名范围"), _TEXT, "Key of the ranking pool."),
    _member("joined_on", ("进入支部日期", "转入日期"), _DATE, "First day in the branch."),
    _member("left_on", ("离开支部日期", "转出日期"), _DATE, "Last day in the branch."),
    _member("months", ("计分月数", "积分月数"), _NUMBER, "Months of the period in which he was scored."),
    _member("months_in_branch", ("在支部月数",), _NUMBER, "Months of the period in the branch."),
    _member("months_in_status", ("本类别月数", "本身份月数"), _NUMBER, "Months of the period in the status."),
    _member("exempt", ("不参与积分", "免予积分"), _FLAG, "Approved to stay out of the system (REG-36)."),
    _member("exempt_from", ("不参与积分起始日期", "免予积分起始日期"), _DATE, "First day out (AMB-39)."),
    _member("allotted_elsewhere", ("转入前已赋任务分",), _POINTS, "Task points allotted before (E38)."),
    _member("earned_elsewhere", ("转入前已得任务分",), _POINTS, "Task points earned before (E38)."),
    _member("under_investigation", ("接受审查调查", "正在审查调查"), _FLAG, "Under investigation."),
    _member("discipline", ("处分", "党纪处分"), _CHOICE, "Measures in effect.", DISCIPLINES, many=True),
    _member("discipline_until", ("处分影响期至",), _DATE, "Last day of the longest effect period."),
    _member("discipline_duty_related", ("处分与履职有关",), _FLAG, "The measure concerns a duty (AMB-37)."),
    _member("appraisal", ("评议格次", "民主评议结果"), _TEXT, "Grade of this year's democratic appraisal."),
    _member("purse", ("可兑换积分", "可用积分"), _POINTS, "Points not yet spent."),
)
