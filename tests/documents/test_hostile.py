"""Hostile files (trust F2–F4): whatever is not refused is harmless, in little memory and bounded time."""

import json
import random
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from jifen.documents.states.documents import DocumentKind
from tests.documents.corpus import CLEANED, EITHER, REFUSED, Sample, list_samples
from tests.documents.files import (
    CSV,
    MARK,
    chunks_in,
    jpeg,
    names_in,
    pdf,
    photo_in_pdf,
    png,
    script,
    segments_in,
    xlsx,
)

pytestmark = [
    pytest.mark.harness,
    pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc"),
]

MOST_MB, MOST_SECONDS = 300, 20
PROGRAM = """
import json, resource, sys, time
from pathlib import Path
from jifen.documents.actions.cleaning.program import clean_here
from jifen.documents.errors import NotAcceptable
from jifen.documents.states.documents import DocumentKind
from jifen.documents.states.limits import LIMITS
resource.setrlimit(resource.RLIMIT_DATA, (LIMITS.memory_bytes, LIMITS.memory_bytes))
for path in sorted(Path(sys.argv[1]).glob("*.in")):
    start = time.process_time()
    try:
        cleaned = clean_here(path.read_bytes(), frozenset(DocumentKind), LIMITS)
        path.with_suffix(".out").write_bytes(cleaned.content)
        told = cleaned.kind.value, ""
    except NotAcceptable as refusal:
        told = "", refusal.code
    except MemoryError:
        told = "", "TOO_HEAVY"
    print(json.dumps([path.stem, *told, time.process_time() - start]))
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps(["", "", "", int(peak.split()[1]) // 1024]))
"""


@dataclass
class Outcome:
    kind: str
    code: str
    seconds: float
    kept: bytes


def opened(folder: Path, samples: list[Sample]) -> tuple[dict[str, Outcome], int]:
    """Return what became of each file, all opened in one process bounded as the real one is, and its peak in MB."""
    for number, (_, _, content) in enumerate(samples):
        (folder / f"{number:04}.in").write_bytes(content)
    environment = {"PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-W", "ignore", "-c", PROGRAM, str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert run.returncode == 0, run.stderr[-2_000:]
    *lines, (_, _, _, peak) = [json.loads(line) for line in run.stdout.splitlines()]
    outcomes = {}
    for stem, kind, code, seconds in lines:
        kept = (folder / f"{stem}.out").read_bytes() if kind else b""
        outcomes[samples[int(stem)][0]] = Outcome(kind, code, seconds, kept)
    return outcomes, peak


FORBIDDEN = {
    "/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/URI", "/SubmitForm", "/GoToR", "/EmbeddedFiles",
    "/EmbeddedFile", "/EF", "/AF", "/XFA", "/AcroForm", "/Annots", "/RichMedia", "/Rendition", "/Names", "/Metadata",
    "/PieceInfo", "/Outlines", "/Info", "/Encrypt", "/Thumb", "MARK",
}  # fmt: skip


def faults(content: bytes) -> list[str]:
    """Name what must not be in a kept file, looked for with other means than those that took it out."""
    found = ["mark"] if MARK.encode() in content else []
    if content.startswith(b"\xff\xd8"):
        found += [f"segment {one:x}" for one in segments_in(content) if 0xE1 <= one <= 0xED or one == 0xFE]
        found += [] if content.endswith(b"\xff\xd9") else ["tail"]
    elif content.startswith(b"\x89PNG"):
        usual = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
        found += [f"chunk {one[:9]!r}" for one in chunks_in(content) if one not in usual]
    elif content.startswith(b"%PDF-"):
        found += sorted(names_in(content) & FORBIDDEN)
    elif content.startswith(b"PK"):
        found += ["macro"] if b"vbaProject" in content else []
    elif re.search(rb"<[a-z!?/%]", content, re.IGNORECASE):
        found.append("markup")
    return found


def test_hostile_files_are_refused_or_made_harmless(tmp_path, record_property):
    samples = list_samples()

    outcomes, peak = opened(tmp_path, samples)

    slowest = max(outcomes.values(), key=lambda outcome: outcome.seconds).seconds
    bad = {name: faults(outcome.kept) for name, outcome in outcomes.items() if faults(outcome.kept)}
    wrong = {
        name: (must, outcomes[name].kind, outcomes[name].code)
        for name, must, _ in samples
        if (must == REFUSED and outcomes[name].kind) or (must == CLEANED and not outcomes[name].kind)
    }
    record_property("files", len(samples))
    record_property("accepted_bad", len(bad))
    record_property("peak_mb", peak)
    record_property("slowest_seconds", round(slowest, 2))
    assert len(samples) >= 200
    assert set(outcomes) == {name for name, *_ in samples}
    assert bad == {}
    assert wrong == {}
    assert peak <= MOST_MB
    assert slowest <= MOST_SECONDS


def test_files_changed_at_random_are_refused_or_harmless(tmp_path, record_property):
    dice = random.Random(20260310)
    whole = [jpeg(), png(), pdf(lambda book: photo_in_pdf(book, jpeg())), xlsx(), CSV]
    samples = []
    for number in range(400):
        content = bytearray(whole[number % len(whole)])
        for _ in range(dice.choice((1, 3, 30))):
            content[dice.randrange(len(content))] = dice.randrange(256)
        samples.append((f"changed-{number}", EITHER, bytes(content)))

    outcomes, peak = opened(tmp_path, samples)

    # What a changed byte hides from the sweep must not be a way past it.
    record_property("files", len(samples))
    assert {name: faults(outcome.kept) for name, outcome in outcomes.items() if faults(outcome.kept)} == {}
    assert peak <= MOST_MB


@pytest.mark.canary("材料里不许留的", "照片的拍摄地点、PDF 的脚本和链接、图片后面夹带的内容")
@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (jpeg(), "segment e1"),
        (jpeg(plain=True) + b"x", "tail"),
        (png(), "chunk b'tEXt'"),
        (png(plain=True) + b"x", "chunk b'x'"),
        (pdf(lambda book: book.Root.__setitem__("/OpenAction", script())), "/JavaScript"),
        (pdf(lambda book: book.docinfo.__setitem__("/Author", MARK)), "MARK"),
    ],
)
def test_what_must_not_stay_is_found_where_it_stands(content, fault):
    assert fault in faults(content)


def test_what_is_kept_still_shows_the_same(tmp_path):
    samples = [
        ("photo", CLEANED, jpeg(120, 80, orientation=6)),
        ("screenshot", CLEANED, png(120, 80)),
        ("paper", CLEANED, pdf(pages=3)),
    ]

    outcomes, _ = opened(tmp_path, samples)

    assert [outcome.kind for outcome in outcomes.values()] == [
        DocumentKind.JPEG,
        DocumentKind.PNG,
        DocumentKind.PDF,
    ]
    with Image.open(tmp_path / "0000.out") as photo, Image.open(tmp_path / "0001.out") as screenshot:
        assert (photo.size, screenshot.size) == ((80, 120), (120, 80))
        # Dark at the top before it was turned: now at the right.
        assert photo.getpixel((75, 60))[0] < 40 < 200 < photo.getpixel((5, 60))[0]
    with pikepdf.open(tmp_path / "0002.out") as paper:
        assert [page.Contents.read_bytes() for page in paper.pages] == [b"0 0 m 595 842 l S"] * 3
