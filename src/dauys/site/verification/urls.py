"""The page of the verification."""

from __future__ import annotations

from django.urls import path

from dauys.site.verification import views

app_name = "verification"
urlpatterns = [
    path("", views.index, name="index"),
    path("run/", views.run, name="run"),
]
