"""Addresses of giving work."""

from django.urls import URLPattern, path

from evaluation.views.work import (
    catalogue,
    giving,
    items,
    joint,
    mine,
    offered,
    proposals,
    targets,
    withdrawing,
)

urlpatterns: list[URLPattern] = [
    path("danh-muc/", catalogue.catalogue, name="catalogue"),
    path("danh-muc/xlsx/", catalogue.catalogue_xlsx, name="catalogue_xlsx"),
    path("danh-muc/<int:pk>/", catalogue.product, name="catalogue_product"),
    path("danh-muc/de-xuat/", proposals.proposals, name="product_proposals"),
    path("danh-muc/de-xuat/xlsx/", proposals.proposals_xlsx, name="product_proposals_xlsx"),
    path("danh-muc/de-xuat/moi/", proposals.propose, name="product_propose"),
    path("danh-muc/de-xuat/<int:pk>/", proposals.proposal, name="product_proposal"),
    path("danh-muc/de-xuat/<int:pk>/dong-y/", proposals.approve, name="product_approve"),
    path("danh-muc/de-xuat/<int:pk>/khong-dong-y/", proposals.refuse, name="product_refuse"),
    path("giao-viec/", giving.giving, name="giving"),
    path("giao-viec/<quarter:period>/", giving.board, name="giving_board"),
    path("giao-viec/<quarter:period>/xlsx/", giving.board_xlsx, name="giving_xlsx"),
    path("giao-viec/<quarter:period>/giao/", giving.give, name="give_work"),
    path("giao-viec/<quarter:period>/theo-chi-tieu/", targets.from_targets, name="give_from_targets"),
    path("giao-viec/<quarter:period>/tu-nhiem-vu/", offered.from_offers, name="give_from_offers"),
    path("giao-viec/<quarter:period>/san-pham-chung/", joint.joint_list, name="joint_works"),
    path("giao-viec/<quarter:period>/san-pham-chung/moi/", joint.joint_new, name="joint_new"),
    path("giao-viec/<quarter:period>/cong-chuc/<path:number>/", giving.officer, name="work_of"),
    path("giao-viec/san-pham-chung/<int:pk>/", joint.joint, name="joint_work"),
    path("giao-viec/viec/<int:pk>/", items.item, name="work_item"),
    path("giao-viec/viec/<int:pk>/so-luong/", items.quantity, name="work_quantity"),
    path("giao-viec/viec/<int:pk>/thu-hoi/", items.take_back, name="work_take_back"),
    path("giao-viec/viec/<int:pk>/ket-qua/", items.correct, name="work_correct"),
    path("giao-viec/viec/<int:pk>/chuyen-giao/", items.hand_over, name="work_hand_over"),
    path("giao-viec/viec/<int:pk>/ghi-loi/", items.note, name="work_note"),
    path("giao-viec/loi/<int:pk>/nguyen-nhan/", items.claim, name="work_claim"),
    path("giao-viec/loi/<int:pk>/xac-nhan/", items.judge, name="work_judge"),
    path("giao-viec/loi/<int:pk>/rut/", withdrawing.instance, name="work_instance_withdraw"),
    path("giao-viec/chuyen-giao/<int:pk>/rut/", withdrawing.hand_over, name="work_hand_over_withdraw"),
    path("giao-viec/san-pham-chung/<int:pk>/rut/", withdrawing.joint, name="joint_withdraw"),
    path("viec-cua-toi/", mine.my_work, name="my_work"),
]
