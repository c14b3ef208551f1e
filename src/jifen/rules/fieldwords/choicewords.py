"""Words of the fixed options that a field may hold."""

from __future__ import annotations

from collections.abc import Collection

from jifen.rules.fields.choices import DECIDERS

_BODIES = {choice.code: choice.label for choice in DECIDERS}
_SPANS = {
    "fact": "每件",
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "half": "每半年",
    "period": "每期",
    "calendar_year": "每个自然年",
    "life": "不分期",
}
_HALVES = {"down": "舍去", "half_up": "四舍五入", "up": "进位"}
_MISSING = {"ask": "先不计，等人补", "skip": "计 0 分", "no_result": "没有结果"}
_UNITS = {"day": "日历日", "workday": "工作日"}

ANYWHERE: dict[str, str] = {
    **_BODIES,
    "liaison_leader": "联系领导",
    "year": "年",
    "half": "半年",
    "quarter": "季度",
    "month": "月",
    "attendance": "考勤",
    "dues": "党费",
    "study": "学习",
    "exams": "考试",
    "thought_reports": "思想汇报",
    "labour": "义务劳动",
    "patrols": "巡逻",
    "tasks": "任务",
    "migrant_contacts": "流动党员联系",
    "duty_posts": "设岗定责",
    "pairing": "结对帮扶",
    "led_enterprises": "领办实体",
    "discipline": "处分",
    "findings": "认定",
    "documents": "文件",
    "appraisal": "评议",
    "commendations": "表彰",
    "gain": "加分",
    "loss": "扣分",
    "either": "加分或扣分",
    "gains": "加分",
    "losses": "扣分",
    "matter": "同一事由",
    "act": "同一行为",
}
"""Options that mean the same wherever they stand."""

