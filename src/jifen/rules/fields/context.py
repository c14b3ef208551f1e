"""Fields of the surroundings (period, pool, registers, ballots) and of a result (LANGUAGE §3)."""

from __future__ import annotations

from jifen.rules.fields.kinds import Field, FieldType, table

_NUMBER, _POINTS, _TEXT = FieldType.NUMBER, FieldType.POINTS, FieldType.TEXT
_CHOICE, _DATE, _FLAG = FieldType.CHOICE, FieldType.DATE, FieldType.FLAG


def _context(name: str, labels: tuple[str, ...], kind: FieldType, meaning: str) -> Field:
    return Field(name, labels, kind, "context", (), meaning)


def _result(name: str, labels: tuple[str, ...], kind: FieldType, meaning: str) -> Field:
    return Field(name, labels, kind, "result", (), meaning)


CONTEXT_FIELDS = table(
    _context("period", ("周期", "积分周期"), _TEXT, "Name of the period, such as 2026."),
    _context("period.start", ("周期起始日", "期初"), _DATE, "First day of the period."),
    _context("period.end", ("周期截止日", "期末"), _DATE, "Last day of the period."),
    _context("as_of", ("截至日期", "计算日期"), _DATE, "Day up to which the score is computed."),
    _context("pool.size", ("同组人数", "参评人数"), _NUMBER, "Number of ranked accounts in the pool."),
    _context("meetings.held", ("已开会次数",), _NUMBER, "Meetings held in the period."),
    _context("meetings.due", ("应参会次数", "应到次数"), _NUMBER, "Meetings the member was due to attend."),
    _context("meetings.attended", ("实到次数", "参会次数"), _NUMBER, "Meetings the member attended."),
    _context("dues.due", ("应交党费月数",), _NUMBER, "Months for which dues were due."),
    _context("dues.paid", ("已交党费月数",), _NUMBER, "Months paid, late or not."),
    _context("dues.late", ("迟交党费月数",), _NUMBER, "Months paid after the due day."),
    _context("dues.unpaid_run", ("连续欠交党费月数",), _NUMBER, "Longest present run of unpaid months."),
    _context("notices.issued", ("已发通知次数",), _NUMBER, "Notices issued to the member."),
    _context("notices.signed", ("已签收通知次数",), _NUMBER, "Notices the member signed for."),
    _context("tasks.due", ("应完成任务数",), _NUMBER, "Tasks due in the period."),
    _context("tasks.done", ("已完成任务数",), _NUMBER, "Tasks done in the period."),
    _context("ballots.issued", ("发出票数",), _NUMBER, "Ballots issued."),
    _context("ballots.returned", ("收回票数",), _NUMBER, "Ballots returned."),
    _context("ballots.valid", ("有效票数",), _NUMBER, "Valid ballots of members."),
    _context("ballots.ayes", ("赞成票数",), _NUMBER, "Members' ballots for."),
    _context("ballots.noes", ("反对票数",), _NUMBER, "Members' ballots against."),
    _context("ballots.mass_valid", ("群众有效票数",), _NUMBER, "Valid ballots of mass representatives."),
    _context("ballots.mass_ayes", ("群众赞成票数",), _NUMBER, "Mass representatives' ballots for."),
    _context("ballots.mass_noes", ("群众反对票数",), _NUMBER, "Mass representatives' ballots against."),
    _context("ratings.due", ("应评人数",), _NUMBER, "People expected to rate."),
    _context("ratings.count", ("有效评分人数",), _NUMBER, "Valid ratings received."),
    _context("ratings.mean", ("评分平均值",), _POINTS, "Mean of the valid ratings."),
)

REGISTER_FIELDS = {
    name: field
    for name, field in CONTEXT_FIELDS.items()
    if name.split(".")[0] in ("meetings", "dues", "notices", "tasks", "ballots", "ratings")
}
"""Figures of registers, ballots and ratings: one per member and period, given with the roster."""

RESULT_FIELDS = table(
    _result("raw", ("原始积分", "折算前积分"), _POINTS, "Line `raw`: the sum before conversion."),
    _result("converted", ("折算积分", "折算后积分"), _POINTS, "Line `converted`: after conversion."),
    _result("score", ("积分", "年度积分", "总分"), _POINTS, "Line `score`: the final figure of the period."),
    _result("grade", ("等次", "年度等次"), _CHOICE, "Grade after overrides."),
    _result("computed_grade", ("原定等次", "按分等次"), _CHOICE, "Grade without override."),
    _result("rank", ("名次", "排位"), _NUMBER, "Rank of the score from the top of the pool."),
    _result("vetoed", ("一票否决",), _FLAG, "A veto is in force."),
)

LINE_FIELDS = ("raw", "converted", "score")
"""Result fields that are named lines of `total`; conditions speak of them as `line.<name>`."""
