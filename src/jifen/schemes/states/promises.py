"""What a member promises for a points year (S5-三-一-2(2)a, b; PRAC-14), as it is written down."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from jifen.common.labelled import LabelledEnum
from jifen.schemes.states.allotments import say_month


class TaskKind(LabelledEnum):
    """What a line of a plan stands for (S5-三-一-2(2)a)."""

    PROMISE = "PROMISE", "承诺事项"
    DUTY = "DUTY", "岗位职责"


LONGEST = 200
"""Signs of one text."""
MOST = 12
"""Lines of one plan: more nobody can weigh month by month."""
FEWEST_USUAL, MOST_USUAL = 2, 5
"""Promises a member makes a year in practice (PRAC-14)."""


@dataclass(frozen=True, slots=True)
class Promise:
    """One line: what is promised, what counts as done, of which kind, by which month (first day; None: all year)."""

    text: str
    done: str
    kind: TaskKind = TaskKind.PROMISE
    month: date | None = None


def list_promise_faults(promises: Sequence[Promise], months: Collection[date]) -> dict[str, str]:
    """Return what is wrong with the lines of a plan of these months, by `promise_<n>`, `done_<n>`, `due_<n>`."""
    said: dict[str, str] = {}
    known: set[str] = set()
    for number, one in enumerate(promises, start=1):
        if not one.text:
            said[f"promise_{number}"] = f"第 {number} 项没有写目标任务是什么。"
        elif one.text in known:
            said[f"promise_{number}"] = f"第 {number} 项和前面一项写得一样，请删去一项。"
        if not one.done:
            said[f"done_{number}"] = (
                f"第 {number} 项没有写怎样算完成，请写明看什么、到什么程度（S5-三-一-2(2)b）。"
            )
        if one.month is not None and one.month not in months:
            said[f"due_{number}"] = (
                f"第 {number} 项的完成月份{say_month(one.month)}不归这份计划管，请另选月份。"
            )
        known.add(one.text)
    if len(promises) > MOST:
        said["promises"] = f"一份计划最多写 {MOST} 项，这里有 {len(promises)} 项，请合并。"
    return said


def list_promise_hints(promises: Sequence[Promise]) -> list[str]:
    """Return what is unusual about the number of promises; never an obstacle (PRAC-14)."""
    count = sum(one.kind is TaskKind.PROMISE for one in promises)
    if FEWEST_USUAL <= count <= MOST_USUAL:
        return []
    return [
        f"承诺事项有 {count} 项，一般一名党员一年承诺 {FEWEST_USUAL} 至 {MOST_USUAL} 项；可以照样办理，请核对。"
    ]
