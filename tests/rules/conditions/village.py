"""The scheme of an invented village branch, as far as its conditions need it."""

from jifen.rules.conditions import Environment, Problem, check, parse
from jifen.rules.conditions.syntax import Node
from jifen.rules.fields import Choice, Field, FieldType

VILLAGE = Environment(
    kinds=(Choice("late", "迟到"), Choice("absent", "缺席"), Choice("good_deed", "好人好事")),
    items=(Choice("base.duty", "带头履行义务"), Choice("help", "热心帮助")),
    parts=(Choice("base", "基础分"), Choice("incentive", "激励分"), Choice("help", "帮扶")),
    lines=(Choice("raw", "原始合计"), Choice("converted", "折算后")),
    quotas=(Choice("bottom", "末五名"),),
    tiers=(Choice("1", "第一层次"), Choice("2", "第二层次")),
    grades=(Choice("优秀", "优秀"), Choice("合格", "合格"), Choice("不合格", "不合格")),
    names=(
        Field("finding.good_reason", ("有正当理由",), FieldType.FLAG, "member"),
        Field("party_household", ("党员户",), FieldType.FLAG, "member"),
        Field("measure.exam", ("党章考试",), FieldType.NUMBER, "context"),
        Field("relation.helper", ("帮扶人",), FieldType.TEXT, "member"),
    ),
    choices={"option": (Choice("done", "完成"), Choice("half", "完成一半"))},
)


def resolve(text: str, env: Environment = VILLAGE) -> Node:
    """Parse and check a condition that has no problems."""
    node, _, problems = check(parse(text), env, None)
    assert problems == []
    return node


def problems_of(text: str, env: Environment = VILLAGE) -> list[Problem]:
    """Parse a condition and return what the check reports."""
    return check(parse(text), env, None)[2]
