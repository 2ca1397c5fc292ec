"""Registering: drafts, contradictions, twins, circles, versions, two registrars."""

from dataclasses import replace
from datetime import date

import pytest

from cms.models import Directive, DirectiveVersion, Issuer, KeptFile
from cms.services.directive_facts import DirectiveTwice
from cms.services.directives import (
    add_version,
    correct_directive,
    publish_directive,
    register_directive,
    withdraw_draft,
)
from staff.access import rows_for
from staff.models import Unit
from staff.services.editing import Overtaken, seen_of
from staff.services.errors import DomainError
from tests.cms.directives.conftest import facts, in_days, only, pdf
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def test_kind_side_and_key_are_read_from_the_symbol(draft) -> None:
    row = draft("5 / ct–TTg")

    assert (row.symbol, row.symbol_key, row.kind) == ("5/ct-TTg", "05/CT-TTG", "CT")
    assert (row.issuer.name, row.issuer.side) == ("Thủ tướng Chính phủ", "state")


def test_a_draft_is_seen_by_its_keepers_alone(cast: Cast, draft) -> None:
    row = draft()

    assert rows_for(cast.loan, Directive, "view").filter(pk=row.pk).exists()
    assert not rows_for(cast.bao, Directive, "view").filter(pk=row.pk).exists()


def test_without_addressees_it_is_meant_for_its_unit_and_all_below(cast: Cast, known) -> None:
    row = known()

    assert [(target.unit, target.with_below) for target in row.targets.all()] == [(cast.t, True)]
    assert rows_for(cast.bao, Directive, "view").filter(pk=row.pk).exists()


def test_what_is_meant_for_a_stays_out_of_b(cast: Cast, known) -> None:
    row = known(targets=only(cast.a))

    assert rows_for(cast.anh, Directive, "view").filter(pk=row.pk).exists()
    assert not rows_for(cast.bao, Directive, "view").filter(pk=row.pk).exists()


def test_a_party_symbol_of_a_state_issuer_is_refused(cast: Cast, draft, issuer: Issuer) -> None:
    with pytest.raises(DomainError, match="Nhà nước") as caught:
        draft("33-CT/TU", issuer=issuer)

    assert caught.value.field == "symbol"
    assert not Directive.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"symbol": "ba mươi ba"}, "symbol"),
        ({"symbol": "335/2025/NĐ-CP", "issued_on": date(2024, 12, 31)}, "issued_on"),
        ({"issued_on": in_days(1)}, "issued_on"),
        ({"in_force_from": date(2020, 9, 24)}, "in_force_from"),
        ({"in_force_until": date(2020, 9, 25)}, "in_force_until"),
        ({"new_issuer": " "}, "issuer"),
        ({"implements": "99-CT/TW"}, "implements"),
        ({"replaces": [("99-CT/TW", False)]}, "replaces"),
    ],
)
def test_what_contradicts_itself_is_refused_at_the_field(draft, values: dict, field: str) -> None:
    with pytest.raises(DomainError) as caught:
        draft(**values)

    assert caught.value.field == field
    assert not Directive.objects.exists()


def test_the_same_document_twice_names_the_one_there_is(draft) -> None:
    first = draft()

    with pytest.raises(DirectiveTwice) as caught:
        draft("33 - CT / TU", issuer=first.issuer)

    assert caught.value.twin == first
    assert Directive.objects.count() == 1


def test_the_same_symbol_of_another_day_is_another_document(draft) -> None:
    first = draft()

    draft("33-CT/TU", issuer=first.issuer, issued_on=date(2015, 3, 2))

    assert Directive.objects.filter(symbol_key="33-CT/TU").count() == 2


def test_a_closed_unit_is_no_addressee(cast: Cast, draft) -> None:
    Unit.objects.filter(pk=cast.b.pk).update(end=in_days(-1))
    closed = Unit.objects.get(pk=cast.b.pk)

    with pytest.raises(DomainError, match="khu vực B"):
        draft(targets=only(closed))


def test_units_that_one_does_not_keep_are_not_addressed(cast: Cast, draft) -> None:
    other = Unit.objects.create(code="X", name="Tỉnh khác", kind="thads_tinh", start=date(2020, 1, 1))

    with pytest.raises(DomainError):
        draft(targets=only(other))


def test_replacing_in_a_circle_names_the_chain(cast: Cast, known) -> None:
    old = known("01-CT/TU", issued_on=date(2011, 1, 4))
    new = known("33-CT/TU", issuer=old.issuer, replaces=[("01-CT/TU", False)])

    with pytest.raises(DomainError, match="01-CT/TU → 33-CT/TU → 01-CT/TU"):
        correct_directive(
            actor=cast.loan,
            directive=old,
            seen=seen_of(old),
            facts=facts(
                cast.t,
                "01-CT/TU",
                issued_on=old.issued_on,
                issuer=old.issuer,
                replaces=[("33-CT/TU (25/09/2020)", False)],
            ),
        )

    assert list(old.replaces.all()) == []
    assert list(new.replaces.all()) == [old]


