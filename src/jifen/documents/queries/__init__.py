"""Reads of this room; a row is obtained only by `get_document_for`."""

from jifen.documents.queries.contents import (
    check_content,
    incoming_folder,
    list_files,
    path_of,
    read_content,
)
from jifen.documents.queries.documents import (
    Owners,
    count_documents_of,
    get_document_for,
    list_documents_for,
    sum_bytes_of,
)

__all__ = [
    "Owners",
    "check_content",
    "count_documents_of",
    "get_document_for",
    "incoming_folder",
    "list_documents_for",
    "list_files",
    "path_of",
    "read_content",
    "sum_bytes_of",
]
