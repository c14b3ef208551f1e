"""The wide words told: values of items, purses, feeds, conditions, shared accounts, pools that are not whole."""

from datetime import date
from decimal import Decimal

import pytest

from jifen.engine.explain import NoDetails, Teller
from jifen.engine.explain.figured import value_words
from jifen.engine.explain.purses import price_needs, price_words
from jifen.engine.explain.rules import requirements, worth
from jifen.engine.intake import Intake
from tests.engine.desks import HOUSE, POOL, QUARTER
from tests.engine.office import SCHEME, facts, intake, members, results, sheets

EARLIER = {"prior1.score": Decimal(20), "prior2.score": Decimal(10)}
DUE = {"meetings.due": Decimal(6), "dues.late": Decimal(0)}


def told(text: str, given: Intake, name: str, *, whole: bool = False) -> dict[str, tuple[str, ...]]:
    """The explanation of one account: heading → lines."""
    teller, found = results(given, None, text, whole=whole)
    return {section.heading: section.lines for section in teller.tell(found[name])}


def quarter() -> Intake:
    """李明 with two earlier quarters, four ratings and deeds; 周预备 whose attendance nobody wrote down."""
    roster = members(
        {"name": "李明", "meetings.attended": Decimal(4), **DUE, **EARLIER},
        {"name": "周预备", **DUE},
        text=QUARTER,
    )
    rows = [
        {"kind": "迟到", "minutes_late": Decimal(18)},
        {"kind": "志愿服务", "quantity": Decimal(30), "evidence": "钱某"},
        {"kind": "志愿服务", "quantity": Decimal(3)},
        {"kind": "零活", "amount": Decimal(120), "occurred_on": date(2026, 3, 4)},
        *(
            {"kind": "评分", "test_score": Decimal(80 + n), "rater": who, "occurred_on": date(2026, 3, 5)}
            for n, who in enumerate(("赵书记", "李明", "周预备", "孙记录员"))
        ),
    ]
    return intake(roster, facts(*rows, text=QUARTER), text=QUARTER, year="2026Q1")


def house() -> Intake:
    """李明 and 陈某 in one household, 赵书记 who burnt straw, 周预备 who builds without a permit."""
    roster = members(
        {"name": "李明", "number": "2", "household": "甲", "household.head": "李明", "purse": Decimal(1)},
        {"name": "陈某", "number": "3", "household": "甲"},
        {"name": "赵书记", "number": "1", "household": "乙"},
        {"name": "周预备", "household": "丙"},
        text=HOUSE,
    )
    rows = [
        {"kind": "做好事", "name": "陈某", "reason": "修路"},
        {"kind": "spending", "option": "洗衣粉", "occurred_on": date(2026, 4, 1)},
        {"kind": "spending", "option": "大米", "occurred_on": date(2026, 4, 2), "name": "陈某"},
        {"kind": "spending", "occurred_on": date(2026, 4, 3)},
        {"kind": "违规用火", "name": "赵书记"},
        {"kind": "spending", "name": "赵书记", "option": "洗衣粉"},
        {"kind": "违规建房", "name": "周预备"},
        {"kind": "做好事", "name": "周预备", "occurred_on": date(2026, 4, 3)},
    ]
    return intake(roster, facts(*rows, text=HOUSE), text=HOUSE)


def pool() -> Intake:
    """Two branches in one pool: 陈某 with too few ballots, 周预备 without an exam, 孙记录员 of unknown ratings."""
    plain = {"ballots.valid": Decimal(3), "ratings.count": Decimal(1), "pool": "一组"}
    roster = members(
        {"name": "李明", "branch": "甲支部", "group": "1", "measure.exam": Decimal("92.5"), **plain},
        {"name": "赵书记", "branch": "甲支部", "group": "1", "measure.exam": Decimal(80), **plain},
        {
            "name": "陈某",
            "branch": "乙支部",
            **plain,
            "measure.exam": Decimal(71),
            "ballots.valid": Decimal(1),
        },
        {"name": "周预备", "branch": "乙支部", **plain},
        {"name": "孙记录员", **plain, "measure.exam": Decimal(80), "ratings.count": None},
        text=POOL,
    )
    rows = [{"kind": "采用信息"}, {"kind": "采用信息", "name": "周预备"}]
    return intake(roster, facts(*rows, text=POOL), text=POOL)


