"""One person entered twice: an alias, not a rewriting."""

from datetime import date
from typing import Any

import pytest

from jifen.audit.models import Record
from jifen.common.refusals import Invalid, NotAllowed, NotFound
from jifen.orgs.actions import edit_person, merge_people, record_circumstance, undo_merge
from jifen.orgs.errors import DuplicateEntry, SomethingStandsOnIt, Unconfirmed
from jifen.orgs.models import Bond, Circumstance, Membership, Person, StandingEvent
from jifen.orgs.queries import (
    get_file_for,
    list_aliases,
    list_likely_duplicates_for,
    list_people_for,
    resolve,
    status_on,
)
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import CircumstanceKind
from tests.cast import NOW, TODAY, Cast
from tests.orgs.people.stories import MEETING, enter, id_number, move

pytestmark = pytest.mark.django_db
BORN = date(1956, 11, 3)


def twice(cast: Cast, **details: Any) -> Person:
    """Enter 李明 a second time, into the other branch."""
    given = {"branch_id": cast.organization("other_branch").pk, "birth_on": BORN, **details}
    return enter(cast, "李明", **given)


def kept(cast: Cast) -> Person:
    """Return the first 李明."""
    return Person.objects.get(name="李明", branch=cast.organization(), mark="")


def merge(cast: Cast, keep: Person, duplicate: Person, by: str = "organizer", **given: Any) -> Person:
    options = {"reason": "本人当面核对过", **given}
    return merge_people(actor=cast.actor(by), at=NOW, keep_id=keep.pk, duplicate_id=duplicate.pk, **options)


def everything_about(person: Person) -> list[Any]:
    """Return every row that refers to a person, as the tables hold it."""
    return [
        sorted(map(str, model.objects.filter(**{field: person}).values()))
        for model, field in (
            (StandingEvent, "person"),
            (Circumstance, "person"),
            (Bond, "other"),
            (Membership, "person"),
        )
    ]


def test_duplicate_becomes_an_alias_and_no_row_is_rewritten(cast: Cast) -> None:
    keep = kept(cast)
    duplicate = twice(cast)
    record_circumstance(
        actor=cast.actor("organizer"),
        at=NOW,
        person_id=duplicate.pk,
        kind=CircumstanceKind.FRAIL,
        from_on=TODAY,
        basis=MEETING,
    )
    before = everything_about(duplicate)

    merge(cast, keep, duplicate)

    duplicate.refresh_from_db()
    assert resolve(duplicate) == keep
    assert list_aliases(keep) == {keep.pk: keep.pk, duplicate.pk: keep.pk}
    after = everything_about(duplicate)
    assert after[0] == before[0]
    assert [len(rows) for rows in after] == [len(rows) for rows in before]
    assert (duplicate.memberships.get().end, duplicate.memberships.get().to_on) == ("DUPLICATE", TODAY)
    file = get_file_for(cast.actor("organizer"), keep, TODAY)
    assert len(file.standing_events) == 2
    assert [row.person for row in file.circumstances] == [duplicate]
    assert status_on(keep, TODAY).circumstances == {CircumstanceKind.FRAIL}


def test_lists_hide_the_duplicate_and_acts_on_it_are_refused(cast: Cast) -> None:
    duplicate = twice(cast)
    merge(cast, kept(cast), duplicate)

    actor, township = cast.actor("organizer"), cast.organization("township")
    assert list(list_people_for(actor, township, words="李明", everybody=True)) == [kept(cast)]
    with pytest.raises(DuplicateEntry, match="请在保留的那份登记上办理"):
        edit_person(actor=cast.actor("organizer"), at=NOW, person_id=duplicate.pk, version=2, remark="不该写")


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"birth_on": date(1960, 1, 1)}, "两份登记的出生日期不同。"),
        ({"name": "黎明"}, "两份登记的姓名不同：李明、黎明。"),
    ],
)
def test_what_differs_is_asked_about(cast: Cast, details: dict[str, Any], said: str) -> None:
    duplicate = twice(cast)
    Person.objects.filter(pk=duplicate.pk).update(**details)

    with pytest.raises(Unconfirmed) as refusal:
        merge(cast, kept(cast), duplicate)

    assert refusal.value.reasons == (said,)
    assert merge(cast, kept(cast), duplicate, confirmed=True)


