"""How somebody takes part in a points year, and where his base comes from."""

from jifen.common.labelled import LabelledEnum
from jifen.orgs.states.people import Standing


class BaseSource(LabelledEnum):
    """Where the base of a year comes from (AMB-29, AMB-31, AMB-36)."""

    DEFAULT = "DEFAULT", "办法规定"
    TIER = "TIER", "按层次"
    CARRIED = "CARRIED", "上年结转"
    PRO_RATA = "PRO_RATA", "按月折算"
    ENTERED = "ENTERED", "组织认定"
    NONE = "NONE", "没有基础分"


class HolidayKind(LabelledEnum):
    """What a day of a holiday arrangement is."""

    OFF = "OFF", "放假"
    WORK = "WORK", "上班"


STANDING_OF: dict[str, Standing] = {standing.value.lower(): standing for standing in Standing}
"""The status a scheme names → the standing of the roster."""
