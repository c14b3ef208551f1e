"""Acts on people."""

from jifen.orgs.actions.people.entering import enter_person

__all__ = ["enter_person"]
