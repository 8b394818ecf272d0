"""``frontdesk contact log``, ``prefs``, ``consent`` and ``facts``: what staff note."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run


def test_staff_note_what_the_practice_s_own_facts_say(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    noted = run("contact", "facts", "1", "weight=12.5", "species=dog, cat", *here).output
    assert noted == "Noted of Ana Example: weight 12.5, species cat, dog.\n"
    assert "  known       weight 12.5, species cat, dog\n" in run("contact", "show", "1", *here).output
    assert "facts noted: species cat, dog, weight 12.5" in run("journal", "show", "ana", *here).output
    run("contact", "facts", "1", "weight=unknown", *here)
    assert "  known       species cat, dog\n" in run("contact", "show", "1", *here).output
    assert "did you mean 'weight'" in run("contact", "facts", "1", "wieght=3", *here, code=1).stderr
    assert "'heavy' is not" in run("contact", "facts", "1", "weight=heavy", *here, code=1).stderr
    assert "write it as fact=value" in run("contact", "facts", "1", "weight", *here, code=2).stderr


def test_staff_note_what_is_known_of_a_visit_once_it_is_booked(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    told = run("contact", "facts", "1", "stay=3 hours", *here, code=1).stderr
    assert "there is no appointment of this contact; book one first" in told
    for day in ("2026-03-12", "2026-03-13"):
        run("contact", "book", "1", f"{day} 10:00", *here)
    assert "several visits can be meant" in run("contact", "facts", "1", "stay=3 hours", *here, code=1).stderr
    noted = run("contact", "facts", "1", "stay=3 hours", "weight=12", "--visit", "2026-03-13", *here).output
    assert noted == "Noted of Ana Example: weight 12; noted of appointment 2: stay 3 hours.\n"
    assert "  stay 3 hours\n" in run("visits", "2", *here).output


def test_an_outcome_is_logged_on_the_task_that_is_named_and_on_no_other(run: Run, tmp_path: Path) -> None:
    here = ["-p", str(tmp_path / "ours"), "--now", "2026-03-02 10:00"]
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "ruleset.yaml").write_text("name: ours\nextends: dental\n", encoding="utf-8")
    run("contact", "add", "Ana Example", *here)
    run("contact", "log", "1", "no_answer", "--follow-up", "1 day", *here)
    named = ["contact", "log", "1", "no_answer", "--follow-up", "2 days", "--task"]
    assert "no task is called 'folow_up'; did you mean 'follow_up'?" in run(*named, "folow_up", *here, code=1).stderr
    assert "no task 'rebook' is open" in run(*named, "rebook", *here, code=1).stderr
    run(*named, "follow_up", *here)
    run(*named, "1", *here)
    assert "contact logged on task 1: No Answer" in run("journal", "show", "ana", *here).output


def test_who_said_stop_is_opted_in_by_nobody_else(ana: Path, run: Run) -> None:
    run("contact", "reply", "+351 555 010 101", "STOP", "-p", str(ana))
    told = run("contact", "consent", "1", "opted_in", "-p", str(ana), code=1)
    assert (
        "Ana Example stays opted out of text on desk, as they replied: only the person's own words end" in told.stderr
    )
    assert "Ask them to text START, or, if they told you that they agree, note their words with --heard" in told.stderr
    run("contact", "consent", "1", "opted_in", "--heard", "text me again", "-p", str(ana))
    run("contact", "reply", "+351 555 010 101", "START", "-p", str(ana))
    run("contact", "consent", "1", "opted_in", "-p", str(ana))


def test_the_words_of_a_partner_are_recorded_as_theirs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "ruleset.yaml").write_text("name: ours\nextends: dental\n", encoding="utf-8")
    here = ["-p", str(tmp_path / "ours"), "--now", "2026-03-02 10:00"]
    pat = ["partner=Pat Example", "partner_cell=202-555-0121"]
    run("contact", "add", "Kim Example", "cell=202-555-0120", *pat, *here)
    run("contact", "reply", "202-555-0121", "STOP", *here)
    told = run("contact", "consent", "kim", "opted_in", "--heard", "yes, I am Kim", *here).output
    assert "Kim Example is opted in to text on main; Pat Example, partner, stays opted out of text" in told
    told = run("contact", "consent", "kim", "opted_in", "--of", "partner", "--heard", "text me", *here).output
    assert "Pat Example, partner of Kim Example is opted in to text on main; that ended the refusal of text" in told
    nobody = run("contact", "consent", "kim", "opted_in", "--of", "guardian", *here, code=1).stderr
    assert "Kim Example has no guardian on file" in nobody


def test_staff_record_of_what_by_which_channel_until_when_and_in_which_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    here = ["-p", str(tmp_path / "ours"), "--now", "2026-03-02 10:00"]
    run("contact", "add", "Only Mail", "email=o@example.com", *here)
    told = run("contact", "consent", "only mail", "opted_out", *here)
    assert told.output == "Only Mail is opted out of email on main.\n"
    some = ["--channel", "email", "--only", "marketing", "--heard", "no offers", "--until", "2026-06-01 09:00"]
    told = run("contact", "consent", "1", "opted_out", *some, *here)
    assert told.output == "Only Mail is opted out of marketing by email on main until 2026-06-01 09:00.\n"
    shown = run("contact", "show", "1", *here).output
    assert (
        """  e-mail      o@example.com
              opted out of email on main (staff, 2026-03-02 10:00)
              opted out of marketing by email on main until 2026-06-01 09:00 (heard, 2026-03-02 10:00: "no offers")
