"""How long a session lasts, why it ended, and whether there are two of one account."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from jifen.common.actor import Actor
from jifen.orgs.models import User
from jifen.orgs.states.roles import NEED_SECOND_FACTOR, Role
from jifen.web.requests import Request

IDLE = "您有一阵子没有操作，为了安全已经退出，请重新登录。"
CHANGED = "您的密码、身份或者账号有了变动，请重新登录。"
LOST = "刚才提交的内容没有保存，登录以后请再填一次。"
SAFE = ("GET", "HEAD")
MINUTE = 60


def why_over(request: HttpRequest, user: User) -> str:
    """Return why a session has ended, or nothing; note at most once a minute that it is alive.

    A member who only reads may take longer over a page than somebody at a desk with everybody's files.
    """
    session, at = request.session, request.at  # type: ignore[attr-defined]
    now = int(at.timestamp())
    if session.setdefault("version", user.version) != user.version:
        return CHANGED
    idle = now - session.get("seen", now)
    if idle > settings.JIFEN_IDLE_MINUTES * MINUTE:
        return "" if _only_reads(request, idle) else IDLE
    if idle >= MINUTE or "seen" not in session:
        session["seen"] = now
        _note_seen(request, user, at)
    return ""


def sign_in_again(request: HttpRequest, why: str) -> HttpResponse:
    """End the session on the server and ask to sign in, saying why; a page that was asked for comes afterwards."""
    logout(request)
    safe = request.method in SAFE
    messages.warning(request, why if safe else why + LOST)
    query = f"?{urlencode({'next': request.get_full_path()})}" if safe and request.path != "/" else ""
    target = redirect(settings.LOGIN_URL)
    target["Location"] += query
    return target


def needs_second_factor(request: HttpRequest) -> bool:
    """Say whether the office worn now asks for a second factor this session has not shown."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    shown: bool = request.session.get("second_factor", False)
    return not settings.JIFEN_DEMO and not shown and actor.role in NEED_SECOND_FACTOR


def mark_of(request: HttpRequest) -> str:
    """Return what names this session in the account's row; it opens nothing."""
    mark: str = request.session.setdefault("mark", secrets.token_hex(8))
    return mark


def is_elsewhere(request: HttpRequest) -> bool:
    """Say whether the account was lately seen in another session too."""
    since: int = int(request.at.timestamp()) - request.session.get("elsewhere", 0)  # type: ignore[attr-defined]
    return since < settings.JIFEN_IDLE_MINUTES * MINUTE


def forget_mark(request: Request) -> None:
    """Let a session that signs out disturb no other one."""
    User.objects.filter(pk=request.user.pk, session_mark=mark_of(request)).update(session_mark="")


def _only_reads(request: HttpRequest, idle: int) -> bool:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    in_time = idle <= settings.JIFEN_READING_MINUTES * MINUTE
    return in_time and request.method in SAFE and actor.role == Role.MEMBER


def _note_seen(request: HttpRequest, user: User, at: datetime) -> None:
    """Write down which session was seen now; another one seen within the idle limit is told to both."""
    mark, last = mark_of(request), user.session_seen_at
    lately = last is not None and at - last < timedelta(minutes=settings.JIFEN_IDLE_MINUTES)
    if user.session_mark not in ("", mark) and lately:
        request.session["elsewhere"] = int(at.timestamp())
    User.objects.filter(pk=user.pk).update(session_mark=mark, session_seen_at=at)