def test_two_identity_numbers_are_two_people(cast: Cast) -> None:
    first = enter(cast, "王一", id_no=id_number("62000019900115001"))
    second = enter(cast, "王二", id_no=id_number("62000019900115003"))

    with pytest.raises(Invalid) as refusal:
        merge(cast, first, second, reason="像")

    assert refusal.value.fields == {
        "keep": "两份登记的公民身份号码不同，不是同一个人，不能合并；号码填错的请先修改。",
        "reason": "请写明怎样确认是同一个人。",
    }
    with pytest.raises(Invalid, match="请选择两份不同的登记"):
        merge(cast, first, first)


def test_merging_is_for_the_superior(cast: Cast) -> None:
    duplicate = enter(cast, "李明", mark="小")

    for key in ("secretary", "recorder", "member"):
        with pytest.raises((NotAllowed, NotFound)):
            merge(cast, kept(cast), duplicate, key)
    with pytest.raises(NotFound):
        merge(cast, kept(cast), duplicate, "stranger")
    with pytest.raises(NotFound):
        undo_merge(actor=cast.actor("stranger"), at=NOW, duplicate_id=duplicate.pk, reason="越权撤销")


def test_merge_is_undone_while_nothing_was_done_since(cast: Cast) -> None:
    keep, duplicate = kept(cast), twice(cast)
    merge(cast, keep, duplicate)

    undo_merge(actor=cast.actor("organizer"), at=NOW, duplicate_id=duplicate.pk, reason="问过，是两个人")

    duplicate.refresh_from_db()
    assert duplicate.same_as is None
    assert [(row.from_on, row.to_on) for row in duplicate.memberships.order_by("from_on")] == [
        (date(2020, 1, 1), TODAY),
        (TODAY, None),
    ]
    assert Record.objects.filter(act="orgs.UNDO_MERGE").count() == 1


def test_merge_is_not_undone_after_an_act_on_the_one_kept(cast: Cast) -> None:
    keep, duplicate = kept(cast), twice(cast)
    merge(cast, keep, duplicate)
    edit_person(
        actor=cast.actor("organizer"),
        at=NOW,
        person_id=keep.pk,
        version=kept(cast).version,
        remark="住镇上",
    )

    with pytest.raises(SomethingStandsOnIt, match="合并以后李明又办理过别的事"):
        undo_merge(actor=cast.actor("organizer"), at=NOW, duplicate_id=duplicate.pk, reason="问过，是两个人")


def test_likely_duplicates_are_proposed_with_the_cause(cast: Cast) -> None:
    born = twice(cast)
    phone = enter(cast, "黎明", phone="13800000001")
    enter(cast, "李明", mark="小", birth_on=date(1999, 1, 1))

    found = list_likely_duplicates_for(cast.actor("organizer"), cast.organization("township"))

    assert [({row.first.pk, row.second.pk}, row.why) for row in found] == [
        ({kept(cast).pk, born.pk}, "姓名和出生日期相同"),
        ({kept(cast).pk, phone.pk}, "手机号相同"),
    ]
    with pytest.raises(NotAllowed):
        list_likely_duplicates_for(cast.actor("stranger"), cast.organization())


def cast_member(cast: Cast) -> Person:
    return Person.objects.get(name="李明", branch=cast.organization(), mark="")


def test_move_on_a_duplicate_is_refused(cast: Cast) -> None:
    duplicate = twice(cast)
    merge(cast, kept(cast), duplicate)

    with pytest.raises(DuplicateEntry):
        move(cast, duplicate, Act.RECORD_DEATH, actor=cast.actor("organizer"))
