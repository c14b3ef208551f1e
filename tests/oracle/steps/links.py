"""To whom a fact is booked (`to`): by relation to its subject on its day."""

from __future__ import annotations

from tests.oracle.asking import ask
from tests.oracle.book import Book, Desk
from tests.oracle.facts import Fact
from tests.oracle.people import state_on
from tests.oracle.scopes import of_member

RELATIONS = ("household.head", "household", "group", "branch")


def means_himself(book: Book, subject: Desk, fact: Fact, to: str) -> bool:
    """Whether a condition about the target holds for the subject, so that there is nobody to look for."""
    return to not in RELATIONS and ask(to, of_member(book, subject, fact.occurred_on)) is True


def targets(book: Book, subject: Desk, fact: Fact, to: str) -> list[Desk]:
    """The accounts of the subject's branch that the fact is booked to; none where nobody fits."""
    branch = [desk for desk in book.desks if desk.member.branch == subject.member.branch]
    others = [desk for desk in branch if desk is not subject]

    def said(desk: Desk, field: str) -> object:
        return state_on(desk.member, fact.occurred_on).get(field)

    match to:
        case "branch":
            return others
        case "household" | "group":
            key = said(subject, to)
            return [desk for desk in others if key is not None and said(desk, to) == key]
        case "household.head":
            head = said(subject, to)
            return [desk for desk in branch if head is not None and said(desk, "number") == head]
    return [desk for desk in others if ask(to, of_member(book, desk, fact.occurred_on)) is True]
