"""Rosters in and out."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from jifen.orgs.states.acts import Act
from tests.orgs.roster.rosters import person, workbook
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.vocabulary import Answer, Post, Row, who
from tests.web.matrix.world import World

AREA = "名册导入导出"
DESK = who(own="desk superiors", below="superiors")
CONTENT = workbook([person("贺新来")])


def uploaded(world: World, cell: Cell) -> Mapping[str, Any]:
    return {"file": SimpleUploadedFile("名册.xlsx", CONTENT)}


def row(name: str, title: str, about: str, act: Act, records: int = 1) -> Row:
    return Row(name, title, DESK, about=about, get=None, post=Post(act=act, records=records))


ROWS = (
    Row("rosters", "导入记录", DESK, about="organization", sees=SEES_ORGANIZATION),
    Row(
        "import_roster",
        "导入名册",
        DESK,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post(uploaded, act=Act.IMPORT_ROSTER),
    ),
    Row(
        "export_roster",
        "导出名册",
        DESK,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post({}, Answer.FILE, Act.EXPORT_ROSTER),
    ),
    Row("roster_template", "空名册", DESK, about="organization", sees=SEES_ORGANIZATION, get=Answer.FILE),
    Row("roster", "核对结果", DESK, about="roster ready"),
    Row("roster_progress", "进度", DESK, about="roster ready", get=Answer.ON),
    Row("roster_faults", "要改的地方", DESK, about="roster faulty", get=Answer.FILE),
    row("recheck_roster", "重新核对", "roster faulty", Act.RECHECK_ROSTER),
    row("apply_roster", "确认导入", "roster ready", Act.APPLY_ROSTER, 2),
    row("discard_roster", "放弃导入", "roster ready", Act.DISCARD_ROSTER),
    row("undo_roster", "撤销导入", "roster applied", Act.UNDO_ROSTER, 2),
)
