"""Shorthand of the stories about people."""

from datetime import date
from typing import Any

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.orgs.actions import enter_person, move_standing
from jifen.orgs.models import Person
from jifen.orgs.states.acts import Act
from jifen.orgs.states.identity import check_character
from jifen.orgs.states.people import Standing
from tests.cast import NOW, Cast

MEETING = Basis(BasisKind.MEETING, "支部党员大会", date(2026, 3, 5))
REPLY = Basis(BasisKind.REPLY, "关于接收和转正的批复", date(2026, 3, 6), "红旗委〔2026〕3号")


def id_number(first: str = "62000019900115001") -> str:
    """Return a whole identity number nobody has: the first seventeen digits with their check character."""
    return first + check_character(first)


def enter(cast: Cast, name: str, standing: Standing = Standing.FORMAL, **details: Any) -> Person:
    """Enter somebody into the branch of the stories, as the installation."""
    given = {"on": date(2020, 1, 1), "branch_id": cast.organization().pk, **details}
    return enter_person(actor=INSTALLER, at=NOW, name=name, standing=standing, **given)


def move(cast: Cast, person: Person, act: Act, **given: Any) -> Person:
    """Move a standing as the secretary, on the day of the stories."""
    options = {"actor": cast.actor("secretary"), "at": NOW, "on": date(2026, 3, 10), "basis": REPLY, **given}
    return move_standing(person_id=person.pk, act=act, **options)
