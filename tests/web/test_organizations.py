"""Pages of organisations: who sees which, and what a form answers."""

import pytest
from pytest_django.asserts import assertContains

from jifen.orgs.models import Organization
from jifen.web.templatetags.words import act
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def address(cast: Cast, key: str, rest: str = "") -> str:
    return f"/organizations/{cast.organization(key).pk}/{rest}"


def test_secretary_sees_his_branch_and_its_groups(cast: Cast) -> None:
    page = cast.browser("secretary").get(address(cast, "branch"))

    assertContains(page, "红旗镇青山村党支部")
    assertContains(page, "青山村党支部第一党小组")
    assert "白水村" not in page.content.decode()


def test_stranger_finds_nothing_where_the_branch_is(cast: Cast) -> None:
    browser = cast.browser("stranger")

    for rest in ("", "found/", "edit/"):
        assert browser.get(address(cast, "branch", rest)).status_code == 404
        assert browser.post(address(cast, "branch", rest)).status_code in (404, 405)


def test_secretary_founds_a_group(cast: Cast) -> None:
    form = {"kind": "GROUP", "code": "6200010103", "full_name": "青山村党支部第三党小组", "on": "2026-03-01"}

    answer = cast.browser("secretary").post(address(cast, "branch", "found/"), form)

    founded = Organization.objects.get(code="6200010103")
    assert answer.headers["Location"] == f"/organizations/{founded.pk}/"
    assert founded.is_child_of(cast.organization())


def test_form_keeps_what_was_filled_in_and_names_every_fault(cast: Cast) -> None:
    form = {"kind": "GROUP", "code": "6200010101", "full_name": "", "on": "三月"}

    page = cast.browser("secretary").post(address(cast, "branch", "found/"), form)

    assertContains(page, "有 2 处要改")
    assertContains(page, 'value="6200010101"')
    assertContains(page, "请填写日期，例如 2026-03-05。")


def test_grey_button_says_who_may(cast: Cast) -> None:
    page = cast.browser("member").get(address(cast, "branch"))

    assertContains(
        page,
        "“设立党小组”由本支部书记、组织委员，或上级党委组织员办理；您现在的身份是李明（青山村支部正式党员）。",
    )


def test_secretary_edits_and_opens_the_roster_from_the_page_of_the_branch(cast: Cast) -> None:
    page = cast.browser("secretary").get(address(cast, "branch"))

    assertContains(page, f'href="{address(cast, "branch", "edit/")}"')
    assertContains(page, f'href="{address(cast, "branch", "people/")}"')


@pytest.mark.canary("按钮问过有没有权", "页面忘了问，按钮对谁都是灰的")
def test_button_for_which_nobody_asked_is_a_fault() -> None:
    with pytest.raises(TypeError, match="nobody asked"):
        act("修改信息", "", "/")  # type: ignore[arg-type]