def test_values_of_items_are_told_with_the_figures_they_go_by() -> None:
    found = told(QUARTER, quarter(), "李明")

    assert [line for line in found["基础分　91/3（约 30.33） 分"] if not line.startswith("　")] == [
        "到会：起始 10 分，实到次数占应参会次数的比例 × 5（实到次数 4，应参会次数 6），计 10/3（约 3.33） 分，"
        "共扣 1 分，得 37/3（约 12.33） 分",
        "党费：按迟交党费月数定（迟交党费月数 0），计 3 分，封顶：最高 2 分，多出的 1 分不计，得 2 分",
        "人人有份：办法直接给分，计 1 分，得 1 分",
        "往期：前 2 期季度积分的平均数，计 15 分，得 15 分",
    ]
    assert found["服务分　18.2 分"][2] == (
        "群众评议：各份测试成绩的平均数 × 0.1，不算本人评的，去掉最高、最低各 1 个，计 8.2 分，得 8.2 分"
    )


def test_numbers_of_facts_and_whole_periods_are_named() -> None:
    found = told(QUARTER, quarter(), "李明")

    assert found["基础分　91/3（约 30.33） 分"][1] == (
        "　　2026-03-01　迟到（迟到分钟 18）：扣 1 分。"
        "计法：迟到分钟分段计：10 以内每满 5，-0.5；再往上每满 5，-1；这个季度前 5 分钟不计。"
    )
    assert found["服务分　18.2 分"][1] == (
        "　　2026-03-01　志愿服务（数量 30）：加 9 分。计法：数量每满 2，+1；每月最多计 20 个数量；"
        "数量这个季度合起来算；本来是加 10 分，按限额（这个季度最多计 9 分、每月最多计 20 个数量），所以加 9 分。"
    )
    assert found["服务分　18.2 分"][-2] == (
        "　　2026-03-04　零活（金额 120）：加 2 分。计法：每月按合计的金额另行计分。"
    )
    assert found["待定"] == (
        "2026-03-01　志愿服务（数量 3）：办法认可的材料一样也没有齐。请补齐其中一样。见“事实”第 4 行。",
    )


def test_a_value_that_lacks_a_figure_asks_for_that_figure() -> None:
    found = told(QUARTER, quarter(), "周预备")

    assert found["要请组织研究的问题"] == (
        "“到会”的值还不能确定，请在党员名册里补上实到次数。",
        "“quarter_points”是否记到别的办法还不能确定，请补齐有关内容。",
        "还缺内容，或者有并列，要由组织研究决定。",
    )
    assert found["基础分　还没有数"][:2] == (
        "到会：还不能确定",
        "党费：按迟交党费月数定（迟交党费月数 0），得 2 分",
    )


def test_a_result_for_another_scheme_is_told() -> None:
    assert told(QUARTER, quarter(), "李明")["转记"] == (
        "2026-03-31　记到办法“year-desk”的“quarter_points”：728/15（约 48.53） 分（第8条）",
    )


def test_without_a_book_the_figures_are_not_shown() -> None:
    teller, found = results(quarter(), None, QUARTER)

    lines = [s.lines for s in Teller(teller.statute, NoDetails()).tell(found["李明"])]

    assert lines[1][2].startswith("党费：按迟交党费月数定，计 3 分")


@pytest.mark.parametrize(
    ("kind", "name", "joined", "said"),
    [
        ("year", "2026", date(2026, 12, 1), "本年度在本支部计分 1 个月，不满 2 个月"),
        ("quarter", "2026Q1", date(2026, 3, 1), "这一期在本支部计分 1 个月，不满 2 个月"),
    ],
)
def test_too_few_months_are_told_of_the_period(kind: str, name: str, joined: date, said: str) -> None:
    grades = "grades: {rows: [{grade: 好, range: '1..'}, {grade: 一般, range: ..<1}]}\n"
    text = QUARTER.replace("kind: quarter}", f"kind: {kind}}}") + grades
    roster = members({"name": "李明", "meetings.attended": Decimal(6), **DUE, "joined_on": joined}, text=text)
    teller, found = results(intake(roster, text=text, year=name), None, text)

    assert teller.state(found["李明"]) == f"计分，不定等次（{said}）"


