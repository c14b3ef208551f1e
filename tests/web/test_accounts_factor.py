"""The second factor: who must have it, setting it up, signing in with it, and every way around it."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from jifen.audit.models import Record
from jifen.common.orm import key_ring
from tests.cast import Cast
from tests.web.test_accounts_signing import PASSWORD, give, notices, sign_in

pytestmark = pytest.mark.django_db
SET_UP = "/account/second-factor/"


@pytest.fixture(autouse=True)
def fresh_counters() -> None:
    cache.clear()


def digits(secret: str, step: int = 0) -> str:
    """What the phone shows now, or some steps of thirty seconds from now."""
    return format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30 + step))


def signed_in(cast: Cast, key: str) -> Client:
    client = Client()
    sign_in(give(cast, key).login, client=client)
    return client


def set_up(client: Client) -> str:
    """Set the second factor up from the page, and return its secret."""
    confirmed = client.post("/confirm/", {"password": PASSWORD, "next": SET_UP})
    assert confirmed.headers["Location"] == SET_UP
    page = client.get(SET_UP)
    secret = re.sub(r"\s", "", re.search(r'class="secret">([A-Z2-7 ]+)<', page.content.decode())[1])  # type: ignore[index]
    done = client.post(SET_UP, {"code": digits(secret)})
    assert done.headers["Location"] == "/account/recovery-codes/"
    return secret


@pytest.mark.canary("两步验证", "直接输网址，跳过两步验证")
def test_secretary_without_second_factor_can_only_set_it_up(cast: Cast) -> None:
    client = signed_in(cast, "secretary")
    stay = {"/confirm/", SET_UP, "/password/", "/sign-out/", "/hat/", "/large-print/"}
    branch, member = cast.organization().pk, cast.user("member").pk
    addresses = [
        "/" + re.sub(r"<uuid:user_id>", str(member), re.sub(r"<uuid:\w*id>", str(branch), str(route)))
        for route in routes()
    ]

    for address in set(addresses) - stay - {"/sign-in/", "/sign-in/code/"}:
        for method in (client.get, client.post):
            answer = method(address)
            assert (answer.status_code, answer.headers.get("Location")) == (302, SET_UP), address


def routes() -> list[str]:
    def walk(patterns: Any, before: str = "") -> list[str]:
        found = []
        for pattern in patterns:
            route = before + str(pattern.pattern)
            found += walk(pattern.url_patterns, route) if hasattr(pattern, "url_patterns") else [route]
        return found

    return walk(get_resolver().url_patterns)


@pytest.mark.parametrize(
    "key", ["secretary", "commissioner", "organizer", "county_organizer", "admin", "auditor"]
)
def test_offices_that_approve_or_see_much_need_it(cast: Cast, key: str) -> None:
    assert signed_in(cast, key).get("/").headers["Location"] == SET_UP


@pytest.mark.parametrize("key", ["recorder", "member", "probationary"])
def test_others_go_on_without(cast: Cast, key: str) -> None:
    assert signed_in(cast, key).get("/").status_code == 200


def test_secretary_may_change_into_his_membership_meanwhile_and_is_asked_again_on_return(cast: Cast) -> None:
    client, branch = signed_in(cast, "secretary"), cast.organization().pk

    client.post("/hat/", {"hat": f"MEMBER.{branch}"})
    assert client.get("/").status_code == 200
    client.post("/hat/", {"hat": f"SECRETARY.{branch}"})

    assert client.get("/").headers["Location"] == SET_UP


def test_demonstration_asks_for_none(cast: Cast, settings: LazySettings) -> None:
    client = signed_in(cast, "secretary")
    settings.JIFEN_DEMO = True

    assertContains(client.get("/"), "演示数据")


def test_secretary_sets_it_up_and_signs_in_with_it(cast: Cast) -> None:
    client = signed_in(cast, "secretary")
    assert client.get(SET_UP).headers["Location"] == "/confirm/?next=%2Faccount%2Fsecond-factor%2F"
    secret = set_up(client)

    codes = client.get("/account/recovery-codes/")
    assertContains(codes, "两步验证设置好了。")
    assert len(re.findall(r"<li>\d{8}</li>", codes.content.decode())) == 10
    assertNotContains(client.get("/account/recovery-codes/"), "<li>")
    assert client.get("/").status_code == 200

    cache.clear()
    again = Client()
    assert sign_in("赵书记", client=again).headers["Location"] == "/sign-in/code/"
    assert again.get("/organizations/").headers["Location"] == "/sign-in/?next=/organizations/"
    wrong = again.post("/sign-in/code/", {"code": "000000"})
    assertContains(wrong, "验证码不对，或者已经过期、用过。请看手机上现在的六个数字再输一次。")
    assert again.post("/sign-in/code/", {"code": digits(secret)}).headers["Location"] == "/"
    assert again.get("/").status_code == 200

    acts = Record.objects.filter(kind="ACCESS").order_by("-number").values_list("act", "detail")[:2]
    assert [(act, detail.get("second_factor"), detail.get("why")) for act, detail in acts] == [
        ("orgs.SIGN_IN", True, None),
        ("orgs.SIGN_IN_REFUSED", None, "CODE"),
    ]


def test_code_is_good_once(cast: Cast) -> None:
    secret = set_up(signed_in(cast, "secretary"))
    code = digits(secret, 1)
    first, second = Client(), Client()
    for client in (first, second):
        sign_in("赵书记", client=client)

    assert first.post("/sign-in/code/", {"code": code}).status_code == 302
    assert second.post("/sign-in/code/", {"code": code}).status_code == 200


def test_recovery_code_stands_in_for_the_phone_once(cast: Cast) -> None:
    client = signed_in(cast, "secretary")
    set_up(client)
    shown = client.get("/account/recovery-codes/").content.decode()
    code = re.findall(r"<li>(\d{8})</li>", shown)[0]
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in("赵书记", client=browser)

    assert first.post("/sign-in/code/", {"code": code}).status_code == 302
    assert second.post("/sign-in/code/", {"code": code}).status_code == 200


def test_guessing_codes_comes_to_an_end(cast: Cast) -> None:
    set_up(signed_in(cast, "secretary"))
    cache.clear()
    client = Client()
    sign_in("赵书记", client=client)

    for _ in range(10):
        client.post("/sign-in/code/", {"code": "000000"})

    assertContains(client.post("/sign-in/code/", {"code": "000000"}), "输错太多次，请过 15 分钟再试。")


def test_secret_is_sealed_at_rest(cast: Cast) -> None:
    secret = set_up(signed_in(cast, "secretary"))

    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert key_ring().open(kept, "mfa.authenticator.data") == secret


def test_other_sessions_end_when_it_is_set_up(cast: Cast) -> None:
    here, there = signed_in(cast, "secretary"), Client()
    sign_in("赵书记", client=there)
    there.get("/")

    set_up(here)

    assert notices(there.get("/", follow=True)) == ["您的密码、身份或者账号有了变动，请重新登录。"]


def test_session_that_never_showed_a_factor_set_up_meanwhile_ends(cast: Cast) -> None:
    client = signed_in(cast, "secretary")
    client.get("/")
    Authenticator.objects.create(user=cast.user("secretary"), type="totp", data={})

    assert client.get("/").headers["Location"] == "/sign-in/"


def test_new_phone_is_set_up_after_taking_the_old_one_off(cast: Cast) -> None:
    client = signed_in(cast, "secretary")
    set_up(client)

    assert client.post("/account/second-factor/off/").headers["Location"] == "/account/"
    assert client.get("/").headers["Location"] == SET_UP
    cache.clear()
    set_up(client)

    said = Record.objects.filter(act="orgs.CHANGE_SECOND_FACTOR").values_list("detail", flat=True)
    assert [detail["what"] for detail in said] == ["ON", "OFF", "ON"]


def test_new_codes_make_the_old_ones_void(cast: Cast) -> None:
    client = signed_in(cast, "secretary")
    set_up(client)
    old = re.findall(r"<li>(\d{8})</li>", client.get("/account/recovery-codes/").content.decode())

    client.post("/account/recovery-codes/new/")
    new = re.findall(r"<li>(\d{8})</li>", client.get("/account/recovery-codes/").content.decode())

    assert len(set(old) | set(new)) == 20


ENGLISH = re.compile(
    r">[^<>]*\b(e-?mail|password|code|username|sign|login|authenticator|recovery)\b[^<>]*<", re.I
)


def test_no_word_of_the_package_shows_through(cast: Cast) -> None:
    client = signed_in(cast, "secretary")
    visited = [Client().get("/sign-in/"), client.get("/confirm/"), client.get("/password/")]
    visited += [client.post("/confirm/", {"password": "错"}), client.post("/password/", {})]
    set_up(client)
    visited += [
        client.get(path) for path in ("/account/recovery-codes/", "/account/", "/account/second-factor/off/")
    ]
    visited += [client.get("/account/recovery-codes/new/"), client.get("/account/recovery-codes/")]
    entering = Client()
    sign_in("赵书记", client=entering)
    visited += [entering.get("/sign-in/code/"), entering.post("/sign-in/code/", {"code": ""})]

    for page in visited:
        text = page.content.decode()
        assert page.status_code == 200
        assert ENGLISH.findall(text) == []
        assert "邮" not in text
        assert "用户名" not in text
