"""A sheet goes up, is received, returned with everything that was found, and comes again."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from jifen.audit.models import Record
from jifen.common.plainsheet import plain_of, sheet_of
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.common.sheet import Sheet
from jifen.filing import actions, queries
from jifen.filing.errors import ChangedMeanwhile, NothingToFile
from jifen.filing.models import Package
from jifen.filing.states.packages import Finding, NoticeStatus, PackageState
from jifen.filing.states.sheets import sums_of
from jifen.rules.model.cycle import Filing
from tests.cast import NOW, Cast
from tests.filing.acts import SHEET, do, prepare, sealed

pytestmark = pytest.mark.django_db
S = PackageState


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, tzinfo=ZoneInfo("Asia/Shanghai"))


def states() -> list[tuple[int, str]]:
    return list(Package.objects.order_by("number").values_list("number", "state"))


def test_sheet_is_kept_as_it_was_with_its_control_sums(cast: Cast) -> None:
    package = Package.objects.get(pk=prepare(cast).pk)

    assert package.frozen == SHEET
    assert sheet_of(plain_of(SHEET)) == SHEET
    assert sums_of(package.frozen) == (("累计", Decimal("52.25")),)
    assert package.is_whole()
    assert (package.notice, package.number, package.addressee) == (
        NoticeStatus.RUNNING, 1, cast.organization("township"),
    )  # fmt: skip


def test_returned_with_findings_then_corrected_and_put_on_file(cast: Cast) -> None:
    first = prepare(cast)
    do(cast, "send", first, "secretary")
    do(cast, "receive", first, "organizer")
    found = [Finding("三月劳动没有记", 2), Finding("没有盖章")]

    returned = do(cast, "return", first, "organizer", findings=found)
    second = prepare(cast)
    do(cast, "send", second, "recorder")
    do(cast, "receive", second, "organizer")
    filed = do(cast, "acknowledge", second, "organizer", answer="同意备案")

    assert returned.findings == "第 2 行：三月劳动没有记\n没有盖章"
    assert states() == [(1, "CORRECTED"), (2, "ACKNOWLEDGED")]
    assert (filed.answer, str(filed)) == ("同意备案", "青山村支部2026-03积分报备表（第 2 版）")
    acts = Record.objects.filter(subject_kind="package").order_by("number").values_list("act", flat=True)
    assert [act.removeprefix("filing.") for act in acts] == [
        "PREPARE_PACKAGE", "SEND_PACKAGE", "RECEIVE_PACKAGE", "RETURN_PACKAGE",
        "PREPARE_PACKAGE", "SEND_PACKAGE", "RECEIVE_PACKAGE", "ACKNOWLEDGE_PACKAGE",
    ]  # fmt: skip


def test_nothing_is_prepared_anew_while_it_lies_with_the_superior(cast: Cast) -> None:
    first = prepare(cast)
    do(cast, "send", first, "recorder")

    with pytest.raises(Blocked, match="上级还没有答复"):
        prepare(cast)

    assert states() == [(1, "SENT")]


def test_a_package_without_a_line_is_not_filed(cast: Cast) -> None:
    with pytest.raises(NothingToFile):
        prepare(cast, sheet=Sheet("空", SHEET.columns))

    assert not Package.objects.exists()


def test_nobody_of_the_branch_answers_and_nobody_above_sends(cast: Cast) -> None:
    package = prepare(cast)
    with pytest.raises(NotAllowed):
        do(cast, "send", package, "organizer")
    with pytest.raises(NotAllowed):
        prepare(cast, "organizer")
    do(cast, "send", package, "recorder")

    for who in ("recorder", "secretary"):
        with pytest.raises(NotAllowed):
            do(cast, "receive", package, who)
    with pytest.raises(NotNow):
        do(cast, "acknowledge", package, "organizer")

    assert states() == [(1, "SENT")]


def test_whoever_sent_it_does_not_answer_it_in_another_office(cast: Cast) -> None:
    package = do(cast, "send", prepare(cast), "recorder")
    Package.objects.filter(pk=package.pk).update(sender_id=str(cast.person("organizer").pk))

    with pytest.raises(NotAllowed, match="您本人上报"):
        do(cast, "receive", package, "organizer")


def test_a_stranger_of_another_branch_finds_nothing(cast: Cast) -> None:
    package = prepare(cast)

    for act in ("send", "receive", "acknowledge"):
        with pytest.raises(NotFound):
            do(cast, act, package, "stranger")
    with pytest.raises(NotFound):
        do(cast, "return", package, "stranger", findings=[Finding("不对")])
    with pytest.raises(NotAllowed):
        queries.list_packages_for(cast.actor("stranger"), cast.organization())


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ([], "请写明哪里不对"),
        ([Finding("  ")], "请写明哪里不对"),
        ([Finding("不对", 4), Finding("不对", 0)], "没有第 4、0 行"),
        ([Finding("错" * 1001)], "最多 1000 个字"),
    ],
)
def test_findings_name_what_is_there(cast: Cast, findings: list[Finding], said: str) -> None:
    package = prepare(cast)
    do(cast, "send", package, "recorder")
    do(cast, "receive", package, "organizer")

    with pytest.raises(Invalid, match=said):
        do(cast, "return", package, "organizer", findings=findings)

    assert states() == [(1, "RECEIVED")]


def test_a_sheet_that_was_changed_past_the_program_goes_no_further(cast: Cast) -> None:
    package = prepare(cast)
    Package.objects.filter(pk=package.pk).update(sheet={**package.sheet, "notes": ["应参加 2 人"]})

    with pytest.raises(Blocked, match="可能被改过"):
        do(cast, "send", package, "recorder")


def test_page_opened_before_somebody_else_acted_saves_nothing(cast: Cast) -> None:
    package = prepare(cast)

    with pytest.raises(ChangedMeanwhile):
        actions.send_package(
            actor=cast.actor("recorder"), at=NOW, package_id=package.pk, version=package.version + 1
        )


def test_superior_sees_what_was_sent_and_no_drafts(cast: Cast) -> None:
    package = prepare(cast)
    township, organizer = cast.organization("township"), cast.actor("organizer")

    before = list(queries.list_packages_for(organizer, township))
    do(cast, "send", package, "recorder")

    assert before == []
    assert list(queries.list_packages_for(organizer, township)) == [package]
    assert list(queries.list_packages_for(cast.actor("recorder"), cast.organization())) == [package]


@pytest.mark.parametrize(
    ("due", "last"),
    [
        (date(2026, 4, 10), date(2026, 4, 10)),
        (date(2026, 4, 11), date(2026, 4, 13)),
        (date(2026, 10, 1), date(2026, 10, 8)),
    ],
)
def test_late_is_only_what_comes_after_the_next_working_day(cast: Cast, due: date, last: date) -> None:
    package = prepare(cast, due_on=due)
    after = date(last.year, last.month, last.day + 1)

    assert queries.find_last_day(due) == last
    assert not queries.is_late(package, last)
    assert queries.is_late(package, after)
    assert not queries.is_late(prepare(cast, due_on=None), after)


def test_due_day_is_the_one_of_the_scheme_moved_to_a_working_day() -> None:
    tenth = Filing.model_validate({"to": "superior", "by": {"day": 10, "shift": "next_workday"}})

    assert queries.find_due_day("2026-03", tenth) == date(2026, 4, 10)
    assert queries.find_due_day("2026-04", tenth) == date(2026, 5, 11)
    assert queries.find_due_day("2098-12", tenth) == date(2099, 1, 10)
    assert queries.find_due_day("2026", tenth) is None
    assert queries.find_due_day("2026-03", Filing.model_validate({"to": "superior"})) is None
    assert queries.find_due_day("2026-03", None) is None


def test_addressee_is_found_up_the_tree_as_the_scheme_says(cast: Cast) -> None:
    branch = cast.organization()
    found = {
        to: queries.find_addressee(branch, Filing.model_validate({"to": to}))
        for to in ("superior", "general_branch", "county_org_department")
    }

    assert found == {
        "superior": cast.organization("township"),
        "general_branch": cast.organization("township"),
        "county_org_department": cast.organization("county"),
    }
    with pytest.raises(NothingToFile, match="没有上级"):
        queries.find_addressee(cast.organization("county"), None)


def test_package_from_a_seal_has_the_columns_of_the_scheme(cast: Cast) -> None:
    seal = sealed(cast)

    package = actions.prepare_from_seal(actor=cast.actor("recorder"), at=NOW, seal_id=seal.pk)

    headings = [column.heading for column in package.frozen.columns]
    assert headings[:2] == ["序号", "姓名"]
    assert headings[-2:] == ["本期合计", "累计"]
    assert len(headings) > 4
    names = package.frozen.column("name")
    assert set(names) == {"赵书记", "钱组织委员", "孙记录员", "李明", "周预备", "郑流动"}
    assert package.frozen.notes[0] == "应参加 6 人，参加 6 人，不参加 0 人"
    assert (package.seal, package.head, package.title) == (
        seal.hash, seal.head, "青山村支部2026年3月积分报备表",
    )  # fmt: skip


def test_package_from_a_seal_needs_what_it_is_reckoned_from(cast: Cast) -> None:
    seal = sealed(cast, scheme=False)

    with pytest.raises(Blocked, match="没有施行的积分办法"):
        actions.prepare_from_seal(actor=cast.actor("recorder"), at=NOW, seal_id=seal.pk)
    with pytest.raises(NotFound):
        actions.prepare_from_seal(actor=cast.actor("stranger"), at=NOW, seal_id=seal.pk)
    assert not Package.objects.exists()
