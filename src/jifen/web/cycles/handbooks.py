"""The form in which the members' handbooks are laid beside the decided sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from jifen.common.refusals import Blocked
from jifen.cycles.actions import Comparison
from jifen.cycles.models import Cycle, Reconciliation
from jifen.cycles.states.reconciling import Compared
from jifen.orgs.models import Person
from jifen.web.cycles.forms import CycleForm
from jifen.web.forms import DayField

_TEXTS = (("difference", "哪一行不一致"), ("finding", "查下来怎样"))


class HandbooksForm(CycleForm):
    """What was found of each member; whoever is left blank did not bring his."""

    on = DayField(label="核对日期")

    def __init__(
        self,
        cycle: Cycle,
        people: Sequence[Person],
        kept: Mapping[UUID, Reconciliation],
        *args: Any,
        **options: Any,
    ) -> None:
        """Take who takes part, and what was entered before."""
        super().__init__(cycle, *args, **options)
        self.people, self.kept = list(people), kept
        for person in self.people:
            row = kept.get(person.pk)
            field = forms.ChoiceField(
                label=f"{person}：核对",
                choices=[("", "没有核对"), *((one.value, one.label) for one in Compared)],
                required=False,
                initial=row.outcome.value if row else "",
                widget=forms.Select(attrs={"class": "form-select", "aria-label": f"{person}：核对"}),
            )
            self.fields[f"said_{person.pk}"] = field
            for name, label in _TEXTS:
                attrs = {"class": "form-control", "aria-label": f"{person}：{label}"}
                self.fields[f"{name}_{person.pk}"] = forms.CharField(
                    label=label,
                    max_length=200,
                    required=False,
                    initial=getattr(row, name) if row else "",
                    widget=forms.TextInput(attrs=attrs),
                )

    def rows(self, figures: Mapping[str, Sequence[Any]]) -> list[tuple[Any, ...]]:
        """Return each member with his figures on the sheet and his fields."""
        names = ("said", *(name for name, _ in _TEXTS))
        return [
            (person, figures.get(str(person), ("", "")), *(self[f"{name}_{person.pk}"] for name in names))
            for person in self.people
        ]

    def compared(self, *, rest: bool) -> list[Comparison]:
        """Return what was said and differs from what is kept; `rest`: whoever is left blank agrees."""
        data, found = self.cleaned_data, []
        for person in self.people:
            code = data[f"said_{person.pk}"] or (Compared.AGREES.value if rest else "")
            texts = [data[f"{name}_{person.pk}"] for name, _ in _TEXTS]
            row = self.kept.get(person.pk)
            same = row is not None and [row.outcome.value, row.difference, row.finding] == [code, *texts]
            if not code and (row is not None or any(texts)):
                raise Blocked(f"{person}：请选核对的结果；登记过的不能改回没有核对。")
            if code and not same:
                found.append(Comparison(person.pk, Compared(code), *texts))
        return found
