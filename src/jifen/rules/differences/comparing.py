"""Walks two schemes side by side, every field of every word, and tells each value that is not the same.

Knows only a few words by name: what is written here holds for words that are added to the language later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from jifen.rules.conditions.words import join
from jifen.rules.differences.difference import Change, Difference
from jifen.rules.differences.directions import direction, mark, presence
from jifen.rules.differences.pairing import Key, Pairs, keyed, moved_items, pair, pair_in_turn
from jifen.rules.differences.speech import NOTHING, Speaker
from jifen.rules.fieldwords import field_name, file_name, word_name
from jifen.rules.fieldwords.anatomy import identity, is_condition
from jifen.rules.model.base import Rounding, Word
from jifen.rules.model.items import Floor, InForce, Item
from jifen.rules.model.points import Ask, Between, Everything, Fixed, RowValue, Unset
from jifen.rules.model.scheme import Scheme
from jifen.rules.model.totals import Term

_SAID_WHOLE = (Fixed, Between, Everything, Ask, Unset, RowValue, Floor, Rounding, InForce, Term)
"""Words so short that they are told whole, before and after; ``Speaker.word`` says all there is in them."""
_TOLD_WHOLE = frozenset({"window", "share"})
"""Lists whose places mean something."""


def compare_schemes(before: Scheme, after: Scheme) -> list[Difference]:
    """Tell everything that differs between two schemes, in the order of the language.

    Entries are found by their identity, in whatever order they stand; a new order is told once. The list is
    empty only for schemes that say the same.
    """
    comparer = _Comparer(before, after)
    comparer.words(before, after, _Place())
    comparer.moves(before, after)
    return comparer.found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands, in names and in words, with the clauses and the condition on members around it."""

    path: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    clause: str | None = None
    whom: str | None = None

    def into(self, step: str, words: str | None = None) -> _Place:
        return replace(self, path=(*self.path, step)).named(words)

    def named(self, words: str | None) -> _Place:
        return replace(self, words=(*self.words, words)) if words else self

    def under(self, *entries: Any) -> _Place:
        """Under the clause of the first of these that has one."""
        clauses = (getattr(entry, "clause", None) for entry in entries)
        return replace(self, clause=next((clause for clause in clauses if clause), self.clause))


