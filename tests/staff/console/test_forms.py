"""The console's forms: what they offer, what they refuse, what they write and under whose name."""

from datetime import date

import pytest
from django import forms
from django.utils import translation
from wagtail.models import ModelLogEntry

from staff.models import Officer, Posting, Rank, RankHolding, Unit, UnitQuota
from tests.factories import UnitFactory
from tests.staff.console.conftest import Console
from tests.staff.console.screens import EDITABLE, NEW, VIEWSETS, address, body, form_data, named, of

FORMS = [(v, "add") for v in NEW] + [(v, "edit") for v in EDITABLE]
DAYS = [
    (viewset, screen, name)
    for viewset, screen in FORMS
    for name, field in viewset.get_form_class(for_update=screen == "edit").base_fields.items()
    if isinstance(field, forms.DateField)
]


def open_form(console: Console, who: str, viewset, screen: str):
    url = address(viewset, screen, console.rows[viewset.model].pk)
    return console.client(who).get(url).context["form"]


def send(console: Console, who: str, viewset, screen: str, pk=None, **typed):
    client = console.client(who)
    url = address(viewset, screen, pk or console.rows[viewset.model].pk)
    return client.post(url, {**form_data(client, url), **typed})


def saved(response) -> bool:
    return response.status_code == 302 and response.headers["Location"] != "/quan-tri/"


def errors(response) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def recruit(console: Console, who: str = "right unit", **typed):
    facts = {
        "number": "CC-moi",
        "full_name": "Nguyễn  Thị Đường",
        "birth_date": "15/06/1965",
        "sex": "female",
        "service_start": "03/04/2026",
        "unit": console.cast.b.pk,
        "rank": Rank.objects.all()[0].pk,
        "engagement": "civil_servant",
    }
    return send(console, who, of(Officer), "add", **{**facts, **typed})


# Days


def test_every_form_with_a_day_is_known() -> None:
    assert {(named(v), screen, name) for v, screen, name in DAYS} == {
        ("console_units", "add", "start"),
        ("console_units", "edit", "end"),
        ("console_quotas", "add", "start"),
        ("console_officers", "add", "birth_date"),
        ("console_officers", "add", "party_joined"),
        ("console_officers", "add", "service_start"),
        ("console_officers", "edit", "birth_date"),
        ("console_officers", "edit", "party_joined"),
        ("console_officers", "edit", "service_start"),
    }


@pytest.mark.parametrize(("viewset", "screen", "name"), DAYS, ids=named)
def test_days_are_day_month_year(console: Console, viewset, screen, name) -> None:
    """In both languages of the interface, and what was saved comes back the same way."""
    days = {
        "03/04/2026": date(2026, 4, 3),
        "15/06/1965": date(1965, 6, 15),
        "31/12/2025": date(2025, 12, 31),
    }
    blank = open_form(console, "superuser", viewset, screen)
    for language in ("vi", "en"):
        with translation.override(language):
            fields = {typed: blank.fields[name].clean(typed) for typed in days}
            shown = {blank.fields[name].widget.format_value(day): day for day in days.values()}
        assert (fields, shown) == (days, days)


@pytest.mark.parametrize(("viewset", "screen", "name"), DAYS, ids=named)
def test_what_is_no_day_is_refused_at_its_field(console: Console, viewset, screen, name) -> None:
    unreadable = ["Ngày phải theo dạng dd/mm/yyyy, ví dụ 15/06/1965."]
    too_early = ["Ngày phải từ 01/01/1900 trở đi."]
    answers = {
        "31/02/2026": unreadable,
        "06/15/1965": unreadable,
        "15/06/65": unreadable,
        "hôm qua": unreadable,
        "31/12/1899": too_early,
        "01/01/0001": too_early,
    }
    found = {
        typed: errors(send(console, "superuser", viewset, screen, **{name: typed}))[name] for typed in answers
    }
    assert found == answers


@pytest.mark.parametrize(("viewset", "screen", "name"), DAYS, ids=named)
def test_the_calendar_leaves_alone_what_was_typed(console: Console, viewset, screen, name) -> None:
    """Wagtail's own would turn 31/02 into 03/03 before anybody could refuse it."""
    widget = open_form(console, "superuser", viewset, screen).fields[name].widget
    assert (widget.get_config()["validateOnBlur"], widget.get_config()["format"]) == (False, "d/m/Y")


# Choices


@pytest.mark.parametrize(
    ("model", "screen", "name"),
    [(UnitQuota, "add", "unit"), (Officer, "add", "unit"), (Unit, "add", "parent")],
)
def test_a_form_offers_only_units_in_reach(console: Console, model, screen, name) -> None:
    form = open_form(console, "wrong unit", of(model), screen)
    assert set(form.fields[name].queryset) == {console.cast.a}


