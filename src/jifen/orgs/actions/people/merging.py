"""One person entered twice: the duplicate becomes an alias of the row kept; no row that refers to it is rewritten."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.audit.actions import record
from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.common.decision import Decision
from jifen.common.refusals import Invalid
from jifen.orgs.actions.people.ending import end_all
from jifen.orgs.actions.people.saving import save_person
from jifen.orgs.actions.recording import about
from jifen.orgs.errors import SomethingStandsOnIt, Unconfirmed
from jifen.orgs.models import Membership, Person
from jifen.orgs.permissions import may_act_on
from jifen.orgs.queries import find_endings, get_person_for
from jifen.orgs.states.acts import Act
from jifen.orgs.states.identity import holds_a_number
from jifen.orgs.states.standing import Consequence
from jifen.orgs.states.transfers import MembershipEnd, MembershipStart, TransferState

SHORTEST_REASON = 4
ENDS = frozenset(Consequence)
"""What of a duplicate ends by the merge: everything open."""


def merge_people(
    *,
    actor: Actor,
    at: datetime,
    keep_id: UUID | str,
    duplicate_id: UUID | str,
    reason: str,
    confirmed: bool = False,
) -> Person:
    """Make one row an alias of another; what is open of the duplicate ends, its history is read with the one kept.

    Raises `NotFound`, `NotAllowed`, `Invalid` where they cannot be one person, `Unconfirmed` where it is not plain.
    """
    with transaction.atomic():
        keep, duplicate = (
            get_person_for(actor, pk, lock=True) for pk in sorted((str(keep_id), str(duplicate_id)))
        )
        if str(keep.pk) != str(keep_id):
            keep, duplicate = duplicate, keep
        _may_both(actor, Act.MERGE_PEOPLE, keep, duplicate).require()
        _refuse_faults(keep, duplicate, reason)
        if (doubts := list_doubts(keep, duplicate)) and not confirmed:
            raise Unconfirmed(*doubts)
        on = timezone.localdate(at)
        ended = end_all(
            duplicate,
            find_endings(duplicate, ENDS),
            on=on,
            end=MembershipEnd.DUPLICATE,
            reason=MembershipEnd.DUPLICATE.label,
            basis=None,
        )
        save_person(keep)
        duplicate.same_as, duplicate.merged_at_version = keep, keep.version
        save_person(duplicate, "same_as", "merged_at_version", "group")
        record(
            actor=actor,
            at=at,
            act=Act.MERGE_PEOPLE,
            place=keep.place,
            subject=about(keep),
            basis=Basis(BasisKind.STATEMENT, reason.strip()[:120]),
            detail={"duplicate": str(duplicate.pk), "ended": ended, "version": keep.version},
        )
        return keep


def undo_merge(*, actor: Actor, at: datetime, duplicate_id: UUID | str, reason: str) -> Person:
    """Tell two people apart again who were merged wrongly, as long as nothing was done on the one kept since.

    The membership goes on; offices, ties and the account are entered anew. Raises
    `NotFound`, `NotAllowed`, `Invalid`, `SomethingStandsOnIt`.
    """
    with transaction.atomic():
        duplicate = get_person_for(actor, duplicate_id, lock=True)
        if duplicate.same_as_id is None:
            raise Invalid(person=f"{duplicate}没有合并过，不用撤销。")
        keep = get_person_for(actor, duplicate.same_as_id, lock=True)
        _may_both(actor, Act.UNDO_MERGE, keep, duplicate).require()
        if fault := _find_reason_fault(reason, "请写明为什么撤销。"):
            raise Invalid(reason=fault)
        if keep.version != duplicate.merged_at_version:
            raise SomethingStandsOnIt(
                f"合并以后{keep}又办理过别的事，分不清是谁的，不能撤销；请另行登记这位同志，并更正办错的事项。"
            )
        same = Person.objects.filter(id_index=duplicate.id_index, same_as__isnull=True)
        if duplicate.id_index and same.exclude(pk=duplicate.pk).exists():
            raise SomethingStandsOnIt("两份登记的公民身份号码相同，是同一个人，不能撤销合并。")
        duplicate.same_as, duplicate.merged_at_version = None, None
        save_person(duplicate, "same_as", "merged_at_version")
        _go_on(duplicate, timezone.localdate(at))
        save_person(keep)
        record(
            actor=actor,
            at=at,
            act=Act.UNDO_MERGE,
            place=duplicate.place,
            subject=about(duplicate),
            basis=Basis(BasisKind.STATEMENT, reason.strip()[:120]),
            detail={"kept": str(keep.pk), "version": duplicate.version},
        )
        return duplicate


def list_doubts(keep: Person, duplicate: Person) -> list[str]:
    """Return what makes one doubt that two rows are one person."""
    doubts = []
    if keep.name != duplicate.name:
        doubts.append(f"两份登记的姓名不同：{keep.name}、{duplicate.name}。")
    if keep.birth_on and duplicate.birth_on and keep.birth_on != duplicate.birth_on:
        doubts.append("两份登记的出生日期不同。")
    if keep.standing is not duplicate.standing:
        doubts.append(
            f"两份登记的人员类别不同：{keep.standing.label}、{duplicate.standing.label}；合并后以保留的为准。"
        )
    return doubts


def _may_both(actor: Actor, act: Act, keep: Person, duplicate: Person) -> Decision:
    return may_act_on(actor, act, keep.place, subject_id=str(keep.pk)) & may_act_on(
        actor, act, duplicate.place, subject_id=str(duplicate.pk)
    )


def _refuse_faults(keep: Person, duplicate: Person, reason: str) -> None:
    faults: dict[str, str] = {}
    if keep.pk == duplicate.pk:
        faults["keep"] = "请选择两份不同的登记。"
    elif keep.same_as_id or duplicate.same_as_id:
        faults["keep"] = "其中一份已经合并过，请刷新页面看看。"
    elif keep.id_index and duplicate.id_index and keep.id_index != duplicate.id_index:
        faults["keep"] = "两份登记的公民身份号码不同，不是同一个人，不能合并；号码填错的请先修改。"
    if duplicate.transfers.filter(state=TransferState.SENT).exists():
        faults["duplicate"] = f"{duplicate}的组织关系正在转接，请先办完或者撤回，再合并。"
    if fault := _find_reason_fault(reason, "请写明怎样确认是同一个人。"):
        faults["reason"] = fault
    if faults:
        raise Invalid(**faults)


def _find_reason_fault(reason: str, missing: str) -> str:
    """Return what is wrong with a reason that goes into the record; empty when nothing is."""
    if len(reason.strip()) < SHORTEST_REASON:
        return missing
    return "这里请不要写证件号码、电话号码，写事情就可以。" if holds_a_number(reason) else ""


def _go_on(person: Person, today: date) -> None:
    """Open the membership again that the merge ended."""
    ended = (
        person.memberships.filter(end=MembershipEnd.DUPLICATE).order_by("-to_on", "-from_on", "id").first()
    )
    if ended is not None:
        Membership.objects.create(
            person=person, branch=ended.branch, from_on=today, start=MembershipStart.RESTORED
        )
