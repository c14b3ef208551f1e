"""Base fields of every room's tables. Barred to the pure rooms."""

from jifen.common.orm.fields import BasisField, CodeField, Row, is_one_of
from jifen.common.orm.probing import Probe, compile_probe, fetch_each
from jifen.common.orm.sealed import Sealed, SealedField, index_of, key_ring
from jifen.common.orm.sql import run_sql_file
from jifen.common.orm.writing import adapters_of, insert_rows, take_keys, write_values

__all__ = [
    "BasisField",
    "CodeField",
    "Probe",
    "Row",
    "Sealed",
    "SealedField",
    "adapters_of",
    "compile_probe",
    "fetch_each",
    "index_of",
    "insert_rows",
    "is_one_of",
    "key_ring",
    "run_sql_file",
    "take_keys",
    "write_values",
]
