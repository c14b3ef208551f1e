"""Forms of the period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django import forms

from jifen.cycles.actions import Claim, Verdict
from jifen.cycles.models import Cycle, Declaration
from jifen.engine.intake import Sheets
from jifen.meetings.queries import Resolution
from jifen.web.forms import Form
from jifen.web.ledger.posting_form import PREFIX, PostingForm

_OF_POSTING = ("basis_kind", "basis_label", "basis_on", "basis_document_no", "clock_confirmed")


class CycleForm(Form):
    """A form on one period as it was when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, cycle: Cycle, *args: Any, **options: Any) -> None:
        """Take the period."""
        super().__init__(
            *args, **{**options, "initial": {"version": cycle.version, **options.get("initial", {})}}
        )


class ReasonForm(CycleForm):
    """The same, with why it is done before its time."""

    reason = forms.CharField(
        label="提前办理的原因", max_length=200, required=False, help_text="这一期的最后一天以后办理的不用填"
    )


class OpenForm(Form):
    """Why the next period is opened before the last one was decided."""

    reason = forms.CharField(
        label="上期没有评定就开始的原因", max_length=200, required=False, help_text="上期已经评定的不用填"
    )


class MarkForm(CycleForm):
    """Who declared nothing, and why."""

    person = forms.ChoiceField(label="哪位同志")
    reason = forms.CharField(
        label="未申报的原因", max_length=200, help_text="例如：外出务工、本月没有可报的事"
    )

    def __init__(self, cycle: Cycle, people: Sequence[tuple[str, str]], *args: Any, **options: Any) -> None:
        """Take who is on the list of the period."""
        super().__init__(cycle, *args, **options)
        self.fields["person"].choices = [("", "请选择"), *people]  # type: ignore[attr-defined]


class DeclareForm(PostingForm):
    """A fact as the 办法 asks for it, claimed and not decided: without a paper, without a body."""

    def __init__(self, sheets: Sheets, people: dict[UUID, str], *args: Any, **options: Any) -> None:
        """Leave out what belongs to posting."""
        super().__init__(sheets, people, *args, **options)
        for name in (*_OF_POSTING, f"{PREFIX}decided_by"):
            self.fields.pop(name, None)
        self.asked.pop("decided_by", None)
        self.fields["people"].label = "谁做的"
        self.fields["reason"].required = True
        self.fields["reason"].help_text = "时间、地点、做了什么、谁能证明；本人看得到"

    def claims(self) -> list[Claim]:
        """Return a claim for each person, the same ones for the same form."""
        key = UUID(self.cleaned_data["key"])
        return [
            Claim(
                fact.person_id,
                fact.kind,
                fact.occurred_on,
                fact.reason,
                fact.fields,
                uuid5(key, str(fact.person_id)),
            )
            for fact in self.proposed()
        ]

    def clean_key(self) -> str:
        """Refuse a key that no page of ours gave."""
        key: str = self.cleaned_data["key"]
        try:
            return str(UUID(key))
        except ValueError:
            raise forms.ValidationError("这一页不完整，请重新打开再填。") from None


class EvaluateForm(CycleForm):
    """On which resolution, and what was decided of each fact."""

    motion = forms.ChoiceField(label="会议的决定", help_text="会议记录确认、议题通过以后才选得到")
    deviation = forms.CharField(
        label="没有按规定日期开会的原因", max_length=200, required=False, help_text="按规定日期开会的不用填"
    )

    def __init__(
        self,
        cycle: Cycle,
        found: Sequence[Resolution],
        rows: Sequence[Declaration],
        *args: Any,
        **options: Any,
    ) -> None:
        """Take the resolutions to choose from and the facts to be decided."""
        super().__init__(cycle, *args, **options)
        choices = [("", "请选择"), *((str(one.motion_id), one.label) for one in found)]
        self.fields["motion"].choices = choices  # type: ignore[attr-defined]
        self.rows = list(rows)
        for row in self.rows:
            usual = "转入下期" if row.is_deduction else "照初评（没有初评的，通过）"
            self.fields[f"verdict_{row.pk}"] = forms.ChoiceField(
                label=f"{row}",
                choices=[("", usual), ("yes", "通过"), ("no", "不通过")],
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[f"reason_{row.pk}"] = forms.CharField(
                label="评定意见",
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"class": "form-control"}),
                help_text="不通过的要写明理由",
            )

    def verdicts(self) -> dict[str, Verdict]:
        """Return what was said of facts that do not go the usual way."""
        data = self.cleaned_data
        said = {str(row.pk): data.get(f"verdict_{row.pk}", "") for row in self.rows}
        return {
            key: Verdict(answer == "yes", data.get(f"reason_{key}", ""))
            for key, answer in said.items()
            if answer
        }
