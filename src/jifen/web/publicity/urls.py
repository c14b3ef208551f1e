"""Addresses of public notices."""

from django.urls import path

from jifen.web.publicity import lists, objections, steps

ONE = "notices/<uuid:notice_id>/"
CASE = "objections/<uuid:objection_id>/"
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
    path(f"{ONE}objections/", objections.index, name="objections"),
    path(f"{ONE}objections/receive/", objections.receive, name="receive_objection"),
    path(CASE, objections.show, name="objection"),
    path(f"{CASE}admit/", objections.admit, name="admit_objection"),
    path(f"{CASE}refuse/", objections.refuse, name="refuse_objection"),
    path(f"{CASE}assign/", objections.assign, name="assign_objection"),
    path(f"{CASE}decide/", objections.decide, name="decide_objection"),
    path(f"{CASE}tell/", objections.tell, name="tell_objection"),
    path(f"{CASE}report/", objections.report, name="report_objection"),
    path(f"{CASE}appeal/", objections.appeal, name="appeal_objection"),
    path(f"{CASE}settle/", objections.settle, name="settle_objection"),
    path(f"{CASE}words/", objections.read, name="read_objection"),
]
