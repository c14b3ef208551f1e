"""Refusals: what a room raises when it will not do what it was asked. Doors turn each kind into an answer.

An error of a room derives from one of these and names the obstacle (`NoticeStillOpen`).
"""

from __future__ import annotations


class Refused(Exception):
    """Not done, and nothing changed; `reasons` are whole Chinese sentences a person can act on."""

    def __init__(self, *reasons: str) -> None:
        """Take at least one reason (`ValueError`)."""
        if not reasons:
            raise ValueError(f"{type(self).__name__}: a refusal needs a reason")
        super().__init__(*reasons)
        self.reasons = reasons

    def __str__(self) -> str:
        """Return the reasons one after the other."""
        return " ".join(self.reasons)


class NotFound(Refused):
    """There is no such thing, or it is not visible to this actor: the two look the same."""

    def __init__(self, *reasons: str) -> None:
        """Say the same sentence whatever the cause, unless told otherwise."""
        super().__init__(*(reasons or ("没有找到这一页，或者您现在的身份看不到它。",)))


class NotAllowed(Refused):
    """Seen, but not this actor's to do."""


class NotNow(Refused):
    """The state does not allow the act, or somebody else was faster."""


class Blocked(Refused):
    """Something must be done, entered or mended first; all obstacles are named at once."""


class Invalid(Blocked):
    """Fields of a form are wrong: `fields` maps each field's name to its sentences."""

    def __init__(self, **fields: str) -> None:
        """Take one sentence per field."""
        super().__init__(*fields.values())
        self.fields = dict(fields)
