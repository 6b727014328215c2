"""The pages of the implementation."""

from __future__ import annotations

from django.urls import path

from dauys.site.implementation import views

app_name = "implementation"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:name>/", views.task, name="task"),
]
