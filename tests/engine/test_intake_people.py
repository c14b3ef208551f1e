"""The sheets 党员, 变动 and 认定, and how a row of facts finds its member."""

from datetime import date
from decimal import Decimal

from jifen.engine.codes import Drop
from jifen.engine.gather import Person
from jifen.engine.intake import FACTS
from tests.engine.office import SCHEME, changes, facts, findings, intake, members, results, table, told


def test_a_member_keeps_what_the_roster_says() -> None:
    given = intake(
        members(
            {
                "number": "7",
                "name": "李明",
                "branch": "第一支部",
                "status": "预备",
                "joined_on": date(2026, 2, 3),
                "team_member": True,
                "trade": "农业",
                "health": "体弱",
                "appraisal": "合格",
                "prior1.score": Decimal("61.5"),
                "prior1.grade": "合格",
                "prior2.score": Decimal(58),
            }
        )
    )

    assert (told(given.faults), told(given.warnings)) == ([], [])
    assert given.persons == [
        Person(
            name="李明",
            number="7",
            branch="第一支部",
            fields={
                "status": "probationary",
                "joined_on": date(2026, 2, 3),
                "team_member": True,
                "trade": "农业",
                "health": "frail",
                "appraisal": "合格",
            },
            prior=[{"score": Decimal("61.5"), "grade": "合格"}, {"score": Decimal(58)}],
        )
    ]


def test_a_year_before_last_alone_leaves_last_year_empty() -> None:
    given = intake(members({"name": "李明", "prior2.score": Decimal(58)}))

    assert given.persons[0].prior == [{}, {"score": Decimal(58)}]


def test_an_earlier_score_with_three_decimals_is_refused() -> None:
    given = intake(members({"name": "李明", "prior1.score": Decimal("61.555")}))

    assert told(given.faults) == [
        "工作表“党员”第 2 行“上年积分”列：值“61.555”超过两位小数。请改成最多两位小数。"
    ]


def test_a_number_that_two_members_have_is_a_fault() -> None:
    given = intake(members({"name": "李明", "number": "1"}, {"name": "赵书记", "number": "1"}))

    assert told(given.faults) == [
        "工作表“党员”第 3 行“编号”列：值“1”编号重复，已经是“李明”的编号。每名党员的编号不能相同，请改正。"
    ]


def test_members_of_one_name_each_need_a_number() -> None:
    given = intake(members({"name": "李明"}, {"name": "李 明", "number": "2"}, {"name": None}))

    assert told(given.faults) == [
        "工作表“党员”第 2 行：值“李明”名册里有同名的党员。请给每一名都填上编号，以便分清。".replace(
            "行：", "行“编号”列："
        )
    ]


def test_a_member_cannot_leave_before_joining() -> None:
    given = intake(members({"name": "李明", "joined_on": date(2026, 5, 2), "left_on": date(2026, 5, 1)}))

    assert told(given.faults) == [
        "工作表“党员”第 2 行“离开支部日期”列：值“2026-05-01”离开支部的日期早于进入支部的日期。请核对这两个日期。"
    ]


def test_a_roster_column_the_scheme_does_not_look_at_is_passed_over_with_a_word() -> None:
    given = intake(members({"name": "李明", "office": "办公室"}))

    assert told(given.warnings) == [
        "工作表“党员”第 2 行“股室”列：这个办法用不到“股室”，这一列（共 1 格）没有用来算分。不需要时可以删去这一列。"
    ]


def test_a_roster_left_empty_is_no_roster() -> None:
    given = intake(members(), facts({}))

    assert told(given.faults) == []
    assert told(given.warnings) == [
        "工作表“事实”：没有党员名册，事实里的 1 人都当作同一个支部的正式党员。请补上工作表“党员”，写明人员类别和变动。"
    ]
    assert [person.name for person in given.persons] == ["李明"]


