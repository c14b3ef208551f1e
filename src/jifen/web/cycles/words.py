"""Forms in which something is said of every fact of a period: whether it was done, what is thought of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from jifen.cycles.actions import Opinion, Word
from jifen.cycles.models import Declaration
from jifen.cycles.states.acts import Act
from jifen.cycles.states.declarations import Done
from jifen.web.forms import DatedBasisFields, DayField, Form

OPINIONS = (Act.ACCEPT_FIRST, Act.REJECT_FIRST, Act.LEAVE_UNCLEAR)


class EachForm(Form):
    """One choice and one text for every row; rows without a choice are left as they are."""

    blank, text_label, text_help = "先不填", "", ""
    choices: tuple[tuple[str, str], ...] = ()

    def __init__(self, rows: Sequence[Declaration], *args: Any, **options: Any) -> None:
        """Take the rows."""
        super().__init__(*args, **options)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[f"said_{row.pk}"] = forms.ChoiceField(
                label=f"{row}", choices=[("", self.blank), *self.choices], required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )  # fmt: skip
            self.fields[f"text_{row.pk}"] = forms.CharField(
                label=self.text_label, max_length=200, required=False, help_text=self.text_help,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse a page on which nothing was said."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(data.get(f"said_{row.pk}") for row in self.rows):
            raise forms.ValidationError("一项也没有填，没有可保存的。")
        return data

    def said(self) -> list[tuple[Declaration, str, str]]:
        """Return the rows of which something was said: row, choice, text."""
        data = self.cleaned_data
        return [
            (row, data[f"said_{row.pk}"], data[f"text_{row.pk}"])
            for row in self.rows
            if data.get(f"said_{row.pk}")
        ]


class EndorseForm(EachForm):
    """Whether the work was done, and how well (S5-四-3b)."""

    text_label, text_help = "完成质量", "没有全部完成的要写明完成到哪一步"
    choices = tuple((one.value, one.label) for one in Done)
    on = DayField(label="签注日期")
    endorser = forms.CharField(
        label="签注人", max_length=60, required=False, help_text="照申请表上的签名；本人签注的不用填"
    )
    field_order = ("on", "endorser")

    def words(self) -> list[Word]:
        """Return what was said."""
        return [Word(row.pk, Done(code), text) for row, code, text in self.said()]


class OpinionForm(EachForm):
    """What is thought of each fact at first."""

    text_label, text_help = "理由", "不同意、拿不准的要写明理由"
    choices = tuple((act.value, act.label.removeprefix("初评")) for act in OPINIONS)

    def __init__(self, rows: Sequence[Declaration], *args: Any, **options: Any) -> None:
        """Name each field for whoever does not see in which row it stands."""
        super().__init__(rows, *args, **options)
        for row in self.rows:
            for name, said in ((f"said_{row.pk}", "意见"), (f"text_{row.pk}", "理由")):
                self.fields[name].widget.attrs["aria-label"] = f"{row}：{said}"
            self.fields[f"text_{row.pk}"].widget.attrs["placeholder"] = "理由"

    def opinions(self) -> dict[str, Opinion]:
        """Return what was said."""
        return {str(row.pk): Opinion(Act(code), text) for row, code, text in self.said()}


class ConcludeForm(DatedBasisFields):
    """On whose paper the first opinion rests."""

    basis_file = None  # type: ignore[assignment]  # the paper of the meeting is kept with the meeting
    version = forms.IntegerField(widget=forms.HiddenInput)


class LookForm(Form):
    """Why it is not the same fact twice."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="为什么不是重复", max_length=200, help_text="例如：上午、下午各一次，两户人家"
    )
