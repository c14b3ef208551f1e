"""Addresses of papers."""

from django.urls import path

from jifen.web.papers import views

urlpatterns = [path("papers/<uuid:document_id>/", views.download, name="paper")]
