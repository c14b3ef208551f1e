"""How far the notice of a period is: what stands in the way of posting it."""

from __future__ import annotations

from jifen.cycles.models import Cycle
from jifen.cycles.states.acts import Act
from jifen.cycles.states.cycles import CycleState
from jifen.cycles.states.procedure import Procedure
from jifen.publicity.models import PublicNotice
from jifen.publicity.queries import find_notice, list_open_objections, list_upheld, say_undecided
from jifen.publicity.states.notices import NoticeState, Origin


def notice_of(cycle: Cycle) -> PublicNotice | None:
    """Return the notice of a period that was not withdrawn; None where there is none."""
    return find_notice(Origin.CYCLE, str(cycle.pk))


def say_unpublished(cycle: Cycle, procedure: Procedure) -> str:
    """Return why a period cannot be posted yet for want of publicity; empty where it can (domain §8.2).

    Contested figures wait until every objection was decided and the result announced, also those to a notice that was
    withdrawn; what changes then is corrected in the book.
    """
    if cycle.state is CycleState.EVALUATED:
        return f"办法规定{cycle.said}先公示、无异议的再入账；还没有公示。" if procedure.publicizes else ""
    if why := say_undecided(list_open_objections(Origin.CYCLE, str(cycle.pk))):
        return why
    notice = notice_of(cycle)
    if notice is None:
        return f"{cycle.said}的公示撤下了，改好以后重新拟定公示。"
    if upheld := list_upheld(notice):
        return (
            f"{'、'.join(map(str, upheld))}的处理决定是更正，先“{Act.RESOLVE_OBJECTION.label}”，改好再公示。"
        )
    if notice.state is NoticeState.CLOSED_CONTESTED:
        return f"公示期间收到 {notice.objections} 件异议，核查答复、公布结果以后再入账。"
    if notice.state not in (NoticeState.CLOSED_CLEAN, NoticeState.ANNOUNCED):
        return f"{cycle.said}的公示现在是“{notice.state.label}”，期满以后再入账。"
    return ""
