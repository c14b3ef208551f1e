"""Marks by which the reader knows again what the writer put into a workbook."""

from __future__ import annotations

EXAMPLE_MARK = "【示例】"
"""A row with a text or code that begins so is an example and is passed over."""

HIDDEN_LISTS = "下拉选项"
"""Hidden sheets whose name begins so hold lists of choices and are passed over without a word."""
