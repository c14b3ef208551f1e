"""Every page in a real browser: it fits, it reads, it can be used by keyboard and by eye (trust J6; WCAG 2.2 AA)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from jifen.orgs.models import User
from tests.web.browser.looks import (
    list_barriers,
    list_cut,
    list_latin,
    list_overflow,
    list_small_print,
    list_small_targets,
    list_strayed,
    list_unreached,
)
from tests.web.browsing import NARROW, NARROWEST, Site, find_wearer
from tests.web.matrix.cells import Cell, cells_of
from tests.web.matrix.rows import read_rows
from tests.web.matrix.vocabulary import Answer, Row

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
PAGES = list({row.name: row for row in reversed(read_rows()) if row.get in (Answer.PAGE, Answer.ON)}.values())
"""One row for each address: in other states the form is the same."""
FIRST = (
    "secretary:SECRETARY", "organizer:ORGANIZER", "county_organizer:COUNTY_ORGANIZER", "recorder:RECORDER",
    "admin:ADMIN", "auditor:AUDITOR", "member:MEMBER", "nobody",
)  # fmt: skip


def reader_of(site: Site, row: Row) -> Cell:
    """Return the reading of a page by the first who may, where there is most to see."""
    wearers = [find_wearer(site.world, name) for name in FIRST]
    cells = [
        cell
        for cell in cells_of(site.world, row)
        if cell.verb == "GET" and cell.wearer in wearers and cell.expected is row.get
    ]
    return min(
        cells, key=lambda cell: (wearers.index(cell.wearer), list(type(cell.relation)).index(cell.relation))
    )


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.label)
def test_page_fits_reads_and_can_be_used(site: Site, row: Row) -> None:
    cell = reader_of(site, row)
    said: list[str] = []
    with site.open(str(cell.wearer), cell.address) as page:
        said += [
            f"宽屏：{one}" for one in [*list_overflow(page), *list_barriers(page), *list_unreached(page)]
        ]
        said += [f"外文：{one}" for one in list_latin(page)]
        said += [f"字小：{one}" for one in list_small_print(page, 16, 14)]
        for width in (NARROW, NARROWEST):
            page.set_viewport_size({"width": width, "height": 800})
            said += [f"{width}：{one}" for one in list_overflow(page)]
        page.set_viewport_size({"width": NARROW, "height": 800})
        said += [f"手机：{one}" for one in [*list_small_targets(page, 44), *list_barriers(page)]]
        said += [f"手机：{one}" for one in [*list_strayed(page), *list_cut(page)]]
        said += [f"浏览器：{one}" for one in site.complaints]
    with site.open(str(cell.wearer), cell.address, width=NARROW, large=True) as page:
        big = [*list_small_targets(page, 60), *list_small_print(page, 18, 18), *list_overflow(page)]
        big += [*list_strayed(page), *list_cut(page)]
        said += [f"大字版：{one}" for one in big]
    assert not said, f"{cell.address} {cell.wearer}：\n" + "\n".join(said)


@pytest.mark.canary("浏览器里看", "太宽、字小、按钮小、英文、对比不够、没有标签、页面里写样式和脚本")
def test_page_that_looks_wrong_is_named(site: Site) -> None:
    with (
        override_settings(ROOT_URLCONF="tests.web.planted"),
        site.open("secretary:SECRETARY", "/planted/looks/", width=NARROW) as page,
    ):
        wide, latin = list_overflow(page), list_latin(page)
        targets, barriers = list_small_targets(page, 44), list_barriers(page)
        complaints = list(site.complaints)

    assert latin == ["Planted", "Please", "submit"]
    assert "“i”只有" in "".join(targets)
    assert any(one.startswith("label") for one in barriers)
    assert any("Content Security Policy" in one for one in complaints)
    assert wide == []


@pytest.mark.canary("浏览器里看", "框里的字放不下、窄屏上一格的字跑到标签下面")
def test_words_that_are_cut_or_stray_are_named(site: Site) -> None:
    with (
        override_settings(ROOT_URLCONF="tests.web.planted"),
        site.open("secretary:SECRETARY", "/planted/narrow/", width=NARROW) as page,
    ):
        cut, strayed = list_cut(page), list_strayed(page)

    assert [one.split("少")[0] for one in cut] == ["“填名称的一部分，或者组织代码，或者简称”"]
    assert strayed == ["“乙”一格的字跑到了标签下面：“跑开”"]


def test_recorder_works_without_script(site: Site) -> None:
    """冯记录员 signs in with his slip, chooses a password, looks for 陈某, changes a remark: nothing needs a script."""
    person = site.world.person("stranger")
    with transaction.atomic(), site.open("nobody", "/", script=False) as page:
        User.objects.filter(pk=site.world.keys["other_recorder"].pk).update(
            must_change_password=True, slip_expires_at=timezone.now() + timedelta(days=1)
        )
        page.fill("[name=login]", site.world.keys["other_recorder"].login)
        page.fill("[name=password]", site.world.passwords["other_recorder"])
        page.click("main button")
        page.fill("[name=oldpassword]", site.world.passwords["other_recorder"])
        page.fill("[name=password1]", "白水村的梨树又开花了")
        page.fill("[name=password2]", "白水村的梨树又开花了")
        page.click("main button")
        page.goto(f"{site.base}/people/")
        page.set_default_timeout(3000)
        page.fill("[name=words]", "陈")
        page.click("main form button")
        page.click(f"main a[href='/people/{person.pk}/']")
        page.goto(f"{site.base}/people/{person.pk}/edit/")
        page.fill("[name=remark]", "没有脚本也能改")
        page.click("main button")
        shown = page.inner_text("main")
        transaction.set_rollback(True)

    assert "已保存" in shown
    assert "没有脚本也能改" in shown
