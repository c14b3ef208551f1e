"""Pages of what happens to organisations: search, changes, offices, groups."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from jifen.orgs.actions import found_organization
from jifen.orgs.models import Appointment, Organization
from jifen.orgs.states.organizations import OrganizationKind, OrganizationState
from jifen.orgs.states.roles import Role
from tests.cast import NOW, TODAY, Cast
from tests.orgs.acts import enter, found

pytestmark = pytest.mark.django_db

PAPER = {
    "basis_kind": "REPLY",
    "basis_label": "关于调整组织设置的批复",
    "basis_on": "2026-03-05",
    "basis_document_no": "红旗发〔2026〕12号",
}


def address(cast: Cast, key: str, rest: str = "") -> str:
    return f"/organizations/{cast.organization(key).pk}/{rest}"


def test_search_finds_by_name_and_code_inside_what_one_sees(cast: Cast) -> None:
    organizer = cast.browser("organizer")

    assertContains(organizer.get("/organizations/?q=白水村党支部"), "红旗镇白水村党支部")
    assertContains(organizer.get("/organizations/?q=6200010"), "62000101")
    assertContains(organizer.get("/organizations/?q=黑山"), "没有找到这个名称或代码的组织。")
    assertNotContains(cast.browser("secretary").get("/organizations/?q=村"), "白水村")
    assertNotContains(cast.browser("stranger").get("/organizations/?q=村"), "青山村")


def test_page_counts_people_and_points_out_what_is_unusual(cast: Cast) -> None:
    page = cast.browser("organizer").get(address(cast, "township"))

    assert [(str(child), people) for child, people in page.context["rows"]] == [
        ("镇机关支部", 2),
        ("青山村支部", 7),
        ("白水村支部", 2),
    ]
    assertContains(cast.browser("stranger").get(address(cast, "other_branch")), "正式党员 2 名，不足 3 名")


def test_tree_costs_the_same_for_few_and_many(cast: Cast, django_assert_num_queries: Any) -> None:
    browser = cast.browser("organizer")
    browser.get(address(cast, "township"))
    with CaptureQueriesContext(connection) as few:
        browser.get(address(cast, "township"))
    for number in range(60):
        found(cast, f"6200020{number:02}", "township", OrganizationKind.BRANCH)
    with django_assert_num_queries(len(few)):
        browser.get(address(cast, "township"))


def test_organizer_moves_a_branch_found_by_its_name(cast: Cast) -> None:
    general = found(cast, "62000110", "township", OrganizationKind.GENERAL_BRANCH, "红旗镇农村党总支")
    browser = cast.browser("organizer")
    page = address(cast, "branch", "move/")
    assertContains(browser.get(page), "先查找新的上级组织")
    assertContains(browser.get(page + "?q=农村"), "红旗镇农村党总支（党总支，62000110）")
    assertContains(browser.get(page + "?q=白水"), "没有找到合适的组织。")

    answer = browser.post(
        page + "?q=农村", {"target": str(general.pk), "on": "2026-03-09", **PAPER}, follow=True
    )

    assertContains(answer, "已办理青山村支部的组织调整。")
    assert cast.organization().is_child_of(Organization.objects.get(pk=general.pk))
    assertContains(browser.get(address(cast, "branch", "history/")), "调整到红旗镇农村党总支下面")


def test_organizer_merges_one_branch_into_another(cast: Cast) -> None:
    browser = cast.browser("organizer")

    answer = browser.post(
        address(cast, "other_branch", "merge/") + "?q=青山村党支部",
        {"target": str(cast.organization().pk), "on": "2026-03-09", **PAPER},
        follow=True,
    )

    assertContains(answer, "已并入其他组织")
    assertContains(answer, "并入红旗镇青山村党支部")
    assert cast.person("stranger").branch == cast.organization()
    assert browser.get(address(cast, "other_branch", "merge/")).status_code == 409


def test_what_keeps_an_organisation_from_being_dissolved_is_shown_instead_of_the_form(cast: Cast) -> None:
    browser = cast.browser("organizer")

    assertContains(browser.get(address(cast, "branch", "dissolve/")), "青山村支部名册上还有李明、")
    answer = browser.post(
        address(cast, "second_group", "dissolve/"), {"on": "2026-03-09", **PAPER}, follow=True
    )

    assertContains(answer, "已撤销青山二组")
    assert cast.organization("second_group").state is OrganizationState.DISSOLVED


@pytest.mark.parametrize("rest", ["move/", "merge/", "dissolve/"])
def test_branch_and_stranger_do_not_change_the_tree(cast: Cast, rest: str) -> None:
    assert cast.browser("secretary").get(address(cast, "branch", rest)).status_code == 403
    for verb in ("get", "post"):
        assert getattr(cast.browser("stranger"), verb)(address(cast, "branch", rest)).status_code == 404


def test_office_is_entered_and_ended_on_its_page(cast: Cast) -> None:
    browser = cast.browser("recorder")
    form = {
        "role": "PUBLICITY_COMMISSIONER",
        "person": str(cast.person("member").pk),
        "from_on": "2026-03-09",
        "reason": "增补",
        **PAPER,
    }

    answer = browser.post(address(cast, "branch", "offices/appoint/"), form, follow=True)

    assertContains(answer, "已登记李明任青山村支部宣传委员。")
    row = Appointment.objects.get(person=cast.person("member"))
    refused = browser.post(address(cast, "branch", f"offices/{row.pk}/end/"), {"to_on": "", **PAPER})
    assertContains(refused, "有 2 处要改")
    ended = browser.post(
        address(cast, "branch", f"offices/{row.pk}/end/"),
        {"to_on": "2026-03-20", "reason": "工作调动", **PAPER},
        follow=True,
    )
    assertContains(ended, "已登记李明不再任青山村支部宣传委员。")
    assert cast.browser("stranger").get(address(cast, "branch", "offices/")).status_code == 404
    assert (
        cast.browser("organizer").get(address(cast, "other_branch", f"offices/{row.pk}/end/")).status_code
        == 404
    )


def test_member_sees_who_serves_and_who_entered_it(cast: Cast) -> None:
    page = cast.browser("member").get(address(cast, "branch", "offices/"))

    assertContains(page, "赵书记")
    assertContains(page, "安装程序")
    assertNotContains(page, "登记免职")


def test_committee_is_renewed_whole(cast: Cast) -> None:
    browser = cast.browser("organizer")
    page = address(cast, "branch", "offices/election/")
    assertNotContains(browser.get(page), "吴积极分子")
    form = {
        "from_on": "2026-03-09",
        "term_until": "2029-03-08",
        "secretary": str(cast.person("commissioner").pk),
        "organization_commissioner": str(cast.person("recorder").pk),
        "committee_member": [str(cast.person("member").pk), str(cast.person("migrant").pk)],
        **PAPER,
    }

    assertContains(browser.post(page, {**form, "secretary": ""}), "有 1 处要改")
    answer = browser.post(page, form, follow=True)

    assertContains(answer, "已登记青山村支部换届，上一届任职同时终止。")
    held = Appointment.objects.filter(organization=cast.organization(), to_on__isnull=True)
    assert {(row.person.name, row.role) for row in held} == {
        ("钱组织委员", Role.SECRETARY),
        ("孙记录员", Role.ORGANIZATION_COMMISSIONER),
        ("李明", Role.COMMITTEE_MEMBER),
        ("郑流动", Role.COMMITTEE_MEMBER),
        ("孙记录员", Role.RECORDER),
    }


def test_points_group_comes_chosen_already(cast: Cast) -> None:
    browser = cast.browser("organizer")
    page = browser.get(address(cast, "branch", "offices/points-group/"))
    known = page.context["form"].initial

    answer = browser.post(
        address(cast, "branch", "offices/points-group/"),
        {
            "from_on": "2026-03-09",
            "points_group_head": known["points_group_head"][0],
            "points_group_deputy": known["points_group_deputy"],
            "points_group_member": known["points_group_member"],
            **PAPER,
        },
        follow=True,
    )

    assertContains(answer, "已登记青山村支部的积分工作小组。")
    assert [str(line.appointment.person) for line, _ in answer.context["points_group"]] == [
        "赵书记",
        "钱组织委员",
        "孙记录员",
    ]


def test_everybody_is_put_into_a_group_on_one_page(cast: Cast) -> None:
    browser = cast.browser("secretary")
    first = str(cast.organization("first_group").pk)
    member, migrant = cast.person("member"), cast.person("migrant")

    answer = browser.post(
        address(cast, "branch", "groups/"),
        {f"group-{member.pk}": first, f"group-{migrant.pk}": ""},
        follow=True,
    )

    assertContains(answer, "已保存，1 名同志换了党小组。")
    assert cast.person("member").group == cast.organization("first_group")
    wrong = browser.post(
        address(cast, "branch", "groups/"), {f"group-{member.pk}": str(cast.organization("other_group").pk)}
    )
    assertContains(wrong, "选的党小组不在这个支部")
    assert cast.browser("stranger").get(address(cast, "branch", "groups/")).status_code == 404


def test_secretary_opens_the_pages_of_his_own_groups(cast: Cast) -> None:
    assert cast.browser("secretary").get(address(cast, "first_group", "offices/")).status_code == 200
    assert cast.browser("stranger").get(address(cast, "first_group", "offices/")).status_code == 404
    assert cast.browser("secretary").get(address(cast, "other_group")).status_code == 404


def test_large_tree_is_searched_for_the_person_first(cast: Cast) -> None:
    for number in range(200):
        enter(cast, f"同志{number}")
    browser = cast.browser("organizer")

    assertContains(browser.get(address(cast, "township", "offices/appoint/")), "人员较多，请先按姓名查找")
    page = browser.get(address(cast, "township", "offices/appoint/") + "?q=limi")
    assertContains(page, "李明")


def test_nothing_is_founded_under_a_parent_that_is_gone(cast: Cast) -> None:
    general = found_organization(
        actor=cast.actor("organizer"),
        at=NOW,
        parent_id=cast.organization("township").pk,
        code="62000110",
        full_name="红旗镇农村党总支",
        kind=OrganizationKind.GENERAL_BRANCH,
        on=TODAY,
    )
    Organization.objects.filter(pk=general.pk).update(state=OrganizationState.DISSOLVED)

    page = cast.browser("organizer").post(
        f"/organizations/{general.pk}/found/",
        {"kind": "BRANCH", "code": "62000111", "full_name": "某支部", "on": "2026-03-09"},
    )

    assertContains(page, "不能再在下面设组织")
