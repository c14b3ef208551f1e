"""Keeping, opening and clearing papers: one file for one content, and nothing half done."""

import hashlib
from dataclasses import replace

import pytest
from django.db import Error, connection, transaction

from jifen.audit.models import Record
from jifen.common.basis import Basis, BasisKind
from jifen.common.decision import denied
from jifen.common.refusals import Invalid, NotAllowed, NotFound, NotNow
from jifen.documents.actions.keeping import open_document, remove_document
from jifen.documents.actions.together import together
from jifen.documents.errors import ContentChanged, ContentMissing, ContentRemoved, TooMuchKept
from jifen.documents.models import Blob, Document
from jifen.documents.queries import list_documents_for, path_of
from jifen.documents.states.documents import DocumentState
from jifen.documents.states.limits import Limits
from tests.cast import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def owners(cast):
    """The owning room's answer: seen by all but 陈某."""

    def place(actor, person_id):
        if actor.name == "陈某":
            raise NotFound
        return cast.place()

    return {"orgs.person": place}


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_paper_lies_under_its_fingerprint_for_the_owner_of_the_process_alone(keep, folder, photo):
    document = keep()

    fingerprint = hashlib.sha256(photo.content).hexdigest()
    place = folder / fingerprint[:2] / fingerprint[2:4] / fingerprint
    assert files(folder) == [place] == [path_of(document.blob_id)]
    assert place.read_bytes() == photo.content
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700
    assert (document.name, document.file_name, document.content_type) == (
        "会议记录",
        "会议记录.jpg",
        "image/jpeg",
    )
    assert (document.uploader_name, document.owner_label, document.blob.width) == ("孙记录员", "李明", 120)


@pytest.mark.canary("文件名不作路径", "带 ../、盘符、空字符的文件名")
@pytest.mark.parametrize(
    "name", ["../../evil.jpg", "/etc/evil", "C:\\evil.jpg", "a\0b.jpg", "..", "CON", "x" * 4_096]
)
def test_name_never_chooses_a_path(keep, folder, name):
    document = keep(name=name)

    assert files(folder.parent) == [path_of(document.blob_id)]


def test_path_of_what_is_no_fingerprint_is_refused():
    for name in ("../" * 20 + "a" * 4, "A" * 64, "g" * 64, "a" * 63, "", "a" * 64 + "\n"):
        with pytest.raises(ValueError, match="not a fingerprint"):
            path_of(name)


def test_same_content_is_kept_once_and_shown_by_several_papers(keep, folder):
    first, second = keep(), keep(name="另一份.jpg")

    assert first.blob_id == second.blob_id
    assert (Blob.objects.count(), Document.objects.count(), len(files(folder))) == (1, 2, 1)


def test_keeping_is_recorded_without_the_name_of_the_file(keep, owner):
    document = keep(name="李明的检讨.jpg")

    row = Record.objects.get(act="documents.KEEP")
    assert (row.label, row.actor_name, row.organization_name) == (
        "存入材料",
        "孙记录员",
        "红旗镇青山村党支部",
    )
    assert (row.subject_kind, row.subject_id, row.subject_label) == ("person", owner.id, "李明")
    assert row.detail["sha256"] == document.blob_id
    assert "检讨" not in str(row.detail)


def test_refused_by_the_owning_room_nothing_is_kept(keep, folder):
    with pytest.raises(NotAllowed, match="书记"):
        keep(allowed=denied("由本支部书记办理。"))

    assert (Document.objects.count(), Blob.objects.count(), files(folder)) == (0, 0, [])


def refuse(*acts):
    """Do acts together, the last of which is refused."""
    with together():
        for act in acts:
            act()
        raise NotNow("支部已经撤销。")


def test_when_the_act_is_refused_the_paper_is_not_kept(keep, folder):
    seen = []

    with pytest.raises(NotNow):
        refuse(keep, lambda: seen.append(len(files(folder))))

    assert seen == [1]
    assert (Document.objects.count(), Blob.objects.count(), files(folder)) == (0, 0, [])
    assert not Record.objects.filter(act="documents.KEEP").exists()


def test_a_file_another_paper_needs_stays_when_an_act_is_refused(keep, folder):
    first = keep()

    with pytest.raises(NotNow):
        refuse(keep)

    assert files(folder) == [path_of(first.blob_id)]


def test_file_of_a_transaction_inside_goes_with_the_one_around(keep, folder):
    def inside():
        with together():
            keep()

    with pytest.raises(NotNow):
        refuse(inside)

    assert files(folder) == []


def test_too_many_papers_and_too_many_bytes_are_both_named(keep, monkeypatch, photo):
    keep()
    small = Limits(documents_per_owner=1, bytes_per_organization=len(photo.content))
    monkeypatch.setattr("jifen.documents.actions.keeping.LIMITS", small)

    with pytest.raises(TooMuchKept) as refusal:
        keep()

    assert refusal.value.reasons == (
        "李明的材料已有 1 份，到了上限；请先清除保存期满的材料。",
        "红旗镇青山村党支部的材料已占满 1 KB；请先清除保存期满的材料，或请系统管理员处理。",
    )


def test_reading_hands_out_the_content_and_is_recorded(cast, keep, owners, owner, photo):
    document = keep()

    opened, content = open_document(
        actor=cast.actor("secretary"), at=NOW, document_id=document.pk, owners=owners
    )

    row = Record.objects.get(act="documents.OPEN")
    assert (opened, content) == (document, photo.content)
    assert (row.kind, row.actor_name, row.subject_id) == ("READ", "赵书记", owner.id)


