"""Takes pictures of pages, to look at them: `python tools/pictures.py --as secretary / /organizations/ --out out`.

A site of its own is made with the cast, each page opened in headless Chromium as one of them, at 1280 and at 360
pixels (`--large` for large print, `--print` for the printed page). `{branch}` in an address stands for the id of the
organisation with that key, `{member}` for the person's.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import threading
from pathlib import Path
from typing import Any

from bootstrap import ROOT

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--lang=zh-CN",
]  # fmt: skip
WIDTHS = (1280, 360)


def main() -> int:
    """Take the pictures and name them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("addresses", nargs="+")
    parser.add_argument("--as", dest="who", default="secretary", help="key of one of the cast, or nobody")
    parser.add_argument("--hat", default="", help="role to act in")
    parser.add_argument("--out", default="out/pictures")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--print", dest="paper", action="store_true")
    chosen = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    import django

    django.setup()
    from django.test.utils import get_runner, setup_test_environment

    setup_test_environment()
    from django.conf import settings

    runner = get_runner(settings)(verbosity=0)
    databases = runner.setup_databases()
    try:
        _take(chosen)
    finally:
        runner.teardown_databases(databases)
    return 0


def _take(chosen: argparse.Namespace) -> None:
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.db import connections
    from django.test.testcases import LiveServerThread
    from playwright.sync_api import sync_playwright

    from tests import database
    from tests.cast import Cast

    database.fill()
    cast = Cast()
    connection = connections["default"]
    shared = {connection.alias: connection} if connection.vendor == "sqlite" else None
    if connection.vendor == "sqlite":
        connection.inc_thread_sharing()
    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override=shared)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    base = f"http://127.0.0.1:{server.port}"
    out = Path(chosen.out)
    out.mkdir(parents=True, exist_ok=True)
    cookies: list[Any] = []
    if chosen.who != "nobody":
        key = cast.browser(chosen.who, chosen.hat).cookies["sessionid"].value
        cookies.append({"name": "sessionid", "value": key, "url": base})
    if chosen.large:
        cookies.append({"name": "large", "value": "1", "url": base})
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width in (794,) if chosen.paper else WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
            context.add_cookies(cookies)
            page = context.new_page()
            page.on("console", lambda message: print("console:", message.text))
            if chosen.paper:
                page.emulate_media(media="print")
            for address in chosen.addresses:
                answer = page.goto(base + re.sub(r"\{(\w+)\}", lambda hit: _id(cast, hit[1]), address))
                name = re.sub(r"\W+", "-", address).strip("-") or "home"
                file = out / f"{chosen.who}-{name}-{width}.png"
                page.screenshot(path=file, full_page=True)
                overflow = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
                print(answer.status if answer else "?", file, "TOO WIDE" if overflow else "")
        browser.close()
    server.terminate()
    threading.Thread(target=server.join, daemon=True).start()


def _id(cast: object, key: str) -> str:
    from tests.cast import CODES

    found = cast.organization(key) if key in CODES else cast.person(key)  # type: ignore[attr-defined]
    return str(found.pk)


if __name__ == "__main__":
    sys.exit(main())
