"""Promises of a whole branch from one table: every fault at its cell first, then all in one act."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jifen.audit.models import Record
from jifen.common.refusals import Blocked, Invalid, NotAllowed, NotFound
from jifen.orgs.models import Person
from jifen.schemes import actions
from jifen.schemes.actions.plans import CheckedPromises
from jifen.schemes.models import TaskPlan
from jifen.schemes.states.plans import PlanState
from tests.cast import NOW, Cast
from tests.schemes import acts
from tests.schemes.planned import PROMISES, draft, enrolled, offer, save, standing

pytestmark = pytest.mark.django_db
GOOD = "\n".join(
    (
        "姓名\t目标任务\t怎样算完成\t完成月份\t类别",
        "李明\t每周下河巡查\t每月 8 次，河长签字\t\t承诺事项",
        "李明\t整理档案\t移交档案室\t6月\t",
        '郑流动\t每月汇报\t"电话、书面都行，\n有记录"\t全年\t岗位职责',
        "周预备\t写宣传稿\t采用两篇\t2026年9月\t",
    )
)


def check(cast: Cast, table: str, by: str = "recorder") -> CheckedPromises:
    return actions.check_promises(
        actor=cast.actor(by), at=NOW, branch_id=cast.organization().pk, year="2026", content=table.encode()
    )


def take_in(cast: Cast, checked: CheckedPromises, by: str = "recorder") -> list[TaskPlan]:
    return actions.import_promises(
        actor=cast.actor(by), at=NOW, branch_id=cast.organization().pk, year="2026",
        rows=[row for _, row in checked.rows],
    )  # fmt: skip


def test_pasted_table_is_checked_and_then_written_in_one_act(cast: Cast) -> None:
    rows = enrolled(cast)
    save(cast, draft(cast, rows["李明"]))

    checked = check(cast, GOOD)

    assert (checked.faults, TaskPlan.objects.count()) == ([], 1)
    assert [person.name for person in checked.absent] == ["钱组织委员", "孙记录员", "赵书记"]
    plans = {plan.person.name: plan for plan in take_in(cast, checked)}
    said = {
        name: [(line.text, line.kind.label, line.month) for line in plan.lines.all()]
        for name, plan in plans.items()
    }
    assert said == {
        "李明": [("每周下河巡查", "承诺事项", None), ("整理档案", "承诺事项", date(2026, 6, 1))],
        "郑流动": [("每月汇报", "岗位职责", None)],
        "周预备": [("写宣传稿", "承诺事项", date(2026, 9, 1))],
    }
    assert plans["李明"].supervisor == cast.person("secretary")
    assert sum(month.allotted for month in plans["郑流动"].months.all()) == 7000
    assert len(Record.objects.get(act="schemes.IMPORT_PROMISES").detail["people"]) == 3


def test_every_fault_stands_at_its_cell_and_nothing_is_written(cast: Cast) -> None:
    rows = enrolled(cast)
    standing(cast, rows["孙记录员"], "commissioner")
    Person.objects.filter(pk=rows["钱组织委员"].person_id).update(name="李明", mark="小李")

    checked = check(
        cast,
        "姓名,同名区分,目标任务,怎样算完成,完成月份,类别\n"
        "李明,,巡查,签字,,\n"
        "李明,小李,巡查,签字,十三月,任务\n"
        "李明,小李,巡查,签字,2027年1月,\n"
        "吴积极分子,,学习,笔记,,\n"
        "孙记录员,,记账,不差错,,\n"
        "郑流动,,,电话,,\n"
        "郑流动,,汇报,电话,,\n"
        "郑流动,,汇报,书面,,\n",
    )

    assert [(one.row, one.column, one.message) for one in checked.faults] == [
        (2, "姓名", "名单上有2位同名的同志"),
        (3, "类别", "不在可以填的范围内"),
        (3, "完成月份", "不是月份"),
        (4, "完成月份", "不归他这份计划管"),
        (4, "目标任务", "前面已经写过同一项"),
        (5, "姓名", "不在青山村支部这个年度参加积分的名单上"),
        (6, "姓名", "的目标任务计划已亮诺，不能再导入"),
        (7, "目标任务", "没有填写"),
        (9, "目标任务", "前面已经写过同一项"),
    ]
    assert checked.faults[6].remedy == "请先办“年中变更”再改。"
    assert TaskPlan.objects.count() == 1


def test_table_without_rows_or_headings_is_refused_as_a_whole(cast: Cast) -> None:
    enrolled(cast)

    empty = "姓名\t目标任务\t怎样算完成\n李明\t\t\n"
    for table in (
        "李明\t巡查\t签字\n",
        "姓名\t目标任务\t怎样算完成\n",
        "姓名\t目标任务\n李明\t巡查\n",
        empty,
        "",
    ):
        with pytest.raises(Invalid) as refusal:
            check(cast, table)
        assert list(refusal.value.fields) == ["table"]
    with pytest.raises(Blocked, match="没有要导入的"):
        take_in(cast, CheckedPromises())


def test_plan_offered_meanwhile_is_not_written_over(cast: Cast) -> None:
    rows = enrolled(cast)
    plan = save(cast, draft(cast, rows["李明"]))
    checked = check(cast, GOOD)
    offer(cast, plan)

    with pytest.raises(Blocked, match="李明的目标任务计划已提诺，不能再导入；请先退回以后再改"):
        take_in(cast, checked)

    assert [plan.state for plan in TaskPlan.objects.all()] == [PlanState.OFFERED]


def test_only_the_desk_takes_a_table_in_and_only_where_points_are_handed_out(cast: Cast) -> None:
    enrolled(cast)

    with pytest.raises(NotAllowed):
        check(cast, GOOD, "member")
    with pytest.raises(NotFound):
        check(cast, GOOD, "stranger")


def test_other_schemes_take_no_table(cast: Cast) -> None:
    acts.in_force(cast)

    with pytest.raises(Blocked, match="不用制订目标任务计划"):
        check(cast, GOOD)


def test_empty_table_comes_with_those_who_may_still_write(cast: Cast, tmp_path: Path) -> None:
    rows = enrolled(cast)
    save(cast, draft(cast, rows["李明"]))
    standing(cast, rows["郑流动"])
    path = tmp_path / "table.xlsx"

    actions.write_promise_template(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, year="2026", path=path
    )

    checked = actions.check_promises(
        actor=cast.actor("recorder"), at=NOW, branch_id=cast.organization().pk, year="2026",
        content=path.read_bytes(),
    )  # fmt: skip
    assert checked.faults == []
    assert [(person.name, row.promise) for person, row in checked.rows] == [
        ("李明", PROMISES[0]),
        ("李明", PROMISES[1]),
    ]
    sheet = load_workbook(path).active
    assert sheet is not None
    names = Counter(str(cell.value) for cell in sheet["A"] if cell.value in rows)
    assert names == {"李明": 2, "周预备": 3, "孙记录员": 3, "钱组织委员": 3, "赵书记": 3}
