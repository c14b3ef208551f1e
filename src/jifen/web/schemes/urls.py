"""Addresses of the law book."""

from django.urls import path

from jifen.web.schemes import acts, drafts, enrolments, holidays, lists, versions
from jifen.web.schemes.exemptions import lists as exemption_lists
from jifen.web.schemes.exemptions import show as exemptions
from jifen.web.schemes.plans import batches, importing, show
from jifen.web.schemes.plans import lists as plans

ONE = "organizations/<uuid:organization_id>/"
VERSION = "schemes/<uuid:version_id>/"
EXEMPTION = "exemptions/<uuid:exemption_id>/"
ROW = "enrolments/<uuid:enrolment_id>/"
PLAN = "plans/<uuid:plan_id>/"
urlpatterns = [
    path("schemes/", lists.own, name="own_schemes"),
    path(f"{ONE}schemes/", lists.index, name="schemes"),
    path(f"{ONE}schemes/start/", lists.start, name="start_scheme"),
    path(VERSION, versions.show, name="scheme_version"),
    path(f"{VERSION}file/", versions.download, name="scheme_file"),
    path(f"{VERSION}differences/", versions.differences, name="scheme_differences"),
    path(f"{VERSION}text/", drafts.text, name="scheme_text"),
    path(f"{VERSION}values/", drafts.values, name="scheme_values"),
    path(f"{VERSION}next/", drafts.begin_next, name="start_version"),
    path(f"{VERSION}check/", drafts.check, name="validate_version"),
    path(f"{VERSION}adopt/", acts.adopt, name="adopt_version"),
    path(f"{VERSION}approve/", acts.approve, name="approve_version"),
    path(f"{VERSION}in-force/", acts.put_in_force, name="put_in_force"),
    path(f"{VERSION}end/", acts.end, name="supersede_version"),
    path(f"{VERSION}withdraw/", acts.withdraw, name="withdraw_version"),
    path(f"{ONE}enrolments/", enrolments.index, name="enrolments"),
    path(f"{ONE}enrolments/make/", enrolments.make, name="enrol_year"),
    path(f"{ROW}change/", enrolments.change, name="change_enrolment"),
    path(f"{ROW}end/", enrolments.end, name="end_enrolment"),
    path(f"{ONE}recorder/", enrolments.choose_recorder, name="choose_recorder"),
    path(f"{ONE}plans/", plans.index, name="task_plans"),
    path(f"{ONE}plans/lay-out/", plans.lay_out, name="lay_out_plans"),
    path(f"{ONE}plans/import/", importing.take_in, name="import_promises"),
    path(f"{ONE}plans/template/", importing.template, name="promise_template"),
    path(f"{ONE}plans/offer/", batches.offer, name="offer_plans"),
    path(f"{ONE}plans/accept/", batches.accept, name="accept_plans"),
    path(f"{ONE}plans/show/", batches.hang_out, name="show_plans"),
    path(f"{ONE}plans/sheet/", plans.sheet, name="plan_sheet"),
    path(f"{ROW}plan/", show.draft, name="draft_plan"),
    path(PLAN, show.show, name="task_plan"),
    path(f"{PLAN}edit/", show.edit, name="save_plan"),
    path(f"{PLAN}offer/", show.offer, name="offer_plan"),
    path(f"{PLAN}return/", show.send_back, name="return_plan"),
    path(f"{PLAN}change/", show.change, name="change_plan"),
    path(f"{PLAN}withdraw/", show.withdraw, name="withdraw_plan"),
    path(f"{ONE}exemptions/", exemption_lists.index, name="exemptions"),
    path(f"{ONE}exemptions/wish/", exemption_lists.wish, name="express_wish"),
    path("people/<uuid:person_id>/wish/", exemption_lists.own_wish, name="express_own_wish"),
    path(f"{ONE}exemptions/blank/", exemption_lists.blank, name="blank_exemption_form"),
    path(EXEMPTION, exemptions.show, name="exemption"),
    path(f"{EXEMPTION}paper/", exemptions.paper, name="exemption_form"),
    path(f"{EXEMPTION}form/", exemptions.fill, name="fill_exemption_form"),
    path(f"{EXEMPTION}opinion/", exemptions.give_opinion, name="give_opinion"),
    path(f"{EXEMPTION}withdraw/", exemptions.withdraw, name="withdraw_wish"),
    path(f"{EXEMPTION}end/", exemptions.end, name="end_exemption"),
    path(f"{EXEMPTION}renew/", exemptions.renew, name="renew_exemption"),
    path("holidays/", holidays.index, name="holidays"),
]
