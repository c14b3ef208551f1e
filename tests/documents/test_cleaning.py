"""Papers opened in a process of their own: what comes back, what is refused in which words, how much it takes."""

import io
import json
import random
import subprocess
import sys
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from jifen.documents.actions.cleaning import running
from jifen.documents.actions.cleaning.running import clean
from jifen.documents.errors import Busy, NotAcceptable
from jifen.documents.states.documents import IMAGES, PAPERS, WORKBOOKS, DocumentKind
from jifen.documents.states.limits import LIMITS, Limits
from tests.documents.files import CSV, annotated, jpeg, names_in, pdf, photo_in_pdf, png, xlsx

ALL = frozenset(DocumentKind)
MOST_MB = 300
MEASURED = """
import runpy, sys
sys.argv = ["cleaning", sys.argv[1]]
runpy.run_module("jifen.documents.actions.cleaning", run_name="__main__")
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024, file=sys.stderr)
"""


def refusal(content, kinds=ALL):
    with pytest.raises(NotAcceptable) as caught:
        clean(content, kinds)
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "kind", "figures"),
    [
        (jpeg(120, 80), DocumentKind.JPEG, (120, 80, 0)),
        (png(120, 80), DocumentKind.PNG, (120, 80, 0)),
        (pdf(pages=3), DocumentKind.PDF, (0, 0, 3)),
        (xlsx(), DocumentKind.XLSX, (0, 0, 0)),
        (CSV, DocumentKind.CSV, (0, 0, 0)),
    ],
    ids=lambda value: value.value if isinstance(value, DocumentKind) else "",
)
def test_paper_comes_back_with_what_it_is(content, kind, figures):
    cleaned = clean(content, ALL)

    assert (cleaned.kind, (cleaned.width, cleaned.height, cleaned.pages)) == (kind, figures)
    assert (cleaned.content == content) == (kind in WORKBOOKS)
    assert clean(content, ALL) == cleaned


def test_content_decides_and_the_form_names_what_it_wants():
    assert refusal(xlsx(), PAPERS) == "这里不收Excel 表格；请提交JPG 图片、PNG 图片、PDF 文件。"
    assert refusal(pdf(), IMAGES) == "这里不收PDF 文件；请提交JPG 图片、PNG 图片。"
    assert refusal("写在记事本里的话,没有别的".encode(), PAPERS) == (
        "看不出这是什么文件，只收 JPG、PNG 图片和 PDF；请打印（导出）成 PDF，或者截图存成 JPG 后再提交。"
    )


@pytest.mark.harness
def test_large_pictures_are_made_smaller_and_long_strips_stay_readable():
    sizes = {}
    for size in ((4_000, 3_000), (3_000, 4_000), (1_080, 12_000), (1_080, 40_000), (5_000, 50)):
        cleaned = clean(png(*size, plain=True), IMAGES)
        sizes[size] = (cleaned.width, cleaned.height)

    assert sizes == {
        (4_000, 3_000): (2_400, 1_800),
        (3_000, 4_000): (1_800, 2_400),
        (1_080, 12_000): (1_000, 11_111),
        (1_080, 40_000): (432, 16_000),
        (5_000, 50): (5_000, 50),
    }


def test_too_large_a_file_is_refused_before_it_is_opened():
    head = b"\xff\xd8\xff" + bytes(LIMITS.image_bytes)

    assert refusal(head) == "文件有 20.1 MB，超过 20 MB 的上限；请压缩、降低扫描精度或分成几份再提交。"
    assert refusal(bytes(LIMITS.most_bytes + 1)).startswith("文件有 40.1 MB，超过 40 MB 的上限")


def test_seal_in_an_annotation_becomes_part_of_the_page():
    def seal(book):
        shown = book.make_stream(b"1 0 0 rg 0 0 50 50 re f")
        shown.Type, shown.Subtype, shown.BBox = Name.XObject, Name.Form, Array([0, 0, 50, 50])
        annotated(book, Subtype=Name.Stamp, AP=Dictionary(N=shown), F=4)

    cleaned = clean(pdf(seal), PAPERS)

    with pikepdf.open(io.BytesIO(cleaned.content)) as book:
        page = book.pages[0]
        assert "/Annots" not in page.obj
        assert [form.read_bytes() for form in page.obj.Resources.XObject.as_dict().values()] == [
            b"1 0 0 rg 0 0 50 50 re f"
        ]
        drawn = page.Contents
        assert b" Do" in b"".join(
            part.read_bytes() for part in (drawn if isinstance(drawn, Array) else [drawn])
        )


def test_fonts_of_any_name_stay():
    def font(book):
        kind = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        book.pages[0].obj.Resources = Dictionary(Font=Dictionary(AA=kind, JS=kind))

    assert {"/AA", "/JS", "/Helvetica"} <= names_in(clean(pdf(font), PAPERS).content)


