"""The settings of plugins: written by a practice, given as they were declared, or refused before anything runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from frontdesk import (
    Accepted,
    Changes,
    Channel,
    FrontdeskError,
    PluginError,
    PreferenceChange,
    PreferenceSource,
    Setting,
    SettingKind,
    SettingValue,
    read_export,
)
from frontdesk.file_words import FileOf
from frontdesk.model import GivenSetting, PracticeChannel, Ruleset, Secret
from frontdesk.model.mappings import FileMapping, MappedColumn, Mappings
from frontdesk.names import ChannelId, Reach
from frontdesk.plugins import InstalledPlugin, Plugins, check_settings, faults_in
from frontdesk.plugins.settings import carriers_of, resolve, source_of
from frontdesk.problems import Location
from support import HARBOUR, load_ruleset

DECLARED = (
    Setting("url", required=True, means="where the gateway is"),
    Setting("key", secret=True, means="your key"),
    Setting("folder", "path", default="faxes", means="where copies are kept"),
    Setting("tries", "int", default=3, means="how often to dial"),
    Setting("colour", "yes_no", default=False, means="whether in colour"),
    Setting("note", means="printed on each page"),
)
FAX = Channel("fax", lambda outgoing: Accepted("1"), DECLARED, means="sends a fax")
URL = "https://fax.example.com"


def given(**settings: str | Secret) -> dict[str, GivenSetting]:
    places = (Location("ours/channels.yaml", 5, column) for column in range(40, 99, 10))
    return {name: GivenSetting(said, where) for (name, said), where in zip(settings.items(), places, strict=False)}


def a_ruleset(*channels: PracticeChannel) -> Ruleset:
    return replace(load_ruleset(HARBOUR), channels={one.id: one for one in channels})


def a_channel(name: str = "fax", plugin: str = "fax", **settings: str | Secret) -> PracticeChannel:
    place = Location("ours/channels.yaml", 5, 3)
    return PracticeChannel(
        ChannelId(name), name, plugin, Reach.PHONE, settings=given(**settings), where=place, plugin_where=place
    )


def offers(*channels: Channel, sources: tuple[PreferenceSource, ...] = ()) -> Plugins:
    return Plugins((InstalledPlugin("acme", "acme-package", "1.0", (), channels, sources),))


def refusal(*channels: PracticeChannel, **environ: str) -> str:
    with pytest.raises(PluginError) as refused:
        carriers_of(a_ruleset(*channels).channels.values(), offers(FAX), Path(), environ)
    return str(refused.value)


def test_a_plugin_is_given_what_it_declared_and_every_default(tmp_path: Path) -> None:
    settings = resolve(FAX, given(url=URL, tries="5", colour="yes"), tmp_path, {})
    assert settings == {"url": URL, "folder": str(tmp_path / "faxes"), "tries": 5, "colour": True}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [("text", "no", "no"), ("int", "007", 7), ("int", "-1", -1), ("yes_no", "no", False), ("yes_no", "true", True)],
)
def test_a_text_is_read_as_the_kind_that_was_declared(kind: SettingKind, text: str, value: SettingValue) -> None:
    read = Setting("any", kind).read(text)
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize(("kind", "text"), [("int", "five"), ("int", "1.5"), ("int", "٣"), ("yes_no", "maybe")])
def test_a_text_of_another_kind_is_refused_without_being_quoted(kind: SettingKind, text: str) -> None:
    with pytest.raises(ValueError, match="it should be") as refused:
        Setting("any", kind).read(text)
    assert text not in str(refused.value)


def test_a_path_is_seen_from_the_practices_folder_and_an_absolute_one_stays(tmp_path: Path) -> None:
    assert resolve(FAX, given(url=URL, folder="out/today"), tmp_path, {})["folder"] == str(tmp_path / "out/today")
    assert resolve(FAX, given(url=URL, folder="/srv/faxes"), tmp_path, {})["folder"] == "/srv/faxes"
    assert Path(str(resolve(FAX, given(url=URL), Path("here"), {})["folder"])).is_absolute()


def test_a_secret_comes_from_the_environment_that_was_handed_in() -> None:
    carriers = carriers_of(
        a_ruleset(a_channel(url=URL, key=Secret("ACME_KEY"))).channels.values(),
        offers(FAX),
        Path(),
        {"ACME_KEY": "fictional"},
    )
    carrier = carriers.carrier(a_channel())
    assert carrier.settings["key"] == "fictional"
    assert "fictional" not in repr(carrier)


def test_two_channels_of_one_plugin_have_settings_of_their_own() -> None:
    channels = a_channel("near", url=f"{URL}/near"), a_channel("far", url=f"{URL}/far")
    carriers = carriers_of(a_ruleset(*channels).channels.values(), offers(FAX), Path(), {})
    assert [carriers.carrier(one).settings["url"] for one in channels] == [f"{URL}/near", f"{URL}/far"]


REFUSED = {
    "misspelt": (a_channel(url=URL, kee="1"), "5:50: R006: 'fax' has no setting 'kee' (did you mean 'key'?)"),
    "unlike any": (a_channel(url=URL, zone="x"), "'fax' has no setting 'zone' (it has 'url', 'key',"),
    "missing": (
        a_channel(),
        "5:3: R006: 'fax' needs the setting 'url' (write url: under settings; it is where the gateway is)",
    ),
    "empty": (a_channel(url=""), "5:40: R006: 'fax' needs the setting 'url'"),
    "no number": (
        a_channel(url=URL, tries="some"),
        "5:50: R006: the setting 'tries' of 'fax' cannot be 'some' (it should be a whole number, such as 25)",
    ),
    "written secret": (a_channel(url=URL, key="4711"), "'key' of 'fax' is a secret, and it is written into"),
    "unset secret": (
        a_channel(url=URL, key=Secret("ACME_KEY")),
        "5:50: the environment variable 'ACME_KEY' is not set, and a secret comes from it; set it where",
    ),
    "no plugin": (
        a_channel(plugin="faks"),
        "5:3: R007: no plugin offers a channel called 'faks' (installed: 'fax'; install the package",
    ),
}


@pytest.mark.parametrize(("channel", "told"), REFUSED.values(), ids=REFUSED)
def test_a_channel_that_cannot_be_carried_is_told_with_its_place_and_nothing_is_handed_out(
    channel: PracticeChannel, told: str
) -> None:
    words = refusal(channel, ACME_TOKEN="s3cret")
    assert told in words
    assert "s3cret" not in words
    assert words.startswith("nothing was done, and everything that is due waits:\n")


def test_a_cause_that_several_channels_have_is_told_once() -> None:
    lines = refusal(a_channel("near", "faks"), a_channel("far", "faks"), a_channel("mine", url=URL, kee="1"))
    _, absent, misspelt = lines.splitlines()
    assert absent.startswith("ours/channels.yaml:5:3, ours/channels.yaml:5:3: R007: ")
    assert "R006" in misspelt


def test_a_secret_of_the_wrong_kind_is_refused_without_being_told() -> None:
    words = refusal(a_channel(url=URL, tries=Secret("TRIES")), TRIES="s3cret")
    assert "channels.yaml:5:3: the setting 'tries' of 'fax' is not right; it should be a whole number" in words
    assert "s3cret" not in words


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        (
            Setting("tries", "number"),  # type: ignore[arg-type]  # wrong on purpose
            "'tries' is of no kind that there is: write 'text', 'path', 'int', 'yes_no' or 'mapping'",
        ),
        (Setting("tries", "int", default="3"), "'tries' has a default that is a str, which int is not"),
        (Setting("tries", "int", default=True), "'tries' has a default that is a bool, which int is not"),
        (Setting("columns", "mapping"), "'columns' is a mapping, which only a source is given"),
        (Setting("url", required=True, default="x"), "'url' has a default, although it is required"),
        (Setting("key", secret=True, default="x"), "'key' has a default, although it is a secret"),
    ],
)
def test_a_setting_that_contradicts_itself_is_told_to_its_author(setting: Setting, told: str) -> None:
    assert faults_in(replace(FAX, settings=(setting,))) == [f"its setting {told}"]


def test_the_kit_sees_a_value_of_another_kind_than_declared() -> None:
    assert check_settings(FAX, {"url": URL, "tries": "3", "colour": False}) == [
        "the setting 'tries' of 'fax' is a str, which int is not"
    ]


SOURCE = PreferenceSource("acme_emr", lambda settings, cursor: Changes((), cursor), (Setting("file", "path", True),))


def test_a_source_gets_what_the_command_says_before_what_the_ruleset_says(tmp_path: Path) -> None:
    ruleset = replace(load_ruleset(HARBOUR), preference_source="acme_emr", preference_settings=given(file="emr.csv"))
    plugins = offers(sources=(SOURCE,))
    assert source_of(ruleset, plugins, tmp_path, {}, {}) == (SOURCE, {"file": str(tmp_path / "emr.csv")})
    assert source_of(ruleset, plugins, tmp_path, {}, {"file": "b.csv"})[1] == {"file": str(tmp_path / "b.csv")}
    with pytest.raises(PluginError, match="'acme_emr' has no setting 'fil'"):
        source_of(ruleset, plugins, tmp_path, {}, {"fil": "b.csv"})


READING = replace(SOURCE, settings=(*SOURCE.settings, Setting("mapping", "mapping")))


def reading(mapping: str) -> Ruleset:
    """A practice whose source reads by this mapping; there is one, called acme."""
    acme = FileMapping(
        "acme",
        "Acme",
        FileOf.PREFERENCES,
        (MappedColumn("PatNum", ("patient",)), MappedColumn("Quiet", ("do_not_contact",))),
    )
    ruleset = replace(load_ruleset(HARBOUR), preference_source="acme_emr")
    mappings = Mappings({"acme": acme}, {"broken": ("imports/broken.yaml:3:1: nothing reads a field 'cel'",)})
    parts = {**ruleset.parts, Mappings: mappings}
    return replace(ruleset, preference_settings=given(file="emr.csv", mapping=mapping), parts=parts)


def test_a_source_gets_the_mapping_that_the_practice_names_and_can_read_by_it(tmp_path: Path) -> None:
    (tmp_path / "emr.csv").write_text("PatNum,Quiet\nP-1,Y\n", encoding="utf-8")
    _, settings = source_of(reading("acme"), offers(sources=(READING,)), tmp_path, {}, {})
    told = read_export(str(settings["file"]), str(settings["mapping"]))
    assert told.changes == (PreferenceChange("P-1", do_not_contact="Y"),)


@pytest.mark.parametrize(
    ("name", "told"),
    [("acne", "no mapping is called 'acne'"), ("broken", "nothing reads a field 'cel'")],
)
def test_a_mapping_that_is_not_there_or_not_right_is_told_and_nothing_is_read(
    name: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(FrontdeskError) as error:
        source_of(reading(name), offers(sources=(READING,)), tmp_path, {}, {})
    assert told in str(error.value)
