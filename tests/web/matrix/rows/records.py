"""The memory, and papers."""

from jifen.audit.states import Act
from jifen.documents.states.acts import Act as PaperAct
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.vocabulary import EVERYBODY, Answer, Post, Row, who

AREA = "操作记录和材料"
AUDITOR = who(everywhere="auditor")
ROWS = (
    Row(
        "records",
        "操作记录",
        who(everywhere="auditor secretary discipline_commissioner superiors"),
        sees=EVERYBODY,
        may_post=AUDITOR,
        post=Post(act=Act.INSPECT),
    ),
    Row(
        "records",
        "操作记录",
        who(
            own="secretary discipline_commissioner superiors",
            below="superiors",
            everywhere="auditor",
        ),
        about="organization",
        state="指定组织的",
        query={"organization": "{organization_id}"},
        sees=SEES_ORGANIZATION,
        tried=("GET",),
    ),
    Row(
        "export_records",
        "导出操作记录",
        AUDITOR,
        sees=EVERYBODY,
        post=Post({"before": "2020-01-01"}, answer=Answer.PAGE),
    ),
    Row("download_segment", "下载导出的记录", AUDITOR, about="segment", sees=EVERYBODY, get=Answer.FILE),
    Row(
        "paper",
        "下载组织的材料",
        SEES_ORGANIZATION,
        about="paper of an organization",
        state="组织的",
        get=Answer.FILE,
        reads=PaperAct.OPEN,
    ),
    Row(
        "paper",
        "下载个人的材料",
        who(own="desk organizer", below="organizer", himself=True),
        about="paper of a person",
        state="个人的",
        get=Answer.FILE,
        reads=PaperAct.OPEN,
    ),
)
