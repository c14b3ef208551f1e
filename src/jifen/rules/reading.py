"""Scheme file → typed scheme with every fault of the file told at once; the door to the rules room.

``read_scheme`` reads and says all it finds; ``load_scheme`` gives what can be compiled, or refuses.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pydantic import ValidationError

from jifen.rules.findings import Finding, SchemeRefused, in_order
from jifen.rules.model.scheme import Scheme
from jifen.rules.modelfaults import translate
from jifen.rules.yamlfile import Positions, Tree, parse
from jifen.rules.yamltext import normalise


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What one file gave: the scheme (None when it is not one), the findings, and where everything stands."""

    scheme: Scheme | None
    findings: tuple[Finding, ...]
    positions: Positions
    tree: Tree
    content_hash: str


def content_hash(data: bytes) -> str:
    """Return the SHA-256 of a file, in hex, the same whatever its line ends are."""
    return hashlib.sha256(normalise(data)).hexdigest()


def read_scheme(source: bytes | str, name: str) -> ReadResult:
    """Read a scheme file called ``name`` in messages. Never raises for what stands in the file."""
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    digest = content_hash(data)
    try:
        file = parse(data, name)
    except SchemeRefused as refused:
        return ReadResult(None, refused.findings, Positions(name), None, digest)
    findings, scheme = list(file.findings), None
    try:
        scheme = Scheme.model_validate(file.tree, by_alias=True, by_name=False)
    except ValidationError as error:
        findings += translate(error, file.tree, file.positions)
    return ReadResult(scheme, in_order(findings), file.positions, file.tree, digest)
