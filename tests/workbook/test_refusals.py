"""Files refused as a whole. Beside each limit stands its canary: the same file passes without it."""

import struct
import zipfile

import pytest

from jifen.workbook import Limits, archive, shared_texts, sources
from tests.workbook.files import (
    PLAIN,
    SHEET_PART,
    TEXTS_PART,
    parts,
    plain_rows,
    refusal,
    texts,
    workbook,
    zipped,
)

SAVE_AGAIN = "请用 Excel 或 WPS 打开原来的文件，另存为 .xlsx 后重新提交。"
DAMAGED = [("damaged-file", f"文件已经损坏，打不开。{SAVE_AGAIN}")]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODD = "文件的压缩包结构不正常，为安全起见没有打开"
GOOD = parts(plain_rows(3))


def test_the_file_all_others_are_made_from_is_read():
    assert refusal(zipped(GOOD), PLAIN) == []
    assert refusal(zipped(GOOD, zipfile.ZIP_STORED), PLAIN) == []


# ------------------------------------------------------------------ what the file is


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n \r\n"])
def test_an_empty_file_is_refused(data):
    assert refusal(data) == [("empty-file", "文件是空的。请检查是否选错了文件，或保存时出了问题。")]


def test_an_old_xls_is_refused():
    assert refusal(OLE + bytes(600)) == [
        (
            "old-format",
            "这是旧版 .xls 表格，不能读取。请用 Excel 或 WPS 打开，另存为 .xlsx 后重新提交。",
        )
    ]


def test_an_encrypted_workbook_is_refused():
    data = OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")

    assert refusal(data) == [("encrypted", "文件加了密码，无法读取。请取消密码，另存为 .xlsx 后重新提交。")]


def test_a_missing_file_is_refused(tmp_path):
    assert refusal(tmp_path / "事实.xlsx") == [
        ("no-such-file", "找不到文件“事实.xlsx”。请检查文件名和所在的文件夹。")
    ]


def test_a_folder_is_refused(tmp_path):
    assert refusal(tmp_path) == [
        ("unreadable-file", f"打不开“{tmp_path.name}”。请关闭正在使用它的程序后再试。")
    ]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("事实.csv", workbook(), "文件名以 .csv 结尾，内容却不是这种格式"),
        ("事实.xls", workbook(), "文件名以 .xls 结尾，内容却不是这种格式"),
        ("事实.xlsx", "甲\n李明\n".encode(), "文件名以 .xlsx 结尾，内容却不是 .xlsx 表格"),
        ("事实.et", "甲\n李明\n".encode(), "文件名以 .et 结尾，内容却不是 .xlsx 表格"),
    ],
)
def test_a_name_that_does_not_fit_the_content_is_refused(tmp_path, name, data, message):
    path = tmp_path / name
    path.write_bytes(data)

    assert refusal(path) == [
        ("wrong-extension", f"{message}。请用 Excel 或 WPS 打开，另存为 .xlsx 后重新提交。")
    ]


def test_a_good_file_is_read_from_its_path(tmp_path):
    path = tmp_path / "事实.XLSX"
    path.write_bytes(workbook())

    assert refusal(str(path)) == []


def test_another_office_document_is_refused():
    assert refusal(zipped({"word/document.xml": b"<document/>"})) == [
        ("not-a-workbook", "这是压缩包或别的文档，不是 .xlsx 表格。请提交 .xlsx 或 .csv 表格文件。")
    ]


@pytest.mark.parametrize("part", ["content.xml", "xl/workbook.bin"])
def test_other_spreadsheet_formats_are_refused(part):
    refused = [("wrong-format", f"这种表格格式（.ods、.xlsb）不能读取。{SAVE_AGAIN}")]

    assert refusal(zipped({part: b"x"})) == refused
    assert refusal(zipped(GOOD | {part: b"x"}), PLAIN) == refused


def test_macros_are_refused():
    assert refusal(zipped(GOOD | {"xl/vbaProject.bin": b"x"}), PLAIN) == [
        ("has-macros", "文件里带有宏，为安全起见不读取。请另存为不带宏的 .xlsx 后重新提交。")
    ]


# ------------------------------------------------------------------ the archive


