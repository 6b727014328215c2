"""The page of the tally."""

from __future__ import annotations

from django.urls import path

from dauys.site.tally import views

app_name = "tally"
urlpatterns = [path("", views.index, name="index")]
