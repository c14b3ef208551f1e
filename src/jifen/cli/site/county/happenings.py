"""What happens in a branch in the course of a year, by 办法: how often, in which months, told in which words.

Points, items and what must be there are never written here: they come from the 办法 itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ALL_YEAR = tuple(range(1, 13))
SUMMER, WINTER = (5, 6, 7, 8, 9), (11, 12)


@dataclass(frozen=True, slots=True)
class Happening:
    """One kind of fact: so many times in a hundred members and a month, in which months, and why.

    `values`: what is decided, in points as text, where people decide; `fields`: what else the fact says.
    """

    kind: str
    rate: float
    reasons: tuple[str, ...] = ("",)
    months: tuple[int, ...] = ALL_YEAR
    values: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


_H = Happening
_NO_LEAVE = ("没有请假", "事后也没有说明原因")
_LATE = ("迟到约二十分钟", "会议开始以后才到")
_DUES = ("当月党费到下月才交",)

VILLAGE = (
    _H("meeting_absent", 2.5, ("党员大会没有到，没有请假", "党课没有到，没有请假")),
    _H("dues_late", 1.5, _DUES),
    _H("meeting_late", 3.5, _LATE),
    _H("left_early", 1.2, ("会没有开完就走了",)),
    _H("policy_neglected", 0.4, ("没有向分工联系的农户讲清医保缴费政策",)),
    _H("labour_missed", 3, ("清理沟渠没有到，没有请假", "环境整治义务劳动没有到，没有请假"), SUMMER),
    _H("breach", 0.15, ("占用村道堆放建材，劝了两次没有清",)),
    _H("lavish_feast", 0.1, ("办酒席超过村规民约的桌数",)),
    _H("moral_title", 2, ("镇里评为好媳妇", "镇里评为好婆婆"), (3,)),
    _H("good_deed", 4, ("拾到钱包交还失主", "雨夜送邻居去卫生院", "帮独居老人修好屋顶")),
    _H("five_star_household", 6, ("评为五星级文明户",), (12,)),
    _H("help", 9, ("帮困难户收稻子", "调解两家宅基地边界的争执", "帮留守老人办社保手续", "给五保户送柴送米")),
    _H("proposal", 4, ("建议修村口的路灯，村里采纳", "反映灌溉水渠漏水，提出改线办法")),
    _H("patrol_year", 45, ("全年治安巡逻完成情况",), (5,), ("3", "3.5", "4", "4.5", "5")),
)

SCHOOL = (
    _H("honour", 1.2, ("教学比赛获奖", "评为优秀党务工作者"), fields={"level": "school"}),
    _H("honour", 0.6, ("评为区级骨干教师",), fields={"level": "county"}),
    _H("superior_activity", 5, ("参加上级党委的志愿服务", "参加上级党委的宣讲"),
       fields={"organiser": "superior_committee"}),
    _H("pupil_helped", 14, ("结对的学生期末成绩明显提高",), (1, 7), fields={"effect": "clear"}),
    _H("party_article", 0.9, ("党建稿件被采用",), fields={"level": "county"}),
    _H("journal_paper", 0.8, ("教学案例在刊物发表",)),
    _H("other_reward", 0.6, ("承担区里的公开课", "暑期值守校园"), values=("1", "2", "3")),
    _H("meeting_missed", 2.5, ("主题党日没有到，没有请假", "组织生活会没有到，没有请假")),
    _H("notes_missing", 2.5, ("学习笔记没有及时记",)),
    _H("essay_missing", 1.8, ("专题学习的心得体会没有写",)),
    _H("badge_missing", 2, ("上课没有佩戴党徽",)),
    _H("papers_late", 6, ("思想汇报没有按季度交",), (3, 6, 9, 12)),
    _H("task_shirked", 0.3, ("推迟接待家长来访，造成延误",)),
    _H("criticised", 0.15, ("作业批改不及时，被通报批评",)),
    _H("lowered_study", 8, ("学习强度不够",), (12,), ("-0.5", "-1")),
    _H("lowered_service", 8, ("承诺事项没有全部兑现",), (12,), ("-0.5", "-1")),
)  # fmt: skip

TIERS = (
    _H("policy_explained", 8, ("向三户群众讲清医保缴费政策", "向四户群众讲清秸秆禁烧的规定")),
    _H("publicity_action", 14, ("参加防汛宣传", "参加护林防火宣传")),
    _H("resolution_done", 8, ("按时办好大会交办的道路清障", "按时办好大会交办的水渠清淤")),
    _H("task_refused", 0.4, ("交办的摸底一直没有做",)),
    _H("rules_kept", 95, ("半年内没有查实的问题",), (6, 12)),
    _H("study_done", 85, ("当月政治学习",)),
    _H("study_notes", 60, ("当月学习笔记已检查",)),
    _H("study_missed", 3, _NO_LEAVE),
    _H("course_passed", 0.8, ("参加果树嫁接培训，取得证书",)),
    _H("migrant_report", 80, ("电话汇报思想和务工情况",)),
    _H("liaison_contact", 90, ("联系人通话，了解务工情况",)),
    _H("host_proof", 45, ("寄回流入地报到证明",), (3, 9)),
    _H("meeting_attended", 75, ("参加党员大会",)),
    _H("meeting_absent", 2.5, _NO_LEAVE),
    _H("meeting_late", 3, _LATE),
    _H("lecture_given", 2, ("给党员讲惠农政策",)),
    _H("dues_paid", 94, ("当月党费已交",)),
    _H("dues_late", 2.5, _DUES),
    _H("proposal_accepted", 2, ("书面建议增设路灯，支部采纳",)),
    _H("supervision", 5, ("参加季度村务监督",)),
    _H("dispute_settled", 2.5, ("调解用水纠纷，双方都认可", "调解宅基地纠纷，双方都认可")),
    _H("plan_fulfilled", 55, ("完成全年生产计划",), (12,)),
    _H("household_helped", 7, ("帮困难户抢收", "帮困难户修猪圈")),
    _H("pairing_target_met", 8, ("结对户达到当年增收目标",), (12,)),
    _H("project_realised", 0.4, ("引来手工编织订单，已经开工",)),
    _H("jobs_brought", 0.8, ("带三名村民到工地做工",)),
    _H("labour_half_day", 18, ("参加清沟半天", "参加夜间巡逻")),
    _H("donation", 1.5, ("为村里修桥捐工两天",)),
    _H("urgent_task", 1, ("汛期夜里转移群众",), SUMMER),
)

DECLARED = (
    _H("meeting_missed", 2.5, _NO_LEAVE),
    _H("dues_late", 1.8, _DUES),
    _H("study_missed", 2.5, _NO_LEAVE),
    _H("task_failed", 0.6, ("交办的入户登记没有按时完成",)),
    _H("service_call", 22, ("夜间上门看病", "上门修好老人家的电路", "帮邻居代办证件")),
    _H("mediation", 4, ("调解田界纠纷", "劝和一对闹矛盾的夫妻")),
    _H("pairing_measure", 2, ("帮结对户落实养殖贷款", "帮结对户联系销路")),
    _H("enterprise_result", 0.6, ("合作社收购十二户的花椒",)),
    _H("public_labour", 12, ("清理河道半天", "植树半天")),
    _H("complaint_true", 0.3, ("村民反映占道属实",), values=("-1", "-2")),
    _H("peer_rating", 100, ("年底党员互评",), (12,), ("7.5", "8", "8.5", "9", "9.5")),
    _H("mass_rating", 100, ("年底群众评议",), (12,), ("7", "7.5", "8", "8.5", "9", "9.5")),
)

BUREAU = (
    _H("task_done", 100, ("当月岗位职责完成情况",), values=("4.5", "4.8", "5")),
    _H("politics_fault", 0.2, ("政治学习测试没有准备",), values=("-0.5",)),
    _H("service_fault", 0.8, ("群众来电答复不及时",), values=("-0.5", "-1")),
    _H("life_fault", 1, ("组织生活会发言没有准备",), values=("-0.5",)),
    _H("law_fault", 0.3, ("值班期间离岗",), values=("-0.5",)),
    _H("overfulfilled", 8, ("超额完成全年防汛检查",), WINTER, ("0.5", "1", "1.5")),
    _H("contribution", 0.7, ("提出的堤防加固办法被采用",), values=("1", "2")),
    _H("honour", 1.2, ("评为本局先进个人",), fields={"level": "unit"}),
    _H("praise", 1.6, ("防汛值守受到通报表扬",), fields={"level": "unit"}),
    _H("praise", 0.4, ("驻村工作受到乡镇通报表扬",), fields={"level": "township"}),
)

BY_LIBRARY: dict[str, tuple[Happening, ...]] = {
    "village-branch": VILLAGE,
    "school-branch": SCHOOL,
    "township-branch-sample": TIERS,
    "county-declared-sample": DECLARED,
    "bureau-branch": BUREAU,
}
"""办法 on the shelf → what happens under it."""
