"""Addresses of meetings."""

from django.urls import path

from jifen.web.meetings import attending, lists, motions, recording, showing

ONE = "meetings/<uuid:meeting_id>/"
LINE = "meetings/lines/<uuid:attendance_id>/"
MOTION = "meetings/motions/<uuid:motion_id>/"
urlpatterns = [
    path("meetings/", lists.own, name="meetings"),
    path("organizations/<uuid:organization_id>/meetings/", lists.index, name="organization_meetings"),
    path("organizations/<uuid:organization_id>/meetings/record/", recording.record, name="record_meeting"),
    path(ONE, showing.show, name="meeting"),
    path(f"{ONE}minutes/", showing.print_minutes, name="meeting_minutes"),
    path(f"{ONE}edit/", recording.edit, name="edit_meeting"),
    path(f"{ONE}confirm/", recording.confirm, name="confirm_meeting"),
    path(f"{ONE}cancel/", recording.cancel, name="cancel_meeting"),
    path(f"{ONE}attendance/", attending.fill, name="fill_attendance"),
    path(f"{ONE}motions/put/", motions.put, name="put_motion"),
    path(f"{LINE}exclude/", attending.exclude, name="exclude_person"),
    path(f"{LINE}include/", attending.include, name="include_person"),
    path(f"{MOTION}edit/", motions.edit, name="edit_motion"),
    path(f"{MOTION}remove/", motions.remove, name="remove_motion"),
]
