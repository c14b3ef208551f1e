"""Dissolving an organisation in which nothing is left."""

import pytest

from jifen.common.refusals import NotAllowed, NotFound, NotNow
from jifen.orgs.actions import (
    appoint,
    assign_group,
    dissolve_organization,
    found_organization,
    move_organization,
)
from jifen.orgs.errors import OrganizationNotEmpty
from jifen.orgs.models import Appointment, Organization, RosterImport
from jifen.orgs.states.organizations import (
    ORGANIZATION,
    OrganizationKind,
    OrganizationState,
)
from jifen.orgs.states.roles import Role
from jifen.orgs.states.roster import RosterState
from tests.cast import NOW, TODAY, Cast
from tests.orgs.acts import REPLY, found, send

pytestmark = pytest.mark.django_db


def dissolve(cast: Cast, organization: Organization, who: str = "organizer", hat: str = "") -> Organization:
    return dissolve_organization(
        actor=cast.actor(who, hat), at=NOW, organization_id=organization.pk, on=TODAY, basis=REPLY
    )


def test_empty_branch_is_dissolved_and_its_offices_end(cast: Cast) -> None:
    branch = found(cast, "62000103", "township", OrganizationKind.BRANCH, "红旗镇黄土村党支部")
    held = appoint(
        actor=cast.actor("county_organizer"),
        at=NOW,
        person_id=cast.person("organizer").pk,
        organization_id=branch.pk,
        role=Role.LIAISON_LEADER,
        from_on=TODAY,
        basis=REPLY,
        reason="任命",
    )

    gone = dissolve(cast, branch, hat="ORGANIZER")

    assert (gone.state, gone.code) == (OrganizationState.DISSOLVED, "62000103")
    assert gone.events.get(act="DISSOLVE_ORGANIZATION").said == "撤销红旗镇黄土村党支部"
    assert Appointment.objects.get(pk=held.pk).end_reason == "红旗镇黄土村党支部撤销"


def test_everything_that_still_stands_there_is_named_at_once(cast: Cast) -> None:
    send(cast, "member")
    RosterImport.objects.create(
        organization=cast.organization(),
        state=RosterState.READY,
        document="x",
        file_name="名册.xlsx",
        entered_by="孙记录员",
        entered_at=NOW,
    )

    with pytest.raises(OrganizationNotEmpty) as refusal:
        dissolve(cast, cast.organization())

    assert refusal.value.reasons == (
        "青山村支部名册上还有李明、钱组织委员、孙记录员、吴积极分子、赵书记、郑流动、周预备，请先转出组织关系，或者改办合并组织。",
        "青山村支部下面还有青山一组、青山二组，请先撤销或者调整到别处。",
        "李明的组织关系还在转接中，请先接收、退回或撤回。",
        "青山村支部还有没办完的名册导入，请先确认或放弃。",
    )
    assert cast.organization().state is OrganizationState.ACTIVE


def test_branch_dissolves_a_group_of_its_own_once_nobody_is_in_it(cast: Cast) -> None:
    group = cast.organization("second_group")
    secretary = cast.actor("secretary")
    assign_group(actor=secretary, at=NOW, person_id=cast.person("member").pk, group_id=group.pk)
    with pytest.raises(OrganizationNotEmpty, match="青山二组里还有李明"):
        dissolve(cast, group, "secretary")

    assign_group(actor=secretary, at=NOW, person_id=cast.person("member").pk, group_id=None)

    assert dissolve(cast, group, "secretary").state is OrganizationState.DISSOLVED


def test_nothing_is_founded_below_a_dissolved_organisation(cast: Cast) -> None:
    general = found(cast, "62000110", "township", OrganizationKind.GENERAL_BRANCH)
    dissolve(cast, general)

    with pytest.raises(Exception, match="已撤销") as refusal:
        found_organization(
            actor=cast.actor("organizer"),
            at=NOW,
            parent_id=general.pk,
            code="62000111",
            full_name="红旗镇某村党支部",
            kind=OrganizationKind.BRANCH,
            on=TODAY,
        )
    assert set(refusal.value.fields) == {"parent"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", ["recorder", "member", "stranger", "admin", "auditor"])
def test_others_do_not_dissolve_a_group(cast: Cast, who: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        dissolve(cast, cast.organization("second_group"), who)


@pytest.mark.parametrize("who", ["secretary", "recorder", "stranger"])
def test_branch_does_not_dissolve_itself(cast: Cast, who: str) -> None:
    with pytest.raises((NotAllowed, NotFound)):
        dissolve(cast, cast.organization(), who)


@pytest.mark.parametrize("state", [OrganizationState.MERGED, OrganizationState.DISSOLVED])
def test_every_other_pair_of_act_and_state_is_refused(cast: Cast, state: OrganizationState) -> None:
    branch = found(cast, "62000103", "township", OrganizationKind.BRANCH)
    group = found(cast, "6200010301", "office_branch", OrganizationKind.GROUP)
    into = cast.organization("office_branch") if state is OrganizationState.MERGED else None
    Organization.objects.filter(pk__in=[branch.pk, group.pk]).update(state=state, merged_into=into)
    acts = {row.act for row in ORGANIZATION.rows if row.source is OrganizationState.ACTIVE}
    assert len(acts) == 4

    for organization in (branch, group):
        with pytest.raises(NotNow, match="不能“撤销"):
            dissolve(cast, organization)
    with pytest.raises(NotNow, match="不能“调整隶属关系”"):
        move_organization(
            actor=cast.actor("county_organizer"),
            at=NOW,
            organization_id=branch.pk,
            parent_id=cast.organization("township").pk,
            on=TODAY,
            basis=REPLY,
        )
