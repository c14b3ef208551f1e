"""Two at once: one is done, the other is told that it was done already."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from jifen.common.refusals import Refused
from jifen.orgs.actions import (
    accept_transfer,
    end_appointment,
    found_organization,
    merge_organizations,
    move_organization,
)
from jifen.orgs.models import Appointment, Membership, Organization
from jifen.orgs.states.organizations import OrganizationKind
from jifen.orgs.states.roles import Role
from tests.cast import NOW, TODAY, Cast
from tests.orgs.acts import REPLY, found, send

pytestmark = pytest.mark.django_db(transaction=True)


def race(*acts: Callable[[], Any]) -> list[str]:
    """Do acts at one time (one after the other on SQLite); return `done` or the name of the refusal, sorted."""
    outcomes: list[str] = []
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
        try:
            start.wait()
            act()
            outcomes.append("done")
        except Refused as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    if connection.vendor == "sqlite":
        for act in acts:
            try:
                act()
                outcomes.append("done")
            except Refused as refusal:
                outcomes.append(type(refusal).__name__)
        return sorted(outcomes)
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_letter_is_accepted_once(cast: Cast) -> None:
    letter, actor = send(cast), cast.actor("stranger")

    outcomes = race(
        *[lambda: accept_transfer(actor=actor, at=NOW, transfer_id=letter.pk, on=TODAY) for _ in range(3)]
    )

    assert outcomes == ["NotNow", "NotNow", "done"]
    assert Membership.objects.filter(person=cast.person("member")).count() == 2


def test_acceptance_and_merging_of_the_receiver_leave_one_open_membership(cast: Cast) -> None:
    letter, actor, superior = send(cast), cast.actor("stranger"), cast.actor("organizer")
    other, office = cast.organization("other_branch").pk, cast.organization("office_branch").pk

    race(
        lambda: accept_transfer(actor=actor, at=NOW, transfer_id=letter.pk, on=TODAY),
        lambda: merge_organizations(
            actor=superior, at=NOW, organization_id=other, into_id=office, on=TODAY, basis=REPLY
        ),
    )

    person = cast.person("member")
    still = Membership.objects.get(person=person, to_on__isnull=True)
    assert still.branch == person.branch
    assert still.branch.pk != other


def test_moving_and_founding_at_one_time_keep_the_tree_whole(cast: Cast) -> None:
    general = found(cast, "62000110", "township", OrganizationKind.GENERAL_BRANCH).pk
    county, branch = cast.actor("county_organizer"), cast.organization().pk

    race(
        lambda: move_organization(
            actor=county, at=NOW, organization_id=branch, parent_id=general, on=TODAY, basis=REPLY
        ),
        *[
            lambda code=code: found_organization(
                actor=county,
                at=NOW,
                parent_id=branch,
                code=code,
                full_name=f"第{code}党小组",
                kind=OrganizationKind.GROUP,
                on=TODAY,
            )
            for code in ("6200010103", "6200010104", "6200010105")
        ],
    )

    assert Organization.objects.find_problems() == ([], [], [], [], [])
    assert cast.organization().numchild == 5


def test_office_is_ended_once(cast: Cast) -> None:
    row = Appointment.objects.get(role=Role.RECORDER, organization=cast.organization())
    actor = cast.actor("organizer")

    outcomes = race(
        *[
            lambda: end_appointment(
                actor=actor, at=NOW, appointment_id=row.pk, to_on=TODAY, basis=REPLY, reason="改选"
            )
            for _ in range(2)
        ]
    )

    assert outcomes == ["ChangedMeanwhile", "done"]