"""
        in shown
    )
    refused = run("contact", "consent", "1", "opted_out", "--channel", "text", *here, code=1).stderr
    assert "Only Mail has no phone number, so nothing was recorded" in refused


def test_what_is_added_or_imported_is_bound_by_what_the_owner_of_its_address_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    here = ["-p", str(tmp_path / "ours")]
    run("contact", "add", "Olga Out", "email=olga@example.com", *here)
    run("contact", "consent", "olga", "opted_out", "--channel", "email", "--heard", "unsubscribe", *here)
    added = run("contact", "add", "O. Out", "email=Olga@example.com", *here).output
    assert added.endswith("; opted out already of email on main, as staff heard from them.\n")
    file = tmp_path / "list.csv"
    file.write_text("name,email\nNina Again,OLGA@example.com\nBen Example,ben@example.com\n", encoding="utf-8")
    assert run("import", str(file), *here).output == (
        "2 contacts imported.\n1 contact with a number or e-mail address that opted out; that stands: "
        "Nina Again (shared with Olga Out, O. Out).\n"
    )


def test_a_call_is_logged_on_the_task_that_is_named_where_several_are_open(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    run("contact", "log", "1", "not_reached", *here)
    asked = run("contact", "log", "1", "reached", "--close", "--note", "Spoke.", *here, code=1).stderr
    assert "several tasks can be meant: 1: Follow up, follow up 2026-03-03 10:00; 2: Ring them" in asked
    assert "nothing was done. Say which by its number: --task 1" in asked
    assert "  attempts    1\n" in run("contact", "show", "1", *here).output
    named = run("contact", "log", "1", "not_reached", "--close", "--note", "Left it.", "--task", "2", *here)
    assert named.output == "Logged 'Not reached' for Ana Example; task 2 is closed.\n"


def test_a_call_and_the_status_that_it_leads_to_are_logged_at_once(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    lost = ["--status", "enquiry - moved away", "--reason", "elsewhere"]
    words = run("contact", "log", "ana", "refused", "--close", *lost, *here, code=1).stderr
    assert "asks for a note" in words
    assert "contact logged" not in run("journal", "show", "ana", *here).output
    said = run("contact", "log", "ana", "refused", "--close", "--note", "Paw Inn", *lost, *here).output
    assert said.startswith("Logged 'Refused' for Ana Example; no task was open, so none is closed; Ana Example is now ")
    told = run("journal", "show", "ana", *here).output
    assert "contact logged: Refused, attempts 0" in told
    assert 'Enquiry - Moved away, was Enquiry - New, reason: Went elsewhere, noted: "Paw Inn"' in told
    both = ["--close", "--follow-up", "2 days"]
    assert "leave out the close or the follow-up" in run("contact", "log", "1", "refused", *both, *here, code=1).stderr


def test_outcomes_and_reasons_are_typed_by_their_labels_and_a_close_of_nothing_is_told(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    lost = ["--status", "Moved away", "--reason", "went elsewhere"]
    said = run("contact", "log", "ana", "REFUSED", "--close", "--note", "Paw Inn", *lost, *here).output
    assert said.startswith("Logged 'Refused' for Ana Example; no task was open, so none is closed; Ana Example is now ")
