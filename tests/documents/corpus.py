"""Some three hundred hostile files, made by code. Each must be refused, or what is kept of it must be harmless."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from tests.documents.files import (
    CSV,
    MARK,
    action,
    annotated,
    chunk,
    flood,
    jpeg,
    pdf,
    photo_in_pdf,
    png,
    script,
    xlsx,
    xlsx_with,
    zipped,
)

REFUSED, CLEANED, EITHER = "refused", "cleaned", "either"
Sample = tuple[str, str, bytes]
"""Name, what must happen, content."""

_PAGE = f"<!DOCTYPE html><html><body><script>alert('{MARK}')</script></body></html>".encode()
_SVG = f'<svg xmlns="http://www.w3.org/2000/svg"><script>alert("{MARK}")</script></svg>'.encode()
_JS = f"=1;alert('{MARK}');//".encode()
_ZIP = zipped({"a.txt": MARK.encode()})


def list_samples() -> list[Sample]:
    """Return the corpus; names are unique."""
    makers = (
        _images,
        _floods,
        _truncated,
        _polyglots,
        _pages,
        _archives,
        _workbooks,
        _programs,
        _others,
        _papers,
    )
    samples = [sample for maker in makers for sample in maker()]
    assert len({name for name, *_ in samples}) == len(samples)
    return samples


def _images() -> Iterator[Sample]:
    for orientation in range(1, 9):
        yield f"jpeg-gps-turned-{orientation}", CLEANED, jpeg(orientation=orientation)
    yield "jpeg-progressive", CLEANED, jpeg(progressive=True)
    yield "jpeg-grey", CLEANED, _saved(Image.new("L", (20, 30)), "JPEG", comment=MARK.encode())
    yield "jpeg-cmyk", CLEANED, _saved(Image.new("CMYK", (20, 30)), "JPEG", comment=MARK.encode())
    yield "jpeg-followed-by-anything", CLEANED, jpeg() + MARK.encode() * 9
    yield "jpeg-followed-by-a-jpeg", CLEANED, jpeg() + jpeg()
    mpo = io.BytesIO()
    Image.new("RGB", (40, 30)).save(
        mpo, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 30), "red")]
    )
    yield "jpeg-of-several-pictures", CLEANED, mpo.getvalue()
    xmp = f"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{MARK}</x:xmpmeta>".encode()
    for marker in (0xE1, 0xE2, 0xED, 0xEF):
        segment = b"\xff" + bytes([marker]) + struct.pack(">H", len(xmp) + 2) + xmp
        yield f"jpeg-segment-{marker:x}", CLEANED, jpeg(plain=True)[:2] + segment + jpeg(plain=True)[2:]
    for mode in ("1", "L", "P", "LA", "RGB", "RGBA", "I;16"):
        yield f"png-{mode}", CLEANED, png(mode=mode)
    yield "png-followed-by-anything", CLEANED, png() + MARK.encode() * 9
    private = chunk(b"prVt", MARK.encode()) + chunk(b"tIME", b"\x07\xea\x03\x0a\x09\x00\x00")
    yield "png-private-chunk", CLEANED, png(plain=True)[:33] + private + png(plain=True)[33:]
    moving = io.BytesIO()
    Image.new("RGB", (9, 9)).save(
        moving, "PNG", save_all=True, append_images=[Image.new("RGB", (9, 9), "red")]
    )
    yield "png-moving", REFUSED, moving.getvalue()


def _floods() -> Iterator[Sample]:
    for side in (8_000, 30_000, 100_000, 2**31 - 1):
        yield f"png-flood-{side}", REFUSED, flood(side, side)
    packed = zlib.compress(b"\0" * (30_000 // 8 * 30_000 + 30_000), 9)
    yield "png-flood-for-true", REFUSED, flood(30_000, 30_000, content=packed)
    yield "png-declares-more-than-it-holds", REFUSED, flood(6_000, 6_000)
    yield "png-no-width", REFUSED, flood(0, 10)
    bomb = zlib.compress(b"A" * (80 << 20), 9)
    text = chunk(b"zTXt", b"Comment\0\0" + bomb)
    profile = chunk(b"iCCP", b"x\0\0" + bomb)
    for name, extra in (("text", text), ("profile", profile)):
        yield f"png-{name}-bomb", EITHER, png(plain=True)[:33] + extra + png(plain=True)[33:]
    more = b"".join(chunk(b"zTXt", b"C\0\0" + zlib.compress(b"A" * (1 << 20), 9)) for _ in range(100))
    yield "png-hundred-texts", EITHER, png(plain=True)[:33] + more + png(plain=True)[33:]
    small = jpeg(plain=True)
    frame = small.index(b"\xff\xc0")
    for height, width in ((65_000, 65_000), (65_500, 1_000), (1, 65_500), (0, 80)):
        sizes = struct.pack(">HH", height, width)
        yield f"jpeg-declares-{height}-{width}", EITHER, small[: frame + 5] + sizes + small[frame + 9 :]
    slow = jpeg(400, 400, plain=True, progressive=True)
    scan = slow.index(b"\xff\xda", slow.index(b"\xff\xda") + 2)
    following = slow.index(b"\xff\xc4", scan)
    yield "jpeg-thousand-scans", EITHER, slow[:following] + slow[scan:following] * 1_000 + slow[following:]


def _truncated() -> Iterator[Sample]:
    whole = {
        "jpeg": jpeg(600, 400),
        "png": _saved(Image.effect_noise((300, 200), 90), "PNG"),
        "pdf": pdf(pages=3),
    }
    for kind, content in whole.items():
        for percent in (1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95):
            yield f"{kind}-cut-{percent}", REFUSED, content[: len(content) * percent // 100]
    for percent in (1, 10, 25, 50, 75, 90, 99):
        yield f"xlsx-cut-{percent}", REFUSED, xlsx()[: len(xlsx()) * percent // 100]
    for kind, content in {**whole, "xlsx": xlsx()}.items():
        for place in range(1, 6):
            at = len(content) * place // 6
            yield f"{kind}-zeroed-{place}", EITHER, content[:at] + bytes(64) + content[at + 64 :]


def _polyglots() -> Iterator[Sample]:
    hosts = {"jpeg": jpeg(plain=True), "png": png(plain=True), "pdf": pdf()}
    guests = {"page": _PAGE, "svg": _SVG, "zip": _ZIP, "xlsx": xlsx(), "php": b"<?php system($_GET[0]); ?>"}
    for host, content in hosts.items():
        for guest, more in guests.items():
            if host != "pdf" or guest in ("zip", "xlsx"):
                yield f"{host}-then-{guest}", REFUSED, content + more
            else:
                yield f"{host}-then-{guest}", EITHER, content + more
            yield f"{guest}-then-{host}", REFUSED, more + content
    for host in ("jpeg", "png"):
        yield f"{host}-then-pdf", REFUSED, hosts[host] + hosts["pdf"]
        yield f"pdf-then-{host}", EITHER, hosts["pdf"] + hosts[host]
    comment = b"\xff\xfe" + struct.pack(">H", len(_PAGE) + 2) + _PAGE
    yield "jpeg-with-page-as-comment", REFUSED, hosts["jpeg"][:2] + comment + hosts["jpeg"][2:]
    yield (
        "png-with-page-as-text",
        REFUSED,
        hosts["png"][:33] + chunk(b"tEXt", b"a\0" + _PAGE) + hosts["png"][33:],
    )
    yield "gif-js", REFUSED, b"GIF89a" + _JS
    yield "gif-page", REFUSED, b"GIF89a" + _PAGE
    yield "bmp-js", REFUSED, b"BM" + _JS
    yield "pdf-page-in-head", REFUSED, b"%PDF-1.4\n%" + _PAGE + b"\n" + pdf()[9:]
    yield "page-around-pdf", REFUSED, b"<!--" + pdf() + b"-->" + _PAGE
    yield "pdf-behind-noise", REFUSED, b"\0" * 500 + pdf()
    yield "pdf-behind-text", REFUSED, b"a,b\n" + pdf()
    yield "csv-with-page", REFUSED, CSV + _PAGE
    yield "csv-with-zip", REFUSED, CSV + _ZIP
    yield "zip-then-xlsx", REFUSED, _ZIP + xlsx()
    yield "xlsx-then-zip", REFUSED, xlsx() + _ZIP
    yield "xlsx-with-tail", REFUSED, xlsx() + _PAGE


def _pages() -> Iterator[Sample]:
    dressings: dict[str, Callable[[bytes], bytes]] = {
        "plain": lambda text: text,
        "bom": lambda text: b"\xef\xbb\xbf" + text,
        "blank": lambda text: b" \r\n\t" * 50 + text,
        "upper": bytes.upper,
        "utf16": lambda text: text.decode().encode("utf-16"),
        "comment": lambda text: b"<!-- photo -->" + text,
        "prolog": lambda text: b'<?xml version="1.0"?>\n' + text,
        "after-commas": lambda text: b"a,b,c\n1,2,3\n" + text,
        "long-before": lambda text: b"a,b\n" * 5_000 + text,
    }
    for name, dress in dressings.items():
        yield f"page-{name}.jpg", REFUSED, dress(_PAGE)
        yield f"svg-{name}.png", REFUSED, dress(_SVG)
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]><svg>&l9;</svg>'
    yield "svg-entities", REFUSED, bomb.encode()
    outside = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    yield "xml-outside-entity", REFUSED, outside
    yield "svgz", REFUSED, gzip.compress(_SVG)
    for name, text in {
        "onload": b"<body onload=alert(1)>",
        "image": b"<img src=x onerror=alert(1)>",
        "iframe": b"a,b\n<iframe src=//x></iframe>,1\n",
        "php": b"<?php phpinfo(); ?>",
        "asp": b'<%@ Page Language="C#" %>',
        "mail": b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n" + _PAGE,
        "meta": b"<meta http-equiv=refresh content=0>",
        "mathml": b"<math><mi xlink:href='javascript:alert(1)'>",
    }.items():
        yield f"page-{name}.png", REFUSED, text


def _archives() -> Iterator[Sample]:
    inner = _ZIP
    for depth in range(1, 6):
        inner = zipped({"inner.zip": inner})
        yield f"zip-in-zip-{depth}", REFUSED, inner
    yield "zip-bomb", REFUSED, zipped({"zeros": bytes(100 << 20)})
    yield "zip-many", REFUSED, zipped({f"{n}": b"" for n in range(20_000)})
    yield "zip-of-pictures", REFUSED, zipped({"a.jpg": jpeg(), "b.jpg": jpeg()})
    names = ("../../evil.jpg", "/etc/cron.d/evil", "C:\\evil.jpg", "a\0b", "CON", "..\\evil")
    for number, name in enumerate(names):
        yield f"zip-slip-{number}", REFUSED, zipped({name: jpeg()})
    yield "zip-link", REFUSED, _with_link()
    yield "empty-zip", REFUSED, zipped({})
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        entry = tarfile.TarInfo("../../evil")
        archive.addfile(entry)
    yield "tar", REFUSED, tar.getvalue()
    for name, content in {
        "gz": gzip.compress(_PAGE),
        "gz-bomb": gzip.compress(bytes(100 << 20)),
        "bz2": bz2.compress(_PAGE),
        "xz": lzma.compress(_PAGE),
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(60),
        "rar": b"Rar!\x1a\x07\x01\x00" + bytes(60),
        "cab": b"MSCF" + bytes(60),
        "zstd": b"\x28\xb5\x2f\xfd" + bytes(60),
    }.items():
        yield name, REFUSED, content


def _workbooks() -> Iterator[Sample]:
    for name in (
        "xl/vbaProject.bin",
        "xl/macrosheets/sheet1.xml",
        "xl/activeX/activeX1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/ctrlProps/control.xml",
        "xl/connections.xml",
        "xl/queryTables/query.xml",
        "customUI/customUI.xml",
        "xl/media/a.zip",
        "xl/media/a.exe",
        "xl/media/a.svg",
        "xl/media/noending",
        "../evil.xml",
        "/evil.xml",
        "C:/evil.xml",
        "xl/model/item.data",
        "hidden.jar",
    ):
        yield f"xlsx-part-{name.replace('/', '-')}", REFUSED, xlsx_with({name: MARK.encode()})
    link = b'<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    yield "xlsx-dde", REFUSED, xlsx_with({"xl/externalLinks/externalLink1.xml": link})
    types = {"[Content_Types].xml": (b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml")}
    yield "xlsx-macro-type", REFUSED, xlsx_with({}, change=types)
    yield "xlsx-ratio", REFUSED, xlsx_with({"xl/media/a.png": bytes(60 << 20)})
    yield "xlsx-sheet-zeros", REFUSED, xlsx_with({"xl/worksheets/sheet9.xml": b" " * (60 << 20)})
    yield "xlsx-many-parts", REFUSED, xlsx_with({f"xl/p{n}.xml": b"" for n in range(3_000)})
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    head = f'<!DOCTYPE workbook [<!ENTITY l0 "ha">{laughs}]><workbook'.encode()
    yield "xlsx-entities", REFUSED, xlsx_with({}, change={"xl/workbook.xml": (b"<workbook", head)})
    whole = xlsx()
    at = whole.index(b"PK\x01\x02")
    for size in (0, 10, 2**31):
        yield f"xlsx-lie-{size}", REFUSED, whole[: at + 24] + struct.pack("<I", size) + whole[at + 28 :]
    yield "xlsx-locked", REFUSED, whole[: at + 8] + b"\x01" + whole[at + 9 :]
    yield "xlsx-behind-noise", REFUSED, b"PK\x03\x04" + bytes(30) + whole
    kinds = {
        "docx": "word/document.xml",
        "docm": "word/vbaProject.bin",
        "pptx": "ppt/presentation.xml",
        "ods": "content.xml",
        "ofd": "OFD.xml",
        "xlsb": "xl/workbook.bin",
        "jar": "META-INF/MANIFEST.MF",
        "apk": "AndroidManifest.xml",
    }
    for name, part in kinds.items():
        yield name, REFUSED, zipped({"[Content_Types].xml": b"<Types/>", part: b"<a/>"})
    yield "csv-null", REFUSED, b"a,b\n1\0,2\n"
    yield "csv-control", REFUSED, b"a,b\n\x1b[2J,2\n"
    yield "csv-one-line", REFUSED, b"a," * 2_000_000
    yield "csv-noise", REFUSED, bytes(range(1, 256)) * 40


def _programs() -> Iterator[Sample]:
    for name, content in {
        "exe": b"MZ" + bytes(200),
        "elf": b"\x7fELF" + bytes(200),
        "macho": b"\xcf\xfa\xed\xfe" + bytes(200),
        "class": b"\xca\xfe\xba\xbe" + bytes(200),
        "shell": b"#!/bin/sh\nrm -rf /\n",
        "batch": b"@echo off\r\ndel /f /q c:\\*, d:\\*\r\n",
        "powershell": b"$a = 1\nInvoke-Expression 'calc'\n",
        "script": b"var a=1, b=2; alert(a, b);\nfoo();\n",
        "link": b"L\0\0\0\x01\x14\x02\0" + bytes(100),
        "registry": b"Windows Registry Editor Version 5.00\r\n[HKEY_CURRENT_USER]\r\n",
        "python": b"import os\nos.system('calc')\n",
        "desktop": b"[Desktop Entry]\nExec=sh\n",
        "ole-doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "rtf": b"{\\rtf1\\object\\objdata}",
        "postscript": b"%!PS-Adobe\n(a) run",
    }.items():
        yield f"program-{name}", REFUSED, content


def _others() -> Iterator[Sample]:
    for kind in ("GIF", "BMP", "TIFF", "WEBP", "AVIF", "JPEG2000", "ICO", "PPM", "TGA", "PCX", "EPS"):
        yield f"image-{kind}", REFUSED, _saved(Image.new("RGB", (16, 16)), kind)
    yield "image-heic", REFUSED, b"\0\0\0\x18ftypheic" + bytes(60)
    yield "image-psd", REFUSED, b"8BPS" + bytes(60)
    yield (
        "image-moving-gif",
        REFUSED,
        _saved(Image.new("P", (9, 9)), "GIF", save_all=True, append_images=[Image.new("P", (9, 9), 1)]),
    )
    for name, content in {
        "mp4": b"\0\0\0\x18ftypisom",
        "mp3": b"ID3\x03",
        "wav": b"RIFF\0\0\0\0WAVE",
        "amr": b"#!AMR\n",
        "ogg": b"OggS\0",
        "mkv": b"\x1aE\xdf\xa3",
        "sqlite": b"SQLite format 3\0",
        "font": b"\0\x01\0\0\0",
        "wmf": b"\xd7\xcd\xc6\x9a",
        "djvu": b"AT&TFORM",
    }.items():
        yield f"other-{name}", REFUSED, content + bytes(range(256))
    yield "other-nothing", REFUSED, b""
    yield "other-blank", REFUSED, b" \r\n\0" * 99
    yield "other-jpeg-head-only", REFUSED, b"\xff\xd8\xff\xe0"
    yield "other-png-head-only", REFUSED, b"\x89PNG\r\n\x1a\n"
    yield "other-pdf-head-only", REFUSED, b"%PDF-1.7\n"
    yield "other-words", REFUSED, "今天的会议记录。".encode()


def _papers() -> Iterator[Sample]:
    def root(key: str, value: object) -> Callable[[Pdf], None]:
        return lambda book: book.Root.__setitem__(key, value)

    def on_page(key: str, value: object) -> Callable[[Pdf], None]:
        return lambda book: book.pages[0].obj.__setitem__(key, value)

    told = {
        "open-script": root("/OpenAction", script()),
        "open-launch": root("/OpenAction", action("Launch", F=String("cmd.exe"))),
        "open-address": root("/OpenAction", action("URI", URI=String(f"http://x/{MARK}"))),
        "open-other-file": root("/OpenAction", action("GoToR", F=String("\\\\x\\share"), D=Array([0]))),
        "additional": root("/AA", Dictionary(WC=script(), DP=script())),
        "page-additional": on_page("/AA", Dictionary(O=script(), C=script())),
        "names": root("/Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))),
        "author": lambda book: book.docinfo.__setitem__("/Author", MARK),
        "piece": on_page("/PieceInfo", Dictionary(A=Dictionary(Private=String(MARK)))),
        "outline": root("/Outlines", Dictionary(First=Dictionary(Title=String(MARK), A=script()))),
        "thumb": lambda book: book.pages[0].obj.__setitem__("/Thumb", Stream(book, MARK.encode())),
        "unknown-page-key": on_page("/Secret", String(MARK)),
        "unknown-root-key": root("/Secret", String(MARK)),
        "link": lambda book: annotated(book, Subtype=Name.Link, A=action("URI", URI=String(MARK))),
        "link-launch": lambda book: annotated(book, Subtype=Name.Link, A=action("Launch", F=String(MARK))),
        "widget": lambda book: annotated(
            book, Subtype=Name.Widget, FT=Name.Btn, A=script(), AA=Dictionary(E=script())
        ),
        "submit": lambda book: annotated(book, Subtype=Name.Widget, A=action("SubmitForm", F=String(MARK))),
        "note": lambda book: annotated(book, Subtype=Name.Text, Contents=String(MARK)),
        "film": lambda book: annotated(
            book, Subtype=Name.RichMedia, RichMediaContent=Dictionary(A=String(MARK))
        ),
        "rendition": lambda book: annotated(
            book, Subtype=Name.Screen, A=action("Rendition", JS=String(MARK))
        ),
        "chained": root("/OpenAction", action("GoTo", Next=script())),
    }
    for name, change in told.items():
        yield f"pdf-{name}", CLEANED, pdf(change)
    for key in ("JS", "JavaScript", "AA", "OpenAction", "AF", "EF"):
        yield (
            f"pdf-deep-{key}",
            CLEANED,
            pdf(on_page("/Group", Dictionary(Inner=Dictionary(**{key: script()})))),
        )

    def attach(book: Pdf) -> None:
        book.attachments["evil.exe"] = b"MZ" + MARK.encode()

    def metadata(book: Pdf) -> None:
        book.Root.Metadata = book.make_stream(f"<x>{MARK}</x>".encode())
        book.pages[0].obj.Metadata = book.make_stream(f"<x>{MARK}</x>".encode())

    def form(book: Pdf) -> None:
        field = Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=script()))
        book.Root.AcroForm = Dictionary(
            Fields=Array([book.make_indirect(field)]), XFA=book.make_stream(MARK.encode())
        )

    def outside(book: Pdf) -> None:
        stream = book.make_stream(b"")
        stream["/F"] = String("\\\\x\\share\\a")
        book.pages[0].obj.Contents = stream

    def postscript(book: Pdf) -> None:
        photo_in_pdf(book, b"", Subtype=Name.PS)

    yield "pdf-attachment", CLEANED, pdf(attach)
    yield "pdf-metadata", CLEANED, pdf(metadata)
    yield "pdf-form", CLEANED, pdf(form)
    yield "pdf-stream-outside", REFUSED, pdf(outside)
    yield "pdf-postscript", REFUSED, pdf(postscript)
    yield "pdf-photo-gps", CLEANED, pdf(lambda book: photo_in_pdf(book, jpeg()))
    yield "pdf-photo-tail", CLEANED, pdf(lambda book: photo_in_pdf(book, jpeg() + MARK.encode()))
    yield (
        "pdf-photo-xmp",
        CLEANED,
        pdf(
            lambda book: (
                photo_in_pdf(book, jpeg()),
                book.pages[0].obj.Resources.XObject.P.__setitem__("/Metadata", script()),
            )
        ),
    )
    yield "pdf-photo-no-jpeg", REFUSED, pdf(lambda book: photo_in_pdf(book, b"not a picture"))
    yield (
        "pdf-photo-flood",
        REFUSED,
        pdf(lambda book: photo_in_pdf(book, jpeg(), Width=99_999, Height=99_999)),
    )
    secret = pikepdf.Encryption(owner="a", user="b")
    yield "pdf-password", REFUSED, pdf(encryption=secret)
    yield "pdf-restricted", CLEANED, pdf(encryption=pikepdf.Encryption(owner="a", user=""))
    yield "pdf-pages", REFUSED, pdf(pages=301)
    yield "pdf-no-page", REFUSED, pdf(pages=0)
    yield "pdf-escaped-name", CLEANED, _escaped(root("/OpenAction", action("JavaScriptXX", JS=String(MARK))))
    yield "pdf-bomb", REFUSED, pdf(_bomb)
    loop = pdf()
    yield "pdf-no-end", REFUSED, loop[: loop.rindex(b"startxref")]
    yield "pdf-wrong-start", REFUSED, loop[: loop.rindex(b"startxref")] + b"startxref\n99999999\n%%EOF\n"
    yield "pdf-start-of-itself", REFUSED, loop[: loop.rindex(b"startxref")] + b"startxref\n0\n%%EOF\n"
    yield (
        "pdf-nested",
        REFUSED,
        pdf(on_page("/Group", Dictionary(A=String("N" * 60_000)))).replace(
            b"N" * 60_000, b")" + b"[" * 29_999 + b"]" * 29_998 + b"("
        ),
    )
    yield "pdf-tree-loop", EITHER, pdf(_tree_loop)
    raw = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
    yield "pdf-many-filters", REFUSED, pdf(_filters, **raw)
    yield (
        "pdf-many-objects",
        REFUSED,
        pdf(
            lambda book: on_page("/Group", Array([book.make_indirect(Dictionary()) for _ in range(100_100)]))(
                book
            )
        ),
    )


def _bomb(book: Pdf) -> None:
    stream = Stream(book, zlib.compress(bytes(100 << 20), 9))
    stream.Filter = Name.FlateDecode
    book.pages[0].obj.Contents = book.make_indirect(stream)


def _filters(book: Pdf) -> None:
    stream = Stream(book, zlib.compress(zlib.compress(bytes(9))))
    stream.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    book.pages[0].obj.Contents = book.make_indirect(stream)


def _tree_loop(book: Pdf) -> None:
    book.Root.Pages.Kids.append(book.Root.Pages)


def _escaped(change: Callable[[Pdf], object]) -> bytes:
    """Write a name with escaped letters, at the same length, so that the table of the file stays right."""
    plain = pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return plain.replace(b"/JavaScriptXX", b"/J#61vaScript")


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def _with_link() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("link")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return stream.getvalue()
