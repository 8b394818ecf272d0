"""Everything that is no table: told piece by piece."""

from __future__ import annotations

import shutil
from pathlib import Path

from comparing.overlaid import Changed
from frontdesk.comparing import compare
from support import HARBOUR, LAKESIDE, MEADOW, load_ruleset
from surveys import with_surveys


def test_steps_messages_and_settings_are_told_piece_by_piece(changed: Changed) -> None:
    found = changed(
        ruleset="name: ours\nextends: ../harbour\ncorrection_window: 10 minutes\n",
        campaigns="campaigns:\n  welcome:\n    steps:\n      - {replace: hello, send: hello, after_start: 2 hours}\n",
        messages="messages:\n  thanks: {label: Thanks a lot}\n",
        lost_reasons="reasons:\n  too_far: {label: Too far}\n",
    )
    told = {(one.kind, one.name, one.what): (one.before, one.after) for one in found.parts}
    assert told["campaign", "welcome", "steps hello delay length"] == ("1 hour", "2 hours")
    assert told["message", "thanks", "label"][1] == "Thanks a lot"
    assert told["lost reason", "too_far", ""] == (None, "there")
    assert told["setting", "correction window", ""][1] == "10 minutes"


def test_what_staff_may_prefer_is_told(changed: Changed) -> None:
    found = changed(preferences="by_hand: {method: [text]}\n")
    told = {(one.kind, one.name, one.what): (one.before, one.after) for one in found.parts}
    assert told["setting", "by hand", "method"] == ("text, call, email, postcard", "text")


def test_a_text_in_another_language_is_told_by_its_channel_and_language(changed: Changed) -> None:
    found = changed(
        ruleset="name: ours\nextends: ../harbour\nlanguages: [en, pt]\n",
        messages="messages: {hello: {content: {text: {en: Hello., pt: Ola.}}}}\n",
    )
    told = {(one.kind, one.name, one.what): (one.before, one.after) for one in found.parts}
    assert told["setting", "languages", ""] == ("none", "en, pt")
    assert told["message", "hello", "content text pt body"] == (None, "Ola.")
    assert told["message", "hello", "content text body"][1] == "Hello."


def test_an_end_a_hidden_status_and_the_label_of_an_offer_are_told(tmp_path: Path) -> None:
    vendors = HARBOUR.with_name("vendors")
    ours = shutil.copytree(vendors, tmp_path / "vendors") / "statuses.yaml"
    text = (
        ours.read_text(encoding="utf-8")
        .replace("final: yes, hidden: yes", "accept: M005 because ours")
        .replace("label: Activate, ", "")
    )
    ours.write_text(text, encoding="utf-8")
    found = compare(load_ruleset(ours.parent), load_ruleset(vendors))
    told = {(one.kind, one.name, one.what): (one.before, one.after) for one in found.parts}
    assert told["status", "vendor", "final"] == ("no", "yes")
    assert told["status", "vendor", "hidden"] == ("no", "yes")
    assert told["setting", "offer labels", "again"] == (None, "Activate")


def test_an_alias_that_is_new_or_means_another_status_is_told(changed: Changed) -> None:
    found = changed(statuses="aliases: {Walked in: client/visiting}\n")
    told = {(one.kind, one.name, one.what): (one.before, one.after) for one in found.parts}
    assert told["setting", "aliases", "Walked in"] == (None, "client/visiting")


def test_what_an_offer_asks_for_and_when_a_reason_holds_are_told(changed: Changed) -> None:
    offer = "{replace: mistake, from: client/any, offer: enquiry/new, requires: [note, {fact: weight}]}"
    silent = 'reasons: {silent: {when: {attempts: ">= 2"}}}\n'
    found = changed(statuses=f"offers:\n  - {offer}\n", lost_reasons=silent)
    told = {(one.kind, one.name, one.what): (one.before, one.after) for one in found.parts}
    assert told["setting", "offer requires", "mistake requires"] == (None, "note")
    assert told["setting", "offer requires", "mistake facts"] == (None, "weight")
    assert told["table", "lost_reasons", ""] == (None, "there")


def test_the_values_of_a_fact_are_told_to_the_last(changed: Changed) -> None:
    values = "[dog, cat, bird, goat, hen, horse, mouse, pig, rabbit, snake]"
    found = changed(facts=f"facts:\n  species: {{values: {values}}}\n")
    (told,) = [one for one in found.parts if (one.kind, one.name) == ("fact", "species")]
    assert (told.before, told.after) == (
        "any of dog, cat, bird",
        "any of dog, cat, bird, goat, hen, horse, mouse, pig, rabbit, snake",
    )


