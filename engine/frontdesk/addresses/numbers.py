"""Phone numbers: what people, files and carriers write, read into E.164, or refused with what was understood.

E.164 (ITU-T) is ``+``, the country's code and the number, fifteen digits at most. Which numbers there are is known by
``phonenumbers``; the plain ten digits of the United States and Canada are read without it, since it takes as long to
load as all the rest of a command. What is no single number is never made one by leaving out what disturbs.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from frontdesk.problems import FrontdeskError

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber as Parsed

_TEN_DIGITS = ("US", "CA")
"""The countries whose numbers the short way reads."""
_LISTED = (
    "201 202 203 204 205 206 207 208 209 210 212 213 214 215 216 217 218 219 220 223 224 225 226 227 228 229 231 "
    "234 235 236 239 240 248 249 250 251 252 253 254 256 260 262 263 267 269 270 272 276 279 281 283 289 301 302 "
    "303 304 305 306 307 308 309 310 312 313 314 315 316 317 318 319 320 321 323 325 326 327 329 330 331 332 334 "
    "336 337 339 341 343 346 347 350 351 352 354 360 361 363 364 365 367 368 369 380 382 385 386 401 402 403 404 "
    "405 406 407 408 409 410 412 413 414 415 416 417 418 419 423 424 425 428 430 431 432 434 435 437 438 440 442 "
    "443 445 447 448 450 458 463 464 468 469 470 474 475 478 479 480 484 501 502 503 504 505 506 507 508 509 510 "
    "512 513 514 515 516 517 518 519 520 530 531 534 539 540 541 548 551 557 559 561 562 563 564 567 570 571 572 "
    "573 574 575 579 580 581 582 584 585 586 587 601 602 603 604 605 606 607 608 609 610 612 613 614 615 616 617 "
    "618 619 620 623 626 628 629 630 631 636 639 640 641 645 646 647 650 651 656 657 659 660 661 662 667 669 672 "
    "678 680 681 682 683 689 701 702 703 704 705 706 707 708 709 712 713 714 715 716 717 718 719 720 724 725 726 "
    "727 728 730 731 732 734 737 740 742 743 747 753 754 757 760 762 763 765 769 770 771 772 773 774 775 778 779 "
    "780 781 782 785 786 801 802 803 804 805 806 807 808 810 812 813 814 815 816 817 818 819 820 825 826 828 830 "
    "831 832 835 838 839 840 843 845 847 848 850 854 856 857 858 859 860 862 863 864 865 867 870 872 873 878 879 "
    "901 902 903 904 905 906 907 908 909 910 912 913 914 915 916 917 918 919 920 925 928 929 930 931 934 936 937 "
    "938 940 941 942 943 945 947 948 949 951 952 954 956 959 970 971 972 973 978 979 980 984 985 986 989 "
)
_AREA_CODES = frozenset(_LISTED.split())
"""Area codes of the United States and Canada; one that is too new to be listed takes the longer way."""
_TYPED = re.compile(r"(\+?1[-. ]?)?\(?([2-9]\d\d)\)?[-. ]?([2-9]\d\d)[-. ]?(\d{4})", re.ASCII)
"""Ten digits as most people write them; what it takes, the long way reads alike."""
_PLAIN = re.compile(r"(\+?1)?([2-9]\d\d)([2-9]\d{6})")
_SHORT_CODE = re.compile(r"\d{5,6}")
"""A number of a provider for texts alone, as carriers of the United States assign them (CTIA)."""
_OLD_MEXICAN = re.compile(r"\+521(\d{10})")
"""Mobile numbers of Mexico had a 1 behind the country's code until August 2019 (IFT); some carriers send it still."""

