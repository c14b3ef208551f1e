"""The entry of the `jifen` command."""

from __future__ import annotations

import click

from jifen.cli.facts import facts
from jifen.cli.ledger.commands import ledger
from jifen.cli.scheme import scheme
from jifen.cli.score import explain, score
from jifen.cli.site.commands import clock, site
from jifen.cli.speaking import Group


@click.group(cls=Group, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(package_name="jifen", message="jifen %(version)s", help="显示版本")
def main() -> None:
    """党员积分制管理：按本单位的积分办法算分、定级、说明每一分的来历。

    结果用 0、1、2 表示：0 正常，1 文件或办法有问题（已全部列出），2 命令写得不对。
    """


for _command in (score, explain, facts, scheme, site, ledger, clock):
    main.add_command(_command)
