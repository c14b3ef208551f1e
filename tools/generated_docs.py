"""Writes the pages of `docs/reference/` that are made from the code, so that they cannot differ from it.

`python tools/chores.py docs` writes them; a test compares what stands there with what would be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
NOTE = "<!-- 本页由 tools/generated_docs.py 生成，请勿手改。 -->"
WIDTH = 100


def list_commands(command: click.Command, words: str) -> Iterator[tuple[str, str]]:
    """Yield each command below this one, itself included, with the help it prints."""
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=words, **settings)
    yield words, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from list_commands(below, f"{words} {name}")


AT_THE_SERVER = ("site", "ledger", "clock")
"""Commands of whoever looks after the site: a page of their own."""


def write_commands() -> str:
    """Return the page of the command line, but for what is used at the server."""
    more = "照看网站和积分账的命令（`jifen site`、`jifen ledger`、`jifen clock`）见[服务器上的命令](cli-server.md)。"
    return _write_commands("# 命令一览", more, server=False)


def write_server_commands() -> str:
    """Return the page of the commands used at the server."""
    return _write_commands("# 服务器上的命令", "其他的命令见[命令一览](cli.md)。", server=True)


def _write_commands(title: str, more: str, *, server: bool) -> str:
    from jifen.cli.main import main as jifen

    blocks = [
        f"## {words}\n\n```text\n{text}\n```"
        for words, text in list_commands(jifen, "jifen")
        if (words.split()[1:2] in [[name] for name in AT_THE_SERVER]) == server
    ]
    return "\n\n".join([NOTE, title, more, *blocks]) + "\n"


def write_scoreboard() -> str:
    """Return the page that says how well each checker is checked."""
    from scoreboard import write_page

    return write_page()


def write_mechanisms() -> str:
    """Return the page of the gallery: every mechanism with its words and its example."""
    from mechanisms_page import write_page

    return f"{NOTE}\n\n{write_page()}"


def write_errors() -> str:
    """Return the page of faults: every code of a finding with a broken file and its answer."""
    from errors_page import write_page

    return f"{NOTE}\n\n{write_page()}"


def write_states() -> str:
    """Return the page of states: every machine of every room as a diagram and a table."""
    from states_page import write_page

    return f"{NOTE}\n\n{write_page()}"


def write_access() -> str:
    """Return the page of rights: every address and every act, and who may."""
    from access_page import write_page

    return f"{NOTE}\n\n{write_page()}"


PAGES: dict[str, Callable[[], str]] = {
    "access.md": write_access,
    "cli-server.md": write_server_commands,
    "cli.md": write_commands,
    "errors.md": write_errors,
    "mechanisms.md": write_mechanisms,
    "scoreboard.md": write_scoreboard,
    "states.md": write_states,
}


if __name__ == "__main__":
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, write in PAGES.items():
        (REFERENCE / name).write_text(write(), encoding="utf-8")
