"""The gallery of mechanisms: for every code a tiny scheme, its cases, and how it looks without the mechanism.

``mechanisms/<code>/``: ``scheme.yaml``, whose first line says what the mechanism is; ``cases.yaml``;
``mutation.yaml``: ``words`` used, and ``without``: pieces of text that go (``text``) and what comes instead
(``becomes``), in the scheme or, with ``in: cases``, in the cases.
"""

from functools import cache
from pathlib import Path
from typing import Any

from jifen.engine.cases import read_cases, run_case
from jifen.engine.errors import EngineRefusal
from jifen.rules.compiling import compile_scheme
from jifen.rules.findings import Finding
from jifen.rules.reading import check_scheme, load_scheme
from jifen.rules.yamlfile import parse

GALLERY = Path(__file__).parent / "mechanisms"
SECTIONS = {"A": 12, "B": 42, "C": 10, "D": 11, "E": 10, "F": 14, "G": 16, "H": 10, "I": 9, "J": 9}
"""Sections of the catalogue and how many codes each has."""


def shown() -> list[str]:
    """The codes that have a folder, in order."""
    folders = (path.name for path in GALLERY.iterdir() if path.is_dir())
    return sorted(folders, key=place)


def place(code: str) -> tuple[str, int, int]:
    """Where a code stands in the catalogue; ``B11-2`` is a second form of B11."""
    number, _, form = code[1:].partition("-")
    return code[0], int(number), int(form or 1)


def text_of(code: str, name: str) -> str:
    """A file of a mechanism."""
    return (GALLERY / code / name).read_text(encoding="utf-8")


def mutation(code: str) -> dict[str, Any]:
    """What ``mutation.yaml`` says."""
    return parse((GALLERY / code / "mutation.yaml").read_bytes(), f"{code}/mutation.yaml").tree


def without(code: str) -> tuple[str, str]:
    """The scheme and the cases without the mechanism."""
    texts = {"scheme": text_of(code, "scheme.yaml"), "cases": text_of(code, "cases.yaml")}
    for piece in mutation(code)["without"]:
        where = piece.get("in", "scheme")
        assert texts[where].count(piece["text"]) == 1, (
            f"{code}: “{piece['text']}” should stand once in {where}"
        )
        texts[where] = texts[where].replace(piece["text"], str(piece.get("becomes", "")))
    return texts["scheme"], texts["cases"]


def path_of(code: str) -> str:
    """The name of the scheme file, so that an upper scheme is found beside it."""
    return str(GALLERY / code / "scheme.yaml")


@cache
def faults(code: str, scheme: str) -> tuple[Finding, ...]:
    """What lint calls an error in a scheme."""
    _, findings = check_scheme(scheme, path_of(code))
    return tuple(finding for finding in findings if finding.severity.name == "ERROR")


def differences(code: str, scheme: str, cases: str) -> list[str]:
    """Everything the cases of a scheme expect and do not find; a scheme that cannot be scored differs too."""
    tables = compile_scheme(load_scheme(scheme, path_of(code)))
    found: list[str] = []
    for case in read_cases(cases.encode(), f"{code}/cases.yaml"):
        try:
            found += run_case(tables, case).differences
        except EngineRefusal as refusal:
            found.append(str(refusal))
    return found
