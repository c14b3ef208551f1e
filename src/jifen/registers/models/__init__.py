"""Tables of this room. No verbs."""

from jifen.registers.models.occasions import Occasion, RegisterLine

__all__ = ["Occasion", "RegisterLine"]
