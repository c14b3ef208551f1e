"""Every code has its words; rules are said as an office says them; every case on the shelf can be told."""

from datetime import date
from fractions import Fraction

import pytest

from jifen.engine.cases import read_cases, score_case
from jifen.engine.codes import PENDING, Drop, Mark, State
from jifen.engine.explain import FLAGS, SHORT_FLAGS, STATES, Statute, Teller, Tracer, amount, points
from jifen.engine.explain.amounts import change, percent
from jifen.engine.explain.details import NoDetails
from jifen.engine.explain.labels import DROPS, MARKS, QUESTIONS, question
from jifen.engine.explain.rules import requirements, worth
from jifen.rules import shelf
from jifen.rules.compiling import compile_scheme
from jifen.rules.period import MonthDay, points_year
from jifen.rules.reading import check_scheme, load_scheme
from tests.engine.office import SCHEME


def test_every_reason_has_its_sentence_and_what_waits_says_what_to_do() -> None:
    assert set(DROPS) == set(Drop) - {Drop.NONE}
    assert {drop for drop in PENDING if not DROPS[drop][1]} == set()


def test_every_mark_and_every_state_has_its_sentence() -> None:
    assert set(MARKS) == set(Mark)
    assert set(STATES) == set(State)


def test_every_flag_has_a_long_and_a_short_word() -> None:
    assert set(FLAGS) == set(SHORT_FLAGS)
    assert set(QUESTIONS) <= set(FLAGS)
    assert {"，".join(question(code, "岗位")) for code in QUESTIONS} == {
        "是否参加积分还不能确定，先按参加计，请在党员名册里补齐有关内容",
        "属于哪个层次还不能确定，请在党员名册里补齐分层要用的内容",
        "“岗位”是否适用于本人还不能确定，请在党员名册里补齐有关内容",
        "“岗位”是否成立还不能确定，请组织查明后填写",
        "“岗位”本年度没有赋分，按零分计，请核对在支部的起止日期",
        "“岗位”的值还不能确定，请在党员名册或记录里补齐要用的内容",
        "“岗位”是否成立还不能确定，请组织查明后补齐有关内容",
        "“岗位”要把几个支部放在一起比，这次没有说明是不是都在内，先不比，"
        "请把整个范围的名册和记录放在一份文件里，算的时候加上 --whole-pool",
        "“岗位”是否记到别的办法还不能确定，请补齐有关内容",
        "“岗位”还不能确定，先让兑换，请补齐有关内容",
    }


def test_amounts_are_exact_and_say_so() -> None:
    assert amount(Fraction(15, 2)) == "7.5"
    assert points(Fraction(250, 3)) == "250/3（约 83.33） 分"
    assert [change(Fraction(n, 2)) for n in (4, -1, 0)] == ["加 2 分", "扣 0.5 分", "计 0 分"]
    assert (percent(Fraction(17, 20)), percent(Fraction(2, 3))) == ("85%", "2/3（约 0.67）")


def test_rules_say_what_a_fact_is_worth_and_what_it_needs() -> None:
    text = SCHEME.replace(
        "      - item: reward.other",
        """      - item: reward.more
        title: 更多
        limit: [{per: period, points: 10, side: gains}, {per: quarter, facts: 2}]
        facts:
          hours:
            title: 时长
            points: {by: quantity, rows: {"..<5": 1, "5..9": 2, "10": 3, "20..": all, "11..19": {unset: true}}}
          over: {title: 超额, points: {by: test_score, rows: {"60<..": 1, "..<60": 0}}}
          loss: {title: 其他扣分, points: {ask: loss}}
          open: {title: 没有定的, points: {unset: gain}}
          twice: {title: 两倍, points: 1, times: {by: 2}}
      - item: reward.other""",
    ).replace(
        "override:\n",
        "override:\n  - {override: cap, title: 限制, effect: {ceiling: 合格}, facts: {slip: {title: 失误}}}\n"
        "  - {override: bad, title: 认定, effect: {grade: 不合格}, facts: {crash: {title: 事故}}}\n",
    )
    bound, found = check_scheme(text, "示范.yaml")
    assert bound is not None, found
    tables = compile_scheme(bound)
    statute = Statute(bound, tables, points_year(2026), date(2026, 12, 31))

    said = {rule.title: (worth(statute, rule), requirements(statute, rule)) for rule in tables.rules}

    assert said == {
        "没有到会": ("-1", "条件：请假情况不为已准假"),
        "通报": ("+1", ""),
        "履职扣分": ("-4 至 -0.5，每 0.5 一档", ""),
        "旧条文": ("-1", "停用"),
        "弄虚作假": ("本小项全部扣完", ""),
        "班子扣分": ("-1", ""),
        "参加学习": ("0", ""),
        "受表彰": ("乡镇级 +2，县区级 +4，市级 +6，主办单位为上级党委时 ×2", "要填证明材料"),
        "参加巡逻": ("3 至 5，每 0.5 一档", "每月最多计 1 次"),
        "时长": (
            "不到 5：+1，5 至 9：+2，10：+3，不低于 20：全部，11 至 19：未定",
            "全年加分最多计 10 分；每季度最多计 2 次",
        ),
        "超额": ("超过 60：+1，不到 60：0", "全年加分最多计 10 分；每季度最多计 2 次"),
        "其他扣分": ("扣分由组织认定", "全年加分最多计 10 分；每季度最多计 2 次"),
        "没有定的": ("未定", "全年加分最多计 10 分；每季度最多计 2 次"),
        "两倍": ("+1，×2", "全年加分最多计 10 分；每季度最多计 2 次"),
        "支部研究加分": ("加分由组织认定，通常 0 至 5", "要支部委员会认定；要填说明"),
        "好人好事": ("+2，按时为“是”时 ×2", "要填佐证"),
        "上级加分": ("+3", "要填备案日期"),
        "体弱仍参加": ("+1", ""),
        "失误": ("等次最高定为“合格”", ""),
        "事故": ("等次直接认定为“不合格”", ""),
        "受到处罚": ("积分记为零分", "要填证明材料；条件：影响期至不早于发生日期"),
    }


def test_facts_without_a_book_have_nothing_more_to_say() -> None:
    nothing = NoDetails()

    assert (nothing.remark("a"), nothing.place("a"), nothing.matter("a", "act")) == ("", "", None)


@pytest.mark.parametrize("name", shelf.names())
def test_every_case_on_the_shelf_can_be_told_and_adds_up(name: str) -> None:
    bound = load_scheme(shelf.read(name), name)
    tables = compile_scheme(bound)
    told_of = 0
    for file, data in shelf.cases(name):
        for case in read_cases(data, file):
            period = points_year(int(case.get("year", 2026)), MonthDay(*tables.starts))
            teller = Teller(Statute(bound, tables, period, period.end))
            for account in score_case(tables, case):
                assert teller.tell(account, "formal")[0].heading == "结果"
                rows = list(Tracer(teller).rows(account))
                given = sum((row.points for row in rows if row.points is not None), Fraction(0))
                assert account.score is None or given == account.score, case["case"]
                told_of += 1
    assert told_of > 0 or tables.holes
