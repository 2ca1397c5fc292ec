"""The officer list with chosen columns: same filters and scope, nothing masked, a constant number of queries."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from staff.models import Officer, Profile, Qualification, Rank, RankHolding, Relation, SalaryStep
from staff.rules.masking import MASKED_FIELDS
from staff.selectors.reports.columns import COLUMNS
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory
from tests.staff.screens import text, url

EVERYTHING = "&".join(f"cot={key}" for key in COLUMNS)


def table(response) -> tuple[tuple, list[tuple]]:
    assert response.status_code == 200
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(values_only=True))
    return rows[2], rows[3:]


def export(client, query: str = ""):
    return client.get(f"{url('officers_export_file')}?{query}")


def test_the_columns_ticked_in_the_order_of_the_page(cast: Cast, as_) -> None:
    head, lines = table(export(as_(cast.an), "cot=post&cot=name&cot=khong-co"))
    assert head == ("Họ và tên", "Chức vụ")
    assert lines == [("Phạm Văn An", "Trưởng phòng"), ("Nguyễn Thị Ánh", "")]


def test_the_filters_of_the_list_hold(cast: Cast, as_) -> None:
    _head, lines = table(export(as_(cast.mai), "cot=number&unit=T-B&at=2026-09-30"))
    assert {line[0] for line in lines} == {"CC-binh", "CC-bao"}


def test_only_people_in_reach(cast: Cast, as_) -> None:
    _head, lines = table(export(as_(cast.anh), "cot=number"))
    assert lines == [("CC-anh",)]


def test_what_is_held_on_the_day(cast: Cast, as_) -> None:
    anh = cast.officer("anh")
    for code, start, end in (("03.301", 2010, 2020), ("03.300", 2020, None)):
        RankHolding.objects.create(
            officer=anh,
            rank=Rank.objects.get(code=code),
            start=date(start, 1, 1),
            end=date(end, 1, 1) if end else None,
        )
    SalaryStep.objects.create(officer=anh, step=2, coefficient="4.740", start=date(2022, 1, 1))
    for title, level in (("Anh B1", "other"), ("Pháp A2", "other")):
        Qualification.objects.create(
            officer=anh, kind="language", level=level, title=title, start=date(2015, 1, 1)
        )
    query = "q=CC-anh&cot=rank_code&cot=step&cot=coefficient&cot=learned_language&cot=rank_since"
    head, lines = table(export(as_(cast.mai), query))
    row = dict(zip(head, lines[0], strict=True))
    assert row["Mã ngạch"] == "03.300"
    assert (row["Bậc lương"], row["Hệ số"]) == (2, 4.74)
    assert set(row["Ngoại ngữ"].split("; ")) == {"Anh B1", "Pháp A2"}


def test_no_column_is_masked_anywhere(cast: Cast, as_) -> None:
    masked = {f"cv_{name}" for names in MASKED_FIELDS.values() for name in names}
    assert not masked & COLUMNS.keys()


def test_nothing_masked_stands_in_the_fullest_file(cast: Cast, as_) -> None:
    anh = cast.officer("anh")
    anh.citizen_id = "001085012345"
    anh.save()
    Profile.objects.create(
        officer=anh,
        birth_place="Xã Tam Hồng",
        health="Loại hai",
        phone="0912345678",
        insurance_number="2601234567",
    )
    Relation.objects.create(
        officer=anh, relationship="parent", full_name="Trần Thân Nhân", start=date(2000, 1, 1)
    )
    body = export(as_(cast.mai), f"{EVERYTHING}&dang=csv").content.decode()
    assert "Xã Tam Hồng" in body
    for secret in ("001085012345", "Loại hai", "0912345678", "2601234567", "Thân Nhân"):
        assert secret not in body


def test_facts_of_the_curriculum_vitae_only_for_who_keeps_the_record(cast: Cast, as_) -> None:
    Profile.objects.create(officer=cast.officer("anh"), birth_place="Xã Tam Hồng")
    assert "Xã Tam Hồng" not in export(as_(cast.an), f"{EVERYTHING}&dang=csv").content.decode()
    assert "Xã Tam Hồng" in export(as_(cast.mai), f"{EVERYTHING}&dang=csv").content.decode()


def test_columns_of_tables_without_the_verb_are_neither_offered_nor_filled(cast: Cast, as_) -> None:
    """The administrator took the pay out of the hands of officers."""
    SalaryStep.objects.create(officer=cast.officer("an"), step=7, start=date(2022, 1, 1))
    assert 'value="step"' in text(as_(cast.an).get(url("officers_export")))
    for group in Group.objects.all():
        group.permissions.remove(Permission.objects.get(codename="view_salarystep"))
    assert 'value="step"' not in text(as_(cast.an).get(url("officers_export")))
    head, _lines = table(export(as_(cast.an), "cot=step&cot=name"))
    assert head == ("Họ và tên",)


def test_csv_opens_in_excel_and_runs_nothing(cast: Cast, as_) -> None:
    anh = cast.officer("anh")
    Officer.objects.filter(pk=anh.pk).update(ethnicity="=1+1")
    response = export(as_(cast.mai), "q=CC-anh&cot=ethnicity&dang=csv")
    assert response.content.startswith("\ufeff".encode())
    assert list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")))) == [["Dân tộc"], ["'=1+1"]]


def test_the_choice_is_kept_for_the_next_time(cast: Cast, as_) -> None:
    client = as_(cast.mai)
    export(client, "cot=number&cot=ethnicity&chon=1")
    assert client.get(url("officers_export")).context["ticked"] == {"number", "ethnicity"}
    head, _lines = table(export(client))
    assert head == ("Số hiệu công chức", "Dân tộc")


def test_nothing_ticked_is_said(cast: Cast, as_) -> None:
    response = export(as_(cast.mai), "chon=1")
    assert response.status_code == 302
    assert "Chọn ít nhất một cột" in text(as_(cast.mai).get(response["Location"]))


@pytest.mark.parametrize("query", ["at=x", "rank=999999999999999999999", "unit=khong-co", "engagement=x"])
def test_a_filter_that_cannot_be_goes_back_to_the_page(cast: Cast, as_, query) -> None:
    response = export(as_(cast.mai), f"cot=name&{query}")
    assert response.status_code == 302
    assert as_(cast.mai).get(response["Location"]).status_code == 200


def test_as_many_queries_for_four_people_as_for_one(cast: Cast, as_) -> None:
    client = as_(cast.mai)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert export(client, f"{EVERYTHING}&unit=T-A").status_code == 200
        return len(caught)

    queries()
    before = queries()
    for _n in range(3):
        officer = OfficerFactory()
        PostingFactory(officer=officer, unit=cast.a)
        Profile.objects.create(officer=officer, birth_place="x")
        Qualification.objects.create(
            officer=officer, kind="education", level="master", title="Thạc sĩ", start=date(2015, 1, 1)
        )
    assert queries() == before
