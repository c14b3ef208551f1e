"""The sheet 党员名册: its columns, the same for the file that comes in, the file that goes out and the empty one."""

from __future__ import annotations

from dataclasses import replace

from jifen.orgs.states.codes import EDUCATIONS, ETHNICITIES
from jifen.orgs.states.people import Sex, Standing
from jifen.workbook import CellKind, Column, OutColumn, SheetSpec

SHEET = "党员名册"
MOST_ROWS = 50_000
_T, _C, _D, _F = CellKind.TEXT, CellKind.CODE, CellKind.DATE, CellKind.FLAG

CATEGORIES: dict[str, Standing] = {
    "正式党员": Standing.FORMAL,
    "预备党员": Standing.PROBATIONARY,
    "发展对象": Standing.DEVELOPMENT_TARGET,
    "入党积极分子": Standing.ACTIVIST,
    "积极分子": Standing.ACTIVIST,
    "入党申请人": Standing.APPLICANT,
    "申请入党人": Standing.APPLICANT,
    "申请人": Standing.APPLICANT,
}
"""人员类别 → standing; the first word of each is the one written out."""
NORMAL, SUSPENDED = "正常", "停止党籍"

COLUMNS: tuple[Column, ...] = (
    Column("serial", "序号", _C, width=6),
    Column("name", "姓名", _T, required=True, aliases=("党员姓名",), width=10),
    Column(
        "mark", "同名区分", _T, width=10, note="本支部有同名的同志才填，例如：大、小、三组。不要用证件号码。"
    ),
    Column("sex", "性别", _T, width=6),
    Column("ethnicity", "民族", _T, width=10),
    Column("birth_on", "出生日期", _D, aliases=("出生年月日",), width=12),
    Column(
        "id_no",
        "身份证号",
        _C,
        aliases=("公民身份号码", "身份证号码", "证件号码", "公民身份证号码"),
        width=22,
        sensitive=True,
        note="18位。请先把单元格设为“文本”再填写。",
    ),
    Column("education", "学历", _T, width=14),
    Column("degree", "学位", _T, width=12),
    Column("native_place", "籍贯", _T, width=14),
    Column("standing", "人员类别", _T, required=True, aliases=("党员类别",), width=12),
    Column("joined_on", "加入党组织日期", _D, aliases=("入党日期", "入党时间", "加入党组织时间"), width=14),
    Column("converted_on", "转为正式党员日期", _D, aliases=("转正日期", "转正时间"), width=14),
    Column(
        "branch",
        "所在党支部",
        _T,
        aliases=("党支部", "所在支部"),
        width=26,
        note="填支部全称、简称或组织代码。",
    ),
    Column("group", "党小组", _T, aliases=("所在党小组",), width=20),
    Column("work_post", "工作岗位", _T, aliases=("岗位",), width=14),
    Column("employer", "工作单位", _T, aliases=("单位",), width=20),
    Column("work_started_on", "参加工作日期", _D, aliases=("参加工作时间",), width=12),
    Column("phone", "手机", _C, aliases=("手机号", "手机号码", "联系电话"), width=14, sensitive=True),
    Column("landline", "固定电话", _C, aliases=("座机",), width=14, sensitive=True),
    Column("address", "家庭住址", _T, aliases=("住址",), width=26, sensitive=True),
    Column("membership", "党籍状态", _T, width=10, note="正常，或停止党籍。"),
    Column("lost", "是否失联", _F, aliases=("是否失联党员", "是否为失联党员"), width=8),
    Column("migrant", "是否流动", _F, aliases=("是否流动党员", "是否为流动党员"), width=8),
    Column("where", "外出流向", _T, width=16),
    Column("member_no", "党员编号", _C, aliases=("编号",), width=12),
    Column("remark", "备注", _T, width=20),
)
COLUMN = {column.key: column for column in COLUMNS}
HEADINGS = {column.key: column.heading for column in COLUMNS}
SEALED = ("id_no", "phone", "landline", "address")
"""Columns that are closed at rest: their values go into no difference, and out only for a purpose."""


def roster_spec(*, needs_branch: bool) -> SheetSpec:
    """Return the sheet as it is read; above a branch every row must say in which branch the person is."""
    columns = tuple(
        replace(column, required=True) if column.key == "branch" and needs_branch else column
        for column in COLUMNS
    )
    return SheetSpec(SHEET, columns, aliases=("名册", "党员", "党员信息"), max_rows=MOST_ROWS)


def out_columns(keys: frozenset[str]) -> tuple[OutColumn, ...]:
    """Return the columns to write, in their order."""
    return tuple(
        OutColumn(
            column.key,
            column.heading,
            "date" if column.kind is CellKind.DATE else "text",
            column.width,
            None,
            required=column.required,
        )
        for column in COLUMNS
        if column.key in keys
    )


DROPDOWNS: dict[str, tuple[str, ...]] = {
    "sex": (Sex.MALE.label, Sex.FEMALE.label),
    "ethnicity": tuple(ETHNICITIES.values()),
    "education": tuple(EDUCATIONS.values()),
    "standing": tuple(dict.fromkeys(standing.label for standing in CATEGORIES.values())),
    "membership": (NORMAL, SUSPENDED),
}
