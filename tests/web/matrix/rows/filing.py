"""What branches file with the superior."""

from collections.abc import Mapping
from typing import Any

from jifen.filing.models import Package
from jifen.filing.states.acts import Act
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.vocabulary import Post, Row, who
from tests.web.matrix.world import World

AREA = "报备"
SEES = who(own="committee superiors party_office", below="superiors party_office")
FILES = who(own="recorder secretary deputy_secretary")
ANSWERS = who(below="superiors party_office")


def sends(**fields: Any) -> Any:
    """Send fields with the version of the package the cell is about."""

    def fill(world: World, cell: Cell) -> Mapping[str, Any]:
        assert isinstance(cell.thing.about, Package)
        return {"version": str(Package.objects.get(pk=cell.thing.about.pk).version), **fields}

    return fill


ROWS = (
    Row("packages", "一个组织的报备", SEES, about="organization", sees=SEES_ORGANIZATION),
    Row(
        "prepare_package",
        "整理报备材料",
        FILES,
        about="seal to file",
        sees=SEES,
        post=Post({"notice": "NONE"}, act=Act.PREPARE_PACKAGE),
    ),
    Row("package", "一份报备材料", SEES, about="package prepared", state="已整理"),
    Row("package", "一份报备材料", SEES, about="package sent", state="已上报"),
    Row("package", "一份报备材料", SEES, about="package received", state="已收到"),
    Row("package", "一份报备材料", SEES, about="package acknowledged", state="已备案"),
    Row("package", "一份报备材料", SEES, about="package returned", state="已退回"),
    Row("package_print", "打印报备材料", SEES, about="package sent"),
    Row(
        "send_package",
        "上报",
        FILES,
        about="package prepared",
        sees=SEES,
        post=Post(sends(), act=Act.SEND_PACKAGE),
    ),
    Row(
        "receive_package",
        "登记收到",
        ANSWERS,
        about="package sent",
        sees=SEES,
        post=Post(sends(), act=Act.RECEIVE_PACKAGE),
    ),
    Row(
        "acknowledge_package",
        "备案",
        ANSWERS,
        about="package received",
        sees=SEES,
        post=Post(sends(answer="同意备案"), act=Act.ACKNOWLEDGE_PACKAGE),
    ),
    Row(
        "return_package",
        "退回",
        ANSWERS,
        about="package received",
        sees=SEES,
        post=Post(sends(findings="1：没有盖章"), act=Act.RETURN_PACKAGE),
    ),
)
