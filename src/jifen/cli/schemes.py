"""Schemes by path or by their name on the shelf: opened, checked, compiled, or refused with every finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from jifen.cli.screen import refuse
from jifen.rules import shelf
from jifen.rules.binding import Bound
from jifen.rules.clauses import clauses_of, list_unknown_clauses, read_clauses
from jifen.rules.compiling import compile_scheme
from jifen.rules.findings import Finding, SchemeRefused, Severity
from jifen.rules.holidays import HolidayTable
from jifen.rules.reading import check_scheme, load_scheme
from jifen.rules.tables import Tables


@dataclass(frozen=True, slots=True)
class SchemeFile:
    """The text of a scheme under the name messages give it, the files of cases and that of clauses beside it.

    `clauses`: None where there is none; one on the shelf has its own tests.
    """

    name: str
    data: bytes
    cases: tuple[tuple[str, bytes], ...]
    clauses: bytes | None = None


def open_scheme(word: str) -> SchemeFile:
    """Return the file a word means: a path to a file, a folder that holds scheme.yaml, or a name on the shelf.

    Raises click.BadParameter where there is none.
    """
    try:
        name, data = shelf.find(word)
    except shelf.NoSuchScheme as missing:
        raise click.BadParameter(str(missing).rstrip("。")) from missing
    except OSError as error:
        raise click.BadParameter(f"打不开“{word}”，请检查它是不是文件、是不是正被别的程序使用") from error
    if not Path(name).is_file():
        return SchemeFile(name, data, shelf.cases(word))
    beside = Path(name).parent
    clauses = beside / shelf.CLAUSES_FILE
    return SchemeFile(name, data, _cases(beside), clauses.read_bytes() if clauses.is_file() else None)


def _cases(folder: Path) -> tuple[tuple[str, bytes], ...]:
    return tuple((path.name, path.read_bytes()) for path in sorted((folder / "cases").glob("*.yaml")))


def compiled(word: str) -> tuple[Bound, Tables]:
    """Open, read and compile a scheme. Raises Refused with every error in it."""
    return compile_file(open_scheme(word))


def compile_file(file: SchemeFile) -> tuple[Bound, Tables]:
    """Read and compile a scheme. Raises Refused with every error in it."""
    try:
        bound = load_scheme(file.data, file.name)
    except SchemeRefused as refusal:
        errors = [finding for finding in refusal.findings if finding.severity is Severity.ERROR]
        raise refuse(f"办法“{file.name}”有 {len(errors)} 处错误，不能使用：", errors) from refusal
    return bound, compile_scheme(bound)


def findings_of(file: SchemeFile) -> list[Finding]:
    """Everything there is to say about a scheme file; deadlines are tried in this year and the next."""
    this_year = date.today().year
    known = HolidayTable.builtin().years
    years = tuple(year for year in (this_year, this_year + 1) if year in known)
    return check_scheme(file.data, file.name, years)[1]


def findings_of_clauses(file: SchemeFile) -> tuple[list[Finding], list[str]]:
    """What is wrong with the file of clauses beside a scheme, and which clauses the scheme names that it lacks."""
    if file.clauses is None:
        return [], []
    try:
        if clauses_of(file.clauses, shelf.CLAUSES_FILE) is not None:
            return [], []
        known = read_clauses(file.clauses, shelf.CLAUSES_FILE)
        return [], list_unknown_clauses(file.data, file.name, known)
    except SchemeRefused as refusal:
        return [one for one in refusal.findings if one.place.file == shelf.CLAUSES_FILE], []
