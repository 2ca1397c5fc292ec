"""Addresses of data quality, campaigns, pledges and declaration duties; staff.urls takes them in."""

from django.urls import URLPattern, path

from staff.views import asset_duties, campaigns, data_quality, pledge_signing, pledges

quality_patterns: list[URLPattern] = [
    path("du-lieu/", data_quality.data_quality, name="data_quality"),
    path("du-lieu/xlsx/", data_quality.data_quality_xlsx, name="data_quality_xlsx"),
    path("du-lieu/don-vi/<path:code>/", data_quality.data_quality_unit, name="data_quality_unit"),
    path("chien-dich/", campaigns.campaigns, name="campaigns"),
    path("chien-dich/xlsx/", campaigns.campaigns_xlsx, name="campaigns_xlsx"),
    path("chien-dich/moi/", campaigns.campaign_open, name="campaign_open"),
    path("chien-dich/<int:pk>/", campaigns.campaign, name="campaign"),
    path("chien-dich/<int:pk>/tien-do.svg", campaigns.campaign_chart, name="campaign_chart"),
    path("chien-dich/<int:pk>/xlsx/", campaigns.campaign_xlsx, name="campaign_xlsx"),
    path("chien-dich/<int:pk>/nhac/", campaigns.campaign_remind, name="campaign_remind"),
    path("chien-dich/<int:pk>/dong/", campaigns.campaign_close, name="campaign_close"),
    path("cam-ket/", pledges.pledge_plans, name="pledge_plans"),
    path("cam-ket/xlsx/", pledges.pledge_plans_xlsx, name="pledge_plans_xlsx"),
    path("cam-ket/moi/", pledges.pledge_plan_new, name="pledge_plan_new"),
    path("cam-ket/<int:pk>/", pledges.pledge_plan, name="pledge_plan"),
    path("cam-ket/<int:pk>/xlsx/", pledges.pledge_plan_xlsx, name="pledge_plan_xlsx"),
    path("cam-ket/<int:pk>/van-ban/", pledges.pledge_text_new, name="pledge_text_new"),
    path("cam-ket/<int:pk>/ky/", pledge_signing.pledge_sign, name="pledge_sign"),
    path("cam-ket/<int:pk>/giay/<path:number>/", pledges.pledge_paper, name="pledge_paper"),
    path("cam-ket/ban-sao/<int:pk>/", pledge_signing.pledge_copy, name="pledge_copy"),
    path("ke-khai/", asset_duties.asset_duties, name="asset_duties"),
    path("ke-khai/xlsx/", asset_duties.asset_duties_xlsx, name="asset_duties_xlsx"),
    path("ke-khai/hang-nam/", asset_duties.asset_duties_make, name="asset_duties_make"),
    path("ke-khai/them/", asset_duties.asset_duty_new, name="asset_duty_new"),
    path("ke-khai/ghi/", asset_duties.asset_duties_mark, name="asset_duties_mark"),
]
