"""Names, options and types: what resolves to what, and every problem with its words."""

import time
from dataclasses import replace
from fractions import Fraction

import pytest

from jifen.rules.conditions import (
    UNKNOWN,
    Environment,
    Problem,
    check,
    constant_value,
    names_used,
    parse,
    to_text,
)
from jifen.rules.conditions.environment import Type
from jifen.rules.conditions.syntax import Name
from jifen.rules.fields import Choice, Field, FieldType
from jifen.rules.fields.choices import STATUSES
from tests.rules.conditions.village import VILLAGE, problems_of, resolve

RESOLVED = [
    # fields by name and by every label
    ("age >= 60", "age >= 60"),
    ("周岁 不低于 60", "age >= 60"),
    ("期末 > 2026-06-30", "period.end > 2026-06-30"),
    # options: codes, labels, aliases, bare or in quotes, on either side
    ("类别 是 正式党员", 'status == "formal"'),
    ("'预备' != status", '"probationary" != status'),
    ("正式 == 类别", '"formal" == status'),
    ("level in [县级, 市]", 'level in ["county", "city"]'),
    ("discipline == 严重警告", 'discipline == "serious_warning"'),
    ("option == 完成一半", 'option == "half"'),
    ("事项 == 迟到", 'kind == "late"'),
    ("层次 == '1'", 'tier == "1"'),
    ("grade == 合格", 'grade == "合格"'),
    ("prior(2).等次 == 不合格", 'prior(2).grade == "不合格"'),
    ("合格 == prior(1).grade", '"合格" == prior(1).grade'),
    ("computed_grade == grade", "computed_grade == grade"),
    # an option wins over a field or part of the same name, beside a field with options
    ("kind == late", 'kind == "late"'),
    ("late == kind", '"late" == kind'),
    # free text: a bare word is text
    ("matter == 书香校园", 'matter == "书香校园"'),
    ("matter in [甲, '乙 丙']", 'matter in ["甲", "乙 丙"]'),
    ("matter == act", "matter == act"),
    ("household.head == number", "household.head == number"),
    # lines, parts, items, quotas
    ("积分 >= 80", "line.score >= 80"),
    ("score >= 80", "line.score >= 80"),
    ("line.score >= 80", "line.score >= 80"),
    ("原始合计 > 3", "line.raw > 3"),
    ("折算积分 > 3", "line.converted > 3"),
    ("base + incentive > 3", "part.base + part.incentive > 3"),
    ("基础分 > 3", "part.base > 3"),
    ("大项.基础分 > 3", "part.base > 3"),
    ("part.help > 3", "part.help > 3"),
    ("item.help > 3", "item.help > 3"),
    ("base.duty > 3", "item.base.duty > 3"),
    ("小项.带头履行义务 > 3", "item.base.duty > 3"),
    ("quota.bottom", "quota.bottom"),
    ("名额.末五名", "quota.bottom"),
    # what the scheme adds: flags, findings, measures, relations
    ("party_household", "party_household"),
    ("党员户 == 否", "party_household == false"),
    ("finding.good_reason", "finding.good_reason"),
    ("认定.有正当理由", "finding.good_reason"),
    ("有正当理由", "finding.good_reason"),
    ("指标.党章考试 >= 60", "measure.exam >= 60"),
    ("relation.helper == number", "relation.helper == number"),
    # functions
    ("次数(迟到, absent) > 3", "count(kind.late, kind.absent) > 3"),
    ("count('迟到', 每: 月) > 3", 'count(kind.late, per: "month") > 3'),
    ("count(事项.late) > 3", "count(kind.late) > 3"),
    ("sum(quantity) > 3", "sum(quantity) > 3"),
    ("合计(金额, good_deed) > 3", "sum(amount, kind.good_deed) > 3"),
    ("points(base) > 3", "points(part.base) > 3"),
    ("得分(base.duty) > 3", "points(item.base.duty) > 3"),
    ("points(item.help) > 3", "points(item.help) > 3"),
    ("points(good_deed) > 3", "points(kind.good_deed) > 3"),
    ("占比(实到次数, 应到次数) < 85%", "share(meetings.attended, meetings.due) < 0.85"),
    ("days(due_on, made_up_on) > 30", "days(due_on, made_up_on) > 30"),
    ("月数(应交日期, 补交日期) > 6", "months(due_on, made_up_on) > 6"),
    ("age(2026-01-01) >= 60", "age(2026-01-01) >= 60"),
    ("周岁(期初) >= 60", "age(period.start) >= 60"),
    ("往期(1).积分 < 70", "prior(1).score < 70"),
    ("prior(1).原始合计 < 70", "prior(1).raw < 70"),
    ("streak(absent) >= 6", "streak(kind.absent) >= 6"),
    ("max(base, 3, 2) > min(score, 9)", "max(part.base, 3, 2) > min(line.score, 9)"),
    ("known(health) and not 不详(health)", "known(health) and not unknown(health)"),
    ("排名(积分, 从: 末位) <= 5", 'pool.rank(line.score, from: "bottom") <= 5'),
    ("pool.rank(base + score) <= pool.size", "pool.rank(part.base + line.score) <= pool.size"),
    ("score > 同组平均(score) * 120%", "line.score > pool.mean(line.score) * 1.2"),
    ("score == pool.best(score)", "line.score == pool.best(line.score)"),
    # types
    ("exempt == 是", "exempt == true"),
    ("time in 8:30..<12:00", "time in 08:30..<12:00"),
    ("occurred_on in period.start..period.end", "occurred_on in period.start..period.end"),
    ("age in 60..", "age in 60.."),
    ("age in 0<..<1", "age in 0<..<1"),
    ("age in [60, -1, 2/9]", "age in [60, -1, 2 / 9]"),
    ("score / (2 + 1) > -3", "line.score / (2 + 1) > -3"),
    ("exempt in [true]", "exempt in [true]"),
]


