"""Signing in and out: what a session is, what ends it, and what a refusal tells."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from jifen.audit.models import Record
from jifen.orgs.actions import close_account, end_appointment, issue_slip
from jifen.orgs.models import Appointment, User
from jifen.orgs.states.accounts import ClosingReason
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PASSWORD = "春天里去植树造林一百棵"
SAME = "登录名或者密码不对。"


@pytest.fixture(autouse=True)
def fresh_counters() -> None:
    cache.clear()


def give(cast: Cast, key: str) -> User:
    """Let somebody have a password of his own choosing."""
    user = cast.user(key)
    user.set_password(PASSWORD)
    user.must_change_password, user.slip_expires_at = False, None
    user.save()
    return user


def sign_in(login: str, password: str = PASSWORD, client: Client | None = None, **extra: Any) -> Any:
    return (client or Client()).post("/sign-in/", {"login": login, "password": password}, **extra)


def notices(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def test_recorder_signs_in_and_it_is_written_down(cast: Cast) -> None:
    give(cast, "recorder")
    before = Record.objects.count()

    answer = sign_in("孙记录员", REMOTE_ADDR="10.1.2.3")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    [row] = Record.objects.all()[before:]
    assert (row.act, row.kind, row.actor_name) == ("orgs.SIGN_IN", "ACCESS", "孙记录员")
    assert row.detail == {"address": "10.1.2.3", "second_factor": False}


def test_name_may_be_typed_wide_and_with_blanks(cast: Cast) -> None:
    user = give(cast, "recorder")
    user.login = "sun01"
    user.save()

    assert sign_in("　ＳＵＮ０１ ").status_code == 302


@pytest.mark.canary("会话", "登录后会话编号不变")
def test_session_has_a_new_key_after_signing_in_and_after_changing_hat(cast: Cast) -> None:
    give(cast, "recorder")
    client = Client()
    client.get("/sign-in/")
    session = client.session
    session["planted"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    planted = session.session_key

    sign_in("孙记录员", client=client)
    first = client.session.session_key
    client.post("/hat/", {"hat": f"MEMBER.{cast.organization().pk}"})
    second = client.session.session_key

    assert len({planted, first, second}) == 3
    assert Session.objects.filter(pk__in=[planted, first]).count() == 0


def test_signing_out_kills_the_session_on_the_server(cast: Cast) -> None:
    client = cast.browser("recorder")
    key = client.session.session_key

    answer = client.post("/sign-out/")

    assert (answer.headers["Location"], answer.headers["Clear-Site-Data"]) == (
        "/sign-in/",
        '"cache", "storage"',
    )
    assert not Session.objects.filter(pk=key).exists()
    client.cookies["sessionid"] = key
    assert client.get("/").headers["Location"] == "/sign-in/?next=/"
    assert Record.objects.last().act == "orgs.SIGN_OUT"  # type: ignore[union-attr]


def test_signing_out_by_a_mere_link_is_not_possible(cast: Cast) -> None:
    assert cast.browser("recorder").get("/sign-out/").status_code == 405


REFUSALS = ["unknown", "wrong", "closed", "expired"]


def refused(cast: Cast, kind: str) -> Any:
    user = give(cast, "recorder")
    if kind == "closed":
        user.is_active = False
    if kind == "expired":
        user.must_change_password, user.slip_expires_at = True, timezone.now() - timedelta(minutes=1)
    user.save()
    password = "不是这个密码呀呀呀" if kind == "wrong" else PASSWORD
    return sign_in("没有这个人" if kind == "unknown" else "孙记录员", password)


@pytest.mark.parametrize("kind", REFUSALS)
def test_every_refusal_says_the_same_sentence(cast: Cast, kind: str) -> None:
    page = refused(cast, kind)

    assert page.status_code == 200
    assertContains(page, SAME, count=1)
    assertNotContains(page, "停用了")


@pytest.mark.canary("登录不漏人", "只对有账号的人算密码")
@pytest.mark.parametrize("kind", REFUSALS)
def test_every_refusal_costs_one_digest(cast: Cast, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = []
    encode = MD5PasswordHasher.encode

    def counting(self: MD5PasswordHasher, password: str, salt: str) -> str:
        counted.append(len(password))
        return encode(self, password, salt)

    give(cast, "recorder")
    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    monkeypatch.setattr("tests.web.test_accounts_signing.give", lambda cast, key: cast.user(key))

    refused(cast, kind)

    assert len(counted) == 1


def test_what_was_typed_is_kept_only_where_it_names_an_account(cast: Cast) -> None:
    give(cast, "recorder")
    before = Record.objects.count()

    sign_in("110105194912310021")
    sign_in("孙记录员", "不是这个密码呀呀呀")

    unknown, known = Record.objects.all()[before:]
    assert (unknown.act, unknown.subject_label, unknown.actor_name) == (
        "orgs.SIGN_IN_REFUSED",
        "",
        "未登录的访客",
    )
    assert sorted(unknown.detail) == ["address", "login", "why"]
    assert "1101051949" not in str(unknown.detail)
    assert (known.subject_label, known.organization_name) == ("孙记录员", "红旗镇青山村党支部")


def test_five_wrong_passwords_lock_the_account_out_at_that_address_alone(cast: Cast) -> None:
    give(cast, "recorder")
    pages = [sign_in("孙记录员", "不是这个密码呀呀呀", REMOTE_ADDR="10.9.9.9") for _ in range(5)]

    locked = sign_in("孙记录员", REMOTE_ADDR="10.9.9.9")

    assert [page.status_code for page in pages] == [200, 200, 200, 200, 429]
    assert (locked.status_code, locked.headers["Retry-After"]) == (429, "900")
    assertContains(locked, "暂停登录 15 分钟", status_code=429)
    assert sign_in("孙记录员", REMOTE_ADDR="10.9.9.8").status_code == 302
    assert Record.objects.filter(act="orgs.SIGN_IN_REFUSED").count() == 5


def test_new_slip_ends_the_lock_out(cast: Cast) -> None:
    give(cast, "recorder")
    for _ in range(5):
        sign_in("孙记录员", "不是这个密码呀呀呀")

    _, password = issue_slip(
        actor=cast.actor("secretary"), at=timezone.now(), user_id=cast.user("recorder").pk
    )

    assert sign_in("孙记录员", password).status_code == 302


def test_one_address_cannot_try_without_end(cast: Cast, settings: LazySettings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}

    pages = [sign_in(f"没有这个人{number}", REMOTE_ADDR="10.5.5.5") for number in range(3)]

    assert [page.status_code for page in pages] == [200, 200, 429]
    assertContains(pages[2], "短时间里试的次数太多", status_code=429)
    assert sign_in("没有这个人", REMOTE_ADDR="10.5.5.6").status_code == 200


def test_a_name_nobody_has_is_locked_out_just_the_same(cast: Cast) -> None:
    pages = [sign_in("没有这个人") for _ in range(6)]

    assert [page.status_code for page in pages] == [200, 200, 200, 200, 429, 429]


def test_table_of_attempts_keeps_no_typed_text(cast: Cast) -> None:
    from axes.models import AccessAttempt

    sign_in("110105194912310021", "密码也打错了地方呀")

    [kept] = AccessAttempt.objects.values()
    assert "110105194912310021" not in str(kept)
    assert "密码也打错" not in str(kept)


def test_slip_leads_to_a_new_password_and_nowhere_else(cast: Cast) -> None:
    user, password = issue_slip(
        actor=cast.actor("secretary"), at=timezone.now(), user_id=cast.user("member").pk
    )
    client = Client()

    assert sign_in(user.login, password, client).status_code == 302
    assert client.get("/").headers["Location"] == "/password/"
    assert client.get("/organizations/").headers["Location"] == "/password/"
    fields = {"oldpassword": password, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/password/", fields).headers["Location"] == "/"

    assert notices(client.get("/")) == ["密码已经修改，别处的登录都已退出。密码条请撕掉。"]
    user.refresh_from_db()
    assert (user.must_change_password, user.slip_expires_at) == (False, None)


def test_faults_of_a_new_password_are_said_in_chinese(cast: Cast) -> None:
    give(cast, "recorder")
    client = cast.browser("recorder")

    def said(first: str, second: str, old: str = PASSWORD) -> list[str]:
        page = client.post("/password/", {"oldpassword": old, "password1": first, "password2": second})
        return [text for texts in page.context["form"].errors.values() for text in texts]

    assert said("短", "短", "不对") == [
        "原来的密码不对，请再输一次。",
        "新密码只有 1 个字，至少要 10 个字。",
    ]
    assert said("孙记录员一二三四", "x")[:2] == [
        "新密码只有 8 个字，至少要 10 个字。",
        "新密码里有姓名或者登录名，容易被猜到，请换一个。",
    ]
    assert said("73910264857", "x") == [
        "新密码全是数字，容易被猜到，请加上汉字或者字母。",
    ]
    assert said("春天里去植树造林十棵啊", "春天里去植树造林九棵哦") == [
        "两次输入的新密码不一样，请重新输入。"
    ]


def test_changing_the_password_ends_other_sessions_and_says_why(cast: Cast) -> None:
    give(cast, "recorder")
    here, there = Client(), Client()
    sign_in("孙记录员", client=here)
    sign_in("孙记录员", client=there)
    there.get("/")

    new = "秋天里去收玉米棒子三车"
    here.post("/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert here.get("/").status_code == 200
    page = there.get("/organizations/", follow=True)
    assert page.redirect_chain == [("/sign-in/?next=%2Forganizations%2F", 302)]
    assert notices(page) == ["您的密码、身份或者账号有了变动，请重新登录。"]


def test_idle_session_ends_and_says_why(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = cast.browser("recorder")
    client.get("/")
    later(monkeypatch, minutes=14)
    assert client.get("/").status_code == 200
    later(monkeypatch, minutes=14 + 16)

    page = client.get("/", follow=True)

    assert notices(page) == ["您有一阵子没有操作，为了安全已经退出，请重新登录。"]
    assert "_auth_user_id" not in client.session


def later(monkeypatch: pytest.MonkeyPatch, **span: int) -> None:
    """Let the clock of the door go forward, counted from the first call of a test."""
    real = timezone.now()
    moment = real + timedelta(**span)
    monkeypatch.setattr("jifen.web.middleware.timezone.now", lambda: moment)


def test_member_may_read_longer_than_he_may_write(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = cast.browser("member")
    client.get("/")
    later(monkeypatch, minutes=40)
    assert client.get("/account/").status_code == 200

    page = client.post("/hat/", {"hat": "x"}, follow=True)

    assert notices(page) == [
        "您有一阵子没有操作，为了安全已经退出，请重新登录。刚才提交的内容没有保存，登录以后请再填一次。"
    ]


@pytest.mark.canary("权利立即生效", "把身份存在会话里")
def test_closed_account_is_out_at_the_next_request(cast: Cast) -> None:
    client = cast.browser("recorder")
    assert client.get("/").status_code == 200

    close_account(
        actor=cast.actor("secretary"),
        at=timezone.now(),
        user_id=cast.user("recorder").pk,
        reason=ClosingReason.LEFT_OFFICE,
    )

    page = client.get("/", follow=True)
    assert page.redirect_chain == [("/sign-in/", 302)]
    assert notices(page) == ["您的密码、身份或者账号有了变动，请重新登录。"]


@pytest.mark.canary("权利立即生效", "免职以后会话还开着")
def test_session_ends_when_an_office_ends(cast: Cast) -> None:
    client = cast.browser("recorder")
    assert client.get("/").status_code == 200
    office = Appointment.objects.get(person=cast.person("recorder"))

    end_appointment(
        actor=cast.actor("secretary"),
        at=timezone.now(),
        appointment_id=office.pk,
        to_on=office.from_on,
        basis=office.basis,
        reason="工作调整",
    )

    assert notices(client.get("/", follow=True)) == ["您的密码、身份或者账号有了变动，请重新登录。"]


def test_two_sessions_of_one_account_are_told_of_each_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "这个账号在另一处也登录着"
    here, there = cast.browser("recorder"), cast.browser("recorder")
    assertNotContains(here.get("/"), words)

    assertContains(there.get("/"), words)
    later(monkeypatch, minutes=2)

    assertContains(here.get("/"), words)
    there.post("/sign-out/")
    later(monkeypatch, minutes=16)
    here.get("/")


def test_one_session_alone_writes_its_row_once_a_minute(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    client = cast.browser("member")
    client.get("/account/")
    writes = []
    monkeypatch.setattr("jifen.web.accounts.sessions._note_seen", lambda *_: writes.append(1))

    for _ in range(5):
        client.get("/account/")
    assert writes == []
    later(monkeypatch, seconds=70)
    client.get("/account/")
    assert writes == [1]


def test_too_many_at_once_are_asked_to_come_back_with_their_name_kept(
    cast: Cast, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jifen.web.accounts.hashing import Busy

    def busy(*_: Any) -> str:
        raise Busy

    monkeypatch.setattr(MD5PasswordHasher, "encode", busy)

    page = sign_in("没有这个人")

    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    assertContains(page, 'value="没有这个人"', status_code=503)
    assertContains(page, "请过半分钟再试", status_code=503)


def test_old_password_is_changed_first_where_the_site_asks_for_it(cast: Cast, settings: LazySettings) -> None:
    client = cast.browser("recorder")
    User.objects.filter(login="孙记录员").update(password_changed_at=timezone.now() - timedelta(days=91))
    assert client.get("/").status_code == 200

    settings.JIFEN_PASSWORD_DAYS = 90

    assert client.get("/").headers["Location"] == "/password/"


def test_stranger_is_not_sent_to_another_site_after_signing_in(cast: Cast) -> None:
    give(cast, "member")
    fields = {"login": "李明", "password": PASSWORD, "next": "https://evil.example/"}

    assert Client().post("/sign-in/", fields).headers["Location"] == "/"
