"""What a 办法 hands out by month: the usual plan, and what speaks against another."""

import pytest

from jifen.rules.reading import load_scheme
from jifen.rules.shelf import read
from jifen.schemes.states.allotments import Allotment, allotment_of, list_plan_faults, usual_months

YEAR = range(1, 13)


@pytest.fixture(scope="module")
def bureau() -> Allotment:
    found = allotment_of(load_scheme(read("bureau-branch").decode(), "bureau.yaml").scheme)
    assert found is not None
    return found


def test_figures_are_those_of_the_scheme_and_others_hand_out_nothing(bureau: Allotment) -> None:
    assert bureau == Allotment("task", "任务分", "S5-三-一-2(2)c", 7000, 500, 600)
    assert allotment_of(load_scheme(read("village-branch").decode(), "village.yaml").scheme) is None


def test_usual_plan_is_ten_times_six_and_twice_five_in_the_first_months(bureau: Allotment) -> None:
    plan = usual_months(bureau, YEAR)  # AMB-35

    assert list(plan.values()) == [500, 500, *([600] * 10)]
    assert list_plan_faults(bureau, plan, YEAR) == []


def test_who_comes_in_july_gets_the_months_that_remain(bureau: Allotment) -> None:
    plan = usual_months(bureau, range(7, 13))  # AMB-36

    assert plan == dict.fromkeys(range(7, 13), 600)
    assert list_plan_faults(bureau, plan, range(7, 13)) == []


def test_halves_within_the_bounds_are_a_plan_too(bureau: Allotment) -> None:
    plan = {**dict.fromkeys(YEAR, 600), 1: 550, 2: 550, 3: 550, 4: 550}

    assert list_plan_faults(bureau, plan, YEAR) == []


def test_all_faults_of_a_plan_are_told_at_once(bureau: Allotment) -> None:
    plan = {**usual_months(bureau, YEAR), 1: 499, 2: 601}
    del plan[12]

    assert list_plan_faults(bureau, plan, YEAR) == [
        "第 1 个月分配了 4.99 分，办法规定每月 5—6 分（S5-三-一-2(2)c）。",
        "第 2 个月分配了 6.01 分，办法规定每月 5—6 分（S5-三-一-2(2)c）。",
        "第 12 个月没有分配任务分，办法规定每月 5—6 分（S5-三-一-2(2)c）。",
        "全年合计 65 分，办法规定任务分合计 70 分（S5-三-一-2(2)c）。",
    ]
    assert list_plan_faults(bureau, {6: 600, 7: 600}, [7]) == [
        "第 6 个月不在参加积分的时间里，不分配任务分。"
    ]
