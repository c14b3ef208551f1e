"""Periods of a branch."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from jifen.cycles.models import Cycle, Declaration
from jifen.cycles.queries import list_offers
from jifen.cycles.states.acts import Act
from jifen.ledger.states.acts import Act as BookAct
from jifen.meetings.models import Motion
from jifen.publicity.states.acts import Act as NoticeAct
from jifen.schemes.models import Enrolment
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.rows.people import SEES_PERSON
from tests.web.matrix.vocabulary import Answer, Post, Row, who
from tests.web.matrix.world import World

AREA = "积分周期"
_ALL = "committee superiors party_office supervising_leader"
SEES = who(own=_ALL, below="superiors party_office")
SEES_ONE = who(own=_ALL, below="superiors party_office", himself=True)
ENTERS = who(own="desk")
OF_OTHERS = who(own="desk", himself=False)
COMMITTEE = who(own="committee")
COMMITTEE_OF_OTHERS = who(own="committee", himself=False)
WITH_HIMSELF = who(own="desk", himself=True)
ENDORSES = who(own="supervising_leader secretary")
KEEPS = who(own="recorder secretary deputy_secretary")


def version(cell: Cell) -> str:
    return str(Cycle.objects.get(pk=cell.thing.about.pk).version)


def moves(world: World, cell: Cell) -> Mapping[str, Any]:
    """Send the version, and a reason where one is asked."""
    return {"version": version(cell), "reason": "提前"}


def somebody(cell: Cell, **wanted: Any) -> str:
    rows = Enrolment.objects.filter(branch=cell.thing.about.branch, participates=True, year="2026", **wanted)
    rows = rows.exclude(person_id=cell.wearer.person_id or uuid4()).order_by("-pk")
    return str(rows[0].person_id)


def fact(world: World, cell: Cell) -> Mapping[str, Any]:
    return {
        "people": [somebody(cell)],
        "kind": "help",
        "occurred_on": "2026-03-10",
        "fact_evidence": "yes",
        "reason": "帮李大爷家收麦子",
        "key": uuid4().hex,
    }


def ticked(world: World, cell: Cell) -> Mapping[str, Any]:
    rows = Declaration.objects.filter(cycle=cell.thing.about, state="SUBMITTED").order_by("pk")
    return {"declaration": [str(row.pk) for row in rows]}


def endorsed(world: World, cell: Cell) -> Mapping[str, Any]:
    rows = Declaration.objects.filter(cycle=cell.thing.about, state="SUBMITTED").order_by("pk")
    return {"on": "2026-03-31", **{f"said_{row.pk}": "DONE" for row in rows}}


def passed(world: World, cell: Cell) -> Mapping[str, Any]:
    offers = list_offers(cell.thing.about, date(2026, 3, 31)).open
    key = next(one.key for one in offers if cell.wearer.person_id != str(one.person.pk))
    return {f"answer_{key}": "no", f"reason_{key}": "那天病了"}


def thought(world: World, cell: Cell) -> Mapping[str, Any]:
    rows = Declaration.objects.filter(cycle=cell.thing.about).order_by("pk")
    return {f"said_{row.pk}": "ACCEPT_FIRST" for row in rows}


def concluded(world: World, cell: Cell) -> Mapping[str, Any]:
    basis = {"basis_kind": "MEETING", "basis_label": "支委会会议", "basis_on": "2026-07-31"}
    return {"version": version(cell), **basis}


def looked(world: World, cell: Cell) -> Mapping[str, Any]:
    found = Declaration.objects.get(pk=cell.thing.about.pk)
    return {"version": str(found.version), "reason": "上午、下午各一次"}


def lost(world: World, cell: Cell) -> Mapping[str, Any]:
    who = {"people": somebody(cell), "kind": "late", "occurred_on": "2026-03-10"}
    return {**who, "reason": "例会迟到半小时", "track": "ROUTINE", "key": uuid4().hex}


def about_one(**fields: str) -> Any:
    """Send fields with the version of the declaration the cell is about."""

    def fill(world: World, cell: Cell) -> Mapping[str, Any]:
        return {"version": str(Declaration.objects.get(pk=cell.thing.about.pk).version), **fields}

    return fill


def own_fact(world: World, cell: Cell) -> Mapping[str, Any]:
    said = {"kind": "help", "occurred_on": "2026-02-10", "fact_evidence": "yes"}
    return {**said, "reason": "帮李大爷家扫雪，王大娘看见", "key": str(uuid4())}


def told(world: World, cell: Cell) -> Mapping[str, Any]:
    """Told on the day of the world, on which it was proposed."""
    return {**about_one()(world, cell), "on": "2026-03-10", "way": "当面送达"}


def silent(world: World, cell: Cell) -> Mapping[str, Any]:
    marked = cell.thing.about.not_declared.values("person")
    rows = Enrolment.objects.filter(branch=cell.thing.about.branch, participates=True, year="2026")
    rows = rows.exclude(person__in=marked).exclude(person_id=cell.wearer.person_id or uuid4())
    return {"version": version(cell), "person": str(rows.order_by("pk")[0].person_id), "reason": "外出务工"}


def decided(world: World, cell: Cell) -> Mapping[str, Any]:
    motion = Motion.objects.filter(meeting__organization=cell.thing.about.branch, kind="CONFIRM_PERIOD")
    return {"version": version(cell), "motion": str(motion.order_by("pk")[0].pk), "deviation": "村里抗旱"}


def of_one(name: str, may: Any, about: str, fields: Any, act: Act, **more: Any) -> Row:
    return Row(name, act.label, may, about=about, sees=SEES_ONE, post=Post(fields, act=act), **more)


def compared(world: World, cell: Cell) -> Mapping[str, Any]:
    return {"version": version(cell), "on": "2026-07-31", f"said_{somebody(cell)}": "AGREES"}


def given(
    name: str,
    title: str,
    may: Any,
    about: str,
    fields: Any,
    act: Act,
    before: tuple[Any, ...] = (),
    **more: Any,
) -> Row:
    post = Post(fields, act=act, before=before)
    return Row(name, title, may, about=about, sees=SEES, post=post, **more)


ROWS = (
    Row("own_cycles", "积分周期", who(everywhere=_ALL), sees=who(everywhere="everybody", hatless=True)),
    Row("cycles", "一个支部的积分周期", SEES, about="organization", sees=SEES_ORGANIZATION),
    Row(
        "open_cycle",
        "开始下一期",
        ENTERS,
        about="branch with a period",
        sees=SEES_ORGANIZATION,
        post=Post({"reason": "上期的会推迟"}, act=Act.OPEN_CYCLE),
    ),
    Row("cycle", "一期", SEES, about="cycle", state="记录中"),
    Row("cycle", "一期", SEES, about="cycle collecting", state="申报登记中"),
    Row("cycle", "一期", SEES, about="cycle registered", state="已登记"),
    Row("cycle", "一期", SEES, about="cycle evaluated", state="已评定"),
    given("declare", "代填申报", ENTERS, "cycle", fact, Act.DECLARE),
    given("enter_report", "登记会上报告", ENTERS, "cycle", fact, Act.ENTER_REPORT),
    given("register_declarations", "登记申报", ENTERS, "cycle", ticked, Act.REGISTER, get=None),
    given("mark_not_declared", "登记未申报", ENTERS, "cycle collecting", silent, Act.MARK_NOT_DECLARED),
    given("start_collecting", "开始收申报", ENTERS, "cycle", moves, Act.START_COLLECTING),
    given("close_register", "完成登记", ENTERS, "cycle collecting", moves, Act.CLOSE_REGISTER),
    Row(
        "take_plan_months",
        "由计划列出当月任务（这份办法没有）",
        ENTERS,
        about="cycle",
        sees=SEES,
        post=Post(answer=Answer.PAGE),
    ),
    given(
        "take_suggestions", "处理台账建议", ENTERS, "cycle with a suggestion", passed, Act.TAKE_SUGGESTIONS
    ),
    given("endorse_declarations", "签注意见", ENDORSES, "cycle", endorsed, Act.ENDORSE),
    given("give_opinions", "登记初评意见", ENTERS, "cycle to review", thought, Act.ACCEPT_FIRST),
    Row(
        "conclude_review",
        "完成初评（这份办法没有）",
        ENTERS,
        about="cycle to review",
        sees=SEES,
        post=Post(concluded, answer=Answer.PAGE),
    ),
    given("look_at_conflict", "核对重复", ENTERS, "declaration", looked, Act.LOOK_AT_CONFLICT),
    Row(
        "declare_own",
        "本人申报",
        who(himself=True),
        about="member in an open period",
        sees=SEES_PERSON,
        post=Post(own_fact, act=Act.DECLARE),
    ),
    Row("declaration", "一项申报或者拟扣分", SEES_ONE, about="deduction told", state="已告知本人"),
    Row("declaration", "一项申报或者拟扣分", SEES, about="declaration", state="已登记"),
    given("propose_deduction", "提出扣分", COMMITTEE, "cycle", lost, Act.PROPOSE_DEDUCTION),
    of_one("give_notice", OF_OTHERS, "deduction proposed", told, Act.GIVE_NOTICE),
    of_one(
        "record_answer",
        WITH_HIMSELF,
        "deduction told",
        about_one(on="2026-03-11", answer="那天腰疼"),
        Act.RECORD_ANSWER,
    ),
    of_one("record_waiver", OF_OTHERS, "deduction told", about_one(on="2026-03-11"), Act.RECORD_WAIVER),
    of_one("end_answer_time", OF_OTHERS, "deduction told", about_one(), Act.END_ANSWER_TIME),
    of_one(
        "withdraw_deduction",
        COMMITTEE_OF_OTHERS,
        "deduction told",
        about_one(reason="当天请了假"),
        Act.WITHDRAW_DEDUCTION,
    ),
    of_one(
        "return_declaration",
        OF_OTHERS,
        "declaration submitted",
        about_one(reason="请补证明人"),
        Act.RETURN_DECLARATION,
    ),
    of_one(
        "resubmit_declaration",
        WITH_HIMSELF,
        "declaration returned",
        about_one(
            kind="help",
            occurred_on="2026-02-10",
            fact_evidence="yes",
            reason="帮李大爷家扫雪，王大娘看见",
        ),
        Act.RESUBMIT_DECLARATION,
    ),
    of_one(
        "withdraw_declaration", WITH_HIMSELF, "declaration submitted", about_one(), Act.WITHDRAW_DECLARATION
    ),
    given("evaluate_cycle", "登记评定结果", ENTERS, "cycle registered", decided, Act.EVALUATE),
    Row(
        "record_reconciliation",
        "登记手册核对（这份办法没有）",
        ENTERS,
        about="cycle evaluated",
        sees=SEES,
        post=Post(compared, answer=Answer.PAGE),
    ),
    Row("print_missing_handbooks", "还没有带手册来核对的", SEES, about="cycle evaluated"),
    given(
        "publish_cycle",
        "拟定本期公示",
        ENTERS,
        "cycle evaluated",
        moves,
        Act.PUBLISH_CYCLE,
        (NoticeAct.DRAFT_NOTICE,),
    ),
    given(
        "resolve_objection",
        "照异议处理重新评定",
        ENTERS,
        "cycle contested",
        moves,
        Act.RESOLVE_OBJECTION,
        (NoticeAct.WITHDRAW_NOTICE,),
    ),
    given("post_cycle", "本期入账", KEEPS, "cycle evaluated", moves, Act.POST_CYCLE, (BookAct.SEAL_PERIOD,)),
)
