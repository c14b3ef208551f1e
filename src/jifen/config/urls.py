"""Root addresses: all of them are the web door's."""

from django.urls import include, path

urlpatterns = [path("", include("jifen.web.urls"))]
handler400 = "jifen.web.errors.bad_request"
handler403 = "jifen.web.errors.forbidden"
handler404 = "jifen.web.errors.not_found"
handler500 = "jifen.web.errors.server_error"
