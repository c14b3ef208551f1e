"""One's own account, and looking after those of others."""

from collections.abc import Mapping
from typing import Any

from jifen.orgs.states.acts import Act
from tests.web.matrix.cells import Cell
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.things.people import enter
from tests.web.matrix.vocabulary import EVERYBODY, Answer, Post, Row, who
from tests.web.matrix.world import Spot, World

AREA = "账号"
KEEPERS = who(own="secretary superiors", below="superiors", everywhere="admin")
KEEPERS_NOT_HIMSELF = who(own="secretary superiors", below="superiors", everywhere="admin", himself=False)
ADMIN = who(everywhere="admin")
OWN = Post(answer=Answer.ON)
WITH_CODES = "生成了备用码的人才有，试的时候是系统管理员"
WITH_FACTOR = "设置了两步验证的人才有，试的时候是系统管理员"


def opened(world: World, cell: Cell) -> Mapping[str, Any]:
    person = enter(Spot("", cell.thing.about))
    return {"person": [str(person.pk)], f"login-{person.pk}": f"{person.name}新开"}


def for_account(
    name: str, title: str, about: str, act: Act, answer: Answer, **fields: str
) -> tuple[Row, ...]:
    """An act on an account: on that of a person, and on that of a duty."""
    return (
        Row(
            name,
            title,
            KEEPERS_NOT_HIMSELF if about == "account" else KEEPERS,
            about=about,
            sees=KEEPERS,
            post=Post(fields, answer, act),
        ),
    )


ROWS = (
    Row("account_logout", "退出", EVERYBODY, get=None, post=Post(answer=Answer.ON), open=True),
    Row("account_change_password", "修改密码", EVERYBODY, get=Answer.ON, post=OWN),
    Row("account_reauthenticate", "再输一次密码", EVERYBODY, get=Answer.ON, post=OWN),
    Row("change_hat", "切换身份", EVERYBODY, get=None, post=Post({"hat": "不存在的身份"})),
    Row("my_account", "我的账号", EVERYBODY),
    Row("mfa_authenticate", "输入两步验证码", EVERYBODY, get=Answer.ON, post=OWN, open=True),
    Row("mfa_activate_totp", "设置两步验证", EVERYBODY, get=Answer.ON, post=OWN),
    Row("mfa_deactivate_totp", "停用两步验证", ADMIN, state=WITH_FACTOR, get=Answer.ON, post=OWN),
    Row("mfa_view_recovery_codes", "备用码", ADMIN, state=WITH_CODES, get=Answer.ON),
    Row("mfa_generate_recovery_codes", "重新生成备用码", EVERYBODY, get=Answer.ON, post=OWN),
    Row(
        "accounts",
        "账号",
        who(everywhere="committee superiors onlookers group points_group party_office admin"),
        get=Answer.ON,
    ),
    Row("organization_accounts", "组织的账号", KEEPERS, about="organization", sees=SEES_ORGANIZATION),
    Row(
        "open_accounts",
        "开通账号",
        KEEPERS,
        about="branch",
        sees=SEES_ORGANIZATION,
        post=Post(opened, Answer.PAGE, Act.OPEN_ACCOUNT),
    ),
    Row(
        "open_duty_account",
        "开通系统管理员、审计员账号",
        ADMIN,
        sees=EVERYBODY,
        post=Post(
            {"duty": "AUDITOR", "display_name": "审计员丁", "login": "审计员丁"},
            Answer.PAGE,
            Act.OPEN_ACCOUNT,
        ),
    ),
    Row("account", "一个账号", KEEPERS, about="account"),
    Row("account", "一个账号", ADMIN, about="duty account", state="管理员、审计员的"),
    *for_account("issue_slip", "发放密码条", "account", Act.ISSUE_SLIP, Answer.PAGE),
    Row(
        "issue_slip",
        "发放密码条",
        ADMIN,
        about="duty account",
        state="管理员、审计员的",
        post=Post({}, Answer.PAGE, Act.ISSUE_SLIP),
    ),
    *for_account(
        "close_account", "停用账号", "account", Act.CLOSE_ACCOUNT, Answer.SAVED, reason="LEFT_OFFICE"
    ),
    *for_account("reopen_account", "恢复账号", "closed account", Act.REOPEN_ACCOUNT, Answer.PAGE),
    *for_account(
        "reset_second_factor", "重设两步验证", "account with factor", Act.RESET_SECOND_FACTOR, Answer.SAVED
    ),
)
