"""How much is accepted: the one table of limits."""

from __future__ import annotations

from dataclasses import dataclass

from jifen.documents.states.documents import DocumentKind

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The stated limits; they protect the machine, and are several times what an office needs."""

    image_bytes: int = 20 * MEGABYTE
    """An image as uploaded."""
    image_pixels: int = 50_000_000
    """Width × height as declared, looked at before anything is decoded; a phone's picture has 12 to 50 million."""
    image_side: int = 2_400
    """Longest side of a kept image: an A4 page stays readable at 200 dots an inch."""
    image_width: int = 1_000
    """Shorter side that a long strip (a screenshot of a chat) keeps all the same."""
    image_strip: int = 16_000
    """Longest side of such a strip."""
    pdf_bytes: int = 30 * MEGABYTE
    """A PDF as uploaded."""
    pdf_pages: int = 300
    """Its pages."""
    pdf_objects: int = 100_000
    """Its objects: a page of text has about 20."""
    pdf_pixels: int = 150_000_000
    """Width × height of one image inside."""
    pdf_stream_bytes: int = 64 * MEGABYTE
    """One drawing instruction stream, unpacked."""
    workbook_bytes: int = 40 * MEGABYTE
    """A workbook; what is inside is limited by `jifen.workbook.Limits`."""
    workbook_rows: int = 200_000
    """Rows of a sheet."""
    documents_per_owner: int = 300
    """Papers of one person, organisation or import."""
    bytes_per_organization: int = 2_048 * MEGABYTE
    """All papers of one organisation."""
    name_length: int = 80
    """Characters kept of a file's name."""
    memory_bytes: int = 288 * MEGABYTE
    """What the process that opens a paper may take."""
    cpu_seconds: int = 20
    """How long it may reckon."""
    wall_seconds: int = 40
    """How long it may live."""
    at_once: int = 2
    """Papers opened at the same time; others wait."""
    wait_seconds: int = 20
    """How long they wait."""

    def bytes_of(self, kind: DocumentKind) -> int:
        """Return how large a paper of a kind may be as uploaded."""
        if kind is DocumentKind.PDF:
            return self.pdf_bytes
        return self.image_bytes if kind in (DocumentKind.JPEG, DocumentKind.PNG) else self.workbook_bytes

    @property
    def most_bytes(self) -> int:
        """Return the size above which nothing is accepted, whatever it is."""
        return max(self.bytes_of(kind) for kind in DocumentKind)


LIMITS = Limits()
