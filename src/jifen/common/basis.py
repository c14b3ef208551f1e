"""On what ground, and by whose decision, an act is done. Both are values, never foreign keys (ADR 11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jifen.common.labelled import LabelledEnum


class BasisKind(LabelledEnum):
    """What kind of paper an act rests on."""

    MEETING = "MEETING", "会议"
    DOCUMENT = "DOCUMENT", "文件"
    LETTER = "LETTER", "介绍信"
    REPLY = "REPLY", "上级批复"
    FORM = "FORM", "表册"
    STATEMENT = "STATEMENT", "本人说明"
    REGISTER = "REGISTER", "原有名册"


@dataclass(frozen=True, slots=True)
class Basis:
    """A paper: its kind, what it is called, its day and number, and an opaque id where it was entered here."""

    kind: BasisKind
    label: str
    on: date | None = None
    document_no: str = ""
    reference: str = ""

    def __post_init__(self) -> None:
        """Refuse a paper nobody could find (`ValueError`)."""
        if not self.label.strip():
            raise ValueError("a basis needs a label")

    def __str__(self) -> str:
        """Return the paper as people quote it."""
        day = f"{self.on.year}年{self.on.month}月{self.on.day}日" if self.on else ""
        number = f"（{self.document_no}）" if self.document_no else ""
        return f"{day}{self.label}{number}"

    def to_json(self) -> dict[str, str]:
        """Return the plain form in which rows keep a basis."""
        return {
            "kind": self.kind.value,
            "label": self.label,
            "on": self.on.isoformat() if self.on else "",
            "document_no": self.document_no,
            "reference": self.reference,
        }

    @classmethod
    def from_json(cls, plain: dict[str, str]) -> Basis:
        """Return the basis a row keeps."""
        on = date.fromisoformat(plain["on"]) if plain.get("on") else None
        return cls(
            BasisKind(plain["kind"]),
            plain["label"],
            on,
            plain.get("document_no", ""),
            plain.get("reference", ""),
        )


@dataclass(frozen=True, slots=True)
class Decider:
    """The person or body that decided, when another typed it in (代录): the typist is the `Actor`."""

    label: str
    person_id: str = ""
    basis: Basis | None = None
