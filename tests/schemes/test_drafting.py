"""Drafts: where they come from, what they may be called, what is kept although it is faulty, what closes them."""

from datetime import date

import pytest

from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound, NotNow
from jifen.schemes import actions
from jifen.schemes.errors import DraftChangedMeanwhile, SchemeFaulty, StateChangedMeanwhile
from jifen.schemes.models import Scheme, SchemeVersion
from jifen.schemes.queries import check_of, clauses_of, get_scheme_for, get_version_for, list_schemes_for
from jifen.schemes.states.versions import VersionState
from tests.cast import NOW, Cast
from tests.schemes import acts
from tests.schemes.small import FRAME, SMALL
from tests.schemes.test_holding import frame

pytestmark = pytest.mark.django_db


def save(cast: Cast, version: SchemeVersion, text: str, by: str = "secretary") -> SchemeVersion:
    return actions.save_draft(
        actor=cast.actor(by), at=NOW, version_id=version.pk, text=text, clauses="", seen=version.version
    )


def test_sample_from_the_shelf_brings_the_clauses_of_its_document(cast: Cast) -> None:
    version = acts.start(cast, "township-branch-sample")

    assert version.scheme.library == "township-branch-sample"
    assert "S3-二-二-(1)a" in clauses_of(version)


def test_scheme_that_is_not_on_the_shelf_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid, match="没有叫“village”的方案"):
        acts.start(cast, "village")


def test_uploaded_file_becomes_version_one_under_its_own_name(cast: Cast) -> None:
    version = acts.write(cast, SMALL.replace("version: 1", "version: 7").replace("\n", "\r\n"))

    assert version.text == SMALL
    assert (version.reference, str(version), version.scheme.title) == ("small@1", "《小办法》第1版", "小办法")


def test_file_without_a_version_is_given_one(cast: Cast) -> None:
    version = acts.write(cast, SMALL.replace("version: 1\n", ""))

    assert version.text == SMALL


