"""Lists of people on the screen and on paper."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from jifen.common.actor import INSTALLER
from jifen.orgs.actions import enter_person
from jifen.orgs.models import Person
from jifen.orgs.states.people import Standing
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def address(cast: Cast, key: str = "branch", rest: str = "") -> str:
    return f"/organizations/{cast.organization(key).pk}/people/{rest}"


def fill(cast: Cast, count: int) -> None:
    """Enter many people, told apart by their numbers in words."""
    for number in range(count):
        enter_person(
            actor=INSTALLER,
            at=NOW,
            branch_id=cast.organization().pk,
            name=f"张{chr(0x4E00 + number)}",
            standing=Standing.FORMAL,
            on=date(2020, 1, 1),
        )


def test_roster_of_ones_office_opens_from_the_menu(cast: Cast) -> None:
    page = cast.browser("recorder").get("/people/")

    assertContains(page, "青山村支部名册")
    assertContains(page, "共 7 人")
    assertContains(page, '<a href="/people/" aria-current="page">名册</a>', html=True)
    assertNotContains(page, "陈某")


def test_list_leads_to_the_import_where_one_may(cast: Cast) -> None:
    address = f"/organizations/{cast.organization().pk}/rosters/import/"

    assertContains(cast.browser("recorder").get("/people/"), f'href="{address}">导入名册')
    assertNotContains(cast.browser("commissioner", "GROUP_LEADER").get("/people/"), ">导入名册")


def test_pages_inside_the_roster_keep_its_place_in_the_menu(cast: Cast) -> None:
    browser, branch = cast.browser("recorder"), cast.organization()

    for page in ("people/enter/", "people/duplicates/", "households/", "rosters/"):
        shown = browser.get(f"/organizations/{branch.pk}/{page}")
        assertContains(shown, '<a href="/people/" aria-current="page">名册</a>', html=True)


def test_group_leader_opens_his_group(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person("member").pk).update(group=cast.organization("first_group"))

    page = cast.browser("commissioner", "GROUP_LEADER").get("/people/")

    assertContains(page, "青山一组名册")
    assertContains(page, "李明")
    assertNotContains(page, "郑流动")


def test_list_costs_the_same_for_one_and_for_three_hundred(cast: Cast) -> None:
    browser = cast.browser("secretary")
    counts = []
    for more in (0, 300):
        fill(cast, more)
        browser.get("/people/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = browser.get("/people/")
        counts.append(len(queries))

    assertContains(page, "第 1 页，共 7 页，307 条")
    assert counts[0] == counts[1]


def test_name_is_looked_for_in_the_address_and_a_number_is_not(cast: Cast) -> None:
    browser = cast.browser("recorder")

    by_name = browser.post("/people/", {"words": "李明", "standing": "FORMAL"})
    by_number = browser.post("/people/", {"words": "138 0000 0001", "standing": ""})

    assert by_name.status_code == 302
    assert by_name["Location"] == "/people/?words=%E6%9D%8E%E6%98%8E&standing=FORMAL"
    assertContains(browser.get(by_name["Location"]), "共 1 人")
    assertContains(by_number, "按号码找到 1 人")
    assert "13800000001" not in by_number.content.decode()
    assert "138 0000 0001" not in by_number.content.decode()


def test_number_typed_into_an_address_finds_nobody_by_it(cast: Cast) -> None:
    page = cast.browser("recorder").get("/people/?words=13800000001")

    assertContains(page, "共 7 人")


def test_those_who_left_are_found_when_asked_for(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person("member").pk).update(standing=Standing.DECEASED)
    browser = cast.browser("recorder")

    assertContains(browser.get("/people/?words=李明"), "没有找到这样的同志")
    assertContains(browser.get("/people/?words=李明&standing=EVERYBODY"), "已去世")
    assertContains(browser.get("/people/?standing=DECEASED"), "李明")
    assertContains(browser.get("/people/?standing=NONSENSE"), "共 6 人")


def test_printed_list_has_everybody_and_room_to_sign(cast: Cast) -> None:
    fill(cast, 60)

    page = cast.browser("recorder").get(address(cast, rest="print/"))

    assertContains(page, "红旗镇青山村党支部名册")
    assertContains(page, "共 67 人")
    assertContains(page, "填表人：")
    assertContains(page, "1956.11.03")


@pytest.mark.parametrize("rest", ["", "print/", "enter/", "duplicates/"])
def test_stranger_finds_no_list_and_member_may_not_see_one(cast: Cast, rest: str) -> None:
    assert cast.browser("stranger").get(address(cast, rest=rest)).status_code == 404
    assert cast.browser("member").get(address(cast, rest=rest)).status_code == 403


@pytest.mark.parametrize("key", ["admin", "auditor"])
def test_duty_without_a_branch_has_no_roster(cast: Cast, key: str) -> None:
    answer = cast.browser(key).get("/people/")

    assert answer.status_code == 403
    assert "没有名册可看" in answer.content.decode()


def test_superior_sees_branches_and_is_sent_to_one_to_enter(cast: Cast) -> None:
    page: Any = cast.browser("organizer").get("/people/")

    assertContains(page, "白水村支部")
    assertContains(page, "人员登记在党支部，请先打开所在支部的名册。")
