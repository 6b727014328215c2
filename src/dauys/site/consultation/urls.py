"""The pages of the consultation."""

from __future__ import annotations

from django.urls import include, path

from dauys.site.consultation import feeds, own, proposing, speaking, tracing, views

app_name = "consultation"
urlpatterns = [
    path("", views.index, name="index"),
    path("proposals/", views.proposals, name="proposals"),
    path("proposals/<str:name>/", views.proposal, name="proposal"),
    path("proposals/<str:name>/withdraw/", own.withdraw, name="withdraw"),
    path("proposals/<str:name>/feed/", feeds.proposal, name="proposal_feed"),
    path("propose/", proposing.propose, name="propose"),
    path("at/<str:version>/<str:address>/", views.place, name="place"),
    path("at/<str:version>/<str:address>/feed/", feeds.place, name="place_feed"),
    path("answers/feed/", feeds.answers, name="feed"),
    path("moderated/", views.moderated, name="moderated"),
    path("hearings/", views.hearings, name="hearings"),
    path("hearings/<str:name>/", views.hearing, name="hearing"),
    path("figures/", views.figures, name="figures"),
    path("why/", tracing.changes, name="changes"),
    path("why/<str:version>/<str:language>/<str:address>/", tracing.provision, name="why"),
    path("opinions/", speaking.statements, name="opinions"),
    path("groups/", speaking.groups, name="groups"),
    path("groups/<str:result>.svg", speaking.picture, name="picture"),
    path("desk/", include("dauys.site.consultation.desk.urls")),
    path("mine/", own.mine, name="mine"),
    path("mine/drafts/<int:number>/drop/", own.drop_draft, name="drop_draft"),
    path("mine/follow/", own.follow, name="follow"),
]
