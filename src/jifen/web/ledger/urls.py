"""Addresses of the account book."""

from django.urls import path

from jifen.web.ledger import (
    books,
    carrying,
    correcting,
    erasing,
    figures,
    handover,
    importing,
    people,
    posting,
    reversing,
    sealing,
    seals,
    show,
    taking,
)

BRANCH = "organizations/<uuid:organization_id>/books/"
BOOK = "books/<uuid:book_id>/"
urlpatterns = [
    path("books/", books.own, name="books"),
    path(BRANCH, books.index, name="organization_books"),
    path(f"{BRANCH}open/", books.open_, name="open_book"),
    path(f"{BRANCH}handover/", handover.sheet, name="handover"),
    path(BOOK, show.show, name="book"),
    path(f"{BOOK}print/", show.paper, name="print_book"),
    path(f"{BOOK}table/", figures.table, name="book_table"),
    path(f"{BOOK}post/", posting.post, name="post_entries"),
    path(f"{BOOK}take-over/", taking.take, name="take_over"),
    path(f"{BOOK}take-over/template/", taking.template, name="take_over_template"),
    path(f"{BOOK}reverse/", reversing.reverse, name="reverse_entries"),
    path(f"{BOOK}correct/", correcting.correct, name="correct_entries"),
    path(f"{BOOK}seal/", sealing.seal, name="seal_period"),
    path(f"{BOOK}close/", sealing.close, name="close_year"),
    path(f"{BOOK}check/", carrying.check, name="check_book"),
    path(f"{BOOK}export/", carrying.export, name="export_book"),
    path(f"{BOOK}erase/", erasing.erase, name="erase_texts"),
    path(f"{BRANCH}import/", importing.import_, name="import_book"),
    path(f"{BOOK}people/<uuid:person_id>/", people.statement, name="statement"),
    path(f"{BOOK}people/<uuid:person_id>/print/", people.paper, name="print_statement"),
    path(f"{BOOK}people/print/", people.papers, name="print_statements"),
    path("seals/", seals.find, name="find_seal"),
    path("seals/<uuid:seal_id>/", seals.show, name="seal"),
]
