"""A new product enters the catalogue with an approval (articles 13.1.a and 13.3)."""

from datetime import date
from decimal import Decimal

import pytest

from evaluation.models import Product, ProductProposal
from evaluation.services.product_proposals import (
    Decided,
    NewProduct,
    approve_product,
    propose_product,
    refuse_product,
)
from staff.models import Notice
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.factories.scoring import product


def propose(cast: Cast, code: str = "MOI", **more) -> ProductProposal:
    new = NewProduct(code, "Xử lý đơn điện tử", Decimal("1.5"), "Chưa có trong danh mục", **more)
    return propose_product(unit=cast.a, product=new, actor=cast.an)


def approve(cast: Cast, proposal: ProductProposal, **more) -> Product:
    facts = {"decision": "15/QĐ-THADS", "start": date(2026, 10, 1), "coefficient": Decimal("1.2")} | more
    return approve_product(proposal=proposal, decided=Decided(**facts), actor=cast.mai)


def test_art_13_3_an_approved_product_enters_the_catalogue_as_decided(cast: Cast) -> None:
    proposal = propose(cast)
    assert Notice.objects.filter(user=cast.mai).count() == 1
    made = approve(cast, proposal, group="N2")
    assert (made.code, made.coefficient, made.decision, made.start, made.group, made.end) == (
        "MOI", Decimal("1.2"), "15/QĐ-THADS", date(2026, 10, 1), "N2", None,
    )  # fmt: skip
    proposal.refresh_from_db()
    assert (proposal.state, proposal.product, proposal.decided_by) == ("dong_y", made, cast.mai)
    assert Notice.objects.filter(user=cast.an, key=f"product-decided-{proposal.pk}").exists()


def test_a_refusal_needs_an_answer_and_tells_it(cast: Cast) -> None:
    proposal = propose(cast)
    with pytest.raises(DomainError):
        refuse_product(proposal=proposal, answer=" ", actor=cast.mai)
    refuse_product(proposal=proposal, answer="Trùng với SP01", actor=cast.mai)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == ("khong", "Trùng với SP01")
    assert not Product.objects.exists()


def test_a_second_decision_is_told_about_the_first(cast: Cast) -> None:
    proposal = propose(cast)
    approve(cast, proposal)
    with pytest.raises(DomainError):
        approve(cast, proposal)
    with pytest.raises(DomainError):
        refuse_product(proposal=proposal, answer="Không", actor=cast.mai)
    assert Product.objects.count() == 1


def test_a_code_of_the_catalogue_is_taken(cast: Cast) -> None:
    product("SP01")
    with pytest.raises(DomainError):
        propose(cast, "sp01")
    proposal = propose(cast)
    product("MOI")
    with pytest.raises(DomainError):
        approve(cast, proposal)
    proposal.refresh_from_db()
    assert proposal.state == "cho"


def test_art_13_1_a_a_sixth_group_of_a_department_is_refused(cast: Cast) -> None:
    for n in range(1, 6):
        made = product(f"SP{n}")
        Product.objects.filter(pk=made.pk).update(group=f"N{n}")
    proposal = propose(cast)
    with pytest.raises(DomainError, match="N6"):
        approve(cast, proposal, group="N6")
    assert approve(cast, proposal, group="N5").group == "N5"


@pytest.mark.parametrize("coefficient", ["0", "-1"])
def test_art_13_1_c_the_coefficient_is_above_zero(cast: Cast, coefficient: str) -> None:
    proposal = propose(cast)
    with pytest.raises(DomainError):
        approve(cast, proposal, coefficient=Decimal(coefficient))
