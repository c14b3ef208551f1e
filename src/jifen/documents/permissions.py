"""Who may clear and check. Who may keep and read, the room that owns the paper says: its answer is passed in."""

from __future__ import annotations

from jifen.common.actor import Actor, ActorKind
from jifen.common.decision import ALLOWED, Decision
from jifen.common.permissions import Place, Reach, Rule
from jifen.documents.states.acts import Act

_KEEPERS = {"SECRETARY": Reach.OWN, "ORGANIZER": Reach.TREE, "COUNTY_ORGANIZER": Reach.TREE}
_WATCHERS = {"ADMIN": Reach.ALL, "AUDITOR": Reach.ALL}

RULES: dict[Act, Rule] = {
    Act.REMOVE: Rule(Act.REMOVE, _KEEPERS, who="本组织书记，或上级党委组织员"),
    Act.VERIFY: Rule(Act.VERIFY, _WATCHERS, who="系统管理员、审计员"),
    Act.CLEAR: Rule(Act.CLEAR, {"ADMIN": Reach.ALL}, who="系统管理员"),
}
"""`KEEP` and `OPEN` have no row: the owner's room answers."""


def may(actor: Actor, act: Act, place: Place | None) -> Decision:
    """Answer from the table; the installation and the clock (periods of keeping run out) may do all of it."""
    if actor.kind in (ActorKind.INSTALLER, ActorKind.CLOCK):
        return ALLOWED
    return RULES[act].may(actor, place)
