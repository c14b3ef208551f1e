"""Papers at the door: kept with the act that rests on them, handed out as files, to nobody else."""

import re
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains

from jifen.audit.models import Record
from jifen.common.decision import ALLOWED
from jifen.documents.actions.cleaning.running import clean
from jifen.documents.actions.keeping import keep_document
from jifen.documents.models import Blob, Document
from jifen.documents.states.documents import PAPERS, DocumentKind
from jifen.documents.states.limits import LIMITS
from jifen.orgs.models import Organization, OrganizationEvent
from jifen.web.forms import BasisFields
from jifen.web.papers.owners import OWNERS, owner_of
from tests.cast import NOW, Cast
from tests.documents.files import MARK, jpeg, pdf, xlsx

pytestmark = pytest.mark.django_db

NAME = "红旗镇青山村新党支部"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.JIFEN_DOCUMENTS = tmp_path / "documents"
    return tmp_path / "documents"


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def upload(content=None, name="批复 8号.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, content if content is not None else jpeg(), kind)


def plain(answer):
    """The page without what each request has of its own: the tokens of its forms and its address."""
    return re.sub(rb"[A-Za-z0-9]{64}|/papers/[0-9a-f-]{36}/", b"", answer.content)


def renaming(**other):
    """The form of a change of name, with the paper it rests on."""
    form = {
        "full_name": NAME,
        "basis_kind": "REPLY",
        "basis_label": "关于更名的批复",
        "basis_on": "2026-03-01",
        "basis_document_no": "红旗委〔2026〕8号",
        "basis_file": upload(),
    }
    return {key: value for key, value in {**form, **other}.items() if value is not None}


def edit(cast: Cast, key="secretary", **other):
    address = f"/organizations/{cast.organization().pk}/edit/"
    return cast.browser(key).post(address, renaming(**other))


def keep(cast: Cast, thing, name="批复 8号.jpg", content=None) -> Document:
    return keep_document(
        actor=cast.actor("secretary"),
        at=NOW,
        cleaned=clean(content or jpeg(), PAPERS),
        name=name,
        owner=owner_of(thing),
        allowed=ALLOWED,
    )


def test_paper_is_kept_with_the_act_that_rests_on_it(cast: Cast, folder) -> None:
    answer = edit(cast)

    document = Document.objects.get()
    event = OrganizationEvent.objects.get(said__contains="更名")
    assert answer.headers["Location"] == f"/organizations/{cast.organization().pk}/"
    assert event.basis.reference == str(document.pk)
    assert str(event.basis) == "2026年3月1日关于更名的批复（红旗委〔2026〕8号）"
    assert (document.name, document.owner_kind, document.uploader_name) == (
        "批复 8号",
        "orgs.organization",
        "赵书记",
    )
    assert [MARK.encode() in path.read_bytes() for path in files(folder)] == [False]


def test_act_without_a_paper_needs_none(cast: Cast) -> None:
    only_name = dict.fromkeys(("basis_kind", "basis_label", "basis_on", "basis_document_no", "basis_file"))

    assert edit(cast, **only_name).status_code == 302
    assert (cast.organization().full_name, Document.objects.count()) == (NAME, 0)


def test_file_without_a_name_of_the_paper_is_asked_for_it(cast: Cast, folder) -> None:
    page = edit(cast, basis_kind=None, basis_label=None)

    assertContains(page, "请选择依据是什么。")
    assertContains(page, "请写明依据的名称。")
    assertContains(page, "文件要重新选一次，其他填过的都还在。")
    assert (Document.objects.count(), files(folder)) == (0, [])


def reply(**other):
    return {"basis_kind": "REPLY", "basis_label": "批复", "basis_document_no": "红旗委〔2026〕9号", **other}


def test_change_of_standing_carries_its_paper(cast: Cast) -> None:
    person = cast.person("activist")
    form = reply(on="2026-03-05", basis_file=upload(), seen="on", confirmed="on", reason="材料照原件补录")

    answer = cast.browser("secretary").post(f"/people/{person.pk}/standing/list-target/", form)

    document = Document.objects.get()
    assert answer.status_code == 302
    assert person.standing_events.get(act="LIST_TARGET").basis.reference == str(document.pk)
    assert (document.owner_kind, document.owner_id) == ("orgs.person", str(person.pk))


def test_person_sees_his_papers_and_who_has_read_them(cast: Cast) -> None:
    person = cast.person("member")
    form = reply(kind="FRAIL", from_on="2026-03-05", basis_file=upload())
    cast.browser("secretary").post(f"/people/{person.pk}/circumstances/", form)
    document = Document.objects.get()
    cast.browser("recorder").get(f"/papers/{document.pk}/")

    page = cast.browser("member").get("/my/")

    assertContains(page, "批复 8号.jpg")
    assertContains(page, "孙记录员（青山村支部记录员）下载材料。")


def test_when_the_act_is_refused_nothing_is_kept(cast: Cast, folder) -> None:
    page = edit(cast, full_name=" ")

    assert page.status_code == 200
    assertContains(page, "文件要重新选一次")
    assert (Document.objects.count(), Blob.objects.count(), files(folder)) == (0, 0, [])
    assert not Record.objects.filter(act="documents.KEEP").exists()


def test_room_that_refuses_after_the_paper_was_kept_leaves_nothing(cast: Cast, folder, monkeypatch) -> None:
    from jifen.common.refusals import NotNow
    from jifen.orgs import actions

    def refuse(**given):
        assert len(files(folder)) == 1
        raise NotNow("支部已经撤销。")

    monkeypatch.setattr(actions, "edit_organization", refuse)

    assertContains(edit(cast), "支部已经撤销。")
    assert (Document.objects.count(), Blob.objects.count(), files(folder)) == (0, 0, [])


@pytest.mark.canary("内容决定收不收", "改名为 .jpg 的网页、说是图片的表格")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><script>alert(1)</script>", "这是网页，不收"),
        (b"", "文件是空的，请检查是否选错了文件。"),
        (xlsx(), "这里不收Excel 表格；请提交JPG 图片、PNG 图片、PDF 文件。"),
        (b"GIF89a=1;alert(1)//", "这种图片格式（GIF）不收"),
        (jpeg()[:400], "图片不完整或者已经损坏"),
        (b"\xff\xd8\xff" + bytes(LIMITS.pdf_bytes + 5), "文件有 30.1 MB，超过 30 MB 的上限"),
        (b"\xff\xd8\xff" + bytes(LIMITS.most_bytes + (5 << 20)), "文件有 45.1 MB，超过 30 MB 的上限"),
    ],
    ids=["page", "empty", "workbook", "gif", "cut", "large", "larger-than-anything"],
)
def test_content_decides_what_is_taken_and_the_field_says_why(cast: Cast, content, said, folder) -> None:
    page = edit(cast, basis_file=upload(content))

    assertContains(page, said)
    assertContains(page, 'value="关于更名的批复"')
    assert (cast.organization().full_name, files(folder)) == ("红旗镇青山村党支部", [])


