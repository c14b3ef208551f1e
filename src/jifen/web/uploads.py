"""The fields that take a paper or a sheet, and the handler that takes no more of an upload than may be kept."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from jifen.documents.states.documents import CONTENT_TYPES, EXTENSIONS, PAPERS, DocumentKind
from jifen.documents.states.limits import LIMITS
from jifen.documents.states.unfit import Unfit, bytes_in_words, unfit
from jifen.workbook import Limits

_NOT_SENT = "文件没有传上来，请重新选一次；还是不行请告诉系统管理员。"


class _PaperInput(forms.FileInput):
    """A file input that notices when only the name of the file was sent (a form without `multipart/form-data`)."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        found = super().value_from_datadict(data, files, name)
        return found if found is not None else (data.get(name) or None)


class SheetField(forms.FileField):
    """A filled spreadsheet, not yet read; one nobody fills by hand is refused before it is."""

    def __init__(self, **options: Any) -> None:
        """Word an empty file."""
        said = {"empty": "这个文件是空的，请检查是否选错了文件。"}
        super().__init__(**{"error_messages": said, **options})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file; raise `ValidationError` for a too large one."""
        file, most = super().clean(data, initial), Limits().max_file_bytes
        if file and file.size > most:
            raise forms.ValidationError(f"文件超过{most >> 20} MB，请删去图片和不需要的工作表后重新上传。")
        return file


class PaperField(forms.FileField):
    """One paper, not yet looked into: its size is checked here, its content by `documents`."""

    def __init__(self, kinds: Set[DocumentKind] = PAPERS, **options: Any) -> None:
        """Take the kinds that are wanted."""
        self.kinds = frozenset(kinds)
        ordered = [kind for kind in DocumentKind if kind in self.kinds]
        accept = ",".join(dict.fromkeys([CONTENT_TYPES[kind].partition(";")[0] for kind in ordered]))
        endings = ",".join(EXTENSIONS[kind] for kind in ordered)
        widget = _PaperInput(attrs={"accept": f"{accept},{endings}"})
        super().__init__(**{"widget": widget, **options})

    def to_python(self, data: Any) -> Any:
        """Return the file; raise `ValidationError` for none, an empty or too large one."""
        if data in self.empty_values:
            return None
        if not isinstance(data, UploadedFile):
            raise forms.ValidationError(_NOT_SENT)
        if not data.size:
            raise forms.ValidationError(Unfit.EMPTY.label)
        most = max(LIMITS.bytes_of(kind) for kind in self.kinds)
        if data.size > most:
            size, limit = bytes_in_words(data.size), bytes_in_words(most)
            raise forms.ValidationError(str(unfit(Unfit.TOO_LARGE, size=size, most=limit)))
        return data


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes an upload to a temporary file, but never more than may be kept; the rest is counted and let go."""

    def new_file(self, *args: Any, **options: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **options)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece while it fits."""
        self.taken += len(raw_data)
        if self.taken <= LIMITS.most_bytes:
            super().receive_data_chunk(raw_data, start)
