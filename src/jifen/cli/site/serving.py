"""The site at work: the server, the worker of long tasks beside it, and what falls due."""

from __future__ import annotations

import errno
import gc
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import threading
from typing import Any

import click
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.urls import get_resolver

from jifen.cli.screen import Refused, notice
from jifen.cli.site.answering import helped, make_server, take_port
from jifen.cli.site.starting import SETTINGS, now, start

HOUR = 3600
STOPPING = 10
"""Seconds the worker has to end its task."""


def serve_site(host: str, port: int, threads: int, processes: int) -> None:
    """Serve until Ctrl-C or SIGTERM; raise `Refused` where it would not be safe, or the port is taken."""
    refuse_open_air(host)
    if processes > 1 and not hasattr(os, "fork"):
        raise Refused("在 Windows 上只能开一个进程，请不要写 --processes。")
    os.environ["JIFEN_PROCESSES"] = str(processes)
    start()
    _refuse_old_tables()
    door = _take_port(host, port)
    answering = {"application": _load_application(), "door": door, "threads": threads, **_proxy()}
    worker = subprocess.Popen(
        [sys.executable, "-m", "django", "db_worker", "--interval", "2", "--verbosity", "0"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", SETTINGS)},
    )
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with helped(processes - 1, **answering):
            threading.Thread(target=_keep_time, args=(ended,), daemon=True).start()
            click.echo(f"网站已经启动：http://{_shown(host)}:{port}/　按 Ctrl-C 停止。")
            make_server(**answering).run()
    finally:
        ended.set()
        door.close()
        _stop(worker)
        notice("网站已经停止。")


def _load_application() -> Any:
    """Return the application with all its pages loaded, out of the collector's way: it would walk over them again and
    again while people wait, and every process of the site would get a copy of its own.
    """
    application = get_wsgi_application()
    get_resolver().url_patterns  # noqa: B018 -- loads every page
    gc.collect()
    gc.freeze()
    return application


def refuse_open_air(host: str) -> None:
    """Refuse to speak plain HTTP to other machines: passwords would travel in the clear (trust W8)."""
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = host == "localhost"
    if not loopback and os.environ.get("JIFEN_BEHIND_PROXY", "") in ("", "0", "false", "no"):
        raise Refused(
            f"不在 {host} 上直接开网站：没有加密，密码会明着传。给别的电脑用，请在前面放一个带证书的 nginx 或 caddy，"
            "设 JIFEN_BEHIND_PROXY=1 和 JIFEN_HTTPS=1；只在本机用，不要写 --host。"
        )


def _refuse_old_tables() -> None:
    from jifen.cli.site.checking import find_in_database

    for good, said in find_in_database():
        if not good:
            raise Refused(said)


def _proxy() -> dict[str, Any]:
    """Return what the server believes of the proxy before it."""
    options: dict[str, Any] = {"clear_untrusted_proxy_headers": True}
    if os.environ.get("JIFEN_BEHIND_PROXY", "") not in ("", "0", "false", "no"):
        options["trusted_proxy"] = os.environ.get("JIFEN_PROXY", "127.0.0.1")
        options["trusted_proxy_headers"] = {"x-forwarded-for", "x-forwarded-proto"}
    return options


def _take_port(host: str, port: int) -> socket.socket:
    try:
        return take_port(host, port)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        why = "已经被别的程序占用" if error.errno == errno.EADDRINUSE else "不许普通用户使用"
        raise Refused(
            f"端口 {port} {why}：请先停下那个程序，或者用 --port 换一个，例如 --port {port + 1}。"
        ) from error


def _keep_time(ended: threading.Event) -> None:
    """Do what is due at the start and every hour."""
    from jifen.cli.site.clock import run_clock

    while True:
        try:
            for done in run_clock(now()):
                if done.failed:
                    notice(str(done))
        finally:
            close_old_connections()
        if ended.wait(HOUR):
            return


def _stop(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(STOPPING)
    except subprocess.TimeoutExpired:
        worker.kill()


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