@pytest.mark.parametrize(("text", "resolved"), RESOLVED, ids=[text for text, _ in RESOLVED])
def test_a_condition_resolves_to_permanent_names(text, resolved):
    node, kind, problems = check(parse(text), VILLAGE, "truth")
    assert (to_text(node), kind, problems) == (resolved, Type(FieldType.FLAG), [])


@pytest.mark.parametrize("text", [text for text, _ in RESOLVED])
def test_resolving_twice_changes_nothing(text):
    node = resolve(text)
    assert check(node, VILLAGE, "truth") == (node, Type(FieldType.FLAG), [])


@pytest.mark.parametrize(
    ("text", "expect", "kind"),
    [
        ("base + incentive", "number", Type(FieldType.NUMBER)),
        ("score", "number", Type(FieldType.POINTS)),
        ("-3", "number", Type(FieldType.NUMBER)),
        ("status", "text", Type(FieldType.CHOICE, STATUSES)),
        ("discipline_until", "date", Type(FieldType.DATE)),
        ("2026-01-01", "date", Type(FieldType.DATE)),
        ("'好'", "text", Type(FieldType.TEXT)),
        ("随便", "text", Type(FieldType.TEXT)),
        ("19:30", None, Type(FieldType.TIME)),
        ("true", "truth", Type(FieldType.FLAG)),
        ("vetoed", "truth", Type(FieldType.FLAG)),
        ("prior(1).grade", "text", Type(FieldType.CHOICE, VILLAGE.grades)),
        ("prior(1).months", "number", Type(FieldType.NUMBER)),
        ("points(base)", "number", Type(FieldType.POINTS)),
        ("option", "text", Type(FieldType.CHOICE, VILLAGE.choices["option"])),
    ],
)
def test_an_expression_has_the_expected_type(text, expect, kind):
    assert check(parse(text), VILLAGE, expect)[1:] == (kind, [])


