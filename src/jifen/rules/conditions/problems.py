"""What can be wrong with a condition, said so that an office worker can put it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the text of a condition.

    `code` is permanent; `message` and `remedy` are Chinese; `offset` counts characters from 0 and `length`
    is at least 1, so that a caller can underline the place.
    """

    code: str
    message: str
    offset: int
    length: int
    remedy: str

    def __str__(self) -> str:
        return f"第 {self.offset + 1} 个字起：{self.message}。{self.remedy}。"


class ConditionError(ValueError):
    """A condition that cannot be read; `problems` holds every fault found, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.offset)
        super().__init__("\n".join(str(problem) for problem in self.problems))
