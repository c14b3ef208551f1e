"""What a person is to the Party, the moves between (domain §8.11, REG-20…REG-34), and dated circumstances."""

from jifen.common.labelled import LabelledEnum
from jifen.common.transitions import Machine, Transition
from jifen.orgs.states.acts import Act


class Sex(LabelledEnum):
    """GB/T 2261.1: the digits are `SEX_DIGITS` in `codes`."""

    UNKNOWN = "UNKNOWN", "未知"
    MALE = "MALE", "男"
    FEMALE = "FEMALE", "女"
    UNSTATED = "UNSTATED", "未说明"


class Standing(LabelledEnum):
    """Where a person stands on the way into, in, or out of the Party."""

    APPLICANT = "APPLICANT", "入党申请人"
    ACTIVIST = "ACTIVIST", "入党积极分子"
    DEVELOPMENT_TARGET = "DEVELOPMENT_TARGET", "发展对象"
    PROBATIONARY = "PROBATIONARY", "预备党员"
    FORMAL = "FORMAL", "正式党员"
    ACTIVIST_CANCELLED = "ACTIVIST_CANCELLED", "已取消积极分子资格"
    PROBATION_CANCELLED = "PROBATION_CANCELLED", "已取消预备党员资格"
    SUSPENDED = "SUSPENDED", "停止党籍"
    LEFT = "LEFT", "已退党或除名"
    EXPELLED = "EXPELLED", "已开除党籍"
    DECEASED = "DECEASED", "已去世"


class LeavingKind(LabelledEnum):
    """How a membership ended otherwise than by expulsion or death (REG-23, REG-24)."""

    WITHDRAWN = "WITHDRAWN", "本人要求退党"
    ADVISED = "ADVISED", "劝其退党"
    REMOVED = "REMOVED", "除名"
    SELF_DEPARTURE = "SELF_DEPARTURE", "自行脱党除名"


MEMBERS = frozenset({Standing.PROBATIONARY, Standing.FORMAL})
ON_THE_WAY = frozenset({Standing.APPLICANT, Standing.ACTIVIST, Standing.DEVELOPMENT_TARGET})
ON_ROSTER = MEMBERS | ON_THE_WAY
"""Who stands on the roster of a branch: members and those on the way to it."""
OFF_ROSTER = frozenset(Standing) - ON_ROSTER

_S = Standing
_BRANCH, _ASSEMBLY, _SUPERIOR = "支部委员会", "支部党员大会，报上级党委批准", "上级党委"
STANDING = Machine(
    "人员类别",
    Standing,
    (
        Transition(Act.ENTER_PERSON, None, _S.APPLICANT, "党支部"),
        Transition(Act.ENTER_PERSON, _S.ACTIVIST_CANCELLED, _S.APPLICANT, "党支部"),
        Transition(Act.ENTER_PERSON, _S.PROBATION_CANCELLED, _S.APPLICANT, "党支部"),
        Transition(Act.ACCEPT_ACTIVIST, _S.APPLICANT, _S.ACTIVIST, _BRANCH),
        Transition(Act.LIST_TARGET, _S.ACTIVIST, _S.DEVELOPMENT_TARGET, _BRANCH),
        Transition(Act.CANCEL_ACTIVIST, _S.ACTIVIST, _S.ACTIVIST_CANCELLED, _BRANCH),
        Transition(Act.CANCEL_ACTIVIST, _S.DEVELOPMENT_TARGET, _S.ACTIVIST_CANCELLED, _BRANCH),
        Transition(Act.ADMIT, _S.DEVELOPMENT_TARGET, _S.PROBATIONARY, _ASSEMBLY),
        Transition(Act.EXTEND_PROBATION, _S.PROBATIONARY, _S.PROBATIONARY, _ASSEMBLY),
        Transition(Act.CONVERT, _S.PROBATIONARY, _S.FORMAL, _ASSEMBLY),
        Transition(Act.CANCEL_PROBATION, _S.PROBATIONARY, _S.PROBATION_CANCELLED, _ASSEMBLY),
        Transition(Act.SUSPEND, _S.PROBATIONARY, _S.SUSPENDED, _SUPERIOR),
        Transition(Act.SUSPEND, _S.FORMAL, _S.SUSPENDED, _SUPERIOR),
        Transition(Act.RESTORE, _S.SUSPENDED, _S.FORMAL, _SUPERIOR),
        Transition(Act.LEAVE, _S.PROBATIONARY, _S.LEFT, _ASSEMBLY),
        Transition(Act.LEAVE, _S.FORMAL, _S.LEFT, _ASSEMBLY),
        Transition(Act.LEAVE, _S.SUSPENDED, _S.LEFT, _ASSEMBLY),
        Transition(Act.EXPEL, _S.FORMAL, _S.EXPELLED, _SUPERIOR),
        Transition(Act.RECORD_DEATH, _S.APPLICANT, _S.DECEASED, "党支部"),
        Transition(Act.RECORD_DEATH, _S.ACTIVIST, _S.DECEASED, "党支部"),
        Transition(Act.RECORD_DEATH, _S.DEVELOPMENT_TARGET, _S.DECEASED, "党支部"),
        Transition(Act.RECORD_DEATH, _S.PROBATIONARY, _S.DECEASED, "党支部"),
        Transition(Act.RECORD_DEATH, _S.FORMAL, _S.DECEASED, "党支部"),
        Transition(Act.RECORD_DEATH, _S.SUSPENDED, _S.DECEASED, "党支部"),
    ),
)


