"""The zip archive an .xlsx file is, opened with distrust: checked as declared, then as unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from jifen.workbook.faults import refuse
from jifen.workbook.limits import MEGABYTE, Limits

CHUNK = MEGABYTE
_FED = 64 * 1024
_RATIO_FROM = 10 * MEGABYTE
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL_MARK = b"PK\x01\x02"
_END_MARK = b"PK\x05\x06"
_END_SIZE = 22
_ENCRYPTED = 0x1

DAMAGED = "文件已经损坏，打不开"
SAVE_AGAIN = "请用 Excel 或 WPS 打开原来的文件，另存为 .xlsx 后重新提交"
SUSPICIOUS = "文件的压缩包结构不正常，为安全起见没有打开"


@dataclass(frozen=True, slots=True)
class Part:
    """One entry: where its header and its packed bytes begin, and what the directory declares about it."""

    name: str
    header: int
    start: int
    packed: int
    unpacked: int
    deflated: bool
    crc: int


class Archive:
    """The parts of an archive by name, in lower case with forward slashes; every part can be streamed.

    The directory is checked when the archive is made: number of parts, declared sizes and ratios, methods,
    duplicates, overlaps, bytes before or after. `WorkbookRefused` for anything an office program would not
    have written.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self.parts: dict[str, Part] = {}
        infos = _directory(data, limits)
        _check_sizes(infos, limits)
        for info in infos:
            name = info.filename.replace("\\", "/").lower()
            # Readers differ in which of two equal names they take: another part might be read than checked.
            if name in self.parts:
                raise refuse("duplicate-part", f"{SUSPICIOUS}（两个部件同名）", SAVE_AGAIN)
            self.parts[name] = _located(data, name, info)
        _check_overlaps(list(self.parts.values()), len(data))

    def stream(self, part: Part) -> Iterator[bytes]:
        """Yield the unpacked bytes of a part in pieces of 1 MB; refuse what differs from the declaration."""
        size = crc = 0
        for piece in self._inflate(part) if part.deflated else self._slices(part):
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            if size > part.unpacked:
                raise refuse("false-size", f"{SUSPICIOUS}（部件的实际大小超过所声明的大小）", SAVE_AGAIN)
            yield piece
        if size != part.unpacked or crc != part.crc:
            raise refuse("damaged-file", DAMAGED, SAVE_AGAIN)

    def content(self, name: str) -> bytes:
        """Return a small part whole (`KeyError` if the archive has none of that name)."""
        return b"".join(self.stream(self.parts[name]))

    def _slices(self, part: Part) -> Iterator[bytes]:
        for start in range(part.start, part.start + part.packed, CHUNK):
            yield self._data[start : min(start + CHUNK, part.start + part.packed)]

    def _inflate(self, part: Part) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        end = part.start + part.packed
        try:
            # Fed in small pieces: what the unpacker hands back unread is copied each time.
            for start in range(part.start, end, _FED):
                pending = self._data[start : min(start + _FED, end)]
                while pending and not unpacker.eof:
                    yield unpacker.decompress(pending, CHUNK)
                    pending = unpacker.unconsumed_tail
            while piece := unpacker.decompress(b"", CHUNK):
                yield piece
        except zlib.error:
            raise refuse("damaged-file", DAMAGED, SAVE_AGAIN) from None
        if not unpacker.eof or unpacker.unused_data:
            raise refuse("damaged-file", DAMAGED, SAVE_AGAIN)


def _directory(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return the entries of the central directory."""
    if data.count(_CENTRAL_MARK) > limits.max_parts:
        message = f"文件里的部件超过 {limits.max_parts} 个，不像是正常的表格文件"
        raise refuse("too-many-parts", message, SAVE_AGAIN)
    end = data.rfind(_END_MARK)
    comment = int.from_bytes(data[end + 20 : end + _END_SIZE], "little")
    if end < 0 or end + _END_SIZE + comment != len(data):
        raise refuse("damaged-file", DAMAGED, SAVE_AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except Exception:  # zipfile raises many kinds on a damaged directory
        raise refuse("damaged-file", DAMAGED, SAVE_AGAIN) from None
    if not infos or min(info.header_offset for info in infos) != 0:
        raise refuse("damaged-file", DAMAGED, SAVE_AGAIN)
    return infos


def _check_sizes(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise refuse("encrypted", "文件加了密码，无法读取", "请取消密码，另存为 .xlsx 后重新提交")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise refuse("odd-archive", f"{SUSPICIOUS}（压缩方法少见）", SAVE_AGAIN)
    total = sum(info.file_size for info in infos)
    if total > limits.max_unpacked_bytes:
        most = limits.max_unpacked_bytes // MEGABYTE
        message = f"文件解开后有 {total // MEGABYTE} MB，超过 {most} MB 的上限"
        raise refuse("too-large-unpacked", message, "请删去不需要的工作表、图片和空行，或分成几个文件提交")
    for info in infos:
        ratio = info.file_size // max(info.compress_size, 1)
        if info.file_size > _RATIO_FROM and ratio > limits.max_ratio:
            message = f"{SUSPICIOUS}（一个部件压缩了 {ratio} 倍，上限 {limits.max_ratio} 倍）"
            raise refuse("suspicious-ratio", message, SAVE_AGAIN)


def _located(data: bytes, name: str, info: zipfile.ZipInfo) -> Part:
    header = data[info.header_offset : info.header_offset + _LOCAL.size]
    if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
        raise refuse("damaged-file", DAMAGED, SAVE_AGAIN)
    *_, name_length, extra_length = _LOCAL.unpack(header)
    start = info.header_offset + _LOCAL.size + name_length + extra_length
    deflated = info.compress_type == zipfile.ZIP_DEFLATED
    return Part(name, info.header_offset, start, info.compress_size, info.file_size, deflated, info.CRC)


def _check_overlaps(parts: list[Part], size: int) -> None:
    """Refuse parts that share bytes: a few kilobytes can stand for gigabytes that way."""
    ordered = sorted(parts, key=lambda part: part.header)
    begins = [*(part.header for part in ordered[1:]), size]
    if any(part.start + part.packed > begin for part, begin in zip(ordered, begins, strict=True)):
        raise refuse("overlapping-parts", f"{SUSPICIOUS}（部件互相重叠）", SAVE_AGAIN)