def test_stranger_and_unknown_owner_find_nothing(cast, keep, owners):
    document = keep()

    for actor, known in ((cast.actor("stranger"), owners), (cast.actor("secretary"), {})):
        with pytest.raises(NotFound):
            open_document(actor=actor, at=NOW, document_id=document.pk, owners=known)
        with pytest.raises(NotFound):
            remove_document(actor=actor, at=NOW, document_id=document.pk, owners=known, reason="误传")
        with pytest.raises(NotFound):
            list_documents_for(actor, document.owner_kind, document.owner_id, known)
    assert not Record.objects.filter(act="documents.OPEN").exists()


@pytest.mark.canary("材料与指纹一致", "磁盘上的文件改了一个字节、文件没有了")
def test_changed_and_missing_files_are_not_handed_out(cast, keep, owners):
    document = keep()
    path = path_of(document.blob_id)
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    with pytest.raises(ContentChanged):
        open_document(actor=cast.actor("secretary"), at=NOW, document_id=document.pk, owners=owners)
    with pytest.raises(ContentChanged):
        keep()
    path.unlink()
    with pytest.raises(ContentMissing):
        open_document(actor=cast.actor("secretary"), at=NOW, document_id=document.pk, owners=owners)


def test_clearing_takes_the_file_and_leaves_entry_and_fingerprint(
    cast, keep, owners, folder, django_capture_on_commit_callbacks
):
    document = keep()
    basis = Basis(BasisKind.FORM, "材料保存期满清单", TODAY)

    with django_capture_on_commit_callbacks(execute=True):
        remove_document(
            actor=cast.actor("secretary"),
            at=NOW,
            document_id=document.pk,
            owners=owners,
            reason="保存期满",
            basis=basis,
        )

    document.refresh_from_db()
    assert files(folder) == []
    assert (document.state, document.removal_reason) == (DocumentState.REMOVED, "保存期满")
    assert document.removal_basis == basis
    row = Record.objects.get(act="documents.REMOVE")
    assert (row.actor_name, row.basis, row.detail["sha256"]) == ("赵书记", basis, document.blob_id)
    with pytest.raises(ContentRemoved, match="2026年3月10日"):
        open_document(actor=cast.actor("secretary"), at=NOW, document_id=document.pk, owners=owners)
    with pytest.raises(NotNow, match="内容已清除"):
        remove_document(
            actor=cast.actor("secretary"), at=NOW, document_id=document.pk, owners=owners, reason="再来"
        )


def test_file_stays_until_the_last_paper_that_shows_it_is_cleared(
    cast, keep, owners, folder, photo, django_capture_on_commit_callbacks
):
    left = []
    for document in (keep(), keep()):
        with django_capture_on_commit_callbacks(execute=True):
            remove_document(
                actor=cast.actor("secretary"), at=NOW, document_id=document.pk, owners=owners, reason="误传"
            )
        left.append(len(files(folder)))

    assert left == [1, 0]
    again = keep()
    assert path_of(again.blob_id).read_bytes() == photo.content


def test_only_secretary_and_superior_clear_and_say_why(cast, keep, owners):
    document = keep()

    for key in ("recorder", "member", "admin"):
        with pytest.raises(NotAllowed, match="本组织书记，或上级党委组织员"):
            remove_document(
                actor=cast.actor(key), at=NOW, document_id=document.pk, owners=owners, reason="误传"
            )
    with pytest.raises(Invalid, match="请写明清除的原因"):
        remove_document(
            actor=cast.actor("organizer"), at=NOW, document_id=document.pk, owners=owners, reason=" "
        )


def test_papers_of_an_owner_are_listed_newest_first_in_one_question(
    cast, keep, owner, photo, django_assert_num_queries
):
    for number in range(3):
        keep(name=f"{number}.jpg", cleaned=replace(photo, content=photo.content + bytes(number)))

    actor, known = cast.actor("secretary"), {owner.kind: lambda actor, person_id: owner.place}
    with django_assert_num_queries(1):
        listed = list_documents_for(actor, owner.kind, owner.id, known)
        assert sorted(document.file_name for document in listed) == ["0.jpg", "1.jpg", "2.jpg"]


CHANGES = {
    "fingerprint": "UPDATE documents_blob SET size = 1",
    "no-fingerprint": "DELETE FROM documents_blob",
    "name": "UPDATE documents_document SET name = '别的'",
    "owner": "UPDATE documents_document SET owner_id = 'x'",
    "no-paper": "DELETE FROM documents_document",
}


@pytest.mark.canary("材料的登记不改不删", "用数据库语句修改、删除指纹和登记")
@pytest.mark.parametrize("change", CHANGES)
def test_database_itself_refuses_to_change_entries(keep, change):
    keep()
    before = list(Document.objects.values()), list(Blob.objects.values())

    with pytest.raises(Error, match="不能修改或删除"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHANGES[change])

    assert (list(Document.objects.values()), list(Blob.objects.values())) == before


def test_a_cleared_paper_never_comes_back(cast, keep, owners):
    document = keep()
    remove_document(
        actor=cast.actor("secretary"), at=NOW, document_id=document.pk, owners=owners, reason="误传"
    )

    with pytest.raises(Error, match="不能修改或删除"), transaction.atomic():
        Document.objects.update(state=DocumentState.KEPT, removed_at=None)