def test_same_identifier_is_taken_once_in_one_book(cast: Cast) -> None:
    acts.write(cast, SMALL)
    with pytest.raises(Invalid, match="本组织已经有代号“small”的办法《小办法》"):
        acts.write(cast, SMALL)
    with pytest.raises(Invalid, match="青山村支部已经有代号“small”的办法"):
        acts.write(cast, SMALL, "organizer", organization_id=cast.organization("township").pk)

    other = acts.write(cast, SMALL, code="mine")

    assert other.text == SMALL.replace("scheme: small", "scheme: mine")
    assert acts.write(cast, SMALL, "stranger", organization_id=cast.organization("other_branch").pk)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "文件是空的"),
        ("a: [", "scheme.yaml"),
        ("title: 没有代号\n", "文件里没有 scheme"),
        ("a\0b", "空字节"),
        (SMALL.replace("小办法", "小\u200b办法"), "看不见的字符"),
    ],
)
def test_text_that_is_no_scheme_is_refused_with_its_place(cast: Cast, text: str, said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        acts.write(cast, text)

    assert said in refusal.value.fields["text"]
    assert not Scheme.objects.exists()


def test_group_has_no_scheme_of_its_own(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="党小组没有自己的积分办法"):
        acts.start(cast, by="organizer", organization_id=cast.organization("first_group").pk)


def test_draft_from_a_superiors_version_builds_on_it(cast: Cast) -> None:
    upper = frame(cast)

    version = acts.start(cast, "", version_id=upper.pk)

    assert version.upper == upper
    assert version.text.splitlines()[:3] == [
        "scheme: frame-62000101", "version: 1", "title: 青山村支部补充办法",
    ]  # fmt: skip
    bound, findings = check_of(version)
    assert bound is not None
    assert [finding.severity.label for finding in findings if finding.severity.label == "错误"] == []


def test_draft_from_ones_own_version_under_another_name_is_a_copy(cast: Cast) -> None:
    first = acts.write(cast, SMALL)

    copy = acts.start(cast, "", version_id=first.pk, code="copy")

    assert copy.text == SMALL.replace("scheme: small", "scheme: copy")
    assert copy.made_from == first


def test_text_with_faults_is_kept_as_a_draft_and_closes_with_all_of_them_told(cast: Cast) -> None:
    version = acts.write(cast, SMALL)
    version = save(cast, version, SMALL.replace("points: 2", "punkte: 2").replace("full: 10", "full: zehn"))

    with pytest.raises(SchemeFaulty) as refusal:
        acts.validate(cast, version)

    assert [finding.place.line for finding in refusal.value.findings] == [11, 15, 15]
    assert all(reason.startswith("small@1.yaml:") for reason in refusal.value.reasons)
    broken = save(cast, version, "scheme: [")
    with pytest.raises(SchemeFaulty):
        acts.validate(cast, broken)
    with pytest.raises(Blocked, match="读不出分值"):
        acts.change(cast, broken, "a", "1")


def test_text_under_another_name_or_number_is_not_closed(cast: Cast) -> None:
    version = save(
        cast, acts.write(cast, SMALL), SMALL.replace("small", "large").replace("version: 1", "version: 2")
    )

    with pytest.raises(SchemeFaulty) as refusal:
        acts.validate(cast, version)

    assert refusal.value.reasons == (
        "文本里的代号（scheme）是“large”，这份办法的代号是“small”，请改成一样。",
        "文本里的版次（version）是“2”，这是第1版，请改成 1。",
    )


def test_nobody_saves_over_what_he_has_not_seen(cast: Cast) -> None:
    opened = acts.write(cast, SMALL)
    save(cast, opened, SMALL.replace("小办法", "新办法"), "commissioner")

    with pytest.raises(DraftChangedMeanwhile):
        save(cast, opened, SMALL)
    with pytest.raises(DraftChangedMeanwhile):
        acts.change(cast, opened, acts.value_key(opened, "帮助群众"), "3")
    with pytest.raises(StateChangedMeanwhile):
        acts.validate(cast, opened)
    assert SchemeVersion.objects.get().scheme.title == "新办法"


def test_what_was_closed_is_a_draft_again_when_it_is_changed(cast: Cast) -> None:
    version = acts.validate(cast, acts.write(cast, SMALL))

    changed = save(cast, version, SMALL + "note: 另加一句\n")

    assert changed.state is VersionState.DRAFT
    with pytest.raises(NotNow, match="现在是“草稿”"):
        actions.adopt_version(
            actor=cast.actor("secretary"),
            at=NOW,
            version_id=version.pk,
            basis=acts.VOTE,
            seen=changed.version,
        )


def test_title_of_a_scheme_in_force_changes_when_the_new_version_holds(cast: Cast) -> None:
    first = acts.put_in_force(cast, acts.adopt(cast, acts.write(cast, SMALL)), "2026-03")
    second = actions.start_version(actor=cast.actor("secretary"), at=NOW, version_id=first.pk)
    second = save(cast, second, second.text.replace("小办法", "修订后的办法"))
    assert Scheme.objects.get().title == "小办法"

    second = acts.adopt(cast, second)
    acts.put_in_force(cast, second, "2026-04")

    assert Scheme.objects.get().title == "修订后的办法"


def test_one_version_at_a_time_is_in_the_making(cast: Cast) -> None:
    first = acts.put_in_force(cast, acts.adopt(cast, acts.write(cast, SMALL)), "2026-03")
    given = {"actor": cast.actor("secretary"), "at": NOW}
    second = actions.start_version(**given, version_id=first.pk)

    with pytest.raises(Blocked) as refusal:
        actions.start_version(**given, version_id=first.pk)
    with pytest.raises(Blocked):
        acts.change(cast, first, acts.value_key(first, "帮助群众"), "3")

    assert refusal.value.reasons == (
        "《小办法》的第2版还在办理（草稿），一份办法同时只有一个新版本；请接着办它，或者先撤回它。",
    )
    with pytest.raises(Invalid, match="为什么撤回"):
        actions.withdraw_version(**given, version_id=second.pk, reason=" ")
    gone = actions.withdraw_version(**given, version_id=second.pk, reason="另有考虑")
    assert (gone.state, gone.reason) == (VersionState.WITHDRAWN, "另有考虑")
    assert actions.start_version(**given, version_id=first.pk).number == 3
    with pytest.raises(NotNow):
        actions.withdraw_version(**given, version_id=first.pk, reason="施行的不能撤回")


def test_version_whose_text_cannot_be_read_is_no_ground_for_the_next(cast: Cast) -> None:
    version = save(cast, acts.write(cast, SMALL), "scheme: [")
    given = {"actor": cast.actor("secretary"), "at": NOW}
    actions.withdraw_version(**given, version_id=version.pk, reason="写坏了")

    with pytest.raises(Blocked, match="读不懂"):
        actions.start_version(**given, version_id=version.pk)


def test_value_that_is_none_is_refused_at_its_place(cast: Cast) -> None:
    version = acts.write(cast, SMALL)
    key = acts.value_key(version, "帮助群众")

    with pytest.raises(Invalid) as refusal:
        acts.change(cast, version, key, "两分")
    with pytest.raises(Blocked, match="没有改动"):
        acts.change(cast, version, key, "2")

    assert refusal.value.fields == {key: "“两分”不是数，应写成 5、0.5、1/3 或 85% 这样的形式。"}


@pytest.mark.parametrize(
    ("basis", "field"),
    [
        (Basis(BasisKind.DOCUMENT, "通知", date(2026, 3, 1), "1号"), "basis_kind"),
        (Basis(BasisKind.MEETING, "党员大会", None, "1号"), "basis_on"),
        (Basis(BasisKind.MEETING, "党员大会", date(2026, 3, 11), "1号"), "basis_on"),
        (Basis(BasisKind.MEETING, "党员大会", date(2026, 3, 1)), "basis_document_no"),
    ],
)
def test_branch_adopts_by_a_meeting_that_was_held_and_can_be_found(
    cast: Cast, basis: Basis, field: str
) -> None:
    version = acts.validate(cast, acts.write(cast, SMALL))

    with pytest.raises(Invalid) as refusal:
        actions.adopt_version(
            actor=cast.actor("secretary"), at=NOW, version_id=version.pk, basis=basis, seen=version.version
        )

    assert list(refusal.value.fields) == [field]


def test_what_was_voted_on_is_what_is_closed(cast: Cast) -> None:
    version = acts.validate(cast, acts.write(cast, SMALL))

    with pytest.raises(StateChangedMeanwhile):
        actions.adopt_version(
            actor=cast.actor("secretary"),
            at=NOW,
            version_id=version.pk,
            basis=acts.VOTE,
            seen=version.version + 1,
        )


def test_member_reads_the_scheme_and_changes_nothing(cast: Cast) -> None:
    version = acts.write(cast, SMALL)
    member = cast.actor("member")

    assert get_version_for(member, version.pk) == version
    assert [scheme.code for scheme in list_schemes_for(member, cast.organization())] == ["small"]
    with pytest.raises(NotAllowed, match="“检查定稿”由本组织的委员、记录员，或上级党委组织员办理"):
        acts.validate(cast, version, "member")
    with pytest.raises(NotFound):
        list_schemes_for(cast.actor("stranger"), cast.organization())


def test_draft_of_the_township_is_seen_below_once_it_is_rule(cast: Cast) -> None:
    upper = acts.write(cast, FRAME, "organizer", organization_id=cast.organization("township").pk)
    with pytest.raises(NotFound):
        get_version_for(cast.actor("member"), upper.pk)
    with pytest.raises(NotFound):
        get_scheme_for(cast.actor("member"), upper.scheme.pk)

    upper = acts.adopt(cast, upper, acts.ORDER, "organizer")

    assert get_version_for(cast.actor("member"), upper.pk) == upper
    assert get_scheme_for(cast.actor("stranger"), upper.scheme.pk) == upper.scheme
