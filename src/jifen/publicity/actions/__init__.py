"""Verbs of this room, one public function per act."""

from jifen.publicity.actions.drafting import ShownPerson, draft_from_book, draft_notice
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
    "announce_result",
    "approve_notice",
    "check_secrecy",
    "close_notice",
    "draft_from_book",
    "draft_notice",
    "show_notice",
    "withdraw_notice",
]
