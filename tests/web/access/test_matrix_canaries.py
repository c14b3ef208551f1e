"""The matrix catches what it is for: each canary plants one defect and sees it named."""

from dataclasses import replace

import pytest
from django.test import override_settings

from jifen.common.permissions import Reach
from jifen.orgs.permissions import RULES
from jifen.orgs.states.acts import Act
from tests.web.matrix.cells import cells_of, list_gaps, try_cell
from tests.web.matrix.rows import read_rows
from tests.web.matrix.rows.organizations import SEES_ORGANIZATION
from tests.web.matrix.vocabulary import EVERYBODY, Answer, Post, Row, who
from tests.web.matrix.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.harness, pytest.mark.both]
PLANTED = override_settings(ROOT_URLCONF="tests.web.planted")


def findings_of(world: World, row: Row) -> list[str]:
    return [found for cell in cells_of(world, row, every=True) for found in try_cell(world, cell)]


@pytest.mark.canary("网址权限表", "网址没有写进表里、表里的网址不存在、参数没有说明来源")
def test_address_without_row_and_row_without_address_are_named() -> None:
    rows = [row for row in read_rows() if row.name != "organization"]
    rows += [Row("nowhere", "不存在", EVERYBODY), Row("organization", "组织", EVERYBODY, about="unknown")]

    with PLANTED:
        gaps = list_gaps(rows)

    assert "planted_unscoped: 没有行（planted/unscoped/<uuid:organization_id>/）" in gaps
    assert "nowhere: 没有这个网址" in gaps
    assert "organization: 没有“unknown”的来源" in gaps


@pytest.mark.canary("网址权限表", "页面不看是谁就给看")
def test_view_without_scope_is_named(world: World) -> None:
    row = Row("planted_unscoped", "组织", SEES_ORGANIZATION, about="organization")

    with PLANTED:
        findings = findings_of(world, row)

    assert any(
        "stranger:SECRETARY@other_branch" in found and "应当看不到，实际打开" in found for found in findings
    )


@pytest.mark.canary("网址权限表", "权限表放宽一格")
def test_widened_right_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = RULES[Act.EDIT_ORGANIZATION]
    wider = replace(rule, roles={**rule.roles, "MEMBER": Reach.OWN})
    monkeypatch.setitem(RULES, Act.EDIT_ORGANIZATION, wider)
    row = next(row for row in read_rows() if row.name == "edit_organization")

    assert [found for found in findings_of(world, row) if "应当看得到，不能办，实际打开" in found]


@pytest.mark.canary("网址权限表", "办了事不记录、读的时候写数据库、没有写明的办法也答应")
def test_act_without_record_and_reading_that_writes_are_named(world: World) -> None:
    forgets = Row(
        "planted_forgets", "忘记", EVERYBODY, about="organization", post=Post(act=Act.EDIT_ORGANIZATION)
    )
    changes = Row("planted_changes", "改动", EVERYBODY)

    with PLANTED:
        forgotten, changed = findings_of(world, forgets), findings_of(world, changes)

    assert any("应当记下['orgs.EDIT_ORGANIZATION']，实际记下零条" in found for found in forgotten)
    assert any("GET secretary" in found and "写了数据库" in found for found in changed)
    assert any("POST secretary" in found and "应当没有这种办法" in found for found in changed)


def test_answer_of_a_row_is_hidden_where_the_thing_is_not_seen_and_refused_where_it_is() -> None:
    row = Row("x", "甲", who(own="secretary"), sees=who(own="secretary member"))

    from tests.web.matrix.vocabulary import Relation

    answers = [
        row.answer("GET", role, Relation.OWN, himself=False) for role in ("SECRETARY", "MEMBER", "ADMIN")
    ]
    assert answers == [Answer.PAGE, Answer.NOT_YOURS, Answer.HIDDEN]
