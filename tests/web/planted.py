"""The site with planted defects, for canaries: each view below does one thing no view may do."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import escape
from django.utils.safestring import mark_safe

from jifen.config.urls import handler400, handler403, handler404, handler500  # noqa: F401 -- Django looks them up here
from jifen.config.urls import urlpatterns as real
from jifen.orgs.models import Organization, Person


@login_required
def unscoped(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """Show an organisation to anybody who knows its id."""
    return HttpResponse(escape(Organization.objects.get(pk=organization_id).full_name))


@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Search without scope."""
    found = Person.objects.filter(name__contains=request.GET.get("words", ""))
    field = '<form><input type="text" name="words"></form>'
    return HttpResponse(mark_safe(field + "".join(f"<p>{escape(person.name)}</p>" for person in found)))


@login_required
def unmasked(request: HttpRequest) -> HttpResponse:
    """Print a sealed field in full."""
    return HttpResponse(escape("，".join(person.phone.reveal() for person in Person.objects.all())))


@login_required
def in_a_header(request: HttpRequest) -> HttpResponse:
    """Put names into a header."""
    names = " ".join(Person.objects.values_list("name", flat=True))
    return HttpResponse("", headers={"X-Names": names.encode("unicode_escape").decode()})


@login_required
def changes_by_reading(request: HttpRequest) -> HttpResponse:
    """Change something by GET."""
    Organization.objects.filter(code="620001").update(contact_name="已看过")
    return HttpResponse("已看过")


@login_required
def forgets_to_record(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """Change something and write nothing into the memory."""
    Organization.objects.filter(pk=organization_id).update(contact_name="改过")
    return redirect("home")


@login_required
def shows_names_in_addresses(request: HttpRequest) -> HttpResponse:
    """Link to an address with a name and a number in it."""
    return HttpResponse(mark_safe('<a href="/?name=李明&amp;id=11010519491231002X&amp;token=x">李明</a>'))


@login_required
def unescaped(request: HttpRequest) -> HttpResponse:
    """Print what people wrote as markup."""
    return HttpResponse(mark_safe("".join(Organization.objects.values_list("contact_name", flat=True))))


@login_required
def leads_anywhere(request: HttpRequest) -> HttpResponse:
    """Go wherever the address says."""
    return redirect(request.GET.get("next", "/"))


@login_required
def bare_headers(request: HttpRequest) -> HttpResponse:
    """Leave storing to the browser, run any script."""
    return HttpResponse("", headers={"Cache-Control": "public", "Content-Security-Policy": "script-src *"})


@login_required
def looks_wrong(request: HttpRequest) -> HttpResponse:
    """Too wide, too small, in English, without labels, with a script in the page."""
    return HttpResponse(
        '<!doctype html><html lang="zh-Hans"><head><title>Planted</title></head><body><main>'
        "<p style='width:2000px;font-size:9px;color:#ccc'>Please submit</p><input name='a'>"
        "<a href='/'>i</a><script>alert(1)</script></main></body></html>"
    )


@login_required
def narrow_wrong(request: HttpRequest) -> HttpResponse:
    """A hint longer than its box, and a cell whose words are not beside their label."""
    return HttpResponse(
        '<!doctype html><html lang="zh-Hans"><head><link rel="stylesheet" href="/static/web/jifen.css"></head><body>'
        '<input placeholder="填名称的一部分，或者组织代码，或者简称"><input placeholder="姓名">'
        '<table class="list stack"><tr><td data-label="甲">在位</td>'
        '<td data-label="乙"><span class="skip">跑开</span></td></tr></table></body></html>'
    )


planted = [
    path("planted/unscoped/<uuid:organization_id>/", unscoped, name="planted_unscoped"),
    path("planted/search/", search, name="planted_search"),
    path("planted/unmasked/", unmasked, name="planted_unmasked"),
    path("planted/header/", in_a_header, name="planted_header"),
    path("planted/changes/", changes_by_reading, name="planted_changes"),
    path("planted/forgets/<uuid:organization_id>/", forgets_to_record, name="planted_forgets"),
    path("planted/addresses/", shows_names_in_addresses, name="planted_addresses"),
    path("planted/unescaped/", unescaped, name="planted_unescaped"),
    path("planted/anywhere/", leads_anywhere, name="planted_anywhere"),
    path("planted/bare/", bare_headers, name="planted_bare"),
    path("planted/looks/", looks_wrong, name="planted_looks"),
    path("planted/narrow/", narrow_wrong, name="planted_narrow"),
]
urlpatterns = [*real, *planted]
