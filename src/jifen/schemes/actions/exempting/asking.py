"""The wish of somebody not to take part, and the form that goes up (S5-三-一-5a–c)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from jifen.common.actor import Actor
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid
from jifen.orgs.models import Organization, Person
from jifen.orgs.queries import get_organization_for, get_person_for
from jifen.rules.model.people import Exemption as ExemptionRule
from jifen.schemes.actions.enrolling.making import require_version
from jifen.schemes.actions.exempting.rows import note_exemption, refuse_changed, save
from jifen.schemes.models import Enrolment, Exemption, SchemeVersion
from jifen.schemes.permissions import may_exempt
from jifen.schemes.queries import find_exemption_rule, get_exemption_for, steps_of, tables_of, year_of
from jifen.schemes.states.acts import Act
from jifen.schemes.states.enrolments import STANDING_OF
from jifen.schemes.states.exemptions import EXEMPTION, OPEN, ExemptionState, WishWay
from jifen.schemes.states.periods import year_name

BY_HIMSELF = "本人在网站上提出"
LONGEST = 1000
"""How many characters of somebody's own words are kept."""


def express_wish(
    *,
    actor: Actor,
    at: datetime,
    branch_id: UUID | str,
    person_id: UUID | str,
    on: date,
    ground: str,
    way: WishWay = WishWay.HIMSELF,
    words: str = "",
    wish: Basis | None = None,
) -> Exemption:
    """Enter that somebody wishes not to take part in the points year a day lies in: he himself, or the branch for him.

    `wish` is the paper he signed; he himself at the keyboard needs none. Until the decision he takes part. Raises
    `NotFound`, `NotAllowed`, `NoSchemeInForce`, `Invalid`, `Blocked` with everything that speaks against it.
    """
    with transaction.atomic():
        person = get_person_for(actor, person_id, lock=True)
        himself = actor.is_person(str(person.pk))
        # In the hat of a group or a superior he may not see his branch; asking is his in any hat.
        own = person.branch if himself and str(person.branch_id) == str(branch_id) else None
        branch = own or get_organization_for(actor, branch_id)
        may_exempt(actor, Act.EXPRESS_WISH, branch.place, person_id=str(person.pk)).require()
        move = EXEMPTION.find(Act.EXPRESS_WISH, None)
        version = require_version(branch, on)
        rule = require_rule(version)
        span = year_of(version, on)
        year = year_name(span)
        paper = Basis(BasisKind.STATEMENT, BY_HIMSELF, timezone.localdate(at)) if himself else wish
        _refuse(branch, person, version, year)
        _refuse_faults(rule, ground, words, paper, timezone.localdate(at))
        row = Exemption.objects.create(
            person=person,
            branch=branch,
            scheme_version=version,
            year=year,
            until_on=span.end,
            state=move.target,
            ground=ground,
            steps=",".join(steps_of(rule)),
            way=WishWay.HIMSELF if himself else way,
            wish=paper,
            transcribed=not himself,
            words=words.strip(),
        )
        note_exemption(actor, at, Act.EXPRESS_WISH, row, paper)
        return row


def fill_exemption_form(
    *, actor: Actor, at: datetime, exemption_id: UUID | str, seen: int, form: Basis
) -> Exemption:
    """Enter that the form is filled and signed, and goes up: the first step of the 办法 is asked for its word.

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Invalid`.
    """
    with transaction.atomic():
        row = get_exemption_for(actor, exemption_id, lock=True)
        may_exempt(actor, Act.FILL_EXEMPTION_FORM, row.place, person_id=str(row.person_id)).require()
        move = EXEMPTION.find(Act.FILL_EXEMPTION_FORM, row.state)
        refuse_changed(row, seen)
        refuse_day(form.on, row.wish.on, "提出意愿", timezone.localdate(at))
        row.state, row.form, row.awaits = ExemptionState(move.target), form, row.asked[0]
        save(row, "state", "form", "awaits")
        note_exemption(actor, at, Act.FILL_EXEMPTION_FORM, row, form)
        return row


def require_rule(version: SchemeVersion) -> ExemptionRule:
    """Return what a 办法 says of staying out by approval; raise `Blocked` where it admits none."""
    rule = find_exemption_rule(version)
    if rule is None:
        raise Blocked(
            f"{version}没有写“经批准不参与积分”，照它不能批准任何人不参加；"
            "要增加的，先修订办法、写上哪些情形和由谁批准，通过、施行以后再办。"
        )
    return rule


def refuse_day(on: date | None, earliest: date | None, what: str, today: date) -> date:
    """Return the day of a paper; raise `Invalid` where there is none, or it is too early or too late."""
    if on is None:
        raise Invalid(basis_on="请填写日期。")
    if earliest is not None and on < earliest:
        raise Invalid(basis_on=f"日期{on}早于{what}的日期{earliest}，请核对。")
    if on > today:
        raise Invalid(basis_on=f"日期{on}还没有到，请核对。")
    return on


def _refuse(branch: Organization, person: Person, version: SchemeVersion, year: str) -> None:
    """Raise everything that keeps somebody from asking in a year."""
    said = []
    if person.branch_id != branch.pk:
        said.append(f"{person}不在{branch}，由所在的党支部办理。")
    scored = {STANDING_OF[status] for status in tables_of(version).scored if status in STANDING_OF}
    if person.standing not in scored:
        said.append(f"{person}是{person.standing.label}，办法本来就不给他积分，不用申请。")
    known = Exemption.objects.filter(person=person, branch=branch, year=year, state__in=OPEN).first()
    out = Enrolment.objects.filter(person=person, branch=branch, year=year, participates=False).first()
    if known is not None:
        said.append(f"{known}已经有了（{known.state.label}），请接着办它。")
    elif out is not None:
        said.append(f"{person}{year}年度已经不参加积分（{out.reason}），不用申请。")
    if said:
        raise Blocked(*said)


def _refuse_faults(rule: ExemptionRule, ground: str, words: str, wish: Basis | None, today: date) -> None:
    faults: dict[str, str] = {}
    if ground not in rule.grounds:
        faults["ground"] = f"办法写的情形有：{'、'.join(rule.grounds)}，请从中选一种。"
    if len(words.strip()) > LONGEST:
        faults["words"] = f"本人的话最多 {LONGEST} 个字，现在有 {len(words.strip())} 个字。"
    if wish is None:
        faults["basis_label"] = "要本人愿意才可以（写明他在哪份书面材料上提出的）。"
    elif wish.on is None:
        faults["basis_on"] = "请填写本人提出的日期。"
    elif wish.on > today:
        faults["basis_on"] = f"日期{wish.on}还没有到，请核对。"
    if faults:
        raise Invalid(**faults)
