"""Forms on which one known person claims a fact: for himself, or corrected after it was sent back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from jifen.cycles.models import Declaration
from jifen.engine.intake import Sheets
from jifen.orgs.models import Person
from jifen.web.cycles.forms import DeclareForm
from jifen.web.cycles.hearing_forms import can_gain
from jifen.web.ledger.posting_form import PREFIX


class OfOneForm(DeclareForm):
    """A claim of one person, who is not asked for."""

    def __init__(self, sheets: Sheets, person: Person, *args: Any, **options: Any) -> None:
        """Take the person; offer the kinds that can give points."""
        super().__init__(sheets, {person.pk: str(person)}, *args, **options)
        del self.fields["people"]
        self.person = person
        kinds = [(kind, sheets.menu.titles[kind]) for kind in sheets.menu.live if can_gain(sheets, kind)]
        self.fields["kind"].choices = [("", "请选择"), *kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say whom it concerns."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["people"] = [str(self.person.pk)]
        return data


@dataclass(frozen=True, slots=True)
class Part:
    """Some fields of a form, shown together; `wrong`: there is a fault among them."""

    hidden_fields: list[BoundField]
    visible_fields: list[BoundField]
    wrong: bool


class OwnForm(OfOneForm):
    """What a member says he did; what only some kinds need stands apart, so that the page is short."""

    def __init__(self, sheets: Sheets, person: Person, *args: Any, **options: Any) -> None:
        """Ask in the words of somebody who speaks for himself."""
        super().__init__(sheets, person, *args, **options)
        self.fields["kind"].label = "做了哪一类事"
        self.fields["occurred_on"].label = "哪一天"
        self.fields["reason"].label = "写清是什么事"
        self.fields["reason"].help_text = "在哪里、做了什么、谁能证明"
        self.fields["reason"].widget.attrs["rows"] = 4

    @property
    def first(self) -> Part:
        """Return what everybody fills in."""
        return self._part(more=False)

    @property
    def more(self) -> Part:
        """Return what only some kinds of facts need."""
        return self._part(more=True)

    def _part(self, *, more: bool) -> Part:
        shown = [one for one in self.visible_fields() if one.name.startswith(PREFIX) is more]
        return Part([] if more else self.hidden_fields(), shown, any(one.errors for one in shown))


class CorrectForm(OfOneForm):
    """What was sent back, as it was said, to be corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, sheets: Sheets, row: Declaration, *args: Any, **options: Any) -> None:
        """Take the declaration as it was when the page was opened."""
        known = {
            "version": row.version, "kind": row.kind, "occurred_on": row.occurred_on, "reason": row.reason,
        }  # fmt: skip
        super().__init__(sheets, row.person, *args, initial=known, **options)
        del self.fields["key"]
        for name in self.asked:
            if (value := row.fields.get(name)) not in (None, ""):
                self.initial[f"{PREFIX}{name}"] = _typed(self.fields[f"{PREFIX}{name}"], value)

    def told(self) -> dict[str, Any]:
        """Return what the act takes."""
        (fact,) = self.proposed()
        return {
            "version": self.cleaned_data["version"],
            "kind": fact.kind,
            "occurred_on": fact.occurred_on,
            "reason": fact.reason,
            "fields": fact.fields,
        }


def _typed(field: forms.Field, value: Any) -> Any:
    """Return a kept value as its box holds it."""
    if isinstance(field, forms.TypedChoiceField):
        return "yes" if value in (True, "yes") else "no"
    return str(value).split("、") if isinstance(field, forms.MultipleChoiceField) else value
