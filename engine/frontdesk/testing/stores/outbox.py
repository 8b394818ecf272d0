"""Checks of ``Outbox``: one message for each contact and run, one claim for each message, and what counts as sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from frontdesk.keeping import Store
from frontdesk.names import CampaignId, Handover, MessageId, MessageKind, MessageState
from frontdesk.records import NoSuchRecordError, Sent
from frontdesk.testing.stores.changes import everything
from frontdesk.testing.stores.samples import MAIL, MINUTE, NOW, TEXT, a_contact, a_message, a_number
from frontdesk.testing.stores.trial import alone, equal, refused

_LEFT = (MessageState.SENT, MessageState.SENDING, MessageState.UNKNOWN)


@alone
def a_run_has_one_message_for_each_contact_ever(store: Store) -> None:
    """A second of the same run is not kept, whatever became of the first; other contacts and runs have their own."""
    with store.transaction():
        ana, ben = store.add_contacts([a_contact("Ana"), a_contact("Ben")])
        first = store.add_message(a_message(ana, "run 1"))
    assert first is not None, "Outbox.add_message: the first message of a run is kept. The answer was None"
    for state in MessageState:
        with store.transaction():
            store.save_message(replace(store.message(first), state=state, ended_at=NOW))
            again = store.add_message(a_message(ana, "run 1", reason="again"))
        equal(again, None, "Outbox.add_message", f"None for a second message of one run, when the first is {state}")
        equal(len(store.messages()), 1, "Outbox.add_message", "a second message of one run is not kept")
    with store.transaction():
        others = [store.add_message(a_message(*one)) for one in ((ben, "run 1"), (ana, "run 2"), (ana, "Run 1"))]
    assert None not in others, f"Outbox.add_message: another contact or run has its own message. {others} were kept"
    equal([one.id for one in store.messages()], [first, *others], "Outbox.messages", "messages come by number")


@alone
def messages_come_by_number(store: Store) -> None:
    """Of one contact or of all, in some states or in any."""
    with store.transaction():
        ana, ben = store.add_contacts([a_contact("Ana"), a_contact("Ben")])
        for count, state in enumerate([*MessageState, *reversed(MessageState)]):
            who = (ana, ben)[count % 2]
            due = NOW - count * MINUTE
            store.add_message(a_message(who, f"run {count}", state=state, due_at=due, ended_at=due))
    kept = store.messages()
    equal([one.id for one in kept], sorted(one.id for one in kept), "Outbox.messages", "messages come by number")
    equal(len(kept), 2 * len(MessageState), "Outbox.messages", "all of them come")
    of_ana = [one for one in kept if one.contact == ana]
    equal(store.messages(ana), of_ana, "Outbox.messages", "those of one contact, by number")
    wanted = (MessageState.FAILED, MessageState.WAITING)
    some = [one for one in kept if one.state in wanted]
    equal(store.messages(states=wanted), some, "Outbox.messages", "those in some states, by number")
    both = [one for one in of_ana if one.state in wanted]
    equal(store.messages(ana, states=wanted), both, "Outbox.messages", "contact and states hold both")
    leaving = [one for one in kept if one.state is MessageState.SENDING]
    equal(store.sending(), leaving, "Outbox.sending", "those being sent, by number")


@alone
def a_message_is_claimed_once(store: Store) -> None:
    """Only one that waits; the claim says by which channel, to which address and since when, and changes no more."""
    with store.transaction():
        (ana,) = store.add_contacts([a_contact()])
        id = store.add_message(a_message(ana, "run")) or 0
        other = store.add_message(a_message(ana, "another run")) or 0
    before, untouched = store.message(id), store.message(other)
    with store.transaction():
        first = store.claim_message(id, TEXT, "5550101", NOW)
        second = store.claim_message(id, MAIL, "ana@example.com", NOW + MINUTE)
        nothing = store.claim_message(99, TEXT, "5550101", NOW)
    equal((first, second, nothing), (True, False, False), "Outbox.claim_message", "True once, and False ever after")
    claimed = replace(before, state=MessageState.SENDING, channel=TEXT, address="5550101", ended_at=NOW, tries=1)
    equal(store.message(id), claimed, "Outbox.claim_message", "what is claimed is being sent, as the claim says")
    equal(store.message(other), untouched, "Outbox.claim_message", "no other message is touched")
    for state in MessageState:
        with store.transaction():
            store.save_message(replace(before, state=state))
            taken = store.claim_message(id, TEXT, "5550101", NOW)
        equal(taken, state is MessageState.WAITING, "Outbox.claim_message", f"only what waits; this one was {state}")


@alone
def each_claim_is_one_more_try(store: Store) -> None:
    """Its number grows by one, whatever was saved between, and what the try before came to does not count for it."""
    with store.transaction():
        (ana,) = store.add_contacts([a_contact()])
        id = store.add_message(a_message(ana, "run", handover=Handover.ENDED)) or 0
    for number in (1, 2, 3):
        with store.transaction():
            store.claim_message(id, TEXT, "5550101", NOW)
            claimed = store.message(id)
            store.save_message(replace(claimed, state=MessageState.WAITING, handover=Handover.ENDED))
        promise = "a claim is one more of its tries, and its handover has not begun"
        equal((claimed.tries, claimed.handover), (number, Handover.NOT_BEGUN), "Outbox.claim_message", promise)


@alone
def answers_are_found_by_the_number_that_they_go_to(store: Store) -> None:
    """Messages that answer a reply, of everybody, in any state, by number; no other message to the same number."""
    with store.transaction():
        ana, ben = store.add_contacts([a_contact("Ana"), a_contact("Ben")])
        for count, (who, address, is_reply) in enumerate(
            [
                (ben, a_number(150), True),
                (ana, a_number(150), True),
                (ana, a_number(150), False),
                (ben, a_number(151), True),
                (ana, a_number(150), True),
            ]
        ):
            store.add_message(a_message(who, f"run {count}", address=address, is_reply=is_reply))
    kept = store.messages()
    for state in MessageState:
        with store.transaction():
            store.save_message(replace(kept[0], state=state))
        found = [one.id for one in store.replies_to(a_number(150))]
        promise = f"what answers the number, by number; one was {state}"
        equal(found, [kept[0].id, kept[1].id, kept[4].id], "Outbox.replies_to", promise)
    equal(store.replies_to(a_number(152)), [], "Outbox.replies_to", "nothing to a number that nobody wrote from")
    equal(store.replies_to(a_number(151)), [kept[3]], "Outbox.replies_to", "whole messages come")


def _hello(at: datetime) -> Sent:
    """A message of ``a_message`` that left by text."""
    return Sent(at, False, MessageId("hello"), MessageKind.MANUAL, None, TEXT)


def _which(count: int) -> dict[str, Any]:
    """What tells one message from another of those that left."""
    kind = (MessageKind.AUTOMATION, MessageKind.BULK)[count % 2]
    return {"message": MessageId(f"m{count}"), "kind": kind, "campaign": (None, CampaignId("welcome"))[count % 2]}


@alone
def what_left_is_counted_since_an_instant(store: Store) -> None:
    """Sent, sending and unknown, at that instant or later, by time, of one contact, and as it was claimed."""
    with store.transaction():
        ana, ben = store.add_contacts([a_contact("Ana"), a_contact("Ben")])
        for count, state in enumerate((MessageState.WAITING, *_LEFT, MessageState.FAILED, MessageState.SKIPPED)):
            which = replace(a_message(ana, f"run {count}"), **_which(count))
            id = store.add_message(which) or 0
            store.claim_message(id, TEXT, "5550101", NOW - count * MINUTE, exempt=count % 2 == 0)
            store.save_message(replace(store.message(id), state=state))
        store.claim_message(store.add_message(a_message(ben, "run")) or 0, TEXT, "5550102", NOW)
    wanted = tuple(Sent(NOW - count * MINUTE, count % 2 == 0, channel=TEXT, **_which(count)) for count in (3, 2, 1))
    promise = "what left or may have left, by time, which message it was and whether it was claimed as exempt"
    equal(store.sent_since(ana, NOW - 5 * MINUTE), wanted, "Outbox.sent_since", promise)
    equal(store.sent_since(ana, NOW - 2 * MINUTE), wanted[1:], "Outbox.sent_since", "the very instant counts")
    equal(store.sent_since(ana, NOW), (), "Outbox.sent_since", "nothing that left before")


@alone
def a_message_is_found_by_the_providers_reference(store: Store) -> None:
    """By one of the channels given, and the newest of several; nothing is called nothing."""
    with store.transaction():
        (ana,) = store.add_contacts([a_contact()])
        ids = [
            store.add_message(a_message(ana, f"run {count}", channel=channel, reference=reference))
            for count, (channel, reference) in enumerate([(TEXT, "R-1"), (TEXT, "R-1"), (MAIL, "R-1"), (TEXT, "")])
        ]
    for reference, channels, wanted in (
        ("R-1", (TEXT,), ids[1]),
        ("R-1", (MAIL, TEXT), ids[2]),
        ("R-1", (), None),
        ("r-1", (TEXT,), None),
        ("", (TEXT,), None),
    ):
        found = store.message_with_reference(reference, iter(channels))
        promise = f"the newest that is called {reference!r} by {channels}"
        equal(found and found.id, wanted, "Outbox.message_with_reference", promise)


@alone
def parts_are_found_by_the_message_that_tells_them(store: Store) -> None:
    """By number, of everybody, in any state; counted with it for who gets both, and of none once claimed themselves."""
    with store.transaction():
        ana, ben = store.add_contacts([a_contact("Ana"), a_contact("Ben")])
        ids = [store.add_message(a_message(who, f"run {one}")) or 0 for one, who in enumerate((ana, ben, ana, ana))]
        whole = ids[0]
        for count, id in enumerate(ids):
            store.claim_message(id, TEXT, "5550101", NOW + count * MINUTE)
        for id in ids[2:0:-1]:
            store.save_message(replace(store.message(id), part_of=whole))
    for state in MessageState:
        with store.transaction():
            store.save_message(replace(store.message(ids[2]), state=state))
        found = [one.id for one in store.parts_of(whole)]
        equal(found, ids[1:3], "Outbox.parts_of", f"the parts of a message, by number; one was {state}")
    equal(store.parts_of(ids[1]), [], "Outbox.parts_of", "none of a message that is a part itself")
    with store.transaction():
        store.save_message(replace(store.message(ids[2]), state=MessageState.SENT))
    wanted = [_hello(NOW), _hello(NOW + 3 * MINUTE)]
    promise = "what is part of another message to the same contact is counted with that"
    equal(list(store.sent_since(ana, NOW)), wanted, "Outbox.sent_since", promise)
    promise = "what is part of a message to another contact is counted"
    equal(store.sent_since(ben, NOW), (_hello(NOW + MINUTE),), "Outbox.sent_since", promise)
    with store.transaction():
        store.save_message(replace(store.message(ids[2]), state=MessageState.WAITING))
        store.claim_message(ids[2], TEXT, "5550101", NOW)
    equal(store.message(ids[2]).part_of, None, "Outbox.claim_message", "what is claimed itself is part of none")


@alone
def a_message_that_is_not_there_is_told(store: Store) -> None:
    """Asking raises NoSuchRecordError, saving does nothing."""
    with refused(NoSuchRecordError, "Outbox.message", "a number that no message has is told"):
        store.message(99)
    with store.transaction():
        (ana,) = store.add_contacts([a_contact()])
    before = everything(store)
    with store.transaction():
        store.save_message(replace(a_message(ana, "run"), id=99))
    equal(everything(store), before, "Outbox.save_message", "whoever saves what is not there changes nothing")


CHECKS = (
    a_run_has_one_message_for_each_contact_ever,
    messages_come_by_number,
    a_message_is_claimed_once,
    each_claim_is_one_more_try,
    answers_are_found_by_the_number_that_they_go_to,
    what_left_is_counted_since_an_instant,
    a_message_is_found_by_the_providers_reference,
    parts_are_found_by_the_message_that_tells_them,
    a_message_that_is_not_there_is_told,
)
