"""Pages of rosters: from the file to the confirmed import, by a recorder at a browser."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from jifen.audit.models import Record
from jifen.orgs import actions
from jifen.orgs.actions.roster import applying
from jifen.orgs.models import Person, RosterImport
from jifen.orgs.states.roster import RosterState
from jifen.web.roster.tasks import AT_ONCE
from tests.cast import NOW, Cast
from tests.orgs.roster.rosters import bring_in, id_no, person, take_in, workbook

pytestmark = pytest.mark.django_db


def address(cast: Cast, rest: str = "", key: str = "branch") -> str:
    return f"/organizations/{cast.organization(key).pk}/rosters/{rest}"


def upload(cast: Cast, browser: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("青山村名册.xlsx", content)
    return browser.post(address(cast, "import/"), {"file": file}, follow=True)


def test_recorder_uploads_looks_and_confirms(cast: Cast) -> None:
    browser = cast.browser("recorder")
    rows = [person("贺新", 身份证号=id_no(), 手机="13800000011"), person("李明", 工作岗位="护林员")]

    page = upload(cast, browser, workbook(rows))

    roster = RosterImport.objects.get()
    assertRedirects(page, f"/organizations/rosters/{roster.pk}/")
    assertContains(page, "确认导入 2 人")
    assertContains(page, "工作岗位：（空） → 护林员")
    page = browser.get(f"/organizations/rosters/{roster.pk}/?part=new")
    assertContains(page, "贺新")
    page = browser.post(f"/organizations/rosters/{roster.pk}/apply/", follow=True)
    assertContains(page, "已导入：青山村名册.xlsx")
    assert Person.objects.filter(name="贺新").exists()
    page = browser.post(f"/organizations/rosters/{roster.pk}/undo/", follow=True)
    assertContains(page, "这次导入已经撤销")
    assert not Person.objects.filter(name="贺新").exists()
    assertContains(browser.get(address(cast)), "已撤销")


def test_no_page_shows_a_number(cast: Cast) -> None:
    browser = cast.browser("recorder")
    bring_in(cast, [person("贺新", 身份证号=id_no(), 手机="13800000011")])
    rows = [person("贺新", 身份证号=id_no(), 手机="13800000022"), person("贺兰", 手机="23800000033")]
    pages = upload(cast, browser, workbook(rows)).content.decode()
    roster = RosterImport.objects.latest("entered_at")

    for part in ("faults", "changed", "new", "absent", "hints"):
        pages += browser.get(f"/organizations/rosters/{roster.pk}/?part={part}").content.decode()

    assert "有变化" in pages
    assert [text for text in (id_no(), "13800000011", "13800000022", "23800000033") if text in pages] == []


def test_faults_are_told_one_by_one_a_page_at_a_time_and_as_a_workbook(cast: Cast) -> None:
    browser = cast.browser("recorder")

    page = upload(cast, browser, workbook(person(f"贺{number}", 性别="先生") for number in range(120)))

    assertContains(page, "没有导入任何人")
    assertContains(page, "不认识这个写法", count=50)
    assertContains(page, "第 1 页，共 3 页，120 条")
    roster = RosterImport.objects.get()
    answer = browser.get(f"/organizations/rosters/{roster.pk}/faults/")
    assert answer["Content-Disposition"].startswith("attachment")
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert book.worksheets[0].max_row == 122


def test_file_that_is_no_workbook_comes_back_to_the_form(cast: Cast) -> None:
    page = upload(cast, cast.browser("recorder"), b"no workbook")

    assertContains(page, "有 1 处要改")
    assert not RosterImport.objects.exists()


def test_long_file_is_worked_on_behind_the_page(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' worker works at once; that it was asked shows in the tasks it was given."""
    from jifen.web.roster import tasks

    given: list[str] = []
    for task in (tasks.check, tasks.write, tasks.take_back):
        whole = type(task).enqueue

    def enqueue(task: Any, *words: Any) -> Any:
        given.append(task.func.__name__)
        return whole(task, *words)

    monkeypatch.setattr(type(tasks.check), "enqueue", enqueue)
    browser = cast.browser("recorder")

    upload(
        cast, browser, workbook(person(f"贺{number}", 党员编号=str(number)) for number in range(AT_ONCE + 1))
    )

    roster = RosterImport.objects.get()
    assert roster.state is RosterState.READY
    browser.post(f"/organizations/rosters/{roster.pk}/apply/")
    browser.post(f"/organizations/rosters/{roster.pk}/undo/")
    roster.refresh_from_db()
    assert (roster.state, given) == (RosterState.UNDONE, ["check", "write", "take_back"])
    assert Record.objects.filter(act="orgs.APPLY_ROSTER", hat="青山村支部记录员").count() == 2