CHOICES: dict[str, dict[str, str]] = {
    "PeriodRule.kind": {"term": "学期", "day": "日", "running": "不分期"},
    "PeriodRule.counts": {"occurred_on": "发生日期", "decided_on": "认定日期"},
    "People.account": {
        "person": "个人",
        "household": "户",
        "branch": "支部",
        "group": "小组",
        "organization": "单位",
    },
    "People.pool": {
        "branch": "同一支部",
        "group": "同一党小组",
        "tier": "同一层",
        "pool": "名册里的评比范围",
        "all": "全体",
    },
    "Exemption.steps": {"branch": "党支部", "committee": "上级党委", "county": "县委组织部"},
    "Exemption.term": {"year": "一个积分年度"},
    "Tiers.on": {"period.start": "周期第一天", "period.end": "周期最后一天", "fact": "事情发生那天"},
    "Tiers.change": {"keep": "全年不变", "prorate": "按月平均"},
    "Rounding.way": _HALVES,
    "Rounding.rest": {"last": "归最后一项"},
    "Spend.expires": {"period_end": "周期结束", "years": "若干年后", "never": "不作废"},
    "Start.by": {"tier": "层次"},
    "Start.prorate": {"months": "按月数"},
    "Allot.per": {"month": "按月"},
    "Allot.scale": {"allotted": "按赋分折算"},
    "Expect.every": {"month": "每月", "quarter": "每季度", "half": "每半年", "period": "每期"},
    "Expect.missed": {"all": "整项不得分", "target_only": "只作目标", "gate": "作为前提"},
    "Pooled.by": {"count": "次数", "sum": "数量"},
    "Pooled.over": _SPANS,
    "Gate.otherwise": {"no_result": "没有结果", "zero": "零分", "grade": "定成某个等次"},
    "FactRule.over": _SPANS,
    "Between.outside": {"refuse": "不计", "flag": "照计，标出来"},
    "Table.none": {**_MISSING, "lowest": "按分最少的一档"},
    **dict.fromkeys(("Per.none", "Slices.none", "Around.none", "Share.none", "Mean.none"), _MISSING),
    "Times.repeat": {"item": "同一小项", "class": "同一分类"},
    "Free.of": {"facts": "次数", "quantity": "数量", "minutes_late": "迟到分钟"},
    "Free.per": _SPANS,
    "Limit.per": _SPANS,
    "Often.per": _SPANS,
    "Keep.scope": {"period": "一期以内", "life": "不分期"},
    "Line.none": {"no_result": "没有结果", "ask": "等组织研究", "undefined": "办法没有规定"},
    "Quota.of": {"scored": "计分的人", "graded": "定等次的人", "all": "全体"},
    "Quota.end": {"top": "高分一头", "bottom": "低分一头"},
    "Quota.round": _HALVES,
    "Quota.ties": {"flag": "留给组织定", "in": "都算", "out": "都不算", "keys": "依次看别的"},
    "Grades.gap": {"down": "归下面一等", "up": "归上面一等", "flag": "不定，留给组织"},
    "Grades.overlap": {"first": "归前面一等", "flag": "检查时指出"},
    "Grade.surplus": {"next": "往下看别的等次", "flag": "留给组织定"},
    "Effect.hold": {"gains": "停止加分"},
    "Outcome.kind": {
        "commendation": "表彰",
        "recommendation": "推荐",
        "disqualify_for_awards": "取消评先资格",
        "talk": "谈话",
        "rectification": "限期整改",
        "help_measures": "帮扶",
        "self_criticism": "检讨",
        "extend_probation": "延长预备期",
        "cancel_probation": "取消预备党员资格",
        "cancel_activist": "取消积极分子资格",
        "development_priority": "优先发展",
        "handling_case": "不合格处置",
        "role_model_register": "先进典型名册",
        "list": "列入名单",
        "flag": "提示",
    },
    "Outcome.at": {"always": "随时", "close": "周期结束", "month_end": "月底", "quarter_end": "季末"},
    "Day.first": {
        "monday": "星期一",
        "tuesday": "星期二",
        "wednesday": "星期三",
        "thursday": "星期四",
        "friday": "星期五",
        "saturday": "星期六",
        "sunday": "星期日",
    },
    "Day.shift": {
        "none": "不动",
        "holiday": "只避法定节假日",
        "next_workday": "顺延到下一个工作日",
        "next_workday_within_week": "一周内顺延到下一个工作日",
        "previous_workday": "提前到上一个工作日",
    },
    "Step.step": {
        "declare": "申报",
        "endorse": "签注",
        "register": "登记",
        "review": "初评",
        "interim": "通报",
        "assembly": "大会评定",
        "reconcile": "核对",
        "publicize": "公示",
        "post": "入账",
        "file": "备案",
        "inspect": "核查",
    },
    "Step.unit": _UNITS,
    "Reconciliation.book": {"points_handbook": "积分手册", "score_card": "积分卡"},
    "Notice.by": {"phone": "电话", "written": "书面", "message": "消息"},
    "Publicity.every": {"month": "每月", "quarter": "每季度", "half": "每半年", "year": "全年"},
    "Publicity.unit": _UNITS,
    "Publicity.columns": {
        "number": "编号",
        "name": "姓名",
        "parts": "各大项",
        "period": "本期",
        "total": "累计",
        "category_words": "类别",
    },
    "Publicity.public": {"members": "党员", "masses": "群众", "clients": "服务对象", "staff": "干部职工"},
    "Recorder.rule": {"elected": "推选", "committee_member": "由委员担任", "appointed": "指定"},
    "Votes.points": {"show_of_hands": "举手", "ballot": "投票"},
    "Votes.mass_ballots": {"none": "没有", "shown": "公布", "weighted": "加权"},
    "Votes.majority_of": {"eligible": "有表决权的人", "valid_member_ballots": "党员有效票"},
}
"""Options by the field they stand in; a field that is not here is in ``ANYWHERE``."""


def option_meant(word: str, among: Collection[str]) -> str | None:
    """Return the option that a Chinese word stands for, where it can be only one of ``among``."""
    named = [
        (code, label)
        for table in (ANYWHERE, *CHOICES.values())
        for code, label in table.items()
        if code in among and word in label
    ]
    exact = {code for code, label in named if label == word}
    meant = exact or {code for code, _ in named}
    return meant.pop() if len(meant) == 1 else None
