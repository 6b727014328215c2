"""The pages of open data."""

from __future__ import annotations

from django.urls import path

from dauys.site.data import views

app_name = "data"
urlpatterns = [
    path("", views.index, name="index"),
    path("api/", views.interface, name="api"),
]
