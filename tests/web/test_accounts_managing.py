"""Pages of looking after accounts: who sees whose, slips, closing, and what nobody may."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from pytest_django.asserts import assertContains, assertNotContains

from jifen.orgs.models import Person, User
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def of(cast: Cast, key: str = "branch", rest: str = "") -> str:
    return f"/accounts/of/{cast.organization(key).pk}/{rest}"


def account(cast: Cast, key: str, rest: str = "") -> str:
    return f"/accounts/{cast.user(key).pk}/{rest}"


def passwords(page: Any) -> list[str]:
    return re.findall(r'class="password">([a-z0-9-]+)<', page.content.decode())


def test_secretary_sees_who_has_an_account_in_his_branch_and_nobody_elsewhere(cast: Cast) -> None:
    page = cast.browser("secretary").get(of(cast))

    assertContains(page, "李明")
    assertContains(page, "还没有登录过")
    assertNotContains(page, "陈某")
    assertNotContains(page, "系统管理员")


def test_menu_leads_each_to_the_accounts_he_looks_after(cast: Cast) -> None:
    assert cast.browser("secretary").get("/accounts/").headers["Location"] == of(cast)
    assert cast.browser("organizer").get("/accounts/").headers["Location"] == of(cast, "township")
    assertContains(cast.browser("admin").get("/accounts/"), "示范县委组织部")
    assert cast.browser("auditor").get("/accounts/").status_code == 404


@pytest.mark.parametrize("key", ["stranger", "recorder", "member", "auditor", "commissioner"])
def test_others_do_not_even_find_the_pages(cast: Cast, key: str) -> None:
    browser = cast.browser(key)

    for rest in ("", "slip/", "close/", "reopen/", "second-factor/"):
        for act in (browser.get, browser.post):
            answer = act(account(cast, "probationary", rest))
            assert answer.status_code == (405 if (rest, act) == ("", browser.post) else 404)
    for rest in ("", "open/"):
        assert browser.get(of(cast, "branch", rest)).status_code in (403, 404)


def test_page_of_accounts_asks_as_often_for_one_row_as_for_many(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    browser = cast.browser("admin")
    browser.get("/accounts/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as many:
        browser.get(of(cast))
    User.objects.exclude(login__in=["系统管理员", "李明"]).delete()

    with django_assert_num_queries(len(many)):
        assertContains(browser.get(of(cast)), "李明")


def test_administrator_sees_names_and_sign_in_names_and_nothing_personal(cast: Cast) -> None:
    browser = cast.browser("admin")
    pages = [
        browser.get(of(cast)),
        browser.get(account(cast, "member")),
        browser.get(of(cast, "branch", "open/")),
    ]

    for page in pages:
        assert page.status_code == 200
        for secret in ("138****0001", "13800000001", "1956"):
            assertNotContains(page, secret)
    assert browser.get(f"/people/{cast.person('member').pk}/").status_code == 404


def test_accounts_are_opened_at_once_and_their_slips_shown(cast: Cast) -> None:
    browser = cast.browser("secretary")
    activist, migrant = cast.person("activist"), cast.person("migrant")
    form = browser.get(of(cast, "branch", "open/"))
    assertContains(form, 'value="吴积极分子"')

    page = browser.post(
        of(cast, "branch", "open/"),
        {
            "person": [str(activist.pk), str(migrant.pk)],
            f"login-{activist.pk}": "吴积极分子",
            f"login-{migrant.pk}": "zheng",
        },
    )

    first, second = passwords(page)
    assert page.headers["Cache-Control"].split(", ")[-1] == "no-store"
    assert User.objects.get(person=activist).check_password(first)
    assert User.objects.get(login="zheng").check_password(second)
    assertContains(page, "http://testserver/")
    assertContains(page, "<span>青山村支部</span>", count=2)


def test_same_names_are_told_apart_by_a_number(cast: Cast) -> None:
    Person.objects.filter(name="吴积极分子").update(name="李明")

    assertContains(cast.browser("secretary").get(of(cast, "branch", "open/")), 'value="李明2"')


def test_one_fault_opens_no_account_and_keeps_what_was_filled_in(cast: Cast) -> None:
    activist, migrant = cast.person("activist"), cast.person("migrant")
    before = User.objects.count()

    page = cast.browser("secretary").post(
        of(cast, "branch", "open/"),
        {
            "person": [str(activist.pk), str(migrant.pk)],
            f"login-{activist.pk}": "李明",
            f"login-{migrant.pk}": "a b",
        },
    )

    assert User.objects.count() == before
    assertContains(page, "有 2 处要改，一个账号都还没有开。")
    assertContains(page, "登录名“李明”已经有人用了，请换一个。")
    assertContains(page, 'value="a b"')


def test_nobody_chosen_is_said(cast: Cast) -> None:
    page = cast.browser("secretary").post(of(cast, "branch", "open/"), {"person": []})

    assertContains(page, "请先勾选要开通账号的同志。")


def test_slip_is_shown_once(cast: Cast) -> None:
    browser = cast.browser("secretary")
    assertContains(browser.get(account(cast, "member", "slip/")), "新密码只显示这一次")

    page = browser.post(account(cast, "member", "slip/"))

    [password] = passwords(page)
    assert cast.user("member").check_password(password)
    assert passwords(browser.get(account(cast, "member"))) == []
    assert password not in str(list(User.objects.values()))


@pytest.mark.canary("不给自己发密码条", "书记给自己发密码条")
def test_secretary_gets_his_own_slip_from_above(cast: Cast) -> None:
    own = account(cast, "secretary", "slip/")
    before = cast.user("secretary").password

    answer = cast.browser("secretary").post(own)

    assert answer.status_code == 403
    assertContains(answer, "“发放密码条”不能由本人办理", status_code=403)
    assert cast.user("secretary").password == before
    assert len(passwords(cast.browser("organizer").post(own))) == 1


@pytest.mark.canary("不能借密码条上去", "机关支部书记给县里的干事发密码条")
def test_password_of_somebody_with_an_office_above_is_issued_above(cast: Cast) -> None:
    from jifen.orgs.actions import appoint
    from jifen.orgs.states.roles import Role
    from tests.cast import NOW

    office = cast.organization("office_branch")
    from jifen.cli.site.cast import ELECTED, ELECTION
    from jifen.common.actor import INSTALLER

    appoint(
        actor=INSTALLER,
        at=NOW,
        person_id=cast.person("organizer").pk,
        organization_id=office.pk,
        role=Role.SECRETARY,
        from_on=ELECTED,
        basis=ELECTION,
        reason="选举",
    )
    secretary_of_office = cast.browser("organizer", "SECRETARY")

    answer = secretary_of_office.post(account(cast, "county_organizer", "slip/"))

    assertContains(answer, "这位同志在别的组织或者上级组织任职", status_code=403)
    assertContains(secretary_of_office.get(account(cast, "county_organizer")), "disabled")


def test_account_is_closed_and_opened_again_with_a_slip(cast: Cast) -> None:
    browser = cast.browser("secretary")

    assert browser.post(account(cast, "member", "close/"), {"reason": "MOVED"}).status_code == 302
    assertContains(browser.get(account(cast, "member")), "已停用")
    assertContains(browser.post(account(cast, "member", "slip/")), "不能“发放密码条”")
    page = browser.post(account(cast, "member", "reopen/"))

    [password] = passwords(page)
    assert cast.user("member").check_password(password)
    assert cast.user("member").is_active


def test_lost_phone_is_reset_by_somebody_else(cast: Cast) -> None:
    Authenticator.objects.create(user=cast.user("recorder"), type="totp", data={})
    browser = cast.browser("secretary")

    assertContains(browser.get(account(cast, "recorder")), "重设两步验证")
    assert browser.post(account(cast, "recorder", "second-factor/")).status_code == 302

    assert not Authenticator.objects.exists()
    assertContains(browser.post(account(cast, "recorder", "second-factor/")), "没有设置两步验证，不用重设。")


def test_administrator_opens_an_auditor(cast: Cast) -> None:
    form = {"duty": "AUDITOR", "display_name": "黄审计", "login": "黄审计"}

    page = cast.browser("admin").post("/accounts/duty/", form)

    assert User.objects.get(login="黄审计").check_password(passwords(page)[0])
    assert cast.browser("secretary").post("/accounts/duty/", form).status_code == 403


def test_own_page_shows_sign_ins_and_what_others_did(cast: Cast) -> None:
    cast.browser("secretary").post(account(cast, "member", "slip/"))

    page = cast.browser("member").get("/account/")

    assertContains(page, "发放密码条")
    assertContains(page, "赵书记（青山村支部书记）")
    assertNotContains(page, "孙记录员")
    assertNotContains(cast.browser("secretary").get("/account/"), "发放密码条")
