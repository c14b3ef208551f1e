"""Every worked case of every scheme on the shelf comes out as its author says."""

from functools import lru_cache
from typing import Any

import pytest

from jifen.engine.cases import read_cases, run_case
from jifen.rules.compiling import compile_scheme
from jifen.rules.reading import load_scheme
from jifen.rules.shelf import cases as case_files
from jifen.rules.shelf import names, read
from jifen.rules.tables import Tables


@lru_cache
def tables(scheme: str) -> Tables:
    """The compiled tables of a scheme on the shelf."""
    return compile_scheme(load_scheme(read(scheme), f"{scheme}/scheme.yaml"))


def cases() -> list[Any]:
    """All cases with names to read in a report."""
    found = []
    for scheme in names():
        for name, data in case_files(scheme):
            for case in read_cases(data, name):
                found.append(pytest.param(scheme, case, id=f"{scheme}-{case['case']}"))
    return found


@pytest.mark.parametrize(("scheme", "case"), cases())
def test_case_comes_out_as_written(scheme: str, case: dict[str, Any]) -> None:
    assert run_case(tables(scheme), case).differences == ()


@pytest.mark.canary("算例", "算例要的分多了一分、写了没有的党员")
def test_a_case_that_expects_too_much_is_told_with_both_numbers() -> None:
    case = {
        "case": "孙记录员多写了一分",
        "members": [{"name": "李明"}],
        "facts": [{"who": "李明", "what": "meeting_absent", "on": "2026-07-05"}],
        "expect": {"李明": {"score": 50}, "陈某": {"score": 0}},
    }

    result = run_case(tables("village-branch"), case)

    assert (result.passed, result.differences) == (
        False,
        ("李明：积分应为 50，算得 49", "陈某：算例里没有这名党员"),
    )
