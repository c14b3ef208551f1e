"""Facts and members as sorted columns: what the engine reads.

Text and options are codes of one ``Vocabulary`` per run. Days are int32 day numbers (1970-01-01 = 0), numbers
int64 hundredths, flags 0/1; the smallest value of a type means "missing".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from jifen.engine.vectors import Array

NUMBER_DEN = 100


class Vocabulary:
    """Words of one run, each with a code of its own (0 …)."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._codes: dict[str, int] = {}
        self._lock = Lock()

    def code(self, word: str) -> int:
        """The code of a word, new if it was not there."""
        code = self._codes.get(word)
        if code is None:
            with self._lock:  # two batches may meet a new word at the same time
                code = self._codes.get(word)
                if code is None:
                    self.words.append(word)
                    code = self._codes[word] = len(self.words) - 1
        return code

    def holding(self, word: str) -> Array:
        """For every code: is it this word, or a list (书记、支委) that holds it."""
        return np.array([word in text.split("、") for text in self.words] or [False], dtype=bool)


@dataclass(slots=True)
class Members:
    """Accounts, sorted by branch. ``states`` are dated rows of member fields (see ``state_of``).

    ``scheme``: index of the scheme in the plan; ``branch``: code, ascending; ``fields``: columns over states;
    ``state_member``/``state_from``: member and first day of each state, sorted; ``prior``: columns over members
    by (periods back, name); ``findings``: columns over members by name.
    """

    names: list[str]
    numbers: list[str]
    branch: Array
    scheme: Array
    fields: dict[str, Array]
    state_member: Array
    state_from: Array
    prior: dict[tuple[int, str], Array] = field(default_factory=dict)
    findings: dict[str, Array] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.branch)

    @property
    def changing(self) -> bool:
        """Whether any member has more than one state."""
        return len(self.state_member) != len(self.branch)

    def state_of(self, member: Array, day: Array | int) -> Array:
        """Index of the state in force for each member on each day (the base state before the first change)."""
        if not self.changing:
            return member
        shift = np.int64(2**33)
        keys = self.state_member.astype(np.int64) * shift + self.state_from
        wanted = member.astype(np.int64) * shift + np.asarray(day, dtype=np.int64)
        return np.searchsorted(keys, wanted, side="right") - 1

    def slice(self, first: int, last: int) -> Members:
        """Members first … last - 1 with their states, renumbered from 0."""
        if first == 0 and last == len(self):
            return self
        low, high = np.searchsorted(self.state_member, (first, last))
        return Members(
            names=self.names[first:last],
            numbers=self.numbers[first:last],
            branch=self.branch[first:last],
            scheme=self.scheme[first:last],
            fields={name: values[low:high] for name, values in self.fields.items()},
            state_member=self.state_member[low:high] - first,
            state_from=self.state_from[low:high],
            prior={key: values[first:last] for key, values in self.prior.items()},
            findings={name: values[first:last] for name, values in self.findings.items()},
        )


@dataclass(slots=True)
class Facts:
    """Facts in canonical order: by member, item, day, time, content.

    ``kind``: code of the plan (scheme and kind); ``reversed_on``: day from which a reversal takes the fact out
    (missing: none); ``ids``: the caller's identities in the same order, or None.
    """

    member: Array
    kind: Array
    occurred_on: Array
    columns: dict[str, Array] = field(default_factory=dict)
    ids: list[str] | None = None

    def __len__(self) -> int:
        return len(self.member)

    def slice(self, first: int, last: int, member_first: int) -> Facts:
        """Facts first … last - 1, their members renumbered from ``member_first``."""
        return Facts(
            member=self.member[first:last] - member_first,
            kind=self.kind[first:last],
            occurred_on=self.occurred_on[first:last],
            columns={name: values[first:last] for name, values in self.columns.items()},
            ids=None if self.ids is None else self.ids[first:last],
        )

    def sorted(self, item_of_kind: Array) -> Facts:
        """The same facts in canonical order (the size of the value is compared later, where it matters)."""
        keys: list[Array] = [
            self.columns[name] for name in sorted(self.columns, reverse=True) if name != "time"
        ]
        time = self.columns.get("time")
        keys += [self.kind, np.zeros(len(self), np.int32) if time is None else time]
        keys += [self.occurred_on, item_of_kind[self.kind], self.member]
        order = np.lexsort(keys)
        return Facts(
            member=self.member[order],
            kind=self.kind[order],
            occurred_on=self.occurred_on[order],
            columns={name: values[order] for name, values in self.columns.items()},
            ids=None if self.ids is None else [self.ids[n] for n in order],
        )
