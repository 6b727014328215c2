"""Every address of the site; the pages of an app stand in its own ``urls``.

Pages live under /kk/, /ru/ and /en/; the record, which has no language, under /record/.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from dauys.site.api.consulted import api
from dauys.site.look import views

handler400 = "dauys.site.look.views.bad_request"
handler403 = "dauys.site.look.views.forbidden"
handler404 = "dauys.site.look.views.missing"
handler500 = "dauys.site.look.views.broken"

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("record/", include("dauys.site.record.files")),
    path("data/", include("dauys.site.data.files")),
    path("api/v1/", api.urls),
    *i18n_patterns(
        path("", views.front, name="front"),
        path("", include("dauys.site.look.urls")),
        path("", include("dauys.site.text.urls")),
        path("account/", include("allauth.urls")),
        path("people/", include("dauys.site.people.urls")),
        path("record/", include("dauys.site.record.urls")),
        path("consultation/", include("dauys.site.consultation.urls")),
        path("question/", include("dauys.site.question.urls")),
        path("stations/", include("dauys.site.stations.urls")),
        path("tally/", include("dauys.site.tally.urls")),
        path("outcome/", include("dauys.site.outcome.urls")),
        path("verification/", include("dauys.site.verification.urls")),
        path("implementation/", include("dauys.site.implementation.urls")),
        path("data/", include("dauys.site.data.urls")),
    ),
]
