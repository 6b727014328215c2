"""The page of the outcome."""

from __future__ import annotations

from django.urls import path

from dauys.site.outcome import views

app_name = "outcome"
urlpatterns = [path("", views.index, name="index")]