_SCHEME = re.compile(r"(?:tel|sms|whatsapp):", re.IGNORECASE)
"""What stands before a number in a link (RFC 3966, RFC 5724) or in what a provider posts."""
_EXTENSION = re.compile(r"[\s;,]*(?:extension|extn|ext|x|#)[\s.:=]*(\d{1,7})", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[/;,|&\n]|\bor\b|\band\b)\s*", re.IGNORECASE)
"""What stands between two numbers in one cell; a slash also stands behind an area code."""
_ROUNDED = re.compile(r"\d+[.,]\d+E\+?\d+|\d+E\+\d+", re.IGNORECASE)
"""A number as spreadsheets shorten it; '4E12' has no digit that could be lost, and may be what somebody wrote."""
ROUNDED = "is a number that a spreadsheet rounded, so its last digits are lost; format the column as text"
"""What is said of a number that :func:`is_rounded`, as the end of a sentence on it."""
_SUM = re.compile(r"(\+?\d{7,})[.,]0+")
_DATE = re.compile(
    r"(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:(?:19|20)\d\d|\d\d)(?:\s+\d{1,2}:\d\d.*)?"
)
_WRITTEN = re.compile(r"[\s(]*\+?[\d\s().\-/]+")
_MARKS = re.compile(r"[\s().\-/]")
_FEWEST, _MOST = 7, 15
_QUOTED = 40
"""So many letters of what cannot be read are shown; a cell may hold a letter to the practice."""


class NumberError(FrontdeskError):
    """What was written is no phone number, or not a single one; says what was understood instead."""


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number in E.164, and the extension that was written behind it, which nothing dials."""

    e164: str
    extension: str = ""


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet shortened a number of many digits to *text*: a phone number, or a reference of an EMR."""
    return _ROUNDED.fullmatch(text) is not None


def is_country(country: str) -> bool:
    """Whether *country* is a country in two letters (ISO 3166) whose numbers can be read."""
    if country in _TEN_DIGITS:
        return True
    from phonenumbers import SUPPORTED_REGIONS

    return country in SUPPORTED_REGIONS


def is_short_code(text: str) -> bool:
    """Whether *text* is a short code: five or six digits that texts come from, and that nobody calls."""
    return _SHORT_CODE.fullmatch(text) is not None


def read_number(text: str, country: str) -> PhoneNumber:
    """Read one phone number as people, files and carriers write it in *country*.

    Without a country's code it is one of *country*. ``00`` stands for the ``+`` everywhere, ``011`` where it is
    dialled. Raises NumberError for what is no number or more than one, in words for whoever wrote it.
    """
    if typed := _ten_digits(text, country):
        return PhoneNumber(typed)
    main, extension = _parted(_plain(text))
    number = _MARKS.sub("", main)
    e164, told = None, _told_apart(_plain(text)) or _unlike(main)
    if not told:
        e164 = _e164(number, main, country)
    if e164 is None:
        quoted = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}..."
        raise NumberError(f"'{quoted}' {told or _missing(number, country)}")
    return PhoneNumber(e164, extension)


def same_number(text: str, country: str) -> str:
    """The form in which numbers are compared: E.164 where it can be read, else the digits as they came.

    What cannot be read is compared too, so that a refusal from it is kept and counts. The form of a form is itself.
    """
    if typed := _ten_digits(text, country):
        return typed
    try:
        return read_number(text, country).e164
    except NumberError:
        digits = "".join(letter for letter in _plain(text) if letter.isdigit())
        kept = f"+{digits}" if _plain(text).startswith("+") else digits
        if kept != text:
            return same_number(kept, country)
        return f"+1{ten[2]}{ten[3]}" if (ten := _PLAIN.fullmatch(kept)) else kept


def shown_number(number: str) -> str:
    """A number as people read it: ``+1 202-555-0101``; one that is not in E.164 as it is."""
    if ten := _PLAIN.fullmatch(number) if number.startswith("+1") else None:
        return f"+1 {ten[2]}-{ten[3][:3]}-{ten[3][3:]}"
    if not number.startswith("+"):
        return number
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return shown if _MARKS.sub("", shown) == number else number


@lru_cache(maxsize=1_000)
def zones_of_number(number: str) -> tuple[str, ...]:
    """The time zones in which a number in E.164 is at home; none for one that has no place, such as a toll-free one.

    A number says where it was given out, never where its owner is now.
    """
    if not number.startswith("+"):
        return ()
    import phonenumbers
    from phonenumbers.timezone import UNKNOWN_TIMEZONE, time_zones_for_number

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ()
    if phonenumbers.number_type(parsed) not in _placed():
        return ()
    return tuple(zone for zone in time_zones_for_number(parsed) if zone != UNKNOWN_TIMEZONE)


