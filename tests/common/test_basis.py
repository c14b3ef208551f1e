"""The paper an act rests on."""

from datetime import date

import pytest

from jifen.common.basis import Basis, BasisKind

ORDER = Basis(BasisKind.DOCUMENT, "关于任职的通知", date(2026, 3, 1), "红旗组发〔2026〕8号", "a1")


def test_paper_is_quoted_as_people_quote_it() -> None:
    assert str(ORDER) == "2026年3月1日关于任职的通知（红旗组发〔2026〕8号）"
    assert str(Basis(BasisKind.STATEMENT, "本人说明")) == "本人说明"


@pytest.mark.parametrize("basis", [ORDER, Basis(BasisKind.MEETING, "党员大会")])
def test_paper_comes_back_from_its_plain_form(basis: Basis) -> None:
    assert Basis.from_json(basis.to_json()) == basis


def test_paper_nobody_could_find_is_refused() -> None:
    with pytest.raises(ValueError, match="label"):
        Basis(BasisKind.LETTER, " ")
