"""Addresses of the registers."""

from django.urls import path

from jifen.web.registers import changing, filling, lists, suggesting

ONE = "registers/<uuid:occasion_id>/"
BRANCH = "organizations/<uuid:organization_id>/registers/"
urlpatterns = [
    path("registers/", lists.own, name="own_registers"),
    path(BRANCH, lists.index, name="registers"),
    path(f"{BRANCH}begin/", changing.begin, name="begin_occasion"),
    path(f"{BRANCH}suggestions/", suggesting.show, name="register_suggestions"),
    path(ONE, lists.show, name="occasion"),
    path(f"{ONE}fill/", filling.fill, name="fill_occasion"),
    path(f"{ONE}edit/", changing.edit, name="edit_occasion"),
    path(f"{ONE}strike/", changing.strike, name="strike_occasion"),
    path(f"{ONE}notes/", lists.notes, name="read_notes"),
    path("registers/lines/<uuid:line_id>/strike/", changing.strike_line, name="strike_line"),
]