def test_a_household_says_whose_deed_it_was_and_what_was_exchanged() -> None:
    found = told(HOUSE, house(), "李明")

    assert found["户积分　5 分"][1] == "　　2026-03-01　做好事（陈某，修路）：加 5 分。"
    assert found["兑换"] == (
        "期初结余 1 分，本期可兑换 3 分，已兑换 3 分，现在结余 1 分",
        "陈某，大米（见“事实”第 4 行）：没有兑换，可兑换积分不够。请取消，或者换一样。",
        "李明（见“事实”第 5 行）：没有兑换，算不出要用多少积分。请照价目核对选项、数量和金额。",
    )
    assert told(HOUSE, house(), "赵书记")["兑换"] == (
        "现在结余 0 分",
        "赵书记，洗衣粉（见“事实”第 7 行）：没有兑换，办法规定这种情形不能兑换。请告知本人。",
    )


def test_gains_held_back_are_told() -> None:
    assert told(HOUSE, house(), "周预备")["没有计入"] == (
        "2026-04-03　做好事（周预备）：有一票否决或限制的情形还没有了结，得分不算。见“事实”第 9 行。",
    )


def test_a_spending_without_a_book_is_one_spending() -> None:
    teller, found = results(house(), None, HOUSE)

    assert Teller(teller.statute, NoDetails()).spending("第3行") == "一次兑换"
    assert found["李明"].purse is not None


def test_what_is_not_covered_is_told_as_a_shortfall() -> None:
    text = HOUSE.replace("free: 2", "free: 2, compulsory: true")

    assert told(text, house(), "李明")["兑换"][0] == (
        "期初结余 1 分，本期可兑换 3 分，已兑换 4 分，不够的部分 9 分，现在结余 0 分"
    )


@pytest.mark.parametrize(
    ("text", "price", "needs"),
    [
        (HOUSE, "用去积分：洗衣粉 3，大米 10", "要填选项，不止一件的填数量"),
        (
            HOUSE.replace("free: 2", "limit: {per: quarter, facts: 1}"),
            "用去积分：洗衣粉 3，大米 10",
            "要填选项，不止一件的填数量；每季度最多兑换 1 次",
        ),
        (HOUSE.replace("prices: {洗衣粉: 3, 大米: 10}", "rate: 2"), "每 1 元用去 2 分", "要填金额"),
        (HOUSE.replace("prices: {洗衣粉: 3, 大米: 10}, ", ""), "填多少用多少", "要填数量（用去多少积分）"),
    ],
)
def test_prices_are_told(text: str, price: str, needs: str) -> None:
    spend = sheets(text).tables.spend
    assert spend is not None

    assert (price_words(spend), price_needs(sheets(text).tables, spend)) == (price, needs)


def test_a_fact_booked_to_others_says_whose_it_is() -> None:
    found = told(POOL, pool(), "赵书记", whole=True)

    assert found["考核分　17 分"][3] == "　　2026-03-01　采用信息（李明）：加 1 分。"
    assert told(POOL, pool(), "周预备", whole=True)["待定"] == (
        "2026-03-01　采用信息（周预备）：不能确定该记到谁的名下。"
        "请在党员名册里补齐户主、家庭户、党小组或者有关职务。见“事实”第 3 行。",
    )


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("陈某", "没有结果：不合前提：有效票不足两张（第8条）"),
        ("周预备", "没有结果：“考试”没有数，或者不合前提：有人评分（第3条）"),
        ("孙记录员", "还缺内容，或者有并列，要由组织研究决定"),
    ],
)
def test_no_result_says_why(name: str, state: str) -> None:
    teller, found = results(pool(), None, POOL, whole=True)

    assert teller.state(found[name]) == state


def test_no_result_of_a_line_says_so() -> None:
    text = SCHEME.replace("none: 1}", "none: no_result}")

    assert told(text, intake(members({"name": "李明"}), text=text), "李明")["结果"][3] == (
        "状态：没有结果：缺了该有的数，或者不合办法规定的前提"
    )


def test_a_pool_that_is_not_whole_asks_for_it_and_for_nothing_else() -> None:
    found = told(POOL, pool(), "赵书记")
    said = (
        "要把几个支部放在一起比，这次没有说明是不是都在内，先不比，"
        "请把整个范围的名册和记录放在一份文件里，算的时候加上 --whole-pool。"
    )

    assert found["要请组织研究的问题"] == (f"“宣传名次”{said}", f"“排名和名额”{said}")


