"""The part a 办法 hands out month by month (S5-三-一-2(2)c): what a plan for a year may say; hundredths of a point.

Months are named by their first day. How what was earned in part of a year is made comparable (AMB-36) is the engine's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jifen.rules.model.scheme import Scheme
from jifen.rules.points import format_points

YEAR = 12


@dataclass(frozen=True, slots=True)
class Allotment:
    """A part with the sum of a whole year, the least and the most of one month, and what each month usually gets."""

    part: str
    title: str
    clause: str
    total: int
    least: int
    most: int
    usual: tuple[int, ...]

    @property
    def rule(self) -> str:
        """Return the clause in brackets, nothing where the 办法 names none."""
        return f"（{self.clause}）" if self.clause else ""


def allotment_of(scheme: Scheme) -> Allotment | None:
    """Return what a 办法 hands out by month, None where it has no such part."""
    for part in scheme.parts:
        if part.enabled and part.allot is not None:
            least, most = part.allot.between
            clause = part.allot.clause or part.clause or ""
            usual = tuple(map(_exact, part.allot.months))
            total = _exact(part.allot.sum)
            return Allotment(part.part, part.title, clause, total, _exact(least), _exact(most), usual)
    return None


def usual_months(found: Allotment, whole: Sequence[date], months: Sequence[date]) -> dict[date, int]:
    """Return the usual plan for some months of a points year: what the 办法 itself gives each (AMB-35).

    `whole`: the twelve months of the year. Who joins later gets what his months have in a whole year.
    """
    usual = dict(zip(whole, found.usual, strict=True))
    return {month: usual[month] for month in months}


def list_month_faults(
    found: Allotment, plan: Mapping[date, int], months: Sequence[date], kept: Mapping[date, int]
) -> dict[str, str]:
    """Return everything a 办法 has against a plan of these months: each within its bounds, a whole year in sum.

    `kept` are months that an earlier plan of the same year holds: they count into the sum. Sentences by
    `month_<n>`, n counted within the plan, and `total`.
    """
    said: dict[str, str] = {}
    bounds = f"办法规定每月 {say_points(found.least)}—{say_points(found.most)} 分{found.rule}"
    for number, month in enumerate(months, start=1):
        if month not in plan:
            said[f"month_{number}"] = f"{say_month(month)}没有分配{found.title}，{bounds}。"
        elif not found.least <= plan[month] <= found.most:
            said[f"month_{number}"] = (
                f"{say_month(month)}分配了 {say_points(plan[month])} 分，{bounds}，请改在这个范围里。"
            )
    others = [say_month(month) for month in sorted(plan) if month not in months]
    if others:
        said["months"] = f"{'、'.join(others)}不归这份计划管，不分配{found.title}。"
    total = sum(plan.values()) + sum(kept.values())
    if len({*months, *kept}) == YEAR and total != found.total:
        said["total"] = (
            f"全年合计 {say_points(total)} 分，办法规定{found.title}合计 {say_points(found.total)} 分{found.rule}，"
            f"{'多' if total > found.total else '少'}了 {say_points(abs(total - found.total))} 分。"
        )
    return said


def list_month_hints(found: Allotment, whole: Sequence[date], plan: Mapping[date, int]) -> list[str]:
    """Return the months that differ from what the 办法 itself hands out: more than that is not counted in the book."""
    usual = dict(zip(whole, found.usual, strict=True))
    more = [month for month in sorted(plan) if plan[month] > usual.get(month, plan[month])]
    if not more:
        return []
    told = "、".join(f"{say_month(month)} {say_points(usual[month])} 分" for month in more)
    return [
        f"办法的分值表给{told}，账上按它封顶，计划里多分的不计入积分；"
        f"确要这样分的，先在“修改分值”里改办法各月的分{found.rule}。"
    ]


def say_month(month: date) -> str:
    """Return a month as people write it."""
    return f"{month.year}年{month.month}月"


def say_points(points: int) -> str:
    """Return hundredths as short as they are exact."""
    return format_points(points, trim=True)


def _exact(points: Fraction) -> int:
    """Points of a 办法 have two decimals at most."""
    return int(points * 100)