def test_a_field_that_holds_several_values_says_so():
    assert check(parse("role"), VILLAGE, "text")[1].many is True


_CHECK = "请核对写法；若是文字，请加引号并写在名称的另一边"
_ORDER = "请用 ==、!= 或 属于 [甲, 乙]"
_ALIKE = "请让两边同类：日期写成 2026-06-30，文字加引号，数不加引号，是否类写“是”或“否”"
_PRIOR = "请写成 prior(1).score，可用 raw converted score grade rank months appraisal tier"
_FUNCTIONS = (
    "能用的有 count sum points share days months age prior streak min max unknown known"
    " pool.rank pool.mean pool.best"
)

_TRUTH = "请写成比较，例如 积分 >= 80"
_SHARE = "除以会变的数请改用 share(部分, 全部)"
_NAME = "请在一边写上名称"
_SWAP = "请把小的数写在前面，大的数写在后面"
_MONTHS = "请写成 months(起始日期, 截止日期)"
_SUM = "请写成 sum(数量, 事项)"
_COUNT = "请写成 count(事项, 事项)"
_FULL = "请写全名，可以是 part.help、item.help；同名的栏目请改名"
_OR = "请写固定的值，或用“或”连接几个比较"
PROBLEMS = [
    # names
    ("aeg > 3", ("UNKNOWN_NAME", "没有“aeg”这个名称", 0, 3, "最接近的是“age”，请核对")),
    ("年令 > 3", ("UNKNOWN_NAME", "没有“年令”这个名称", 0, 2, "最接近的是“年龄”，请核对")),
    ("zzzz > 3", ("UNKNOWN_NAME", "没有“zzzz”这个名称", 0, 4, _CHECK)),
    ("zzzz == yyyy", ("UNKNOWN_NAME", "没有“zzzz”这个名称", 0, 4, _CHECK)),
    (f"{'长' * 41} > 3", ("UNKNOWN_NAME", f"没有“{'长' * 41}”这个名称", 0, 41, _CHECK)),
    ("finding.good_reson", ("UNKNOWN_NAME", "没有“finding.good_reson”这个名称", 0, 18,
                            "最接近的是“finding.good_reason”，请核对")),
    ("quota.botom", ("UNKNOWN_NAME", "没有“quota.botom”这个名称", 0, 11, "最接近的是“quota.bottom”，请核对")),
    ("kind.late", ("UNKNOWN_NAME", "事项“kind.late”本身不是一个值", 0, 9,
                   "次数请写 count(late)，得分请写 points(late)")),
    ("period.ende > as_of", ("UNKNOWN_NAME", "没有“period.ende”这个名称", 0, 11,
                             "最接近的是“period.end”，请核对")),
    ("类别为正式", ("UNKNOWN_NAME", "没有“类别为正式”这个名称", 0, 5, "“为”两边请各空一格")),
    ("积分不低于80", ("UNKNOWN_NAME", "没有“积分不低于80”这个名称", 0, 7, "“不低于”两边请各空一格")),
    ("offce == '办公室'", ("UNKNOWN_NAME", "没有“offce”这个名称", 0, 5, "最接近的是“office”，请核对")),
    ("'办公室' == member.office", ("UNKNOWN_NAME", "没有“member.office”这个名称", 9, 13, "最接近的是“office”，请核对")),
    ("age > 三分之二", ("UNKNOWN_NAME", "没有“三分之二”这个名称", 6, 4, "数请写成 2/3、0.5 或 85% 这样的形式")),
    ("副书记", ("UNKNOWN_NAME", "没有“副书记”这个名称", 0, 3, "“副书记”是“职务”的一个选项，请写成 职务 == 副书记")),
    ("help > 3", ("AMBIGUOUS_NAME", "“help”有 2 种意思", 0, 4, _FULL)),
    ("points(help) > 3", ("AMBIGUOUS_NAME", "“help”有 2 种意思", 7, 4,
                          _FULL)),
    # options
    ("status == 正式党", ("BAD_CHOICE", "选项里没有“正式党”", 10, 3,
                       "最接近的是“正式党员”；可以写：正式党员、预备党员、发展对象、入党积极分子、入党申请人")),
    ("option == 'zz'", ("BAD_CHOICE", "选项里没有“zz”", 10, 4, "可以写：完成、完成一半")),
    ("zz == option", ("BAD_CHOICE", "选项里没有“zz”", 0, 2, "可以写：完成、完成一半")),
    ("grade in [优秀, 甲]", ("BAD_CHOICE", "选项里没有“甲”", 14, 1, "可以写：优秀、合格、不合格")),
    ("role == 秘书", ("BAD_CHOICE", "选项里没有“秘书”", 8, 2,
                    "最接近的是“书记”；可以写：书记、副书记、组织委员、宣传委员、纪检委员、支委、记录员、党小组组长、"
                    "党小组副组长、联系人、分管领导、股室负责人 等")),
    ("pool.rank(score, from: 左) > 1", ("BAD_CHOICE", "选项里没有“左”", 23, 1, "可以写：前、后")),
    ("pool.rank(score, from: 5) > 1", ("BAD_CHOICE", "选项里没有“5”", 23, 1, "可以写：前、后")),
    # types
    ("age > 2026-01-01", ("WRONG_TYPE", "数不能和日期比较", 4, 1, _ALIKE)),
    ("occurred_on == '2026-01-01'", ("WRONG_TYPE", "日期不能和文字比较", 12, 2, _ALIKE)),
    ("status == 3", ("WRONG_TYPE", "选项不能和数比较", 7, 2, _ALIKE)),
    ("exempt == 1", ("WRONG_TYPE", "是否不能和数比较", 7, 2, _ALIKE)),
    ("age in 60..2026-01-01", ("WRONG_TYPE", "数不能和日期比较", 11, 2, _ALIKE)),
    ("age in [60, 'x']", ("WRONG_TYPE", "数不能和文字比较", 12, 2, _ALIKE)),
    ("level >= 县级", ("WRONG_TYPE", "选项没有大小先后", 6, 2, _ORDER)),
    ("exempt < true", ("WRONG_TYPE", "是否没有大小先后", 7, 1, _ORDER)),
    ("matter in ..act", ("WRONG_TYPE", "文字没有大小先后", 7, 2, _ORDER)),
    ("age and exempt", ("WRONG_TYPE", "这里要成立或不成立的条件，写的却是数", 0, 3, _TRUTH)),
    ("not score", ("WRONG_TYPE", "这里要成立或不成立的条件，写的却是分数", 4, 5, _TRUTH)),
    ("age + exempt > 1", ("WRONG_TYPE", "这里要数，写的却是是否", 6, 6, "请换成数")),
    ("-matter > 1", ("WRONG_TYPE", "这里要数，写的却是文字", 1, 6, "请换成数")),
    ("age + '1' > 1", ("WRONG_TYPE", "这里要数，写的却是文字", 6, 3, "请换成数")),
    ("(exempt or vetoed) + 1 > 1", ("WRONG_TYPE", "这里要数，写的却是是否", 8, 1, "请换成数")),
    ("1 + true > age", ("WRONG_TYPE", "这里要数，写的却是是否", 4, 4, "请换成数")),
    ("as_of + 1 > 2", ("WRONG_TYPE", "这里要数，写的却是日期", 0, 5,
                       "两个日期相隔多少，请用 days(起始日期, 截止日期) 或 months(起始日期, 截止日期)")),
    ("age(age) > 2", ("WRONG_TYPE", "这里要日期，写的却是数", 4, 3, "请换成日期")),
    ("(age in [1, 2]) + 1 > age", ("WRONG_TYPE", "这里要数，写的却是是否", 5, 2, "请换成数")),
    ("-(1 + 2) and exempt", ("WRONG_TYPE", "这里要成立或不成立的条件，写的却是数", 0, 1, _TRUTH)),
    # constants
    ("score / age > 1", ("NOT_CONSTANT", "除数必须是固定的值", 8, 3, _SHARE)),
    ("score / (2 * age) > 1", ("NOT_CONSTANT", "除数必须是固定的值", 11, 1, _SHARE)),
    ("score / (2 - 2) > 1", ("DIVISION_BY_ZERO", "除数是 0", 11, 1, "请写一个不是 0 的数")),
    ("age in [months, 3]", ("NOT_CONSTANT", "列表里的一项必须是固定的值", 8, 6, _OR)),
    ("1 < 2", ("ALWAYS_TRUE", "两边都是固定的值，比较总是成立", 2, 1, _NAME)),
    ("2026-01-01 == 2026-01-02", ("ALWAYS_FALSE", "两边都是固定的值，比较总是不成立", 11, 2, _NAME)),
    ("3 in 1..5", ("ALWAYS_TRUE", "两边都是固定的值，比较总是成立", 2, 2, _NAME)),
    ("3 in 5..", ("ALWAYS_FALSE", "两边都是固定的值，比较总是不成立", 2, 2, _NAME)),
    ("3 in [1, 2]", ("ALWAYS_FALSE", "两边都是固定的值，比较总是不成立", 2, 2, _NAME)),
    ("score == line.score", ("SAME_SIDES", "比较的两边是同一个值", 6, 2, "请改正其中一边")),
    ("score in 90..70", ("EMPTY_RANGE", "这个范围里一个数也没有", 11, 2, _SWAP)),
    ("score in 70<..70", ("EMPTY_RANGE", "这个范围里一个数也没有", 11, 2, _SWAP)),
    ("score in 70..<70", ("EMPTY_RANGE", "这个范围里一个数也没有", 11, 2, _SWAP)),
    ("status in [正式, formal]", ("DUPLICATE_OPTION", "列表里的这一项写了两遍", 15, 6, "请删去一个")),
    # functions
    ("cuont(late) > 1", ("UNKNOWN_FUNCTION", "没有“cuont”这个函数", 0, 5, "最接近的是“count”，请核对")),
    ("名次(score) > 1", ("UNKNOWN_FUNCTION", "没有“名次”这个函数", 0, 2, "最接近的是“排名”，请核对")),
    ("zzzz(late) > 1", ("UNKNOWN_FUNCTION", "没有“zzzz”这个函数", 0, 4, _FUNCTIONS)),
    ("count() > 1", ("WRONG_ARGUMENTS", "“count”要 1 个值，写了 0 个", 0, 5, _COUNT)),
    ("月数(as_of) > 1", ("WRONG_ARGUMENTS", "“月数”要 2 个值，写了 1 个", 0, 2, _MONTHS)),
    ("known(age, score)", ("WRONG_ARGUMENTS", "“known”要 1 个值，写了 2 个", 0, 5, "请写成 known(名称)")),
    ("count(3) > 1", ("WRONG_ARGUMENTS", "“count”的括号里不能这样写", 6, 1, _COUNT)),
    ("sum(age) > 1", ("WRONG_ARGUMENTS", "“sum”的括号里不能这样写", 4, 3, _SUM)),
    ("sum(claimed_value) > 1", ("WRONG_ARGUMENTS", "“sum”的括号里不能这样写", 4, 13, _SUM)),
    ("sum(2) > 1", ("WRONG_ARGUMENTS", "“sum”的括号里不能这样写", 4, 1, _SUM)),
    ("prior(0).score > 1", ("WRONG_ARGUMENTS", "“prior”的括号里要写 1 至 50 的整数，表示几期以前", 6, 1,
                            "请写成 prior(1).score")),
    ("prior(51).score > 1", ("WRONG_ARGUMENTS", "“prior”的括号里要写 1 至 50 的整数，表示几期以前", 6, 2,
                             "请写成 prior(1).score")),
    ("prior(1.5).score > 1", ("WRONG_ARGUMENTS", "“prior”的括号里要写 1 至 50 的整数，表示几期以前", 6, 3,
                              "请写成 prior(1).score")),
    ("prior(age).score > 1", ("WRONG_ARGUMENTS", "“prior”的括号里要写 1 至 50 的整数，表示几期以前", 6, 3,
                              "请写成 prior(1).score")),
    ("prior(1) > 1", ("BAD_PATH", "没有写要往期的哪一项", 0, 5, _PRIOR)),
    ("prior(1).age > 1", ("BAD_PATH", "往期结果里没有“age”", 0, 5, _PRIOR)),
    ("days(as_of, period.end).x > 1", ("BAD_PATH", "“days(…)”后面不能再写“.x”", 0, 4,
                                       "请写成 days(起始日期, 截止日期)")),
    ("count(lates) > 1", ("UNKNOWN_NAME", "本办法没有叫“lates”的事项", 6, 5, "最接近的是“late”，请核对")),
    ("points('无此项') > 1", ("UNKNOWN_NAME", "本办法没有叫“无此项”的大项、小项、事项", 7, 5, _CHECK)),
    ("count(item.help) > 1", ("UNKNOWN_NAME", "本办法没有叫“item.help”的事项", 6, 9, _CHECK)),
    ("count(late, from: top) > 1", ("UNKNOWN_ARGUMENT", "“count”的括号里不认识“from:”", 18, 3,
                                    _COUNT)),
    ("count(late, per: 月, 每: 周) > 1", ("UNKNOWN_ARGUMENT", "“count”的括号里写了两遍“每:”", 23, 1,
                                       _COUNT)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), PROBLEMS, ids=[text for text, _ in PROBLEMS])
