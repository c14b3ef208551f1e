"""Pages for what went wrong: each says what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jifen.common.refusals import Refused


def refused(request: HttpRequest, refusal: Refused, status: int) -> HttpResponse:
    """Return the page of a refusal, with all its reasons."""
    title = "您现在的身份不能办理" if status == 403 else "现在还不能办理"
    return render(request, "errors/refused.html", {"title": title, "reasons": refusal.reasons}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for what is not there, or is not to be seen: the two look the same."""
    return render(request, "errors/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a request nobody may make."""
    return render(request, "errors/plain.html", {"title": "不能打开这一页", "said": FORBIDDEN}, status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a request that cannot be understood."""
    return render(request, "errors/plain.html", {"title": "没有看懂这次提交", "said": BAD}, status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that was open too long or came from elsewhere."""
    return render(request, "errors/plain.html", {"title": "这张表单已经失效", "said": CSRF}, status=403)


def busy(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Return the page for a moment in which too many sign in."""
    context = {"title": "请过半分钟再试", "said": f"{refusal} 返回上一页就能看到。"}
    response = render(request, "errors/plain.html", context, status=503)
    response["Retry-After"] = "30"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for a fault of the program; it asks for nothing that may be broken."""
    return render(request, "errors/server_error.html", status=500)


FORBIDDEN = "请从首页的菜单进入；如果应当能打开，请与本支部书记或系统管理员联系。"
BAD = "提交的内容不完整或者不合规定，没有保存任何东西。请返回上一页重新填写。"
CSRF = "表单打开太久，或者不是从本系统的页面提交的，没有保存任何东西。请返回上一页，刷新后再提交。"
