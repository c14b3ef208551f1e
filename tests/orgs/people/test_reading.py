"""Opening sealed fields: for a purpose, recorded, seen by the person, and not without measure."""

from typing import Any

import pytest

from jifen.audit.models import Record
from jifen.audit.queries import list_readings_of
from jifen.common.refusals import Invalid, NotAllowed, NotFound
from jifen.orgs.actions import reveal
from jifen.orgs.errors import ReadTooOften
from jifen.orgs.states.purposes import READINGS_A_DAY, Purpose, SealedPart
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def read(cast: Cast, by: str, key: str = "member", **given: Any) -> dict[SealedPart, str]:
    options = {
        "parts": [SealedPart.PHONE],
        "purpose": Purpose.CONTACT,
        "words": "通知参加支部大会",
        **given,
    }
    return reveal(actor=cast.actor(by), at=NOW, person_id=cast.person(key).pk, **options)


def test_reading_shows_what_was_asked_for_and_is_recorded_with_its_purpose(cast: Cast) -> None:
    assert read(cast, "recorder") == {SealedPart.PHONE: "13800000001"}

    row = Record.objects.get(act="orgs.REVEAL")
    assert (row.kind, row.actor_name, row.hat) == ("READ", "孙记录员", "青山村支部记录员")
    assert row.basis is not None
    assert row.basis.label == "通知参加支部大会"
    assert row.detail == {"purpose": "CONTACT", "parts": ["PHONE"]}
    assert list(list_readings_of(str(cast.person("member").pk))) == [row]
    assert "13800000001" not in str(Record.objects.values().get(pk=row.pk))


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"words": "看看"}, {"words": "请写明为什么要看，不少于四个字；本人能看到这句话。"}),
        ({"words": " " * 9}, {"words": "请写明为什么要看，不少于四个字；本人能看到这句话。"}),
        (
            {"words": "核对13800000001"},
            {"words": "这里请不要写证件号码、电话号码，写事情就可以。"},
        ),
        (
            {"parts": [], "purpose": Purpose.OWN},
            {
                "parts": "请选择要看哪几项。",
                "purpose": "“本人查看”只用于查看自己的，请另选用途。",
            },
        ),
    ],
)
def test_reading_without_a_purpose_is_refused_and_shows_nothing(
    cast: Cast, given: dict[str, Any], fields: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        read(cast, "recorder", **given)

    assert refusal.value.fields == fields
    assert not Record.objects.filter(act="orgs.REVEAL").exists()


def test_one_reads_ones_own_without_a_reason(cast: Cast) -> None:
    assert read(cast, "member", purpose=Purpose.OWN, words="") == {SealedPart.PHONE: "13800000001"}


@pytest.mark.parametrize("key", ["recorder", "secretary", "commissioner", "organizer"])
def test_those_who_work_with_the_roster_may_read(cast: Cast, key: str) -> None:
    assert read(cast, key)


def test_others_may_not(cast: Cast) -> None:
    with pytest.raises(NotFound):
        read(cast, "stranger")
    with pytest.raises(NotFound):
        read(cast, "probationary")
    for key in ("admin", "auditor"):
        with pytest.raises(NotFound):
            read(cast, key)
    with pytest.raises(NotAllowed, match="查看证件和联系方式"):
        read(cast, "county_organizer")


@pytest.mark.canary("查看敏感内容的次数", "一天里看了五十次以后再看一次")
def test_fifty_readings_a_day_are_enough(cast: Cast) -> None:
    for _ in range(READINGS_A_DAY):
        read(cast, "recorder")

    with pytest.raises(ReadTooOften, match="您今天已经查看50次证件和联系方式，到了一天的上限，明天可以继续"):
        read(cast, "recorder")
    assert read(cast, "secretary")
    assert read(cast, "recorder", "recorder", parts=[SealedPart.ADDRESS], purpose=Purpose.OWN) == {
        SealedPart.ADDRESS: ""
    }
