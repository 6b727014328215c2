"""The page of the question."""

from __future__ import annotations

from django.urls import path

from dauys.site.question import views

app_name = "question"
urlpatterns = [path("", views.index, name="index")]
