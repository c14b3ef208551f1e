"""Reads the pages of the documentation: headings, tables and fenced examples."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.tree import ROOT

DOCS = ROOT / "docs"


@dataclass
class Section:
    """What stands under one heading, up to the next heading of any depth."""

    page: str
    heading: str
    text: str = ""
    fences: list[tuple[str, str]] = field(default_factory=list)

    @property
    def word(self) -> str | None:
        """The word of the language in the heading, if it is about one."""
        found = re.match(r"(?:\d+ )?`([^`]+)`", self.heading)
        return found[1] if found else None

    @property
    def tables(self) -> list[list[list[str]]]:
        """Tables as rows of cells, the head first, without the line of dashes."""
        found: list[list[list[str]]] = []
        previous = ""
        for line in self.text.splitlines():
            if line.startswith("|"):
                if not previous.startswith("|"):
                    found.append([])
                cells = [cell.strip() for cell in line.strip("|").split(" | ")]
                if not set(line) <= set("|- "):
                    found[-1].append(cells)
            previous = line
        return found


def read_sections(page: Path) -> list[Section]:
    """Return the sections of a page; what stands in a fence is no heading and no table."""
    name = page.relative_to(ROOT).as_posix()
    sections = [Section(name, "")]
    fence: list[str] | None = None
    kind = ""
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            if fence is None:
                fence, kind = [], line[3:].strip()
            else:
                sections[-1].fences.append((kind, "\n".join(fence) + "\n"))
                fence = None
        elif fence is not None:
            fence.append(line)
        elif line.startswith("#"):
            sections.append(Section(name, line.lstrip("#").strip()))
        else:
            sections[-1].text += line + "\n"
    return sections


def quoted(cell: str) -> list[str]:
    """The words between back ticks in a cell."""
    return re.findall(r"`([^`]+)`", cell)
