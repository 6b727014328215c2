"""The pages of the looks themselves; the pieces are shown in trials only."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from dauys.site.look import views

app_name = "look"
urlpatterns: list[URLPattern] = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("unsent/", views.waiting, name="unsent"),
    path("privacy/", views.privacy, name="privacy"),
]
if not settings.ENVIRONMENT.real:
    urlpatterns.append(path("look/", views.pieces, name="pieces"))
