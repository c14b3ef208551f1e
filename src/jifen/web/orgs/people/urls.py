"""Addresses about people."""

from django.urls import path

from jifen.web.orgs.people import entering, file, households, lists, merging, reading, show, spans, standing

urlpatterns = [
    path("people/", lists.own, name="people"),
    path("organizations/<uuid:organization_id>/people/", lists.people, name="organization_people"),
    path("organizations/<uuid:organization_id>/people/print/", lists.paper, name="print_people"),
    path("organizations/<uuid:organization_id>/people/enter/", entering.enter, name="enter_person"),
    path("organizations/<uuid:organization_id>/people/duplicates/", merging.likely, name="duplicates"),
    path("organizations/<uuid:organization_id>/households/", households.index, name="households"),
    path("organizations/<uuid:organization_id>/households/form/", households.form, name="form_household"),
    path("households/<uuid:household_id>/", households.show, name="household"),
    path("households/<uuid:household_id>/head/", households.change_head, name="change_household_head"),
    path("people/<uuid:person_id>/", show.show, name="person"),
    path("people/<uuid:person_id>/edit/", entering.edit, name="edit_person"),
    path("people/<uuid:person_id>/file/", file.show, name="person_file"),
    path("people/<uuid:person_id>/reveal/", reading.reveal, name="reveal"),
    path("people/<uuid:person_id>/household/", households.move, name="move_to_household"),
    path("people/<uuid:person_id>/standing/<slug:act>/", standing.move, name="move_standing"),
    path(
        "people/<uuid:person_id>/standing/<uuid:event_id>/correct/", standing.correct, name="correct_standing"
    ),
    path("people/<uuid:person_id>/circumstances/", spans.circumstance, name="record_circumstance"),
    path("circumstances/<uuid:circumstance_id>/end/", spans.end_circumstance, name="end_circumstance"),
    path("people/<uuid:person_id>/discipline/", spans.discipline, name="record_discipline"),
    path("people/<uuid:person_id>/bonds/", spans.bond, name="record_bond"),
    path("bonds/<uuid:bond_id>/end/", spans.end_bond, name="end_bond"),
    path("people/<uuid:keep_id>/merge/<uuid:duplicate_id>/", merging.merge, name="merge_people"),
    path("people/<uuid:duplicate_id>/undo-merge/", merging.undo, name="undo_merge"),
    path("my/", file.own, name="my"),
]
