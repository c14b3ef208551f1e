"""PDF, written anew: only pages and what they draw with; no program, no link, no file inside, no form, no password."""

from __future__ import annotations

import io
import zlib

import pikepdf

from jifen.documents.actions.cleaning.jpegs import strip_segments
from jifen.documents.errors import NotAcceptable
from jifen.documents.states.documents import Cleaned, DocumentKind
from jifen.documents.states.limits import Limits
from jifen.documents.states.unfit import Unfit, unfit

_PAGE_KEYS = frozenset(
    "/Type /Parent /Resources /MediaBox /CropBox /TrimBox /BleedBox /ArtBox /Rotate /Contents /Group /UserUnit".split()
)
_DROPPED = frozenset(
    "/JS /JavaScript /AA /OpenAction /Metadata /PieceInfo /AF /EF /EmbeddedFiles /XFA /Annots /Thumb /Ref /OPI"
    " /Alternates /StructParent /StructParents /AcroForm /Names /Dests /Outlines /A /URI /RichMedia".split()
)
_ACTIONS = frozenset(
    "/JavaScript /Launch /URI /GoToR /GoToE /SubmitForm /ResetForm /ImportData /Rendition /Movie /Sound /Hide /Named"
    " /SetOCGState /Trans /GoTo3DView /RichMediaExecute /Thread".split()
)
_ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms")
_FLATE, _DCT = "/FlateDecode", "/DCTDecode"
_SHORT = {"/Fl": _FLATE, "/DCT": _DCT, "/A85": "/ASCII85Decode", "/AHx": "/ASCIIHexDecode"}
_SPELLINGS = frozenset({"/ASCII85Decode", "/ASCIIHexDecode"})
_NOTICE = "PDF 里的链接、附件、脚本和作者信息已经去掉"


def clean_pdf(content: bytes, limits: Limits, source: str) -> Cleaned:
    """Return a PDF with the same pages and nothing besides; raise `NotAcceptable`."""
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True, attempt_recovery=False) as pdf:
            pages = len(pdf.pages)
            _refuse_faults(pdf, pages, limits)
            # Seals and filled-in fields stand in annotations: what they show becomes part of the page.
            pdf.flatten_annotations("all")
            for page in pdf.pages:
                for key in set(page.obj.keys()) - _PAGE_KEYS:
                    del page.obj[key]
            for key in set(pdf.Root.keys()) - {"/Type", "/Pages"}:
                del pdf.Root[key]
            for key in set(pdf.trailer.keys()) & {"/Info", "/ID"}:
                del pdf.trailer[key]
            _Sweep(limits).over(pdf.Root)
            stream = io.BytesIO()
            pdf.save(
                stream,
                encryption=False,
                deterministic_id=True,
                fix_metadata_version=False,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
            )
    except pikepdf.PasswordError:
        raise unfit(Unfit.PDF_PASSWORD) from None
    except (NotAcceptable, MemoryError):
        raise
    except Exception:  # a damaged structure shows as many kinds
        raise unfit(Unfit.PDF_DAMAGED) from None
    return Cleaned(stream.getvalue(), DocumentKind.PDF, source, pages=pages, notices=(_NOTICE,))


def _refuse_faults(pdf: pikepdf.Pdf, pages: int, limits: Limits) -> None:
    if pages == 0:
        raise unfit(Unfit.PDF_EMPTY)
    if pages > limits.pdf_pages:
        raise unfit(Unfit.PDF_PAGES, size=pages, most=limits.pdf_pages)
    if len(pdf.objects) > limits.pdf_objects:
        raise unfit(Unfit.PDF_HEAVY)


class _Sweep:
    """A walk over everything that is reachable, taking out what acts, what names files and what tells of people."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._seen: set[tuple[int, int]] = set()
        self._steps = 0

    def over(self, root: pikepdf.Object) -> None:
        """Sweep; each indirect object once."""
        # In a dictionary of resources the keys are names that people's programs chose: a font may be called /AA.
        waiting: list[tuple[pikepdf.Object, bool]] = [(root, False)]
        while waiting:
            thing, names = waiting.pop()
            if thing.is_indirect:
                if thing.objgen in self._seen:
                    continue
                self._seen.add(thing.objgen)
            self._steps += 1
            if self._steps > self._limits.pdf_objects * 20:
                raise unfit(Unfit.PDF_HEAVY)
            if isinstance(thing, pikepdf.Array):
                waiting += [(child, False) for child in thing if isinstance(child, pikepdf.Object)]
            elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                waiting += self._sweep(thing, names)

    def _sweep(self, thing: pikepdf.Object, names: bool) -> list[tuple[pikepdf.Object, bool]]:
        """Take out of one dictionary or stream what must not stay; return what is below."""
        keys = set(thing.keys())
        if not names:
            for key in keys & _DROPPED:
                del thing[key]
            if str(thing.get("/S", "")) in _ACTIONS:
                for key in set(thing.keys()):
                    del thing[key]
        if isinstance(thing, pikepdf.Stream):
            self._check_stream(thing)
        below = []
        for key in thing.keys():  # noqa: SIM118 -- not a Python dictionary
            child = thing[key]
            if isinstance(child, pikepdf.Dictionary) and key == "/Resources":
                below += [(part, True) for _, part in child.items() if isinstance(part, pikepdf.Object)]
            elif isinstance(child, pikepdf.Object):
                below.append((child, False))
        return below

    def _check_stream(self, stream: pikepdf.Stream) -> None:
        if any(key in stream for key in _ELSEWHERE) or str(stream.get("/Subtype", "")) == "/PS":
            raise unfit(Unfit.PDF_HEAVY)
        filters = _filters(stream)
        if str(stream.get("/Subtype", "")) == "/Image":
            size = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
            if size > self._limits.pdf_pixels:
                raise unfit(Unfit.PDF_HEAVY)
            if filters == [_DCT]:
                parameters = stream.get("/DecodeParms")
                if not isinstance(parameters, pikepdf.Dictionary | pikepdf.Array | None):
                    raise unfit(Unfit.PDF_DAMAGED)
                bare = strip_segments(stream.read_raw_bytes())
                stream.write(bare, filter=pikepdf.Name(_DCT), decode_parms=parameters)
            elif _DCT in filters:
                raise unfit(Unfit.PDF_HEAVY)
        elif filters == [_FLATE]:
            _refuse_bomb(stream.read_raw_bytes(), self._limits.pdf_stream_bytes)
        elif len(filters) > 1 and (len(filters) > 2 or filters[0] not in _SPELLINGS):
            raise unfit(Unfit.PDF_HEAVY)


def _filters(stream: pikepdf.Stream) -> list[str]:
    """Return the names of a stream's filters."""
    given = stream.get("/Filter")
    if given is None:
        return []
    named = [str(one) for one in given] if isinstance(given, pikepdf.Array) else [str(given)]
    return [_SHORT.get(one, one) for one in named]


def _refuse_bomb(packed: bytes, most: int) -> None:
    """Refuse instructions that unpack to more than anybody draws."""
    unpacker = zlib.decompressobj()
    size, waiting = 0, packed
    try:
        while waiting and not unpacker.eof:
            size += len(unpacker.decompress(waiting, 1 << 20))
            waiting = unpacker.unconsumed_tail
            if size > most:
                raise unfit(Unfit.PDF_HEAVY)
    except zlib.error:
        raise unfit(Unfit.PDF_DAMAGED) from None
