"""Scheme file → typed scheme with every fault of the file told at once; the door to the rules room.

``read_scheme`` reads and says all it finds; ``load_scheme`` gives what can be compiled, or refuses.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from pydantic import ValidationError

from jifen.rules.binding import Bound, bind
from jifen.rules.extending import Upper, extended, too_large
from jifen.rules.findings import Finding, SchemeRefused, has_errors, in_order
from jifen.rules.lint import lint
from jifen.rules.model.scheme import Scheme
from jifen.rules.modelfaults import translate
from jifen.rules.shelf import near
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


def read_scheme(source: bytes | str, name: str, upper: Upper | None = None) -> ReadResult:
    """Read a scheme file called ``name`` in messages. Never raises for what stands in the file.

    ``upper``: where to look for the scheme it extends; else beside a file of this name, and on the shelf.
    """
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    digest = content_hash(data)
    try:
        file = parse(data, name)
    except SchemeRefused as refused:
        return ReadResult(None, refused.findings, Positions(name), None, digest)
    whole = extended(file, upper or near(name))
    findings, scheme = [*file.findings, *whole.findings], None
    if whole.uppers:
        digest = content_hash(b"\n".join((data, *whole.uppers)))
    if not has_errors(whole.findings):
        try:
            scheme = Scheme.model_validate(whole.tree, by_alias=True, by_name=False)
            findings += too_large(scheme, whole)
        except ValidationError as error:
            findings += translate(error, whole.tree, whole.positions)
    return ReadResult(scheme, in_order(findings), whole.positions, whole.tree, digest)


def check_scheme(
    source: bytes | str, name: str, years: tuple[int, ...] = (), upper: Upper | None = None
) -> tuple[Bound | None, list[Finding]]:
    """Read, bind and lint a scheme file; the bound scheme is None when it is not one.

    ``years``: those to try deadlines in (see ``lint``); ``upper``: see ``read_scheme``. Never raises for what stands
    in the file.
    """
    read = read_scheme(source, name, upper)
    if read.scheme is None:
        return None, list(read.findings)
    bound, found = bind(read.scheme, read.positions, read.tree, read.content_hash)
    found += lint(bound, read.positions, read.tree, years)
    findings = in_order([*read.findings, *found])
    return replace(bound, findings=findings), list(findings)


def load_scheme(source: bytes | str, name: str) -> Bound:
    """Return a scheme fit to be compiled, its warnings in ``findings``. Raises SchemeRefused for any error.

    The last ``_KEPT`` schemes are kept by content, so that asking again costs nothing.
    """
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    known = (content_hash(data), name)
    bound = _loaded.get(known)
    if bound is None:
        bound, findings = check_scheme(data, name)
        if bound is None or has_errors(findings):
            raise SchemeRefused(findings)
        if bound.scheme.extends is not None:
            return bound  # what it builds on may change beside it
        while len(_loaded) >= _KEPT:
            _loaded.pop(next(iter(_loaded)), None)
        _loaded[known] = bound
    return bound


_KEPT = 64
_loaded: dict[tuple[str, str], Bound] = {}
