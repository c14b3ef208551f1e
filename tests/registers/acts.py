"""What the stories of this room do again and again."""

from datetime import date
from typing import Any

from jifen.registers import actions
from jifen.registers.actions import About, Filled
from jifen.registers.models import Occasion, RegisterLine
from jifen.registers.states.kinds import OccasionKind, Said
from tests.cast import NOW, Cast

FEBRUARY = date(2026, 2, 28)
SEEN = date(2026, 3, 5)


def begin(
    cast: Cast, kind: OccasionKind = OccasionKind.DUES, who: str = "recorder", **about: Any
) -> Occasion:
    """Begin a register of 青山村; the dues of February unless told otherwise."""
    given = {"on": FEBRUARY if kind is OccasionKind.DUES else SEEN, "title": "三月份的一件事", **about}
    return actions.begin_occasion(
        actor=cast.actor(who), at=NOW, branch_id=cast.organization().pk, kind=kind, about=About(**given)
    )


def fill(
    cast: Cast, occasion: Occasion, who: str = "recorder", reason: str = "", **said: Said | Filled
) -> Occasion:
    """Say something of people, by their keys."""
    filled = {
        str(cast.person(key).pk): one if isinstance(one, Filled) else Filled(one) for key, one in said.items()
    }
    fresh = Occasion.objects.get(pk=occasion.pk)
    return actions.fill_occasion(
        actor=cast.actor(who),
        at=NOW,
        occasion_id=fresh.pk,
        version=fresh.version,
        filled=filled,
        reason=reason,
    )


def line_of(cast: Cast, occasion: Occasion, key: str) -> RegisterLine:
    """Return what stands of somebody."""
    return RegisterLine.objects.exclude(state="STRUCK").get(occasion=occasion, person=cast.person(key))
