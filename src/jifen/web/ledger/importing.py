"""Taking a lost book in again from its file: what is in it and whether it holds, then the act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jifen.ledger.actions import check_book_file, import_book
from jifen.ledger.permissions import may
from jifen.ledger.states.acts import Act
from jifen.orgs.queries import get_organization_for
from jifen.web.forms import Form, attempt
from jifen.web.requests import Request

_SALT = "import-book"
_MOST_SEALED = 2_000_000
_TOO_LARGE = "这本账太大，不能在网页上恢复；请系统管理员在服务器上用 jifen ledger import 恢复。"
_OLD = "核对过的文件已经失效，请重新上传。"


class UploadForm(Form):
    """The file of a book."""

    file = forms.FileField(
        label="账本文件",
        help_text="“导出账本”下载的文件。上传后先逐行核对，看过结果、确认以后才恢复。",
        error_messages={"empty": "这个文件是空的，请检查是否选错了文件。"},
    )

    def clean_file(self) -> str:
        """Return the text of the file."""
        try:
            return str(self.cleaned_data["file"].read().decode("utf-8-sig"))
        except UnicodeDecodeError as wrong:
            raise forms.ValidationError("这不是账本文件：里面不是文字。请选“导出账本”下载的文件。") from wrong


class AcceptForm(Form):
    """The file that was looked at, signed, so that no other one is taken in."""

    content = forms.CharField(widget=forms.HiddenInput)

    def clean_content(self) -> str:
        """Return the text of the file."""
        try:
            return str(signing.loads(self.cleaned_data["content"], salt=_SALT, max_age=86_400))
        except signing.BadSignature as bad:
            raise forms.ValidationError(_OLD) from bad


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_(request: Request, organization_id: UUID) -> HttpResponse:
    """Ask for the file; show what is in it and whether it holds; take it in when that was seen."""
    actor = request.actor
    organization = get_organization_for(actor, organization_id)
    may(actor, Act.IMPORT_BOOK, organization.place).require()
    context: dict[str, Any] = {"organization": organization}
    if request.method == "POST" and "content" in request.POST:
        accept = AcceptForm(request.POST)
        book = attempt(
            accept,
            lambda: import_book(actor=actor, at=request.at, lines=accept.cleaned_data["content"].split("\n")),
        )
        if book:
            messages.success(request, f"已恢复：{book}，{book.length} 条。下面是刚才的核对。")
            return redirect("check_book", book.pk)
        return render(request, "ledger/import.html", {**context, "form": UploadForm(), "refused": accept})
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["file"]
        found = attempt(form, lambda: check_book_file(actor=actor, lines=text.split("\n")))
        if found is not None:
            sealed = signing.dumps(text, salt=_SALT, compress=True) if found.book else ""
            context |= {
                "found": found,
                "accept": AcceptForm(initial={"content": sealed}),
                "too_large": _TOO_LARGE if len(sealed) > _MOST_SEALED else "",
            }
            return render(request, "ledger/import_check.html", context)
    return render(request, "ledger/import.html", {**context, "form": form})
