"""How long a county's roster takes from the file to the tables, and how much memory: seconds, and peak megabytes.

    python -m benchmarks.roster [ROWS]                                    (SQLite)
    python tools/postgresql.py python -m benchmarks.roster [ROWS]         (PostgreSQL)

Each database is made anew; the work runs in a process of its own, whose peak memory is taken. A second import of the
same file must change nothing; the export is read again and must change nothing either; last, all is taken back.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

AT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)


class Watch(threading.Thread):
    """Looks at the memory of its own twenty times a second; pages of a mapped database file are not the program's."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self.start()

    def run(self) -> None:
        while True:
            with open("/proc/self/status") as status:
                line = next(line for line in status if line.startswith("RssAnon"))
            self.most = max(self.most, int(line.split()[1]) // 1024)
            time.sleep(0.05)


def prepare(home: Path, rows: int) -> str:
    """Make the data folder and the county; return the county's id."""
    from jifen.cli.site.home import prepare_home

    prepare_home(home)
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.rosters import PER_BRANCH, branch_name
    from jifen.common.actor import INSTALLER
    from jifen.orgs.actions import found_organization
    from jifen.orgs.states.organizations import OrganizationKind

    call_command("migrate", verbosity=0)

    def found(parent: Any, code: str, name: str, kind: OrganizationKind) -> Any:
        return found_organization(
            actor=INSTALLER,
            at=AT,
            parent_id=parent,
            code=code,
            full_name=name,
            kind=kind,
            on=date(2012, 7, 1),
        )

    county = found(None, "62", "示范县委组织部", OrganizationKind.DEPARTMENT)
    township = None
    for number in range((rows + PER_BRANCH - 1) // PER_BRANCH):
        if number % 50 == 0:
            name = f"示范县第{number // 50 + 1}镇党委"
            township = found(county.pk, f"62{number // 50:03}", name, OrganizationKind.COMMITTEE)
        assert township is not None
        found(township.pk, f"{township.code}{number % 50:03}", branch_name(number), OrganizationKind.BRANCH)
    return str(county.pk)


def measure(county: str, folder: Path) -> None:
    """Do everything once and print the seconds of each step and the peak so far."""
    import django

    django.setup()
    from jifen.common.actor import INSTALLER
    from jifen.orgs import actions
    from jifen.orgs.models import Person, RosterImport
    from jifen.orgs.states.roster import ExportPurpose

    watch = Watch()

    def step(name: str, act: Callable[[], Any]) -> Any:
        begin, used = time.perf_counter(), time.process_time()
        done = act()
        seconds, processor = time.perf_counter() - begin, time.process_time() - used
        print(f"{name:12} {seconds:6.1f} s, processor {processor:6.1f} s, memory {watch.most} MB", flush=True)
        return done

    def load(path: Path) -> RosterImport:
        content = path.read_bytes()
        roster = step(
            "读文件、存行",
            lambda: actions.import_roster(
                actor=INSTALLER, at=AT, organization_id=county, file_name=path.name, content=content
            ),
        )
        return step("逐行核对", lambda: actions.check_rows(roster_id=roster.pk, attempt=roster.attempt))

    roster = load(folder / "roster.xlsx")
    asked = actions.apply_roster(actor=INSTALLER, at=AT, roster_id=roster.pk)
    applied = step(
        "一次写入",
        lambda: actions.write_rows(actor=INSTALLER, at=AT, roster_id=asked.pk, attempt=asked.attempt),
    )
    print(f"{applied.state} {applied.counts}", flush=True)
    again = load(folder / "roster.xlsx")
    print(f"同一份再导：{again.state} {again.counts}", flush=True)
    out = folder / "out.xlsx"
    step(
        "导出（含证件号）",
        lambda: actions.export_roster(
            actor=INSTALLER,
            at=AT,
            organization_id=county,
            path=out,
            purpose=ExportPurpose.CHECK,
            reason="测速",
        ),
    )
    back = load(out)
    print(f"导出的再导：{back.state} {back.counts}", flush=True)
    asked = actions.undo_roster(actor=INSTALLER, at=AT, roster_id=roster.pk)
    undone = step(
        "撤销",
        lambda: actions.take_back_rows(actor=INSTALLER, at=AT, roster_id=asked.pk, attempt=asked.attempt),
    )
    print(f"{undone.state}: {Person.objects.count()} people", flush=True)


def main() -> None:
    """Prepare in one process, measure in another."""
    if len(sys.argv) == 4:
        measure(sys.argv[2], Path(sys.argv[3]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 30_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["JIFEN_HOME"] = str(folder / "home")
        os.environ["JIFEN_DATABASE"] = os.environ.get("JIFEN_TEST_DATABASE", "")
        os.environ["DJANGO_SETTINGS_MODULE"] = "jifen.config.settings"
        county = prepare(folder / "home", rows)
        from benchmarks.rosters import rows as invent
        from benchmarks.rosters import write_roster

        write_roster(folder / "roster.xlsx", invent(rows))
        print("PostgreSQL" if os.environ["JIFEN_DATABASE"] else "SQLite", rows, "rows", flush=True)
        command = [sys.executable, "-m", "benchmarks.roster", "measure", county, name]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
