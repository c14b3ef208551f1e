"""Forms of the list of a points year, and of its recorder."""

from __future__ import annotations

from django import forms

from jifen.rules.points import PointsError, parse_hundredths
from jifen.web.forms import DatedBasisFields, DayField
from jifen.web.orgs.choosing import PersonField


class MakeForm(DatedBasisFields):
    """The year, by any of its days, and the meeting that settled the list."""

    on = DayField(label="积分年度", help_text="填这个年度里的任何一天，例如今天")
    field_order = ("on",)


class ChangeForm(DatedBasisFields):
    """How somebody takes part."""

    participates = forms.BooleanField(label="参加积分", required=False)
    reason = forms.CharField(label="不参加的原因", max_length=200, required=False)
    out_from = DayField(
        label="从哪天起不参加",
        required=False,
        help_text="年中才不参加的填写，那天以前的积分保留；全年都不参加的不填",
    )
    tier = forms.ChoiceField(label="层次", required=False)
    tier_from = DayField(
        label="层次从哪天起变动",
        required=False,
        help_text="年中变动的填写，基础分按办法折算；原来定错了的不填",
    )
    base = forms.CharField(label="基础分", max_length=12, required=False, help_text="组织另行认定的才改")
    note = forms.CharField(label="说明", max_length=300, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("participates", "reason", "out_from", "tier", "tier_from", "base", "note")

    def clean_base(self) -> int | None:
        """Return hundredths."""
        text = self.cleaned_data["base"].strip()
        try:
            return parse_hundredths(text) if text else None
        except PointsError as fault:
            raise forms.ValidationError(f"{fault}。") from fault


class EndForm(DatedBasisFields):
    """The last day."""

    to_on = DayField(label="参加到哪一天")
    reason = forms.CharField(label="原因", max_length=200, help_text="例如：组织关系转出、去世")
    field_order = ("to_on", "reason")


class RecorderForm(DatedBasisFields):
    """The recorder."""

    person = PersonField(label="记录员")
    from_on = DayField(label="从哪天起")
    reason = forms.CharField(label="更换原因", max_length=200, required=False)
    field_order = ("person", "from_on", "reason")
