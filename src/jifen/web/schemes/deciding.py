"""What may be done with a version now, and why not: one answer for the button and for the page behind it."""

from __future__ import annotations

from dataclasses import dataclass

from jifen.common.actor import Actor
from jifen.common.decision import Decision, allowed_if
from jifen.schemes.models import SchemeVersion
from jifen.schemes.permissions import may, may_approve
from jifen.schemes.queries import needs_approval
from jifen.schemes.states.acts import Act
from jifen.schemes.states.versions import IN_THE_MAKING, VERSION, VersionState

_S = VersionState
PAGES = {
    Act.START_VERSION: "start_version",
    Act.SAVE_DRAFT: "scheme_text",
    Act.CHANGE_VALUES: "scheme_values",
    Act.VALIDATE_VERSION: "validate_version",
    Act.ADOPT_VERSION: "adopt_version",
    Act.APPROVE_VERSION: "approve_version",
    Act.PUT_IN_FORCE: "put_in_force",
    Act.SUPERSEDE_VERSION: "supersede_version",
    Act.WITHDRAW_VERSION: "withdraw_version",
}
"""Act → the page it is done on."""

WORDS = {Act.SAVE_DRAFT: "修改全文、上传文件"}
"""What a button says where it leads to more than the act's own name."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way of a version: its name, and whether it is done, the next, or later."""

    label: str
    state: str


def list_steps(version: SchemeVersion) -> list[Step]:
    """Return the way of a version as a row, the approval only where there is one."""
    names = [(_S.DRAFT, "起草"), (_S.VALIDATED, "定稿"), (_S.ADOPTED, "表决通过")]
    names += [(_S.APPROVED, "上级批准")] if needs_approval(version) else []
    names += [(_S.IN_FORCE, "施行")]
    order = [state for state, _ in names]
    place = order.index(version.state) if version.state in order else len(order)
    if version.state is _S.WITHDRAWN:
        return []
    return [
        Step(label, "done" if number <= place else "next" if number == place + 1 else "")
        for number, (_, label) in enumerate(names)
    ]


def next_act(version: SchemeVersion) -> Act | None:
    """Return what brings a version one step further, None where it has arrived."""
    if version.state is _S.ADOPTED:
        return Act.APPROVE_VERSION if needs_approval(version) else Act.PUT_IN_FORCE
    following = {
        _S.DRAFT: Act.VALIDATE_VERSION,
        _S.VALIDATED: Act.ADOPT_VERSION,
        _S.APPROVED: Act.PUT_IN_FORCE,
    }
    return following.get(version.state)


def other_acts(version: SchemeVersion) -> tuple[Act, ...]:
    """Return what else a version of this state has buttons for."""
    if version.is_open:
        return (Act.CHANGE_VALUES, Act.SAVE_DRAFT, Act.WITHDRAW_VERSION)
    if version.state in IN_THE_MAKING:
        return (Act.WITHDRAW_VERSION,)
    if version.state is _S.IN_FORCE:
        return (Act.START_VERSION, Act.CHANGE_VALUES, Act.SUPERSEDE_VERSION)
    return (Act.START_VERSION,)


def decide(actor: Actor, act: Act, version: SchemeVersion) -> Decision:
    """Say whether an actor may do an act with a version: by his office, and with nobody else at work on it."""
    if act is Act.APPROVE_VERSION:
        above = version.scheme.organization.depth > 1
        return may_approve(actor, version.place, has_superior=above)
    answer = may(actor, act, version.place)
    if act is Act.START_VERSION or (act is Act.CHANGE_VALUES and not version.is_open):
        open_one = version.scheme.versions.filter(state__in=IN_THE_MAKING).first()
        free = open_one is None
        said = f"第{open_one.number}版还在办理，办完或者撤回以后再起草新版本。" if open_one else "x"
        answer &= allowed_if(free, said)
    return answer


def require(actor: Actor, act: Act, version: SchemeVersion) -> None:
    """Refuse a page that is not this actor's, or not of this state. Raises `NotAllowed`, `NotNow`."""
    if act is Act.APPROVE_VERSION:
        decide(actor, act, version).require()
    else:
        may(actor, act, version.place).require()
    fresh = act is Act.START_VERSION or (act is Act.CHANGE_VALUES and not version.is_open)
    VERSION.find(act, None if fresh else version.state)
