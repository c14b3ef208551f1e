"""The way of a version from draft to superseded (domain §8.15)."""

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.schemes.states.acts import Act


class VersionState(LabelledEnum):
    """How far a version is."""

    DRAFT = "DRAFT", "草稿"
    VALIDATED = "VALIDATED", "已定稿，待表决"
    ADOPTED = "ADOPTED", "已通过"
    APPROVED = "APPROVED", "上级已批准"
    IN_FORCE = "IN_FORCE", "施行"
    SUPERSEDED = "SUPERSEDED", "已停止施行"
    WITHDRAWN = "WITHDRAWN", "已撤回"


_S = VersionState
OPEN = frozenset({_S.DRAFT, _S.VALIDATED})
"""Whose text may still change."""
IN_THE_MAKING = frozenset({_S.DRAFT, _S.VALIDATED, _S.ADOPTED, _S.APPROVED})
"""One at most of each scheme: two drafts of one 办法 would be taken for each other."""
HELD = frozenset({_S.IN_FORCE, _S.SUPERSEDED})
"""Which held, or hold, from a day on."""
PASSED = frozenset({_S.ADOPTED, _S.APPROVED, *HELD})
"""Whose text is rule: it is shown to all below, and never changes."""

_BRANCH, _ASSEMBLY, _SUPERIOR = "支部委员会", "支部党员大会（党委的办法由党委）", "上级党委"
VERSION = Machine(
    "办法",
    VersionState,
    (
        Transition(Act.START_SCHEME, None, _S.DRAFT, _BRANCH),
        Transition(Act.START_VERSION, None, _S.DRAFT, _BRANCH),
        Transition(Act.CHANGE_VALUES, None, _S.DRAFT, _BRANCH),
        Transition(Act.SAVE_DRAFT, _S.DRAFT, _S.DRAFT, _BRANCH),
        Transition(Act.SAVE_DRAFT, _S.VALIDATED, _S.DRAFT, _BRANCH),
        Transition(Act.CHANGE_VALUES, _S.DRAFT, _S.DRAFT, _BRANCH),
        Transition(Act.CHANGE_VALUES, _S.VALIDATED, _S.DRAFT, _BRANCH),
        Transition(Act.VALIDATE_VERSION, _S.DRAFT, _S.VALIDATED, _BRANCH),
        Transition(Act.ADOPT_VERSION, _S.VALIDATED, _S.ADOPTED, _ASSEMBLY),
        Transition(Act.APPROVE_VERSION, _S.ADOPTED, _S.APPROVED, _SUPERIOR),
        Transition(Act.PUT_IN_FORCE, _S.ADOPTED, _S.IN_FORCE, _BRANCH),
        Transition(Act.PUT_IN_FORCE, _S.APPROVED, _S.IN_FORCE, _BRANCH),
        Transition(Act.SUPERSEDE_VERSION, _S.IN_FORCE, _S.SUPERSEDED, _ASSEMBLY),
        Transition(Act.WITHDRAW_VERSION, _S.DRAFT, _S.WITHDRAWN, _BRANCH),
        Transition(Act.WITHDRAW_VERSION, _S.VALIDATED, _S.WITHDRAWN, _BRANCH),
        Transition(Act.WITHDRAW_VERSION, _S.ADOPTED, _S.WITHDRAWN, _BRANCH),
        Transition(Act.WITHDRAW_VERSION, _S.APPROVED, _S.WITHDRAWN, _BRANCH),
    ),
)
"""`PUT_IN_FORCE` from adopted is for those that need no approval: the action asks."""
