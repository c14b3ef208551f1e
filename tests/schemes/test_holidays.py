"""The holiday table: the program's own years, and those entered here."""

from datetime import date

import pytest

from jifen.common.basis import Basis, BasisKind
from jifen.common.refusals import Invalid, NotAllowed
from jifen.rules.holidays import HolidayTable, HolidayYearMissing
from jifen.schemes import actions
from jifen.schemes.models import Holiday
from jifen.schemes.queries import get_holiday_table, list_entered_years
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
NOTICE = Basis(BasisKind.DOCUMENT, "国务院办公厅关于2030年部分节假日安排的通知", date(2029, 11, 5))
YEAR = """日期,安排,名称
2030-01-01,放假,元旦
2030-05-01,放假,劳动节
2030-10-01,放假,国庆节
2030-10-02,放假,国庆节
2030-10-03,放假,国庆节
2030-10-12,上班,国庆节
"""


def enter(cast: Cast, text: str = YEAR, by: str = "organizer") -> int:
    return actions.import_holidays(actor=cast.actor(by), at=NOW, text=text, basis=NOTICE)


def test_year_the_program_does_not_know_is_entered_whole(cast: Cast) -> None:
    with pytest.raises(HolidayYearMissing):
        get_holiday_table().is_workday(date(2030, 10, 12))

    assert enter(cast) == 2030

    table = get_holiday_table()
    assert table.is_workday(date(2030, 10, 12))
    assert not table.is_workday(date(2030, 10, 2))
    assert table.name(date(2030, 1, 1)) == "元旦"
    assert (list_entered_years(), table.years) == ([2030], (*HolidayTable.builtin().years, 2030))


def test_year_entered_again_replaces_the_first(cast: Cast) -> None:
    enter(cast)
    enter(cast, YEAR.replace("2030-10-12,上班,国庆节\n", ""))

    assert Holiday.objects.count() == 5


def test_faults_of_the_rows_are_told_together(cast: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        enter(
            cast, YEAR.replace("2030-05-01,放假", "五一,放假").replace("2030-10-12,上班", "2030-10-11,上班")
        )

    said = refusal.value.fields["text"]
    assert "日期“五一”看不懂" in said
    assert "本来就上班" in said
    assert not Holiday.objects.exists()


def test_branch_enters_no_holidays(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="党委组织员或县委组织部"):
        enter(cast, by="secretary")
