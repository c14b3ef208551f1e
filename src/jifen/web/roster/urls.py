"""Addresses of rosters."""

from django.urls import path

from jifen.web.roster import files, views

urlpatterns = [
    path("organizations/<uuid:organization_id>/rosters/", views.index, name="rosters"),
    path("organizations/<uuid:organization_id>/rosters/import/", views.upload, name="import_roster"),
    path("organizations/<uuid:organization_id>/rosters/export/", files.export, name="export_roster"),
    path("organizations/<uuid:organization_id>/rosters/template/", files.blank, name="roster_template"),
    path("organizations/rosters/<uuid:roster_id>/", views.show, name="roster"),
    path("organizations/rosters/<uuid:roster_id>/progress/", views.progress, name="roster_progress"),
    path("organizations/rosters/<uuid:roster_id>/faults/", files.faults, name="roster_faults"),
    path("organizations/rosters/<uuid:roster_id>/recheck/", views.recheck, name="recheck_roster"),
    path("organizations/rosters/<uuid:roster_id>/apply/", views.apply, name="apply_roster"),
    path("organizations/rosters/<uuid:roster_id>/discard/", views.discard, name="discard_roster"),
    path("organizations/rosters/<uuid:roster_id>/undo/", views.undo, name="undo_roster"),
]