def test_nobody_recruits_into_a_unit_out_of_reach(console: Console) -> None:
    assert list(errors(recruit(console, "wrong unit"))) == ["unit"]
    assert not Officer.objects.filter(number="CC-moi").exists()


def test_nobody_gives_a_quota_to_a_unit_out_of_reach(console: Console) -> None:
    typed = {"unit": console.cast.b.pk, "seats": "50", "start": "01/01/2026"}
    assert list(errors(send(console, "wrong unit", of(UnitQuota), "add", **typed))) == ["unit"]


def test_nobody_opens_a_unit_below_one_out_of_reach_or_below_none(console: Console) -> None:
    typed = {"code": "X", "name": "X", "kind": "phong"}
    for parent in (console.cast.b.pk, ""):
        response = send(console, "wrong unit", of(Unit), "add", parent=parent, **typed)
        assert list(errors(response)) == ["parent"]
    assert not Unit.objects.filter(code="X").exists()


def test_a_unit_stays_below_its_parent_when_the_parent_is_out_of_reach(console: Console) -> None:
    """Saving must not detach B from T, and what is posted for the parent counts for nothing."""
    response = send(console, "right unit", of(Unit), "edit", name="Phòng mới", parent="")
    assert saved(response)
    unit = Unit.objects.get(code="T-B")
    assert (unit.name, unit.parent) == ("Phòng mới", console.cast.t)


def test_a_unit_in_reach_may_move_to_another_in_reach(console: Console) -> None:
    assert saved(send(console, "parent unit", of(Unit), "edit", parent=console.cast.a.pk))
    assert Unit.objects.get(code="T-B").parent == console.cast.a


@pytest.mark.parametrize("who", ["parent unit", "superuser"])
def test_a_unit_never_lies_below_itself(console: Console, who) -> None:
    below = UnitFactory(code="T-B-1", parent=console.cast.b)
    for parent in (console.cast.b, below):
        response = send(console, who, of(Unit), "edit", parent=parent.pk)
        assert list(errors(response)) == ["parent"]
    assert Unit.objects.get(code="T-B").parent == console.cast.t


# What is written


def test_recruiting_makes_person_posting_and_rank_in_one_go(console: Console) -> None:
    assert saved(recruit(console))
    officer = Officer.objects.get(number="CC-moi")
    assert (officer.full_name, officer.folded_name) == ("Nguyễn Thị Đường", "nguyen thi duong")
    assert (officer.birth_date, officer.service_start) == (date(1965, 6, 15), date(2026, 4, 3))
    posting = Posting.objects.get(officer=officer)
    assert (posting.unit, posting.start, posting.kind) == (console.cast.b, date(2026, 4, 3), "primary")
    assert RankHolding.objects.get(officer=officer).start == date(2026, 4, 3)


def test_a_refusal_of_the_service_stands_at_its_field_and_nothing_is_written(console: Console) -> None:
    """B opens on 01/01/2020: nobody serves there before."""
    response = recruit(console, service_start="31/12/2019")
    assert list(errors(response)) == ["unit"]
    assert "01/01/2020" in errors(response)["unit"][0]
    assert response.status_code == 200
    assert not Officer.objects.filter(number="CC-moi").exists()


def test_a_unit_where_people_still_serve_does_not_close(console: Console) -> None:
    response = send(console, "right unit", of(Unit), "edit", end="01/01/2027")
    assert list(errors(response)) == ["end"]
    assert "CC-bao" in body(response)
    assert Unit.objects.get(code="T-B").end is None


def test_a_taken_number_is_refused(console: Console) -> None:
    assert list(errors(recruit(console, number="CC-bao"))) == ["number"]


def test_letters_typed_apart_are_composed(console: Console) -> None:
    assert saved(recruit(console, full_name="Nguyễn Thị Đường"))
    assert Officer.objects.get(number="CC-moi").full_name == "Nguyễn Thị Đường"


def test_correcting_a_birth_date_makes_it_known_to_the_day(console: Console) -> None:
    bao = console.rows[Officer]
    Officer.objects.filter(pk=bao.pk).update(birth_date=date(1985, 1, 1), birth_precision="year")
    assert saved(send(console, "right unit", of(Officer), "edit", ethnicity="Mường"))
    officer = Officer.objects.get(pk=bao.pk)
    assert (officer.birth_precision, officer.ethnicity) == ("year", "Mường")
    assert saved(send(console, "right unit", of(Officer), "edit", birth_date="15/06/1985"))
    officer.refresh_from_db()
    assert (officer.birth_precision, officer.birth_date) == ("day", date(1985, 6, 15))


def test_a_corrected_name_is_found_under_the_new_spelling(console: Console) -> None:
    assert saved(send(console, "right unit", of(Officer), "edit", full_name="Đỗ Quốc Bảo"))
    assert Officer.objects.get(number="CC-bao").folded_name == "do quoc bao"


