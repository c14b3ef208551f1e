"""One's own file holds every row that refers to a person, in words (trust J2)."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import models
from pytest_django.asserts import assertContains, assertNotContains

from jifen.common.basis import Basis, BasisKind
from jifen.common.sheet import Column, ColumnKind, Sheet
from jifen.cycles.models import AnsweredSuggestion, Cycle, Declaration, NotDeclared, Reconciliation
from jifen.cycles.queries import FILE_TABLES as CYCLE_TABLES
from jifen.ledger.queries import FILE_TABLES as LEDGER_TABLES
from jifen.meetings.models import AgendaItem, Delivery
from jifen.meetings.queries import FILE_TABLES as MEETING_TABLES
from jifen.meetings.states.convocations import Channel, Recipient
from jifen.meetings.states.motions import MotionKind
from jifen.orgs.models import (
    Appointment,
    Bond,
    Circumstance,
    Discipline,
    Household,
    HouseholdMember,
    Membership,
    Person,
    RosterImport,
    RosterLine,
    Transfer,
)
from jifen.orgs.queries import FILE_TABLES
from jifen.orgs.states.people import BondKind, CircumstanceKind, Measure
from jifen.orgs.states.roles import Role
from jifen.orgs.states.roster import LineKind, RosterState
from jifen.publicity.actions import ShownPerson, draft_notice
from jifen.publicity.models import Objection, PublicNotice
from jifen.publicity.queries import FILE_TABLES as NOTICE_TABLES
from jifen.publicity.states.notices import Origin
from jifen.registers.actions import Filled
from jifen.registers.queries import FILE_TABLES as REGISTER_TABLES
from jifen.registers.states.kinds import Said
from jifen.rules.model.cycle import Publicity
from jifen.schemes.actions import enrol_year
from jifen.schemes.models import Enrolment, Exemption, TaskPlan
from jifen.schemes.queries import FILE_TABLES as SCHEME_TABLES
from tests.cast import NOW, Cast
from tests.ledger.desk import ASSEMBLY, line, open_desk, post
from tests.meetings.acts import attend, hold, plan, put
from tests.registers.acts import begin, fill
from tests.schemes.acts import in_force

pytestmark = pytest.mark.django_db
SHOWN = {
    *FILE_TABLES,
    *MEETING_TABLES,
    *SCHEME_TABLES,
    *LEDGER_TABLES,
    *REGISTER_TABLES,
    *NOTICE_TABLES,
    *CYCLE_TABLES,
}
EXCEPTED: dict[str, str] = {}
"""Columns that refer to a person and are not shown to him, each with its reason (none yet)."""


def list_references(tables: Iterable[type[models.Model]]) -> set[str]:
    """Return every column that refers to a person."""
    return {
        f"{table._meta.label}.{field.name}"
        for table in tables
        for field in table._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    }


def test_every_table_that_refers_to_a_person_stands_in_his_file() -> None:
    assert list_references(apps.get_models()) - SHOWN - set(EXCEPTED) == set()
    assert SHOWN - list_references(apps.get_models()) == set()


@pytest.mark.canary("本人档案不漏表", "一张指向人员、档案里没有的表")
def test_table_nobody_put_into_the_file_is_named() -> None:
    class Whisper(models.Model):
        about = models.ForeignKey(Person, models.PROTECT, related_name="+")

        class Meta:
            app_label = "whispers"
            managed = False

    assert list_references([Whisper]) - SHOWN == {"whispers.Whisper.about"}


def fill_every_table(cast: Cast) -> None:
    """Write one row into each table that refers to 李明, told apart by what it says."""
    member, secretary, branch = cast.person("member"), cast.person("secretary"), cast.organization()
    day, paper = date(2026, 3, 1), Basis(BasisKind.DOCUMENT, "某文件", date(2026, 2, 1), "字1号")
    Appointment.objects.create(
        person=member, organization=branch, role=Role.SECTION_HEAD, from_on=day, basis=paper, reason="增补"
    )
    Circumstance.objects.create(
        person=member, kind=CircumstanceKind.ABROAD, from_on=day, where="国外某地", basis=paper
    )
    Discipline.objects.create(
        person=member,
        measure=Measure.WARNING,
        approved_on=day,
        effect_until=date(2027, 2, 28),
        matter="某事由",
        basis=paper,
    )
    Bond.objects.create(person=member, other=secretary, kind=BondKind.HELPER, from_on=day)
    Bond.objects.create(
        person=cast.person("activist"), other=member, kind=BondKind.CULTIVATION_CONTACT, from_on=day
    )
    household = Household.objects.create(branch=branch, number="九组9号", head=member)
    HouseholdMember.objects.create(household=household, person=member, from_on=day)
    Transfer.objects.create(
        person=member,
        from_branch=branch,
        to_name="外县某支部",
        letter_no="第77号",
        sent_on=day,
        valid_until=date(2026, 6, 1),
    )
    roster = RosterImport.objects.create(
        organization=branch,
        state=RosterState.APPLIED,
        file_name="名册.xlsx",
        entered_by="孙记录员",
        entered_at=NOW,
    )
    RosterLine.objects.create(roster=roster, row=5, kind=LineKind.NEW, person=member)
    Person.objects.create(
        name="李明二", standing=member.standing, branch=cast.organization("other_branch"), same_as=member
    )
    meeting = hold(cast, held_on=day)
    attend(cast, meeting)
    put(cast, meeting, kind=MotionKind.APPROVE_EXEMPTION, wording="同意李明不参与积分", subject_id=member.pk)
    notice = plan(cast)
    Delivery.objects.create(
        convocation=notice,
        recipient=Recipient.MEMBERS,
        person=member,
        channel=Channel.WRITTEN,
        told_on=date(2026, 3, 10),
        receipt="本人签收",
    )
    AgendaItem.objects.create(
        convocation=notice,
        number=1,
        wording="推选李明为记录员",
        kind=MotionKind.ELECT_RECORDER,
        subject=member,
    )
    in_force(cast)
    enrol_year(
        actor=cast.actor("recorder"), at=NOW, branch_id=branch.pk, on=date(2026, 3, 10), basis=ASSEMBLY
    )
    led = Enrolment.objects.get(person=secretary)
    TaskPlan.objects.create(enrolment=led, number=1, from_on=date(2025, 6, 1), supervisor=member)
    row = Enrolment.objects.get(person=member)
    Exemption.objects.create(
        person=member, branch=branch, scheme_version=row.scheme_version, year="2025", until_on=date(2026, 5, 31),
        ground="长期病卧", steps="BRANCH", awaits="BRANCH", wish=paper, form=paper, state="FORM_FILLED",
        words="卧床两年",
    )  # fmt: skip
    post(cast, open_desk(cast), "三月", line(cast, reason="帮五保户收麦"))
    cycle = Cycle.objects.create(
        branch=branch, scheme_version=row.scheme_version, period="2019-03", starts_on=day, ends_on=date(2026, 3, 31),
        opened_at=NOW,
    )  # fmt: skip
    Declaration.objects.create(
        cycle=cycle, person=member, kind="help", title="帮忙", occurred_on=date(2026, 3, 2), channel="FORM", declared=0,
        entered_at=NOW,
    )  # fmt: skip
    NotDeclared.objects.create(cycle=cycle, person=member, reason="外出", marked_at=NOW)
    AnsweredSuggestion.objects.create(
        cycle=cycle, person=member, origin="ATTENDANCE", origin_id="1", gain=False, occurred_on=day,
        said="党员大会迟到", reason="路上帮人推车", answered_at=NOW,
    )  # fmt: skip
    Reconciliation.objects.create(
        cycle=cycle, person=member, outcome="SETTLED", difference="多记一行", finding="记重了",
        checked_on=date(2026, 4, 8), recorded_at=NOW,
    )  # fmt: skip
    fill(cast, begin(cast), member=Filled(Said.PAID_LATE, date(2026, 3, 4), 20, "女儿", "住院"))
    review(cast, show_sheet(cast))
    Membership.objects.filter(person=member).update(from_on=date(2013, 7, 2))


def review(cast: Cast, notice: PublicNotice) -> None:
    """Give an objection to 李明 to look into."""
    Objection.objects.create(
        notice=notice, number=1, channel="PHONE", received_on=date(2026, 3, 10), received_by="孙记录员",
        statement="名单里漏了一位同志", admit_by=date(2026, 3, 12), answer_by=date(2026, 3, 24), state="ASSIGNED",
        reviewer=cast.person("member"), entered_at=NOW,
    )  # fmt: skip


def show_sheet(cast: Cast) -> PublicNotice:
    """Draft a notice in which 李明 stands."""
    return draft_notice(
        actor=cast.actor("recorder"), at=NOW, organization_id=cast.organization().pk, origin=Origin.CYCLE,
        origin_id="三月", period="2026-03", basis=ASSEMBLY,
        sheet=Sheet("三月积分公示", (Column("name", "姓名"), Column("total", "累计积分", ColumnKind.NUMBER)),
                    (("李明", Decimal("52.50")),)),
        people=[ShownPerson(str(cast.person("member").pk))],
        rule=Publicity(days=5, columns=("name", "total")),
    )  # fmt: skip


SAID = {
    "orgs.StandingEvent.person": "2012年7月1日，登记为正式党员。",
    "orgs.Membership.person": "2013年7月2日起，在红旗镇青山村党支部（登记）。",
    "orgs.Appointment.person": "2026年3月1日起，任青山村支部股室负责人，依据2026年2月1日某文件（字1号），原因：增补。",
    "orgs.Circumstance.person": "2026年3月1日起，出国（境），去向国外某地，依据2026年2月1日某文件（字1号）。",
    "orgs.Discipline.person": "2026年3月1日，警告处分，事由：某事由，影响期到2027年2月28日，"
    "依据2026年2月1日某文件（字1号）。",
    "orgs.Bond.person": "帮扶人是赵书记，2026年3月1日起。",
    "orgs.Bond.other": "担任吴积极分子的培养联系人，2026年3月1日起。",
    "orgs.HouseholdMember.person": "2026年3月1日起，在九组9号户，现在的户主是李明。",
    "orgs.Household.head": "是九组9号户的户主。",
    "orgs.Transfer.person": "2026年3月1日，从红旗镇青山村党支部转往外县某支部，介绍信编号第77号，"
    "有效期到2026年6月1日，已转出，待接收。",
    "orgs.RosterLine.person": "2026年3月10日，导入名册（已导入）：文件《名册.xlsx》第5行，新增，上传人孙记录员。",
    "orgs.Person.same_as": "在红旗镇白水村党支部另有一份重复登记（李明二），已经合并到这一份，原来的记录都在这里。",
    "meetings.Attendance.person": "青山村支部2026年3月1日党员大会：到会（会议记录已登记，待确认）。",
    "meetings.Delivery.person": "青山村支部2026年3月13日党员大会：2026年3月10日书面通知，本人签收。",
    "meetings.AgendaItem.subject": "青山村支部2026年3月13日党员大会：推选李明为记录员（会议拟召开）。",
    "meetings.Motion.subject": "青山村支部2026年3月1日党员大会：同意李明不参与积分（会议记录已登记，待确认）。",
    "ledger.Entry.person": "2026年3月1日，记分 +2.00 分，事由：帮五保户收麦，记在青山村支部2025积分账第 1 条，"
    "依据2026年3月5日支部党员大会（青山〔2026〕3号）。",
    "registers.RegisterLine.person": "青山村支部2026年2月党费：迟交，交纳日期2026年3月4日，金额（元）0.20，"
    "代交人女儿，另写有说明。",
    "publicity.Objection.reviewer": "青山村支部三月积分公示的异议第 1 号（正在核查）。",
    "publicity.NoticeLine.person": "三月积分公示（拟公示，还没有张贴）：累计积分 52.50。",
    "cycles.Declaration.person": "青山村支部2019年3月：2026年3月2日帮忙，0分；本人申报（已申报）。",
    "cycles.AnsweredSuggestion.person": "青山村支部2019年3月：台账建议扣分，党员大会迟到；没有采用，路上帮人推车。",
    "cycles.Reconciliation.person": "青山村支部2019年3月：2026年4月8日核对手册，不一致已查清：多记一行；记重了。",
    "cycles.NotDeclared.person": "青山村支部2019年3月：未申报，外出。",
    "orgs.User.person": "登录名李明，账号可用。",
    "schemes.Enrolment.person": "2025年度在青山村支部，按《村党支部党员积分管理办法》第1版参加，2025年6月1日起，"
    "基础分50 分（办法规定）。",
    "schemes.TaskPlan.supervisor": "分管赵书记2025年度的目标任务（起草）。",
    "schemes.Exemption.person": "2025年度在青山村支部，2026年2月1日提出不参加积分，已填表。",
}


def test_file_tells_each_row_in_a_sentence(cast: Cast) -> None:
    assert set(SAID) == SHOWN
    fill_every_table(cast)

    page = cast.browser("member").get("/my/")

    for said in SAID.values():
        assertContains(page, said)


def test_recorder_prints_the_same_file_for_somebody_without_an_account(cast: Cast) -> None:
    fill_every_table(cast)
    own = cast.browser("member").get("/my/").content.decode()

    printed = cast.browser("recorder").get(f"/people/{cast.person('member').pk}/file/").content.decode()

    sentences = re.compile(r'<li class="">(.*?)</li>')
    assert sentences.findall(printed) == sentences.findall(own) != []


def test_file_is_masked_and_for_nobody_else(cast: Cast) -> None:
    address = f"/people/{cast.person('member').pk}/file/"

    assertNotContains(cast.browser("recorder").get(address), "13800000001")
    assert cast.browser("stranger").get(address).status_code == 404
    assert cast.browser("commissioner", "GROUP_LEADER").get(address).status_code == 404
    assertContains(cast.browser("member").get("/my/"), "没有人看过。")


def test_account_of_a_duty_has_no_file_and_says_so(cast: Cast) -> None:
    assertContains(cast.browser("auditor").get("/my/"), "这个账号不对应哪位党员，没有个人档案。")
