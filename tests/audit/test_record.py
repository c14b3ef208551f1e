"""The memory: written with the act, refused to be changed, exported whole before it is pruned."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import Error, connection, transaction

from jifen.audit.actions import digest, export_segment, record, seal_lines
from jifen.audit.errors import NothingToExport
from jifen.audit.models import Record, Segment
from jifen.audit.queries import list_records_for
from jifen.audit.states import Act
from jifen.common.refusals import NotAllowed
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_record_says_who_did_what_in_which_office_and_where(cast: Cast) -> None:
    row = record(actor=cast.actor("recorder"), at=NOW, act=Act.INSPECT, place=cast.place())

    assert (row.act, row.label) == ("audit.INSPECT", "查看操作记录")
    assert (row.actor_name, row.hat) == ("孙记录员", "青山村支部记录员")
    assert (row.organization_name, row.path) == ("红旗镇青山村党支部", cast.organization().path)
    assert row.digest == digest(Record.objects.get(pk=row.pk))


@pytest.mark.django_db(transaction=True)
def test_record_outside_the_transaction_of_an_act_is_refused(cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record(actor=cast.actor("recorder"), at=NOW, act=Act.INSPECT)


CHANGES = {
    "update": "UPDATE audit_record SET actor_name = '别人'",
    "delete": "DELETE FROM audit_record",
    "segment": "UPDATE audit_segment SET seal = ''",
}


@pytest.mark.canary("操作记录只增不改", "用数据库语句修改、删除记录")
@pytest.mark.parametrize("change", CHANGES)
def test_database_itself_refuses_to_change_the_memory(cast: Cast, change: str) -> None:
    record(actor=cast.actor("recorder"), at=NOW, act=Act.INSPECT)
    Segment.objects.create(first_number=-2, last_number=-1, rows=1, seal="x", exported_at=NOW)
    before = list(Record.objects.values())

    with pytest.raises(Error, match="只增不改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHANGES[change])

    assert list(Record.objects.values()) == before


def test_old_records_leave_as_a_sealed_file_and_the_export_is_recorded(cast: Cast, tmp_path: Path) -> None:
    young = record(actor=cast.actor("recorder"), at=NOW, act=Act.INSPECT)
    old = Record.objects.filter(at__lt=NOW).count()

    segment = export_segment(
        actor=cast.actor("auditor"), at=NOW, before=NOW - timedelta(days=1), file=tmp_path / "old.jsonl"
    )

    assert segment.rows == old > 0
    assert seal_lines((tmp_path / "old.jsonl").read_bytes().splitlines(), "") == segment.seal
    assert [row.act for row in Record.objects.all()] == ["audit.INSPECT", "audit.EXPORT"]
    assert Record.objects.get(act="audit.INSPECT") == young


def test_without_old_records_nothing_is_exported(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(NothingToExport):
        export_segment(
            actor=cast.actor("auditor"), at=NOW, before=NOW - timedelta(days=9999), file=tmp_path / "none"
        )


def test_recorder_may_not_export_and_stranger_may_not_inspect(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="审计员"):
        export_segment(actor=cast.actor("recorder"), at=NOW, before=NOW, file=tmp_path / "x")
    with pytest.raises(NotAllowed, match="陈某"):
        list_records_for(cast.actor("stranger"), cast.place())


def test_secretary_reads_what_was_done_in_his_branch_and_no_more(cast: Cast) -> None:
    seen = list_records_for(cast.actor("secretary"), cast.place())

    assert {row.organization_name for row in seen} == {
        "红旗镇青山村党支部",
        "青山村党支部第一党小组",
        "青山村党支部第二党小组",
    }
