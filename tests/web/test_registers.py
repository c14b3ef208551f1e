"""Pages of the registers: one page for the branch, faults at their cells, nothing lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains

from jifen.audit.models import Record
from jifen.orgs.models import Circumstance
from jifen.registers.actions import mark_taken
from jifen.registers.models import Occasion, RegisterLine
from jifen.registers.states.kinds import OccasionKind, Said
from tests.cast import NOW, Cast
from tests.registers.acts import begin, fill
from tests.schemes import acts, exempted
from tests.schemes.exempted import STATEMENT

pytestmark = pytest.mark.django_db


def said_of(occasion: Occasion) -> dict[str, str]:
    rows = RegisterLine.objects.filter(occasion=occasion).exclude(state="STRUCK").select_related("person")
    return {str(row.person): f"{row}{row.done_on or ''}" for row in rows.order_by("pk")}


def test_recorder_enters_the_dues_of_a_month_in_two_steps(cast: Cast) -> None:
    browser = cast.browser("recorder")
    start = browser.get("/registers/")
    made = browser.post(
        f"/organizations/{cast.organization().pk}/registers/begin/", {"kind": "DUES", "on": "2026-02-28"}
    )
    dues = Occasion.objects.get()
    late = cast.person("member").pk

    assertContains(start, "还没有登记。")
    assert made["Location"] == f"/registers/{dues.pk}/fill/"
    form = {"version": "1", "rest": "1", f"done-{late}": "2026-03-04", f"number-{late}": "0.2"}
    saved = browser.post(made["Location"], form, follow=True)

    assertContains(saved, "已保存，都填好了。")
    assertContains(saved, "按时足额 5 人，迟交 1 人")
    assertNotContains(saved, "0.20")
    assert said_of(dues)["李明"] == "迟交2026-03-04"
    assertContains(browser.get("/registers/"), "6 人")


def test_faults_stand_at_their_cells_and_nothing_is_lost(cast: Cast) -> None:
    dues, browser = begin(cast), cast.browser("recorder")
    one, other = cast.person("member").pk, cast.person("secretary").pk

    page = browser.post(
        f"/registers/{dues.pk}/fill/",
        {
            "version": "1",
            f"outcome-{one}": "PAID",
            f"done-{one}": "2026-03-04",
            f"outcome-{other}": "PAID_LATE",
            f"who-{other}": "女儿",
        },
    )

    assertContains(page, f'id="done-{one}-said"')
    assertContains(page, "李明：交纳日期2026年3月4日晚于应交日期2026年2月28日，不是按时足额。")
    assertContains(page, "赵书记：“迟交”要填交纳日期。")
    assertContains(page, 'value="女儿"')
    assertContains(page, "有 2 处要改，填过的都还在。")
    assert not RegisterLine.objects.exists()


def test_column_is_pasted_looked_at_and_saved(cast: Cast) -> None:
    dues, browser = begin(cast), cast.browser("recorder")
    table = "姓名\t交纳日期\n李明\t2026/3/4\n赵书记\t２０２６年２月３日\n王五\t2026/2/3\n周预备\t三月初\n"

    page = browser.post(f"/registers/{dues.pk}/fill/", {"version": "1", "paste": "1", "pasted": table})

    assertContains(page, "第 4 行：王五不在这份登记的名单里。")
    assertContains(page, 'value="2026-03-04"')
    assertContains(page, 'value="2026-02-03"')
    assertContains(page, "“三月初”不是有效日期，请填成 2026-03-01 这样的格式。")
    assert not RegisterLine.objects.exists()

    cells = {
        f"done-{cast.person('member').pk}": "2026-03-04",
        f"done-{cast.person('secretary').pk}": "2026-02-03",
    }
    browser.post(f"/registers/{dues.pk}/fill/", {"version": "1", **cells})
    assert said_of(dues) == {"李明": "迟交2026-03-04", "赵书记": "按时足额2026-02-03"}


def test_the_rest_is_not_filled_in_for_whom_nothing_is_demanded(cast: Cast) -> None:
    Circumstance.objects.create(
        person=cast.person("member"), kind="FRAIL", from_on=date(2026, 1, 1), basis=STATEMENT
    )
    study, browser = begin(cast, OccasionKind.STUDY, title="三月集中学习"), cast.browser("recorder")

    page = browser.get(f"/registers/{study.pk}/fill/")
    browser.post(f"/registers/{study.pk}/fill/", {"version": "1", "rest": "1"})

    assertContains(page, "老弱病残")
    assert "李明" not in said_of(study)
    assert len(said_of(study)) == 6


def test_notes_are_closed_and_reading_them_is_recorded(cast: Cast) -> None:
    study, browser = begin(cast, OccasionKind.STUDY, title="三月集中学习"), cast.browser("recorder")
    member = cast.person("member").pk
    browser.post(
        f"/registers/{study.pk}/fill/",
        {"version": "1", f"outcome-{member}": "LEAVE", f"note-{member}": "住院做手术"},
    )

    for address in (f"/registers/{study.pk}/", f"/registers/{study.pk}/fill/"):
        assertNotContains(browser.get(address), "住院")
    assertContains(browser.post(f"/registers/{study.pk}/notes/"), "住院做手术")


def test_stranger_finds_nothing(cast: Cast) -> None:
    dues = fill(cast, begin(cast), member=Said.PAID)
    browser = cast.browser("stranger")

    for address in (f"/registers/{dues.pk}/", f"/registers/{dues.pk}/fill/"):
        assert browser.get(address).status_code == 404
    assertNotContains(browser.get("/registers/"), "2026年2月党费")


def test_month_is_looked_at_and_nothing_is_written(cast: Cast) -> None:
    acts.in_force(cast)
    exempted.enrol(cast)
    fill(cast, begin(cast, on=date(2026, 3, 5)), member=Said.UNPAID)
    browser = cast.browser("recorder")
    before = Record.objects.count()

    page = browser.get(f"/organizations/{cast.organization().pk}/registers/suggestions/?month=2026-03")
    empty = browser.get(f"/organizations/{cast.organization().pk}/registers/suggestions/?month=2026-01")

    assertContains(page, "2026年3月党费：未交")
    assertContains(page, "当月党费没有按时足额交")
    assertContains(empty, "这个月没有施行的积分办法")
    assert Record.objects.count() == before


def test_finding_is_entered_as_what_the_document_names(cast: Cast) -> None:
    acts.in_force(cast, "school-branch", "2026")
    browser, address = cast.browser("recorder"), f"/organizations/{cast.organization().pk}/registers/begin/"
    seen = {"kind": "FINDING", "on": "2026-03-05", "title": "升旗时没有佩戴党徽，当面提醒"}

    page = browser.get(f"{address}?kind=FINDING")
    short = browser.post(address, {**seen, "title": "没戴党徽"})
    browser.post(address, {**seen, "fact_kind": "badge_missing"})

    assertContains(page, "工作时间没有按要求佩戴党徽")
    assertContains(short, "请写清楚看到了什么，至少 10 个字，现在是 4 个。")
    assert Occasion.objects.get().fact_kind == "badge_missing"


def test_columns_come_in_any_order_with_quotes_and_line_breaks(cast: Cast) -> None:
    dues, browser = begin(cast), cast.browser("recorder")
    table = (
        '金额（元）\t姓名\t说明\t情况\n0.2\t"李明"\t"他说""忘了""\n下次按时"\t未足额\n５\t周预备\t\t迟到\n'
    )

    page = browser.post(f"/registers/{dues.pk}/fill/", {"version": "1", "paste": "1", "pasted": table})

    assertContains(page, 'value="0.2"')
    assertContains(page, 'value="他说&quot;忘了&quot; 下次按时"')
    assertContains(page, "没有“迟到”这一种，可以填：按时足额、迟交、未足额、未交。")
    assertContains(page, '<option value="PAID_SHORT" selected>未足额</option>', html=True)


def test_file_is_taken_in_like_a_pasted_table(cast: Cast) -> None:
    study, browser = begin(cast, OccasionKind.STUDY, title="三月集中学习"), cast.browser("recorder")
    table = "姓名,情况\n李明,请假\n王五,参加\n".encode("utf-8-sig")
    file = SimpleUploadedFile("学习.csv", table)

    page = browser.post(f"/registers/{study.pk}/fill/", {"version": "1", "paste": "1", "file": file})
    none = browser.post(f"/registers/{study.pk}/fill/", {"version": "1", "paste": "1", "pasted": " "})

    assertContains(page, "第 3 行：王五不在这份登记的名单里。")
    assertContains(page, '<option value="LEAVE" selected>请假</option>', html=True)
    assertContains(none, "请把表格粘贴到框里，或者选一个文件，两样选一样。")
    assert not RegisterLine.objects.exists()


def test_columns_nobody_knows_and_cells_too_many_are_told_with_their_line(cast: Cast) -> None:
    dues, browser = begin(cast), cast.browser("recorder")
    address = f"/registers/{dues.pk}/fill/"

    named = browser.post(address, {"version": "1", "paste": "1", "pasted": "姓名\t手机\n李明\t1"})
    long = browser.post(address, {"version": "1", "paste": "1", "pasted": "李明,未交,,,,,多出来的"})
    nobody = browser.post(address, {"version": "1", "paste": "1", "pasted": "\t未交"})

    assertContains(
        named, "第 1 行：没有“手机”这样的列，可以有：姓名、情况、交纳日期、金额（元）、代交人、说明。"
    )
    assertContains(long, "第 1 行：李明多了 1 列，请核对列的顺序。")
    assertContains(nobody, "第 1 行：没有写姓名。")


def test_what_cannot_be_read_or_was_emptied_is_told_at_its_cell(cast: Cast) -> None:
    dues, browser = fill(cast, begin(cast), member=Said.PAID), cast.browser("recorder")
    member, other = cast.person("member").pk, cast.person("secretary").pk
    sent = {
        "version": "2",
        f"outcome-{member}": "",
        f"outcome-{other}": "PAID",
        f"number-{other}": "0.123",
        f"note-{other}": "长" * 201,
    }

    page = browser.post(f"/registers/{dues.pk}/fill/", sent)
    nothing = browser.post(
        f"/registers/{begin(cast, OccasionKind.TASK, title='收医保').pk}/fill/", {"version": "1"}
    )
    late = browser.post(
        f"/registers/{dues.pk}/fill/",
        {"version": "1", f"outcome-{other}": "PAID", f"outcome-{member}": "PAID"},
    )
    wordy = browser.post(
        f"/registers/{dues.pk}/fill/", {**sent, f"outcome-{member}": "PAID", f"number-{other}": "1"}
    )

    assertContains(page, "已经登记过的不能清空；登记错了的，请作废这一条。")
    assertContains(page, "请填不小于 0、最多两位小数的数。")
    assertContains(nothing, "还没有填哪一位的情况。")
    assertContains(late, "别的同志改过这一份登记")
    assertContains(wordy, "赵书记：说明最多 200 字；更长的请写在纸上，这里写它在哪里。")


def test_register_is_mended_and_struck_by_page(cast: Cast) -> None:
    dues, browser = fill(cast, begin(cast), member=Said.PAID), cast.browser("recorder")
    line = RegisterLine.objects.get()

    form = browser.get(f"/registers/{dues.pk}/edit/")
    moved = browser.post(
        f"/registers/{dues.pk}/edit/", {"kind": "DUES", "version": "2", "on": "2026-02-20"}, follow=True
    )
    struck = browser.post(
        f"/registers/lines/{line.pk}/strike/", {"version": "3", "reason": "记错了人"}, follow=True
    )
    gone = browser.post(f"/registers/{dues.pk}/strike/", {"version": "4", "reason": "登记重了"}, follow=True)

    assertContains(form, 'value="2026-02-28"')
    assertContains(moved, "2026年2月20日")
    assertContains(struck, "李明：按时足额（记错了人）")
    assertContains(gone, "原因：登记重了")
    assertContains(gone, "这份登记已经作废，只供查阅。")


def test_taken_line_says_so_and_its_register_cannot_be_changed(cast: Cast) -> None:
    dues, browser = fill(cast, begin(cast), member=Said.PAID), cast.browser("recorder")
    mark_taken(
        actor=cast.actor("recorder"), at=NOW, line_ids=[RegisterLine.objects.get().pk], taken_by="三月积分"
    )

    page = browser.get(f"/registers/{dues.pk}/")
    refused = browser.post(f"/registers/{dues.pk}/strike/", {"version": "2", "reason": "登记重了"})

    assertContains(page, "已被三月积分采用。")
    assertContains(page, "已经有1人的登记被积分采用：要改的，先在那里退回。")
    assertContains(refused, "已经采用的有：李明（三月积分）")


def test_list_is_narrowed_by_kind_and_month(cast: Cast) -> None:
    begin(cast)
    begin(cast, OccasionKind.STUDY, title="三月集中学习")
    browser = cast.browser("recorder")

    assertNotContains(browser.get("/registers/?kind=STUDY"), "2026年2月党费")
    assertNotContains(browser.get("/registers/?month=2026-02"), "三月集中学习")
    assertContains(browser.get("/registers/?month=2020-01"), "没有符合条件的登记。")
