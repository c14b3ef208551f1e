"""What holds for a time: circumstances, measures, ties."""

from datetime import date
from typing import Any

import pytest

from jifen.audit.models import Record
from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Invalid, NotAllowed, NotFound
from jifen.orgs.actions import (
    end_bond,
    end_circumstance,
    record_bond,
    record_circumstance,
    record_discipline,
)
from jifen.orgs.errors import ChangedMeanwhile
from jifen.orgs.models import Bond, Circumstance, Discipline
from jifen.orgs.states.people import BondKind, CircumstanceKind, Measure
from tests.cast import NOW, TODAY, Cast
from tests.orgs.people.stories import MEETING

pytestmark = pytest.mark.django_db
PAPER = Basis(BasisKind.DOCUMENT, "处分决定", date(2026, 2, 1), "红纪发〔2026〕1号")
K = CircumstanceKind


def circumstance(cast: Cast, key: str, kind: K, by: str = "recorder", **given: Any) -> Circumstance:
    options = {"from_on": TODAY, "basis": MEETING, **given}
    return record_circumstance(
        actor=cast.actor(by), at=NOW, person_id=cast.person(key).pk, kind=kind, **options
    )


def measure(cast: Cast, key: str, kind: Measure, by: str = "secretary", **given: Any) -> Discipline:
    options = {"approved_on": date(2026, 2, 1), "matter": "违反工作纪律", "basis": PAPER, **given}
    return record_discipline(
        actor=cast.actor(by), at=NOW, person_id=cast.person(key).pk, measure=kind, **options
    )


def bond(cast: Cast, key: str, other: str, kind: BondKind, by: str = "recorder", **given: Any) -> Bond:
    return record_bond(
        actor=cast.actor(by),
        at=NOW,
        person_id=cast.person(key).pk,
        other_id=cast.person(other).pk,
        kind=kind,
        **{"from_on": TODAY, **given},
    )


def test_migrant_is_entered_with_where_he_went_and_ended_when_he_is_back(cast: Cast) -> None:
    row = circumstance(cast, "migrant", K.MIGRANT, from_on=date(2026, 1, 1), where="浙江省义乌市")

    end_circumstance(actor=cast.actor("recorder"), at=NOW, circumstance_id=row.pk, to_on=date(2026, 3, 9))

    row.refresh_from_db()
    assert (row.from_on, row.to_on, row.where) == (date(2026, 1, 1), date(2026, 3, 9), "浙江省义乌市")
    assert [record.act for record in Record.objects.filter(act__contains="CIRCUMSTANCE")] == [
        "orgs.RECORD_CIRCUMSTANCE",
        "orgs.END_CIRCUMSTANCE",
    ]
    with pytest.raises(ChangedMeanwhile):
        end_circumstance(actor=cast.actor("recorder"), at=NOW, circumstance_id=row.pk, to_on=TODAY)


