"""The one place that writes whether somebody takes part: corrected by people, exempted, put back."""

from __future__ import annotations

from datetime import date
from typing import Any

from jifen.common.basis import Basis
from jifen.schemes.models import Enrolment


def set_participation(row: Enrolment, *, participates: bool, reason: str, out_from: date | None) -> None:
    """Set how a row takes part, unsaved: `reason` only where he does not, `out_from` only where he did until then."""
    row.participates, row.reason = participates, "" if participates else reason.strip()[:200]
    later = not participates and out_from is not None and out_from > row.from_on
    row.out_from = out_from if later else None


def write_row(
    row: Enrolment, basis: Basis, *, participates: bool, reason: str, out_from: date | None, **others: Any
) -> None:
    """Write how somebody takes part from now on, with what else changes by the same paper."""
    set_participation(row, participates=participates, reason=reason, out_from=out_from)
    for name, value in others.items():
        setattr(row, name, value)
    row.basis, row.version = basis, row.version + 1
    row.save(update_fields=["participates", "reason", "out_from", *others, "basis", "version"])
