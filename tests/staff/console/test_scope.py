"""Every address of every console screen, asked about office B by everybody."""

import io

import openpyxl
import pytest
from django.urls import reverse

from evaluation.models import Product
from staff.models import Officer, Unit, UnitQuota
from tests.staff.console.conftest import CITIZEN_ID, MARKERS, SECRET, Console
from tests.staff.console.screens import (
    EDITABLE,
    LISTS,
    SCOPED,
    SCREENS,
    VIEWSETS,
    address,
    body,
    named,
    of,
)

READERS = {"right unit", "parent unit", "auditor", "superuser"}
KEEPERS = {"right unit", "parent unit", "superuser"}
# Personnel of A opens lists and “new”, but finds nothing of B there.
OPENS = {
    "index": READERS | {"wrong unit"},
    "index_results": READERS | {"wrong unit"},
    "inspect": READERS,
    "add": KEEPERS | {"wrong unit"},
    "edit": KEEPERS,
    "history": KEEPERS,
    "history_results": KEEPERS,
}
PEOPLE = (
    "right unit",
    "wrong unit",
    "parent unit",
    "verb without reach",
    "auditor",
    "editor",
    "superuser",
)
OUTSIDE = {"anonymous": "sign in", "officer": "forbidden", "leader without admin": "forbidden"}


def who_opens(viewset, screen: str) -> set[str]:
    if viewset.model is Product:  # of no unit: the verb decides
        return READERS | {"wrong unit", "verb without reach"}
    return OPENS[screen]


def outcome(response) -> str:
    if response.status_code == 302:
        where = response.headers["Location"]
        return "sign in" if "/tai-khoan/login/" in where else "refused" if where == "/quan-tri/" else where
    return {200: "opens", 403: "forbidden", 404: "not found"}[response.status_code]


@pytest.mark.parametrize(("viewset", "screen"), SCREENS, ids=named)
def test_each_screen_opens_for_those_with_verb_and_reach(console: Console, viewset, screen) -> None:
    url = address(viewset, screen, console.rows[viewset.model].pk)
    found = {who: outcome(console.client(who).get(url)) for who in console.people}
    assert {who for who, what in found.items() if what == "opens"} == who_opens(viewset, screen)
    assert {who: found[who] for who in OUTSIDE} == OUTSIDE
    others = set(found) - set(OUTSIDE) - who_opens(viewset, screen)
    assert {found[who] for who in others} <= {"not found", "refused"}


@pytest.mark.parametrize(("viewset", "screen"), SCREENS, ids=named)
def test_nothing_of_b_is_on_any_screen_of_others(console: Console, viewset, screen) -> None:
    url = address(viewset, screen, console.rows[viewset.model].pk)
    searches = (
        "q=bi+mat",
        "q=cc-b",
        "export=csv",
        "export=xlsx",
        f"unit={console.cast.b.pk}",
        "ordering=-unit",
    )
    for who in ("wrong unit", "verb without reach", "editor"):
        client = console.client(who)
        for query in ("", *(searches if screen in LISTS else ())):
            text = body(client.get(f"{url}?{query}", follow=True))
            assert [m for m in MARKERS if m in text] == [], (who, query)


@pytest.mark.parametrize("viewset", SCOPED, ids=named)
def test_the_rows_of_b_could_leak(console: Console, viewset) -> None:
    """Without this the rest of the file would prove nothing."""
    for who in READERS:
        for screen in LISTS:
            text = body(console.client(who).get(address(viewset, screen)))
            assert [m for m in MARKERS if m in text] != [], (who, screen)


@pytest.mark.parametrize("viewset", EDITABLE, ids=named)
def test_a_post_to_a_foreign_row_changes_nothing(console: Console, viewset) -> None:
    row = console.rows[viewset.model]
    before = viewset.model.objects.values().get(pk=row.pk)
    for screen in ("edit", "history", "inspect"):
        response = console.client("wrong unit").post(
            address(viewset, screen, row.pk),
            {"name": "X", "kind": "phong", "seats": "1", "full_name": "X", "sex": "male"},
        )
        assert response.status_code == 404 if screen != "inspect" else response.status_code in (404, 405)
    assert viewset.model.objects.values().get(pk=row.pk) == before


@pytest.mark.parametrize("viewset", VIEWSETS, ids=named)
def test_there_is_no_deleting_copying_reordering_or_usage(console: Console, viewset) -> None:
    row, base = console.rows[viewset.model], address(viewset, "index")
    for who in ("right unit", "superuser"):
        client = console.client(who)
        for tail in ("delete", "copy", "reorder", "usage"):
            for method in (client.get, client.post):
                assert method(f"{base}{tail}/{row.pk}/").status_code == 404
    assert viewset.model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("viewset", [v for v in VIEWSETS if not v.edit_form], ids=named)
@pytest.mark.parametrize("tail", ["new/", "edit/{pk}/", "history/{pk}/"])
def test_what_workbooks_bring_in_is_only_read(console: Console, viewset, tail) -> None:
    url = address(viewset, "index") + tail.format(pk=console.rows[viewset.model].pk)
    assert console.client("superuser").get(url).status_code == 404


@pytest.mark.parametrize("viewset", VIEWSETS, ids=named)
def test_no_bulk_action_of_wagtail_touches_our_tables(console: Console, viewset) -> None:
    meta = viewset.model._meta
    url = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, "delete"])
    response = console.client("superuser").post(f"{url}?id={console.rows[viewset.model].pk}")
    assert response.status_code == 404
    assert viewset.model.objects.filter(pk=console.rows[viewset.model].pk).exists()


