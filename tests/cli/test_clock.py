"""What is done by itself when it is due."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from jifen.audit.actions import seal_lines
from jifen.audit.models import Record, Segment
from jifen.cli.main import main
from jifen.cli.site.clock import export_old_records
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_clock_without_the_setting_leaves_the_records_alone(cast: Cast) -> None:
    before = Record.objects.count()

    assert export_old_records(NOW) == "没有设置，不办。"
    assert Record.objects.count() == before


def test_records_older_than_the_setting_leave_once(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.JIFEN_RECORDS_DAYS, settings.JIFEN_RECORDS = 400, tmp_path / "records"
    old, later = Record.objects.count(), NOW + timedelta(days=401)

    assert export_old_records(later) == f"已导出 {old} 条。"
    assert export_old_records(later) == "没有到期的。"

    segment = Segment.objects.get()
    file = tmp_path / "records" / f"records-{segment.first_number}-{segment.last_number}.jsonl"
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert seal_lines(file.read_bytes().splitlines(), "") == segment.seal
    assert [row.actor_name for row in Record.objects.all()] == ["到期自动办理"]


def test_setting_that_keeps_too_little_is_refused(cast: Cast, settings: Any) -> None:
    settings.JIFEN_RECORDS_DAYS = 30

    answer = CliRunner().invoke(main, ["clock"])

    assert answer.exit_code == 1
    assert "操作记录至少要留 365 天" in answer.output
