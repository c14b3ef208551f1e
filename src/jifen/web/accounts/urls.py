"""Addresses of accounts. The names with `account_` and `mfa_` are those the sign-in package looks up."""

from django.urls import path

from jifen.web.accounts import managing, second_factor, signing, views

urlpatterns = [
    path("sign-in/", signing.sign_in, name="account_login"),
    path("sign-in/code/", signing.enter_code, name="mfa_authenticate"),
    path("sign-out/", signing.sign_out, name="account_logout"),
    path("confirm/", signing.confirm, name="account_reauthenticate"),
    path("password/", signing.change_password, name="account_change_password"),
    path("hat/", views.change_hat, name="change_hat"),
    path("large-print/", views.change_print, name="large_print"),
    path("account/", views.show, name="my_account"),
    path("account/second-factor/", second_factor.activate, name="mfa_activate_totp"),
    path("account/second-factor/off/", second_factor.deactivate, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", second_factor.show_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", second_factor.make_codes, name="mfa_generate_recovery_codes"),
    path("accounts/", managing.index, name="accounts"),
    path("accounts/duty/", managing.open_duty, name="open_duty_account"),
    path("accounts/<uuid:user_id>/", managing.show, name="account"),
    path("accounts/<uuid:user_id>/slip/", managing.issue_slip, name="issue_slip"),
    path("accounts/<uuid:user_id>/close/", managing.close, name="close_account"),
    path("accounts/<uuid:user_id>/reopen/", managing.reopen, name="reopen_account"),
    path("accounts/<uuid:user_id>/second-factor/", managing.reset_factor, name="reset_second_factor"),
    path(
        "accounts/of/<uuid:organization_id>/",
        managing.of_organization,
        name="organization_accounts",
    ),
    path("accounts/of/<uuid:organization_id>/open/", managing.open_many, name="open_accounts"),
]
