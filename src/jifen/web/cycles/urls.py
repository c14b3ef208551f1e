"""Addresses of the periods."""

from django.urls import path

from jifen.web.cycles import (
    correcting,
    deciding,
    declarations,
    declaring,
    hearing,
    lists,
    own,
    reconciling,
    reviewing,
    steps,
    suggesting,
)

ONE = "cycles/<uuid:cycle_id>/"
FACT = "declarations/<uuid:declaration_id>/"
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
    path(f"{ONE}suggestions/", suggesting.answer, name="take_suggestions"),
    path(f"{ONE}endorse/", reviewing.endorse, name="endorse_declarations"),
    path(f"{ONE}opinions/", reviewing.give, name="give_opinions"),
    path(f"{ONE}conclude/", reviewing.conclude, name="conclude_review"),
    path(f"{ONE}deduct/", hearing.propose, name="propose_deduction"),
    path(f"{ONE}people/<uuid:person_id>/declare/", own.declare, name="declare_own"),
    path(FACT, declarations.show, name="declaration"),
    path(f"{FACT}notice/", hearing.tell, name="give_notice"),
    path(f"{FACT}answer/", hearing.answer, name="record_answer"),
    path(f"{FACT}waiver/", hearing.waive, name="record_waiver"),
    path(f"{FACT}time-over/", hearing.end, name="end_answer_time"),
    path(f"{FACT}drop/", hearing.drop, name="withdraw_deduction"),
    path(f"{FACT}return/", correcting.send_back, name="return_declaration"),
    path(f"{FACT}resubmit/", correcting.correct, name="resubmit_declaration"),
    path(f"{FACT}withdraw/", correcting.take_back, name="withdraw_declaration"),
    path(f"{FACT}look/", reviewing.look, name="look_at_conflict"),
    path(f"{ONE}evaluate/", deciding.evaluate, name="evaluate_cycle"),
    path(f"{ONE}handbooks/", reconciling.record, name="record_reconciliation"),
    path(f"{ONE}handbooks/missing/", reconciling.paper, name="print_missing_handbooks"),
    path(f"{ONE}publish/", steps.publish, name="publish_cycle"),
    path(f"{ONE}resolve/", steps.resolve, name="resolve_objection"),
    path(f"{ONE}post/", steps.post, name="post_cycle"),
]
