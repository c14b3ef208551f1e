"""Taking an import back: whole, as long as nothing stands on it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from jifen.common.actor import INSTALLER
from jifen.common.basis import Basis, BasisKind
from jifen.orgs import actions
from jifen.orgs.models import Bond, Circumstance, Membership, Person, StandingEvent
from jifen.orgs.states.people import BondKind, CircumstanceKind
from jifen.orgs.states.roles import Role
from jifen.orgs.states.roster import RosterState
from tests.cast import NOW, TODAY, Cast
from tests.orgs.roster.rosters import bring_in, codes, id_no, person, take_back, told

pytestmark = pytest.mark.django_db

AWAY = {"是否流动": "是", "外出流向": "邻省"}


def everything() -> list[list[dict[str, Any]]]:
    """Return what the tables of people hold."""
    tables = (Person, Membership, StandingEvent, Circumstance)
    rows = [list(table.objects.order_by("pk").values()) for table in tables]
    for person_row in rows[0]:
        person_row.pop("version")
        for key in ("id_no", "phone", "landline", "address", "health_note"):
            person_row[key] = person_row[key].sealed
    return rows


def test_import_taken_back_leaves_everything_as_it_was(cast: Cast) -> None:
    bring_in(cast, [person("贺旧", 身份证号=id_no(), **AWAY), person("贺老", **AWAY)])
    before = everything()
    rows = [
        person("贺新", 身份证号=id_no(serial=2), 手机="13800000011", **AWAY),
        person("贺旧", 手机="13800000022", 学历="初中", 出生日期="1970-05-06", 是否流动="否", 是否失联="是"),
        person("贺老", 外出流向="省城", 党小组="第一党小组"),
    ]
    roster = bring_in(cast, rows)
    assert everything() != before

    roster = take_back(cast, roster)

    assert (roster.state, told(roster)) == (RosterState.UNDONE, [])
    assert everything() == before


def test_person_changed_since_and_person_with_an_office_are_both_named_and_nothing_is_taken_back(
    cast: Cast,
) -> None:
    roster = bring_in(
        cast, [person("贺新"), person("贺兰"), person("贺明"), person("李明", 工作岗位="护林员")]
    )
    appoint(cast, "贺新")
    Person.objects.filter(name="李明").update(version=7)
    after = everything()

    roster = take_back(cast, roster)

    assert roster.state is RosterState.APPLIED
    assert [message for *_, message in told(roster)] == ["贺新：已有“任职”的记录", "李明：导入以后又改过"]
    assert everything() == after


def appoint(cast: Cast, name: str) -> None:
    actions.appoint(
        actor=INSTALLER,
        at=NOW,
        person_id=Person.objects.get(name=name).pk,
        organization_id=cast.organization().pk,
        role=Role.PUBLICITY_COMMISSIONER,
        from_on=TODAY,
        basis=Basis(BasisKind.MEETING, "支部党员大会选举", TODAY),
        reason="增补",
    )


@pytest.mark.parametrize("what", ["account", "bond", "circumstance", "membership"])
def test_whatever_stands_on_a_person_holds_the_import_fast(cast: Cast, what: str) -> None:
    roster = bring_in(cast, [person("贺新", **AWAY)])
    new = Person.objects.get(name="贺新")
    if what == "account":
        actions.open_account(actor=INSTALLER, at=NOW, login="贺新", person_id=new.pk)
    elif what == "bond":
        Bond.objects.create(
            person=cast.person("activist"), other=new, kind=BondKind.INTRODUCER, from_on=TODAY
        )
    elif what == "circumstance":
        Circumstance.objects.filter(person=new).update(to_on=TODAY)
    else:
        Membership.objects.filter(person=new).update(to_on=TODAY, end="STANDING")

    roster = take_back(cast, roster)

    assert (roster.state, codes(roster)) == (RosterState.APPLIED, ["stands-on"])
    assert Person.objects.filter(pk=new.pk).exists()


@pytest.mark.canary("撤销导入", "绕过程序，直接从数据库里删去有任职的人")
def test_database_itself_refuses_to_lose_a_person_something_stands_on(cast: Cast) -> None:
    bring_in(cast, [person("贺新")])
    appoint(cast, "贺新")

    def by_force() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table in ("orgs_membership", "orgs_standingevent"):
                him = "SELECT id FROM orgs_person WHERE name = '贺新'"
                cursor.execute(f"DELETE FROM {table} WHERE person_id IN ({him})")
            cursor.execute("UPDATE orgs_rosterline SET person_id = NULL")
            cursor.execute("DELETE FROM orgs_person WHERE name = '贺新'")
            connection.check_constraints()

    with pytest.raises(IntegrityError):
        by_force()


def test_after_what_stood_on_it_is_gone_the_import_is_taken_back(cast: Cast) -> None:
    roster = bring_in(cast, [person("贺新")])
    bond = Bond.objects.create(
        person=cast.person("activist"),
        other=Person.objects.get(name="贺新"),
        kind=BondKind.HELPER,
        from_on=TODAY,
    )
    assert take_back(cast, roster).state is RosterState.APPLIED
    bond.delete()

    roster = take_back(cast, roster)

    assert (roster.state, told(roster)) == (RosterState.UNDONE, [])


def test_circumstance_changed_by_somebody_since_is_not_put_back(cast: Cast) -> None:
    roster = bring_in(cast, [person("李明", **AWAY)])
    Circumstance.objects.filter(person__name="李明", kind=CircumstanceKind.MIGRANT).update(where="别处")

    roster = take_back(cast, roster)

    assert told(roster)[0][3] == "李明：流动、失联情况导入以后又改过"


def test_import_of_before_a_second_one_is_held_by_it(cast: Cast) -> None:
    first = bring_in(cast, [person("贺新")])
    bring_in(cast, [person("贺新", 出生日期=date(1970, 1, 1))])

    assert codes(take_back(cast, first)) == ["stands-on"]
