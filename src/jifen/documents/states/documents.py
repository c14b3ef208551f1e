"""Kinds of papers, whose they are, and the two states of one: its content is kept, or was cleared."""

from __future__ import annotations

from dataclasses import dataclass

from jifen.common.labelled import LabelledEnum
from jifen.common.permissions import Place
from jifen.common.transitions import Machine, Transition
from jifen.documents.states.acts import Act


class DocumentKind(LabelledEnum):
    """What a paper is by its content; nothing else is ever kept."""

    JPEG = "JPEG", "JPG 图片"
    PNG = "PNG", "PNG 图片"
    PDF = "PDF", "PDF 文件"
    XLSX = "XLSX", "Excel 表格"
    CSV = "CSV", "CSV 表格"


class DocumentState(LabelledEnum):
    """Whether the content is still there."""

    KEPT = "KEPT", "已存"
    REMOVED = "REMOVED", "内容已清除"


class ContentState(LabelledEnum):
    """How a file was found when it was compared with its fingerprint."""

    SOUND = "SOUND", "一致"
    MISSING = "MISSING", "缺失"
    CHANGED = "CHANGED", "不一致"


IMAGES = frozenset({DocumentKind.JPEG, DocumentKind.PNG})
PAPERS = IMAGES | {DocumentKind.PDF}
"""What an act may rest on: a photo or scan of a paper, or the paper as PDF."""
WORKBOOKS = frozenset({DocumentKind.XLSX, DocumentKind.CSV})
"""Kept as they are, for imports."""

CONTENT_TYPES: dict[DocumentKind, str] = {
    DocumentKind.JPEG: "image/jpeg",
    DocumentKind.PNG: "image/png",
    DocumentKind.PDF: "application/pdf",
    DocumentKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DocumentKind.CSV: "text/csv; charset=utf-8",
}
EXTENSIONS: dict[DocumentKind, str] = {
    DocumentKind.JPEG: ".jpg",
    DocumentKind.PNG: ".png",
    DocumentKind.PDF: ".pdf",
    DocumentKind.XLSX: ".xlsx",
    DocumentKind.CSV: ".csv",
}

DOCUMENT = Machine(
    "材料",
    DocumentState,
    (
        Transition(Act.KEEP, None, DocumentState.KEPT, "经办的同志"),
        Transition(Act.REMOVE, DocumentState.KEPT, DocumentState.REMOVED, "本组织书记或上级党委组织员"),
    ),
)


@dataclass(frozen=True, slots=True)
class Owner:
    """What a paper belongs to: kind (`orgs.person`), opaque id and name of a thing of another room, and its place."""

    kind: str
    id: str
    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A paper as it may be kept: content, kind, pixels of an image, pages of a PDF, what was taken out (in words)."""

    content: bytes
    kind: DocumentKind
    source_sha256: str
    width: int = 0
    height: int = 0
    pages: int = 0
    notices: tuple[str, ...] = ()
