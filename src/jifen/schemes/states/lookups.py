"""What a condition of a 办法 sees of a member on a day, from what the roster knows; everything else is unknown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jifen.orgs.states.people import CircumstanceKind, Measure, Standing
from jifen.orgs.states.roles import Role
from jifen.rules.conditions.evaluate import UNKNOWN, Answer, evaluate
from jifen.rules.conditions.syntax import Call, Name, Node
from jifen.rules.period import age_on

_MEASURES = {Measure.REMOVAL_FROM_POST: "removal_from_party_post"}
_ROLES = {Role.SECRETARY: "branch_secretary"}


def role_code(role: Role) -> str:
    """Return the word of the language for an office."""
    return _ROLES.get(role, role.value.lower())


def discipline_code(measure: Measure) -> str:
    """Return the word of the language for a disciplinary measure."""
    return _MEASURES.get(measure, measure.value.lower())


@dataclass(frozen=True, slots=True)
class MemberOnDay:
    """A member as conditions see him. `ages_on`: the day ages in tiers refer to (AMB-19).

    A circumstance that nobody registered does not hold: who is not registered as frail is well.
    """

    standing: Standing | None
    circumstances: frozenset[CircumstanceKind]
    measures: frozenset[Measure]
    roles: frozenset[Role]
    born_on: date | None
    ages_on: date

    def holds(self, node: Node) -> bool | None:
        """Say whether a condition holds; None where the roster does not know."""
        found = evaluate(node, self._look)
        return None if found is UNKNOWN else bool(found)

    def _look(self, node: Name | Call) -> Answer:
        if isinstance(node, Call):
            day = evaluate(node.args[0], self._look) if node.name == ("age",) else UNKNOWN
            return self._age(day) if isinstance(day, date) else UNKNOWN
        return self._field(".".join(node.path))

    def _field(self, name: str) -> Answer:
        kinds = self.circumstances
        match name:
            case "status":
                return UNKNOWN if self.standing is None else self.standing.value.lower()
            case "village_cadre":
                return CircumstanceKind.VILLAGE_CADRE in kinds
            case "residence":
                away = kinds & {CircumstanceKind.MIGRANT, CircumstanceKind.ABROAD}
                return "away" if away else "home"
            case "health":
                frail = kinds & {CircumstanceKind.FRAIL, CircumstanceKind.NO_HARD_REQUIREMENT}
                return "frail" if frail else "well"
            case "birth_date":
                return self.born_on or UNKNOWN
            case "age":
                return self._age(self.ages_on)
            case "role":
                return frozenset(map(role_code, self.roles))
            case "discipline":
                return frozenset(map(discipline_code, self.measures))
            case "exempt":
                return False
            case _:
                return UNKNOWN

    def _age(self, day: date) -> Answer:
        return UNKNOWN if self.born_on is None else Fraction(age_on(self.born_on, day))


def tier_of(member: MemberOnDay, tiers: Collection[tuple[str, str, Node | None]]) -> tuple[str, bool]:
    """Return the first tier whose condition holds, and whether that is sure: an earlier one may be unknown."""
    for code, _, when in tiers:
        holds = True if when is None else member.holds(when)
        if holds is None:
            return "", False
        if holds:
            return code, True
    return "", not tiers
