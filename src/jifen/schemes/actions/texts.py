"""Taking a text in: what must be right before it is kept even as a draft, and what it says about itself."""

from __future__ import annotations

from dataclasses import dataclass

from jifen.common.refusals import Invalid
from jifen.orgs.models import Organization
from jifen.rules.findings import SchemeRefused
from jifen.rules.yamlfile import Tree, parse
from jifen.rules.yamltext import decode
from jifen.schemes.models import SchemeVersion
from jifen.schemes.queries import find_upper

FILE = "scheme.yaml"
CLAUSES = "clauses.yaml"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a text says of itself: identifier, title, and what it builds on (identifier and version), if anything."""

    code: str
    title: str
    upper: tuple[str, str] | None


def clean_text(text: str, field: str = "text", name: str = FILE) -> str:
    """Return a text with LF line ends; raise `Invalid` for one that no table and no reader could hold."""
    try:
        return decode(text.encode("utf-8", "surrogatepass"), name)
    except SchemeRefused as refused:
        raise Invalid(**{field: "；".join(map(str, refused.findings))}) from refused


def clean_clauses(text: str) -> str:
    """Return the clauses with LF line ends; there need not be any."""
    return clean_text(text, "clauses", CLAUSES) if text.strip() else ""


def heading_of(text: str) -> Heading | None:
    """Return what a text says of itself; None for a draft that is not well formed."""
    try:
        tree = parse(text.encode(), FILE).tree
    except SchemeRefused:
        return None
    extends = tree.get("extends")
    upper = None
    if isinstance(extends, dict):
        upper = (_word(extends.get("scheme")), _word(extends.get("version")))
    return Heading(_word(tree.get("scheme")), _word(tree.get("title")), upper)


def upper_of(organization: Organization, heading: Heading | None) -> SchemeVersion | None:
    """Return the version above that a text builds on, None where it names none that is there."""
    if heading is None or heading.upper is None:
        return None
    return find_upper(organization, *heading.upper)


def _word(value: Tree) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()
