"""Addresses of meetings."""

from django.urls import path

from jifen.web.meetings import (
    agenda,
    attending,
    checks,
    convocations,
    lists,
    motions,
    recording,
    showing,
    telling,
)

ONE = "meetings/<uuid:meeting_id>/"
LINE = "meetings/lines/<uuid:attendance_id>/"
MOTION = "meetings/motions/<uuid:motion_id>/"
NOTICE = "meetings/notices/<uuid:convocation_id>/"
CHECK = "meetings/spot-checks/<uuid:check_id>/"
urlpatterns = [
    path("meetings/", lists.own, name="meetings"),
    path("organizations/<uuid:organization_id>/meetings/", lists.index, name="organization_meetings"),
    path("organizations/<uuid:organization_id>/meetings/record/", recording.record, name="record_meeting"),
    path("organizations/<uuid:organization_id>/meetings/plan/", convocations.plan, name="plan_meeting"),
    path(NOTICE, convocations.show, name="convocation"),
    path(f"{NOTICE}print/", convocations.print_sheet, name="convocation_print"),
    path(f"{NOTICE}edit/", convocations.edit, name="edit_plan"),
    path(f"{NOTICE}office/", telling.report, name="report_to_office"),
    path(f"{NOTICE}leader/", telling.leader, name="notify_leader"),
    path(f"{NOTICE}members/", telling.members, name="notify_members"),
    path(f"{NOTICE}agenda/put/", agenda.put, name="put_on_agenda"),
    path("meetings/agenda/<uuid:item_id>/remove/", agenda.remove, name="take_off_agenda"),
    path(f"{NOTICE}hold/", convocations.hold, name="hold_meeting"),
    path(f"{NOTICE}adjourn/", convocations.adjourn, name="adjourn_meeting"),
    path(f"{NOTICE}call-off/", convocations.call_off, name="call_off_meeting"),
    path(f"{ONE}spot-check/", checks.draw, name="draw_spot_check"),
    path(CHECK, checks.show, name="spot_check"),
    path(f"{CHECK}fill/", checks.fill, name="fill_spot_check"),
    path(f"{CHECK}conclude/", checks.conclude, name="conclude_spot_check"),
    path(ONE, showing.show, name="meeting"),
    path(f"{ONE}minutes/", showing.print_minutes, name="meeting_minutes"),
    path(f"{ONE}edit/", recording.edit, name="edit_meeting"),
    path(f"{ONE}confirm/", recording.confirm, name="confirm_meeting"),
    path(f"{ONE}cancel/", recording.cancel, name="cancel_meeting"),
    path(f"{ONE}write/", recording.write, name="write_minutes"),
    path(f"{ONE}attendance/", attending.fill, name="fill_attendance"),
    path(f"{ONE}motions/put/", motions.put, name="put_motion"),
    path(f"{LINE}exclude/", attending.exclude, name="exclude_person"),
    path(f"{LINE}include/", attending.include, name="include_person"),
    path(f"{MOTION}edit/", motions.edit, name="edit_motion"),
    path(f"{MOTION}remove/", motions.remove, name="remove_motion"),
]