def test_facts_find_their_member_by_number_or_by_name_with_a_blank() -> None:
    roster = members({"name": "李明", "number": "1"}, {"name": "赵书记", "number": "2"})

    given = intake(
        roster,
        table(
            FACTS,
            {"number": "2", "kind": "没有到会", "occurred_on": date(2026, 3, 1)},
            {"name": "李 明", "kind": "没有到会", "occurred_on": date(2026, 3, 1)},
            {"number": "1", "name": "李明", "kind": "受表彰", "occurred_on": date(2026, 3, 1)},
        ),
    )

    assert given.facts is not None
    assert given.facts.person == [1, 0, 0]


def test_members_the_roster_does_not_know_are_faults() -> None:
    roster = members({"name": "李明", "number": "1"}, {"name": "钱组织委员", "number": "2"})

    given = intake(
        roster,
        facts(
            {"name": "李明明"},
            {"name": "欧阳某"},
            {"name": None},
            {"name": None, "number": "9"},
            {"name": "李明", "number": "8"},
            {"name": "李明", "number": "2"},
        ),
    )

    assert told(given.faults) == [
        "工作表“事实”第 2 行“姓名”列：值“李明明”名册里没有这名党员。是不是“李明”？请核对姓名，或在名册里补上。",
        "工作表“事实”第 3 行“姓名”列：值“欧阳某”名册里没有这名党员。请核对姓名，或在名册里补上。",
        "工作表“事实”第 4 行“姓名”列：没有写是哪名党员。请填写姓名或党员编号。",
        "工作表“事实”第 5 行“党员编号”列：值“9”名册里没有这个党员编号。请核对编号，或在名册里补上。",
        "工作表“事实”第 6 行“党员编号”列：值“8”名册里没有这个党员编号。名册里“李明”的编号是“1”。"
        "请核对编号，或在名册里补上。",
        "工作表“事实”第 7 行“姓名”列：值“李明”党员编号“2”在名册里是“钱组织委员”，与姓名对不上。"
        "请核对编号和姓名，改正其中一个。",
    ]


def test_a_name_two_members_have_needs_the_number_in_the_facts() -> None:
    roster = members({"name": "李明", "number": "3"}, {"name": "李明", "number": "17"})

    given = intake(roster, facts({}, {"number": "17"}))

    assert told(given.faults) == [
        "工作表“事实”第 2 行“姓名”列：值“李明”名册里有 2 名同名的党员（编号：3、17），分不清是哪一名。"
        "请在“党员编号”列填写编号。"
    ]


def test_without_a_roster_everybody_in_the_facts_is_a_formal_member() -> None:
    given = intake(facts({}, {"name": "李 明", "kind": "受表彰"}, {"name": "赵书记"}), roster=False)

    assert told(given.faults) == []
    assert told(given.warnings) == [
        "工作表“事实”：没有党员名册，事实里的 2 人都当作同一个支部的正式党员。请补上工作表“党员”，写明人员类别和变动。"
    ]
    assert given.persons == [
        Person("李明", fields={"status": "formal"}),
        Person("赵书记", fields={"status": "formal"}),
    ]


def test_without_a_roster_numbers_tell_namesakes_apart() -> None:
    given = intake(
        facts(
            {"number": "1"},
            {"number": "2"},
            {"number": "3", "name": None},
            {"kind": "受表彰"},
            {"number": "1", "name": "赵书记"},
        ),
        roster=False,
    )

    assert [(person.name, person.number) for person in given.persons] == [
        ("李明", "1"),
        ("李明", "2"),
        ("3", "3"),
    ]
    assert told(given.faults) == [
        "工作表“事实”第 5 行“姓名”列：值“李明”名册里有 2 名同名的党员（编号：1、2），分不清是哪一名。"
        "请在“党员编号”列填写编号。",
        "工作表“事实”第 6 行“姓名”列：值“赵书记”党员编号“1”在名册里是“李明”，与姓名对不上。"
        "请核对编号和姓名，改正其中一个。",
    ]


