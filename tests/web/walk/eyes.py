"""What is looked at in every answer. An eye takes a visit and names what it dislikes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.apps import apps
from django.db import models

from tests.web.walk.markers import Marker, Markers
from tests.web.walk.visits import Visit

Eye = Callable[[Visit], list[str]]


def marker_eye(markers: Markers, allowed: Callable[[Marker], bool], reveals: Callable[[Visit], bool]) -> Eye:
    """Return the eye that names each marker somebody sees and must not; `reveals` are answers meant to open seals."""

    def look(visit: Visit) -> list[str]:
        seen = markers.find_in(visit.text) | markers.find_in(visit.around)
        bad = {
            marker.column
            for marker in seen
            if (marker.sealed and not reveals(visit)) or (not marker.sealed and not allowed(marker))
        }
        return [f"{visit}: 看到了{column}" for column in sorted(bad)]

    return look


def error_eye(visit: Visit) -> list[str]:
    """No answer is a fault of the program, and none shows how the program is made."""
    found = []
    if visit.response.status_code >= 500:
        found.append(f"{visit}: 程序出错（{visit.response.status_code}）")
    if visit.is_page and re.search(r"Traceback|jifen\.web|django\.|INSTALLED_APPS", visit.text):
        found.append(f"{visit}: 页面露出了程序")
    return found


SECURE = {
    "X-Content-Type-Options": {"nosniff"},
    "Referrer-Policy": {"same-origin", "no-referrer", "strict-origin"},
    "Cross-Origin-Opener-Policy": {"same-origin"},
}
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


FOR_FILES = "default-src 'none'; sandbox"


def header_eye(visit: Visit) -> list[str]:
    """Every answer tells browsers to be strict, and to keep nothing of what somebody signed in sees."""
    headers = visit.response.headers
    found = [name for name, good in SECURE.items() if headers.get(name) not in good]
    if headers.get("Content-Security-Policy") == FOR_FILES and "attachment" in headers.get(
        "Content-Disposition", ""
    ):
        return [f"{visit}: 响应头不合要求（{name}）" for name in found]
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in headers.get("Content-Security-Policy", "").split(";")
        if part
    )
    found += [f"CSP {name}" for name, wanted in STRICT.items() if policy.get(name) != wanted]
    found += ["CSP unsafe"] if "unsafe" in str(policy) or "*" in str(policy) else []
    if visit.wearer.signed_in and "no-store" not in headers.get("Cache-Control", ""):
        found.append("Cache-Control")
    if visit.wearer.signed_in and "Cookie" not in headers.get("Vary", "") and visit.is_page:
        found.append("Vary")
    if (
        not visit.wearer.signed_in
        and visit.response.status_code == 404
        and "sessionid" in visit.response.cookies
    ):
        found.append("Set-Cookie")
    for morsel in visit.response.cookies.values():
        if morsel["samesite"] not in ("Lax", "Strict"):
            found.append(f"SameSite {morsel.key}")
        if morsel.key != "csrftoken" and not morsel["httponly"]:
            found.append(f"HttpOnly {morsel.key}")
        if morsel["domain"]:
            found.append(f"Domain {morsel.key}")
    return [f"{visit}: 响应头不合要求（{name}）" for name in found]


PLAIN_NAMES = {"page", "words", "next", "on", "state", "kind", "everybody", "since", "large", "step", "sort"}
"""Names a query may have: where one is in a list, and what one looked for."""
SECRET = re.compile(r"(token|key|pass|secret|sessionid|signature|ticket)", re.I)
ID_NUMBER = re.compile(r"(?<![0-9a-f-])\d{17}[\dXx](?![0-9a-f-])")
PHONE = re.compile(r"(?<![0-9a-f-])1[3-9]\d{9}(?![0-9a-f-])")
CHINESE = re.compile(r"[\u3400-\u9fff]")


def address_eye(visit: Visit) -> list[str]:
    """No address on a page holds a name, a number of a person or anything secret (trust W7)."""
    if not visit.is_page:
        return []
    found = []
    for address in set(Addresses(visit.text).found) | {visit.response.headers.get("Location", "")}:
        if address == visit.address or address.startswith("data:"):
            continue
        plain = unquote(address)
        names = {name for name, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True)}
        searched = parse_qsl(urlsplit(visit.address).query)
        for _, value in searched:  # what one looked for oneself goes on to the next page of the list
            plain = plain.replace(value, "")
        if ID_NUMBER.search(plain) or PHONE.search(plain):
            found.append(f"{visit}: 网址里有号码（{address[:60]}）")
        if CHINESE.search(plain):
            found.append(f"{visit}: 网址里有中文内容（{address[:60]}）")
        if any(SECRET.search(name) for name in names):
            found.append(f"{visit}: 网址里有凭据（{address[:60]}）")
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            found.append(f"{visit}: 链接到别的网站（{address[:60]}）")
    return found


class Addresses(HTMLParser):
    """Every address a page names, whatever for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = ("href", "src", "action", "formaction", "hx-get", "hx-post", "data-address")
        self.found += [value for name, value in attrs if name in names and value]


def markup_eye(visit: Visit) -> list[str]:
    """A page holds only what its templates hold: no script of its own, no style, no handler, no foreign frame."""
    if not visit.is_page:
        return []
    return [f"{visit}: {said}" for said in Markup(visit.text).found]


class Markup(HTMLParser):
    """What no page of the house has in its markup."""

    NEVER = frozenset(
        ("iframe", "object", "embed", "style", "svg", "math", "marquee", "audio", "video", "applet")
    )

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in self.NEVER:
            self.found.append(f"页面里有<{tag}>")
        if tag == "script" and not values.get("src", "").startswith("/static/"):
            self.found.append("页面里有脚本")
        if tag in ("img", "link", "base") and not values.get("src", values.get("href", "")).startswith(
            ("/", "data:image/")
        ):
            self.found.append(f"页面里有外来的<{tag}>")
        for name, value in values.items():
            if name.startswith("on") or name in ("style", "srcdoc", "background"):
                self.found.append(f"页面里有属性{name}")
            if name in ("href", "action", "formaction", "src") and re.match(
                r"\s*(javascript|vbscript|data:text)", value, re.I
            ):
                self.found.append(f"页面里有脚本网址{value[:40]}")


MAY_GROW = {
    "sessions.session": "会话记着最后一次操作的时间",
    "axes.accessattempt": "登录失败的次数",
    "axes.accesslog": "登录的时间",
    "axes.accessfailurelog": "登录失败的记录",
}


SIGN_OF_LIFE = {"session_mark", "session_seen_at"}
"""Columns that say in which browser an account was seen last."""


def digest_tables(readings: Callable[[models.Model], bool]) -> dict[str, str]:
    """Return a digest of every table; rows for which `readings` says so (the memory of readings) are left out."""
    digests = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label_lower in MAY_GROW:
            continue
        seal = hashlib.sha256()
        for row in model._base_manager.order_by("pk"):
            if not readings(row):
                columns = [
                    column for column in model._meta.concrete_fields if column.name not in SIGN_OF_LIFE
                ]
                seal.update(repr([_plain(row, column) for column in columns]).encode())
        digests[model._meta.label_lower] = seal.hexdigest()
    return digests


def _plain(row: models.Model, column: models.Field[Any, Any]) -> Any:
    value = getattr(row, column.attname)
    return getattr(value, "sealed", value)
