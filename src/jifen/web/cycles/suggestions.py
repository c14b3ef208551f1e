"""The form in which suggestions are answered: taken or passed over, which item, how heavy, how many points, why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from jifen.cycles.actions import Answer
from jifen.cycles.queries import Offered
from jifen.cycles.states.declarations import Track
from jifen.web.forms import Form

TAKEN, PASSED = "yes", "no"


@dataclass(frozen=True, slots=True)
class Row:
    """One suggestion on the page, with the fields it asks."""

    offer: Offered
    fields: list[Any]

    @property
    def faults(self) -> list[str]:
        """Return what is wrong with its answer."""
        return [said for field in self.fields for said in field.errors]


class SuggestionsForm(Form):
    """An answer for each suggestion; those without one are left open."""

    def __init__(self, offers: Sequence[Offered], *args: Any, **options: Any) -> None:
        """Take what is offered."""
        super().__init__(*args, **options)
        self.offers = list(offers)
        for offer in self.offers:
            for name, field in _fields_of(offer):
                field.widget.attrs["aria-label"] = f"{offer}：{field.label}"
                self.fields[f"{name}_{offer.key}"] = field

    def rows(self) -> list[Row]:
        """Return the suggestions with their fields."""
        names = ("answer", "kind", "track", "points", "reason")
        return [
            Row(offer, [self[key] for name in names if (key := f"{name}_{offer.key}") in self.fields])
            for offer in self.offers
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse a reason without an answer: it would be lost."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for offer in self.offers:
            answered = data.get(f"answer_{offer.key}") or ("rest" in self.data and offer.is_plain)
            if data.get(f"reason_{offer.key}") and not answered:
                self.add_error(f"answer_{offer.key}", f"{offer}：写了理由，请选采用还是不采用。")
        return data

    def answers(self, *, rest: bool) -> list[Answer]:
        """Return what was said; `rest`: whatever asks for nothing more is taken too."""
        data = self.cleaned_data
        said_now = [
            Answer(
                offer.key,
                taken=said != PASSED,
                reason=data.get(f"reason_{offer.key}", ""),
                kind=data.get(f"kind_{offer.key}", ""),
                track=Track(data.get(f"track_{offer.key}") or Track.ROUTINE),
                points=data.get(f"points_{offer.key}"),
            )
            for offer in self.offers
            if (said := data.get(f"answer_{offer.key}", "")) or (rest and offer.is_plain)
        ]
        return [*said_now, *self._gone()]

    def _gone(self) -> Iterator[Answer]:
        """Yield answers to what is on the page no more: answered by the same page before, or changed meanwhile."""
        for name, said in self.data.items():
            if name.startswith("answer_") and name not in self.fields and said in (TAKEN, PASSED):
                yield Answer(name.removeprefix("answer_"), taken=said == TAKEN, reason="-")


def _fields_of(offer: Offered) -> Iterator[tuple[str, forms.Field]]:
    yield "answer", _choice("怎么办", [("", "先不办"), (TAKEN, "采用"), (PASSED, "不采用")])
    if len(offer.kinds) > 1 or not offer.suggestion.kind:
        blank = [] if offer.suggestion.kind else [("", "请选事项")]
        yield "kind", _choice("办法的哪一项", [*blank, *offer.kinds.items()])
    if not offer.suggestion.gain:
        yield "track", _choice("轻重", [(one.value, one.label) for one in Track])
    if offer.asked:
        spans = "、".join(dict.fromkeys(str(span) for span in offer.asked.values()))
        yield "points", forms.DecimalField(
            label="拟定的分", required=False, min_value=0, max_digits=8, decimal_places=2,
            widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "decimal", "placeholder": spans}),
        )  # fmt: skip
    yield "reason", forms.CharField(
        label="理由", max_length=200, required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "placeholder": "理由"}),
    )  # fmt: skip


def _choice(label: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, choices=list(choices), required=False, widget=widget)