def test_changes_are_read_by_the_kind_of_their_field() -> None:
    day = date(2026, 5, 1)

    given = intake(
        changes(
            {"name": "李明", "day": day, "field": "人员类别", "value": "预备党员"},
            {"name": "李明", "day": day, "field": "支部班子成员", "value": "是"},
            {"name": "李明", "day": day, "field": "离开支部日期", "value": "2026年9月30日"},
            {"name": "李明", "day": day, "field": "所在支部", "value": "第二支部"},
        )
    )

    assert told(given.faults) == []
    assert given.persons[3].changes == [
        (day, "status", "probationary"),
        (day, "team_member", True),
        (day, "left_on", date(2026, 9, 30)),
        (day, "branch", "第二支部"),
    ]


def test_wrong_changes_are_told_one_by_one() -> None:
    day = date(2026, 5, 1)

    given = intake(
        changes(
            {"name": "李明", "day": day, "field": "人员类型", "value": "预备党员"},
            {"name": "李明", "day": day, "field": "身高", "value": "170"},
            {"name": "李明", "day": day, "field": "人员类别", "value": "群众"},
            {"name": "李明", "day": day, "field": "离开支部日期", "value": "月底"},
            {"name": "陈某", "day": day, "field": "人员类别", "value": "正式党员"},
            {"name": "李明", "day": None, "field": "人员类别", "value": "正式党员"},
            {"name": "李明", "day": day, "field": "人员类别", "value": None},
            {"name": "李明", "day": day, "field": None, "value": "正式党员"},
            {"number": "44", "day": day, "field": "人员类别", "value": "正式党员"},
        )
    )

    labels = "、".join(
        (
            "人员类别",
            "健康状况",
            "进入支部日期",
            "离开支部日期",
            "不参与积分起始日期",
            "评议格次",
            "支部班子成员",
            "行业",
        )
    )
    assert told(given.faults) == [
        f"工作表“变动”第 2 行“项目”列：值“人员类型”没有这个项目。是不是“人员类别”？可以填：{labels}。",
        f"工作表“变动”第 3 行“项目”列：值“身高”没有这个项目。可以填：{labels}。",
        "工作表“变动”第 4 行“新值”列：值“群众”不在可以填的范围内。"
        "可以填：“正式党员”“预备党员”“发展对象”“入党积极分子”“入党申请人”。",
        "工作表“变动”第 5 行“新值”列：值“月底”不是有效日期。请填成 2026-03-01 这样的格式。",
        "工作表“变动”第 6 行“姓名”列：值“陈某”名册里没有这名党员。请核对姓名，或在名册里补上。",
        "工作表“变动”第 10 行“党员编号”列：值“44”名册里没有这个党员编号。请核对编号，或在名册里补上。",
    ]
    assert given.persons[3].changes == []


def test_findings_are_entered_with_their_members() -> None:
    given = intake(
        findings(
            {"name": "李明", "finding": "有正当理由", "holds": True},
            {"name": "赵书记", "finding": "good_reason", "holds": False},
        )
    )

    assert told(given.faults) == []
    assert [person.findings for person in given.persons] == [
        {"good_reason": False},
        {},
        {},
        {"good_reason": True},
    ]


def test_wrong_findings_are_told_one_by_one() -> None:
    given = intake(
        findings(
            {"name": "李明", "finding": "有正当理由吗", "holds": True},
            {"name": "李明", "finding": "勇敢", "holds": True},
            {"name": "李明", "finding": None, "holds": True},
            {"name": "李明", "finding": "有正当理由", "holds": None},
            {"name": "陈某", "finding": "有正当理由", "holds": True},
        )
    )

    assert told(given.faults) == [
        "工作表“认定”第 2 行“认定事项”列：值“有正当理由吗”这个办法里没有这个认定事项。"
        "是不是“有正当理由”？可以填：有正当理由。",
        "工作表“认定”第 3 行“认定事项”列：值“勇敢”这个办法里没有这个认定事项。可以填：有正当理由。",
        "工作表“认定”第 6 行“姓名”列：值“陈某”名册里没有这名党员。请核对姓名，或在名册里补上。",
    ]


