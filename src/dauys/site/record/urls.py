"""The pages about the record."""

from __future__ import annotations

from django.urls import path

from dauys.site.record import views

app_name = "record"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:index>/", views.entry, name="entry"),
]
