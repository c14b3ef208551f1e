"""The answer to "may this be done?": yes, or no with sentences a person can act on."""

from __future__ import annotations

from dataclasses import dataclass

from jifen.common.refusals import NotAllowed


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed when there are no reasons against; a reason is one Chinese sentence that says who may or what to do."""

    reasons: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether it is allowed."""
        return not self.reasons

    def __and__(self, other: Decision) -> Decision:
        """Both must allow; all reasons are kept."""
        return Decision(tuple(dict.fromkeys((*self.reasons, *other.reasons))))

    def __or__(self, other: Decision) -> Decision:
        """Either may allow; where neither does, all reasons are kept."""
        return ALLOWED if self or other else self & other

    @property
    def reason(self) -> str:
        """Return the reasons as one text for a greyed button; empty when allowed."""
        return "；".join(reason.rstrip("。") for reason in self.reasons) + "。" if self.reasons else ""

    def require(self) -> None:
        """Raise `NotAllowed` with the reasons when it is not allowed."""
        if self.reasons:
            raise NotAllowed(*self.reasons)


ALLOWED = Decision()


def denied(*reasons: str) -> Decision:
    """Return a refusal; at least one reason must be given (`ValueError`)."""
    if not reasons or not all(reason.strip() for reason in reasons):
        raise ValueError("a refusal needs a reason")
    return Decision(reasons)


def allowed_if(condition: bool, reason: str) -> Decision:
    """Return allowed when the condition holds, else a refusal with this reason."""
    return ALLOWED if condition else denied(reason)
