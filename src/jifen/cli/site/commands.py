"""`jifen site …` and `jifen clock`: each command reads its words and makes one call.

What a command does is imported when it is called: `jifen score` must not wait for a framework it does not need.
"""

from __future__ import annotations

from pathlib import Path

import click

from jifen.cli.speaking import Command, Group, OneOf, Option

KINDS = {
    "党支部": "BRANCH",
    "联合党支部": "JOINT_BRANCH",
    "党委": "COMMITTEE",
    "党工委": "WORKING_COMMITTEE",
    "党委部门": "DEPARTMENT",
}
ALGORITHMS = ("AES-256-GCM", "SM4-GCM")


@click.group("site", cls=Group, short_help="安装、启动和照看网站")
def site() -> None:
    """网站：准备数据文件夹，开第一个账号，启动，检查，换钥匙。

    数据都在 JIFEN_HOME 指的文件夹里，不写时是当前目录下的 var。
    """


@site.command("prepare", cls=Command, short_help="准备数据文件夹和数据库，升级后也要运行一次")
@click.option(
    "--algorithm",
    type=OneOf(ALGORITHMS),
    default="AES-256-GCM",
    metavar="算法",
    help="证件号码加密用的算法：AES-256-GCM（不写时）或 SM4-GCM",
)
def prepare(algorithm: str) -> None:
    """准备数据文件夹（密钥、数据库、样式文件）；已有的不动，只补缺的、升级旧的。"""
    from jifen.cli.site.preparing import prepare_site

    prepare_site(algorithm)


@site.command("first-account", cls=Command, short_help="给新装的网站设立最上一级组织，开第一个账号")
@click.option(
    "--kind",
    type=OneOf(tuple(KINDS)),
    default="党支部",
    metavar="类别",
    help="最上一级组织的类别：党支部（不写时）、联合党支部、党委、党工委、党委部门",
)
@click.option(
    "--organization", required=True, metavar="全称", cls=Option, help="最上一级组织的全称，与印章一致"
)
@click.option("--code", required=True, metavar="代码", cls=Option, help="组织代码")
@click.option(
    "--name", required=True, metavar="姓名", cls=Option, help="第一位使用人的姓名：支部写书记，上级写组织员"
)
@click.option(
    "--own-branch", default="", metavar="全称", help="党委、党委部门必填：使用人的组织关系所在的机关支部"
)
@click.option("--login", default="", metavar="登录名", help="不写时就用姓名")
@click.option("--with-admin", is_flag=True, help="另外开一个系统管理员账号")
def first_account(
    kind: str, organization: str, code: str, name: str, own_branch: str, login: str, with_admin: bool
) -> None:
    """在空的网站里设立最上一级组织，登记第一位使用人，打印密码条。密码随机，没有默认密码。"""
    from jifen.cli.site.first import open_first

    open_first(KINDS[kind], organization, code, name, own_branch, login, with_admin=with_admin)


@site.command("slip", cls=Command, short_help="给一个账号重新发密码条，没有别人能发时用")
@click.argument("login", metavar="登录名")
def slip(login: str) -> None:
    """在服务器上重新发一张密码条；停用的账号同时恢复。会留下操作记录。"""
    from jifen.cli.site.first import print_new_slip

    print_new_slip(login)


@site.command("tune", cls=Command, short_help="测一测这台电脑，定密码要算多久")
def tune() -> None:
    """测出一次密码计算约 100 毫秒要的强度，记在数据文件夹里；换了电脑再运行一次。重新启动网站后生效。"""
    from jifen.cli.site.tuning import tune_hashing

    tune_hashing()


@site.command("check", cls=Command, short_help="检查网站的设置是不是安全")
def check() -> None:
    """逐项检查设置、密钥文件、密码强度、数据库；有要改的，以 1 结束。"""
    from jifen.cli.site.checking import check_site

    check_site()


@site.command("rotate-keys", cls=Command, short_help="换加密钥匙，中断了可以再运行")
@click.option(
    "--algorithm",
    type=OneOf(ALGORITHMS),
    default=None,
    metavar="算法",
    help="新钥匙的算法，不写时与现在的相同",
)
@click.option("--remove-old", is_flag=True, help="换完以后删掉旧钥匙；旧的备份就打不开了")
@click.option("--site-is-stopped", is_flag=True, help="确认网站已经停下")
def rotate_keys(algorithm: str | None, remove_old: bool, site_is_stopped: bool) -> None:
    """生成新钥匙，把加密的内容一批一批换过来。先停下网站，换完再启动。"""
    from jifen.cli.site.rotating import rotate

    rotate(algorithm or "", remove_old=remove_old, stopped=site_is_stopped)