def test_half_a_file_is_refused():
    data = workbook()

    assert refusal(data[: len(data) // 2]) == DAMAGED


def test_a_file_with_bytes_before_or_behind_is_refused():
    data = workbook()

    assert refusal(b"PK" + data) == DAMAGED
    assert refusal(data + b"rest") == DAMAGED


def test_an_empty_archive_is_refused():
    assert refusal(zipped({})) == DAMAGED


def test_a_directory_that_points_nowhere_is_refused():
    data = bytearray(zipped(GOOD))
    second = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4)
    struct.pack_into("<I", data, second + 42, 7)

    assert refusal(bytes(data)) == DAMAGED


def test_a_directory_in_disorder_is_refused():
    data = bytearray(zipped(GOOD))
    data[data.find(b"PK\x01\x02") + 3] = 7

    assert refusal(bytes(data)) == DAMAGED


def test_a_damaged_part_is_refused():
    data = bytearray(zipped(GOOD))
    start = data.find(SHEET_PART.encode()) + len(SHEET_PART) + 20
    data[start : start + 8] = bytes(8)

    assert refusal(bytes(data), PLAIN) == DAMAGED


def test_a_part_cut_short_inside_is_refused():
    stored = bytearray(zipped(GOOD, zipfile.ZIP_STORED))
    for place in (stored.find(b"PK\x01\x02"), 0):
        # Declared as packed, which the plain text is not.
        struct.pack_into("<H", stored, place + (10 if place else 8), zipfile.ZIP_DEFLATED)

    assert refusal(bytes(stored), PLAIN) == DAMAGED


def test_a_packed_part_without_its_end_is_refused():
    data = bytearray(zipped(GOOD))
    place = data.rfind(b"PK\x01\x02")
    size = struct.unpack_from("<I", data, place + 20)[0]
    struct.pack_into("<I", data, place + 20, size - 5)

    assert refusal(bytes(data), PLAIN) == DAMAGED


@pytest.mark.parametrize("chunk", [1, 7, 100])
@pytest.mark.parametrize("content", [bytes(5_000) + bytes(range(256)) * 9, b"ab" * 1_499])
def test_a_part_is_unpacked_whole_in_pieces_of_any_size(monkeypatch, chunk, content):
    monkeypatch.setattr(archive, "CHUNK", chunk)

    opened = archive.Archive(zipped({"a.xml": content}), Limits())

    assert opened.content("a.xml") == content


def test_a_wrong_checksum_is_refused():
    data = bytearray(zipped(GOOD, zipfile.ZIP_STORED))
    data[data.find("甲".encode())] ^= 1

    assert refusal(bytes(data), PLAIN) == DAMAGED


def test_a_protected_part_is_refused():
    data = bytearray(zipped(GOOD))
    data[data.find(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(data), PLAIN) == [
        ("encrypted", "文件加了密码，无法读取。请取消密码，另存为 .xlsx 后重新提交。")
    ]


def test_a_rare_way_of_packing_is_refused():
    assert refusal(zipped(GOOD, zipfile.ZIP_BZIP2), PLAIN) == [
        ("odd-archive", f"{ODD}（压缩方法少见）。{SAVE_AGAIN}")
    ]


def test_two_parts_of_one_name_are_refused():
    files = GOOD | {SHEET_PART.upper(): b"<worksheet/>"}

    assert refusal(zipped(files), PLAIN) == [("duplicate-part", f"{ODD}（两个部件同名）。{SAVE_AGAIN}")]


def test_overlapping_parts_are_refused():
    data = bytearray(zipped(GOOD | {"a.xml": b"<a/>", "b.xml": b"<b/>"}, zipfile.ZIP_STORED))
    place = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4)
    # The second part claims to reach over the third.
    size = struct.unpack_from("<I", data, place + 20)[0] + 60
    struct.pack_into("<II", data, place + 20, size, size)

    assert refusal(bytes(data), PLAIN) == [("overlapping-parts", f"{ODD}（部件互相重叠）。{SAVE_AGAIN}")]


def test_a_part_larger_than_declared_is_refused():
    data = bytearray(zipped(GOOD | {"big.xml": b"<a/>" * 10_000}))
    place = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 100)

    assert refusal(bytes(data), PLAIN) == [
        ("false-size", f"{ODD}（部件的实际大小超过所声明的大小）。{SAVE_AGAIN}")
    ]


def test_a_part_smaller_than_declared_is_refused():
    data = bytearray(zipped(GOOD | {"big.xml": b"<a/>" * 10_000}))
    place = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 50_000)

    assert refusal(bytes(data), PLAIN) == DAMAGED


def test_too_many_parts_are_refused_unless_the_limit_is_off():
    data = zipped(GOOD | {f"xl/media/{number}.png": b"" for number in range(1_000)})

    assert refusal(data, PLAIN) == [
        ("too-many-parts", f"文件里的部件超过 1000 个，不像是正常的表格文件。{SAVE_AGAIN}")
    ]
    assert refusal(data, PLAIN, limits=Limits(max_parts=10**9)) == []


def test_too_large_a_file_is_refused_unless_the_limit_is_off():
    data = zipped(GOOD | {"xl/media/a.png": bytes(2 << 20)}, zipfile.ZIP_STORED)

    assert refusal(data, PLAIN, limits=Limits(max_file_bytes=1 << 20)) == [
        ("file-too-large", "文件超过 1 MB 的上限。请删去图片等不需要的内容，或分成几个文件提交。")
    ]
    assert refusal(data, PLAIN) == []


