"""A branch under the 办法 of the bureau, its list of 2026, and what is done with exemptions."""

from datetime import date, datetime
from typing import Any

from jifen.common.basis import Basis, BasisKind
from jifen.orgs.models import Person
from jifen.schemes import actions
from jifen.schemes.models import Enrolment, Exemption
from tests.cast import NOW, TODAY, Cast
from tests.schemes import acts

COMMITTEE = Basis(BasisKind.MEETING, "支委会", TODAY, "支委会记录2026-2")
FORM = Basis(BasisKind.FORM, "不参加积分管理党员审批表", TODAY, "2026-1")
REPLY = Basis(BasisKind.REPLY, "关于李明同志不参加积分的批复", TODAY, "组干〔2026〕7号")
STATEMENT = Basis(BasisKind.STATEMENT, "本人申请书", TODAY)
ILL = "长期病卧"
OWN_WORDS = "卧床两年，家人照料，去不了"


def bureau(cast: Cast) -> dict[str, Enrolment]:
    """Put the 办法 of the bureau in force and make the list of 2026; return its rows by name."""
    acts.in_force(cast, "bureau-branch")
    return enrol(cast)


def enrol(cast: Cast, on: date = TODAY, at: datetime = NOW) -> dict[str, Enrolment]:
    """Make the list of a year."""
    rows = actions.enrol_year(
        actor=cast.actor("recorder"), at=at, branch_id=cast.organization().pk, on=on, basis=COMMITTEE
    )
    return {row.person.name: row for row in rows}


def wish(cast: Cast, who: str = "member", by: str = "", **changes: Any) -> Exemption:
    """Let somebody ask: himself, or typed by another from his paper."""
    given = {
        "actor": cast.actor(by or who), "at": NOW, "branch_id": cast.organization().pk,
        "person_id": Person.objects.get(name=cast.person(who).name).pk, "on": TODAY, "ground": ILL,
        "words": OWN_WORDS, "wish": STATEMENT if by else None,
    }  # fmt: skip
    return actions.express_wish(**{**given, **changes})


def fill(
    cast: Cast, row: Exemption, by: str = "recorder", form: Basis = FORM, at: datetime = NOW
) -> Exemption:
    """Enter the form."""
    return actions.fill_exemption_form(
        actor=cast.actor(by), at=at, exemption_id=row.pk, seen=row.version, form=form
    )


def say(cast: Cast, row: Exemption, by: str, basis: Basis = COMMITTEE, **changes: Any) -> Exemption:
    """Enter the word of the step that is asked: for it."""
    given = {
        "actor": cast.actor(by), "at": NOW, "exemption_id": row.pk, "seen": row.version, "agrees": True,
        "words": "情况属实，同意", "basis": basis,
    }  # fmt: skip
    return actions.give_opinion(**{**given, **changes})


def sent_up(cast: Cast, who: str = "member") -> Exemption:
    """Return an exemption that waits for the county."""
    row = say(cast, fill(cast, wish(cast, who)), "recorder")
    return say(cast, row, "organizer", REPLY)


def approved(cast: Cast, who: str = "member", basis: Basis = REPLY, **changes: Any) -> Exemption:
    """Return an exemption that the county approved."""
    return say(cast, sent_up(cast, who), "county_organizer", basis, **changes)
