"""Addresses of the periods."""

from django.urls import path

from jifen.web.cycles import deciding, declaring, lists, reviewing, steps

ONE = "cycles/<uuid:cycle_id>/"
BRANCH = "organizations/<uuid:organization_id>/cycles/"
urlpatterns = [
    path("cycles/", lists.own, name="own_cycles"),
    path(BRANCH, lists.index, name="cycles"),
    path(f"{BRANCH}open/", steps.begin, name="open_cycle"),
    path(ONE, lists.show, name="cycle"),
    path(f"{ONE}declare/", declaring.declare, name="declare"),
    path(f"{ONE}report/", declaring.report, name="enter_report"),
    path(f"{ONE}register/", declaring.register, name="register_declarations"),
    path(f"{ONE}not-declared/", declaring.mark, name="mark_not_declared"),
    path(f"{ONE}collect/", steps.collect, name="start_collecting"),
    path(f"{ONE}close/", steps.close, name="close_register"),
    path(f"{ONE}plans/", reviewing.list_plans, name="take_plan_months"),
    path(f"{ONE}endorse/", reviewing.endorse, name="endorse_declarations"),
    path(f"{ONE}opinions/", reviewing.give, name="give_opinions"),
    path(f"{ONE}conclude/", reviewing.conclude, name="conclude_review"),
    path("declarations/<uuid:declaration_id>/look/", reviewing.look, name="look_at_conflict"),
    path(f"{ONE}evaluate/", deciding.evaluate, name="evaluate_cycle"),
    path(f"{ONE}publish/", steps.publish, name="publish_cycle"),
    path(f"{ONE}post/", steps.post, name="post_cycle"),
]
