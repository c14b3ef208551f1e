"""Addresses of public notices."""

from django.urls import path

from jifen.web.publicity import lists, steps

ONE = "notices/<uuid:notice_id>/"
urlpatterns = [
    path("organizations/<uuid:organization_id>/notices/", lists.index, name="notices"),
    path("books/<uuid:book_id>/notice/", steps.draft, name="draft_notice"),
    path(ONE, lists.show, name="notice"),
    path(f"{ONE}paper/", lists.paper, name="print_notice"),
    path(f"{ONE}check/", steps.check, name="check_notice"),
    path(f"{ONE}approve/", steps.approve, name="approve_notice"),
    path(f"{ONE}show/", steps.put_up, name="show_notice"),
    path(f"{ONE}close/", steps.close, name="close_notice"),
    path(f"{ONE}announce/", steps.announce, name="announce_result"),
    path(f"{ONE}withdraw/", steps.withdraw, name="withdraw_notice"),
]
