"""What speaks against a move of a standing: what the rules forbid, and what practice asks a second look at.

`weigh` returns both; the first refuse, the second are passed with a written reason (REG-23…REG-34). Where the day a
standing began is only known as the day it was entered here, a term cannot be reckoned and is asked about instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from jifen.orgs.states.acts import Act
from jifen.orgs.states.history import (
    Move,
    current_move,
    find_extension,
    list_effective,
    probation_ends_on,
)
from jifen.orgs.states.people import LeavingKind, Standing
from jifen.orgs.states.standing import CONSEQUENCES, NEEDS, NOTHING_MORE, Consequence
from jifen.rules.period import add_months, age_on

CULTIVATION_MONTHS = 12
EXTENSION_MONTHS = (6, 12)
LOST_MONTHS = 6
SUSPENDED_MONTHS = 24
AGE = 18
INTRODUCERS = 2


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known where a move is weighed; days are calendar days, `today` is the day of entering."""

    act: Act
    standing: Standing
    target: Standing
    on: date
    today: date
    moves: Sequence[Move] = ()
    superior: bool = False
    until: date | None = None
    leaving: LeavingKind | None = None
    reason: str = ""
    birth_on: date | None = None
    joined_on: date | None = None
    converted_on: date | None = None
    member_since: date | None = None
    introducers: int = 0
    lost_since: date | None = None
    in_transit: bool = False


