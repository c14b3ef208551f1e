"""Writes the page of states: every `Machine` that a room keeps in its `states`, drawn from its table."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import jifen
from jifen.common.transitions import Machine, draw

INTRO = (
    "每样东西都有几种状态；从一种到另一种，只有下面列出的办法。按钮、拒绝的话和这一页出自同一张表。"
    "表里没有的，系统不让办。"
)


def list_machines() -> Iterator[tuple[str, Machine]]:
    """Yield each room with each of its machines, in the order of the names of their modules.

    Only the `states` of a room are loaded: they are pure, and need no settings.
    """
    for path in sorted(Path(jifen.__file__).parent.glob("*/states*")):
        room = path.parent.name
        names = [path.stem] + [f"states.{file.stem}" for file in sorted(path.glob("[a-z]*.py"))]
        for name in names:
            held = vars(importlib.import_module(f"jifen.{room}.{name}")).values()
            yield from ((room, thing) for thing in held if isinstance(thing, Machine))


def write_page() -> str:
    """Return the page; a machine that another module only imports stands once."""
    blocks = ["# 状态一览", INTRO]
    seen: list[Machine] = []
    for room, machine in list_machines():
        if machine not in seen:
            seen.append(machine)
            blocks.append(f"## {machine.noun}（`{room}`）\n\n{draw(machine)}")
    return "\n\n".join(blocks) + "\n"
