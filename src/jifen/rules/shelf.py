"""The shelf: model schemes that come with the program, by name, and scheme files that people name by path."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from jifen.rules.guesses import Guesses

SCHEME_FILE = "scheme.yaml"
CLAUSES_FILE = "clauses.yaml"


class NoSuchScheme(LookupError):
    """Neither a scheme on the shelf nor a file (Chinese message)."""


class Found(NamedTuple):
    """A scheme file: its name in messages, and its bytes."""

    name: str
    data: bytes


def names() -> tuple[str, ...]:
    """Return the names of the schemes on the shelf, in order."""
    shelf = _shelf()
    entries = shelf.iterdir() if shelf.is_dir() else iter(())
    return tuple(sorted(entry.name for entry in entries if entry.joinpath(SCHEME_FILE).is_file()))


def read(name: str) -> bytes:
    """Return the file of a scheme on the shelf. Raises NoSuchScheme."""
    return _on_shelf(name).joinpath(SCHEME_FILE).read_bytes()


def clauses(name: str) -> bytes:
    """Return the clauses of a scheme on the shelf, our paraphrase of each; empty where there are none.

    Raises NoSuchScheme.
    """
    file = _on_shelf(name).joinpath(CLAUSES_FILE)
    return file.read_bytes() if file.is_file() else b""


def cases(name: str) -> tuple[tuple[str, bytes], ...]:
    """Return the files of worked cases of a scheme on the shelf, name and bytes. Raises NoSuchScheme."""
    folder = _on_shelf(name).joinpath("cases")
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else []
    return tuple((entry.name, entry.read_bytes()) for entry in entries if entry.name.endswith(".yaml"))


def find(wanted: str) -> Found:
    """Return the scheme that a path or a name means; a path may lead to a folder with a ``scheme.yaml``.

    Raises NoSuchScheme, and OSError for a file that cannot be read.
    """
    path = Path(wanted)
    if path.is_dir() and (path / SCHEME_FILE).is_file():
        path = path / SCHEME_FILE
    if path.is_file():
        return Found(str(path), path.read_bytes())
    return Found(f"{wanted}/{SCHEME_FILE}", read(wanted))


def near(name: str) -> Callable[[str], bytes | None]:
    """Where the scheme of a file called ``name`` finds those it builds on: beside it, then on the shelf."""

    def upper(wanted: str) -> bytes | None:
        folder = Path(name).parent
        for path in (
            folder / f"{wanted}.yaml",
            folder / wanted / SCHEME_FILE,
            folder.parent / wanted / SCHEME_FILE,
        ):
            if Path(name).is_file() and path.is_file():
                return path.read_bytes()
        return read(wanted) if wanted in names() else None

    return upper


def _on_shelf(name: str) -> Traversable:
    known = names()
    if name in known:
        return _shelf().joinpath(name)
    near = Guesses().nearest(name, known)
    guess = f"是不是想用“{near}”？" if near else ""
    raise NoSuchScheme(f"没有叫“{name}”的方案，也没有这个文件。{guess}自带的方案有：{'、'.join(known)}。")


def _shelf() -> Traversable:
    return files("jifen").joinpath("library")