def test_what_values_a_fact_has_and_what_it_compares_is_told(tmp_path: Path) -> None:
    shutil.copytree(MEADOW, tmp_path / "meadow")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "ruleset.yaml").write_text("name: ours\nextends: ../meadow\n")
    (tmp_path / "ours" / "facts.yaml").write_text(
        "facts:\n"
        "  pain: {range: 0..9}\n"
        "  answered_at: {kind: date}\n"
        "  offer_ends: {kind: date, default: 2026-09-30}\n"
        "  needed_by: {known: yes}\n"
        "  asked_in_time: {compare: [asked_on, today]}\n"
    )
    (tmp_path / "ours" / "tables.yaml").write_text(
        "tables:\n"
        "  urgency:\n    rows:\n      - {replace: in_pain, when: {pain: 7..9}, then: today}\n"
        "  price:\n    rows:\n      - {remove: at_the_bell}\n"
    )
    (tmp_path / "ours" / "reactions.yaml").write_text(
        "reactions:\n  - {replace: of_age, on: {date_reached: {date: born, before: 1 week, at_most_late: always}},\n"
        "     do: [{note: Old enough}]}\n"
    )
    found = compare(load_ruleset(MEADOW), load_ruleset(tmp_path / "ours")).parts
    told = {(one.kind, one.name, one.what): (one.before or "", one.after or "") for one in found}
    assert told["fact", "asked_in_time", "compares"] == ("asked_on, needed_by", "asked_on, today")
    assert [one.partition("; ")[2] for one in told["fact", "pain", "values"]] == [
        "whole numbers from 0 to 10 or unknown",
        "whole numbers from 0 to 9 or unknown",
    ]
    assert [one.split()[1] for one in told["fact", "answered_at", "values"]] == ["moment", "date"]
    assert told["fact", "offer_ends", "default"] == ("2026-09-30 18:00", "2026-09-30")
    assert [one.endswith("unknown") for one in told["fact", "needed_by", "values"]] == [True, False]
    assert told["clock", "of_age", "yearly"] == ("yes", "no")
    assert told["clock", "of_age", "at most late"] == ("0 minutes", "none")
    assert not [one for one in found if "years_since" in one.name or "days_until" in one.name]


def test_what_a_count_counts_is_told_in_the_words_of_rows(tmp_path: Path) -> None:
    shutil.copytree(LAKESIDE, tmp_path / "lakeside")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "ruleset.yaml").write_text("name: ours\nextends: ../lakeside\n")
    (tmp_path / "ours" / "facts.yaml").write_text(
        "facts:\n"
        "  news_this_week: {count: {messages: {kind: {not: manual}}, within: 3 months}}\n"
        "  missed_in_a_row: {count: {in_a_row: no}}\n"
        "  unanswered: {count: {since: {message_received: other}}}\n"
        "  arrivals: {count: {events: {status_entered: patient/any}}}\n"
    )
    found = compare(load_ruleset(LAKESIDE), load_ruleset(tmp_path / "ours")).parts
    assert {(one.name, one.what): (one.before, one.after) for one in found if one.kind == "count"} == {
        ("news_this_week", "within"): ("1 week", "3 months"),
        ("news_this_week", "only"): ("purpose: marketing", "purpose: marketing; kind: not manual"),
        ("missed_in_a_row", "in a row"): ("yes", "no"),
        ("unanswered", "since"): ("event: message_received", "event: message_received; keyword: other"),
        ("arrivals", ""): (None, "there"),
    }


def test_an_overlay_changes_a_calendar_row_by_row_and_each_piece_is_told(changed: Changed) -> None:
    found = changed(
        calendars="calendars:\n  practice:\n    hours: {saturday: '10:00..14:00'}\n    days:\n"
        "      - {replace: eve, dates: [12-24, 12-31]}\n"
        "      - {before: eve, id: closed, dates: 2026-03-02..2026-03-03}\n"
        "  island: {label: The island}\n"
    )
    told = {(one.name, one.what): (one.before, one.after) for one in found.parts if one.kind == "calendar"}
    assert told == {
        ("practice", "week saturday"): ("10:00..13:00", "10:00..14:00"),
        ("practice", "days eve hours"): ("09:00..12:00", "none"),
        ("practice", "days closed dates 2026-03-02"): (None, "Closed"),
        ("practice", "days closed dates 2026-03-03"): (None, "Closed"),
        ("practice", "days closed yearly"): (None, "none"),
        ("practice", "days closed monthly"): (None, "none"),
        ("practice", "days closed hours"): (None, "none"),
        ("practice", "days closed closed"): (None, "none"),
        ("practice", "days closed says"): (None, "none"),
        ("practice", "days closed are holidays"): (None, "no"),
        ("island", "label"): ("Island", "The island"),
    }


def test_days_of_every_month_and_a_campaign_that_goes_by_a_calendar_are_told(changed: Changed) -> None:
    found = changed(
        calendars="calendars: {island: {days: [{id: open, monthly: [first tuesday, 15], hours: '10:00..12:00'}]}}\n",
        campaigns="campaigns: {yearly: {repeat: {calendar: island}}}\n",
    )
    told = {(one.kind, one.name, one.what): (one.before, one.after) for one in found.parts}
    assert told["calendar", "island", "days open monthly"] == (None, "first tuesday, 15")
    assert told["campaign", "yearly", "repeat"] == ("52 weeks", None)
    assert told["campaign", "yearly", "repeat calendar"] == (None, "island")


def test_the_parts_of_two_versions_are_compared_without_a_word_about_them() -> None:
    found = compare(with_surveys("sam", visit=3, end=1), with_surveys("alex", visit=4, start=2))
    told = {(one.kind, one.name, one.what): (one.before, one.after) for one in found.parts}
    assert told == {
        ("survey", "visit", "questions"): ("3", "4"),
        ("survey", "end", ""): ("there", None),
        ("survey", "start", ""): (None, "there"),
        ("setting", "surveyor", ""): ("sam", "alex"),
    }


def test_how_long_a_status_lasts_and_what_must_be_known_are_told(changed: Changed) -> None:
    said = "requires: {fact: weight}, lasts: {for: 30 days, then: enquiry/new}"
    found = changed(statuses=f"statuses:\n  wrong: {{{said}}}\n")
    told = {(one.kind, one.name, one.what): one.after for one in found.parts}
    assert told["status", "wrong", "requires facts"] == "weight"
    assert any("30 days" in str(one.after) for one in found.parts if one.name == "wrong" and "lasts" in one.what)
    assert ("clock", "wrong.lasts", "") in told
