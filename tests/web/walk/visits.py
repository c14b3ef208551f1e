"""Walking: from the addresses of the matrix along every link and search, as one person in one hat."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlencode, urljoin, urlsplit

import pikepdf
from django.http import HttpResponse

from tests.web.answers import read
from tests.web.matrix.cells import address_with
from tests.web.matrix.things import things_for
from tests.web.matrix.vocabulary import Row
from tests.web.matrix.world import Wearer, World

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
NOWHERE = (
    "/nowhere/",
    "/organizations/00000000-0000-4000-8000-000000000000/",
    "/organizations/x/",
    "/?page=x%00",
)


@dataclass(frozen=True)
class Visit:
    """One answer, whole: body, headers, cookies; files are opened."""

    wearer: Wearer
    address: str
    response: HttpResponse
    body: bytes

    @property
    def is_page(self) -> bool:
        """Say whether it is HTML."""
        return self.response.headers.get("Content-Type", "").startswith("text/html")

    @property
    def text(self) -> str:
        """Return the body as text; workbooks, archives and PDF are taken apart."""
        if self.body[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(self.body)) as archive:
                parts = [
                    f"{name}\n{archive.read(name).decode(errors='replace')}" for name in archive.namelist()
                ]
            return "\n".join(parts)
        if self.body[:5] == b"%PDF-":
            return _read_pdf(self.body)
        return self.body.decode(errors="replace")

    @property
    def around(self) -> str:
        """Return headers and cookies as text, also as people's browsers decode them."""
        lines = [f"{name}: {value}" for name, value in self.response.headers.items()]
        lines += [morsel.OutputString() for morsel in self.response.cookies.values()]
        text = "\n".join(lines)
        escaped = text.encode("latin-1", "replace").decode("unicode_escape", "replace")
        return "\n".join((text, unquote(text), escaped))

    def __str__(self) -> str:
        """Return who asked for what."""
        return f"{self.wearer} {self.address}"


def _read_pdf(body: bytes) -> str:
    with pikepdf.open(io.BytesIO(body)) as document:
        streams = [thing.read_bytes() for thing in document.objects if isinstance(thing, pikepdf.Stream)]
        told = [str(document.docinfo)]
    return "\n".join([*told, *(stream.decode(errors="replace") for stream in streams)])


class Links(HTMLParser):
    """The addresses and the searches of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.searches: list[tuple[str, list[str]]] = []
        self._form: tuple[str, list[str]] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in found:
            self.addresses.append(found["href"])
        for name in ("hx-get", "data-address"):
            if name in found:
                self.addresses.append(found[name])
        if tag == "form":
            self._form = (
                (found.get("action", ""), []) if found.get("method", "get").lower() == "get" else None
            )
        if tag == "input" and self._form and found.get("type", "text") in ("text", "search", ""):
            self._form[1].append(found.get("name", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form:
            if self._form[1]:
                self.searches.append(self._form)
            self._form = None


def walk(
    world: World,
    wearer: Wearer,
    begin: Iterable[str],
    *,
    words: Iterable[str] = (),
    alike: int = 3,
    within: str = "",
) -> Iterator[Visit]:
    """Yield every answer somebody can get by reading; links and searches (with `words`) are followed.

    Of addresses that differ in ids alone, `alike` are followed beyond those to begin with; `within`: only those that
    begin so.
    """
    browser = world.browser_of(wearer)
    kept = browser.cookies.copy()
    waiting = deque([*begin, *NOWHERE])
    known = set(waiting)
    followed: Counter[str] = Counter()
    words = list(words)
    while waiting:
        address = waiting.popleft()
        response = browser.get(address)
        visit = Visit(wearer, address, response, read(response))
        browser.cookies = kept.copy()
        yield visit
        for found in _onward(visit, words):
            pattern = ID.sub("ID", found)
            if found not in known and followed[pattern] < alike and found.startswith(within):
                followed[pattern] += 1
                known.add(found)
                waiting.append(found)


def list_beginnings(world: World, wearer: Wearer, rows: Iterable[Row], *, every: bool = False) -> list[str]:
    """Return the addresses of rows, for a thing in each relation (`every`: for all); what is missing is made."""
    rows = [row for row in rows if row.get is not None]
    things = ((row, thing) for row in rows for thing in things_for(world, row, wearer, every=every))
    return list(dict.fromkeys(address_with(row, thing) for row, thing in things))


def _onward(visit: Visit, words: list[str]) -> Iterator[str]:
    to = visit.response.headers.get("Location", "")
    if to and _is_ours(to):
        yield to
    if not visit.is_page or visit.response.status_code != 200:
        return
    links = Links(visit.text)
    for address in links.addresses:
        whole = urljoin(visit.address, address)
        if _is_ours(whole):
            yield whole.partition("#")[0]
    for action, names in links.searches:
        for word in words:
            yield (
                urljoin(visit.address, action or visit.address.partition("?")[0])
                + "?"
                + urlencode(dict.fromkeys(names, word))
            )


def _is_ours(address: str) -> bool:
    parts = urlsplit(address)
    return not parts.netloc and not parts.path.startswith("/static/") and parts.path.startswith("/")
