"""The addresses of giving work in the scope matrix, and the rows of office B they are asked about."""

from decimal import Decimal

from django.utils import timezone

from evaluation.models import (
    HandOver,
    JointShare,
    JointWork,
    ProductProposal,
    WorkInstance,
    WorkItem,
)
from tests.architecture.matrix_model import (
    LEADING,
    MANAGE,
    NOBODY,
    OWNER,
    SEE,
    SEE_AND_OWNER,
    SIGNED_IN,
    Expected,
)
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory
from tests.factories.scoring import product, work

PERIOD = {"period": "2026-Q3"}
ITEM = {"pk": "@work:item"}
INSTANCE = {"pk": "@work:instance"}
PROPOSAL = {"pk": "@work:proposal"}
JOINT = {"pk": "@work:joint"}
PRODUCT = {"pk": "@work:product"}
# Who reaches a unit at all: leaders, personnel and the auditor see; without the auditor, they give.
REACHES = LEADING - {"verb without reach"}
GIVES_SOMEWHERE = REACHES - {"auditor"}
GIVES_IN_B = frozenset({"right unit", "parent unit"})

WORK: dict[str, Expected] = {
    "evaluation:catalogue": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:catalogue_xlsx": Expected(SIGNED_IN, sees=NOBODY),
    "evaluation:catalogue_product": Expected(SIGNED_IN, sees=NOBODY, arguments=PRODUCT),
    "evaluation:product_proposals": Expected(LEADING, sees=SEE),
    "evaluation:product_proposals_xlsx": Expected(LEADING, sees=SEE),
    "evaluation:product_propose": Expected(GIVES_SOMEWHERE, sees=NOBODY),
    "evaluation:product_proposal": Expected(SEE, sees=SEE, arguments=PROPOSAL),
    "evaluation:product_approve": Expected(MANAGE, sees=MANAGE, arguments=PROPOSAL),
    "evaluation:product_refuse": Expected(MANAGE, sees=MANAGE, arguments=PROPOSAL),
    "evaluation:giving": Expected(REACHES, sees=NOBODY),
    "evaluation:giving_board": Expected(REACHES, sees=SEE, arguments=PERIOD),
    "evaluation:giving_xlsx": Expected(REACHES, sees=SEE, arguments=PERIOD),
    "evaluation:give_work": Expected(GIVES_SOMEWHERE, sees=GIVES_IN_B, arguments=PERIOD),
    "evaluation:give_from_targets": Expected(GIVES_SOMEWHERE, sees=GIVES_IN_B, arguments=PERIOD),
    "evaluation:joint_works": Expected(LEADING, sees=SEE, arguments=PERIOD),
    "evaluation:joint_new": Expected(GIVES_SOMEWHERE, sees=GIVES_IN_B, arguments=PERIOD),
    "evaluation:work_of": Expected(SEE_AND_OWNER, sees=SEE_AND_OWNER, arguments=PERIOD),
    "evaluation:joint_work": Expected(SEE, sees=SEE, arguments=JOINT),
    "evaluation:work_item": Expected(SEE_AND_OWNER, sees=SEE_AND_OWNER, arguments=ITEM),
    "evaluation:work_quantity": Expected(GIVES_IN_B, sees=GIVES_IN_B, arguments=ITEM),
    "evaluation:work_take_back": Expected(GIVES_IN_B, sees=GIVES_IN_B, arguments=ITEM),
    "evaluation:work_correct": Expected(GIVES_IN_B, sees=GIVES_IN_B, arguments=ITEM),
    "evaluation:work_hand_over": Expected(GIVES_IN_B, sees=GIVES_IN_B, arguments=ITEM),
    "evaluation:work_note": Expected(GIVES_IN_B, sees=GIVES_IN_B, arguments=ITEM),
    "evaluation:work_claim": Expected(OWNER, sees=OWNER, arguments=INSTANCE),
    "evaluation:work_judge": Expected(GIVES_IN_B, sees=NOBODY, arguments=INSTANCE, method="post"),
    "evaluation:work_instance_withdraw": Expected(GIVES_IN_B, sees=GIVES_IN_B, arguments=INSTANCE),
    "evaluation:work_hand_over_withdraw": Expected(
        GIVES_IN_B, sees=GIVES_IN_B, arguments={"pk": "@work:passed"}
    ),
    "evaluation:joint_withdraw": Expected(GIVES_IN_B, sees=GIVES_IN_B, arguments=JOINT),
    "evaluation:my_work": Expected(SIGNED_IN, sees=OWNER),
}


def make_work(cast: Cast) -> None:
    """Work of B's officer with a defect, a hand-over, a joint product, and a product that B proposed."""
    bao = cast.officer("bao")
    made = product("SP-B")
    item = work(bao, cast.b, "10", "4", product=made)
    second = OfficerFactory(number="CC-bac", full_name="Người Thứ Hai Của B")
    PostingFactory(officer=second, unit=cast.b)
    taken = work(second, cast.b, "2", None, product=made, unplanned=True)
    told = {"reason": "loi-rieng-cua-b"}
    HandOver.objects.create(
        item=item, taken=taken, quantity=Decimal(2), day="2026-08-03", made_by=cast.binh, **told
    )
    WorkInstance.objects.create(item=item, kind="cham", day="2026-08-04", noted_by=cast.binh, **told)
    joint = JointWork.objects.create(
        unit=cast.b, period="2026-Q3", product=made, title="loi-rieng-cua-b", quantity=2, made_by=cast.binh
    )
    JointShare.objects.create(joint=joint, officer=bao, unit=cast.b, item=item, quantity=2)
    ProductProposal.objects.create(
        unit=cast.b,
        code="MOI-B",
        name="loi-rieng-cua-b",
        coefficient=1,
        grounds="loi-rieng-cua-b",
        proposed_by=cast.binh,
        proposed_at=timezone.now(),
    )


def work_pk(reference: str) -> str:
    """The primary key behind `@work:…`."""
    item = WorkItem.objects.get(officer__number="CC-bao", product__code="SP-B")
    found = {
        "item": item.pk,
        "product": item.product_id,
        "passed": HandOver.objects.get(item=item).pk,
        "instance": WorkInstance.objects.get(item=item).pk,
        "joint": JointWork.objects.get(title="loi-rieng-cua-b").pk,
        "proposal": ProductProposal.objects.get(code="MOI-B").pk,
    }
    return str(found[reference.partition(":")[2]])
