"""The registers kept here: what can be said of a person in each, and of whom it is asked (domain §9.5).

One row for each kind serves the form, the checks, the list and the suggestions.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from jifen.common.labelled import LabelledEnum
from jifen.orgs.states.people import MEMBERS, ON_ROSTER, Standing

FACT_LENGTH = 10
"""Characters of what was seen at least: who reads it later must be able to tell what happened."""


class OccasionKind(LabelledEnum):
    """What a register is about."""

    DUES = "DUES", "党费"
    THOUGHT_REPORT = "THOUGHT_REPORT", "思想汇报"
    STUDY = "STUDY", "学习"
    NOTES = "NOTES", "学习笔记"
    ESSAY = "ESSAY", "心得体会"
    COURSE = "COURSE", "培训取证"
    LECTURE = "LECTURE", "讲党课"
    EXAM = "EXAM", "考试测试"
    LABOUR = "LABOUR", "义务劳动"
    PATROL = "PATROL", "巡逻"
    ACTIVITY = "ACTIVITY", "活动"
    TASK = "TASK", "交办的工作"
    FINDING = "FINDING", "日常发现"


class Said(LabelledEnum):
    """What is said of one person in a register."""

    PAID = "PAID", "按时足额"
    PAID_LATE = "PAID_LATE", "迟交"
    PAID_SHORT = "PAID_SHORT", "未足额"
    UNPAID = "UNPAID", "未交"
    HANDED_IN = "HANDED_IN", "按时交了"
    HANDED_IN_LATE = "HANDED_IN_LATE", "交晚了"
    MISSING = "MISSING", "没有交"
    TOOK_PART = "TOOK_PART", "参加"
    CAME_LATE = "CAME_LATE", "迟到"
    LEFT_EARLY = "LEFT_EARLY", "早退"
    ABSENT = "ABSENT", "缺席"
    LEAVE = "LEAVE", "请假"
    EXCUSED = "EXCUSED", "不作硬性要求"
    WRITTEN = "WRITTEN", "写了"
    UNWRITTEN = "UNWRITTEN", "没有写"
    PASSED = "PASSED", "合格"
    FAILED = "FAILED", "不合格"
    GAVE = "GAVE", "讲了"
    DONE = "DONE", "完成"
    DONE_LATE = "DONE_LATE", "延误"
    NOT_DONE = "NOT_DONE", "没有完成"
    OVERFULFILLED = "OVERFULFILLED", "超额完成"
    SEEN = "SEEN", "有"


class Organiser(LabelledEnum):
    """Who held an activity first; the codes of the language in capitals (AMB-42)."""

    SUPERIOR_COMMITTEE = "SUPERIOR_COMMITTEE", "上级党委"
    BUSINESS_DEPARTMENT = "BUSINESS_DEPARTMENT", "上级业务部门"
    OWN_BRANCH = "OWN_BRANCH", "本支部"
    OWN_UNIT = "OWN_UNIT", "本单位"
    VILLAGE_COMMITTEE = "VILLAGE_COMMITTEE", "村民委员会"
    MASS_ORGANIZATION = "MASS_ORGANIZATION", "群团组织"
    OTHER = "OTHER", "其他"


_O = Said
EXCUSING = frozenset({_O.LEAVE, _O.EXCUSED})
"""What costs nothing and gives nothing."""
_GATHERING = (_O.TOOK_PART, _O.ABSENT, _O.LEAVE, _O.EXCUSED)
_REPORTING = frozenset(
    {Standing.ACTIVIST, Standing.DEVELOPMENT_TARGET, Standing.PROBATIONARY, Standing.FORMAL}
)


@dataclass(frozen=True, slots=True)
class Form:
    """One row: the registers of the language it answers to, what can be said, of whom, and what else is asked.

    `usual`: what is said of whoever is not named when the rest is filled in at once; None where nobody is filled in
    unasked. `on` names the day of the register, `done` the day of a line, asked where the outcome is one of `dated`.
    `number`: label of a figure in hundredths (yuan, marks, half days), `who`: label of a second name. `freed`: nothing
    is demanded of the old, weak and ill, nor of who is away (REG-36).
    """

    kind: OccasionKind
    registers: tuple[str, ...]
    outcomes: tuple[Said, ...]
    on: str
    whom: frozenset[Standing] = ON_ROSTER
    usual: Said | None = None
    done: str = ""
    dated: frozenset[Said] = frozenset()
    number: str = ""
    who: str = ""
    freed: bool = False
    held: bool = False


_K = OccasionKind
_REPORTED = (_O.HANDED_IN, _O.HANDED_IN_LATE, _O.MISSING)
FORMS: tuple[Form, ...] = (
    Form(
        _K.DUES, ("dues",), (_O.PAID, _O.PAID_LATE, _O.PAID_SHORT, _O.UNPAID), "应交日期", MEMBERS, _O.PAID,
        "交纳日期", frozenset({_O.PAID_LATE}), "金额（元）", "代交人",
    ),
    Form(
        _K.THOUGHT_REPORT, ("thought_reports",), _REPORTED, "应交日期", _REPORTING, None,
        "收到日期", frozenset({_O.HANDED_IN_LATE}), "", "收件人",
    ),
    Form(_K.STUDY, ("study", "attendance"), _GATHERING, "日期", usual=_O.TOOK_PART, freed=True, held=True),
    Form(_K.NOTES, ("study",), (_O.WRITTEN, _O.UNWRITTEN), "检查日期", usual=_O.WRITTEN, freed=True),
    Form(_K.ESSAY, ("study",), (_O.WRITTEN, _O.UNWRITTEN), "应交日期", usual=_O.WRITTEN, freed=True),
    Form(_K.COURSE, ("study",), (_O.PASSED, _O.FAILED), "日期", held=True),
    Form(_K.LECTURE, ("study",), (_O.GAVE,), "日期", MEMBERS, held=True),
    Form(
        _K.EXAM, ("exams",), (_O.PASSED, _O.FAILED, _O.ABSENT, _O.LEAVE, _O.EXCUSED), "日期",
        number="成绩", freed=True, held=True,
    ),
    Form(
        _K.LABOUR, ("labour",), _GATHERING, "日期", usual=_O.TOOK_PART, number="半天数", freed=True, held=True
    ),
    Form(_K.PATROL, ("patrols", "labour"), _GATHERING, "日期", number="次数或半天数", freed=True, held=True),
    Form(
        _K.ACTIVITY, ("attendance",),
        (_O.TOOK_PART, _O.CAME_LATE, _O.LEFT_EARLY, _O.ABSENT, _O.LEAVE, _O.EXCUSED), "日期",
        usual=_O.TOOK_PART, freed=True, held=True,
    ),
    Form(
        _K.TASK, ("tasks",), (_O.DONE, _O.DONE_LATE, _O.NOT_DONE, _O.OVERFULFILLED), "完成期限",
        done="完成日期", dated=frozenset({_O.DONE_LATE}),
    ),
    Form(_K.FINDING, ("findings",), (_O.SEEN,), "日期", who="谁看见的"),
)  # fmt: skip
FORM_OF: dict[OccasionKind, Form] = {form.kind: form for form in FORMS}


def last_day_of(month: date) -> date:
    """Return the last day of the month a day lies in: by then dues are paid where nothing else was agreed (REG-35)."""
    return month.replace(day=monthrange(month.year, month.month)[1])
