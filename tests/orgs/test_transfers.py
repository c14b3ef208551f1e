"""Letters between branches: the old branch keeps the person until the new one accepts (REG-33)."""

from datetime import date, timedelta
from typing import Any

import pytest

from jifen.audit.models import Record
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.orgs import actions
from jifen.orgs.actions import accept_transfer, assign_group, cancel_transfer, return_transfer, take_back
from jifen.orgs.models import Appointment, Household, HouseholdMember, Membership, Transfer
from jifen.orgs.queries import get_person_for, get_transfer_for, list_transfers_for
from jifen.orgs.states.organizations import OrganizationKind
from jifen.orgs.states.transfers import TRANSFER, MembershipEnd, MembershipStart, TransferState
from tests.cast import NOW, TODAY, Cast
from tests.orgs.acts import enter, found, send

pytestmark = pytest.mark.django_db

LATER = TODAY + timedelta(days=6)
RECEIVER = {"secretary": "stranger"}


def accept(cast: Cast, letter: Transfer, who: str = "stranger", on: date = LATER, **also: Any) -> Transfer:
    return accept_transfer(actor=cast.actor(who), at=NOW, transfer_id=letter.pk, on=on, **also)


def test_person_stays_with_the_old_branch_until_the_new_one_accepts(cast: Cast) -> None:
    letter = send(cast)

    assert (letter.state, letter.valid_until) == (TransferState.SENT, TODAY + timedelta(days=90))
    assert cast.person("member").branch == cast.organization()
    assert Membership.objects.filter(person=cast.person("member"), to_on__isnull=True).count() == 1


def test_membership_closes_and_opens_on_the_day_of_acceptance(cast: Cast) -> None:
    letter = accept(cast, send(cast))

    member = cast.person("member")
    assert (letter.state, letter.answered_on) == (TransferState.ACCEPTED, LATER)
    assert (member.branch, member.group) == (cast.organization("other_branch"), None)
    assert [
        (row.branch.code, row.to_on, row.start, row.end) for row in Membership.objects.filter(person=member)
    ] == [
        ("62000101", LATER, MembershipStart.ENTERED, MembershipEnd.TRANSFERRED_OUT),
        ("62000102", None, MembershipStart.TRANSFERRED_IN, ""),
    ]
    record = Record.objects.latest("number")
    assert (record.act, record.organization_name) == ("orgs.ACCEPT_TRANSFER", "红旗镇白水村党支部")
    assert str(record.basis) == "2026年3月10日组织关系介绍信（红旗组介〔2026〕3号）"


def test_offices_group_and_household_of_the_old_branch_end(cast: Cast) -> None:
    commissioner = cast.person("commissioner")
    house = Household.objects.create(branch=cast.organization(), number="7", head=commissioner)
    HouseholdMember.objects.create(household=house, person=commissioner, from_on=date(2020, 1, 1))
    assign_group(
        actor=cast.actor("recorder"),
        at=NOW,
        person_id=commissioner.pk,
        group_id=cast.organization("first_group").pk,
    )

    accept(cast, send(cast, "commissioner"))

    held = Appointment.objects.filter(person=commissioner)
    assert {(row.to_on, row.end_reason) for row in held} == {(LATER, "组织关系转出")}
    assert held.count() == 2
    assert cast.person("commissioner").group is None
    assert HouseholdMember.objects.get(person=commissioner).to_on == LATER


def test_receiving_branch_sees_the_letter_and_not_the_person(cast: Cast) -> None:
    letter = send(cast)
    receiver = cast.actor("stranger")

    assert get_transfer_for(receiver, letter.pk) == letter
    with pytest.raises(NotFound):
        get_person_for(receiver, letter.person_id)


def test_branch_between_neither_sees_nor_answers(cast: Cast) -> None:
    found(cast, "62000103", "township", OrganizationKind.BRANCH)
    letter = send(cast, to="62000103")

    for who in ("stranger", "admin", "auditor"):
        with pytest.raises(NotFound):
            get_transfer_for(cast.actor(who), letter.pk)
        with pytest.raises(NotFound):
            accept(cast, letter, who)
    assert get_transfer_for(cast.actor("organizer"), letter.pk) == letter
    assert get_transfer_for(cast.actor("member"), letter.pk) == letter


