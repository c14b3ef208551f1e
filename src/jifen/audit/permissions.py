"""Who may look into the memory, and who may take old records out."""

from jifen.audit.states import Act
from jifen.common.actor import Actor, ActorKind
from jifen.common.decision import ALLOWED, Decision
from jifen.common.permissions import Place, Reach, Rule

INSPECT = Rule(
    Act.INSPECT,
    {
        "AUDITOR": Reach.ALL,
        "SECRETARY": Reach.OWN,
        "DISCIPLINE_COMMISSIONER": Reach.OWN,
        "ORGANIZER": Reach.TREE,
        "COUNTY_ORGANIZER": Reach.TREE,
    },
    who="本组织书记、纪检委员，上级党委组织员，或审计员",
)
EXPORT = Rule(Act.EXPORT, {"AUDITOR": Reach.ALL}, who="审计员")


def may_inspect(actor: Actor, place: Place | None) -> Decision:
    """Say whether an actor may read what was done in an organisation; without a place, in all of them."""
    return INSPECT.may(actor, place)


def may_export(actor: Actor) -> Decision:
    """Say whether an actor may export old records and take them out: the auditor, or the installation itself."""
    if actor.kind in (ActorKind.CLOCK, ActorKind.INSTALLER):
        return ALLOWED
    return EXPORT.may(actor, None)