def test_a_problem_says_where_what_and_how(text, problem):
    assert problems_of(text) == [Problem(*problem)]


@pytest.mark.parametrize(
    ("text", "expect", "message"),
    [
        ("score", "truth", "这里要成立或不成立的条件，写的却是分数"),
        ("score >= 3", "number", "这里要数，写的却是是否"),
        ("score", "text", "这里要文字，写的却是分数"),
        ("score", "date", "这里要日期，写的却是分数"),
    ],
)
def test_an_expression_of_another_type_is_reported(text, expect, message):
    [problem] = check(parse(text), VILLAGE, expect)[2]
    assert (problem.code, problem.message) == ("WRONG_TYPE", message)


def test_all_problems_come_at_once_in_order_of_place():
    found = problems_of("zzzz > 3 and age == '3' or status in [正式, 甲] and score / 0 in 90..70")
    assert [(problem.code, problem.offset) for problem in found] == [
        ("UNKNOWN_NAME", 0),
        ("WRONG_TYPE", 17),
        ("BAD_CHOICE", 42),
        ("DIVISION_BY_ZERO", 57),
    ]


def test_an_unknown_item_is_not_blamed_twice():
    assert [problem.code for problem in problems_of("zzzz in [1, 2] and yyyy in 1..2 and xxxx + 1 > 2")] == [
        "UNKNOWN_NAME",
        "UNKNOWN_NAME",
        "UNKNOWN_NAME",
    ]


