"""Each eye sees what it is for: a planted view does what no view may, and is named."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import override_settings

from tests.web.access.test_walk import find_wearer, is_reading
from tests.web.matrix.vocabulary import EVERYBODY, Row
from tests.web.matrix.world import World
from tests.web.walk.eyes import address_eye, digest_tables, header_eye, marker_eye, markup_eye
from tests.web.walk.markers import Markers
from tests.web.walk.visits import list_beginnings, walk

pytestmark = [pytest.mark.django_db, pytest.mark.harness, pytest.mark.both]
Look = Callable[..., list[str]]


@pytest.fixture
def look(world: World, markers: Markers) -> Look:
    """Walk over one planted page as 陈某, with markers planted, and look with one eye or with that for markers."""

    def walked(
        name: str, eye: Callable | None = None, *, about: str = "", query: dict[str, str] | None = None
    ) -> list[str]:
        row = Row(name, "放进的错", EVERYBODY, about=about, query=query or {})
        with transaction.atomic(), override_settings(ROOT_URLCONF="tests.web.planted"):
            seeing = eye or marker_eye(markers, lambda _: False, lambda _: False)
            wearer = find_wearer(world, "stranger:SECRETARY")
            begin = list_beginnings(world, wearer, [row])
            found = [
                said
                for visit in walk(world, wearer, begin, words=markers.beginnings()[:3], within="/planted/")
                if "planted" in visit.address
                for said in seeing(visit)
            ]
            transaction.set_rollback(True)
        return found

    return walked


@pytest.mark.canary("标记搜查", "查询不分支部、密文整个打印、标记放在响应头、给谁都看")
def test_marker_seen_by_a_stranger_is_named(look: Look) -> None:
    assert any("看到了orgs.person.name" in found for found in look("planted_search"))
    assert any("看到了orgs.person.phone" in found for found in look("planted_unmasked"))
    assert any("看到了orgs.person.name" in found for found in look("planted_header"))
    assert any(
        "看到了orgs.organization.full_name" in found
        for found in look("planted_unscoped", about="organization")
    )


@pytest.mark.canary("只看不改", "打开页面就改了数据")
def test_change_by_reading_shows_in_the_digest(world: World) -> None:
    browser = world.browser_of(find_wearer(world, "stranger:SECRETARY"))
    with transaction.atomic(), override_settings(ROOT_URLCONF="tests.web.planted"):
        before = digest_tables(is_reading)
        browser.get("/planted/changes/")
        after = digest_tables(is_reading)
        transaction.set_rollback(True)

    assert {table for table in after if after[table] != before[table]} == {"orgs.organization"}


@pytest.mark.canary("响应头", "允许浏览器保存、允许外来脚本")
def test_lax_headers_are_named(look: Look) -> None:
    said = {found.rpartition("（")[2] for found in look("planted_bare", header_eye)}

    assert {"Cache-Control）", "CSP script-src）", "CSP default-src）"} <= said


@pytest.mark.canary("网址不泄密", "网址里写姓名、证件号、凭据")
def test_names_numbers_and_tokens_in_addresses_are_named(look: Look) -> None:
    said = "\n".join(look("planted_addresses", address_eye))

    assert "网址里有号码" in said
    assert "网址里有中文内容" in said
    assert "网址里有凭据" in said


@pytest.mark.canary("页面标记", "把填写的内容当成网页代码")
def test_markup_that_people_wrote_is_named(world: World, look: Look) -> None:
    with transaction.atomic():
        world.organization("branch").__class__.objects.filter(pk=world.organization("branch").pk).update(
            contact_name="<img src=x onerror=alert(1)>"
        )
        said = look("planted_unescaped", markup_eye)
        transaction.set_rollback(True)

    assert any("属性onerror" in found for found in said)
