"""Addresses of what is filed."""

from django.urls import path

from jifen.web.filing import answering, preparing, showing

ONE = "filing/<uuid:package_id>/"
urlpatterns = [
    path("organizations/<uuid:organization_id>/filing/", showing.index, name="packages"),
    path("seals/<uuid:seal_id>/filing/", preparing.prepare, name="prepare_package"),
    path(ONE, showing.show, name="package"),
    path(f"{ONE}print/", showing.print_sheet, name="package_print"),
    path(f"{ONE}send/", preparing.send, name="send_package"),
    path(f"{ONE}receive/", answering.receive, name="receive_package"),
    path(f"{ONE}acknowledge/", answering.acknowledge, name="acknowledge_package"),
    path(f"{ONE}return/", answering.give_back, name="return_package"),
]