class _Comparer:
    def __init__(self, before: Scheme, after: Scheme) -> None:
        self.found: list[Difference] = []
        self.old, self.new = Speaker(before), Speaker(after)
        self.moved = moved_items(before, after)

    def tell(
        self, change: Change, at: _Place, text: str, before: str | None = None, after: str | None = None
    ) -> None:
        self.found.append(Difference(change, at.path, at.words, text, before, after, at.clause, at.whom))

    def moves(self, before: Scheme, after: Scheme) -> None:
        """Items that stand in another part now, with what else is different about them."""
        for part, old, new_part, new in self.moved.values():
            place = _Place(("parts", new_part.part, "items", new.item), (f"{word_name(Item)}“{new.title}”",))
            text = f"从大项“{part.title}”移到大项“{new_part.title}”"
            self.tell(Change.MOVED, place.under(new, old), text, part.title, new_part.title)
            self.words(old, new, place)

    # -- words

    def words(self, before: Word, after: Word, at: _Place) -> None:
        """Compare two words of the same type field by field."""
        word, around = type(before), at.whom
        at = at.under(after, before)
        members = getattr(after, "members", None)
        if members is not None and is_condition(word, "members"):
            own = self.new.condition(members)
            at = replace(at, whom=f"{around}，并且{own}" if around else own)
        for name in word.model_fields:
            old, new = getattr(before, name), getattr(after, name)
            if old != new:
                inner = at.into(file_name(word, name))
                if name == "members":
                    inner = replace(inner, whom=around)
                self.field(before, after, name, replace(inner, clause=None) if name == "clause" else inner)

    def field(self, before: Word, after: Word, name: str, at: _Place) -> None:
        word, old, new = type(before), getattr(before, name), getattr(after, name)
        match old, new:
            case dict(), dict():
                pairs = pair({(key, 0): old[key] for key in old}, {(key, 0): new[key] for key in new})
                self.entries(before, after, name, pairs, at)
            case tuple(), tuple():
                if any(isinstance(entry, Word) for entry in (*old, *new)):
                    self.listed(before, after, name, at)
                else:
                    self.plain_list(word, name, at, old, new)
            case Word(), Word() if type(old) is type(new) and not isinstance(old, _SAID_WHOLE):
                self.words(old, new, at if name == "points" else at.named(field_name(word, name)))
            case _:
                self.value(word, name, at, old, new)

    # -- single values

    def value(self, word: type[Word], name: str, at: _Place, old: Any, new: Any) -> None:
        called, before, after = field_name(word, name), *self.said(word, name, old, new)
        switched = mark(word, name, new) if isinstance(new, bool) else None
        if switched is not None:
            self.tell(switched[0], at, switched[1], before, after)
        elif old is None:
            self.tell(presence(name, True), at, f"新增{called}：{after}", None, after)
        elif new is None:
            self.tell(presence(name, False), at, f"取消{called}，原为 {before}", before, None)
        elif before == after:
            text = f"{called}换了写法，意思一样：原来写“{old}”，现在写“{new}”"
            self.tell(Change.CHANGED, at, text, str(old), str(new))
        elif name in ("title", identity(word)):
            self.tell(Change.RENAMED, at, join(called, "由", before, "改为", after), before, after)
        else:
            self.directed(word, name, at, called, old, new)

    def directed(self, word: type[Word], name: str, at: _Place, called: str, old: Any, new: Any) -> None:
        """A value before and after, and which way it went."""
        before, after = self.said(word, name, old, new)
        change, way = direction(word, name, old, new)
        said = join(called, "由", _apart(before), "改为", _apart(after))
        self.tell(change, at, f"{said}，{way}" if way else said, before, after)

    def said(self, word: type[Word], name: str, old: Any, new: Any) -> tuple[str, str]:
        return self.old.say(word, name, old), self.new.say(word, name, new)

    def plain_list(self, word: type[Word], name: str, at: _Place, old: Any, new: Any) -> None:
        called, before, after = field_name(word, name), *self.said(word, name, old, new)
        gone = tuple(one for one in old if one not in new)
        come = tuple(one for one in new if one not in old)
        if before == NOTHING:
            self.tell(presence(name, True), at, f"新增{called}：{after}", None, after)
        elif after == NOTHING:
            self.tell(presence(name, False), at, f"取消{called}，原为 {before}", before, None)
        elif name in _TOLD_WHOLE or not all(isinstance(one, str) for one in (*old, *new)):
            self.tell(Change.CHANGED, at, join(called, "由", before, "改为", after), before, after)
        elif not gone and not come:
            self.tell(Change.REORDERED, at, join(called, "的先后由", before, "改为", after), before, after)
        else:
            pieces = [f"增加{self.new.say(word, name, come)}"] if come else []
            pieces += [f"去掉{self.old.say(word, name, gone)}"] if gone else []
            change = Change.CHANGED if come and gone else Change.ADDED if come else Change.DROPPED
            self.tell(change, at, f"{called}{'，'.join(pieces)}，现在是{after}", before, after)

    # -- lists and tables of entries

    def listed(self, before: Word, after: Word, name: str, at: _Place) -> None:
        old, new = keyed(getattr(before, name)), keyed(getattr(after, name))
        called = field_name(type(before), name)
        if old is None or new is None:
            pairs = pair_in_turn(getattr(before, name), getattr(after, name))
            if not any(pairs):
                self.tell(Change.REORDERED, at, f"{called}的先后换了，内容没有变")
        else:
            pairs = pair(old, new)
            was, now = [key for key in old if key in new], [key for key in new if key in old]
            if was != now:
                first = "、".join(self.old.title(old[key], key[0]) for key in was)
                second = "、".join(self.new.title(new[key], key[0]) for key in now)
                text = f"{called}的先后由“{first}”改为“{second}”"
                self.tell(Change.REORDERED, at, text, first, second)
        self.entries(before, after, name, pairs, at)

    def entries(self, before: Word, after: Word, name: str, pairs: Pairs, at: _Place) -> None:
        word = type(before)
        for old_key, new_key, old, new in pairs.same:
            inner = at.into(new_key[0], self.called(after, name, new_key, new, self.new))
            if old_key != new_key and isinstance(getattr(before, name), dict):
                was, now = self.old.key(before, old_key[0]), self.new.key(after, new_key[0])
                self.tell(Change.RENAMED, inner.under(new, old), f"由“{was}”改写为“{now}”", was, now)
            if old == new:
                continue
            if isinstance(old, Word) and type(old) is type(new) and not isinstance(old, _SAID_WHOLE):
                self.words(old, new, inner)
            else:
                self.directed(word, name, inner, "", old, new)
        for key, old in pairs.dropped:
            if not (isinstance(old, Item) and old.item in self.moved):
                called, said = self.called(before, name, key, old, self.old), self.old.say(word, name, old)
                inner = at.into(key[0]).under(old)
                self.tell(presence(name, False), inner, f"取消{called}，原为：{said}", said, None)
        for key, new in pairs.added:
            if not (isinstance(new, Item) and new.item in self.moved):
                called, said = self.called(after, name, key, new, self.new), self.new.say(word, name, new)
                inner = at.into(key[0]).under(new)
                self.tell(presence(name, True), inner, f"新增{called}：{said}", None, said)

    def called(self, owner: Word, name: str, key: Key, entry: Any, speaker: Speaker) -> str:
        """An entry in words: 小项“参加组织生活”, “县区级”, 限额第 2 条."""
        held = getattr(owner, name)
        if isinstance(entry, _SAID_WHOLE) or not isinstance(entry, Word):
            return f"“{speaker.key(owner, key[0])}”"
        if isinstance(held, dict) or identity(type(entry)) or getattr(entry, "title", None):
            return f"{word_name(type(entry))}“{speaker.title(entry, key[0])}”"
        return f"{word_name(type(entry))}第 {key[0]} 条" if len(held) > 1 else word_name(type(entry))


def _apart(said: str) -> str:
    """A value that is itself a sentence in quotation marks."""
    return f"“{said}”" if not said.startswith("“") and any(sign in said for sign in "，：由") else said
