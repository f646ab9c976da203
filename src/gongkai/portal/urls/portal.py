"""The public pages that combine rooms."""

from __future__ import annotations

from django.urls import path

from gongkai.portal.views import (
    bodies,
    data,
    feeds,
    fields,
    home,
    lists,
    mapping,
    openings,
    policies,
    searching,
    subscribing,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("place/", home.choose_place, name="choose_place"),
    path("about/data/", home.about_data, name="about_data"),
    path("robots.txt", home.robots, name="robots"),
    path("sitemap.xml", mapping.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", mapping.section, name="sitemap_section"),
    path("data/", data.index, name="data"),
    path("data/catalog.<slug:form>", data.description, name="data_description"),
    path("data/<slug:dataset>.<slug:form>", data.dataset, name="dataset"),
    path("sitemap/", mapping.for_readers, name="site_map"),
    path("stages/", openings.index, name="stages"),
    path("stages/<slug:stage>/", openings.stage, name="stage"),
    path("search/", searching.search, name="search"),
    path("search/suggest/", searching.suggest, name="suggest"),
    path("fields/", fields.index, name="fields"),
    path("fields/<slug:slug>/", fields.field, name="field"),
    path("matters/<int:number>/", fields.matter, name="matter"),
    path("bodies/", bodies.index, name="bodies"),
    path("bodies/<slug:slug>/", bodies.body, name="body"),
    path("latest/", lists.latest, name="latest"),
    path("progress/", lists.progress, name="progress"),
    path("policies/", policies.library, name="policies"),
    path("policies/register.<slug:form>", policies.register, name="policies_file"),
    path("interpretations/", policies.interpretations, name="interpretations"),
    path("subscribe/", subscribing.subscribe, name="subscribe"),
    path("subscribe/sent/", subscribing.subscribed, name="subscribed"),
    path("subscriptions/ended/", subscribing.unsubscribed, name="unsubscribed"),
    path("subscriptions/<slug:token>/", subscribing.manage, name="subscription"),
    path("subscriptions/<slug:token>/confirm/", subscribing.confirm, name="confirm_subscription"),
    path("subscriptions/<slug:token>/drop/", subscribing.drop, name="drop_interest"),
    path("subscriptions/<slug:token>/unsubscribe/", subscribing.unsubscribe, name="unsubscribe"),
    path("latest/feed.<str:form>", feeds.latest, name="latest_feed"),
    path("policies/feed.<str:form>", feeds.policies, name="policies_feed"),
    path("interpretations/feed.<str:form>", feeds.interpretations, name="interpretations_feed"),
    path("fields/<slug:slug>/feed.<str:form>", feeds.field, name="field_feed"),
    path("stages/<slug:stage>/feed.<str:form>", feeds.stage, name="stage_feed"),
    path("topics/feed.<str:form>", feeds.all_topics, name="topics_feed"),
    path("topics/<slug:code>/feed.<str:form>", feeds.topic, name="topic_feed"),
    path("notices/feed.<str:form>", feeds.site_notices, name="notices_feed"),
    path("matters/<int:number>/feed.<str:form>", feeds.matter, name="matter_feed"),
    path("bodies/<slug:slug>/feed.<str:form>", feeds.body, name="body_feed"),
]
