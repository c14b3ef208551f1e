"""A real browser before the site: Debian's Chromium, driven in this process, on the connection of the tests.

Use it in a test marked `browser` with the fixtures `site` (here) and `world` (`tests/web/worlds.py`), which last for
a module: `with site.open("secretary:SECRETARY", "/organizations/") as page: …`; `page` is Playwright's, and what the
browser complained of stands in `site.complaints`.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler

from tests.web.matrix.world import Wearer, World

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--lang=zh-CN",
]  # fmt: skip
WIDE, NARROW, NARROWEST = 1280, 360, 320


class Server(ThreadedWSGIServer):
    """Serves on the connection of the tests, and leaves it open."""

    def _close_connections(self) -> None:
        """Do nothing: the connection is not the server's."""


class Thread(LiveServerThread):
    """The server beside the tests."""

    server_class = Server

    def _create_server(self, connections_override: Any = None) -> Any:
        return self.server_class(
            (self.host, self.port),
            QuietWSGIRequestHandler,
            allow_reuse_address=False,
            connections_override=connections_override,
        )


class Site:
    """The site as people meet it."""

    def __init__(self, world: World, browser: Any, base: str) -> None:
        self.world, self.browser, self.base = world, browser, base
        self.complaints: list[str] = []

    @contextmanager
    def open(
        self, name: str, address: str = "", *, width: int = WIDE, large: bool = False, script: bool = True
    ) -> Iterator[Any]:
        """Open a page as somebody (`key:ROLE`, or `nobody`) in a window of its own."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, locale="zh-CN", java_script_enabled=script
        )
        context.add_cookies(self._cookies(name, large=large))
        page = context.new_page()
        self.complaints.clear()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        try:
            if address:
                page.goto(self.base + address)
            yield page
        finally:
            context.close()

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _cookies(self, name: str, *, large: bool) -> list[dict[str, str]]:
        cookies = [{"name": "large", "value": "1", "url": self.base}] if large else []
        if name != "nobody":
            key = self.world.browser_of(find_wearer(self.world, name)).cookies["sessionid"].value
            cookies.append({"name": "sessionid", "value": key, "url": self.base})
        return cookies


def find_wearer(world: World, name: str) -> Wearer:
    """Return somebody of the world in one of his hats, by `key:ROLE`."""
    return next(wearer for wearer in world.wearers if str(wearer) == name)


@pytest.fixture(scope="module")
def site(world: World, django_db_blocker: Any) -> Iterator[Site]:
    """A server and a browser for the module; skipped where there is no Chromium."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"没有 {CHROMIUM}：浏览器检查没有运行")
    from playwright.sync_api import sync_playwright

    kept = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop stands in this thread
    with django_db_blocker.unblock():
        connection = connections["default"]
        connection.inc_thread_sharing()
        server = Thread("127.0.0.1", StaticFilesHandler, connections_override={connection.alias: connection})
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        with sync_playwright() as playwright:
            # Playwright's loop runs in this thread from here on, and inside a loop Django opens another connection.
            connections[connection.alias] = connection
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            yield Site(world, browser, f"http://127.0.0.1:{server.port}")
            browser.close()
        server.httpd.shutdown()
        server.httpd.server_close()
        threading.Thread(target=server.join, daemon=True).start()
        connection.dec_thread_sharing()
    if kept is None:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
