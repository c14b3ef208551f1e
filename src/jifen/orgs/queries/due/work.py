"""Letters, imports and password slips that wait for somebody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from jifen.orgs.models import RosterImport, Transfer, User
from jifen.orgs.queries.due.values import Due, Scope, say_day
from jifen.orgs.states.due import LETTER_DAYS, DueKind
from jifen.orgs.states.roster import RosterState
from jifen.orgs.states.transfers import TransferState


def to_accept(scope: Scope) -> tuple[QuerySet[Transfer], Callable[[Transfer], Due]]:
    """Letters to a branch here that wait to be accepted; those whose time is over can only be returned."""
    rows = Transfer.objects.filter(scope.within("to_branch"), state=TransferState.SENT)

    def say(row: Transfer) -> Due:
        to, over = row.to_branch, row.valid_until < scope.on
        assert to is not None
        blocked = f"介绍信已于{say_day(row.valid_until)}过期，只能退回。" if over else ""
        what = f"{row.person}的组织关系从{row.from_branch}转来"
        return Due(DueKind.ACCEPT_TRANSFER, what, to.pk, str(to), row.pk, row.valid_until, blocked, late=over)

    return rows.select_related("person", "from_branch", "to_branch").order_by("valid_until", "pk"), say


def to_chase(scope: Scope) -> tuple[QuerySet[Transfer], Callable[[Transfer], Due]]:
    """Letters of a branch here whose time is over or nearly so."""
    soon = scope.on + timedelta(days=LETTER_DAYS)
    rows = Transfer.objects.filter(
        scope.within("from_branch"), state=TransferState.SENT, valid_until__lte=soon
    )

    def say(row: Transfer) -> Due:
        late = row.valid_until < scope.on
        what = f"{row.person}转往{row.to_name}，对方还没有接收"
        blocked = "介绍信已经过期，请撤回后重新开具。" if late else ""
        here = row.from_branch
        return Due(
            DueKind.CHASE_TRANSFER, what, here.pk, str(here), row.pk, row.valid_until, blocked, late=late
        )

    return rows.select_related("person", "from_branch").order_by("valid_until", "pk"), say


def to_confirm(scope: Scope) -> tuple[QuerySet[RosterImport], Callable[[RosterImport], Due]]:
    """Rosters that were checked and wait to be imported or put aside."""
    rows = RosterImport.objects.filter(
        scope.within("organization"), state__in=(RosterState.READY, RosterState.FAULTY)
    )

    def say(row: RosterImport) -> Due:
        blocked = "表里有错，请改好重新上传，或者放弃。" if row.state is RosterState.FAULTY else ""
        here = row.organization
        what = f"{row.file_name}（{row.rows}行），{row.entered_by}上传"
        return Due(DueKind.CONFIRM_ROSTER, what, here.pk, str(here), row.pk, None, blocked)

    return rows.select_related("organization").order_by("entered_at", "pk"), say


def unused_slips(scope: Scope) -> tuple[QuerySet[User], Callable[[User], Due]]:
    """Accounts whose password slip was printed and never used."""
    rows = User.objects.filter(
        scope.within("branch"), is_active=True, must_change_password=True, slip_expires_at__isnull=False
    )

    def say(row: User) -> Due:
        by = timezone.localdate(row.slip_expires_at) if row.slip_expires_at else None
        late = by is not None and by < scope.on
        blocked = "密码条已经过期，请重新发放。" if late else ""
        assert row.branch is not None
        what = f"{row.display_name}还没有用密码条登录"
        return Due(DueKind.HAND_OUT_SLIP, what, row.branch.pk, str(row.branch), row.pk, by, blocked, late)

    return rows.select_related("branch").order_by("slip_expires_at", "pk"), say
