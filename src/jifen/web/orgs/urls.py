"""Addresses of organisations' life: changes, offices, transfers, groups."""

from django.urls import path

from jifen.web.orgs import changes, groups, offices, transfers

ONE = "organizations/<uuid:organization_id>/"
LETTER = "transfers/<uuid:transfer_id>/"
urlpatterns = [
    path(f"{ONE}history/", changes.history, name="organization_history"),
    path(f"{ONE}move/", changes.move, name="move_organization"),
    path(f"{ONE}merge/", changes.merge, name="merge_organization"),
    path(f"{ONE}dissolve/", changes.dissolve, name="dissolve_organization"),
    path(f"{ONE}offices/", offices.index, name="offices"),
    path(f"{ONE}offices/appoint/", offices.appoint, name="appoint"),
    path(f"{ONE}offices/election/", offices.renew, name="renew_committee"),
    path(f"{ONE}offices/points-group/", offices.name_points_group, name="name_points_group"),
    path(f"{ONE}offices/<uuid:appointment_id>/end/", offices.end, name="end_appointment"),
    path(f"{ONE}groups/", groups.assign, name="assign_groups"),
    path(f"{ONE}transfers/", transfers.index, name="transfers"),
    path(f"{ONE}transfers/send/", transfers.send, name="send_transfer"),
    path(f"{ONE}transfers/take-back/", transfers.take_back, name="take_back"),
    path(LETTER, transfers.show, name="transfer"),
    path(f"{LETTER}letter/", transfers.print_letter, name="transfer_letter"),
    path(f"{LETTER}accept/", transfers.accept, name="accept_transfer"),
    path(f"{LETTER}return/", transfers.give_back, name="return_transfer"),
    path(f"{LETTER}cancel/", transfers.cancel, name="cancel_transfer"),
]
