"""What a 办法 hands out by month: the usual plan, and what speaks against another."""

from datetime import date

import pytest

from jifen.rules.reading import load_scheme
from jifen.rules.shelf import read
from jifen.schemes.states.allotments import (
    Allotment,
    allotment_of,
    list_month_faults,
    list_month_hints,
    usual_months,
)
from jifen.schemes.states.promises import Promise, TaskKind, list_promise_faults, list_promise_hints

YEAR = [date(2026, number, 1) for number in range(1, 13)]
USUAL = (500, 500, *([600] * 10))


@pytest.fixture(scope="module")
def bureau() -> Allotment:
    found = allotment_of(load_scheme(read("bureau-branch").decode(), "bureau.yaml").scheme)
    assert found is not None
    return found


def test_figures_are_those_of_the_scheme_and_others_hand_out_nothing(bureau: Allotment) -> None:
    assert bureau == Allotment("task", "任务分", "S5-三-一-2(2)c", 7000, 500, 600, USUAL)
    assert allotment_of(load_scheme(read("village-branch").decode(), "village.yaml").scheme) is None


def test_usual_plan_is_ten_times_six_and_twice_five_in_the_first_months(bureau: Allotment) -> None:
    plan = usual_months(bureau, YEAR, YEAR)  # AMB-35

    assert tuple(plan.values()) == USUAL
    assert list_month_faults(bureau, plan, YEAR, {}) == {}
    assert list_month_hints(bureau, YEAR, plan) == []


def test_halves_within_the_bounds_are_a_plan_too_and_more_than_the_scheme_gives_is_told(
    bureau: Allotment,
) -> None:
    plan = {**dict.fromkeys(YEAR, 600), **dict.fromkeys(YEAR[:4], 550)}

    assert list_month_faults(bureau, plan, YEAR, {}) == {}
    (hint,) = list_month_hints(bureau, YEAR, plan)
    assert hint.startswith("办法的分值表给2026年1月 5 分、2026年2月 5 分，账上按它封顶")


def test_all_faults_of_a_plan_are_told_at_once(bureau: Allotment) -> None:
    plan = {**usual_months(bureau, YEAR, YEAR), YEAR[0]: 499, YEAR[1]: 601}
    del plan[YEAR[11]]

    bounds = "办法规定每月 5—6 分（S5-三-一-2(2)c）"
    assert list_month_faults(bureau, plan, YEAR, {}) == {
        "month_1": f"2026年1月分配了 4.99 分，{bounds}，请改在这个范围里。",
        "month_2": f"2026年2月分配了 6.01 分，{bounds}，请改在这个范围里。",
        "month_12": f"2026年12月没有分配任务分，{bounds}。",
        "total": "全年合计 65 分，办法规定任务分合计 70 分（S5-三-一-2(2)c），少了 5 分。",
    }


def test_months_of_an_earlier_plan_count_into_the_sum(bureau: Allotment) -> None:
    kept, rest = dict.fromkeys(YEAR[:6], 550), dict.fromkeys(YEAR[6:], 600)

    assert list_month_faults(bureau, rest, YEAR[6:], kept) == {
        "total": "全年合计 69 分，办法规定任务分合计 70 分（S5-三-一-2(2)c），少了 1 分。"
    }
    assert list_month_faults(bureau, rest, YEAR[6:], {}) == {}


def test_number_of_promises_is_a_hint_and_too_many_lines_are_a_fault() -> None:
    one = [Promise("甲", "乙")]

    assert list_promise_hints(one) == [
        "承诺事项有 1 项，一般一名党员一年承诺 2 至 5 项；可以照样办理，请核对。"
    ]
    assert list_promise_hints([Promise(f"{n}", "乙") for n in range(5)]) == []
    assert len(list_promise_hints([Promise(f"{n}", "乙", TaskKind.DUTY) for n in range(5)])) == 1
    many = [Promise(f"{n}", "乙") for n in range(13)]
    assert list_promise_faults(many, YEAR) == {"promises": "一份计划最多写 12 项，这里有 13 项，请合并。"}
