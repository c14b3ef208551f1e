"""Forms of exemptions: the wish, the word of a step, the end, the renewal."""

from __future__ import annotations

from typing import Any

from django import forms

from jifen.meetings.queries import Resolution
from jifen.schemes.actions.exempting.asking import LONGEST
from jifen.schemes.states.exemptions import Ending, WishWay
from jifen.web.forms import CodeChoiceField, DatedBasisFields, DayField, Form
from jifen.web.orgs.choosing import PersonField

_AREA = {"rows": 4, "class": "form-control"}
_WORDS = "写到健康的话只在审批表上看得到，谁看过本人知道"


class OwnWishForm(Form):
    """What somebody says for himself."""

    year_day = forms.ChoiceField(label="哪个积分年度")
    ground = forms.ChoiceField(label="属于哪种情形")
    words = forms.CharField(
        label="本人的话", max_length=LONGEST, required=False, widget=forms.Textarea(attrs=_AREA),
        help_text=f"想说明的可以写；{_WORDS}",
    )  # fmt: skip


class WishForm(DatedBasisFields):
    """The same, typed for somebody from his paper."""

    person = PersonField(label="哪位同志")
    year_day = forms.ChoiceField(label="哪个积分年度")
    ground = forms.ChoiceField(label="属于哪种情形")
    way = CodeChoiceField(WishWay, label="怎样提出")
    words = forms.CharField(
        label="本人的话", max_length=LONGEST, required=False, widget=forms.Textarea(attrs=_AREA),
        help_text=f"照原话写；{_WORDS}",
    )  # fmt: skip
    field_order = ("person", "year_day", "ground", "way", "words")


class PaperForm(DatedBasisFields):
    """The paper of an act, and nothing else."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class SeenForm(Form):
    """Nothing to fill in: he himself says so."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class OpinionForm(DatedBasisFields):
    """For or against, in which words, on which paper; the motion of a meeting instead of the paper."""

    agrees = forms.ChoiceField(label="意见", choices=(("", "（请选择）"), ("yes", "同意"), ("no", "不同意")))
    words = forms.CharField(
        label="意见的内容", max_length=LONGEST, required=False, widget=forms.Textarea(attrs=_AREA),
        help_text="不同意的要写明为什么，告诉本人",
    )  # fmt: skip
    motion = forms.ChoiceField(label="会上通过的议题", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("agrees", "words", "motion")

    def offer(self, resolutions: list[Resolution]) -> None:
        """Offer the motions that passed; whoever chooses one need not describe the meeting again."""
        choices = [(str(one.motion_id), one.label) for one in resolutions]
        self.fields["motion"].choices = [("", "（会议没有在这里登记）"), *choices]  # type: ignore[attr-defined]
        self.fields["motion"].help_text = "选了议题，下面的依据不用再填"
        if not choices:
            del self.fields["motion"]
        elif self.data.get("motion"):
            for name in ("basis_kind", "basis_label", "basis_on"):
                self.fields[name].required = False

    def given(self) -> dict[str, Any]:
        """Return the motion, or the paper."""
        motion = self.cleaned_data.get("motion")
        return {"motion_id": motion} if motion else {"basis": self.basis()}


class EndForm(DatedBasisFields):
    """Why, and from which day he takes part again."""

    ending = CodeChoiceField(Ending, (Ending.CONDITION_OVER, Ending.YEAR_OVER), label="为什么终止")
    on = DayField(label="从哪天起照常参加", help_text="年度届满的不看这一天，从下一年度起照常参加")
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("ending", "on")


class RenewForm(DatedBasisFields):
    """He was asked again; the paper of the confirmation."""

    willing = forms.BooleanField(label="已经问过本人，本人仍然愿意不参加，原来的情形还在", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("willing",)
