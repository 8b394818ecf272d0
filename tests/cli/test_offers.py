"""``frontdesk offers``: one drop-down or all of them."""

from __future__ import annotations

from cli.asking import Run, data
from support import HARBOUR


def test_offers_prints_one_drop_down_or_all(run: Run) -> None:
    one = run("offers", "-p", "physical-therapy", "free_screen/scheduled").output
    assert "After Free Screen - Scheduled:" in one
    assert "free_screen/no_show" in one
    assert "| Lead - Workshop" in run("offers", "-p", "physical-therapy").output
    named = data(run("offers", "-p", "physical-therapy", "patient/scheduled_plan_of_care", "--format", "json"))
    assert "graduated/graduated" in [one["state"] for one in named]


def test_an_offer_is_listed_by_its_label_with_the_status_beside_it(run: Run) -> None:
    vendors = ("-p", str(HARBOUR.with_name("vendors")))
    assert "lead/vendor     It was a vendor" in run("offers", *vendors, "lead/new").output
    offers = data(run("offers", *vendors, "lead/on_hold", "has_been=patient", "--format", "json"))
    (again,) = (one for one in offers if one["row"] == "again")
    assert (again["state"], again["label"], again["asks"]) == ("patient/active", "Activate", [])


def test_an_offer_says_what_it_asks_for_and_which_reasons_hold(run: Run) -> None:
    told = run("offers", "-p", str(HARBOUR), "enquiry/new").output
    assert "state            label                   asks for     row" in told
    assert "enquiry/moved    Enquiry - Moved away    reason       enquiries" in told
    assert told.endswith("Reasons that hold: silent, elsewhere\n")
