"""Accounts: opened, given passwords, closed, signed in to; each act is written into the memory as ACCESS."""

from jifen.orgs.actions.accounts.closing import close_account, close_unused_accounts, reopen_account
from jifen.orgs.actions.accounts.opening import open_account, open_accounts
from jifen.orgs.actions.accounts.passwords import change_password, issue_slip, new_password
from jifen.orgs.actions.accounts.second_factor import change_second_factor, reset_second_factor
from jifen.orgs.actions.accounts.signing import change_hat, refuse_sign_in, sign_in, sign_out

__all__ = [
    "change_hat",
    "change_password",
    "change_second_factor",
    "close_account",
    "close_unused_accounts",
    "issue_slip",
    "new_password",
    "open_account",
    "open_accounts",
    "refuse_sign_in",
    "reopen_account",
    "reset_second_factor",
    "sign_in",
    "sign_out",
]
