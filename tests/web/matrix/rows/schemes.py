"""The law book."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from jifen.orgs.models import Person
from jifen.orgs.states.acts import Act as OrgAct
from jifen.rules.editing import list_values
from jifen.schemes.queries import read_of
from jifen.schemes.states.acts import Act
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.vocabulary import EVERYBODY, NOBODY, Answer, Post, Row, who
from tests.web.matrix.world import World

SEES_PASSED = who(
    own="committee superiors onlookers group points_group party_office",
    below="superiors party_office",
    above="committee superiors onlookers group points_group party_office",
    everywhere="overseers",
)
"""What was passed is rule for everybody below."""
DRAFTS = who(own="committee superiors party_office", below="superiors party_office")
ENTERS = who(own="desk superiors", below="superiors")
APPROVES = who(own="superiors party_office", below="superiors party_office")
SEES_LIST = who(own="committee points_group superiors party_office", below="superiors party_office")
BASIS = {
    "basis_kind": "MEETING",
    "basis_label": "支部党员大会",
    "basis_on": "2026-03-10",
    "basis_document_no": "记录3",
}


def later(month: int) -> str:
    """Return a month of next year: whenever the tests run, it is still to come."""
    return f"{timezone.localdate().year + 1}-{month:02d}"


def seen(world: World, cell: Cell) -> Mapping[str, Any]:
    return {**BASIS, "seen": cell.thing.about.version}


def text(world: World, cell: Cell) -> Mapping[str, Any]:
    version = cell.thing.about
    return {"text": f"{version.text}note: 另加一句\n", "clauses": "", "seen": version.version}


def values(world: World, cell: Cell) -> Mapping[str, Any]:
    version = cell.thing.about
    known = {value.key: value.written for value in list_values(version.text, read_of(version))}
    return {**known, list(known)[-1]: "3", "seen": version.version}


def until(world: World, cell: Cell) -> Mapping[str, Any]:
    return {**BASIS, "last_period": later(6)}


def since(world: World, cell: Cell) -> Mapping[str, Any]:
    return {"from_period": later(1)}


def today(world: World, cell: Cell) -> Mapping[str, Any]:
    return {**BASIS, "on": timezone.localdate().isoformat()}


def recorder(world: World, cell: Cell) -> Mapping[str, Any]:
    """Somebody of the branch who is not its recorder, and not the one at the keyboard."""
    there = Person.objects.filter(branch=cell.thing.about, standing="FORMAL", same_as__isnull=True)
    people = there.exclude(pk=cell.wearer.person_id or None)
    chosen = people.exclude(appointments__role="RECORDER").first()
    return {**BASIS, "person": str(chosen.pk) if chosen else "", "from_on": "2026-03-10", "reason": "调整"}


def change(world: World, cell: Cell) -> Mapping[str, Any]:
    return {**BASIS, "participates": "on", "base": "12", "note": "核定", "seen": cell.thing.about.version}


HOLIDAYS = "2031-01-01,放假,元旦\n2031-05-01,放假,劳动节\n" + "".join(
    f"2031-10-0{day},放假,国庆节\n" for day in (1, 2, 3)
)


def version_row(name: str, title: str, may: Any, about: str, **options: Any) -> Row:
    sees = (
        SEES_PASSED
        if about in ("scheme adopted", "scheme adopted above", "scheme in force")
        else SEES_ORGANIZATION
    )
    return Row(name, title, may, about=about, sees=sees, **options)


AREA = "积分办法"
ROWS = (
    Row("own_schemes", "自己组织的办法", EVERYBODY, get=Answer.ON),
    Row("schemes", "办法一览", SEES_ORGANIZATION, about="organization"),
    Row(
        "start_scheme", "新立办法", DRAFTS, about="branch", state="党支部", sees=SEES_ORGANIZATION,
        post=Post({"library": "village-branch", "code": "another"}, act=Act.START_SCHEME),
    ),
    Row(
        "start_scheme", "新立办法", DRAFTS, about="upper", state="党委、党委部门", sees=SEES_ORGANIZATION,
        post=Post({"library": "township-branch", "code": "another"}, act=Act.START_SCHEME),
    ),
    Row(
        "start_scheme", "新立办法", NOBODY, about="group", state="党小组（不能立）", sees=SEES_ORGANIZATION,
        tried=("GET",),
    ),
    Row("scheme_version", "草稿", SEES_ORGANIZATION, about="scheme draft", state="草稿"),
    Row("scheme_version", "撤回的版本", SEES_ORGANIZATION, about="scheme withdrawn", state="已撤回"),
    Row("scheme_version", "支部的办法", SEES_PASSED, about="scheme in force", state="施行"),
    Row("scheme_version", "上级的办法", SEES_PASSED, about="scheme adopted above", state="上级已通过"),
    Row("scheme_file", "下载文件", SEES_ORGANIZATION, about="scheme draft", get=Answer.FILE),
    Row("scheme_differences", "两版比较", SEES_PASSED, about="scheme in force"),
    version_row(
        "scheme_text", "修改全文", DRAFTS, "scheme draft", post=Post(text, act=Act.SAVE_DRAFT)
    ),
    version_row(
        "scheme_values", "修改分值", DRAFTS, "scheme draft", state="草稿", post=Post(values, act=Act.CHANGE_VALUES)
    ),
    version_row(
        "scheme_values", "修改分值", DRAFTS, "scheme in force", state="施行（成为新版本）",
        post=Post(values, act=Act.CHANGE_VALUES),
    ),
    version_row(
        "start_version", "起草新版本", DRAFTS, "scheme in force", get=None, post=Post(act=Act.START_VERSION)
    ),
    version_row(
        "validate_version", "检查定稿", DRAFTS, "scheme draft", get=None, post=Post(act=Act.VALIDATE_VERSION)
    ),
    version_row(
        "adopt_version", "登记表决通过", ENTERS, "scheme validated", post=Post(seen, act=Act.ADOPT_VERSION)
    ),
    version_row(
        "approve_version", "登记上级批准", APPROVES, "scheme adopted above",
        post=Post(BASIS, act=Act.APPROVE_VERSION),
    ),
    version_row(
        "put_in_force", "确定施行日期", ENTERS, "scheme adopted", post=Post(since, act=Act.PUT_IN_FORCE)
    ),
    version_row(
        "supersede_version", "停止施行", ENTERS, "scheme in force", post=Post(until, act=Act.SUPERSEDE_VERSION)
    ),
    version_row(
        "withdraw_version", "撤回", DRAFTS, "scheme draft",
        post=Post({"reason": "另有考虑"}, act=Act.WITHDRAW_VERSION),
    ),
    Row("enrolments", "参加名单", SEES_LIST, about="organization", sees=SEES_ORGANIZATION),
    Row(
        "enrol_year", "编制参加名单", ENTERS, about="branch with scheme", sees=SEES_ORGANIZATION,
        post=Post(today, act=Act.ENROL_YEAR),
    ),
    Row(
        "change_enrolment", "更正参加情况", ENTERS, about="enrolment", sees=SEES_LIST,
        post=Post(change, act=Act.CHANGE_ENROLMENT),
    ),
    Row(
        "end_enrolment", "登记不再参加", ENTERS, about="enrolment", sees=SEES_LIST,
        post=Post({**BASIS, "to_on": "2026-06-30", "reason": "转出"}, act=Act.END_ENROLMENT),
    ),
    Row(
        "choose_recorder", "确定记录员", who(own="officers superiors", below="superiors"),
        about="branch with recorder", sees=SEES_ORGANIZATION,
        post=Post(recorder, act=Act.CHOOSE_RECORDER, before=(OrgAct.END_APPOINTMENT, OrgAct.APPOINT)),
    ),
    Row(
        "holidays", "节假日表", who(everywhere="superiors"), sees=EVERYBODY,
        post=Post({"text": HOLIDAYS, "notice": "关于2031年部分节假日安排的通知"}, act=Act.IMPORT_HOLIDAYS),
    ),
)  # fmt: skip
