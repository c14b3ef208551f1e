"""Pages of the memory: who reads what, what is found, how old records leave."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from jifen.audit.actions import record
from jifen.audit.models import Record, Segment
from jifen.common.basis import Decider
from jifen.orgs.actions import edit_organization, found_organization, move_organization
from jifen.orgs.models import Organization
from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import OrganizationKind
from tests.cast import NOW, TODAY, Cast
from tests.orgs.acts import REPLY, send

pytestmark = pytest.mark.django_db


def edit(cast: Cast, key: str, who: str) -> None:
    edit_organization(
        actor=cast.actor(who), at=NOW, organization_id=cast.organization(key).pk, contact_name="联系人"
    )


def test_secretary_reads_what_was_done_in_his_branch_and_nothing_else(cast: Cast) -> None:
    edit(cast, "branch", "recorder")
    edit(cast, "other_branch", "stranger")

    page = cast.browser("secretary").get("/records/")

    assertContains(page, "红旗镇青山村党支部操作记录")
    assertContains(page, "修改组织信息")
    assertContains(page, "孙记录员")
    assertContains(page, "青山村支部记录员")
    assertNotContains(page, "陈某")
    assertNotContains(page, "白水村")


def test_row_says_who_decided_where_another_typed_and_on_what_paper(cast: Cast) -> None:
    record(
        actor=cast.actor("recorder"),
        at=NOW,
        act=Act.CONVERT,
        place=cast.place(),
        basis=REPLY,
        decider=Decider("支部党员大会"),
    )

    page = cast.browser("secretary").get("/records/?words=转为&since=2026-03-01")

    assertContains(page, "代录")
    assertContains(page, "决定人：支部党员大会")
    assertContains(page, "2026年3月5日关于调整组织设置的批复（红旗发〔2026〕12号）")
    assert len(page.context["rows"]) == 1


@pytest.mark.parametrize("who", ["member", "recorder", "admin"])
def test_others_do_not_read_the_memory(cast: Cast, who: str) -> None:
    assert cast.browser(who).get("/records/").status_code in (403, 404)
    assert cast.browser(who).get(f"/records/?organization={cast.organization().pk}").status_code in (403, 404)
    assert cast.browser(who).get("/records/export/").status_code == 403


def test_stranger_does_not_read_the_memory_of_the_branch(cast: Cast) -> None:
    answer = cast.browser("stranger").get(f"/records/?organization={cast.organization().pk}")

    assert answer.status_code == 404


def test_auditor_says_first_that_he_looks_and_that_is_written_once(cast: Cast) -> None:
    browser = cast.browser("auditor")
    assertContains(browser.get("/records/"), "这次查看本身也会记下来")
    assert not Record.objects.filter(act="audit.INSPECT").exists()

    browser.post("/records/")
    page = browser.get("/records/")

    assertContains(page, "全部操作记录")
    browser.get("/records/?words=登记")
    assert Record.objects.filter(act="audit.INSPECT", actor_name="审计员").count() == 1


def test_filter_by_kind_words_and_days(cast: Cast) -> None:
    edit(cast, "branch", "recorder")
    browser = cast.browser("secretary")

    assert {row.kind for row in browser.get("/records/?kind=ACCESS").context["rows"]} == {"ACCESS"}
    assert {row.label for row in browser.get("/records/?words=修改&since=2026-03-01").context["rows"]} == {
        "修改组织信息"
    }
    days = browser.get("/records/?since=2026-03-10&until=2026-03-10").context["rows"]
    assert {row.label for row in days} == {"修改组织信息"}
    assertContains(browser.get("/records/?since=昨天"), "请填写日期")


def test_words_are_looked_for_in_the_last_ninety_days_unless_another_day_is_given(cast: Cast) -> None:
    today = timezone.localdate()
    for days in (89, 91):
        at = timezone.now() - timedelta(days=days)
        record(actor=cast.actor("recorder"), at=at, act=Act.DISSOLVE_GROUP, place=cast.place())
    browser = cast.browser("secretary")

    page = browser.get("/records/?words=撤销")
    assert len(page.context["rows"]) == 1
    first = today - timedelta(days=90)
    assertContains(page, f'name="since" value="{first:%Y-%m-%d}"')
    assertContains(page, f"按文字只查{first.year}年{first.month}月{first.day}日以后的")

    assert len(browser.get("/records/?words=撤销&since=2020-01-01").context["rows"]) == 2
    until = today - timedelta(days=91)
    assert len(browser.get(f"/records/?words=撤销&until={until:%Y-%m-%d}").context["rows"]) == 1
    assertNotContains(browser.get("/records/"), "按文字只查")
    assert browser.get("/records/?words=撤销&since=2020-01-01&until=2020-02-01").context["rows"] == []


def test_older_rows_follow_by_pages(cast: Cast) -> None:
    for _ in range(60):
        record(actor=cast.actor("recorder"), at=NOW, act=Act.EDIT_ORGANIZATION, place=cast.place())
    browser = cast.browser("secretary")

    first = browser.get("/records/").context
    second = browser.get(f"/records/?before={first['older']}").context

    assert len(first["rows"]) == 50
    assert {row.number for row in first["rows"]} & {row.number for row in second["rows"]} == set()
    assert second["older"] is None


def test_moved_branch_keeps_its_records_and_its_old_place_gives_them_to_nobody(cast: Cast) -> None:
    general = found(cast, "62000110", "township", OrganizationKind.GENERAL_BRANCH, minutes=0)
    edit(cast, "other_branch", "stranger")
    last = Organization.objects.get(pk=general.pk)
    Organization.objects.move(last, cast.organization("other_branch"), pos="left")
    old_path = cast.organization("other_branch").path
    move_organization(
        actor=cast.actor("county_organizer"),
        at=NOW + timedelta(minutes=1),
        organization_id=cast.organization("other_branch").pk,
        parent_id=general.pk,
        on=TODAY,
        basis=REPLY,
    )
    new = found(cast, "62000103", "township", OrganizationKind.BRANCH, minutes=2)
    assert new.path == old_path

    page = cast.browser("organizer").get(f"/records/?organization={new.pk}")
    assert [row.label for row in page.context["rows"]] == ["设立组织"]
    assert "修改组织信息" in [row.label for row in cast.browser("stranger").get("/records/").context["rows"]]


def found(cast: Cast, code: str, parent: str, kind: OrganizationKind, minutes: int) -> Organization:
    return found_organization(
        actor=cast.actor("organizer"),
        at=NOW + timedelta(minutes=minutes),
        parent_id=cast.organization(parent).pk,
        code=code,
        full_name=f"红旗镇{code}号组织",
        kind=kind,
        on=TODAY,
    )


def test_auditor_takes_old_records_out_and_downloads_the_file(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.JIFEN_RECORDS, settings.JIFEN_RECORDS_LEAST_DAYS = tmp_path, 0
    browser = cast.browser("auditor")
    count = Record.objects.count()

    answer = browser.post("/records/export/", {"before": "2026-03-10"})

    segment = Segment.objects.get()
    assert (answer.status_code, segment.rows) == (302, count)
    assertContains(browser.get("/records/export/"), segment.seal[:16])
    file = browser.get(f"/records/export/{segment.last_number}/")
    assert file.headers["Content-Disposition"].startswith('attachment; filename="records-')
    assert len(b"".join(file.streaming_content).splitlines()) == count
    assert cast.browser("secretary").get(f"/records/export/{segment.last_number}/").status_code == 403
    assert browser.get("/records/export/999999/").status_code == 404


def test_young_records_stay_and_without_old_ones_nothing_is_written(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.JIFEN_RECORDS = tmp_path
    browser = cast.browser("auditor")

    young = browser.post("/records/export/", {"before": f"{timezone.localdate():%Y-%m-%d}"})
    nothing = browser.post("/records/export/", {"before": "2020-01-01"})

    assertContains(young, "没有满365天的记录不能导出清理")
    assertContains(nothing, "没有到期的操作记录可以导出。")
    assert (list(tmp_path.iterdir()), Segment.objects.count()) == ([], 0)


def test_same_number_of_queries_for_few_and_many(cast: Cast, django_assert_num_queries: Any) -> None:
    browser = cast.browser("secretary")
    browser.get("/records/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/records/?words=登记")
    for _ in range(40):
        record(actor=cast.actor("recorder"), at=NOW, act=Act.APPOINT, place=cast.place())
    with django_assert_num_queries(len(few)):
        browser.get("/records/?words=登记")


def test_letter_is_in_the_memory_of_the_sending_branch(cast: Cast) -> None:
    send(cast)

    assertContains(cast.browser("secretary").get("/records/?words=转出&since=2026-03-01"), "李明")
