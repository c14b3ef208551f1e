"""Pages of the law book: a secretary takes a 办法 from the shelf and brings it into force, page by page."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from jifen.rules.editing import list_values
from jifen.rules.shelf import read
from jifen.schemes.models import Enrolment, Scheme, SchemeVersion
from jifen.schemes.queries import find_version, read_of
from jifen.schemes.states.versions import VersionState
from tests.cast import TODAY, Cast
from tests.meetings.acts import attend, confirm, hold, put
from tests.schemes import acts
from tests.schemes.small import FRAME, SMALL
from tests.schemes.test_enrolling import enrol
from tests.schemes.test_holding import frame

pytestmark = pytest.mark.django_db
BASIS = {
    "basis_kind": "MEETING", "basis_label": "支部党员大会", "basis_on": "2026-03-10",
    "basis_document_no": "记录3",
}  # fmt: skip


def page(browser: Client, name: str, *args: Any, **query: str) -> str:
    """Return what a page says, without its tags."""
    answer = browser.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def send(browser: Client, name: str, *args: Any, **fields: Any) -> str:
    """Send a form; return the page it leads to, or what the form says."""
    answer = browser.post(reverse(name, args=args), fields, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_secretary_brings_a_scheme_into_force_page_by_page(cast: Cast) -> None:
    browser, branch = cast.browser("secretary"), cast.organization()
    assert "现在没有施行的积分办法" in page(browser, "schemes", branch.pk)
    assert "村党支部：基础分、激励分" in page(browser, "start_scheme", branch.pk)

    said = send(browser, "start_scheme", branch.pk, library="village-branch")
    version = SchemeVersion.objects.get()
    assert "已起草《村党支部党员积分管理办法》第1版" in said
    assert "帮助困难群众、调解邻里纠纷、解决实际困难 +2 S2-一-激3" in said

    values = dict(
        re.findall(
            r'name="((?:parts|cycle|people|quotas)[^"]*)" value="([^"]*)"',
            browser.get(reverse("scheme_values", args=[version.pk])).content.decode(),
        )
    )
    key = acts.value_key(version, "帮助困难群众")
    said = send(browser, "scheme_values", version.pk, **{**values, key: "3", "seen": 1})
    assert "已改好《村党支部党员积分管理办法》第1版的分值" in said
    assert "帮助困难群众、调解邻里纠纷、解决实际困难 +3 S2-一-激3" in said

    assert "检查通过，可以提交表决" in send(browser, "validate_version", version.pk)
    assert "已登记表决通过" in send(browser, "adopt_version", version.pk, seen=2, **BASIS)
    assert 'value="2026-03"' in browser.get(reverse("put_in_force", args=[version.pk])).content.decode()
    said = send(browser, "put_in_force", version.pk, from_period="2026-02")
    assert "最早从2026年3月1日起施行" in said
    assert "已确定施行日期" in send(browser, "put_in_force", version.pk, from_period="2026-03")
    assert find_version(branch, TODAY) == version
    assert "现在执行： 《村党支部党员积分管理办法》第1版" in page(browser, "schemes", branch.pk)


def test_downloaded_file_is_what_was_uploaded(cast: Cast) -> None:
    browser, branch = cast.browser("secretary"), cast.organization()
    given = SMALL.replace("title: 小办法", "title: 青山办法  # 我们的")
    send(browser, "start_scheme", branch.pk, file=SimpleUploadedFile("办法.yaml", given.encode()))
    version = SchemeVersion.objects.get()

    answer = browser.get(reverse("scheme_file", args=[version.pk]))
    assert answer.content == given.encode()
    assert answer["Content-Disposition"].endswith("filename*=utf-8''small%401.yaml")

    again = SimpleUploadedFile(
        "办法.yaml", read("village-branch").replace(b"scheme: village-branch", b"scheme: small")
    )
    said = send(browser, "scheme_text", version.pk, text="", clauses="第一条: 一条", file=again, seen=1)
    assert "已保存" in said
    version.refresh_from_db()
    assert version.text == read("village-branch").decode().replace("scheme: village-branch", "scheme: small")


def test_text_saved_in_the_page_is_what_stands_in_the_file(cast: Cast) -> None:
    browser, version = cast.browser("secretary"), acts.write(cast, SMALL)
    shown = browser.get(reverse("scheme_text", args=[version.pk])).content.decode()
    assert "scheme: small\nversion: 1\n" in shown

    send(browser, "scheme_text", version.pk, text=SMALL.replace("\n", "\r\n"), clauses="", seen=1)

    version.refresh_from_db()
    assert (version.text, version.version) == (SMALL, 2)
    said = send(browser, "scheme_text", version.pk, text="scheme: small\n另写一稿", clauses="", seen=1)
    assert "别的同志改过它" in said
    assert "另写一稿" in said


def test_faults_are_told_all_at_once_with_their_lines(cast: Cast) -> None:
    browser, version = cast.browser("secretary"), acts.write(cast, SMALL)
    send(
        browser, "scheme_text", version.pk, clauses="", seen=1,
        text=SMALL.replace("points: 2", "punkte: 2").replace("full: 10", "full: zehn"),
    )  # fmt: skip

    said = send(browser, "validate_version", version.pk)

    assert "还不能办理，有 3 处要改" in said
    assert "small@1.yaml:11:" in said
    assert "改好以后这里显示分值表" in said
    assert "文本里有错误，读不出分值" in page(browser, "scheme_values", version.pk)
    assert "有一版的文本里有错误" in page(
        browser, "scheme_differences", version.pk, **{"with": str(version.pk)}
    )


def test_start_asks_for_one_source_and_refuses_a_file_that_is_none(cast: Cast) -> None:
    browser, branch = cast.browser("secretary"), cast.organization()

    assert "三样里选一样" in send(browser, "start_scheme", branch.pk)
    assert "三样里选一样" in send(
        browser, "start_scheme", branch.pk, library="village-branch",
        file=SimpleUploadedFile("a.yaml", SMALL.encode()),
    )  # fmt: skip
    word = SimpleUploadedFile("办法.docx", b"PK\x03\x04\0\0")
    assert "文件里有空字节" in send(browser, "start_scheme", branch.pk, file=word)
    assert not Scheme.objects.exists()


def test_value_that_is_none_is_refused_beside_its_field(cast: Cast) -> None:
    browser, version = cast.browser("secretary"), acts.write(cast, SMALL)
    values = {value.key: value.written for value in list_values(version.text, read_of(version))}

    said = send(browser, "scheme_values", version.pk, seen=1, **{**values, next(iter(values)): "十"})

    assert "“十”不是数，应写成 5、0.5、1/3 或 85% 这样的形式。" in said


def test_differences_of_two_versions_are_told_in_words(cast: Cast) -> None:
    first = acts.put_in_force(cast, acts.adopt(cast, acts.write(cast, SMALL)), "2026-03")
    second = acts.change(cast, first, acts.value_key(first, "帮助群众"), "3")
    browser = cast.browser("member")

    said = page(browser, "scheme_differences", second.pk)

    assert "共 2 处差别：提高 1，改动 1" in said
    assert "分值由加 2 分改为加 3 分，加得更多" in said
    assert "没有别的版本可以比较" in page(browser, "scheme_differences", acts.write(cast, SMALL, code="b").pk)


def test_buttons_a_member_may_not_press_say_who_may(cast: Cast) -> None:
    version = acts.write(cast, SMALL)

    said = page(cast.browser("member"), "scheme_version", version.pk)

    assert "“检查定稿”由本组织的委员、记录员，或上级党委组织员办理" in said


def test_version_in_force_says_why_no_other_is_begun(cast: Cast) -> None:
    first = acts.put_in_force(cast, acts.adopt(cast, acts.write(cast, SMALL)), "2026-03")
    browser = cast.browser("secretary")
    send(browser, "start_version", first.pk)

    assert "第2版还在办理，办完或者撤回以后再起草新版本" in page(browser, "scheme_version", first.pk)
    assert "还在办理" in send(browser, "start_version", first.pk)
    second = SchemeVersion.objects.get(number=2)
    assert "已撤回" in send(browser, "withdraw_version", second.pk, reason="另有考虑")
    said = send(browser, "supersede_version", first.pk, last_period="2099-12", **BASIS)
    assert "已停止施行" in said
    assert browser.get(reverse("supersede_version", args=[first.pk])).status_code == 409
    assert browser.get(reverse("put_in_force", args=[second.pk])).status_code == 409


def test_branch_builds_on_the_frame_and_the_superior_approves(cast: Cast) -> None:
    upper = frame(cast)
    browser, branch = cast.browser("secretary"), cast.organization()
    assert "红旗镇党委：《镇里的框架》第1版" in page(browser, "schemes", branch.pk)
    send(browser, "start_scheme", branch.pk, version=str(upper.pk), code="青山")
    own = SchemeVersion.objects.get(upper=upper)
    assert "建立在" in page(browser, "scheme_version", own.pk)
    own = acts.adopt(cast, own)
    assert "“登记上级批准”由上级党委组织员、党建办或县委组织部办理" in page(browser, "scheme_version", own.pk)

    said = send(cast.browser("organizer"), "approve_version", own.pk, **BASIS)

    assert "已登记上级批准" in said
    own.refresh_from_db()
    assert own.state is VersionState.APPROVED
    second = acts.change(cast, upper, acts.value_key(upper, "满分"), "12", "organizer")
    SchemeVersion.objects.filter(pk=upper.pk).update(state="SUPERSEDED", until_on="2026-04-30")
    SchemeVersion.objects.filter(pk=second.pk).update(
        state="IN_FORCE", adopted_on=TODAY, from_on="2026-05-01"
    )
    assert "这一版建立在第1版上" in page(browser, "scheme_version", own.pk)


def test_list_of_the_year_is_made_corrected_and_ended(cast: Cast) -> None:
    acts.in_force(cast)
    browser, branch = cast.browser("secretary"), cast.organization()
    assert "还没有编制参加名单" in page(browser, "enrolments", branch.pk)

    assert "已列入 6 人" in send(browser, "enrol_year", branch.pk, on="2026-03-10", **BASIS)
    assert "不能由本人办理" in page(browser, "enrolments", branch.pk, year="2025")
    row = Enrolment.objects.get(person=cast.person("migrant"))
    assert "已更正郑流动的参加情况" in send(
        browser, "change_enrolment", row.pk, reason="失去联系", base="45.5", seen=1, **BASIS
    )
    row.refresh_from_db()
    assert (row.participates, row.base) == (False, 4550)
    assert "填写，那天以前的积分保留" in page(browser, "change_enrolment", row.pk)
    send(browser, "change_enrolment", row.pk, reason="失去联系", out_from="2026-03-05", seen=2, **BASIS)
    assert "不参加 2026年3月5日起，失去联系" in page(browser, "enrolments", branch.pk)
    assert "超过两位小数" in send(browser, "change_enrolment", row.pk, base="1.234", seen=3, **BASIS)
    assert "已登记" in send(browser, "end_enrolment", row.pk, to_on="2026-04-01", reason="转出", **BASIS)
    assert "没有新增的党员" in send(browser, "enrol_year", branch.pk, on="2026-03-10", **BASIS)


def test_member_reads_in_his_own_file_how_he_takes_part(cast: Cast) -> None:
    acts.in_force(cast)
    row = enrol(cast)["李明"]
    Enrolment.objects.filter(pk=row.pk).update(tier="甲", to_on="2026-03-31", note="转出")

    said = page(cast.browser("member"), "my")

    assert (
        "2025年度在青山村支部，按《村党支部党员积分管理办法》第1版参加，2025年6月1日起到2026年3月31日，甲，"
        "基础分50 分（办法规定）；转出。"
    ) in said
    Enrolment.objects.filter(pk=row.pk).update(participates=False, reason="失去联系", base=None)
    assert "第1版不参加（失去联系）" in page(cast.browser("member"), "my")
    Enrolment.objects.filter(pk=row.pk).update(out_from="2026-03-05")
    assert "第1版2026年3月5日起不参加（失去联系）" in page(cast.browser("member"), "my")


def test_tiers_to_choose_from_are_those_of_the_scheme(cast: Cast) -> None:
    acts.in_force(cast, "township-branch-sample")
    row = enrol(cast)["郑流动"]

    said = page(cast.browser("secretary"), "change_enrolment", row.pk)

    assert "第三层次：外出务工经商的党员" in said


def test_recorder_is_chosen_as_the_scheme_says(cast: Cast) -> None:
    acts.in_force(cast, "bureau-branch")
    browser, branch = cast.browser("secretary"), cast.organization()
    assert "记录员党员大会选举，没有正当原因不更换（S5-四-2c）" in page(browser, "choose_recorder", branch.pk)

    given = {"person": str(cast.person("member").pk), "from_on": "2026-03-12", **BASIS}
    assert "请写明更换孙记录员的原因" in send(browser, "choose_recorder", branch.pk, **given)
    assert "李明任青山村支部记录员" in send(browser, "choose_recorder", branch.pk, reason="工作调动", **given)
    township = cast.organization("township").pk
    assert cast.browser("organizer").get(reverse("choose_recorder", args=[township])).status_code == 409


def test_holidays_of_a_year_are_entered_by_pasting(cast: Cast) -> None:
    browser = cast.browser("organizer")
    rows = [
        "2031-01-01\t放假\t元旦",
        "2031-05-01\t放假\t劳动节",
        *(f"2031-10-0{n}\t放假\t国庆节" for n in (1, 2, 3)),
    ]

    assert "看不懂" in send(browser, "holidays", text="元旦放假", notice="通知")
    assert "已导入2031年的放假安排" in send(browser, "holidays", text="\r\n".join(rows), notice="通知")
    assert "其中 2031 年是在这里导入的" in page(browser, "holidays")


def test_own_page_leads_to_the_organisation_one_acts_in(cast: Cast) -> None:
    assert cast.browser("secretary").get("/schemes/").headers["Location"] == reverse(
        "schemes", args=[cast.organization().pk]
    )
    assert cast.browser("admin").get("/schemes/").headers["Location"] == reverse("organizations")


def test_stranger_finds_nothing(cast: Cast) -> None:
    version = acts.write(cast, SMALL)
    upper = acts.write(cast, FRAME, "organizer", organization_id=cast.organization("township").pk)
    browser = cast.browser("stranger")

    for name in (
        "scheme_version",
        "scheme_file",
        "scheme_differences",
        "scheme_text",
        "scheme_values",
        "adopt_version",
    ):
        assert browser.get(reverse(name, args=[version.pk])).status_code == 404
        assert browser.get(reverse(name, args=[upper.pk])).status_code == 404
    for name in ("schemes", "enrolments", "start_scheme", "enrol_year"):
        assert browser.get(reverse(name, args=[cast.organization().pk])).status_code == 404


def test_motion_that_passed_is_chosen_instead_of_describing_the_meeting_again(cast: Cast) -> None:
    version = acts.validate(cast, acts.start(cast))
    meeting = hold(cast)
    attend(cast, meeting)
    motion = put(cast, meeting)
    address = reverse("adopt_version", args=[version.pk])
    browser = cast.browser("secretary")
    assertNotContains(browser.get(address), "会上通过的议题")
    confirm(cast, meeting)
    assertContains(browser.get(address), "会上通过的议题")

    answer = browser.post(address, {"motion": str(motion.pk), "seen": version.version})

    version.refresh_from_db()
    assert answer.status_code == 302
    assert version.adoption is not None
    assert (version.state.label, version.adoption.reference) == ("已通过", str(motion.pk))
