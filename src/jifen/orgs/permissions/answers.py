"""Questions the table alone does not answer: nobody acts on himself, a superior appoints, a paper is needed."""

from __future__ import annotations

from collections.abc import Iterable

from jifen.common.actor import Actor, ActorKind
from jifen.common.decision import ALLOWED, Decision, allowed_if, denied
from jifen.common.permissions import Place
from jifen.orgs.permissions.table import RULES
from jifen.orgs.states.acts import Act
from jifen.orgs.states.roles import OFFICE_OF, Role


def may(actor: Actor, act: Act, place: Place | None, *, subject_id: str = "") -> Decision:
    """Answer from the table alone; the installation itself may do everything."""
    if actor.kind is ActorKind.INSTALLER:
        return ALLOWED
    return RULES[act].may(actor, place, subject_id=subject_id)


def may_act_on(actor: Actor, act: Act, place: Place | None, *, subject_id: str) -> Decision:
    """Answer for an act that changes what a person is or holds: nobody does that to himself (回避)."""
    himself = allowed_if(
        not actor.is_person(subject_id),
        f"“{act.label}”不能由本人办理，请由本支部其他有权的同志或上级党委办理。",
    )
    return may(actor, act, place) & himself


def may_appoint(
    actor: Actor, act: Act, role: Role, place: Place, *, subject_id: str, has_superior: bool
) -> Decision:
    """Answer for entering or ending an office; `has_superior`: a superior organisation is in this installation.

    Offices marked `from_above` are entered by that superior; a branch alone enters them from the superior's paper.
    """
    office = OFFICE_OF.get(role)
    if office is None:
        return denied(f"“{role.label}”不是任职，不用登记。")
    answer = may_act_on(actor, act, place, subject_id=subject_id)
    if actor.kind is ActorKind.INSTALLER:
        return answer
    above = actor.hat is not None and actor.hat.organization_id != place.organization_id
    at_top = actor.role == Role.COUNTY_ORGANIZER
    if office.from_above and has_superior and not above and not at_top:
        answer &= denied(f"“{role.label}”由上级党组织任免，请上级党委组织员登记。")
    return answer


def may_manage_account(
    actor: Actor, act: Act, place: Place | None, *, person_id: str, user_id: str, office_paths: Iterable[str]
) -> Decision:
    """Answer for an act on an account: never one's own, and never that of somebody who holds an office above.

    Whoever issues a password can use it. Without the second bar the secretary of an office's branch could sign in as
    the organiser who is a plain member of it.
    """
    himself = allowed_if(
        not actor.is_person(person_id) and (not user_id or actor.user_id != user_id),
        f"“{act.label}”不能由本人办理，请由本支部其他有权的同志、上级党委或系统管理员办理。",
    )
    hat = actor.hat
    above = allowed_if(
        actor.kind is ActorKind.INSTALLER
        or actor.role == Role.ADMIN
        or (hat is not None and all(hat.reaches(path) for path in office_paths)),
        "这位同志在别的组织或者上级组织任职，他的账号由那里的上级党委组织员或系统管理员办理。",
    )
    return may(actor, act, place) & himself & above


def may_record_discipline(actor: Actor, place: Place, *, subject_id: str, document_no: str) -> Decision:
    """Answer for entering a disciplinary measure: a branch needs the number of the superior's document (REG-20)."""
    paper = (
        ALLOWED if document_no.strip() else denied("登记处分要写明批准处分的文件文号；没有文号的不能登记。")
    )
    return may_act_on(actor, Act.RECORD_DISCIPLINE, place, subject_id=subject_id) & paper