@pytest.mark.django_db(transaction=True)
def test_worker_that_died_leaves_a_page_from_which_it_goes_on(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = cast.browser("recorder")
    roster = take_in(cast, [person("贺新")])
    browser.raise_request_exception = False

    with monkeypatch.context() as patched:
        patched.setattr(applying, "_enter", lambda *words: 1 / 0)
        assert browser.post(f"/organizations/rosters/{roster.pk}/apply/").status_code == 500

    page = browser.get(f"/organizations/rosters/{roster.pk}/")
    assertContains(page, "正在写入 1 人")
    assertContains(page, "继续导入")
    page = browser.post(f"/organizations/rosters/{roster.pk}/apply/", follow=True)
    assertContains(page, "已导入")
    assert Person.objects.filter(name="贺新").count() == 1


def test_page_of_an_import_at_work_asks_again_and_has_a_plain_link(cast: Cast) -> None:
    browser = cast.browser("recorder")
    roster = take_in(cast, [person("贺新")])
    actions.recheck_roster(actor=cast.actor("recorder"), at=NOW, roster_id=roster.pk)

    page = browser.get(f"/organizations/rosters/{roster.pk}/")
    assertContains(page, 'hx-trigger="every 2s"')
    assertContains(
        page, f'<a class="btn" href="/organizations/rosters/{roster.pk}/">刷新，看进展</a>', html=True
    )
    part = browser.get(f"/organizations/rosters/{roster.pk}/progress/", headers={"HX-Request": "true"})
    assertContains(part, "正在逐行核对：0 / 1 行")
    assert not part.has_header("HX-Refresh")
    roster.refresh_from_db()
    actions.check_rows(roster_id=roster.pk, attempt=roster.attempt)
    part = browser.get(f"/organizations/rosters/{roster.pk}/progress/", headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"
    assertRedirects(
        browser.get(f"/organizations/rosters/{roster.pk}/progress/"), f"/organizations/rosters/{roster.pk}/"
    )


def test_export_asks_for_a_reason_and_hands_out_a_workbook(cast: Cast) -> None:
    browser = cast.browser("recorder")

    page = browser.post(address(cast, "export/"), {"purpose": "CHECK", "reason": ""})
    assertContains(page, "请写明用途")
    answer = browser.post(address(cast, "export/"), {"purpose": "CHECK", "reason": "年度核对"})

    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert "核对党员信息，年度核对" in book["党员名册"]["A2"].value
    assert Record.objects.filter(act="orgs.EXPORT_ROSTER", kind="READ").count() == 7


def test_empty_sheet_is_handed_out(cast: Cast) -> None:
    answer = cast.browser("recorder").get(address(cast, "template/"))

    assert openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).sheetnames[0] == "党员名册"


def test_county_that_may_not_see_numbers_is_told_who_may(cast: Cast) -> None:
    page = cast.browser("county_organizer").get(address(cast, "export/", "county"))

    assertContains(page, "“查看证件和联系方式”由")


PLACES = ("", "import/", "export/", "template/")
ACTS = ("", "progress/", "faults/", "recheck/", "apply/", "discard/", "undo/")


def test_stranger_finds_nothing(cast: Cast) -> None:
    roster = take_in(cast, [person("贺新")])
    browser = cast.browser("stranger")

    for rest in PLACES:
        assert browser.get(address(cast, rest)).status_code == 404
        assert browser.post(address(cast, rest)).status_code in (404, 405)
    for rest in ACTS:
        assert browser.get(f"/organizations/rosters/{roster.pk}/{rest}").status_code in (404, 405)
        assert browser.post(f"/organizations/rosters/{roster.pk}/{rest}").status_code in (404, 405)
    roster.refresh_from_db()
    assert roster.state is RosterState.READY


def test_member_is_told_who_may(cast: Cast) -> None:
    browser = cast.browser("member")

    for rest in PLACES:
        assert browser.get(address(cast, rest)).status_code == 403
    assertContains(
        browser.get(f"/organizations/{cast.organization().pk}/"), "“导入名册”由本支部书记、组织委员、记录员"
    )


def test_looking_changes_nothing(cast: Cast) -> None:
    roster = take_in(cast, [person("贺新")])
    before = list(RosterImport.objects.values()), Record.objects.count()
    browser = cast.browser("recorder")

    for rest in PLACES:
        browser.get(address(cast, rest))
    for rest in ACTS:
        browser.get(f"/organizations/rosters/{roster.pk}/{rest}")

    assert (list(RosterImport.objects.values()), Record.objects.count()) == before


def test_page_asks_as_much_for_many_rows_as_for_one(cast: Cast) -> None:
    browser = cast.browser("recorder")

    browser.get("/")

    def asked(rows: int, part: str) -> int:
        content = [person("李明", 备注=str(rows)), *(person(f"贺{rows}{number}") for number in range(rows))]
        roster = take_in(cast, content)
        with CaptureQueriesContext(connection) as captured:
            page = browser.get(f"/organizations/rosters/{roster.pk}/?part={part}")
        assertContains(page, "李明" if part == "changed" else "贺")
        return len(captured)

    assert [asked(40, part) for part in ("new", "changed")] == [asked(1, part) for part in ("new", "changed")]
    with CaptureQueriesContext(connection) as one:
        browser.get(address(cast))
    take_in(cast, [person("贺新")])
    with CaptureQueriesContext(connection) as two:
        browser.get(address(cast))
    assert len(one) == len(two)


def test_import_without_differences_has_nothing_to_confirm(cast: Cast) -> None:
    bring_in(cast, [person("贺新")])

    page = upload(cast, cast.browser("recorder"), workbook([person("贺新")]))

    assertContains(page, "没有要导入的")
    assertNotContains(page, "确认导入")


def test_discarded_import_says_so(cast: Cast) -> None:
    browser = cast.browser("recorder")
    roster = take_in(cast, [person("贺新", 性别="先生")])

    page = browser.post(f"/organizations/rosters/{roster.pk}/discard/", follow=True)

    assertContains(page, "已经放弃，没有改动任何人")
    assertContains(
        browser.post(f"/organizations/rosters/{roster.pk}/apply/"), "现在还不能办理", status_code=409
    )