@pytest.mark.parametrize("name", ["citizen_id", "user", "number", "service_end", "name_key"])
def test_what_the_form_does_not_offer_cannot_be_sent(console: Console, name) -> None:
    before = Officer.objects.values().get(number="CC-bao")
    send(console, "right unit", of(Officer), "edit", **{name: "1"})
    assert Officer.objects.values().get(pk=before["id"]) == before


def test_a_units_code_and_opening_day_stay(console: Console) -> None:
    send(console, "right unit", of(Unit), "edit", code="X", start="01/01/2021")
    unit = Unit.objects.get(pk=console.cast.b.pk)
    assert (unit.code, unit.start) == ("T-B", date(2020, 1, 1))


def test_a_later_quota_closes_the_one_before(console: Console) -> None:
    typed = {"unit": console.cast.b.pk, "seats": "9", "start": "03/04/2026", "decision": "12/QĐ"}
    assert saved(send(console, "right unit", of(UnitQuota), "add", **typed))
    rows = UnitQuota.objects.filter(unit=console.cast.b).values_list("seats", "start", "end")
    assert list(rows) == [(7, date(2020, 1, 1), date(2026, 4, 3)), (9, date(2026, 4, 3), None)]


def test_correcting_a_quota_keeps_its_day_and_how_exactly_it_is_known(console: Console) -> None:
    quota = console.rows[UnitQuota]
    UnitQuota.objects.filter(pk=quota.pk).update(start_precision="month")
    assert saved(send(console, "right unit", of(UnitQuota), "edit", seats="8"))
    quota.refresh_from_db()
    assert (quota.seats, quota.start, quota.start_precision) == (8, date(2020, 1, 1), "month")


def test_a_closed_unit_does_not_open_again(console: Console) -> None:
    closed = UnitFactory(code="T-C", parent=console.cast.b, end=date(2021, 1, 1))
    assert saved(send(console, "right unit", of(Unit), "edit", pk=closed.pk, name="Tên đúng"))
    response = send(console, "right unit", of(Unit), "edit", pk=closed.pk, end="")
    assert list(errors(response)) == ["end"]


# Who did it

CHANGES = {
    Unit: {"name": "Phòng đổi tên"},
    UnitQuota: {"seats": "8"},
    Officer: {"ethnicity": "Mường"},
}


@pytest.mark.parametrize("viewset", EDITABLE, ids=named)
def test_a_change_is_in_both_histories_with_the_acting_user(console: Console, viewset) -> None:
    row, rita = console.rows[viewset.model], console.people["right unit"]
    assert saved(send(console, "right unit", viewset, "edit", **CHANGES[viewset.model]))
    latest = viewset.model.history.filter(id=row.pk).latest("history_id")
    entry = ModelLogEntry.objects.for_instance(row).get()
    assert (latest.history_user, latest.history_type) == (rita, "~")
    assert (entry.user, entry.action, entry.content_changed) == (rita, "wagtail.edit", True)


def test_a_new_row_is_in_both_histories_too(console: Console) -> None:
    recruit(console)
    officer, rita = Officer.objects.get(number="CC-moi"), console.people["right unit"]
    assert officer.history.get().history_user == rita
    assert ModelLogEntry.objects.for_instance(officer).get().action == "wagtail.create"


@pytest.mark.parametrize("viewset", EDITABLE, ids=named)
def test_the_log_names_nobody(console: Console, viewset) -> None:
    """The site history lists labels of every unit; nobody's name is among them."""
    row = console.rows[viewset.model]
    send(console, "right unit", viewset, "edit", **CHANGES[viewset.model])
    label = ModelLogEntry.objects.for_instance(row).get().label
    assert label.split()[-1] == str(row.pk)
    assert str(row) not in label


def test_a_refused_change_is_in_neither(console: Console) -> None:
    row = console.rows[Unit]
    before = Unit.history.count()
    send(console, "right unit", of(Unit), "edit", end="01/01/2027")
    assert (Unit.history.count(), ModelLogEntry.objects.for_instance(row).count()) == (before, 0)


@pytest.mark.parametrize(("viewset", "screen"), FORMS, ids=named)
def test_a_json_save_goes_the_same_way(console: Console, viewset, screen) -> None:
    """Wagtail's views answer scripts as well; reach and services hold for them alike."""
    row = console.rows[viewset.model]
    before = viewset.model.objects.count(), viewset.model.objects.values().get(pk=row.pk)
    url = address(viewset, screen, row.pk)
    response = console.client("wrong unit").post(url, {}, headers={"accept": "application/json"})
    assert response.status_code in (400, 404)
    assert (viewset.model.objects.count(), viewset.model.objects.values().get(pk=row.pk)) == before


def test_a_form_without_a_service_writes_nothing() -> None:
    assert [named(v) for v in VIEWSETS if bool(v.add_form) is not bool(v.add_panels)] == []
    assert [named(v) for v in VIEWSETS if bool(v.edit_form) is not bool(v.edit_panels)] == []