@dataclass(frozen=True, slots=True)
class Weighing:
    """The outcome: sentences by field that refuse, and sentences that ask for a reason."""

    faults: dict[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


def say(day: date) -> str:
    """Return a day as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def weigh(case: Case) -> Weighing:
    """Weigh a move; every fault and every doubt is named at once."""
    faults: dict[str, str] = {}
    _check_needs(case, faults)
    _check_days(case, faults)
    doubts: list[str] = []
    if check := _CHECKS.get(case.act):
        check(case, faults, doubts)
    return Weighing(faults, tuple(doubts))


def _check_needs(case: Case, faults: dict[str, str]) -> None:
    need = NEEDS.get(case.act, NOTHING_MORE)
    if need.superior and not case.superior:
        faults["basis_document_no"] = f"“{case.act.label}”要有上级批复或者文件，请填写文号。"
    if need.leaving and case.leaving is None:
        faults["leaving"] = "请选择怎样离开党组织。"
    if need.until and case.until is None:
        faults["until"] = "请填写预备期延长到哪一天。"
    if need.matter and len(case.reason.strip()) < 4:
        faults["reason"] = "请写明事由，和处分决定上的一致。"
    if case.in_transit and Consequence.MEMBERSHIP in CONSEQUENCES.get(case.target, frozenset()):
        faults["person"] = "组织关系正在转接，请先撤回转出或者等对方接收，再办理。"


def _check_days(case: Case, faults: dict[str, str]) -> None:
    rows = list_effective(case.moves)
    if case.on > case.today:
        faults["on"] = f"日期{say(case.on)}还没有到，请填写实际发生的日期。"
    elif rows and case.on < rows[-1].on:
        faults["on"] = (
            f"日期{say(case.on)}早于上一次变动“{rows[-1].act.label}”的{say(rows[-1].on)}，请核对；"
            "上一次登记错了的，先办理更正。"
        )
    elif case.birth_on and case.on < case.birth_on:
        faults["on"] = f"日期{say(case.on)}早于出生日期{say(case.birth_on)}，请核对。"
    elif case.member_since and case.on < case.member_since:
        faults["on"] = f"日期{say(case.on)}早于到本支部的{say(case.member_since)}，请核对。"


def _list_target(case: Case, faults: dict[str, str], doubts: list[str]) -> None:
    """Refuse a development target earlier than a year after becoming an activist (REG-30)."""
    since = current_move(case.moves)
    if since is None or case.on >= add_months(since.on, CULTIVATION_MONTHS):
        return
    earliest = say(add_months(since.on, CULTIVATION_MONTHS))
    if since.act == Act.ENTER_PERSON:
        doubts.append(
            f"系统里只知道{say(since.on)}登记为入党积极分子；培养考察满一年才能列为发展对象，请核对实际确定的日期。"
        )
    else:
        faults.setdefault(
            "on", f"{say(since.on)}才确定为入党积极分子，培养考察满一年（{earliest}）才能列为发展对象。"
        )


def _admit(case: Case, faults: dict[str, str], doubts: list[str]) -> None:
    """Refuse somebody under eighteen; ask where the two introducers are not entered (REG-30)."""
    if case.birth_on and age_on(case.birth_on, case.on) < AGE:
        faults.setdefault("on", f"{say(case.on)}时还不满十八岁，不能接收为预备党员；请核对出生日期。")
    if case.introducers < INTRODUCERS:
        doubts.append(f"入党介绍人应当是两名正式党员，现在登记了{case.introducers}名。")
    if case.joined_on and case.joined_on != case.on:
        doubts.append(f"已经登记的加入党组织日期是{say(case.joined_on)}，办理后改为{say(case.on)}。")


def _extend(case: Case, faults: dict[str, str], doubts: list[str]) -> None:
    """Refuse a second extension, and one outside half a year to a year (REG-31)."""
    if earlier := find_extension(case.moves, case.joined_on):
        faults["until"] = (
            f"预备期只能延长一次；{say(earlier.on)}已经延长过，到期请办理转正或者取消预备党员资格。"
        )
        return
    if case.joined_on is None:
        faults["until"] = "没有登记加入党组织的日期，算不出预备期；请先在“修改个人信息”里补上。"
        return
    end = add_months(case.joined_on, 12)
    first, last = (add_months(end, months) for months in EXTENSION_MONTHS)
    if case.until and not first <= case.until <= last:
        faults["until"] = (
            f"预备期原到{say(end)}，延长不能少于半年、不能超过一年，应当在{say(first)}到{say(last)}之间。"
        )
    if case.on < end:
        doubts.append(f"预备期{say(end)}才满，还没有到讨论转正的时候。")


def _convert(case: Case, faults: dict[str, str], doubts: list[str]) -> None:
    """Refuse a conversion before the probation is over (REG-31)."""
    end = probation_ends_on(case.moves, case.joined_on)
    if end is None:
        doubts.append("没有登记加入党组织的日期，请核对预备期是否已满一年。")
    elif case.on < end:
        faults.setdefault("on", f"预备期到{say(end)}才满，不能早于这一天转正。")
    if case.converted_on and case.converted_on != case.on:
        doubts.append(f"已经登记的转正日期是{say(case.converted_on)}，办理后改为{say(case.on)}。")


def _suspend(case: Case, faults: dict[str, str], doubts: list[str]) -> None:
    """Ask where six months without contact are not on record (REG-25)."""
    if case.lost_since is None or add_months(case.lost_since, LOST_MONTHS) > case.on:
        doubts.append("停止党籍的前提是失去联系满六个月；系统里没有满六个月的“失去联系”登记。")


def _restore(case: Case, faults: dict[str, str], doubts: list[str]) -> None:
    """Refuse to make a formal member of somebody who was on probation when he was suspended."""
    rows = list_effective(case.moves)
    before = [row.target for row in rows if row.target != Standing.SUSPENDED]
    if before and before[-1] == Standing.PROBATIONARY:
        faults["person"] = (
            "停止党籍以前是预备党员，恢复以后不能直接是正式党员；请用“更正人员类别”恢复为预备党员。"
        )


def _leave(case: Case, faults: dict[str, str], doubts: list[str]) -> None:
    """Refuse to advise or remove a probationary member (REG-13); ask about the two years of a suspension (REG-25)."""
    advised = case.leaving in (LeavingKind.ADVISED, LeavingKind.REMOVED)
    if case.standing is Standing.PROBATIONARY and advised and case.leaving:
        faults["leaving"] = f"预备党员不适用“{case.leaving.label}”，请办理取消预备党员资格。"
    since = current_move(case.moves)
    if case.standing is Standing.SUSPENDED and since and case.on < add_months(since.on, SUSPENDED_MONTHS):
        doubts.append(f"{say(since.on)}停止党籍，满两年仍未取得联系的才按自行脱党除名。")


Check = Callable[[Case, dict[str, str], list[str]], None]
_CHECKS: dict[Act, Check] = {
    Act.LIST_TARGET: _list_target,
    Act.ADMIT: _admit,
    Act.EXTEND_PROBATION: _extend,
    Act.CONVERT: _convert,
    Act.SUSPEND: _suspend,
    Act.RESTORE: _restore,
    Act.LEAVE: _leave,
}
