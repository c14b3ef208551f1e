"""The files for a server name commands, options and settings that exist; they are not run here."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from jifen.cli.main import main
from tests.house.tree import ROOT, read_text

UNITS = sorted((ROOT / "deploy").glob("*.service"))
SETTINGS = read_text(ROOT / "docs" / "reference" / "settings.md")


def list_commands(unit: Path) -> list[list[str]]:
    """Return the words after the program of every command a unit runs."""
    lines = re.findall(r"^Exec\w+=\S*/jifen (.+)$", read_text(unit), re.MULTILINE)
    return [shlex.split(line) for line in lines]


def find_fault(words: list[str]) -> str:
    """Return what is wrong with a command; empty when it would be understood."""
    command: click.Command = main
    while isinstance(command, click.Group):
        word = words.pop(0)
        found = command.commands.get(word)
        if found is None:
            return f"没有命令 {word}"
        command = found
    known = {name for option in command.params for name in option.opts}
    return "".join(f"没有选项 {word}" for word in words if word.startswith("--") and word not in known)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_unit_runs_commands_that_exist_and_sets_what_is_told(unit: Path) -> None:
    commands = list_commands(unit)
    named = re.findall(r"^Environment=(JIFEN_\w+)=", read_text(unit), re.MULTILINE)

    assert commands
    assert [fault for words in commands if (fault := find_fault(words))] == []
    assert [name for name in named if f"`{name}`" not in SETTINGS] == []


@pytest.mark.canary("服务器用的文件", "写了没有的命令、没有的选项")
def test_command_that_does_not_exist_is_named() -> None:
    assert find_fault(["site", "server"]) == "没有命令 server"
    assert find_fault(["site", "serve", "--fast"]) == "没有选项 --fast"