def test_form_that_sends_only_the_name_of_the_file_says_so() -> None:
    form = BasisFields({"basis_kind": "REPLY", "basis_label": "批复", "basis_file": "批复.jpg"})

    assert form.errors == {"basis_file": ["文件没有传上来，请重新选一次；还是不行请告诉系统管理员。"]}


def test_a_file_nobody_keeps_is_a_fault_of_the_program() -> None:
    form = BasisFields({"basis_kind": "REPLY", "basis_label": "批复"}, {"basis_file": upload()})

    assert form.is_valid()
    with pytest.raises(RuntimeError, match="attempt_with_paper"):
        form.basis()


def test_appointment_carries_its_paper(cast: Cast) -> None:
    form = reply(
        role="POINTS_GROUP_MEMBER",
        person=str(cast.person("member").pk),
        from_on="2026-03-05",
        reason="增补",
        basis_file=upload(pdf(), "决定.pdf", "application/pdf"),
    )

    answer = cast.browser("secretary").post(f"/organizations/{cast.organization().pk}/offices/appoint/", form)

    document = Document.objects.get()
    held = cast.person("member").appointments.get(role="POINTS_GROUP_MEMBER")
    assert answer.status_code == 302
    assert (held.basis.reference, document.file_name) == (str(document.pk), "决定.pdf")
    assert document.owner_id == str(cast.organization().pk)


def test_stranger_uploads_nothing(cast: Cast, folder) -> None:
    assert edit(cast, "stranger").status_code == 404
    assert edit(cast, "member").status_code == 403
    assert (Document.objects.count(), files(folder)) == (0, [])


