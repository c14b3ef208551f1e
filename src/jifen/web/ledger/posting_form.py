"""The form of a fact: made from the 办法, so that it asks for what this 办法 looks at and for nothing else."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from jifen.engine.intake import Sheets
from jifen.engine.intake.sheets import Asked
from jifen.ledger.queries import Proposed
from jifen.rules.fields import FieldType
from jifen.web.forms import BasisFields, DayField
from jifen.web.ledger.clock import ClockAsked

LEFT_OUT = {"reason", "reverses", "marks", "follows", "rater", "team"}
"""Asked for by name, or only where several facts hang together."""
PREFIX = "fact_"


class PostingForm(ClockAsked, BasisFields):
    """Whom it concerns, what happened and when, what the 办法 asks of it, and on what ground it is posted."""

    people = forms.MultipleChoiceField(
        label="记给谁", widget=forms.CheckboxSelectMultiple, help_text="同一件事可以选几名同志，每人记一条"
    )
    kind = forms.ChoiceField(label="事项")
    occurred_on = DayField(label="发生日期")
    reason = forms.CharField(
        label="事由", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写清是什么事；本人看得到",
    )  # fmt: skip
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    order: tuple[str, ...] = ("people", "kind", "occurred_on", "reason")

    def __init__(self, sheets: Sheets, people: dict[UUID, str], *args: Any, **options: Any) -> None:
        """Offer the people of the year and the kinds of the 办法; add a field for each thing it looks at."""
        super().__init__(*args, **options)
        del self.fields["basis_file"]  # a scan kept twice would change what is asked, and the line be refused
        self.asked = {
            name: asked for name, asked in sheets.facts.items() if asked.used and name not in LEFT_OUT
        }
        self.fields["people"].choices = [(str(key), name) for key, name in people.items()]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "请选择"), *_kinds(sheets)]  # type: ignore[attr-defined]
        for name, asked in self.asked.items():
            self.fields[f"{PREFIX}{name}"] = _field(sheets, asked)
        first = [*self.order, *(f"{PREFIX}{name}" for name in self.asked)]
        self.order_fields([*first, *(name for name in self.fields if name not in first)])

    def proposed(self) -> list[Proposed]:
        """Return a fact for each person."""
        data = self.cleaned_data
        fields = {
            name: _plain(data[f"{PREFIX}{name}"])
            for name in self.asked
            if data.get(f"{PREFIX}{name}") not in (None, "")
        }
        return [
            Proposed(UUID(person), data["kind"], data["occurred_on"], fields, data["reason"])
            for person in data["people"]
        ]


def _kinds(sheets: Sheets) -> list[tuple[str, str]]:
    return [(kind, sheets.menu.titles[kind]) for kind in sheets.menu.live]


def _field(sheets: Sheets, asked: Asked) -> forms.Field:
    known = asked.field
    label, kind = known.heading, known.type
    choices = [(choice.code, choice.label) for choice in sheets.offered(known)]
    field: forms.Field
    if kind is FieldType.FLAG:
        field = forms.TypedChoiceField(
            choices=[("", "（没有写）"), ("yes", "是"), ("no", "否")],
            coerce=lambda said: said == "yes",
            empty_value=None,
            required=False,
            label=label,
        )
    elif choices and known.many:
        field = forms.MultipleChoiceField(choices=choices, required=False, label=label)
        field.widget = forms.CheckboxSelectMultiple(choices=choices)
    elif choices:
        field = forms.ChoiceField(choices=[("", "（没有写）"), *choices], required=False, label=label)
    elif kind in (FieldType.NUMBER, FieldType.POINTS):
        field = forms.DecimalField(required=False, label=label, max_digits=12, decimal_places=2)
    elif kind is FieldType.DATE:
        field = DayField(required=False, label=label)
    elif kind is FieldType.TIME:
        field = forms.TimeField(required=False, label=label, widget=forms.TimeInput(attrs={"type": "time"}))
    else:
        field = forms.CharField(required=False, label=label, max_length=200)
    classes = {forms.Select: "form-select", forms.CheckboxSelectMultiple: "checks"}
    field.widget.attrs["class"] = classes.get(type(field.widget), "form-control")
    return field


def _plain(value: Any) -> Any:
    """Return what a book keeps: whole numbers, text, days as text; never a float."""
    if isinstance(value, Decimal):
        return str(value.normalize()) if value != value.to_integral() else str(int(value))
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list):
        return "、".join(value)
    return value