def test_old_branch_does_not_accept_for_the_new_one(cast: Cast) -> None:
    letter = send(cast)

    for who in ("recorder", "member"):
        with pytest.raises(NotAllowed, match="接收组织关系"):
            accept(cast, letter, who)


def test_nobody_sends_or_accepts_himself(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="不能由本人办理"):
        send(cast, "recorder")
    letter = send(cast, "member", actor=cast.actor("organizer"))
    assert letter.state is TransferState.SENT
    with pytest.raises(NotAllowed, match="不能由本人办理"):
        send(cast, "secretary", actor=cast.actor("secretary"))


def test_stranger_does_not_send_people_of_the_branch(cast: Cast) -> None:
    with pytest.raises(NotFound):
        send(cast, actor=cast.actor("stranger"))


FAULTS: dict[str, tuple[dict[str, Any], str, str]] = {
    "unknown": ({"to": "红旗镇无名村党支部"}, "to", "没有找到全称或代码是“红旗镇无名村党支部”的党支部"),
    "here": ({"to": "62000101"}, "to", "就在青山村支部"),
    "no number": ({"letter_no": " "}, "letter_no", "请填写介绍信编号。"),
    "too long": ({"valid_days": 366}, "valid_days", "有效期366天不合规定"),
    "too early": ({"sent_on": date(2012, 1, 1)}, "sent_on", "早于李明到本支部的日期"),
    "nowhere": ({"to": " ", "outside": True}, "to", "请填写接收党支部的全称或组织代码。"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_letter_with_a_fault_is_not_written(cast: Cast, case: str) -> None:
    changes, field, said = FAULTS[case]

    with pytest.raises(Invalid) as refusal:
        send(cast, **changes)

    assert said in refusal.value.fields[field]
    assert not Transfer.objects.exists()


def test_only_members_are_transferred(cast: Cast) -> None:
    with pytest.raises(Invalid, match="只有正式党员和预备党员"):
        send(cast, "activist")
    assert send(cast, "probationary").state is TransferState.SENT


def test_second_letter_while_one_is_open_is_refused(cast: Cast) -> None:
    send(cast)

    with pytest.raises(NotNow, match="已经在转接中"):
        send(cast, letter_no="红旗组介〔2026〕4号")


def test_letter_whose_time_is_over_is_returned_not_accepted(cast: Cast) -> None:
    letter = send(cast, valid_days=5)

    with pytest.raises(Invalid, match="有效期到2026年3月15日，2026年3月16日已经过期"):
        accept(cast, letter)
    returned = return_transfer(
        actor=cast.actor("stranger"), at=NOW, transfer_id=letter.pk, on=LATER, reason="介绍信过期"
    )

    assert (returned.state, returned.answer) == (TransferState.RETURNED, "介绍信过期")
    assert cast.person("member").branch == cast.organization()
    assert send(cast, letter_no="红旗组介〔2026〕9号").state is TransferState.SENT


def test_branch_outside_is_only_a_name_and_its_receipt_is_copied_by_the_sender(cast: Cast) -> None:
    letter = send(cast, to="邻省某县某村党支部", outside=True)
    assert (letter.to_branch, letter.to_name) == (None, "邻省某县某村党支部")

    with pytest.raises(Invalid, match="请照纸质回执填写"):
        accept(cast, letter, "recorder")
    accept(cast, letter, "recorder", answer="回执第18号")

    member = cast.person("member")
    assert (member.branch, member.standing) == (None, "FORMAL")
    assert Membership.objects.get(person=member).end is MembershipEnd.TRANSFERRED_OUT


def test_who_comes_back_from_outside_is_found_by_name_and_number_together(cast: Cast) -> None:
    enter(cast, "杨返", id_no="11010519491231002X")
    person = next(iter(type(cast.person("member")).objects.filter(name="杨返")))
    letter = actions.send_transfer(
        actor=cast.actor("recorder"), at=NOW, person_id=person.pk, to="外省", outside=True,
        letter_no="5", sent_on=TODAY,
    )  # fmt: skip
    accept(cast, letter, "recorder", answer="回执")
    paper = Basis(BasisKind.LETTER, "组织关系介绍信", LATER, "外组介7号")

    def back(name: str, id_no: str, who: str = "stranger", branch: str = "other_branch") -> object:
        return take_back(
            actor=cast.actor(who),
            at=NOW,
            branch_id=cast.organization(branch).pk,
            name=name,
            id_no=id_no,
            on=LATER,
            basis=paper,
        )

    for name, id_no in (("杨返", ""), ("杨返", "110105194912310021"), ("李明", "11010519491231002X")):
        with pytest.raises(Invalid, match="没有找到"):
            back(name, id_no)
    with pytest.raises((NotAllowed, NotFound)):
        back("杨返", "11010519491231002X", "member")
    back("杨返", "11010519491231002X")

    person.refresh_from_db()
    assert person.branch == cast.organization("other_branch")


def test_wrong_acceptance_is_undone_by_a_letter_back(cast: Cast) -> None:
    accept(cast, send(cast))

    letter = actions.send_transfer(
        actor=cast.actor("stranger"), at=NOW, person_id=cast.person("member").pk, to="红旗镇青山村党支部",
        letter_no="白组介1号", sent_on=LATER,
    )  # fmt: skip
    accept(cast, letter, "recorder")

    assert cast.person("member").branch == cast.organization()
    assert Membership.objects.filter(person=cast.person("member")).count() == 3


def act_on(cast: Cast, act: str, letter: Transfer) -> Transfer:
    if act == "ACCEPT_TRANSFER":
        return accept(cast, letter)
    verb, who = (return_transfer, "stranger") if act == "RETURN_TRANSFER" else (cancel_transfer, "recorder")
    return verb(actor=cast.actor(who), at=NOW, transfer_id=letter.pk, on=LATER, reason="退")


@pytest.mark.parametrize("first", ["ACCEPT_TRANSFER", "RETURN_TRANSFER", "CANCEL_TRANSFER"])
@pytest.mark.parametrize("second", ["ACCEPT_TRANSFER", "RETURN_TRANSFER", "CANCEL_TRANSFER"])
def test_answered_letter_is_not_answered_again(cast: Cast, first: str, second: str) -> None:
    letter = act_on(cast, first, send(cast))
    assert letter.state == next(row.target for row in TRANSFER.rows if row.act == first)

    with pytest.raises(NotNow, match=f"现在是“{letter.state.label}”"):
        act_on(cast, second, letter)

    assert Membership.objects.filter(person=cast.person("member"), to_on__isnull=True).count() == 1


def test_returning_and_withdrawing_need_a_reason_and_a_day(cast: Cast) -> None:
    letter = send(cast)

    for verb, who in ((return_transfer, "stranger"), (cancel_transfer, "recorder")):
        with pytest.raises(Invalid) as refusal:
            verb(
                actor=cast.actor(who),
                at=NOW,
                transfer_id=letter.pk,
                on=TODAY - timedelta(days=1),
                reason=" ",
            )
        assert set(refusal.value.fields) == {"on", "reason"}


def test_letter_of_somebody_who_is_no_longer_there_is_void(cast: Cast) -> None:
    letter = send(cast)
    person = cast.person("member")
    person.branch = cast.organization("office_branch")
    person.save(update_fields=["branch"])

    with pytest.raises(Blocked, match="已经不在青山村支部"):
        accept(cast, letter)


def test_superior_sees_the_letters_of_the_whole_tree_and_a_branch_its_own(cast: Cast) -> None:
    letter = send(cast)
    accepted = accept(cast, send(cast, "migrant", letter_no="4"))
    township = cast.organization("township")

    assert set(list_transfers_for(cast.actor("organizer"), township, incoming=False)) == {letter, accepted}
    assert list(
        list_transfers_for(
            cast.actor("stranger"), cast.organization("other_branch"), incoming=True, open_only=True
        )
    ) == [letter]
    with pytest.raises(NotAllowed):
        list_transfers_for(cast.actor("stranger"), cast.organization(), incoming=False)