def _ten_digits(text: str, country: str) -> str:
    """A plain number of the United States or Canada in E.164; empty when it is to be looked at closer."""
    ten = _TYPED.fullmatch(text)
    if ten is None or ten[2] not in _AREA_CODES or (country not in _TEN_DIGITS and not text.startswith("+")):
        return ""
    return "" if len({*ten[2], *ten[3], *ten[4]}) == 1 else f"+1{ten[2]}{ten[3]}{ten[4]}"


def _placed() -> tuple[int, ...]:
    from phonenumbers import PhoneNumberType as Type

    return (Type.FIXED_LINE, Type.MOBILE, Type.FIXED_LINE_OR_MOBILE)


def _plain(text: str) -> str:
    """*text* with every digit, space and dash as a keyboard writes it, and nothing that cannot be seen."""
    # NFKC makes full-width letters and hard spaces plain; phones put marks of writing direction (Cf) around numbers
    # that are copied out of them. An apostrophe before it is how a spreadsheet is told that a number is text.
    seen = (letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    return _SCHEME.sub("", "".join(map(_as_typed, seen)).strip().removeprefix("'"), count=1)


def _as_typed(letter: str) -> str:
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    return "-" if unicodedata.category(letter) == "Pd" or letter == "\N{MINUS SIGN}" else letter


def _told_apart(plain: str) -> str:
    """What *plain* is that looks like a number and is none; empty when it may be one."""
    if not any(letter.isdigit() for letter in plain):
        return "has no digits; leave it empty where there is no number"
    if is_rounded(plain):
        return ROUNDED
    if total := _SUM.fullmatch(plain):
        return f"is a number that a spreadsheet took for a sum; if {total[1]} is meant, format the column as text"
    if _DATE.fullmatch(plain):
        return "is a date and no phone number"
    pieces = [piece for piece in _BETWEEN.split(plain) if sum(letter.isdigit() for letter in piece) >= _FEWEST]
    if len(pieces) > 1:
        listed = " and ".join(f"'{piece}'" for piece in pieces)
        return f"holds {len(pieces)} numbers, {listed}; write one, and the others into columns of their own"
    return ""


def _unlike(main: str) -> str:
    """What in *main* is in no number; empty when all of it may be in one."""
    if any(letter.isalpha() for letter in main):
        return "holds words; write the number alone, and the words into a note"
    if not _WRITTEN.fullmatch(main):
        return "holds signs that are in no number; write it like +1 202-555-0101"
    digits = sum(letter.isdigit() for letter in main)
    return f"has {digits} digits, and a number has {_MOST} at most; is it more than one?" if digits > _MOST else ""


def _parted(plain: str) -> tuple[str, str]:
    """The number, and the extension behind it."""
    for found in _EXTENSION.finditer(plain):
        if found.end() == len(plain) and found.start() > 0:
            return plain[: found.start()], found[1]
    return plain, ""


def _e164(number: str, written: str, country: str) -> str | None:
    """The number in E.164; ``None`` when there is no such number."""
    if number.startswith("00"):
        number = written = f"+{number[2:]}"
    if typed := _ten_digits(number, country):
        return typed
    import phonenumbers

    try:
        # As it was written: where the 0 of "+44 (0)20" belongs, only its brackets say.
        parsed = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return None
    if len(set(str(parsed.national_number))) == 1:
        return None
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if old := _OLD_MEXICAN.fullmatch(e164):
        return f"+52{old[1]}"
    # Which numbers exist is known well of the North American plan; elsewhere lists grow old, and the length has to do.
    exists = phonenumbers.is_valid_number if parsed.country_code == 1 else _is_long_enough
    return e164 if exists(parsed) else None


def _is_long_enough(parsed: Parsed) -> bool:
    from phonenumbers import ValidationResult, is_possible_number_with_reason

    return is_possible_number_with_reason(parsed) == ValidationResult.IS_POSSIBLE


def _missing(number: str, country: str) -> str:
    """Why there is no such number, as far as can be told."""
    digits = number.removeprefix("+")
    if len(digits) == _FEWEST and country in _TEN_DIGITS and not number.startswith("+"):
        return "has no area code; write all ten digits"
    if len(set(digits[-10:])) == 1:
        return "is one digit over and over, which stands for no number; leave it empty"
    if len(digits) < _FEWEST:
        return f"has {len(digits)} digits, which is too few for a phone number"
    if number.startswith(("+", "00")):
        return "is no number of any country; are all its digits there?"
    return f"is no number in {country}; one from abroad is written with + and its country's code"
