"""The way of a 办法: taken from the shelf, changed, checked, adopted, in force, superseded."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from jifen.audit.models import Record
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import NotFound
from jifen.rules.shelf import read
from jifen.schemes import actions
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import find_version, get_version_for, reference_of, tables_of
from jifen.schemes.states.texts import digest_of
from jifen.schemes.states.versions import VersionState
from tests.cast import NOW, Cast
from tests.schemes import acts

pytestmark = pytest.mark.django_db


def test_secretary_takes_the_village_scheme_changes_a_value_and_the_next_version_follows(cast: Cast) -> None:
    branch = cast.organization()
    draft = acts.start(cast)
    assert (draft.text, draft.state) == (read("village-branch").decode(), VersionState.DRAFT)

    key = acts.value_key(draft, "帮助困难群众")
    draft = acts.change(cast, draft, key, "3")
    first = acts.adopt(cast, draft)
    assert find_version(branch, date(2026, 3, 10)) is None
    first = acts.put_in_force(cast, first, "2026-03")
    assert (first.from_on, first.state) == (date(2026, 3, 1), VersionState.IN_FORCE)
    assert find_version(branch, date(2026, 2, 28)) is None
    assert find_version(branch, date(2026, 3, 1)) == first

    second = acts.change(cast, first, key, "2.5")
    assert (second.number, second.made_from, second.state) == (2, first, VersionState.DRAFT)
    april = Basis(BasisKind.MEETING, "支部党员大会", date(2026, 4, 7), "青山村会议记录2026-4")
    second = acts.adopt(cast, second, april, when=acts.at(date(2026, 4, 8)))
    second = acts.put_in_force(cast, second, "2026-05", when=acts.at(date(2026, 4, 8)))

    first.refresh_from_db()
    assert (first.state, first.until_on) == (VersionState.SUPERSEDED, date(2026, 4, 30))
    assert find_version(branch, date(2026, 4, 30)) == first
    assert find_version(branch, date(2026, 5, 1)) == second
    assert reference_of(second, "incentive.service") == "village-branch@2#incentive.service"
    assert tables_of(second).reference == reference_of(second)
    acts_done = (
        Record.objects.filter(act__startswith="schemes.").order_by("number").values_list("label", flat=True)
    )
    assert list(acts_done) == [
        "新立办法", "修改分值", "检查定稿", "登记表决通过", "确定施行日期", "修改分值", "检查定稿", "登记表决通过",
        "确定施行日期",
    ]  # fmt: skip


def test_page_and_file_stay_equal_byte_for_byte(cast: Cast) -> None:
    draft = acts.start(cast)
    key = acts.value_key(draft, "帮助困难群众")

    changed = acts.change(cast, draft, key, "3")
    again = acts.change(cast, changed, key, "2")

    assert again.text == read("village-branch").decode()
    lines = zip(changed.text.split("\n"), again.text.split("\n"), strict=True)
    assert [(new, old) for new, old in lines if new != old] == [
        ("            points: 3", "            points: 2")
    ]
    saved = actions.save_draft(
        actor=cast.actor("secretary"),
        at=NOW,
        version_id=again.pk,
        text=changed.text.replace("\n", "\r\n"),
        clauses=again.clauses,
        seen=again.version,
    )
    assert saved.text == changed.text
    assert saved.digest == digest_of(changed.text, again.clauses)


REWRITES = {
    "text": "UPDATE schemes_schemeversion SET text = text || ' '",
    "clauses": "UPDATE schemes_schemeversion SET clauses = 'x'",
    "digest": "UPDATE schemes_schemeversion SET digest = 'x'",
    "adoption": "UPDATE schemes_schemeversion SET adopted_on = '2020-01-01'",
    "back to draft": "UPDATE schemes_schemeversion SET state = 'DRAFT', adopted_on = NULL, from_on = NULL",
    "earlier": "UPDATE schemes_schemeversion SET from_on = '2020-01-01'",
    "delete": "DELETE FROM schemes_schemeversion",
}


@pytest.mark.canary("通过的办法一个字不改", "用数据库语句改通过了的办法的文本、日期，退回草稿，删除")
@pytest.mark.parametrize("change", REWRITES)
def test_database_itself_refuses_to_change_a_text_that_was_adopted(cast: Cast, change: str) -> None:
    acts.in_force(cast)
    before = list(SchemeVersion.objects.values())

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(REWRITES[change])

    assert list(SchemeVersion.objects.values()) == before


def test_draft_is_changed_as_often_as_one_likes(cast: Cast) -> None:
    acts.start(cast)

    with connection.cursor() as cursor:
        cursor.execute(REWRITES["text"])

    assert SchemeVersion.objects.get().text.endswith(" ")


def test_stranger_is_refused_everywhere(cast: Cast) -> None:
    version = acts.start(cast)
    stranger = cast.actor("stranger")
    given = {"actor": stranger, "at": NOW, "version_id": version.pk}

    for act in (
        lambda: get_version_for(stranger, version.pk),
        lambda: acts.start(cast, by="stranger"),
        lambda: actions.start_version(**given),
        lambda: actions.save_draft(**given, text="x", clauses="", seen=1),
        lambda: actions.change_values(**given, values={}, seen=1),
        lambda: actions.validate_version(**given, seen=1),
        lambda: actions.adopt_version(**given, basis=acts.VOTE, seen=1),
        lambda: actions.approve_version(**given, basis=acts.ORDER),
        lambda: actions.put_in_force(**given, from_period="2026-03"),
        lambda: actions.supersede_version(**given, last_period="2026-03", basis=acts.VOTE),
        lambda: actions.withdraw_version(**given, reason="x"),
    ):
        with pytest.raises(NotFound):
            act()
    assert SchemeVersion.objects.get().version == 1
