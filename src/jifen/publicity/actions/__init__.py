"""Verbs of this room, one public function per act."""

from jifen.publicity.actions.answering import (
    decide_objection,
    read_objection,
    report_objection,
    tell_objection,
)
from jifen.publicity.actions.appealing import appeal_objection, settle_objection
from jifen.publicity.actions.drafting import ShownPerson, draft_from_book, draft_notice
from jifen.publicity.actions.objecting import (
    admit_objection,
    assign_objection,
    receive_objection,
    refuse_objection,
)
from jifen.publicity.actions.showing import (
    announce_result,
    approve_notice,
    check_secrecy,
    close_notice,
    show_notice,
    withdraw_notice,
)

__all__ = [
    "ShownPerson",
    "admit_objection",
    "announce_result",
    "appeal_objection",
    "approve_notice",
    "assign_objection",
    "check_secrecy",
    "close_notice",
    "decide_objection",
    "draft_from_book",
    "draft_notice",
    "read_objection",
    "receive_objection",
    "refuse_objection",
    "report_objection",
    "settle_objection",
    "show_notice",
    "tell_objection",
    "withdraw_notice",
]