@pytest.mark.parametrize(
    ("content", "name", "kind", "shown"),
    [
        (jpeg(), "批复 8号.html", "image/jpeg", "批复 8号.jpg"),
        (pdf(), '"; filename="x.exe', "application/pdf", ";  filename= x.pdf"),
        (jpeg(), "a\r\nSet-Cookie: b=c.jpg", "image/jpeg", "aSet-Cookie  b=c.jpg"),
        (jpeg(), "../../../etc/passwd", "image/jpeg", "passwd.jpg"),
    ],
    ids=["renamed", "quotes", "lines", "path"],
)
def test_download_is_a_file_that_no_browser_opens_guesses_or_stores(
    cast: Cast, content, name, kind, shown
) -> None:
    document = keep(cast, cast.organization(), name, content)

    answer = cast.browser("secretary").get(f"/papers/{document.pk}/")

    plain, _, real = answer.headers["Content-Disposition"].rpartition("filename*=UTF-8''")
    assert answer.content == clean(content, PAPERS).content
    assert plain == f'attachment; filename="paper-{str(document.pk)[:8]}{shown[-4:]}"; '
    assert " ".join(unquote(real).split()) == " ".join(shown.split())
    assert set(real) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~%")
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_every_download_is_recorded_as_a_reading(cast: Cast) -> None:
    person = cast.person("member")
    document = keep(cast, person)

    for key in ("recorder", "member"):
        assert cast.browser(key).get(f"/papers/{document.pk}/").status_code == 200

    rows = Record.objects.filter(act="documents.OPEN", kind="READ", subject_id=str(person.pk))
    assert [(row.actor_name, row.subject_label) for row in rows] == [("孙记录员", "李明"), ("李明", "李明")]


def test_paper_of_a_person_is_seen_by_those_who_may_open_his_closed_fields(cast: Cast) -> None:
    document = keep(cast, cast.person("member"))

    seen = {
        key: cast.browser(key).get(f"/papers/{document.pk}/").status_code
        for key in (
            "secretary",
            "recorder",
            "organizer",
            "member",
            "probationary",
            "stranger",
            "admin",
            "auditor",
        )
    }

    assert seen == {
        "secretary": 200,
        "recorder": 200,
        "organizer": 200,
        "member": 200,
        "probationary": 404,
        "stranger": 404,
        "admin": 404,
        "auditor": 404,
    }


def test_paper_of_a_branch_is_seen_by_those_who_see_the_branch_and_not_by_a_stranger(cast: Cast) -> None:
    document = keep(cast, cast.organization())

    seen = [
        cast.browser(key).get(f"/papers/{document.pk}/").status_code
        for key in ("member", "organizer", "stranger")
    ]

    assert seen == [200, 200, 404]
    assert Record.objects.filter(act="documents.OPEN").count() == 2


def test_what_is_not_there_and_what_is_not_seen_look_the_same(cast: Cast) -> None:
    document = keep(cast, cast.organization("other_branch"))
    browser = cast.browser("secretary")

    hidden = browser.get(f"/papers/{document.pk}/")
    absent = browser.get("/papers/00000000-0000-4000-8000-000000000000/")

    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert plain(hidden) == plain(absent)


def test_only_reading_and_only_signed_in(cast: Cast, client) -> None:
    document = keep(cast, cast.organization())

    assert cast.browser("secretary").post(f"/papers/{document.pk}/").status_code == 405
    assert client.get(f"/papers/{document.pk}/").headers["Location"].startswith("/sign-in/")


def test_missing_file_is_a_page_that_says_whom_to_tell(cast: Cast, folder) -> None:
    document = keep(cast, cast.organization())
    files(folder)[0].unlink()

    page = cast.browser("secretary").get(f"/papers/{document.pk}/")

    assert page.status_code == 409
    assert "请告诉系统管理员核对磁盘并从备份恢复" in page.content.decode()


def test_branch_shows_its_papers_with_one_question_more_whatever_their_number(
    cast: Cast, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    branch = cast.organization()
    browser, address = cast.browser("secretary"), f"/organizations/{branch.pk}/"
    keep(cast, branch)
    browser.get(address)
    with django_assert_max_num_queries(40) as first:
        page = browser.get(address)
    for number in range(5):
        keep(cast, branch, f"第{number}份.jpg")

    with django_assert_num_queries(len(first)):
        more = browser.get(address)

    assertContains(page, "批复 8号.jpg")
    assertContains(page, f"/papers/{Document.objects.get(name='批复 8号').pk}/")
    assertContains(more, "第4份.jpg")


def test_every_owner_of_the_table_is_a_thing_that_has_papers(cast: Cast) -> None:
    things = [cast.organization(), cast.person("member")]

    assert {owner_of(thing).kind for thing in things} == set(OWNERS)
    for thing in things:
        assert OWNERS[owner_of(thing).kind](cast.actor("secretary"), str(thing.pk)) == cast.place()
    assert DocumentKind.JPEG in PAPERS
    assert Organization.objects.filter(full_name=NAME).count() == 0
