"""The clauses beside a scheme."""

import pytest

from jifen.rules import shelf
from jifen.rules.clauses import clauses_of, read_clauses
from jifen.rules.findings import SchemeRefused


def test_clauses_are_read_as_texts_or_tables() -> None:
    text = "第一条: 迟到扣半分\n第二条: {t: T-1, text: 缺席扣一分}\n第三条: {t: T-2}\n".encode()

    assert read_clauses(text, "c") == {"第一条": "迟到扣半分", "第二条": "缺席扣一分"}
    assert clauses_of(text, "c") is None


def test_no_clauses_are_none() -> None:
    assert read_clauses(b" \n", "c") == {}
    assert clauses_of(b"", "c") is None


def test_sample_refers_to_the_scheme_it_is_a_sample_of() -> None:
    assert clauses_of(shelf.clauses("township-branch-sample"), "c") == "township-branch"
    assert read_clauses(shelf.clauses("village-branch"), "c")["S2-一-0a"] == "积分由基础分、激励分两部分组成"


def test_clauses_that_are_not_well_formed_are_refused() -> None:
    with pytest.raises(SchemeRefused):
        read_clauses(b"a: [", "c")
