"""Addresses of the memory."""

from django.urls import path

from jifen.web.records import views

urlpatterns = [
    path("", views.index, name="records"),
    path("export/", views.export, name="export_records"),
    path("export/<int:last_number>/", views.download, name="download_segment"),
]
