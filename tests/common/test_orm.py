"""Columns that are closed, coded, or keep a paper."""

import pytest
from django.db import IntegrityError, connection, transaction

from jifen.common.orm import SealedField, index_of
from jifen.orgs.models import Appointment, Person
from jifen.orgs.states.people import Standing
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_phone_is_closed_in_the_table_masked_on_screen_and_opened_on_demand(cast: Cast) -> None:
    phone = cast.person("member").phone
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM orgs_person WHERE name = '李明'")
        stored = cursor.fetchone()[0]

    assert stored == phone.sealed
    assert "1380000" not in stored
    assert (str(phone), repr(phone), phone.reveal()) == ("138****0001", "<sealed>", "13800000001")


def test_saving_a_row_again_leaves_closed_texts_as_they_are(cast: Cast) -> None:
    person = cast.person("member")
    sealed = person.phone.sealed
    person.save()

    assert cast.person("member").phone.sealed == sealed


@pytest.mark.canary("证件号码的遮盖", "短号码整个露出来")
@pytest.mark.parametrize(
    ("text", "shown"), [("", ""), ("1", "*"), ("12", "**"), ("1234567", "*******"), ("12345678", "123*5678")]
)
def test_mask_never_shows_a_short_text_whole(text: str, shown: str) -> None:
    field = SealedField(head=3, tail=4)
    field.name, field.model = "phone", Person
    sealed = field.wrap(field.get_prep_value(text))

    assert str(sealed) == shown
    assert bool(sealed) is bool(text)


def test_equal_texts_are_equal_however_they_are_closed() -> None:
    field = Person._meta.get_field("phone")
    one, same, other = (field.wrap(field.get_prep_value(text)) for text in ("138", "138", "139"))

    assert (one == same, one == other, one == "138") == (True, False, False)
    assert len({one, same, other}) == 2


def test_person_is_found_by_the_whole_number_alone(cast: Cast) -> None:
    assert Person.objects.get(phone_index=index_of("orgs.person.phone", "13800000001")) == cast.person(
        "member"
    )


def test_codes_come_back_as_members_and_papers_as_papers(cast: Cast) -> None:
    assert cast.person("member").standing is Standing.FORMAL
    appointment = Appointment.objects.get(person=cast.person("organizer"))
    assert appointment.basis.document_no == "红旗组发〔2026〕8号"
    assert appointment.end_basis is None


def test_database_refuses_a_code_that_is_not_in_the_enum(cast: Cast) -> None:
    with pytest.raises(ValueError, match="NOBODY"), transaction.atomic():
        Person.objects.filter(name="李明").update(standing="NOBODY")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE orgs_person SET standing = 'NOBODY' WHERE name = '李明'")
