"""Fields of a fact: what happened, who decided it, on what evidence (LANGUAGE §3)."""

from __future__ import annotations

from jifen.rules.fields.choices import DECIDERS, EFFECTS, EXCUSES, LEVELS, ORGANISERS, OUTLETS
from jifen.rules.fields.kinds import Choice, Field, FieldType, table


def _fact(
    name: str,
    labels: tuple[str, ...],
    kind: FieldType,
    meaning: str,
    choices: tuple[Choice, ...] = (),
    *,
    many: bool = False,
) -> Field:
    return Field(name, labels, kind, "fact", choices, meaning, many)


_NUMBER, _POINTS, _TEXT = FieldType.NUMBER, FieldType.POINTS, FieldType.TEXT
_CHOICE, _DATE, _TIME, _FLAG = FieldType.CHOICE, FieldType.DATE, FieldType.TIME, FieldType.FLAG

FACT_FIELDS = table(
    _fact("id", ("记录编号", "记录号"), _TEXT, "Identity of the fact inside its book."),
    _fact("kind", ("事项", "事项种类", "事实种类"), _CHOICE, "Kind of fact; the scheme declares the kinds."),
    _fact("subject", ("党员", "当事人", "计分对象"), _TEXT, "Number or name of the member concerned."),
    _fact("team", ("团队", "小队"), _TEXT, "Key shared by the members of one team at one event."),
    _fact("occurred_on", ("发生日期", "日期", "发生日"), _DATE, "Day it happened; decides the period."),
    _fact("time", ("时刻", "时间", "发生时间"), _TIME, "Time of day, where the scheme looks at it."),
    _fact("ended_on", ("结束日期", "终止日期"), _DATE, "Last day of something that lasted."),
    _fact("due_on", ("应办日期", "应交日期", "到期日期"), _DATE, "Day by which it should have been done."),
    _fact("filed_on", ("备案日期", "上报日期"), _DATE, "Day on which the superior filed the claim."),
    _fact("decided_on", ("认定日期", "决定日期"), _DATE, "Day on which the fact was decided."),
    _fact("decided_by", ("认定主体", "决定机构"), _CHOICE, "Person or body that decided.", DECIDERS),
    _fact("quantity", ("数量", "件数"), _NUMBER, "How many units; one where nothing is written."),
    _fact("unit", ("单位", "计量单位"), _CHOICE, "Unit of the quantity; the scheme declares the units."),
    _fact("amount", ("金额",), _NUMBER, "Money in yuan."),
    _fact("minutes_late", ("迟到分钟", "迟到分钟数"), _NUMBER, "Minutes late or left early."),
    _fact("level", ("级别", "表彰级别", "层级"), _CHOICE, "Level of the award, paper or organiser.", LEVELS),
    _fact("organiser", ("主办单位", "组织单位"), _CHOICE, "First organiser (AMB-42).", ORGANISERS),
    _fact("outlet", ("刊发媒体", "发表载体"), _CHOICE, "Where a text was printed.", OUTLETS),
    _fact("option", ("选项", "档次"), _CHOICE, "The one alternative chosen; the scheme declares them."),
    _fact("test_score", ("测试成绩", "考试成绩"), _NUMBER, "Result of a test inside the fact."),
    _fact("marks", ("进展", "后续进展"), _CHOICE, "Dated further successes of the fact.", many=True),
    _fact("matter", ("同一事由", "项目", "项目名称"), _TEXT, "Key of the matter: highest level only."),
    _fact("act", ("同一行为", "行为"), _TEXT, "Key of one act that touches several items."),
    _fact("follows", ("承接记录", "前一记录"), _TEXT, "Identity of the fact this one continues."),
    _fact("class", ("事项分类", "违规分类"), _CHOICE, "Class used to find repeats; declared by the scheme."),
    _fact("excuse", ("请假情况", "缺席原因"), _CHOICE, "Whether and how an absence was excused.", EXCUSES),
    _fact("finding", ("认定意见", "查实情况"), _CHOICE, "What people found about the fact.", many=True),
    _fact("made_up_on", ("补办日期", "补交日期", "补课日期"), _DATE, "Day on which it was made good."),
    _fact("on_time", ("按时", "按时完成"), _FLAG, "Done on time."),
    _fact("signed_in", ("已签到", "签到"), _FLAG, "The member signed in."),
    _fact("complaint", ("有投诉", "被投诉"), _FLAG, "A complaint about the fact was upheld."),
    _fact("effect", ("成效", "效果"), _CHOICE, "Effect as judged by people.", EFFECTS),
    _fact("claimed_value", ("申报分值", "申报分"), _POINTS, "Points the member claimed."),
    _fact("decided_value", ("认定分值", "认定分"), _POINTS, "Points the body decided."),
    _fact("value", ("计算分值", "本条分值"), _POINTS, "Points of the fact after step `value`."),
    _fact("documents", ("证明材料", "文号"), _TEXT, "References of the papers that prove it.", many=True),
    _fact("evidence", ("佐证", "证明人", "见证人", "佐证情况"), _TEXT, "Witness, certificate, sheet …"),
    _fact("corrected_on", ("纠正日期", "整改日期"), _DATE, "Day on which a wrong was put right."),
    _fact("pledge_on", ("承诺日期", "保证日期"), _DATE, "Day of a written pledge."),
    _fact("effect_until", ("影响期至", "影响期截止"), _DATE, "Last day of the effect period."),
    _fact("reverses", ("冲销记录",), _TEXT, "Identity of the fact this one takes out of the replay."),
    _fact("derived_from", ("来源记录",), _TEXT, "Identity of the fact or register line it was derived from."),
    _fact("rater", ("评分人", "打分人"), _TEXT, "Number or name of the person whose rating this is."),
    _fact("reason", ("事由", "说明", "备注"), _TEXT, "Reason in words."),
)