def exported(response) -> list[list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response)))
    return [[str(v) for v in row if v is not None] for row in book.active.iter_rows(values_only=True)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("viewset", SCOPED, ids=named)
def test_an_export_holds_exactly_the_rows_in_reach(console: Console, viewset, form) -> None:
    url = address(viewset, "index") + f"?export={form}"
    texts = {}
    for who in ("wrong unit", "right unit", "superuser"):
        response = console.client(who).get(url)
        raw = response.content
        texts[who] = (
            raw.decode("utf-8-sig") if form == "csv" else "\n".join(" ".join(r) for r in exported([raw]))
        )
    assert [m for m in MARKERS if m in texts["wrong unit"]] == []
    assert [m for m in MARKERS if m in texts["right unit"]] != []
    assert [m for m in MARKERS if m in texts["superuser"]] != []


def test_filters_offer_only_units_in_reach_and_ignore_others(console: Console) -> None:
    viewset = of(Officer)
    response = console.client("wrong unit").get(address(viewset, "index"))
    offered = set(response.context["filters"].form.fields["unit"].queryset)
    assert offered == {console.cast.a}
    foreign = console.client("wrong unit").get(address(viewset, "index") + f"?unit={console.cast.b.pk}")
    assert SECRET not in body(foreign)


def test_a_parent_unit_as_filter_takes_all_below_along(console: Console) -> None:
    url = address(of(Officer), "index") + f"?unit={console.cast.t.pk}"
    assert SECRET in body(console.client("parent unit").get(url))


@pytest.mark.parametrize(("viewset", "screen"), SCREENS, ids=named)
def test_the_citizen_number_is_nowhere_in_full(console: Console, viewset, screen) -> None:
    url, client = address(viewset, screen, console.rows[viewset.model].pk), console.client("superuser")
    for query in ("", "?q=CC-bao", "?export=csv"):
        assert CITIZEN_ID not in body(client.get(url + query))


def test_the_citizen_number_finds_nobody(console: Console) -> None:
    response = console.client("superuser").get(address(of(Officer), "index") + f"?q={CITIZEN_ID}")
    assert list(response.context["object_list"]) == []


def test_inspection_shows_the_citizen_number_masked(console: Console) -> None:
    shown = body(console.client("auditor").get(address(of(Officer), "inspect", console.rows[Officer].pk)))
    assert "•••••••••123" in shown


@pytest.mark.parametrize("typed", ["lo thi bi mat", "Lộ Thị Bí", "BI MAT", "cc-bao"])
def test_search_needs_no_diacritics(console: Console, typed) -> None:
    response = console.client("right unit").get(address(of(Officer), "index"), {"q": typed})
    assert [row.number for row in response.context["object_list"]] == ["CC-bao"]


@pytest.mark.parametrize(
    ("model", "typed"), [(Unit, "khu vuc b"), (Unit, "t-b"), (UnitQuota, "qd-cua-b")], ids=str
)
def test_units_and_quotas_are_found_likewise(console: Console, model, typed) -> None:
    response = console.client("superuser").get(address(of(model), "index"), {"q": typed})
    assert list(response.context["object_list"]) == [console.rows[model]]


def menu_of(console: Console, who: str) -> set[str]:
    from wagtail.admin.menu import admin_menu

    request = console.client(who).get("/quan-tri/").wsgi_request
    items = admin_menu.menu_items_for_request(request)
    return {
        inner.name
        for item in items
        if item.name.startswith("console-")
        for inner in item.menu.menu_items_for_request(request)
    }


ALL = {v.menu_name for v in VIEWSETS}


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("right unit", ALL),
        ("wrong unit", ALL),
        ("parent unit", ALL),
        ("auditor", ALL),
        ("superuser", ALL),
        ("verb without reach", {"console-products"}),
        ("editor", set()),
    ],
)
def test_the_menu_names_what_opens(console: Console, who, names) -> None:
    assert menu_of(console, who) == names


def test_row_buttons_lead_only_where_one_may_go(console: Console) -> None:
    """Mai may change everyone; the auditor may only look."""
    url, row = address(of(Officer), "index"), console.rows[Officer]
    edit, inspect = address(of(Officer), "edit", row.pk), address(of(Officer), "inspect", row.pk)
    keeper, auditor = body(console.client("parent unit").get(url)), body(console.client("auditor").get(url))
    assert (edit in keeper, inspect in keeper) == (True, True)
    assert (edit in auditor, inspect in auditor) == (False, True)
    assert "/new/" not in auditor


def test_wagtail_finds_an_edit_address_only_for_those_who_may_use_it(console: Console) -> None:
    from wagtail.admin.admin_url_finder import AdminURLFinder

    row = console.rows[Officer]
    found = {who: AdminURLFinder(console.people[who]).get_edit_url(row) for who in PEOPLE}
    assert {who for who, url in found.items() if url} == KEEPERS
    finder = AdminURLFinder(console.people["superuser"])
    editable = {model for model, row in console.rows.items() if finder.get_edit_url(row)}
    assert editable == {v.model for v in EDITABLE}


def test_a_group_screen_offers_verbs_but_never_reach(console: Console) -> None:
    names = {p.codename for v in VIEWSETS for p in v.get_permissions_to_register()}
    assert {"change_unit", "view_officer"} <= names
    assert [name for name in names if name.endswith("_in_unit")] == []