def test_a_symbol_of_two_documents_needs_its_day(cast: Cast, known) -> None:
    first = known("05-CT/TU", issued_on=date(2016, 1, 5))
    known("05-CT/TU", issuer=first.issuer, issued_on=date(2021, 1, 5))

    with pytest.raises(DomainError, match="05/01/2016"):
        known("33-CT/TU", issuer=first.issuer, replaces=[("05-CT/TU", False)])

    row = known("33-CT/TU", issuer=first.issuer, replaces=[("05-CT/TU (05/01/2016)", True)])
    assert [(each.older, each.partly) for each in row.replacing.all()] == [(first, True)]


def test_carrying_itself_out_is_refused(cast: Cast, known) -> None:
    above = known("33-CT/TU")
    below = known("09/KH-UBND", issued_on=date(2020, 10, 1), implements="33-CT/TU")

    with pytest.raises(DomainError, match="33-CT/TU → 09/KH-UBND → 33-CT/TU"):
        correct_directive(
            actor=cast.loan,
            directive=above,
            seen=None,
            facts=facts(cast.t, "33-CT/TU", issuer=above.issuer, implements=below.symbol),
        )


def test_replaced_as_a_whole_it_is_in_force_no_longer(known) -> None:
    old = known("01-CT/TU", issued_on=date(2011, 1, 4))
    half = known("02-CT/TU", issuer=old.issuer, issued_on=date(2012, 1, 4))
    known("33-CT/TU", issuer=old.issuer, replaces=[("01-CT/TU", False), ("02-CT/TU", True)])

    assert old not in Directive.objects.in_force_on(date(2020, 9, 25))
    assert old in Directive.objects.in_force_on(date(2020, 9, 24))
    assert half in Directive.objects.in_force_on(date(2020, 9, 25))


def test_a_draft_replaces_nothing_yet(known, draft) -> None:
    old = known("01-CT/TU", issued_on=date(2011, 1, 4))
    draft("33-CT/TU", issuer=old.issuer, replaces=[("01-CT/TU", False)])

    assert old in Directive.objects.in_force_on(in_days(0))


def test_two_registrars_the_second_is_told(cast: Cast, draft) -> None:
    row = draft()
    seen = seen_of(row)
    told = facts(cast.t, issuer=row.issuer)
    correct_directive(actor=cast.mai, directive=row, seen=seen, facts=replace(told, title="Tên của Mai"))

    with pytest.raises(Overtaken, match="Tên của Mai") as caught:
        correct_directive(actor=cast.loan, directive=row, seen=seen, facts=replace(told, title="Tên khác"))

    assert "Mai" in str(caught.value)
    row.refresh_from_db()
    assert row.title == "Tên của Mai"


def test_nothing_is_made_known_without_a_file(cast: Cast) -> None:
    row = register_directive(actor=cast.loan, facts=facts(cast.t), upload=None, acknowledge_by=None)

    with pytest.raises(DomainError):
        publish_directive(actor=cast.loan, directive=row, seen=None)

    row.refresh_from_db()
    assert row.published_at is None


def test_a_draft_is_withdrawn_with_its_file_and_what_is_known_stays(cast: Cast, draft, known) -> None:
    kept = known("33-CT/TU")
    row = draft("34-CT/TU", issuer=kept.issuer)

    withdraw_draft(actor=cast.loan, directive=row, seen=None)
    with pytest.raises(DomainError):
        withdraw_draft(actor=cast.loan, directive=kept, seen=None)

    assert list(Directive.objects.all()) == [kept]
    assert KeptFile.objects.count() == 1


def test_a_new_version_needs_a_note_and_a_deadline_to_come(cast: Cast, known) -> None:
    row = known()
    given = {"actor": cast.loan, "directive": row, "last_seen": 1, "asks": True}

    with pytest.raises(DomainError, match="thay đổi"):
        add_version(**given, upload=pdf(), note=" ", acknowledge_by=None)
    with pytest.raises(DomainError):
        add_version(**given, upload=pdf(), note="Sửa", acknowledge_by=in_days(-1))
    with pytest.raises(DomainError):
        add_version(**given | {"last_seen": 0}, upload=pdf(), note="Sửa", acknowledge_by=None)

    assert DirectiveVersion.objects.count() == 1


def test_a_forbidden_type_of_file_is_refused(cast: Cast) -> None:
    upload = pdf("van-ban.exe")

    with pytest.raises(DomainError) as caught:
        register_directive(actor=cast.loan, facts=facts(cast.t), upload=upload, acknowledge_by=None)

    assert caught.value.field == "file"
    assert not Directive.objects.exists()
