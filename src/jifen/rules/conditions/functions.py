"""The closed list of functions: their names, what they take and what they give."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from jifen.rules.fields import Choice, FieldType
from jifen.rules.fields.choices import TABLE_ENDS


class Parameter(Enum):
    """What an argument must be."""

    NUMBER = auto()
    DATE = auto()
    ANY = auto()
    KIND = auto()
    SCORED = auto()
    QUANTITY = auto()
    BACK = auto()


@dataclass(frozen=True, slots=True)
class Named:
    """An optional argument with a name and a fixed choice of values, as in `from: bottom`."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """One function: `args` must be there, `rest` may follow repeatedly, `usage` is a pattern to copy."""

    name: str
    labels: tuple[str, ...]
    args: tuple[Parameter, ...]
    result: FieldType
    usage: str
    rest: Parameter | None = None
    named: tuple[Named, ...] = ()


SPANS = (
    Choice("day", "日"),
    Choice("week", "周"),
    Choice("month", "月"),
    Choice("quarter", "季度", ("季",)),
    Choice("half", "半年"),
    Choice("calendar_year", "年", ("年度",)),
)

_FROM = Named("from", "从", TABLE_ENDS)
_PER = Named("per", "每", SPANS)
_NUMBER, _POINTS, _FLAG = FieldType.NUMBER, FieldType.POINTS, FieldType.FLAG
_ANY, _DATE, _KIND = Parameter.ANY, Parameter.DATE, Parameter.KIND
_MANY = (Parameter.NUMBER, Parameter.NUMBER)

FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in (
        # Facts in force of these kinds; with `per` the largest figure of any one such span of the period.
        Function("count", ("次数",), (_KIND,), _NUMBER, "count(事项, 事项)", _KIND, (_PER,)),
        # A quantity added over facts in force (of these kinds); with `per` the largest sum of any one such span.
        Function("sum", ("合计",), (Parameter.QUANTITY,), _NUMBER, "sum(数量, 事项)", _KIND, (_PER,)),
        # Credited points of a part, an item or a kind.
        Function("points", ("得分",), (Parameter.SCORED,), _POINTS, "points(大项、小项或事项)"),
        # Exact fraction a of b; unknown when b is 0.
        Function("share", ("占比",), _MANY, _NUMBER, "share(部分, 全部)"),
        # Whole days from the first date to the second.
        Function("days", ("天数", "相隔天数"), (_DATE, _DATE), _NUMBER, "days(起始日期, 截止日期)"),
        # Exact months: 31 January to 31 July is 6, one day more is more than 6 (rules.period.exact_months).
        Function("months", ("月数", "相隔月数"), (_DATE, _DATE), _NUMBER, "months(起始日期, 截止日期)"),
        # Age of the member in whole years on a given day; without brackets, on the reference day.
        Function("age", ("年龄", "周岁"), (_DATE,), _NUMBER, "age(日期)"),
        # A value of n periods ago; unknown where there was none.
        Function("prior", ("往期",), (Parameter.BACK,), _NUMBER, "prior(1).score"),
        # Present run of consecutive spans (months, or as `per` says) with a fact of this kind.
        Function("streak", ("连续次数",), (_KIND,), _NUMBER, "streak(事项)", None, (_PER,)),
        Function("min", ("最小",), _MANY, _NUMBER, "min(数, 数)", Parameter.NUMBER),
        Function("max", ("最大",), _MANY, _NUMBER, "max(数, 数)", Parameter.NUMBER),
        # Whether a value is missing: the only way to ask about it.
        Function("unknown", ("不详", "未知"), (_ANY,), _FLAG, "unknown(名称)"),
        Function("known", ("已知",), (_ANY,), _FLAG, "known(名称)"),
        # Place in the pool (1, 2, 2, 4), mean and best of the pool.
        Function("pool.rank", ("排名",), _MANY[:1], _NUMBER, "pool.rank(积分)", None, (_FROM,)),
        Function("pool.mean", ("同组平均",), _MANY[:1], _NUMBER, "pool.mean(积分)"),
        Function("pool.best", ("同组最高",), _MANY[:1], _NUMBER, "pool.best(积分)", None, (_FROM,)),
    )
}

_BY_WORD = {word: function for function in FUNCTIONS.values() for word in (function.name, *function.labels)}


def find_function(word: str) -> Function | None:
    """Return the function called `word`, by dotted name or Chinese label, else None."""
    return _BY_WORD.get(word)


def function_words() -> tuple[str, ...]:
    """Return every name and label of a function, for suggestions."""
    return tuple(_BY_WORD)