def test_changes_without_a_roster_cannot_be_used() -> None:
    given = intake(
        facts({}),
        changes({"name": "李明", "day": date(2026, 5, 1), "field": "人员类别", "value": "正式党员"}),
        findings(),
        roster=False,
    )

    assert told(given.faults) == ["工作表“变动”：有这张表却没有党员名册，没法对应到人。请补上工作表“党员”。"]


def test_several_offices_in_one_cell_are_a_list_of_codes() -> None:
    text = """
scheme: with-offices
title: 示范
people: {scored: [formal], graded: [formal]}
parts:
  - part: base
    title: 基础分
    items:
      - item: base.office
        title: 任职
        for: role == recorder
        facts: {duty: {title: 履职, points: 1}}
total: {score: base}
"""
    given = intake(
        members(
            {"name": "李明", "role": "支委、记录员"}, {"name": "赵书记", "role": "书记，村长"}, text=text
        ),
        text=text,
    )

    assert given.persons[0].fields["role"] == "committee_member、recorder"
    assert [str(fault).partition("可以填：")[0] for fault in given.faults] == [
        "工作表“党员”第 3 行“职务”列：值“书记，村长”其中的“村长”不在可以填的范围内。"
    ]


OFFICES = SCHEME.replace("for: team_member", "for: role == branch_secretary").replace(
    "for: health == frail", "for: known(discipline) and discipline != warning"
)
"""班子职责 is for the secretary alone; 体弱仍参加 for whoever is known not to have been warned."""


def test_an_empty_cell_of_offices_or_measures_says_that_there_are_none() -> None:
    roster = members(
        {"name": "赵书记", "role": "书记、支委", "discipline": None},
        {"name": "李明", "role": None, "discipline": "警告"},
        {"name": "孙记录员", "role": "无", "discipline": " 没有"},
        text=OFFICES,
    )

    given = intake(roster, text=OFFICES)

    assert (told(given.faults), told(given.warnings)) == ([], [])
    assert [(p.fields["role"], p.fields["discipline"]) for p in given.persons] == [
        ("branch_secretary、committee_member", ""),
        ("", "warning"),
        ("", ""),
    ]


def test_nobody_is_asked_about_offices_nobody_holds() -> None:
    roster = members({"name": "赵书记", "role": "书记", "discipline": "警告"}, {"name": "李明"}, text=OFFICES)
    helped = [{"name": name, "kind": "体弱仍参加"} for name in ("赵书记", "李明")]

    _, found = results(intake(roster, facts(*helped, text=OFFICES), text=OFFICES), text=OFFICES)

    assert {name: account.questions for name, account in found.items()} == {"赵书记": [], "李明": []}
    assert {name: sorted(account.items) for name, account in found.items()} == {
        "赵书记": ["base.duty", "base.study", "base.team", "reward.honour", "reward.other", "reward.patrol"],
        "李明": ["base.duty", "base.study", "reward.honour", "reward.other", "reward.patrol"],
    }
    drops = {
        name: [e.drop for e in account.entries if e.title == "体弱仍参加"] for name, account in found.items()
    }
    assert drops == {"赵书记": [Drop.NOT_FOR_MEMBER], "李明": [Drop.NONE]}


def test_a_roster_without_a_column_of_offices_says_nothing_about_them() -> None:
    _, found = results(intake(members({"name": "李明"}, text=OFFICES), text=OFFICES), text=OFFICES)

    assert found["李明"].questions == [("item_for_unknown", "班子职责")]


def test_a_column_of_offices_left_empty_throughout_is_told() -> None:
    given = intake(members({"name": "李明", "role": None, "discipline": None}, text=OFFICES), text=OFFICES)

    assert told(given.warnings) == [
        "工作表“党员”：“职务”这一列没有填，按没有一人担任职务算。有书记、委员等职务的，请填上。"
    ]


def test_an_office_given_up_is_a_change_to_none() -> None:
    given = intake(
        members({"name": "李明", "role": "书记"}, text=OFFICES),
        changes({"name": "李明", "day": date(2026, 7, 1), "field": "职务", "value": "无"}),
        text=OFFICES,
    )

    assert given.persons[0].changes == [(date(2026, 7, 1), "role", "")]
