"""The parser of scheme files: ruamel's, refusing the signs that scheme files do without, and leaner inside.

Anchors, aliases, tags, directives, second documents and deep brackets end the reading at the sign itself,
before the parser works on them (some of that work grows with the square of the input).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner


class Forbidden(Exception):
    """A sign that scheme files do without: the code of its finding and its place, from 1."""

    def __init__(self, code: str, line: int, column: int) -> None:
        super().__init__(code)
        self.code, self.line, self.column = code, line, column


class EventParser(Reader, Scanner, Parser):
    """Yields the events of one text with LF line ends, brackets nested to ``depth`` at most.

    The overridden methods do what the parser's own do, without what only streams, old versions and round
    trips need; ``benchmarks/scheme_load.py`` times both.
    """

    comment_handling = None
    processing_version = scanner_processing_version = (1, 2)
    # The parser finds its fellows through a loader at every step; here all are one object.
    reader: Any = None
    scanner: Any = None
    resolver: Any = None

    def __init__(self, text: str, depth: int) -> None:
        self.reader = self.scanner = self.resolver = self
        self.depth = depth
        Reader.__init__(self, text, loader=self)
        Scanner.__init__(self, loader=self)
        Parser.__init__(self, loader=self)

    def events(self) -> Iterator[Any]:
        """Yield the events to the end. Raises Forbidden, and whatever the parser raises on malformed text."""
        while (event := self.get_event()) is not None:
            yield event

    # -- leaner --

    def peek(self, index: int = 0) -> str:
        """Return the character ``index`` places ahead."""
        return self.buffer[self.pointer + index]

    def prefix(self, length: int = 1) -> str:
        """Return the next characters."""
        return self.buffer[self.pointer : self.pointer + length]

    def forward(self, length: int = 1) -> None:
        """Step over the next characters."""
        start = self.pointer
        self.pointer = self.index = end = start + length
        lines = self.buffer.count("\n", start, end)
        if lines:
            self.line += lines
            self.column = end - 1 - self.buffer.rfind("\n", start, end)
        else:
            self.column += length

    def need_more_tokens(self) -> bool:
        """Say whether the next token is not known for sure yet."""
        if not self.possible_simple_keys:
            return not self.tokens and not self.done
        return bool(super().need_more_tokens())

    def check_token(self, *choices: type) -> bool:
        """Say whether the next token is of one of these types."""
        while self.need_more_tokens():
            self.fetch_more_tokens()
        return bool(self.tokens) and (not choices or isinstance(self.tokens[0], choices))

    # -- refused --

    def _refuse(self, code: str) -> NoReturn:
        raise Forbidden(code, self.line + 1, self.column + 1)

    def fetch_anchor(self) -> None:
        """Refuse ``&``."""
        self._refuse("alias")

    def fetch_alias(self) -> None:
        """Refuse ``*``."""
        self._refuse("alias")

    def fetch_tag(self) -> None:
        """Refuse ``!``."""
        self._refuse("tag")

    def fetch_directive(self) -> None:
        """Refuse a line that begins with ``%``."""
        self._refuse("yaml-directive")

    def fetch_document_end(self) -> None:
        """Refuse a line ``...``."""
        self._refuse("many-documents")

    def fetch_document_start(self) -> None:
        """Allow a line ``---`` at the beginning, refuse another."""
        if self.tokens_taken + len(self.tokens) > 1:  # something besides the start of the stream
            self._refuse("many-documents")
        super().fetch_document_start()

    def fetch_flow_collection_start(self, TokenClass: Any, to_push: str) -> None:  # noqa: N803 -- overrides
        """Refuse brackets in brackets in brackets …"""
        if self.flow_level >= self.depth:
            self._refuse("too-deep")
        super().fetch_flow_collection_start(TokenClass, to_push)
