"""Addresses. Each has a row in the matrix of rights (tests/web/matrix), or the checks fail."""

from django.urls import include, path

from jifen.web.home import views as home
from jifen.web.orgs import organizations

urlpatterns = [
    path("", home.show, name="home"),
    path("", include("jifen.web.orgs.people.urls")),
    path("", include("jifen.web.accounts.urls")),
    path("organizations/", organizations.index, name="organizations"),
    path("organizations/<uuid:organization_id>/", organizations.show, name="organization"),
    path("organizations/<uuid:organization_id>/found/", organizations.found, name="found_organization"),
    path("organizations/<uuid:organization_id>/edit/", organizations.edit, name="edit_organization"),
    path("", include("jifen.web.roster.urls")),
    path("", include("jifen.web.orgs.urls")),
    path("", include("jifen.web.meetings.urls")),
    path("", include("jifen.web.schemes.urls")),
    path("", include("jifen.web.ledger.urls")),
    path("", include("jifen.web.registers.urls")),
    path("", include("jifen.web.publicity.urls")),
    path("", include("jifen.web.cycles.urls")),
    path("", include("jifen.web.filing.urls")),
    path("records/", include("jifen.web.records.urls")),
    path("", include("jifen.web.papers.urls")),
]
