"""Making an installation ready, and bringing an older one up to date."""

from __future__ import annotations

import click
from django.core.management import call_command

from jifen.cli.screen import Refused
from jifen.cli.site.home import prepare_home
from jifen.cli.site.starting import home, start

STYLES = "vendor/tabler.min.css"


def prepare_site(algorithm: str) -> None:
    """Make the folder, its secrets, the tables and the static files where they are missing or old."""
    made = prepare_home(home(), algorithm=algorithm)
    start()
    from django.contrib.staticfiles import finders

    if finders.find(STYLES) is None:
        raise Refused(
            "没有找到样式文件。请先运行 python tools/run.py，或者用 JIFEN_ASSETS 指明样式文件在哪个文件夹。"
        )
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    click.echo(f"数据文件夹{'已经建好' if made else '已经就绪'}：{home()}")
    if made:
        click.echo(
            "里面的 secret.txt 和 keys.json 是钥匙：丢了，加密的内容就打不开。请另外备份，不要和数据放在一起。"
        )
