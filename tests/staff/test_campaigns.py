"""Campaigns for complete records: opening with a baseline, standings, progress, reminder, closing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from staff.models import CampaignStanding, Notice, Officer, Profile, QualityCampaign
from staff.rules.progress import Filled
from staff.selectors.campaigns import days_of, progress_of
from staff.services.campaigns import close_campaign, open_campaign, record_standing, remind_people
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.factories import PostingFactory
from tests.staff.screens import text, url

FIELDS = ["birth_place", "religion"]


def opened(cast: Cast, unit=None, **facts) -> QualityCampaign:
    today = timezone.localdate()
    given = {
        "actor": cast.mai,
        "unit": unit or cast.t,
        "name": "Làm sạch dữ liệu",
        "deadline": today + timedelta(days=30),
        "fields": FIELDS,
        "today": today,
    }
    return open_campaign(**{**given, **facts})


def fill(cast: Cast, name: str, **facts) -> None:
    Profile.objects.update_or_create(officer=cast.officer(name), defaults=facts)


def test_opening_keeps_where_each_unit_stands(cast: Cast) -> None:
    fill(cast, "anh", religion="Không")
    campaign = opened(cast)
    rows = {row.unit.code: row for row in campaign.standings.all()}
    assert set(rows) == {"T", "T-A", "T-B"}
    assert (rows["T-A"].people, rows["T-A"].filled, rows["T-A"].wanted, rows["T-A"].complete) == (2, 1, 4, 0)
    assert campaign.history.get().history_user == cast.mai


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"deadline": timezone.localdate() - timedelta(days=1)}, "deadline"),
        ({"fields": []}, "fields"),
        ({"fields": ["gone"]}, "fields"),
    ],
)
def test_an_impossible_campaign_is_refused(cast: Cast, facts, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        opened(cast, **facts)
    assert refused.value.field == field
    assert not QualityCampaign.objects.exists()


def test_a_second_open_campaign_of_the_same_name_is_refused(cast: Cast) -> None:
    opened(cast)
    with pytest.raises(DomainError) as refused:
        opened(cast)
    assert refused.value.field == "name"


def test_one_row_a_unit_and_day_and_the_baseline_stays(cast: Cast) -> None:
    campaign, today = opened(cast), timezone.localdate()
    tomorrow = today + timedelta(days=1)
    fill(cast, "anh", religion="Không")
    record_standing(campaign=campaign, day=today)
    record_standing(campaign=campaign, day=tomorrow)
    fill(cast, "anh", birth_place="Vĩnh Yên")
    record_standing(campaign=campaign, day=tomorrow)
    rows = CampaignStanding.objects.filter(unit=cast.a).values_list("day", "filled", "complete")
    assert list(rows) == [(today, 0, 0), (tomorrow, 2, 1)]
    with pytest.raises(DomainError):
        record_standing(campaign=campaign, day=today - timedelta(days=1))


def test_the_command_writes_the_open_campaigns_only(cast: Cast, capsys) -> None:
    today = timezone.localdate()
    running, closed = opened(cast), opened(cast, name="Cũ")
    close_campaign(actor=cast.mai, campaign=closed, today=today)
    CampaignStanding.objects.all().delete()
    call_command("campaign_standing")
    assert "Làm sạch dữ liệu: 3" in capsys.readouterr().out
    assert set(CampaignStanding.objects.values_list("campaign_id", flat=True)) == {running.pk}


def progress(campaign: QualityCampaign, units):
    standings = CampaignStanding.objects.filter(campaign=campaign)
    return progress_of(campaign, timezone.localdate(), Officer.objects.all(), standings, units)


def test_progress_is_against_the_opening_in_points(cast: Cast) -> None:
    campaign = opened(cast)
    fill(cast, "anh", religion="Không")
    found = progress(campaign, [cast.t.pk, cast.a.pk, cast.b.pk])
    rows = {row.code: row for row in found.rows}
    assert rows["T-A"].baseline.share == Filled(0, 4)
    assert rows["T-A"].now.share == Filled(1, 4)
    assert rows["T-A"].gained == Decimal("25.0")
    assert rows["T-B"].gained == 0
    assert rows["T"].now.share.filled == found.total.now.share.filled == 1


def test_a_closed_campaign_shows_its_last_figures_whatever_changes_later(cast: Cast) -> None:
    campaign = opened(cast)
    # Closed on a later day: the opening day keeps the baseline.
    later = timezone.localdate() + timedelta(days=2)
    fill(cast, "anh", religion="Không")
    campaign = close_campaign(actor=cast.mai, campaign=campaign, today=later)
    fill(cast, "an", religion="Không")
    found = progress(campaign, [cast.a.pk])
    assert found.total.now.share == Filled(1, 4)
    with pytest.raises(DomainError):
        close_campaign(actor=cast.mai, campaign=campaign, today=later)


def test_the_figures_in_time_are_summed_over_the_units_in_sight(cast: Cast) -> None:
    opened(cast)
    mine = CampaignStanding.objects.filter(unit=cast.a)
    assert [(each.figures.people, each.figures.share) for each in days_of(mine)] == [(2, Filled(0, 4))]


def test_a_reminder_reaches_those_behind_once_a_day_and_only_in_reach(cast: Cast) -> None:
    campaign, today = opened(cast), timezone.localdate()
    fill(cast, "anh", religion="Không", birth_place="Vĩnh Yên")
    first = remind_people(campaign=campaign, today=today, url="/x/", among=[cast.a.pk, cast.b.pk])
    again = remind_people(campaign=campaign, today=today, url="/x/", among=[cast.a.pk, cast.b.pk])
    assert (first, again) == (3, 0)
    assert set(Notice.objects.values_list("user__username", flat=True)) == {"an", "binh", "bao"}


# --- screens ---


def form_data(**more) -> dict:
    deadline = timezone.localdate() + timedelta(days=30)
    base = {"unit": "T", "name": "Đợt 1", "deadline": f"{deadline:%d/%m/%Y}", "fields_wanted": FIELDS}
    return {**base, **more}


def test_personnel_open_a_campaign_and_see_its_page(cast: Cast, as_) -> None:
    client = as_(cast.mai)
    answer = client.post(url("campaign_open"), form_data(), follow=True)
    assert "Đợt 1" in text(answer)
    campaign = QualityCampaign.objects.get()
    assert campaign.fields == FIELDS
    assert client.get(url("campaign_chart", str(campaign.pk))).content.startswith(b"<?xml")
    assert client.get(url("campaign_xlsx", str(campaign.pk))).status_code == 200
    assert "Đợt 1" in text(client.get(url("campaigns")))
    assert "Đợt 1" not in text(client.get(url("campaigns", state="da-dong")))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"deadline": "01/01/2020"}, "đã qua"),
        ({"deadline": "32/13/2026"}, "dd/mm/yyyy"),
        ({"fields_wanted": []}, "ít nhất một"),
        ({"name": ""}, "Cần điền mục này"),
        ({"unit": "KHONG-CO"}, "KHONG-CO"),
    ],
)
def test_bad_input_is_named_at_its_field_and_nothing_is_kept(cast: Cast, as_, data, said: str) -> None:
    page = text(as_(cast.mai).post(url("campaign_open"), form_data(**data)))
    assert said in page
    assert not QualityCampaign.objects.exists()


def test_a_leader_sees_the_own_unit_in_the_campaign_of_the_province_and_nothing_to_press(
    cast: Cast, as_
) -> None:
    campaign = opened(cast)
    client = as_(cast.an)
    page = text(client.get(url("campaign", str(campaign.pk))))
    assert "khu vực A" in page
    assert "khu vực B" not in page
    assert "/dong/" not in page
    assert client.post(url("campaign_close", str(campaign.pk))).status_code == 403
    assert client.get(url("campaign_open")).status_code == 403


def test_a_campaign_of_another_unit_is_not_found(cast: Cast, as_) -> None:
    campaign = opened(cast, unit=cast.b)
    assert as_(cast.an).get(url("campaign", str(campaign.pk))).status_code == 404
    assert as_(cast.binh).get(url("campaign", str(campaign.pk))).status_code == 200


def test_closing_and_reminding_on_the_screen(cast: Cast, as_) -> None:
    campaign, client = opened(cast), as_(cast.mai)
    assert "người đã được nhắc" in text(client.post(url("campaign_remind", str(campaign.pk)), follow=True))
    assert "đã đóng" in text(client.post(url("campaign_close", str(campaign.pk)), follow=True))
    assert "đã đóng" in text(client.post(url("campaign_remind", str(campaign.pk)), follow=True))
    campaign.refresh_from_db()
    assert campaign.closed_on == timezone.localdate()


def test_an_empty_list_says_what_a_campaign_is(cast: Cast, as_) -> None:
    assert "Chưa có chiến dịch" in text(as_(cast.mai).get(url("campaigns")))


def test_the_page_takes_the_same_number_of_queries_for_more_people(
    cast: Cast, as_, django_assert_max_num_queries
) -> None:
    campaign, client = opened(cast), as_(cast.mai)
    client.get(url("campaign", str(campaign.pk)))
    with django_assert_max_num_queries(60) as before:
        client.get(url("campaign", str(campaign.pk)))
    for _n in range(3):
        PostingFactory(unit=cast.a)
    with django_assert_max_num_queries(60) as after:
        client.get(url("campaign", str(campaign.pk)))
    assert len(after) == len(before)