def test_circumstance_faults_are_named_at_once(cast: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        circumstance(cast, "activist", K.MIGRANT, from_on=date(2026, 3, 11))

    assert refusal.value.fields == {
        "kind": "吴积极分子现在是“入党积极分子”，不登记“流动党员”。",
        "where": "请填写去了哪里，例如“浙江省义乌市”。",
        "from_on": "日期2026年3月11日还没有到，请填写实际开始的日期。",
    }


def test_circumstance_is_open_once_and_does_not_overlap(cast: Cast) -> None:
    row = circumstance(cast, "member", K.FRAIL, from_on=date(2026, 1, 1))

    with pytest.raises(Invalid, match="李明已经登记为“老弱病残”"):
        circumstance(cast, "member", K.FRAIL)
    end_circumstance(actor=cast.actor("recorder"), at=NOW, circumstance_id=row.pk, to_on=date(2026, 2, 1))
    with pytest.raises(Invalid, match="上一次“老弱病残”还没有终止"):
        circumstance(cast, "member", K.FRAIL, from_on=date(2026, 2, 1))
    assert circumstance(cast, "member", K.FRAIL, from_on=date(2026, 2, 2)).to_on is None


@pytest.mark.parametrize(
    ("to_on", "said"),
    [
        (date(2025, 12, 31), "终止日期2025年12月31日早于开始的2026年1月1日，请核对。"),
        (date(2026, 3, 11), "终止日期2026年3月11日还没有到，到了再登记。"),
    ],
)
def test_last_day_lies_between_the_first_and_today(cast: Cast, to_on: date, said: str) -> None:
    row = circumstance(cast, "member", K.FRAIL, from_on=date(2026, 1, 1))

    with pytest.raises(Invalid) as refusal:
        end_circumstance(actor=cast.actor("recorder"), at=NOW, circumstance_id=row.pk, to_on=to_on)

    assert refusal.value.fields == {"to_on": said}


def test_circumstances_and_ties_are_not_for_strangers_or_oneself(cast: Cast) -> None:
    row = circumstance(cast, "member", K.FRAIL)
    tie = bond(cast, "member", "secretary", BondKind.HELPER)

    for refused in (
        lambda: circumstance(cast, "migrant", K.ABROAD, "stranger", where="国外"),
        lambda: measure(cast, "member", Measure.WARNING, "stranger"),
        lambda: bond(cast, "member", "recorder", BondKind.HELPER, "stranger"),
        lambda: end_circumstance(actor=cast.actor("stranger"), at=NOW, circumstance_id=row.pk, to_on=TODAY),
        lambda: end_bond(actor=cast.actor("stranger"), at=NOW, bond_id=tie.pk, to_on=TODAY),
        lambda: bond(cast, "member", "stranger", BondKind.HELPER),
    ):
        with pytest.raises(NotFound):
            refused()
    for refused in (
        lambda: circumstance(cast, "recorder", K.FRAIL),
        lambda: measure(cast, "secretary", Measure.WARNING),
        lambda: measure(cast, "member", Measure.WARNING, "recorder"),
        lambda: bond(cast, "recorder", "secretary", BondKind.HELPER),
        lambda: circumstance(cast, "member", K.ABROAD, "member", where="国外"),
    ):
        with pytest.raises(NotAllowed):
            refused()


# Measures ------------------------------------------------------------------------------------------------------------


def test_measure_is_entered_with_the_end_of_its_effect(cast: Cast) -> None:
    row = measure(cast, "member", Measure.PROBATION_WITHIN_PARTY, months=24)

    assert (row.approved_on, row.effect_until) == (date(2026, 2, 1), date(2028, 1, 31))
    assert Record.objects.get(act="orgs.RECORD_DISCIPLINE").detail["effect_until"] == "2028-01-31"


@pytest.mark.parametrize(
    ("key", "kind", "given", "fields"),
    [
        (
            "member",
            Measure.WARNING,
            {"basis": MEETING},
            {"basis_document_no": "登记处分要写明批准处分的文件文号；没有文号的不能登记。"},
        ),
        (
            "member",
            Measure.PROBATION_WITHIN_PARTY,
            {"months": 18},
            {"months": "留党察看是一年或者两年，请选择。"},
        ),
        (
            "member",
            Measure.EXPULSION,
            {},
            {"measure": "开除党籍请在“人员类别”里办理“开除党籍”，处分会一并登记。"},
        ),
        (
            "probationary",
            Measure.PROBATION_WITHIN_PARTY,
            {"months": 12},
            {"measure": "预备党员不适用留党察看；应当受这样处分的，取消预备党员资格。"},
        ),
        (
            "activist",
            Measure.WARNING,
            {"matter": " ", "approved_on": date(2026, 3, 11)},
            {
                "measure": "吴积极分子现在是“入党积极分子”，不登记党纪处分。",
                "approved_on": "批准日期2026年3月11日还没有到，请核对。",
                "matter": "请写明事由，和处分决定上的一致。",
            },
        ),
        (
            "probationary",
            Measure.WARNING,
            {"approved_on": date(2026, 1, 9)},
            {"approved_on": "批准日期2026年1月9日早于入党日期2026年1月10日，请核对。"},
        ),
    ],
)
def test_measure_that_cannot_be_is_refused(
    cast: Cast, key: str, kind: Measure, given: dict[str, Any], fields: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        measure(cast, key, kind, **given)

    assert refusal.value.fields == fields


def test_measure_is_entered_once(cast: Cast) -> None:
    measure(cast, "member", Measure.WARNING)

    with pytest.raises(Invalid, match="2026年2月1日的“警告”已经登记过"):
        measure(cast, "member", Measure.WARNING)


# Ties ----------------------------------------------------------------------------------------------------------------


def test_as_many_stand_by_somebody_as_may_and_another_after_one_ended(cast: Cast) -> None:
    first = bond(cast, "activist", "secretary", BondKind.CULTIVATION_CONTACT)
    bond(cast, "activist", "member", BondKind.CULTIVATION_CONTACT)

    with pytest.raises(Invalid, match="吴积极分子的培养联系人已有2名；要换人的，请先终止原来的"):
        bond(cast, "activist", "migrant", BondKind.CULTIVATION_CONTACT)
    end_bond(actor=cast.actor("recorder"), at=NOW, bond_id=first.pk, to_on=TODAY)
    assert bond(cast, "activist", "migrant", BondKind.CULTIVATION_CONTACT).to_on is None
    with pytest.raises(ChangedMeanwhile):
        end_bond(actor=cast.actor("recorder"), at=NOW, bond_id=first.pk, to_on=TODAY)


@pytest.mark.parametrize(
    ("key", "other", "kind", "fields"),
    [
        ("member", "member", BondKind.HELPER, {"other": "帮扶人不能是本人，请另选一位同志。"}),
        (
            "member",
            "probationary",
            BondKind.HELPER,
            {"other": "帮扶人应当是正式党员；周预备现在是“预备党员”。"},
        ),
        (
            "activist",
            "secretary",
            BondKind.HELPER,
            {"kind": "吴积极分子现在是“入党积极分子”，不指定帮扶人。"},
        ),
    ],
)
def test_tie_that_cannot_be_is_refused(
    cast: Cast, key: str, other: str, kind: BondKind, fields: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        bond(cast, key, other, kind)

    assert refusal.value.fields == fields


def test_who_is_under_discipline_helps_nobody(cast: Cast) -> None:
    measure(cast, "migrant", Measure.WARNING)

    with pytest.raises(Invalid, match="郑流动在处分影响期内，不能担任帮扶人"):
        bond(cast, "member", "migrant", BondKind.HELPER)


def test_tie_is_entered_once_and_from_a_day_that_has_come(cast: Cast) -> None:
    bond(cast, "member", "secretary", BondKind.HELPER)

    with pytest.raises(Invalid) as refusal:
        bond(cast, "member", "secretary", BondKind.HELPER, from_on=date(2026, 3, 11))

    assert refusal.value.fields == {
        "other": "赵书记已经是李明的帮扶人，不用重复登记。",
        "from_on": "日期2026年3月11日还没有到，请核对。",
    }