def test_an_unknown_end_is_not_blamed_twice():
    assert [problem.code for problem in problems_of("age in zzzz.. or sum(zzzz) > 1")] == ["UNKNOWN_NAME"] * 2


def test_a_fact_field_is_refused_where_only_members_are_known():
    env = Environment(scopes=frozenset({"member"}))
    assert problems_of("发生日期 > 2026-01-01 且 age > 3 且 as_of > 2026-01-01 且 积分 > 3", env) == [
        Problem(
            "NOT_HERE", "这里不能用事实的栏目“发生日期”", 0, 4, "请改用这里能用的名称，或把这个条件写到别处"
        ),
        Problem(
            "NOT_HERE",
            "这里不能用周期和登记的栏目“as_of”",
            30,
            5,
            "请改用这里能用的名称，或把这个条件写到别处",
        ),
        Problem(
            "NOT_HERE", "这里不能用结果的栏目“积分”", 51, 2, "请改用这里能用的名称，或把这个条件写到别处"
        ),
    ]


def test_a_member_field_is_refused_where_only_facts_are_known():
    env = Environment(scopes=frozenset({"fact"}))
    [problem] = problems_of("age > 3", env)
    assert problem.message == "这里不能用党员的栏目“age”"


def test_a_function_is_refused_where_it_is_not_open():
    env = replace(VILLAGE, functions=frozenset({"count"}))
    assert problems_of("count(late) > 1 and pool.rank(score) < 3", env) == [
        Problem("NOT_HERE", "这里不能用函数“pool.rank”", 20, 9, "请把这个条件写到能用它的地方")
    ]


