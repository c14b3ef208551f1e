"""Building books anew after a broken computer: from the files people kept, checked against the seals on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor, ActorKind
from jifen.common.basis import Basis, BasisKind
from jifen.ledger.actions.importing import import_book
from jifen.ledger.actions.merging import Merged, merge
from jifen.ledger.errors import BookDoesNotHold
from jifen.ledger.models import Book
from jifen.ledger.states.chain import read_code
from jifen.orgs.actions import enter_person, found_organization
from jifen.orgs.models import Organization, Person
from jifen.orgs.states.organizations import OrganizationKind
from jifen.orgs.states.people import Standing

_MOST = 20
"""How many sentences a refusal lists."""
TO_CHECK = "照积分账恢复，人员类别和日期请核对"
"""What stands at a person who was entered because a book names him."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A book that stands again: which periods are as on paper, which nobody compared, whom it brought along."""

    book: Book
    on_paper: tuple[str, ...]
    not_compared: tuple[str, ...]
    entered: tuple[str, ...]


def rebuild_books(
    *, actor: Actor, at: datetime, forms: Sequence[Iterable[str]], codes: Sequence[str] = ()
) -> list[Rebuilt]:
    """Rebuild the books that text forms tell of: whole ones or single periods, several, in any order; all or nothing.

    `codes`: the sixteen characters of seals as they stand on paper; each must be among the seals of the files, or one
    of its files is missing. Where there is no organisation at all, the installer gets the branch and its people from
    the books, as formal members to be checked. Raises `BookDoesNotHold` with everything that is wrong or missing,
    `NotFound`, `NotAllowed`; then nothing is rebuilt.
    """
    with transaction.atomic():
        books, faults = merge(forms)
        for book in books:
            faults += [*book.faults, *book.list_missing()]
        wanted, unread = _read_codes(codes)
        known = {code for book in books for code in book.codes}
        faults += unread
        faults += [
            f"纸上的封号 {code} 不在这些文件里：缺那一期的文件，或者文件被改过。"
            for code in wanted
            if code not in known
        ]
        if not books and not faults:
            faults.append("没有给出账本的文件。")
        if faults:
            raise BookDoesNotHold(*faults[:_MOST])
        empty = (
            actor.kind is ActorKind.INSTALLER
            and not Organization.objects.exclude(pk__in=[book.head[3] for book in books]).exists()
        )
        return [_rebuild(actor, at, book, set(wanted), empty=empty) for book in books]


def _rebuild(actor: Actor, at: datetime, merged: Merged, wanted: set[str], *, empty: bool) -> Rebuilt:
    entered = _enter_those_named(actor, at, merged) if empty else []
    book = import_book(actor=actor, at=at, lines=merged.write())
    return Rebuilt(
        book,
        tuple(period for code, period in merged.codes.items() if code in wanted),
        tuple(period for code, period in merged.codes.items() if code not in wanted),
        tuple(entered),
    )


def _read_codes(codes: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the codes as seals write them, and what is none."""
    found, faults = [], []
    for said in codes:
        try:
            found.append(read_code(said))
        except ValueError:
            faults.append(f"“{said}”不是封号：应当是十六个字符，没有 U。")
    return found, faults


def _enter_those_named(actor: Actor, at: datetime, merged: Merged) -> list[str]:
    """Found the branch and enter its people under the identities their book knows; return the names.

    The chain binds identities: with others the book would not verify.
    """
    _, _, _, branch_id, code, _, starts_on, *_ = merged.head
    on = date.fromisoformat(starts_on)
    basis = Basis(BasisKind.REGISTER, str(merged), on)
    if not Organization.objects.filter(pk=branch_id).exists():
        found_organization(
            actor=actor,
            at=at,
            parent_id=None,
            code=code,
            full_name=merged.name,
            kind=OrganizationKind.BRANCH,
            on=on,
            basis=basis,
            known_as=UUID(branch_id),
        )
    entered = []
    for person_id, name, mark, member_no in (said["person"] for said in merged.lines["person"].values()):
        if not Person.objects.filter(pk=UUID(person_id)).exists():
            enter_person(
                actor=actor,
                at=at,
                branch_id=branch_id,
                name=name,
                standing=Standing.FORMAL,
                on=on,
                basis=basis,
                known_as=UUID(person_id),
                mark=mark,
                member_no=member_no,
                remark=TO_CHECK,
            )
            entered.append(name)
    return entered
