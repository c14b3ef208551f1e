"""Objections to a notice of the branch at the spot, in every state a page can meet."""

from __future__ import annotations

from datetime import date, timedelta

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.publicity import actions
from jifen.publicity.models import Objection, PublicNotice
from jifen.publicity.queries import list_reviewers
from jifen.publicity.states.notices import Origin
from jifen.publicity.states.objections import ObjectionChannel, ObjectionOutcome
from tests.web.matrix.things.notices import BASIS, EARLIER, about, drafted, forward
from tests.web.matrix.things.registry import thing
from tests.web.matrix.world import AT, Spot, Thing, World

REPLY = Basis(BasisKind.REPLY, "上级党委的答复", date(2026, 3, 6), "上级〔2026〕3号")
DAY = (EARLIER + timedelta(days=1)).date()


def received(spot: Spot, name: str, *steps: str) -> Thing | None:
    """Receive an objection to the whole notice a month ago and take steps of it."""
    notice = drafted(spot, f"异议{name}", EARLIER, Origin.BOOK)
    if notice is None:
        return None
    fresh = object_to(notice, *steps)
    return fresh and Thing({"objection_id": str(fresh.pk)}, (spot.organization,), about=fresh)


def object_to(
    notice: PublicNotice, *steps: str, outcome: ObjectionOutcome = ObjectionOutcome.DISMISSED
) -> Objection | None:
    """Put a notice up, receive an objection to all of it and take steps of that; None where nobody may review it."""
    notice = forward(notice, "check_secrecy", "approve_notice", "show_notice")
    found = actions.receive_objection(
        actor=INSTALLER, at=AT, notice_id=notice.pk, channel=ObjectionChannel.PHONE, received_on=DAY,
        statement="名单里有一个分数和大会上说的不一样", objector="村民某某",
    )  # fmt: skip
    for step in steps:
        said: dict[str, object] = {}
        if step == "assign_objection":
            able = list_reviewers(found, AT.date())
            if not able:
                return None
            said = {"reviewer_id": able[0].pk}
        elif step == "decide_objection":
            said = {
                "outcome": outcome, "findings": "核对了会议记录", "reasons": "与会议记录一致",
                "decided_on": DAY, "basis": BASIS,
            }  # fmt: skip
        elif step == "appeal_objection":
            said = {"appealed_on": DAY, "appeal": "支委会没有核对会议记录，请上级核对"}
        elif step == "settle_objection":
            said = {
                "outcome": ObjectionOutcome.UPHELD,
                "reasons": "与会议记录不一致",
                "decided_on": DAY,
                "basis": REPLY,
            }
        elif step == "tell_objection":
            said = {"member_on": DAY, "objector_on": DAY}
        found = getattr(actions, step)(
            actor=INSTALLER, at=AT, objection_id=found.pk, version=found.version, **said
        )
    return Objection.objects.get(pk=found.pk)


_STEPS = ("admit_objection", "assign_objection", "decide_objection", "tell_objection")


@thing("objection received")
def objection_received(world: World, spot: Spot) -> Thing | None:
    return received(spot, "一")


@thing("objection admitted")
def objection_admitted(world: World, spot: Spot) -> Thing | None:
    return received(spot, "二", *_STEPS[:1])


@thing("objection assigned")
def objection_assigned(world: World, spot: Spot) -> Thing | None:
    return received(spot, "三", *_STEPS[:2])


@thing("objection decided")
def objection_decided(world: World, spot: Spot) -> Thing | None:
    return received(spot, "四", *_STEPS[:3])


@thing("objection told")
def objection_told(world: World, spot: Spot) -> Thing | None:
    return received(spot, "五", *_STEPS)


@thing("objection appealed")
def objection_appealed(world: World, spot: Spot) -> Thing | None:
    return received(spot, "六", *_STEPS[:3], "appeal_objection")


@thing("objection settled")
def objection_settled(world: World, spot: Spot) -> Thing | None:
    return received(spot, "七", *_STEPS[:3], "appeal_objection", "settle_objection")


@thing("notice objected to")
def notice_objected_to(world: World, spot: Spot) -> Thing | None:
    """On show, its window over since weeks, an objection to it received."""
    found = received(spot, "八")
    if found is None:
        return None
    assert isinstance(found.about, Objection)
    return about(found.about.notice, spot)
