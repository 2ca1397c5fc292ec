"""Workbooks on the web: who may bring in what, who sees the log, and the blank workbooks."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from staff.access import ReachCode, grant, revoke
from staff.imports.kept import kept_report
from staff.models import ImportRun, Officer, User
from staff.registries import importers
from tests.conftest import Cast
from tests.staff.import_pages import HEADINGS, HUB, UPLOAD, page, row, signed_in, staff_file, staged, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def mai(cast: Cast) -> Client:
    return signed_in(cast.mai)


# Who may


def test_anonymous_people_are_sent_to_the_sign_in(client: Client, mai: Client) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))
    for address in (HUB, UPLOAD, f"{UPLOAD}mau/", page(run), page(run, "tep-loi/")):
        assert client.get(address).headers["Location"].startswith(reverse("account_login"))
    for address in (UPLOAD, page(run, "ghi/"), page(run, "bo/")):
        assert client.post(address).headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["anh", "an", "loan"])
def test_without_the_verb_the_door_is_closed(cast: Cast, name: str) -> None:
    client = signed_in(getattr(cast, name))
    assert [client.get(address).status_code for address in (HUB, UPLOAD, f"{UPLOAD}mau/")] == [403] * 3
    assert upload(client, staff_file(row("T-1", "T-A"))).status_code == 403
    assert not ImportRun.objects.exists()


def test_the_verb_without_reach_finds_nothing(cast: Cast) -> None:
    client = signed_in(cast.ngoc)
    assert client.get(UPLOAD).status_code == 404
    assert UPLOAD not in client.get(HUB).content.decode()


def test_an_unknown_kind_is_not_found(mai: Client) -> None:
    assert [mai.get(f"{HUB}khac/").status_code, mai.get(f"{HUB}khac/mau/").status_code] == [404, 404]


def test_someone_elses_run_does_not_exist(cast: Cast, mai: Client) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))
    cast.ngoc.is_superuser = True
    cast.ngoc.save()
    for other in (cast.ngoc, cast.thu, cast.kim, cast.anh):
        client = signed_in(other)
        assert [client.get(page(run)).status_code, client.get(page(run, "tep-loi/")).status_code] == [404] * 2
        assert [client.post(page(run, "ghi/")).status_code, client.post(page(run, "bo/")).status_code] == [
            404
        ] * 2
    assert ImportRun.objects.get().state == "previewed"


def test_whoever_lost_the_verb_cannot_confirm(cast: Cast, mai: Client) -> None:
    run = staged(mai, staff_file(row("T-1", "T-A")))
    cast.mai.groups.clear()
    assert mai.post(page(run, "ghi/")).status_code == 403
    assert not Officer.objects.filter(number="T-1").exists()


def _officer_of_a(cast: Cast) -> Client:
    """The personnel officer of A alone."""
    revoke(cast.mai, ReachCode.MANAGE_PEOPLE, cast.t)
    grant(cast.mai, ReachCode.MANAGE_PEOPLE, cast.a)
    return signed_in(User.objects.get(pk=cast.mai.pk))


def test_a_personnel_officer_of_a_imports_for_a_but_not_for_b(cast: Cast) -> None:
    client = _officer_of_a(cast)
    into_a, into_b = (staged(client, staff_file(row("T-1", code))) for code in ("T-A", "T-B"))
    assert [into_a.state, into_b.state] == ["previewed", "refused"]
    assert [(p.cell, p.value) for p in kept_report(into_b).problems] == [("E3", "T-B")]


def test_reach_lost_between_preview_and_confirmation_counts(cast: Cast, mai: Client) -> None:
    run = staged(mai, staff_file(row("T-1", "T-B")))
    _officer_of_a(cast)
    mai.post(page(run, "ghi/"))
    run.refresh_from_db()
    assert run.state == "refused"
    assert not Officer.objects.filter(number="T-1").exists()


# Hub, log, templates


def test_the_hub_shows_the_kinds_one_may_bring_in(cast: Cast, mai: Client) -> None:
    def kinds(client: Client) -> list[str]:
        html = client.get(HUB).content.decode()
        return [kind for kind in sorted(importers) if f'href="{HUB}{kind}/"' in html]

    books = ["caseload", "outside", "special", "targets"]
    others = ["histories", "participants", "products", "ratings90", "staff", "work"]
    assert kinds(mai) == sorted([*books, *others])
    assert kinds(signed_in(cast.thu)) == books


def test_the_log_shows_own_imports_and_those_of_colleagues_in_reach(cast: Cast, mai: Client) -> None:
    staged(mai, staff_file(row("T-1", "T-A"), name="cua-mai.xlsx"))
    ImportRun.objects.create(kind="caseload", file_name="cua-thu.xlsx", state="applied", actor=cast.thu)
    ImportRun.objects.create(kind="staff", file_name="he-thong.xlsx", state="applied")

    def files(user: User) -> list[str]:
        html = signed_in(user).get(HUB).content.decode()
        return [name for name in ("cua-mai.xlsx", "cua-thu.xlsx", "he-thong.xlsx") if name in html]

    assert files(cast.mai) == ["cua-mai.xlsx", "cua-thu.xlsx", "he-thong.xlsx"]
    assert files(cast.thu) == ["cua-thu.xlsx"]
    assert files(cast.kim) == ["cua-mai.xlsx", "cua-thu.xlsx", "he-thong.xlsx"]
    assert files(cast.ngoc) == []


def test_the_log_keeps_out_of_other_provinces(cast: Cast) -> None:
    ImportRun.objects.create(kind="staff", file_name="tinh-khac.xlsx", state="applied", actor=cast.binh)
    client = _officer_of_a(cast)
    revoke(cast.mai, ReachCode.VIEW_PEOPLE, cast.t)
    assert "tinh-khac.xlsx" not in client.get(HUB).content.decode()


def test_the_log_takes_no_more_queries_with_more_lines(
    cast: Cast, mai: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(lines: int) -> int:
        for n in range(lines):
            ImportRun.objects.create(kind="staff", file_name=f"{n}.xlsx", state="applied", actor=cast.mai)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            mai.get(HUB)
        return len(caught)

    queries(1)
    assert queries(0) == queries(2)


def test_navigation_and_home_card_for_those_who_import(cast: Cast, mai: Client) -> None:
    link = f'href="{HUB}"'
    assert link in mai.get(UPLOAD).content.decode()
    assert link not in signed_in(cast.an).get("/nhan-su/bien-che/").content.decode()


@pytest.mark.parametrize("kind", ["staff", "caseload", "products", "work"])
def test_the_blank_workbook_has_every_required_heading_and_no_record(mai: Client, kind: str) -> None:
    response = mai.get(f"{HUB}{kind}/mau/")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    guides = importers[kind].sheets
    assert book.sheetnames == [*(guide.sheet for guide in guides), "Hướng dẫn"]
    for guide in guides:
        headings = [cell.value for cell in book[guide.sheet][book[guide.sheet].max_row]]
        required = {c.headings[0] + " *" for c in guide.spec.columns if c.required}
        assert required == {heading for heading in headings if heading.endswith(" *")}


def test_a_blank_workbook_filled_in_comes_in(mai: Client, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(mai.get(f"{UPLOAD}mau/").content))
    sheet = book["Công chức"]
    known = dict(zip(HEADINGS, row("T-1", "T-A"), strict=True))
    for cell in sheet[1]:
        sheet.cell(2, cell.column, known.get(cell.value.removesuffix(" *")))
    book.save(tmp_path / "mau.xlsx")
    run = staged(mai, tmp_path / "mau.xlsx")
    assert (run.state, run.summary["created"]) == ("previewed", 1)


def test_an_empty_blank_workbook_changes_nothing(mai: Client, tmp_path: Path) -> None:
    (tmp_path / "mau.xlsx").write_bytes(mai.get(f"{UPLOAD}mau/").content)
    run = staged(mai, tmp_path / "mau.xlsx")
    assert kept_report(run).is_empty
