"""Papers made in memory: sound ones, and what is needed to break them."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import openpyxl
import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image, PngImagePlugin

MARK = "YINCANG-7f3a91"
"""Stands wherever nothing may be left of: in EXIF, comments, authors, scripts, behind the end."""
GPS = 0x8825


def jpeg(
    width: int = 120, height: int = 80, *, orientation: int = 1, plain: bool = False, **options: Any
) -> bytes:
    """A photo as a phone takes it: with place, device, comment and profile."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    stream = io.BytesIO()
    if not plain:
        exif = Image.Exif()
        exif[0x010F], exif[0x0112] = MARK, orientation
        exif.get_ifd(GPS).update({1: "N", 2: (26.0, 10.0, 3.0), 29: MARK})
        options = {"exif": exif, "comment": MARK, "icc_profile": b"ICC" + MARK.encode(), **options}
    image.save(stream, "JPEG", **options)
    return stream.getvalue()


def png(width: int = 120, height: int = 80, *, mode: str = "RGB", plain: bool = False) -> bytes:
    """A screenshot with texts and EXIF."""
    stream = io.BytesIO()
    info = PngImagePlugin.PngInfo()
    options: dict[str, Any] = {}
    if not plain:
        info.add_text("Author", MARK)
        info.add_text("Comment", MARK, zip=True)
        info.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{MARK}</x:xmpmeta>")
        exif = Image.Exif()
        exif[0x010F] = MARK
        options = {"exif": exif, "icc_profile": b"ICC" + MARK.encode()}
    Image.new(mode, (width, height)).save(stream, "PNG", pnginfo=info, **options)
    return stream.getvalue()


def pdf(change: Callable[[Pdf], object] = lambda book: None, *, pages: int = 1, **options: Any) -> bytes:
    """A PDF of some pages with a line drawn on each; `change` has the last word on it."""
    book = Pdf.new()
    for _ in range(pages):
        page = book.add_blank_page(page_size=(595, 842))
        page.obj.Contents = book.make_stream(b"0 0 m 595 842 l S")
    change(book)
    stream = io.BytesIO()
    with warnings.catch_warnings():
        # A field outside the form, which no honest program writes, is what some tests are about.
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        book.save(stream, fix_metadata_version=False, **options)
    return stream.getvalue()


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "性别"])
    book.worksheets[0].append(["李明", "男"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsx_with(parts: dict[str, bytes], *, change: dict[str, tuple[bytes, bytes]] | None = None) -> bytes:
    """A workbook with more parts, or with bytes of a part exchanged."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            found, put = (change or {}).get(name, (b"", b""))
            new.writestr(name, old.read(name).replace(found, put) if found else old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return stream.getvalue()


CSV = "姓名,性别\n李明,男\n孙记录员,女\n".encode()


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG file with its right sum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def flood(width: int, height: int, *, depth: int = 1, content: bytes = b"") -> bytes:
    """A PNG that declares a size and holds little."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0))
    body = chunk(b"IDAT", content or zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def action(kind: str, **more: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **more)


def script() -> Dictionary:
    return action("JavaScript", JS=String(f"app.alert('{MARK}')"))


def photo_in_pdf(book: Pdf, content: bytes, **more: Any) -> None:
    """Put a JPEG on the first page."""
    image = Stream(book, content)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height = more.pop("Width", 120), more.pop("Height", 80)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    image.Filter = Name.DCTDecode
    for key, value in more.items():
        image[f"/{key}"] = value
    page = book.pages[0].obj
    page.Resources = Dictionary(XObject=Dictionary(P=book.make_indirect(image)))
    page.Contents = book.make_stream(b"q 100 0 0 100 0 0 cm /P Do Q")


def annotated(book: Pdf, **entries: Any) -> None:
    """Put an annotation on the first page."""
    note = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 100, 100]), **entries)
    book.pages[0].obj.Annots = Array([book.make_indirect(note)])


def names_in(content: bytes) -> set[str]:
    """Every name and key of a PDF, and its decoded streams searched for the mark (as `MARK`)."""
    found: set[str] = set()
    with pikepdf.open(io.BytesIO(content)) as book:
        waiting: list[Any] = [*book.objects, book.trailer]
        seen: set[tuple[int, int]] = set()
        while waiting:
            thing = waiting.pop()
            if not isinstance(thing, pikepdf.Object):
                continue
            if thing.is_indirect and thing.objgen in seen:
                continue
            seen.add(thing.objgen) if thing.is_indirect else None
            if isinstance(thing, Name):
                found.add(thing.unparse().decode("latin-1"))
            elif isinstance(thing, Array):
                waiting += list(thing)
            elif isinstance(thing, Dictionary | Stream):
                found |= set(thing.keys())
                waiting += [thing[key] for key in set(thing.keys())]
                if isinstance(thing, Stream):
                    raw = thing.read_raw_bytes()
                    with suppress(pikepdf.PdfError):
                        raw += thing.read_bytes()
                    if MARK.encode() in raw:
                        found.add("MARK")
            elif isinstance(thing, String) and MARK in str(thing):
                found.add("MARK")
    return found


def segments_in(content: bytes) -> list[int]:
    """The markers of a JPEG up to its first scan."""
    found, at = [], 2
    while True:
        marker = content[at + 1]
        found.append(marker)
        if marker == 0xDA:
            return found
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")


def chunks_in(content: bytes) -> list[bytes]:
    """The kinds of chunks of a PNG; whatever stands behind the last is added."""
    found, at = [], 8
    while not found or found[-1] != b"IEND":
        length = int.from_bytes(content[at : at + 4], "big")
        found.append(content[at + 4 : at + 8])
        at += 12 + length
    return [*found, *([content[at:]] if content[at:] else [])]
