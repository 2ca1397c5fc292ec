"""Confirming: once, a version, by whom it is meant for; counted where people serve today."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from cms.models import Acknowledgement, Directive, DirectiveVersion
from cms.selectors.directive_readers import Count, counts
from cms.selectors.directives import waiting_for
from cms.services.directive_acks import acknowledge_version, remind_readers
from cms.services.directive_moves import follow_directives, foresee_directives
from cms.services.directive_news import directive_news
from cms.services.directives import add_version
from staff.enums import PostingKind
from staff.models import Notice, Posting, Reorganisation, Unit, User
from staff.registries import Reorganised
from staff.services.errors import DomainError
from tests.cms.directives.conftest import in_days, only, pdf
from tests.conftest import Cast
from tests.factories import PostingFactory, UnitFactory

pytestmark = pytest.mark.django_db


def confirm(user: User, row: Directive) -> Acknowledgement:
    asked = row.versions.asked().get()
    return acknowledge_version(actor=fresh(user), directive=row, version_id=asked.pk)


def fresh(user: User) -> User:
    """Without what an earlier request computed."""
    return User.objects.get(pk=user.pk)


def counted(row: Directive, *units: Unit) -> Count:
    versions = DirectiveVersion.objects.filter(directive=row).asked()
    return counts(versions, localdate(), frozenset(unit.pk for unit in units) or None)[0]


def names(count: Count, *, done: bool) -> set[str]:
    return {each.person.number for each in count.readers if (each.at is not None) is done}


def new_version(cast: Cast, row: Directive, *, asks: bool) -> DirectiveVersion:
    return add_version(
        actor=cast.loan,
        directive=row,
        last_seen=1,
        upload=pdf(),
        note="Sửa",
        asks=asks,
        acknowledge_by=in_days(3) if asks else None,
    )


def test_a_reader_confirms_once_and_a_second_click_changes_nothing(cast: Cast, known) -> None:
    row = known()

    first, second = confirm(cast.bao, row), confirm(cast.bao, row)

    assert first == second
    assert (first.unit, first.officer) == (cast.b, cast.officer("bao"))
    assert not waiting_for(fresh(cast.bao), localdate()).exists()


def test_who_is_not_addressed_confirms_nothing(cast: Cast, known) -> None:
    row = known(targets=only(cast.a))

    with pytest.raises(DomainError):
        confirm(cast.bao, row)

    assert not Acknowledgement.objects.exists()


def test_a_new_version_that_asks_makes_the_confirmation_old(cast: Cast, known) -> None:
    row = known()
    confirm(cast.bao, row)

    new_version(cast, row, asks=True)

    assert waiting_for(fresh(cast.bao), localdate()).exists()
    assert "CC-bao" in names(counted(row), done=False)


def test_a_new_version_that_does_not_ask_leaves_it_good(cast: Cast, known) -> None:
    row = known()
    confirm(cast.bao, row)

    new_version(cast, row, asks=False)

    assert not waiting_for(fresh(cast.bao), localdate()).exists()
    assert "CC-bao" in names(counted(row), done=True)


def test_a_page_of_the_old_version_does_not_confirm_the_new_one(cast: Cast, known) -> None:
    row = known()
    old = row.versions.get()
    new_version(cast, row, asks=True)

    with pytest.raises(DomainError, match="bản mới"):
        acknowledge_version(actor=fresh(cast.bao), directive=row, version_id=old.pk)


def test_everyone_who_serves_below_is_expected(cast: Cast, known) -> None:
    count = counted(known(targets=only(cast.b)))

    assert {each.person.number for each in count.readers} == {"CC-binh", "CC-bao"}
    assert (count.share.filled, count.share.wanted) == (0, 2)


def test_who_left_is_expected_no_longer(cast: Cast, known) -> None:
    row = known(targets=only(cast.b))
    Posting.objects.filter(officer=cast.officer("bao")).update(end=localdate())

    assert {each.person.number for each in counted(row).readers} == {"CC-binh"}
    assert not waiting_for(fresh(cast.bao), localdate()).exists()


def test_a_person_on_loan_is_counted_once_and_where_the_loan_is(cast: Cast, known) -> None:
    row = known()
    PostingFactory(officer=cast.officer("bao"), unit=cast.a, kind=PostingKind.SECONDMENT, start=in_days(-10))

    assert "CC-bao" in {each.person.number for each in counted(row, cast.a).readers}
    assert "CC-bao" not in {each.person.number for each in counted(row, cast.b).readers}
    assert [each.person.number for each in counted(row).readers].count("CC-bao") == 1


def test_a_person_on_loan_is_still_asked_for_what_is_meant_for_home_alone(cast: Cast, known) -> None:
    row = known(targets=only(cast.b))
    PostingFactory(officer=cast.officer("bao"), unit=cast.a, kind=PostingKind.SECONDMENT, start=in_days(-10))

    assert "CC-bao" in {each.person.number for each in counted(row, cast.b).readers}
    assert confirm(cast.bao, row).unit == cast.b


def test_a_confirmation_moves_with_its_officer(cast: Cast, known) -> None:
    row = known()
    confirm(cast.bao, row)
    Posting.objects.filter(officer=cast.officer("bao")).update(end=localdate())
    PostingFactory(officer=cast.officer("bao"), unit=cast.a, start=localdate())

    assert "CC-bao" in names(counted(row, cast.a), done=True)
    assert "CC-bao" not in names(counted(row, cast.b), done=True)


def test_what_is_replaced_waits_for_nobody(cast: Cast, known) -> None:
    old = known("01-CT/TU", issued_on=in_days(-400))
    known("33-CT/TU", issuer=old.issuer, replaces=[("01-CT/TU", False)], asks=False, issued_on=in_days(-3))

    assert not waiting_for(fresh(cast.bao), localdate()).exists()


def test_a_reminder_reaches_those_missing_in_ones_units_once_a_day(cast: Cast, known) -> None:
    row = known()
    confirm(cast.bao, row)
    version = row.versions.get()
    given = {"actor": cast.binh, "version": version, "units": {cast.b.pk}}

    told = remind_readers(**given, day=localdate())
    again = remind_readers(**given | {"actor": cast.loan, "units": None}, day=localdate())

    assert told == 1
    assert Notice.objects.filter(user=cast.binh).count() == 1
    assert not Notice.objects.filter(user=cast.bao).exists()
    # The second one told the others, who were not told yet; the leader of B not again.
    assert again == Notice.objects.count() - 1 > 0
    assert remind_readers(**given, day=in_days(1)) == 1


def keys(user: User, day) -> list[str]:
    return sorted(each.key.rsplit(":", 1)[1] for each in directive_news(day) if each.user_id == user.pk)


def test_the_digest_tells_what_is_new_near_and_overdue(cast: Cast, known) -> None:
    row = known(within=10)

    assert keys(cast.bao, localdate()) == ["new"]
    assert keys(cast.bao, in_days(7)) == ["new", "soon"]
    assert keys(cast.bao, in_days(11)) == ["late", "new"]
    assert keys(cast.bao, in_days(40)) == ["late"]
    confirm(cast.bao, row)
    assert keys(cast.bao, in_days(11)) == []


def test_successors_of_a_closing_unit_are_addressed_and_keep_what_it_kept(cast: Cast, known) -> None:
    row = known(targets=only(cast.b), unit=cast.b)
    heir = UnitFactory(code="T-C", name="Phòng khu vực C", parent=cast.t)
    Reorganisation.objects.create(day=localdate(), predecessor=cast.b, successor=heir)
    told = Reorganised(localdate(), frozenset({cast.b.pk}), {}, {"T-C": heir.pk})

    foreseen = foresee_directives(told)
    changed, again = follow_directives(told, cast.mai), follow_directives(told, cast.mai)

    assert len(foreseen.lines) == 2
    assert (changed, again) == (1, 0)
    row.refresh_from_db()
    assert row.unit == heir
    assert set(row.targets.values_list("unit__code", flat=True)) == {"T-B", "T-C"}


def test_counting_asks_as_often_for_three_directives_as_for_one(
    cast: Cast, known, django_assert_num_queries
) -> None:
    first = known()
    versions = DirectiveVersion.objects.all()
    with django_assert_num_queries(5):
        counts(versions, localdate())
    known("34-CT/TU", issuer=first.issuer)
    known("35-CT/TU", issuer=first.issuer, targets=only(cast.a))

    with django_assert_num_queries(5):
        found = counts(versions.all(), localdate() + timedelta(days=1))

    assert len(found) == 3
