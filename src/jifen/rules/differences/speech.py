"""Values of a scheme in words, as one scheme means them: points, conditions, options, whole entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from jifen.rules.binding import environments, kinds
from jifen.rules.conditions import ConditionError, check, in_words, parse
from jifen.rules.conditions.environment import EVERYWHERE
from jifen.rules.conditions.plain import plainer
from jifen.rules.conditions.syntax import number_text
from jifen.rules.fields import FACT_FIELDS, find_choice, find_field, line_title
from jifen.rules.fields.choices import STATUSES
from jifen.rules.fieldwords import field_name, option_name, word_name
from jifen.rules.fieldwords.anatomy import identity, is_condition, is_points, is_written
from jifen.rules.model.base import Range, Rounding, Word, to_range
from jifen.rules.model.items import FactRule, Floor, Start
from jifen.rules.model.points import Ask, Between, Everything, Fixed, RowValue, Table, Unset
from jifen.rules.model.scheme import Scheme
from jifen.rules.sites import Sight

NOTHING = "没有"
SIGNED = frozenset(
    {
        "Fixed.value",
        "RowValue.points",
        "RowValue.each",
        "Per.give",
        "Slice.give",
        "Plus.points",
        "Around.at",
        "Expect.missed",
        "Repair.points",
    }
)
"""Points that one fact adds or takes."""
_UNSAID = frozenset({"title", "clause", "note", "assumed"})
_OTHERS = {
    "household.head": "户主",
    "household": "同户的其他人",
    "group": "同一党小组的其他人",
    "branch": "支部的其他人",
}
_PLAIN = {
    "Grades.by": {"ballot": "投票产生"},
    "Effect.zero": {"total": "整个积分"},
    **dict.fromkeys(("FactRule.to", "OverrideFact.to"), _OTHERS),
}
"""Names that a field takes for something else than an entry of the scheme."""
_STATUSES = {choice.code: choice.label for choice in STATUSES}


class Speaker:
    """Says the values of one scheme."""

    def __init__(self, scheme: Scheme) -> None:
        self._environment = replace(environments(scheme)[Sight.GRADED], scopes=EVERYWHERE)
        self._kinds = {choice.code: choice.label for choice in kinds(scheme)}
        parts = {part.part: part.title for part in scheme.parts}
        items = {item.item: item.title for part in scheme.parts for item in part.items}
        lines = {name: line_title(name, line.title) for name, line in scheme.total.items()}
        self._names: dict[str, dict[str, str]] = {
            "People.scored": _STATUSES,
            "People.graded": _STATUSES,
            "Item.section": {one.section: one.title for part in scheme.parts for one in part.sections},
            "Slot.part": parts,
            "Pooled.field": {name: field.heading for name, field in FACT_FIELDS.items()},
            "Grade.quota": {name: quota.title for name, quota in scheme.quotas.items()},
            **dict.fromkeys(("Grades.by", "Quota.by", "Carry.line"), parts | lines),
            "Effect.zero": parts | items,
        }

    # -- entries

    def title(self, entry: Word, key: str | None) -> str:
        """What an entry of a list or table is called: its title, else its identity or key."""
        named = getattr(entry, "title", None) or (self._kinds.get(key) if key is not None else None)
        return str(named or key or word_name(type(entry)))

    def key(self, owner: Word, key: str) -> str:
        """A key of a table: an option by its label, anything else as written."""
        field = find_field(getattr(owner, "by", None) or "")
        choice = find_choice(field.choices, key) if field else None
        return choice.label if choice else _key_words(key)

    # -- values

    def say(self, word: type[Word], field: str, value: Any) -> str:
        """Any value of a field."""
        match value:
            case None | ():
                return NOTHING
            case dict() if not value:
                return NOTHING
            case bool():
                return "是" if value else "否"
            case Fraction():
                return self._number(word, field, value)
            case str():
                return self._text(word, field, value)
            case RowValue(points=Fraction() as points) if word is Start:
                return f"{number_text(points)} 分"
            case Word():
                return self.word(value)
            case dict():
                return "、".join(self._pair(key, word, field, inner) for key, inner in value.items())
            case (Fraction() as low, Fraction() as high):
                return f"{number_text(low)} 至 {number_text(high)}{' 分' if is_points(word, field) else ''}"
            case tuple():
                return "、".join(self._listed(word, field, inner) for inner in value)
            case Range():
                return range_words(value)
            case _:
                return str(value)

    def _number(self, word: type[Word], field: str, value: Fraction) -> str:
        if f"{word.__name__}.{field}" in SIGNED:
            return award(value)
        if is_points(word, field):
            return f"{number_text(value)} 分"
        return (
            f"{number_text(value * 100)}%" if 0 < value < 1 and value * 100 % 1 == 0 else number_text(value)
        )

    def _text(self, word: type[Word], field: str, value: str) -> str:
        place = f"{word.__name__}.{field}"
        plain = _PLAIN.get(place, {}).get(value) or option_name(word, field, value)
        if plain is not None:
            return plain
        if is_condition(word, field):
            return f"“{self.condition(value)}”"
        return f"“{self._names.get(place, self._kinds).get(value, value)}”"

    def condition(self, text: str) -> str:
        """A condition in words; as written where it cannot be read."""
        try:
            node, _, problems = check(parse(text), self._environment, None)
        except ConditionError:
            return text
        return text if problems else in_words(plainer(node), self._environment)

    # -- words

    def word(self, value: Word) -> str:
        """A whole word in a few words: what it says beyond its name."""
        match value:
            case Fixed(value=points):
                return award(points)
            case Between(between=(low, high), step=step):
                every = f"，每 {number_text(step)} 分一档" if step is not None else ""
                flagged = "，超出的照计、标出来" if value.outside == "flag" else ""
                return f"{number_text(low)} 至 {number_text(high)} 分由人定{every}{flagged}"
            case Everything():
                return "整项不得分"
            case Ask(side=side, usual=usual):
                said = f"，通常 {range_words(usual)}" if usual is not None else ""
                return f"{'加' if side == 'gain' else '扣'}几分由人定{said}"
            case Unset(side=side):
                word = {"gain": "加几分", "loss": "扣几分", "either": "分值"}[side]
                return f"{word}没有定"
            case RowValue():
                return self._row(value)
            case Floor(at=at, each=each):
                return f"{number_text(at)} 分{'，每记一笔就比一次' if each else ''}"
            case Rounding(digits=digits, way=way):
                rest = "，零头归最后一项" if value.rest else ""
                kept = f"保留 {digits} 位小数" if digits else "取整数"
                return f"{option_name(Rounding, 'way', way)}，{kept}{rest}"
            case Table(by=by):
                return f"按{self.condition(by)}定：{'，'.join(self._rows(value))}"
            case _:
                return "；".join(self.summary(value)) or word_name(type(value))

    def _row(self, row: RowValue) -> str:
        said = [award(row.points)] if row.points is not None else []
        if row.each is not None:
            said.append(f"每件{award(row.each)}")
        return "，".join(
            [*said, *(["整项不得分"] if row.all else []), *(["没有定分值"] if row.unset else [])]
        )

    def _rows(self, table: Table) -> Iterator[str]:
        for key, row in table.rows.items():
            yield f"{self.key(table, key)} {self._row(row)}"
        if table.none is not None:
            yield f"{field_name(Table, 'none')} {self.say(Table, 'none', table.none)}"

    def summary(self, value: Word, besides: frozenset[str] = frozenset()) -> Iterator[str]:
        """What a word says, field by field, beside its name and the fields told elsewhere."""
        word = type(value)
        hidden = _UNSAID | besides | {identity(word) if getattr(value, "title", None) else ""}
        for name, field in word.model_fields.items():
            held = getattr(value, name)
            if (
                name in hidden
                or not is_written(word, name)
                or (not field.is_required() and held == field.default)
            ):
                continue
            called, said = field_name(word, name), self.say(word, name, held)
            if isinstance(held, bool):
                yield called if held else "停用" if name == "enabled" else f"{called}：否"
            else:
                yield (
                    f"{called}（{said}）" if isinstance(held, Word) and "：" in said else f"{called}：{said}"
                )

    def _listed(self, word: type[Word], field: str, inner: Any) -> str:
        if isinstance(inner, Word):
            name = identity(type(inner))
            title = self.title(inner, getattr(inner, name) if name else None)
            return f"“{title}”" if getattr(inner, "title", None) or name else self.word(inner)
        said = self.say(word, field, inner)
        return said.strip("“”") if said.startswith("“") and said.count("“") == 1 else said

    def _pair(self, key: str, word: type[Word], field: str, inner: Any) -> str:
        if not hasattr(inner, "title"):
            return f"{_key_words(key)} {self.say(word, field, inner)}"
        worth = f"（{self.word(inner.points)}）" if isinstance(inner, FactRule) else ""
        return f"“{self.title(inner, key)}”{worth}"


def _key_words(key: str) -> str:
    """A key that is a range, as an office says it."""
    return range_words(to_range(key)) if ".." in key else key


def award(points: Fraction) -> str:
    """What one fact does: 加 2 分, 扣 0.5 分, 0 分."""
    sign = "加 " if points > 0 else "扣 " if points < 0 else ""
    return f"{sign}{number_text(abs(points))} 分"


def range_words(bounds: Range) -> str:
    """A range as an office says it: 60（含）至 90（不含）, 90 以上（含）."""
    low = None if bounds.low is None else f"{number_text(bounds.low)}"
    high = None if bounds.high is None else f"{number_text(bounds.high)}"
    low_mark, high_mark = (
        "（不含）" if is_open else "（含）" for is_open in (bounds.low_open, bounds.high_open)
    )
    if low is None:
        return f"{high} 以下{high_mark}"
    if high is None:
        return f"{low} 以上{low_mark}"
    return low if low == high else f"{low}{low_mark}至 {high}{high_mark}"
