"""The pages on the scheme language, and what is needed to read the fragments they show."""

from __future__ import annotations

from pathlib import Path

from tests.docs.pages import DOCS, Section, read_sections
from tests.house.tree import ROOT

FOLDER = DOCS / "spec" / "scheme-language"
CASES = FOLDER / "cases.md"
PAGES = [DOCS / "spec" / "scheme-language.md", *sorted({*FOLDER.glob("*.md")} - {CASES})]
SECTIONS: list[Section] = [section for page in PAGES for section in read_sections(page)]

TOP = {
    "scheme": "scheme: example\n",
    "title": "title: 样例\nassumed: true\n",
    "people": "people: {scored: [formal, probationary], graded: formal}\n",
    "parts": "parts: [{part: base, title: 基础分, items: [{item: base.one, title: 一项, full: 100}]}]\n",
    "total": "total: {score: base}\n",
}
PART = "parts:\n  - part: base\n    title: 基础分\n{}"
ITEM = PART.format("    items:\n      - item: base.one\n        title: 一项\n{}")
FACT = ITEM.format("        facts:\n          sample:\n            title: 事项\n{}")
ONE_ITEM = "items: [{item: base.one, title: 一项, full: 10}]\n"


def indent(text: str, columns: int) -> str:
    """Return the text moved to the right."""
    return "".join(" " * columns + line + "\n" if line else "\n" for line in text.splitlines())


def whole(kind: str, text: str) -> str:
    """Return the file a fragment stands in; `kind` says where in a scheme the fragment belongs."""
    match kind.split():
        case ["yaml", "whole" | "lower"]:
            return text
        case ["yaml", "scheme"]:
            given = text
        case ["yaml", "cycle"]:
            given = text if text.startswith("cycle:") else "cycle:\n  every: month\n" + indent(text, 2)
        case ["yaml", "part"]:
            own = text if "items:" in text else text + ONE_ITEM
            given = PART.format(indent(own, 4))
        case ["yaml", "item"]:
            given = ITEM.format(indent(text, 8))
        case ["yaml", "fact"]:
            given = FACT.format(indent(text if "points:" in text else text + "points: 1\n", 12))
        case _:
            raise ValueError(f"a fence says {kind!r}")
    written = {line.partition(":")[0] for line in given.splitlines() if line[:1].isalpha()}
    return given + "".join(block for key, block in TOP.items() if key not in written)


def examples() -> list[tuple[str, str]]:
    """Return every scheme the pages show: where, and the whole file."""
    return [
        (f"{section.page}: {section.heading}", whole(kind, text))
        for section in SECTIONS
        for kind, text in section.fences
        if kind.startswith("yaml")
    ]


def lay_out(folder: Path, text: str) -> str:
    """Write a file, and the upper schemes the pages show beside it; return its name."""
    for kind, shown in (fence for section in SECTIONS for fence in section.fences):
        if kind == "yaml whole":
            (folder / f"{shown.partition('scheme: ')[2].split()[0]}.yaml").write_text(shown, encoding="utf-8")
    name = folder / "样例.yaml"
    name.write_text(text, encoding="utf-8")
    return str(name)


__all__ = ["CASES", "FOLDER", "PAGES", "ROOT", "SECTIONS", "examples", "lay_out", "whole"]