def object_stream_bomb():
    """A PDF of a few kilobytes whose objects unpack to 600 MB as soon as it is opened."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"9 0 << >>")
    packed += b"".join(packer.compress(b" " * (1 << 20)) for _ in range(600)) + packer.flush()
    head = b"%PDF-1.5\n"
    bomb = b"1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(
        packed
    )
    bomb += packed + b"\nendstream\nendobj\n"
    rows = b"\x00\x00\x00\xff" + b"\x01" + len(head).to_bytes(2, "big") + b"\x00"
    rows += b"".join(b"\x02\x00\x01" + bytes([number]) for number in range(8))
    at = len(head) + len(bomb)
    table = b"11 0 obj\n<< /Type /XRef /Size 10 /W [1 2 1] /Root 9 0 R /Length %d >>\nstream\n" % len(rows)
    return head + bomb + table + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


def huge(mode, kind, **options):
    stream = io.BytesIO()
    Image.new(mode, (7_050, 7_050), "white" if mode != "P" else 0).save(stream, kind, **options)
    return stream.getvalue()


def scanned():
    """A PDF just below the limit: 300 pages and 29 MB of pictures."""

    def draw(book):
        content = random.Random(7).randbytes(29 << 20)
        photo_in_pdf(book, content, Width=29 << 10, Height=1 << 10, ColorSpace=Name.DeviceGray)
        del book.pages[0].obj.Resources.XObject.P["/Filter"]

    return pdf(draw, pages=300, compress_streams=False)


@pytest.mark.harness
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
@pytest.mark.parametrize(
    ("make", "fits"),
    [
        (lambda: huge("RGB", "PNG", compress_level=1), True),
        (lambda: huge("RGBA", "PNG", compress_level=1), True),
        (lambda: huge("P", "PNG", compress_level=1), True),
        (lambda: huge("RGB", "JPEG"), True),
        (lambda: huge("RGB", "JPEG", progressive=True), True),
        (scanned, True),
        (object_stream_bomb, False),
        (lambda: CSV + b"1,2\n" * 9_000_000, True),
    ],
    ids=["png", "png-clear", "png-palette", "jpeg", "jpeg-progressive", "pdf-pages", "pdf-bomb", "csv"],
)
def test_largest_files_take_little_memory_and_time(make, fits, record_property):
    command = [sys.executable, "-c", MEASURED, ",".join(ALL)]
    environment = {"PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"}

    run = subprocess.run(command, input=make(), capture_output=True, env=environment, timeout=60, check=False)

    if run.returncode:
        # The process may be ended by its limits: that is a refusal.
        assert not fits
        return
    peak, told = int(run.stderr.split()[-1]), json.loads(run.stdout.partition(b"\n")[0])
    record_property("peak_mb", peak)
    assert ("kind" in told) == fits
    assert peak <= MOST_MB


def test_a_process_that_breaks_or_takes_too_long_is_a_refusal(monkeypatch):
    said = "打开这个文件要用的时间或内存太多，为安全起见不收；请重新打印成 PDF 或另存后再提交。"
    assert refusal(object_stream_bomb()) in (said, refusal(b"%PDF-1.5\nbroken"))
    monkeypatch.setattr(running, "LIMITS", Limits(wall_seconds=0))
    assert refusal(jpeg()) == said


def test_no_more_than_two_are_opened_at_once(monkeypatch):
    monkeypatch.setattr(running, "LIMITS", Limits(wait_seconds=0))
    taken = [running._slots.acquire(blocking=False) for _ in range(LIMITS.at_once)]

    try:
        assert taken == [True, True]
        with pytest.raises(Busy, match="请过半分钟再试"):
            clean(jpeg(), ALL)
    finally:
        for _ in taken:
            running._slots.release()
    assert clean(jpeg(), ALL).kind is DocumentKind.JPEG


def test_password_is_asked_away_and_restrictions_go():
    locked = pdf(encryption=pikepdf.Encryption(owner="a", user="b"))
    restricted = pdf(
        lambda book: book.docinfo.__setitem__("/Title", String("x")),
        encryption=pikepdf.Encryption(owner="a", user=""),
    )

    assert refusal(locked) == "PDF 加了密码，打不开；请取消密码，或者重新打印成 PDF 后再提交。"
    with pikepdf.open(io.BytesIO(clean(restricted, PAPERS).content)) as book:
        assert not book.is_encrypted
        assert "/Info" not in book.trailer


def test_the_process_is_given_no_secret_and_can_write_no_file(monkeypatch, tmp_path):
    monkeypatch.setenv("JIFEN_DATABASE", "postgresql://secret")
    program = (
        "import os, sys; from jifen.documents.actions.cleaning.__main__ import confine; confine();"
        "assert 'JIFEN_DATABASE' not in os.environ and 'HOME' not in os.environ;"
        "f = open(sys.argv[1], 'wb'); f.write(b'x'); f.flush()"
    )
    seen = {}

    def look(command, **options):
        seen.update(options["env"])
        raise subprocess.TimeoutExpired(command, 0)

    monkeypatch.setattr(subprocess, "run", look)
    refusal(jpeg())
    monkeypatch.undo()

    assert "JIFEN_DATABASE" not in seen
    written = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "file")], env=seen, capture_output=True, check=False
    )
    assert written.returncode != 0
    assert b"AssertionError" not in written.stderr
