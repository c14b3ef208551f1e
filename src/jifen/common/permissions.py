"""Permissions are tables too: which role may do what, and how far from its own organisation.

One row serves the greyed button, the page and the action, and answers with a sentence that names who may.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jifen.common.actor import Actor, Hat
from jifen.common.decision import ALLOWED, Decision, denied
from jifen.common.labelled import LabelledEnum


class Reach(LabelledEnum):
    """How far a role's right goes from the organisation in which it is held."""

    OWN = "OWN", "本组织"
    BELOW = "BELOW", "所属下级组织"
    TREE = "TREE", "本组织和所属下级组织"
    ALL = "ALL", "全部组织"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing belongs: the organisation's opaque id, its path in the tree, and what people call it.

    `within` is the path of the organisation a group only divides: who has a right there has it in the group.
    """

    organization_id: str
    path: str
    name: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do one act: role codes with their reach; `own` adds the person concerned, for himself.

    `who` names those people in Chinese, for the sentence of refusal.
    """

    act: LabelledEnum
    roles: Mapping[str, Reach]
    who: str
    own: bool = False

    def may(self, actor: Actor, place: Place | None, *, subject_id: str = "") -> Decision:
        """Answer for an actor and the place of the thing; `subject_id` is the person concerned."""
        if self.own and actor.is_person(subject_id):
            return ALLOWED
        reach = self.roles.get(actor.role)
        if reach is not None and actor.hat is not None and _covers(reach, actor.hat, place):
            return ALLOWED
        return denied(f"“{self.act.label}”由{self.who}办理；您现在的身份是{actor.title}。")


def _covers(reach: Reach, hat: Hat, place: Place | None) -> bool:
    if reach is Reach.ALL:
        return True
    if place is None:
        return False
    own = hat.organization_id == place.organization_id or (bool(place.within) and hat.path == place.within)
    if reach is Reach.OWN:
        return own
    return hat.reaches(place.path) and (reach is Reach.TREE or not own)
