"""Verbs of this room, one public function per act."""

from jifen.cycles.actions.carrying import carry_over
from jifen.cycles.actions.claims import Claim
from jifen.cycles.actions.collecting import close_register, mark_not_declared, start_collecting
from jifen.cycles.actions.declaring import declare, enter_reports, resubmit_declaration, withdraw_declaration
from jifen.cycles.actions.deducting import (
    end_answer_time,
    give_notice,
    propose_deduction,
    record_answer,
    record_waiver,
    withdraw_deduction,
)
from jifen.cycles.actions.endorsing import Word, endorse, take_plan_months
from jifen.cycles.actions.evaluating import Verdict, evaluate
from jifen.cycles.actions.opening import open_cycle
from jifen.cycles.actions.posting import post_cycle
from jifen.cycles.actions.publishing import publish_cycle
from jifen.cycles.actions.reconciling import Comparison, record_reconciliation
from jifen.cycles.actions.registering import look_at_conflict, register, return_declaration
from jifen.cycles.actions.resolving import resolve_objection
from jifen.cycles.actions.reviewing import Opinion, conclude_review, give_opinions
from jifen.cycles.actions.suggesting import Answer, Answered, take_suggestions

__all__ = [
    "Answer",
    "Answered",
    "Claim",
    "Comparison",
    "Opinion",
    "Verdict",
    "Word",
    "carry_over",
    "close_register",
    "conclude_review",
    "declare",
    "end_answer_time",
    "endorse",
    "enter_reports",
    "evaluate",
    "give_notice",
    "give_opinions",
    "look_at_conflict",
    "mark_not_declared",
    "open_cycle",
    "post_cycle",
    "propose_deduction",
    "publish_cycle",
    "record_answer",
    "record_reconciliation",
    "record_waiver",
    "register",
    "resolve_objection",
    "resubmit_declaration",
    "return_declaration",
    "start_collecting",
    "take_plan_months",
    "take_suggestions",
    "withdraw_declaration",
    "withdraw_deduction",
]
