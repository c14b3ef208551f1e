"""On which page each kind of work is done."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from jifen.orgs.queries import Due
from jifen.orgs.states.due import DueKind

_BY_SUBJECT = {
    DueKind.ACCEPT_TRANSFER: "transfer",
    DueKind.CHASE_TRANSFER: "transfer",
    DueKind.CONFIRM_ROSTER: "roster",
    DueKind.END_OF_PROBATION: "person",
    DueKind.NAME_INTRODUCERS: "person",
    DueKind.NAME_CONTACTS: "person",
    DueKind.NAME_LIAISON: "person",
    DueKind.NAME_HELPER: "person",
    DueKind.HAND_OUT_SLIP: "account",
}
_BY_ORGANIZATION = {
    DueKind.CHECK_DUPLICATE: "duplicates",
    DueKind.HOLD_ELECTION: "offices",
    DueKind.RENEW_OFFICE: "offices",
    DueKind.APPOINT_SECRETARY: "offices",
    DueKind.APPOINT_RECORDER: "offices",
    DueKind.ASSIGN_GROUPS: "assign_groups",
}


def address_of(due: Due) -> str:
    """Return the page of a line; where that page is not built, the one of the organisation."""
    try:
        if due.kind in _BY_SUBJECT:
            return reverse(_BY_SUBJECT[due.kind], args=[due.subject_id])
        return reverse(_BY_ORGANIZATION[due.kind], args=[due.organization_id])
    except NoReverseMatch:
        return reverse("organization", args=[due.organization_id])
