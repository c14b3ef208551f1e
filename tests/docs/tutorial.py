"""The tutorial as a sequence of files: what its reader has on the screen at every step."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.docs.pages import read_sections


@dataclass
class Stage:
    """The scheme after one fence; a fault shown on purpose is not ``kept``; ``said`` is what is shown."""

    heading: str
    text: str
    kept: bool
    said: str = ""


@dataclass
class Tutorial:
    """All stages of the file, the cases, and what the commands print: 通过, 验算 and 差异."""

    stages: list[Stage] = field(default_factory=list)
    cases: str = ""
    printed: dict[str, str] = field(default_factory=dict)

    @property
    def finished(self) -> str:
        """The file as the reader leaves it."""
        return [stage.text for stage in self.stages if stage.kept][-1]


def blocks(text: str) -> dict[str, str]:
    """Top-level fields of a file with the lines that belong to them."""
    return {part.partition(":")[0]: part for part in re.split(r"(?m)^(?=\S)", text) if part}


def read_tutorial(page: Path) -> Tutorial:
    """Follow the page: new fields replace or follow, ``parts`` grows at its end, faults are taken back."""
    tutorial = Tutorial([Stage("", "", kept=True)])
    for section in read_sections(page):
        for kind, text in section.fences:
            file = blocks(tutorial.finished)
            match kind.split():
                case ["yaml", "文件" | "写错" as what]:
                    file.update(blocks(text))
                    tutorial.stages.append(Stage(section.heading, "".join(file.values()), what == "文件"))
                case ["yaml", "parts"]:
                    file["parts"] += text
                    tutorial.stages.append(Stage(section.heading, "".join(file.values()), kept=True))
                case ["yaml", "算例"]:
                    tutorial.cases = text
                case ["text", "提示"]:
                    tutorial.stages[-1].said = text
                case ["text", what]:
                    tutorial.printed[what] = text
                case _:
                    assert kind == "sh", kind
    return tutorial
