"""The decided sheet is put before everybody: its notice is drafted with the columns the 办法 publishes."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.common.actor import Actor
from jifen.common.plainsheet import sheet_of
from jifen.common.refusals import Blocked
from jifen.common.sheet import Cell, Column, Sheet
from jifen.cycles.actions.saving import note, open_cycle_for, save_cycle
from jifen.cycles.models import Cycle
from jifen.cycles.queries import list_declarations_of, notice_of, procedure_of, say_unreconciled
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import DeclarationState
from jifen.publicity.actions import ShownPerson, draft_notice
from jifen.publicity.states.notices import Origin
from jifen.schemes.queries import list_enrolled, year_of
from jifen.schemes.states.periods import year_name


def publish_cycle(*, actor: Actor, at: datetime, cycle_id: UUID | str, version: int) -> Cycle:
    """Draft the notice of a decided period; it is checked, approved and put up as any other (REG-40).

    Raises `NotFound`, `NotAllowed`, `NotNow`, `Blocked` (the 办法 publishes nothing, nobody stands on the sheet,
    handbooks were not compared), and what `publicity` refuses.
    """
    with transaction.atomic():
        cycle = open_cycle_for(actor, cycle_id, Act.PUBLISH_CYCLE, version)
        procedure = procedure_of(cycle)
        rule = procedure.publicity
        if rule is None:
            raise Blocked("这份办法没有写公示几天、公示什么，评定以后直接入账。")
        if notice := notice_of(cycle):
            raise Blocked(f"“{notice}”现在是“{notice.state.label}”，不用再拟定；填错了的先撤下。")
        if cycle.sheet is None or cycle.decision is None or not cycle.sheet["rows"]:
            raise Blocked(f"{cycle.said}的评定表上没有人，没有可公示的。")
        if said := say_unreconciled(cycle, procedure):
            raise Blocked(*said)
        sheet, names = _shown(sheet_of(cycle.sheet), rule.columns)
        draft_notice(
            actor=actor,
            at=at,
            organization_id=cycle.branch_id,
            origin=Origin.CYCLE,
            origin_id=str(cycle.pk),
            period=cycle.period,
            sheet=sheet,
            people=_people_of(cycle, names),
            rule=rule,
            basis=cycle.decision,
        )
        save_cycle(cycle, Act.PUBLISH_CYCLE)
        note(cycle, Act.PUBLISH_CYCLE, actor=actor, at=at, basis=cycle.decision, detail={"lines": len(names)})
        return cycle


def _shown(sheet: Sheet, wanted: tuple[str, ...]) -> tuple[Sheet, list[str]]:
    """Return the columns of the decided sheet that are published, as that room calls them; and who stands on it."""
    keys = [
        f"parts.{one.key.removeprefix('part_')}" if one.key.startswith("part_") else one.key
        for one in sheet.columns
    ]
    places = [place for place, key in enumerate(keys) if key == "name" or key.partition(".")[0] in wanted]
    columns = tuple(
        Column(keys[place], one.heading, one.kind, one.width)
        for place, one in enumerate(sheet.columns)
        if place in places
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(tuple(row[place] for place in places) for row in sheet.rows)
    names = [str(row[keys.index("name")]) for row in sheet.rows]
    return Sheet(sheet.title.replace("情况一览表", "公示"), columns, rows), names


def _people_of(cycle: Cycle, names: list[str]) -> list[ShownPerson]:
    """Return who stands on the sheet, each with who wrote what was accepted of him. Raises `Blocked`."""
    year = year_name(year_of(cycle.scheme_version, cycle.ends_on))
    listed = {str(one.person): str(one.person_id) for one in list_enrolled(cycle.branch, year)}
    if gone := [name for name in names if name not in listed]:
        raise Blocked(f"评定表上的{'、'.join(gone)}改了姓名或者不在名单上了，公示对不上人；请先核对名册。")
    authors: dict[str, set[str]] = defaultdict(set)
    for row in list_declarations_of(cycle):
        if row.state is DeclarationState.ACCEPTED and row.author_id:
            authors[str(row.person_id)].add(row.author_id)
    return [ShownPerson(listed[name], frozenset(authors[listed[name]])) for name in names]
