"""Acts on accounts: what each changes and writes down, the clock's among them."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from jifen.audit.models import Record
from jifen.common.actor import CLOCK
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.orgs import actions
from jifen.orgs.models import User
from jifen.orgs.queries import get_account_for, list_unused_accounts, propose_logins
from jifen.orgs.states.accounts import ClosingReason, is_login, normal_login
from jifen.orgs.states.acts import Act
from jifen.orgs.states.roles import Duty
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def written(before: int) -> list[tuple[str, str, str, dict[str, Any]]]:
    rows = Record.objects.all()[before:]
    return [(row.act, row.actor_name, row.subject_label, row.detail) for row in rows]


def test_slip_makes_the_old_password_void_and_ends_sessions(cast: Cast) -> None:
    before, records = cast.user("member"), Record.objects.count()

    user, password = actions.issue_slip(actor=cast.actor("secretary"), at=NOW, user_id=before.pk)

    assert user.check_password(password)
    assert (user.version, user.must_change_password) == (before.version + 1, True)
    assert user.slip_expires_at == NOW + timedelta(days=30)
    assert written(records) == [("orgs.ISSUE_SLIP", "赵书记", "李明", {})]


@pytest.mark.canary("不给自己发密码条", "书记给自己发密码条（动作）")
def test_nobody_issues_his_own_slip_in_whatever_hat(cast: Cast) -> None:
    for key in ("secretary", "admin"):
        with pytest.raises(NotAllowed, match="不能由本人办理"):
            actions.issue_slip(actor=cast.actor(key), at=NOW, user_id=cast.user(key).pk)
    with pytest.raises(NotFound):
        actions.issue_slip(actor=cast.actor("secretary", "MEMBER"), at=NOW, user_id=cast.user("member").pk)


@pytest.mark.parametrize("key", ["stranger", "recorder", "auditor"])
def test_stranger_does_nothing_to_an_account(cast: Cast, key: str) -> None:
    actor, user_id = cast.actor(key), cast.user("member").pk

    with pytest.raises(NotFound):
        get_account_for(actor, user_id)
    for act in (actions.issue_slip, actions.reopen_account, actions.reset_second_factor):
        with pytest.raises(NotFound):
            act(actor=actor, at=NOW, user_id=user_id)
    with pytest.raises(NotFound):
        actions.close_account(actor=actor, at=NOW, user_id=user_id, reason=ClosingReason.MOVED)
    with pytest.raises((NotFound, NotAllowed)):
        actions.open_account(actor=actor, at=NOW, login="吴", person_id=cast.person("activist").pk)


def test_every_fault_of_a_new_account_is_named(cast: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        actions.open_account(
            actor=cast.actor("secretary"), at=NOW, login="赵 书记", person_id=cast.person("member").pk
        )

    assert refusal.value.fields == {
        "login": "登录名“赵 书记”不合规定：要 2 到 40 个字，只能用汉字、字母、数字和点、横线，中间不能有空格。",
        "person": "李明已经有账号，不用再开。",
    }


def test_duty_and_person_do_not_go_together(cast: Cast) -> None:
    with pytest.raises(Invalid, match="不能开在党员名下"):
        actions.open_account(
            actor=cast.actor("admin"),
            at=NOW,
            login="吴某",
            person_id=cast.person("activist").pk,
            duty=Duty.ADMIN,
        )


def test_only_an_administrator_opens_accounts_of_duties(cast: Cast) -> None:
    for key in ("secretary", "organizer", "county_organizer"):
        with pytest.raises(NotAllowed):
            actions.open_account(actor=cast.actor(key), at=NOW, login="审计", duty=Duty.AUDITOR)


def test_forty_accounts_at_once_are_the_most(cast: Cast) -> None:
    many = {f"00000000-0000-0000-0000-{number:012}": "某" for number in range(41)}

    with pytest.raises(Blocked, match="一次最多开通40个账号，现在勾选了41个"):
        actions.open_accounts(
            actor=cast.actor("secretary"), at=NOW, organization_id=cast.organization().pk, logins=many
        )


def test_closed_account_gets_no_slip_and_is_not_closed_twice(cast: Cast) -> None:
    secretary, user_id = cast.actor("secretary"), cast.user("member").pk
    actions.close_account(actor=secretary, at=NOW, user_id=user_id, reason=ClosingReason.NOT_NEEDED)

    with pytest.raises(NotNow, match="已停用"):
        actions.issue_slip(actor=secretary, at=NOW, user_id=user_id)
    with pytest.raises(NotNow, match="已停用"):
        actions.close_account(actor=secretary, at=NOW, user_id=user_id, reason=ClosingReason.NOT_NEEDED)
    with pytest.raises(NotNow, match="在用"):
        actions.reopen_account(actor=secretary, at=NOW, user_id=cast.user("recorder").pk)


def test_second_factor_is_reset_once(cast: Cast) -> None:
    user = cast.user("recorder")
    Authenticator.objects.create(user=user, type="totp", data={})
    Authenticator.objects.create(user=user, type="recovery_codes", data={})
    records = Record.objects.count()

    reset = actions.reset_second_factor(actor=cast.actor("secretary"), at=NOW, user_id=user.pk)

    assert (Authenticator.objects.count(), reset.version) == (0, user.version + 1)
    assert written(records) == [("orgs.RESET_SECOND_FACTOR", "赵书记", "孙记录员", {})]
    with pytest.raises(Blocked, match="没有设置两步验证"):
        actions.reset_second_factor(actor=cast.actor("secretary"), at=NOW, user_id=user.pk)


def use(cast: Cast, key: str, last: datetime | None, slip: datetime | None) -> None:
    User.objects.filter(pk=cast.user(key).pk).update(last_login=last, slip_expires_at=slip)


def test_accounts_nobody_used_for_ninety_days_are_closed_by_the_clock_and_once(cast: Cast) -> None:
    day = timedelta(days=1)
    User.objects.update(last_login=NOW - day, slip_expires_at=None)
    use(cast, "member", NOW - 91 * day, None)
    use(cast, "recorder", NOW - 90 * day, None)
    use(cast, "probationary", None, NOW - 61 * day)
    use(cast, "secretary", None, NOW - 59 * day)
    use(cast, "commissioner", NOW - 200 * day, NOW + 10 * day)
    use(cast, "auditor", NOW - 91 * day, NOW - 300 * day)
    records = Record.objects.count()

    assert {user.login for user in list_unused_accounts(NOW)} == {"李明", "周预备", "审计员"}
    closed = actions.close_unused_accounts(actor=CLOCK, at=NOW)
    again = actions.close_unused_accounts(actor=CLOCK, at=NOW)

    assert ({user.login for user in closed}, again) == ({"李明", "周预备", "审计员"}, [])
    assert {(*row[:2], str(row[3])) for row in written(records)} == {
        ("orgs.CLOSE_ACCOUNT", "到期自动办理", "{'reason': 'UNUSED'}")
    }


def test_closing_what_is_unused_is_the_clocks_alone(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="到期自动办理"):
        actions.close_unused_accounts(actor=cast.actor("admin"), at=NOW)


def test_sign_in_names_are_proposed_by_name_with_a_number_where_taken(cast: Cast) -> None:
    people = [cast.person(key) for key in ("member", "activist", "migrant")]
    people[2].name = "吴积极分子"

    assert list(propose_logins(people).values()) == ["李明2", "吴积极分子", "吴积极分子2"]
    assert propose_logins([]) == {}


def test_sign_in_name_is_kept_narrow() -> None:
    assert normal_login("　ｓｕｎ０１ ") == "sun01"
    assert [is_login(text) for text in ("阿依古丽·买买提", "a", "a b", "x" * 41, "<b>")] == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_acts_on_accounts_all_ask_for_a_right_of_the_same_people(cast: Cast) -> None:
    from jifen.orgs.permissions import RULES

    acts = [Act.VIEW_ACCOUNTS, Act.OPEN_ACCOUNT, Act.CLOSE_ACCOUNT, Act.REOPEN_ACCOUNT, Act.ISSUE_SLIP]
    assert {str(dict(RULES[act].roles)) for act in acts} == {str(dict(RULES[Act.RESET_SECOND_FACTOR].roles))}
