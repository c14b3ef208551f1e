"""Why a paper is refused: a code, and the sentence that says what it is and what to do instead."""

from __future__ import annotations

import math

from jifen.common.labelled import LabelledEnum
from jifen.documents.errors import NotAcceptable

_AS_PDF = "请打印（导出）成 PDF，或者截图存成 JPG 后再提交。"
_AS_PICTURE = "请另存为 JPG 或 PNG 图片后再提交。"
_AS_XLSX = "请用 Excel 或 WPS 打开，另存为不带宏的 .xlsx 后再提交。"


class Unfit(LabelledEnum):
    """What is not kept. `{…}` in a sentence is filled in with the figure."""

    EMPTY = "EMPTY", "文件是空的，请检查是否选错了文件。"
    TOO_LARGE = "TOO_LARGE", "文件有 {size}，超过 {most} 的上限；请压缩、降低扫描精度或分成几份再提交。"
    WRONG_KIND = "WRONG_KIND", "这里不收{kind}；请提交{wanted}。"
    UNKNOWN = "UNKNOWN", f"看不出这是什么文件，只收 JPG、PNG 图片和 PDF；{_AS_PDF}"
    POLYGLOT = "POLYGLOT", "文件里夹带着另一种文件，为安全起见不收；请重新拍照、截图或打印成 PDF 后再提交。"

    OTHER_IMAGE = "OTHER_IMAGE", f"这种图片格式（{{name}}）不收；{_AS_PICTURE}"
    MOVING_IMAGE = "MOVING_IMAGE", "这是会动的图片，不收；请截成一张 JPG 或 PNG 图片后再提交。"
    SVG = "SVG", f"SVG 图形里可以藏程序，不收；{_AS_PICTURE}"
    TOO_MANY_PIXELS = "TOO_MANY_PIXELS", "图片有 {size}像素，超过 {most}像素的上限；请缩小后再提交。"
    DAMAGED_IMAGE = "DAMAGED_IMAGE", "图片不完整或者已经损坏，打不开；请重新拍照或重新传一次再提交。"

    WEB_PAGE = "WEB_PAGE", f"这是网页，不收；{_AS_PDF}"
    PROGRAM = "PROGRAM", f"这是程序，不收；{_AS_PDF}"
    ARCHIVE = "ARCHIVE", "这是压缩包，不收；请解开以后，把里面的图片、PDF 一份一份提交。"
    OFFICE = "OFFICE", f"这是 Word、PPT 一类的文档，不收；{_AS_PDF}"
    OFD = "OFD", f"这是 OFD 版式文件，暂时不收；{_AS_PDF}"
    MEDIA = "MEDIA", "这是录音、录像，不收；请截图存成 JPG，或者写成文字说明再提交。"

    PDF_PASSWORD = "PDF_PASSWORD", "PDF 加了密码，打不开；请取消密码，或者重新打印成 PDF 后再提交。"
    PDF_DAMAGED = "PDF_DAMAGED", "PDF 不完整或者已经损坏；请用阅读器打开，重新打印成 PDF 后再提交。"
    PDF_PAGES = "PDF_PAGES", "PDF 有 {size} 页，超过 {most} 页的上限；请分成几份再提交。"
    PDF_EMPTY = "PDF_EMPTY", "PDF 里没有页；请检查是否选错了文件。"
    PDF_HEAVY = (
        "PDF_HEAVY",
        "PDF 的内部结构过于复杂，为安全起见不收；请用阅读器打开，重新打印成 PDF 后再提交。",
    )

    OLD_OFFICE = "OLD_OFFICE", f"这是旧版 Office 文档，不收；表格{_AS_XLSX}文档{_AS_PDF}"
    MACROS = "MACROS", f"表格里带有宏，为安全起见不收；{_AS_XLSX}"
    HIDDEN_PARTS = "HIDDEN_PARTS", f"表格里嵌着别的文件、控件或数据连接，不收；请删去以后，{_AS_XLSX[1:]}"
    WORKBOOK = "WORKBOOK", "表格读不了：{said}"
    NO_TABLE = "NO_TABLE", "这个文本文件不像表格；请另存为 .xlsx 或 .csv 表格后再提交。"

    TOO_HEAVY = (
        "TOO_HEAVY",
        "打开这个文件要用的时间或内存太多，为安全起见不收；请重新打印成 PDF 或另存后再提交。",
    )


def unfit(why: Unfit, **figures: object) -> NotAcceptable:
    """Return the refusal for a reason, its figures filled in."""
    return NotAcceptable(why.value, why.label.format(**figures))


def bytes_in_words(size: int) -> str:
    """Return a size as people read it, rounded up: what is too large looks larger than the limit."""
    if size >= 1 << 20:
        return f"{math.ceil(size * 10 / (1 << 20)) / 10:.1f} MB".replace(".0 ", " ")
    return f"{math.ceil(size / 1024)} KB"
