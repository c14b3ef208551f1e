"""Forms of a deduction: proposed, told, answered, dropped."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from jifen.cycles.actions.deducting import LONGEST_ANSWER
from jifen.cycles.models import Declaration
from jifen.cycles.states.declarations import Track
from jifen.engine.intake import Sheets
from jifen.rules.tables import Form as Points
from jifen.rules.tables import RuleRow
from jifen.web.cycles.forms import DeclareForm
from jifen.web.forms import CodeChoiceField, DayField, Form


class DeductForm(DeclareForm):
    """What somebody is to lose points for, and how heavy it is; one member on one form."""

    track = CodeChoiceField(Track, label="轻重", blank="请选择")
    order = ("people", "kind", "occurred_on", "reason", "track")

    def __init__(self, sheets: Sheets, people: dict[UUID, str], *args: Any, **options: Any) -> None:
        """Offer the kinds that can be to somebody's loss."""
        super().__init__(sheets, people, *args, **options)
        choices = [("", "请选择"), *((str(key), name) for key, name in people.items())]
        select = forms.Select(attrs={"class": "form-select"})
        self.fields["people"] = forms.ChoiceField(label="哪位同志", choices=choices, widget=select)
        kinds = [(kind, sheets.menu.titles[kind]) for kind in sheets.menu.live if can_lose(sheets, kind)]
        self.fields["kind"].choices = [("", "请选择"), *kinds]  # type: ignore[attr-defined]
        self.fields["reason"].label = "事实和理由"
        self.fields["reason"].help_text = "什么时候、怎么回事、谁能证明或者凭什么材料；本人看得到"
        self.fields[
            "track"
        ].help_text = (
            "清零、一票否决、直接定为不合格、使人降档的选重大：两名同志在场听取申辩，单独表决；以后不能改轻"
        )

    def clean_people(self) -> list[str]:
        """Return the one person as the list other forms give."""
        return [self.cleaned_data["people"]]


class VersionForm(Form):
    """A form on one declaration as it was when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, row: Declaration, *args: Any, **options: Any) -> None:
        """Take the declaration; ask for those who were present only where it is grave."""
        initial = {"version": row.version, **options.pop("initial", {})}
        super().__init__(*args, initial=initial, **options)
        if row.track is not Track.GRAVE:
            self.fields.pop("present", None)


class NoticeForm(VersionForm):
    """On which day and how the member was told."""

    on = DayField(label="告知日期")
    way = forms.CharField(
        label="怎样告知", max_length=60, help_text="例如：当面送达、电话、微信并有回复；拒绝签收的写明"
    )


class HeardForm(VersionForm):
    """That the time to answer ended, before whom where it is grave."""

    present = forms.CharField(label="在场的两名同志", max_length=120, help_text="写两个人的姓名，用“、”隔开")


class WaiverForm(HeardForm):
    """On which day the member signed that he does not answer."""

    on = DayField(label="签字日期")
    field_order = ("on", "present")


class AnswerForm(HeardForm):
    """What the member said, uncut, and when."""

    on = DayField(label="申辩日期")
    answer = forms.CharField(
        label="本人的申辩", max_length=LONGEST_ANSWER, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "class": "form-control"}),
        help_text="照原话写，一个字也不改；和这项扣分一起保存",
    )  # fmt: skip
    field_order = ("on", "answer", "present")


class WhyForm(VersionForm):
    """Why something is taken back or sent back."""

    reason = forms.CharField(label="原因", max_length=200)

    def __init__(self, row: Declaration, said: str, *args: Any, **options: Any) -> None:
        """Take the declaration, and what the reason should say."""
        super().__init__(row, *args, **options)
        self.fields["reason"].help_text = said


def can_lose(sheets: Sheets, kind: str) -> bool:
    """Say whether a kind of fact can take points away: it is left out only where every rule of it surely gives."""
    rules = [rule for rule in sheets.tables.rules if rule.kind == kind and rule.enabled]
    return not rules or any(not _gives(rule) for rule in rules)


def can_gain(sheets: Sheets, kind: str) -> bool:
    """Say whether a kind of fact can give points: it is left out only where every rule of it surely takes."""
    rules = [rule for rule in sheets.tables.rules if rule.kind == kind and rule.enabled]
    return not rules or any(not _takes(rule) for rule in rules)


def _gives(rule: RuleRow) -> bool:
    if rule.form is Points.BETWEEN:
        return rule.low is not None and rule.low >= 0
    return rule.form in (Points.FIXED, Points.ASK) and rule.value >= 0


def _takes(rule: RuleRow) -> bool:
    if rule.form is Points.BETWEEN:
        return rule.high is not None and rule.high <= 0
    return rule.form in (Points.FIXED, Points.ASK) and rule.value < 0
