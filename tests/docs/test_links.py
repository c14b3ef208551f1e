"""Links between the pages lead to headings that stand there."""

from __future__ import annotations

import re

from tests.docs.pages import DOCS, read_sections
from tests.house.tree import ROOT

PAGES = sorted(DOCS.rglob("*.md"))
ANCHORS = {
    page: {
        re.sub(r"[^\w -]", "", section.heading.lower()).replace(" ", "-") for section in read_sections(page)
    }
    for page in PAGES
}


def test_links_lead_to_headings() -> None:
    broken = [
        f"{page.relative_to(ROOT).as_posix()}: {target}#{anchor}"
        for page in PAGES
        for section in read_sections(page)
        for target, anchor in re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", section.text)
        if anchor not in ANCHORS[(page.parent / target).resolve() if target else page]
    ]

    assert broken == []
