"""What goes to the terminal: notices and faults on standard error, a bar on long runs, tables on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from jifen.cli.speaking import FOUND
from jifen.common.sheet import ColumnKind, Sheet
from jifen.workbook import Fault, sentences

_WIDE = 240
"""Columns of a pipe: no line is folded there."""


class Refused(click.ClickException):
    """The command found something wrong; the message says all of it."""

    exit_code = FOUND


def refuse(head: str, faults: Iterable[object]) -> Refused:
    """Return the refusal that lists all faults; those of a workbook that are alike in many rows in one line."""
    found = list(faults)
    of_workbook = [fault for fault in found if isinstance(fault, Fault)]
    lines = sentences(of_workbook) if len(of_workbook) == len(found) else map(str, found)
    return Refused("\n".join([head, *(f"  {line}" for line in lines)]))


def notice(text: str) -> None:
    """Say something that is no result: to standard error."""
    click.echo(text, err=True)


class Steps:
    """The stages of a run; shown as a bar on a terminal, silent in a pipe."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=total) if progress else None

    def begin(self, text: str) -> None:
        """Begin a stage."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, description=text, refresh=True)

    def done(self) -> None:
        """End a stage."""
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task)


@contextmanager
def steps(total: int) -> Iterator[Steps]:
    """Show the stages of a run while it lasts; the bar leaves no trace."""
    if not sys.stderr.isatty():
        yield Steps(None, total)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Steps(progress, total)


def print_sheet(sheet: Sheet) -> None:
    """Print a sheet as a table with its title and notes."""
    table = Table(box=SIMPLE_HEAD, title=sheet.title, title_style="bold", title_justify="left")
    for column in sheet.columns:
        number = column.kind in (ColumnKind.NUMBER, ColumnKind.INTEGER)
        table.add_column(column.heading, justify="right" if number else "left", overflow="fold")
    for row in sheet.rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    print_table(table)
    for note in sheet.notes:
        click.echo(note)


def print_table(table: Table) -> None:
    """Print a table as wide as the terminal, or as wide as it needs to be in a pipe."""
    terminal = sys.stdout.isatty()
    console = Console(file=sys.stdout, width=None if terminal else _WIDE, highlight=False)
    with console.capture() as printed:
        console.print(table)
    for line in printed.get().splitlines():
        click.echo(line.rstrip())
