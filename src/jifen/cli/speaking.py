"""Commands that speak Chinese: usage, options and mistakes in the words of an office."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

import click

USAGE, FOUND = 2, 1
"""Exit codes: the command was called wrongly; the command found something wrong."""

_EXTRA = re.compile(r"Got unexpected extra arguments? \((?P<extra>.*)\)")
_NEEDS_VALUE = re.compile(r"Option '(?P<option>[^']+)' requires an argument")


class Option(click.Option):
    """An option whose help says 必填 instead of “required”."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the spelling and the help."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        spelling, text = record
        return spelling, re.sub(r"\s*\[required\]", "（必填）", text)


class _Speaking:
    """Usage and headings in Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        words = " ".join(pieces).replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 …")
        formatter.write_usage(ctx.command_path, words, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]  # type: ignore[attr-defined]
        with formatter.section("选项"):
            formatter.write_dl(records)
        if isinstance(self, click.Group):
            with formatter.section("命令"):
                formatter.write_dl(
                    [(name, self.commands[name].get_short_help_str()) for name in self.commands]
                )

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help."""
        option: click.Option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = "显示这段说明"
        return option


class Command(_Speaking, click.Command):
    """A command with Chinese usage."""


class Group(_Speaking, click.Group):
    """A group of commands with Chinese usage; the outermost one says what was called wrongly."""

    command_class = Command
    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they were added."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command called; an unknown one is a mistake of usage."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.UsageError(f"没有“{args[0]}”这个命令，可以用：{'、'.join(self.commands)}", ctx)
        return super().resolve_command(ctx, args)

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, *, standalone_mode: bool = True, **extra: Any
    ) -> Any:
        """Run a command; mistakes go to standard error in Chinese, with the exit code of their kind."""
        _never_fail_at_a_sign()
        if not standalone_mode:
            return super().main(args, standalone_mode=False, **extra)
        try:
            code = super().main(args, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(USAGE)
        except click.UsageError as error:
            _show_usage(error)
        except click.ClickException as error:
            click.echo(error.format_message(), err=True)
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo("已中断，没有写出任何文件。", err=True)
            sys.exit(FOUND)
        sys.exit(code if isinstance(code, int) else 0)


def _never_fail_at_a_sign() -> None:
    """A console that lacks a sign shows a question mark; it does not end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _show_usage(error: click.UsageError) -> NoReturn:
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
    said = _said(error)
    click.echo(f"{said}{'' if said.endswith(('。', '？')) else '。'}用 --help 看说明。", err=True)
    sys.exit(USAGE)


def _said(error: click.UsageError) -> str:
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_hint(error)}"
    if isinstance(error, click.NoSuchOption):
        close = f"，是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
        return f"没有 {error.option_name} 这个选项{close}"
    if isinstance(error, click.BadParameter):
        hint = _hint(error)
        return f"{hint}：{error.message}" if hint else error.message
    extra, needs = _EXTRA.search(error.message), _NEEDS_VALUE.search(error.message)
    if extra:
        return f"多了不认识的内容：{extra['extra']}"
    return f"选项 {needs['option']} 后面要写内容" if needs else error.message


def _hint(error: click.BadParameter) -> str:
    """The option or argument meant, as it is written in the help."""
    if error.param is None:
        return str(error.param_hint or "")
    return (
        error.param.opts[0] if isinstance(error.param, click.Option) else str(error.param.human_readable_name)
    )


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day, 2026-12-31."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day; 2026/12/31 and 20261231 are understood too."""
        if isinstance(value, date):
            return value
        match = re.fullmatch(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})", value.strip())
        try:
            return date(*map(int, match.groups())) if match else self.fail(_no_day(value), param, ctx)
        except ValueError:
            self.fail(_no_day(value), param, ctx)


def _no_day(value: str) -> str:
    return f"“{value}”不是日期，请写成 2026-12-31 这样的形式"


class OneOf(click.Choice):  # type: ignore[type-arg]
    """One of a few words; a wrong one is answered with all of them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take a word that is among them."""
        if value not in self.choices:
            self.fail(f"不能写“{value}”，可以写：{'、'.join(map(str, self.choices))}", param, ctx)
        return value


class PeriodName(click.ParamType):  # type: ignore[type-arg]
    """The name of a period: a year, 2026H1, 2026Q1, 2026-03, 2026-03-05, 2026T1, running."""

    name = "周期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read a name, in any width and case; whether the scheme has such a period is asked later."""
        name = unicodedata.normalize("NFKC", str(value)).strip()
        name = name.lower() if name.lower() == "running" else name.upper()
        if not _PERIOD.fullmatch(name):
            self.fail(f"“{value}”不是年份，请写成 2026 这样的形式（{_PERIODS}）", param, ctx)
        return name


_PERIOD = re.compile(r"(19|20)\d\d(H[12]|Q[1-4]|T\d{1,2}|-\d\d(-\d\d)?)?|running", re.A)
_PERIODS = (
    "不按年度的办法，半年写 2026H1，季度写 2026Q1，月写 2026-03，日写 2026-03-05，"
    "学期写 2026T1，不分期的写 running"
)
DAY, PERIOD = Day(), PeriodName()
