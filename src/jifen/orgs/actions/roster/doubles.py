"""Rows of one file that say the same person twice."""

from __future__ import annotations

from dataclasses import dataclass, field

from jifen.orgs.actions.roster.values import Wish
from jifen.orgs.models import Person


@dataclass(slots=True)
class Doubles:
    """What the rows before have used up: identity numbers, member numbers, names and people, each with its row."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _member_nos: dict[tuple[str, str], int] = field(default_factory=dict)
    _names: dict[tuple[str, str, str], tuple[int, bool]] = field(default_factory=dict)
    _people: dict[str, int] = field(default_factory=dict)

    def note(self, wish: Wish) -> None:
        """Blame a row for what a row before says too. Rows of one name are told apart by numbers or by a mark."""
        branch = wish.branch.id if wish.branch else ""
        if wish.id_index and (first := self._numbers.setdefault(wish.id_index, wish.row)) != wish.row:
            wish.blame(
                "id_no", "twice", f"与第{first}行的身份证号相同", "重复的请删去一行；填错的请改正", "*" * 18
            )
            return
        if wish.member_no:
            first = self._member_nos.setdefault((branch, wish.member_no), wish.row)
            if first != wish.row:
                remedy = "每名党员的编号不能相同，请改正"
                wish.blame("member_no", "twice", f"与第{first}行的党员编号相同", remedy, wish.member_no)
        known = bool(wish.id_index)
        first, all_known = self._names.get((branch, wish.name, wish.mark), (wish.row, True))
        if first != wish.row and not (known and all_known):
            remedy = "重复的请删去一行；是两个人的，请都填身份证号，或在“同名区分”列分别填写（例如：大、小）"
            wish.blame("name", "twice", f"与第{first}行同名，分不清", remedy, wish.name)
        self._names[branch, wish.name, wish.mark] = (first, known and all_known)

    def take(self, wish: Wish, person: Person) -> None:
        """Blame a row that means a person whom a row before means."""
        first = self._people.setdefault(str(person.pk), wish.row)
        if first != wish.row:
            remedy = "重复的请删去一行；是两个人的，请填写身份证号"
            wish.blame("name", "twice", f"与第{first}行是同一位同志", remedy, wish.name)