@site.command("backup", cls=Command, short_help="备份到另一块硬盘或者 U 盘，读回核对")
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--keep", type=click.IntRange(1, 1000), default=30, metavar="份数", help="留最近几份，不写时是 30"
)
@click.option("--with-keys", is_flag=True, help="连钥匙一起备份；谁拿到谁就能看全部内容，请锁好")
def backup(folder: Path, keep: int, with_keys: bool) -> None:
    """网站不用停。每份一个文件夹，写完从头读一遍，对得上才算数。"""
    from jifen.cli.site.backing import back_up

    back_up(folder, keep=keep, with_keys=with_keys)


@site.command("restore", cls=Command, short_help="从备份恢复到空的数据文件夹")
@click.argument("folder", metavar="备份", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option(
    "--keys", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="文件夹",
    help="另外保存 secret.txt 和 keys.json 的文件夹；备份里有钥匙的不用写",
)  # fmt: skip
def restore_backup(folder: Path, keys: Path | None) -> None:
    """先核对备份，再恢复到 JIFEN_HOME 指的空文件夹，最后把积分账从头核对一遍。"""
    from jifen.cli.site.restoring import restore

    restore(folder, keys)


@site.command("serve", cls=Command, short_help="启动网站，按 Ctrl-C 停止")
@click.option("--host", default="127.0.0.1", metavar="地址", help="不写时是 127.0.0.1，只有本机能打开")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, metavar="端口", help="不写时是 8000")
@click.option(
    "--threads", type=click.IntRange(8, 64), default=12, metavar="数目", help="同时处理几个请求，不写时是 12"
)
@click.option(
    "--processes", type=click.IntRange(1, 4), default=1, metavar="数目",
    help="用几个进程，不写时是 1；几十个支部同时用，写电脑的核数（Windows 上只能是 1）",
)  # fmt: skip
def serve(host: str, port: int, threads: int, processes: int) -> None:
    """启动网站和后台任务。"""
    from jifen.cli.site.serving import serve_site

    serve_site(host, port, threads, processes)


@site.command("demo", cls=Command, short_help="装入演示数据，印出登录名和密码")
@click.option(
    "--branches", type=click.IntRange(0, 2000), default=0, metavar="数目",
    help="五个支部以外再加几个村支部，不写时是 0；每个约要四秒",
)  # fmt: skip
@click.option(
    "--seed", type=int, default=1, metavar="数", help="同一天里，同样的数得到同样的人名和事实；不写时是 1"
)
@click.option(
    "--entries", type=click.IntRange(1, 100), default=100, metavar="百分比", help="只要多少账目，不写时是 100"
)
def demo(branches: int, seed: int, entries: int) -> None:
    """在空的演示网站里装入一个假想的县；再运行一次，印出同样的登录名和密码。

    五份办法各有一个支部，都过完了上一个积分年度：办法、名单、积分账、封账、结账，本年度记到上个月。
    """
    from jifen.cli.site.demo import load_demo

    load_demo(branches, seed, entries)


@click.command("clock", cls=Command, short_help="办理到期的事，每天运行一次")
@click.option(
    "--at", "said", default=None, metavar="时刻", help="只在演示的网站上：当作这一刻，例如 2026-04-08T09:00"
)
def clock(said: str | None) -> None:
    """办理到期自动办理的事，每件写一行；多运行几次、两处同时运行也一样。网站开着时自己会办。有没有办成的，结果是 1。

    现在有：停用 90 天没有用过的账号；把旧的操作记录导出成加封的文件再清理（设了 JIFEN_RECORDS_DAYS 才办）；
    一般的扣分，申辩期满过七天没有人登记的，登记期满；数一数公示期满、等登记结果的；核对积分账，一天一次；清理过期的登录。
    不开会、不评定、不入账、不撤公示：这些都由人办。
    """
    from jifen.cli.site.ticking import run_once

    run_once(said)