class CircumstanceKind(LabelledEnum):
    """What may hold of a person for a time, beside his standing."""

    MIGRANT = "MIGRANT", "流动党员"
    NO_HARD_REQUIREMENT = "NO_HARD_REQUIREMENT", "不作硬性要求"
    FRAIL = "FRAIL", "老弱病残"
    VILLAGE_CADRE = "VILLAGE_CADRE", "村“两委”干部"
    LOST_CONTACT = "LOST_CONTACT", "失去联系"
    ABROAD = "ABROAD", "出国（境）"


class Measure(LabelledEnum):
    """The five disciplinary measures (REG-20)."""

    WARNING = "WARNING", "警告"
    SERIOUS_WARNING = "SERIOUS_WARNING", "严重警告"
    REMOVAL_FROM_POST = "REMOVAL_FROM_POST", "撤销党内职务"
    PROBATION_WITHIN_PARTY = "PROBATION_WITHIN_PARTY", "留党察看"
    EXPULSION = "EXPULSION", "开除党籍"


EFFECT_MONTHS = {Measure.WARNING: 12, Measure.SERIOUS_WARNING: 18, Measure.REMOVAL_FROM_POST: 24}
"""Months a measure takes effect from its approval (REG-20); 留党察看 says its own, 开除 has none."""

NO_VOTE = frozenset({Measure.PROBATION_WITHIN_PARTY})
"""Measures under which there is no right to vote (REG-04)."""


class BondKind(LabelledEnum):
    """Who is named to stand by a person."""

    INTRODUCER = "INTRODUCER", "入党介绍人"
    CULTIVATION_CONTACT = "CULTIVATION_CONTACT", "培养联系人"
    HELPER = "HELPER", "帮扶人"
    MIGRANT_LIAISON = "MIGRANT_LIAISON", "流动党员联系人"


BOND_NEEDS: dict[BondKind, tuple[int, frozenset[Standing]]] = {
    BondKind.INTRODUCER: (2, ON_THE_WAY | MEMBERS),
    BondKind.CULTIVATION_CONTACT: (2, ON_THE_WAY),
    BondKind.HELPER: (2, MEMBERS),
    BondKind.MIGRANT_LIAISON: (1, MEMBERS),
}
"""Kind → how many at one time at most, and whom they may be named for (REG-30, S3 帮扶)."""