def test_a_line_exists_only_where_the_scheme_defines_it():
    assert [problem.code for problem in problems_of("raw > 1 and score > 1", Environment())] == [
        "UNKNOWN_NAME"
    ]


def test_the_score_may_be_a_line_of_the_scheme_with_its_own_title():
    env = replace(VILLAGE, lines=(Choice("score", "总评"),))
    assert to_text(resolve("总评 > 1 且 积分 > 1", env)) == "line.score > 1 and line.score > 1"


def test_earlier_lines_may_be_used_before_there_is_a_result():
    env = replace(VILLAGE, scopes=frozenset())
    assert to_text(resolve("raw + base > 1", env)) == "line.raw + part.base > 1"


def test_a_flag_named_like_a_part_is_ambiguous():
    env = replace(VILLAGE, names=(Field("base", ("基地",), FieldType.FLAG, "member"),))
    assert [problem.code for problem in problems_of("base", env)] == ["AMBIGUOUS_NAME"]


def test_ends_of_a_range_may_vary():
    assert problems_of("score in base..incentive or score in 5..base or 5 in base..") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2/9", Fraction(2, 9)),
        ("-(1 + 2) * 50%", Fraction(-3, 2)),
        ("'好'", "好"),
        ("age", UNKNOWN),
        ("1/0", UNKNOWN),
        ("1 + '好'", UNKNOWN),
        ("max(1, 2)", UNKNOWN),
    ],
)
def test_a_constant_is_made_of_literals_only(text, value):
    assert constant_value(parse(text)) == value


def test_names_used_lists_names_and_functions():
    node = resolve("积分 >= 80 且 pool.rank(score) <= 5 且 prior(1).score < count(late) 且 年龄 in [60]")
    assert names_used(node) == {
        ("line", "score"),
        ("pool", "rank"),
        ("prior", "score"),
        ("count",),
        ("kind", "late"),
        ("age",),
    }


def test_an_unresolvable_name_stays_as_written():
    node, kind, _ = check(parse("zzzz"), VILLAGE, None)
    assert (node, kind) == (Name(("zzzz",)), Type(None))


@pytest.mark.parametrize(
    "text",
    [
        " or ".join(f"zz{number}q" for number in range(200)),
        " or ".join(["积分不低于甲"] * 200),
        "status in [" + ", ".join(f"zz{number}q" for number in range(190)) + "]",
        "(" * 30 + "1" + "+1" * 60 + ")" * 30 + "> age",
        "not (" * 8 + "- (" * 7 + "age" + ")" * 15 + " > 1",
    ],
)
def test_a_condition_full_of_faults_is_checked_in_time(text):
    node = parse(text)
    started = time.process_time()
    check(node, VILLAGE, "truth")
    assert time.process_time() - started < 0.5
