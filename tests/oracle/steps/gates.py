"""Whether a figure is valid at all: the conditions under `gate`, all of one place together."""

from __future__ import annotations

from fractions import Fraction

from jifen.rules.model.items import Gate
from tests.oracle.asking import Scope, ask
from tests.oracle.book import Desk
from tests.oracle.three_valued import Unknown, unknown_of


def through(desk: Desk, gates: tuple[Gate, ...], scope: Scope) -> object:
    """None: valid. Else no result, a question, or nothing (0): the first of these that some gate gives."""
    asked = [(gate.otherwise, ask(gate.gate, scope)) for gate in gates]
    if any(isinstance(holds, Unknown) for _, holds in asked):
        desk.questions.add("gate_unknown")
    if ("no_result", False) in asked:
        return Unknown(frozenset({"no_result"}))
    if any(isinstance(holds, Unknown) for _, holds in asked):
        return Unknown()
    return Fraction(0) if ("zero", False) in asked else None


def gated(value: object, found: object) -> object:
    """A value under what its gates say; all reasons why nobody can tell it stay together."""
    if isinstance(found, Unknown):
        return unknown_of((found, value))
    return value if found is None else found
