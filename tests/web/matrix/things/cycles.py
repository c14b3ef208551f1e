"""Periods of the branch at the spot, in the states a page can meet."""

from __future__ import annotations

from datetime import date, timedelta

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.cycles.models import AnsweredSuggestion, Cycle, Declaration, NotDeclared, Reconciliation
from jifen.meetings.models import Meeting, Motion
from jifen.orgs.models import Person
from jifen.publicity.states.objections import ObjectionOutcome
from jifen.registers import actions as registers
from jifen.registers.actions import About, Filled
from jifen.registers.states.kinds import OccasionKind, Said
from jifen.schemes.models import Enrolment
from tests.web.matrix.things.notices import EARLIER, drafted
from tests.web.matrix.things.objections import object_to
from tests.web.matrix.things.people import about as about_person
from tests.web.matrix.things.registry import make, thing
from tests.web.matrix.world import AT, Spot, Thing, World

PAPER = Basis(BasisKind.MEETING, "党员大会", date(2026, 4, 7), "会议记录2026-4")


def cycle(world: World, spot: Spot, state: str, month: int, **details: object) -> Cycle | None:
    """Return a period of a month of its own, made past the program; None where there is no branch."""
    found = make(world, "book of a scheme", Spot(_key_of(world, spot), spot.organization))
    if found is None:
        return None
    branch, starts = found.about.branch, date(2026, month, 1)
    kept = Cycle.objects.filter(branch=branch, starts_on=starts).first()
    if kept is not None:
        return kept
    row = Enrolment.objects.filter(branch=branch, year="2026", participates=True).order_by("pk")[0]
    ends = (starts + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Cycle.objects.create(
        branch=branch, scheme_version=row.scheme_version, period=f"2026-{month:02}", starts_on=starts, ends_on=ends,
        meeting_said="逢清明放假，顺延", reason="上期的会推迟", deviation="村里抗旱", state=state, opened_at=AT,
        **details,
    )  # fmt: skip


def _key_of(world: World, spot: Spot) -> str:
    """Return the place of a spot, so that the spot of a person shares what his branch has."""
    keys = (key for key, one in world.organizations.items() if one.pk == spot.organization.pk)
    return next(keys, spot.key)


def claim(found: Cycle, state: str, **details: object) -> Declaration:
    """Return a declaration of somebody of the list without an account, with everything that can be said of it."""
    rows = Enrolment.objects.filter(branch=found.branch, year="2026", participates=True)
    person = rows.filter(person__user__isnull=True).order_by("pk")[0].person
    return Declaration.objects.create(
        cycle=found, person=person, kind="help", title="帮助群众", occurred_on=date(2026, 3, 9), channel="FORM",
        fields={"evidence": "yes"}, reason="帮王大娘家收麦子", declared=200, state=state, entered_at=AT,
        author_name="经办的同志", quality="按期做完", endorser="分管的同志", opinion="可以", verdict="大家同意",
        returned="请补证明", notice_way="当面送达", answer="那天腰疼", present="两位同志", looked_at="上午下午各一次",
        **details,
    )  # fmt: skip


def about(found: Cycle, spot: Spot) -> Thing:
    return Thing({"cycle_id": str(found.pk)}, (spot.organization,), about=Cycle.objects.get(pk=found.pk))


@thing("cycle")
def open_cycle(world: World, spot: Spot) -> Thing | None:
    """A month that is being recorded, with a declaration that waits and one that went back."""
    found = cycle(world, spot, "OPEN", 3)
    if found is None:
        return None
    if not found.declarations.exists():
        claim(found, "SUBMITTED")
    return about(found, spot)


@thing("cycle with a suggestion")
def suggested(world: World, spot: Spot) -> Thing | None:
    """That month, with somebody who came late to an activity, and something that was passed over."""
    found = cycle(world, spot, "OPEN", 3)
    if found is None:
        return None
    row = Enrolment.objects.filter(branch=found.branch, year="2026", participates=True)
    person = row.filter(person__user__isnull=True).order_by("pk")[0].person
    if not found.answered.exists():
        AnsweredSuggestion.objects.create(
            cycle=found, person=person, origin="ATTENDANCE", origin_id="0", occurred_on=date(2026, 3, 4),
            said="三月的会议迟到", reason="路上帮人推车", gain=False, answered_at=AT,
        )  # fmt: skip
        on = About(date(2026, 3, 5), "主题党日")
        activity = registers.begin_occasion(
            actor=INSTALLER, at=AT, branch_id=found.branch_id, kind=OccasionKind.ACTIVITY, about=on
        )
        registers.fill_occasion(
            actor=INSTALLER, at=AT, occasion_id=activity.pk, version=activity.version,
            filled={str(person.pk): Filled(Said.CAME_LATE)},
        )  # fmt: skip
    return about(found, spot)


@thing("cycle collecting")
def collecting(world: World, spot: Spot) -> Thing | None:
    """A month in which somebody declared nothing."""
    found = cycle(world, spot, "COLLECTING", 4)
    if found is None:
        return None
    if not found.not_declared.exists():
        row = Enrolment.objects.filter(branch=found.branch, year="2026", participates=True).order_by("pk")[0]
        NotDeclared.objects.create(cycle=found, person=row.person, reason="外出务工", marked_at=AT)
    return about(found, spot)


@thing("cycle registered")
def registered(world: World, spot: Spot) -> Thing | None:
    """A month whose register is closed, and a meeting that resolved on it."""
    found = cycle(world, spot, "REGISTERED", 5)
    if found is None:
        return None
    if not Motion.objects.filter(meeting__organization=found.branch, kind="CONFIRM_PERIOD").exists():
        meeting = Meeting.objects.create(
            organization=found.branch, kind="MEMBER_ASSEMBLY", held_on=date(2026, 6, 5), place_name="会议室",
            chair="主持的同志", keeper="记录的同志", document_no="2026年记录本第9页", state="CONFIRMED", entered_at=AT,
            confirmed_at=AT,
        )  # fmt: skip
        Motion.objects.create(
            meeting=meeting, number=1, kind="CONFIRM_PERIOD", wording="评定五月积分", ayes=3, noes=0, abstentions=0,
            result="PASSED",
        )  # fmt: skip
    return about(found, spot)


@thing("cycle contested")
def contested(world: World, spot: Spot) -> Thing | None:
    """A month on show; the committee found that somebody who objected was right."""
    if make(world, "book of a scheme", spot) is None:
        return None
    found = cycle(world, spot, "PUBLISHED", 9, decision=PAPER, review=PAPER)
    if found is None:
        return None
    notice = drafted(spot, "2026-09", EARLIER, origin_id=str(found.pk))
    steps = ("admit_objection", "assign_objection", "decide_objection")
    case = notice and object_to(notice, *steps, outcome=ObjectionOutcome.UPHELD)
    return about(found, spot) if case else None


@thing("cycle evaluated")
def evaluated(world: World, spot: Spot) -> Thing | None:
    """A month that was decided, with nothing to post; somebody stands on its sheet."""
    found = make(world, "book of a scheme", spot)
    if found is None:
        return None
    row = Enrolment.objects.filter(branch=found.about.branch, year="2026", participates=True).order_by("pk")[
        0
    ]
    columns = [["name", "姓名", "TEXT", 12], ["total", "累计积分", "NUMBER", 10]]
    rows = [[str(row.person), "10"]]
    sheet = {"title": "六月积分情况一览表", "columns": columns, "rows": rows, "notes": []}
    decided = cycle(world, spot, "EVALUATED", 6, decision=PAPER, review=PAPER, sheet=sheet)
    if decided is None:
        return None
    Reconciliation.objects.get_or_create(
        cycle=decided, person=row.person,
        defaults={
            "outcome": "SETTLED", "difference": "手册多记一行", "finding": "本人记重了", "checked_on": AT.date(),
            "recorded_at": AT,
        },
    )  # fmt: skip
    return about(decided, spot)


@thing("cycle to review")
def to_review(world: World, spot: Spot) -> Thing | None:
    """A month whose register is closed, with a fact nobody gave an opinion on."""
    found = cycle(world, spot, "REGISTERED", 7)
    if found is None:
        return None
    if not found.declarations.exists():
        claim(found, "REGISTERED")
    return about(found, spot)


@thing("declaration")
def declaration(world: World, spot: Spot) -> Thing | None:
    """The fact of that month."""
    found = make(world, "cycle to review", spot)
    if found is None:
        return None
    row = Declaration.objects.filter(cycle=found.about).order_by("pk")[0]
    return Thing({"declaration_id": str(row.pk)}, (spot.organization,), about=row)


def listed(found: Cycle, person: Person | None) -> Person:
    """Return somebody on the list of the period: the person of the spot, put on it, or one without an account."""
    rows = Enrolment.objects.filter(branch=found.branch, year="2026", participates=True)
    if person is None:
        return rows.filter(person__user__isnull=True).order_by("pk")[0].person
    if not rows.filter(person=person).exists():
        Enrolment.objects.create(
            person=person, branch=found.branch, scheme_version=found.scheme_version, year="2026",
            from_on=date(2026, 1, 1), base=1000, basis=PAPER,
        )  # fmt: skip
    return person


def fact(world: World, spot: Spot, state: str, **details: object) -> Thing | None:
    """Return a declaration about the person of the spot, or about somebody there, in a month of its own."""
    found = cycle(world, spot, "OPEN", 2)
    if found is None:
        return None
    person = listed(found, spot.person)
    loss = {
        "kind": "late",
        "title": "迟到",
        "declared": -50,
        "channel": "DESK",
        "fields": {},
        "track": "ROUTINE",
    }
    gain = {
        "kind": "help",
        "title": "帮助群众",
        "declared": 200,
        "channel": "FORM",
        "fields": {"evidence": True},
    }
    given = {**(loss if details.pop("loses", False) else gain), **details}
    row = Declaration.objects.create(
        cycle=found, person=person, occurred_on=date(2026, 2, 9), reason="二月九日的事", state=state, entered_at=AT,
        author_name="经办的同志", **given,
    )  # fmt: skip
    one = about_person(
        Person.objects.select_related("branch", "group").get(pk=person.pk), declaration_id=row.pk
    )
    return Thing(one.values, (found.branch,), one.person_id, row)


@thing("member in an open period", of_people=True)
def member_in_an_open_period(world: World, spot: Spot) -> Thing | None:
    found = cycle(world, spot, "OPEN", 2)
    if found is None:
        return None
    person = Person.objects.select_related("branch", "group").get(pk=listed(found, spot.person).pk)
    return about_person(person, cycle_id=found.pk, person_id=person.pk)


@thing("deduction proposed", of_people=True)
def deduction_proposed(world: World, spot: Spot) -> Thing | None:
    return fact(world, spot, "PROPOSED", loses=True)


@thing("deduction told", of_people=True)
def deduction_told(world: World, spot: Spot) -> Thing | None:
    """One whose days to answer are over on any day the tests run."""
    told = {"noticed_on": date(2026, 3, 10), "notice_way": "当面送达", "answer_until": date(2026, 3, 13)}
    return fact(world, spot, "NOTIFIED", loses=True, **told)


@thing("declaration submitted", of_people=True)
def declaration_submitted(world: World, spot: Spot) -> Thing | None:
    return fact(world, spot, "SUBMITTED")


@thing("declaration returned", of_people=True)
def declaration_returned(world: World, spot: Spot) -> Thing | None:
    return fact(world, spot, "RETURNED", returned="请补证明人")


@thing("branch with a period")
def branch_with_a_period(world: World, spot: Spot) -> Thing | None:
    """A branch whose latest month is the only one that stands."""
    found = make(world, "cycle", spot)
    if found is None:
        return None
    return Thing(
        {"organization_id": str(spot.organization.pk)}, (spot.organization,), about=spot.organization
    )
