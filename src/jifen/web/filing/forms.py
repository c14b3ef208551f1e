"""Forms on a package: its version, sent along so that nobody overwrites another's work."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from jifen.filing.models import Package
from jifen.filing.states.packages import Finding, NoticeStatus
from jifen.web.forms import CodeChoiceField, Form

ROW = re.compile(r"第?\s*([0-9]{1,4})\s*行?\s*[：:]\s*(.+)")
"""How a finding names a row of the sheet: `3：…` or `第 3 行：…`."""


class NoticeForm(Form):
    """Where the public notice stands."""

    notice = CodeChoiceField(NoticeStatus, label="公示情况", help_text="公示还没有期满的，可以先报")


class VersionForm(Form):
    """A package as it was when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, package: Package, *args: Any, **options: Any) -> None:
        """Take the package."""
        options["initial"] = {"version": package.version, **options.get("initial", {})}
        super().__init__(*args, **options)


class AnswerForm(VersionForm):
    """What the superior says when he puts it on file."""

    answer = forms.CharField(label="备案意见", max_length=200, required=False, help_text="可以不填")


class FindingsForm(VersionForm):
    """Everything that was found, one a line."""

    findings = forms.CharField(
        label="退回意见",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="一条一行，一次说全；说某一行的，先写序号，例如“3：三月劳动没有记”",
    )

    def clean_findings(self) -> list[Finding]:
        """Return each line with the row it names."""
        found = []
        for line in str(self.cleaned_data["findings"]).splitlines():
            if named := ROW.fullmatch(line.strip()):
                found.append(Finding(named[2].strip(), int(named[1])))
            elif line.strip():
                found.append(Finding(line.strip()))
        return found