def test_too_much_once_unpacked_is_refused_unless_the_limit_is_off():
    data = zipped(GOOD | {"xl/media/a.png": bytes(3 << 20)})

    assert refusal(data, PLAIN, limits=Limits(max_unpacked_bytes=2 << 20)) == [
        (
            "too-large-unpacked",
            "文件解开后有 3 MB，超过 2 MB 的上限。请删去不需要的工作表、图片和空行，或分成几个文件提交。",
        )
    ]
    assert refusal(data, PLAIN) == []


def test_too_large_a_part_is_refused_unless_the_limit_is_off():
    refused = [
        (
            "too-large-part",
            "文件里有一个部件解开后有 3 MB，超过 2 MB 的上限。请删去图片等不需要的内容后重新提交。",
        )
    ]
    for name, content in (("xl/media/a.png", bytes(3 << 20)), (TEXTS_PART, texts("x") + bytes(3 << 20))):
        data = zipped(GOOD | {name: content})

        assert refusal(data, PLAIN, limits=Limits(max_part_bytes=2 << 20)) == refused
    assert refusal(zipped(GOOD | {"xl/media/a.png": bytes(3 << 20)}), PLAIN) == []


def test_a_bomb_is_refused_by_its_ratio_unless_the_limit_is_off():
    data = zipped(GOOD | {"xl/media/a.png": bytes(11 << 20)})

    assert refusal(data, PLAIN) == [
        ("suspicious-ratio", f"{ODD}（一个部件压缩了 1028 倍，上限 100 倍）。{SAVE_AGAIN}")
    ]
    assert refusal(data, PLAIN, limits=Limits(max_ratio=10**9)) == []


# ------------------------------------------------------------------ the XML


@pytest.mark.parametrize("part", [SHEET_PART, TEXTS_PART, "docProps/app.xml"])
def test_entities_are_refused(part):
    entities = b'<!DOCTYPE a [<!ENTITY b "b">]>' + GOOD.get(part, b"<a/>")

    assert refusal(zipped(GOOD | {part: entities}), PLAIN) == [
        ("forbidden-xml", f"{ODD}（内部使用了不允许的实体定义）。{SAVE_AGAIN}")
    ]


def test_entities_behind_a_long_prologue_are_refused():
    prologue = b" " * ((1 << 20) - 4) + b"<!DOCTYPE a>"

    assert refusal(zipped(GOOD | {"docProps/app.xml": prologue}), PLAIN)[0][0] == "forbidden-xml"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", b"<workbook"),
        ("xl/workbook.xml", b"<workbook><sheets/></workbook>"),
        ("xl/workbook.xml", b'<?xml version="1.0" encoding="nothing"?><workbook/>'),
        ("xl/_rels/workbook.xml.rels", b"\x00"),
        (SHEET_PART, b"<worksheet><sheetData><row r=1></sheetData></worksheet>"),
        (
            SHEET_PART,
            b'<worksheet><sheetData><row r="1"><c r="A0"><v>1</v></c></row></sheetData></worksheet>',
        ),
        ("_rels/.rels", b""),
    ],
)
def test_broken_xml_is_refused(part, content):
    assert refusal(zipped(GOOD | {part: content}), PLAIN) == DAMAGED


def test_two_sheets_of_one_name_are_refused():
    book = GOOD["xl/workbook.xml"]
    sheet = book[book.find(b"<sheet ") : book.find(b"/>") + 2]

    assert refusal(zipped(GOOD | {"xl/workbook.xml": book.replace(sheet, sheet * 2)}), PLAIN) == DAMAGED


def test_a_sheet_without_a_part_is_a_missing_sheet():
    files = {name: content for name, content in GOOD.items() if name != SHEET_PART}

    assert refusal(zipped(files), PLAIN) == []


def test_too_many_different_texts_are_refused_unless_the_limit_is_off(monkeypatch):
    data = zipped(GOOD | {TEXTS_PART: texts("甲", "乙", "丙")})

    assert refusal(data, PLAIN) == []
    monkeypatch.setattr(shared_texts, "_MOST", 2)
    assert refusal(data, PLAIN) == [("too-much-text", "文件里不同的文字超过 2 条。请分成几个文件提交。")]


# ------------------------------------------------------------------ the reader


def failing_reader(error):
    def fail(stream):
        raise error

    return fail


def test_a_panic_inside_the_reader_means_a_damaged_file(monkeypatch):
    panic = type("PanicException", (BaseException,), {})("index out of bounds")
    monkeypatch.setattr(sources.python_calamine, "load_workbook", failing_reader(panic))

    assert refusal(zipped(GOOD), PLAIN) == DAMAGED


def test_an_interrupt_while_reading_is_not_swallowed(monkeypatch):
    monkeypatch.setattr(sources.python_calamine, "load_workbook", failing_reader(KeyboardInterrupt()))

    with pytest.raises(KeyboardInterrupt):
        refusal(zipped(GOOD), PLAIN)
