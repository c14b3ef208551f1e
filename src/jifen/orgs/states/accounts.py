"""States of an account, and how a sign-in name is written."""

import re
import unicodedata

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.orgs.states.acts import Act

SLIP_DAYS = 30
"""Days after which the first password on a slip is void."""
UNUSED_DAYS = 90
"""Days without a sign-in after which an account is closed (GB/T 22239 8.1.4.2: 多余的、过期的账户)."""
AT_ONCE = 40
"""Accounts opened at once at most: five sheets of slips."""
FACTOR_SECRETS = "mfa.authenticator.data"
"""The name under which secrets of second factors are sealed."""

_LOGIN = re.compile(r"[\w.·-]{2,40}")


class AccountState(LabelledEnum):
    """Whether one can sign in."""

    OPEN = "OPEN", "在用"
    CLOSED = "CLOSED", "已停用"


class ClosingReason(LabelledEnum):
    """Why an account is closed."""

    LEFT_OFFICE = "LEFT_OFFICE", "不再任职"
    MOVED = "MOVED", "转走或者离开"
    NOT_NEEDED = "NOT_NEEDED", "本人不需要"
    LEAKED = "LEAKED", "密码可能被别人知道"
    UNUSED = "UNUSED", "90 天没有用过"


_OWNER = "本支部书记、上级党委组织员、系统管理员"
ACCOUNT = Machine(
    "账号",
    AccountState,
    (
        Transition(Act.OPEN_ACCOUNT, None, AccountState.OPEN, _OWNER),
        Transition(Act.ISSUE_SLIP, AccountState.OPEN, AccountState.OPEN, _OWNER),
        Transition(Act.RESET_SECOND_FACTOR, AccountState.OPEN, AccountState.OPEN, _OWNER),
        Transition(
            Act.CLOSE_ACCOUNT, AccountState.OPEN, AccountState.CLOSED, f"{_OWNER}；90 天没有用的到期自动办理"
        ),
        Transition(Act.REOPEN_ACCOUNT, AccountState.CLOSED, AccountState.OPEN, _OWNER),
    ),
)


def normal_login(typed: str) -> str:
    """Return a sign-in name as it is kept: full-width signs made narrow, no blanks at the ends."""
    return unicodedata.normalize("NFKC", typed).strip()


def is_login(login: str) -> bool:
    """Say whether a text can be a sign-in name: 2 to 40 characters, letters, digits, dot, middle dot, dash."""
    return _LOGIN.fullmatch(login) is not None