def test_a_place_is_open_while_the_pool_is_not_whole() -> None:
    place = "      - {item: base.place, "
    text = POOL.replace(place, f"{place}enabled: false, ")

    assert told(text, pool(), "李明")["结果"][-1] == "没有排名，是否列入还不能确定：“优秀单位”"


def test_the_guide_says_what_has_to_be_filled_in() -> None:
    own = sheets(QUARTER)
    teller, _ = results(quarter(), None, QUARTER)
    rules = {rule.kind: rule for rule in own.tables.rules}

    assert requirements(teller.statute, rules["volunteer"]) == (
        "要填其中一样：佐证；认定主体和证明材料；要填数量；这个季度最多计 9 分"
    )
    assert requirements(teller.statute, rules["rating"]) == "要填测试成绩、评分人"
    assert worth(teller.statute, rules["odd_job"]) == "0；每月按合计的金额另行计分"


def test_ratings_that_may_be_ones_own_need_no_rater() -> None:
    text = QUARTER.replace("without_self: true, trim: 1, ", "")
    teller, _ = results(quarter(), None, text)
    (rule,) = [rule for rule in sheets(text).tables.rules if rule.kind == "rating"]

    assert requirements(teller.statute, rule) == "要填测试成绩"
    assert told(text, quarter(), "李明")["服务分　18.15 分"][2].startswith(
        "群众评议：各份测试成绩的平均数 × 0.1，计"
    )


def test_the_values_of_items_are_rows_of_the_scheme() -> None:
    quarters = results(quarter(), None, QUARTER)[0].statute
    pools = results(pool(), None, POOL)[0].statute

    assert [tuple(row) for row in value_words(quarters)] == [
        ("基础分", "到会", "实到次数占应参会次数的比例 × 5", None, "要在“党员”表填实到次数、应参会次数"),
        ("基础分", "党费", "按迟交党费月数定（0：+3，1 至 2：+1，不低于 3：0）", None, "要在“党员”表填迟交党费月数"),
        ("基础分", "人人有份", "每人 +1", None, ""),
        ("基础分", "往期", "前 2 期季度积分的平均数", None, ""),
        ("服务分", "群众评议", "各份测试成绩的平均数 × 0.1，不算本人评的，去掉最高、最低各 1 个", None, ""),
    ]  # fmt: skip
    assert [row.needs for row in value_words(pools)] == ["要在“党员”表填理论考试成绩；前提：有人评分", ""]


def test_a_value_that_is_switched_off_is_no_row() -> None:
    text = QUARTER.replace("{item: base.gift,", "{item: base.gift, enabled: false,")
    statute = results(quarter(), None, text)[0].statute

    assert [row.item for row in value_words(statute)] == ["到会", "党费", "往期", "群众评议"]


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        ("{hold: gains}", "了结以前加分不算"),
        ("{zero: base, ranked: false}", "“户积分”记为零分；不参加排名"),
        ("{zero: base.deed}", "“好事”记为零分"),
        ("{zero: total}", "积分记为零分"),
    ],
)
def test_every_effect_is_told(effect: str, said: str) -> None:
    text = HOUSE.replace("{hold: gains}", effect)
    (rule,) = [rule for rule in sheets(text).tables.rules if rule.kind == "illegal"]

    assert worth(results(house(), None, text)[0].statute, rule) == said


def test_a_fact_of_before_that_uses_up_a_limit_is_told() -> None:
    text = QUARTER.replace("limit: {per: period, points: 9}", "limit: {per: calendar_year, points: 9}")
    row = {"kind": "志愿服务", "quantity": Decimal(4), "evidence": "钱某", "occurred_on": date(2026, 2, 1)}
    now = {**row, "occurred_on": date(2026, 5, 1)}
    roster = members({"name": "李明", "meetings.attended": Decimal(6), **DUE}, text=text)

    given = intake(roster, facts(row, now, text=text), text=text, year="2026Q2")

    assert told(text, given, "李明")["没有计入"] == (
        "2026-02-01　志愿服务（数量 4）：发生在这一期以前，只占用次数和限额，不计分。见“事实”第 2 行。",
    )
