"""The operator's one file: every setting of every kind, and every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from pathlib import Path

import pytest

from unhidden.hosting.configuration import page, reading, writing
from unhidden.hosting.configuration.kinds import Value
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.configuration.settings import BY_LABEL, SECTIONS, SETTINGS
from unhidden.hosting.refusal import Refusal

ROOT = "b9" * 32
LEAST: Mapping[str, Mapping[str, object]] = {
    "sites": {
        "public": "unhidden.example.org",
        "staff": "staff.example.org",
        "proxies": 1,
    },
    "keys": {"root": ROOT},
    "controller": {"name": "A force", "contact": "dpo@example.org"},
}


def check(changes: Mapping[tuple[str, str], object]) -> OperatorSettings:
    """The least that must be written, with these settings beside or instead."""
    whole = {section: dict(held) for section, held in LEAST.items()}
    for (section, name), value in changes.items():
        whole.setdefault(section, {})[name] = value
    return reading.check_configuration(Path("/etc/unhidden/unhidden.toml"), whole)


def told(changes: Mapping[tuple[str, str], object]) -> list[str]:
    """The sentences about it."""
    with pytest.raises(Refusal) as refusal:
        check(changes)
    head, *faults = str(refusal.value).splitlines()
    assert head == "In /etc/unhidden/unhidden.toml:"
    return [one.strip() for one in faults]


def given(found: OperatorSettings) -> dict[tuple[str, str], Value]:
    """Those that were written."""
    labels = {(s, n) for s, held in LEAST.items() for n in held}
    return {label: found.values[label] for label in labels}


def test_what_is_not_written_has_its_default() -> None:
    found = check({})

    assert found.values == {
        **{(one.section, one.name): one.default for one in SETTINGS},
        **{(s, n): value for s, held in LEAST.items() for n, value in held.items()},
    }


def test_a_file_with_every_default_reads_back_equal(tmp_path: Path) -> None:
    found = check({})
    file = tmp_path / "unhidden.toml"
    file.write_text(writing.write_configuration(given(found)))

    assert reading.read_configuration(file).values == found.values


def test_every_default_that_is_written_out_reads_back_equal(tmp_path: Path) -> None:
    found = check({})
    lines = [
        line.removeprefix("#")
        if line.startswith("#") and not line.startswith("# ")
        else line
        for line in writing.write_configuration(given(found)).splitlines()
    ]
    file = tmp_path / "unhidden.toml"
    file.write_text("\n".join(lines))

    assert reading.read_configuration(file).values == found.values
    written = reading.read_sections(file)
    assert {s: set(held) for s, held in written.items() if isinstance(held, dict)} == {
        section: {one.name for one in SETTINGS if one.section == section}
        for section in SECTIONS
    }


@pytest.mark.parametrize(
    ("label", "value"),
    [
        (("controller", "contact"), 'A "house"\\street\nTown\n01492 000000'),
        (("controller", "name"), "Heddlu Gogledd Cymru – Ŵ"),
        (("mail", "operators"), ("a@example.org", "b@example.org")),
        (("notices", "hours"), ("07:30",)),
        (("listen", "public"), "[::1]:443"),
        (("backup", "kept"), 0),
    ],
)
def test_what_was_given_reads_back_equal(
    label: tuple[str, str], value: Value, tmp_path: Path
) -> None:
    file = tmp_path / "unhidden.toml"
    file.write_text(writing.write_configuration({**given(check({})), label: value}))

    assert reading.read_configuration(file).values[label] == value


@pytest.mark.parametrize(
    ("label", "value", "sentence"),
    [
        ("sites public", "Staff.Example.Org", "a name such as"),
        ("sites public", "localhost", "a name such as"),
        ("sites public", "a.example.org:443", "a name such as"),
        ("sites tls", "none", "one of proxy, own"),
        ("sites proxies", "1", "a whole number"),
        ("sites proxies", True, "a whole number"),
        ("sites proxies", -1, "a whole number"),
        ("sites proxy_addresses", [], "addresses or networks such as"),
        ("sites proxy_addresses", "10.1.2.3", "addresses or networks such as"),
        ("sites proxy_addresses", ["10.1.2.3/24"], "addresses or networks such as"),
        ("sites proxy_addresses", ["proxy.example.org"], "addresses or networks"),
        ("sites certificate", "site.pem", "a path that begins with /"),
        ("listen public", "8001", "a number and a port"),
        ("listen public", "localhost:8001", "a number and a port"),
        ("listen public", "127.0.0.1:0", "a number and a port"),
        ("listen public", "127.0.0.1:65536", "a number and a port"),
        ("listen public", "::1:80", "a number and a port"),
        ("installation folder", "state", "a path that begins with /"),
        ("installation folder", "", "a path that begins with /"),
        ("installation free_disk", 0, "a whole number from 1 up"),
        ("installation spark", "http://spark", "a master of Spark"),
        ("database address", "mysql://127.0.0.1/unhidden", "an address such as"),
        ("database address", "postgresql://u:w@127.0.0.1/x", "no password in it"),
        ("database address", "postgresql://u@127.0.0.1/x", "no name of a role"),
        ("database address", "postgresql://db.example.org/x", "sslmode=verify-full"),
        (
            "database address",
            "postgresql://db.example.org/x?sslmode=require",
            "sslmode=verify-full",
        ),
        (
            "database address",
            "postgresql://localhost/x?hostaddr=192.0.2.1",
            "sslmode=verify-full",
        ),
        ("keys root", "b9" * 31, "64 digits and letters"),
        ("keys root", "B9" * 32, "64 digits and letters"),
        ("controller name", " ", "written, and is empty"),
        ("controller name", "A\nforce", "text on one line"),
        ("controller contact", "A\x7fforce", "text between"),
        ("controller contact", 999, "text between"),
        ("pages exit", "http://www.bbc.co.uk/", "https://"),
        ("pages exit", "https://user@example.org/", "https://"),
        ("pages small_place_postcodes", 0, "from 1 up"),
        ("mail port", 65_536, "from 1 to 65535"),
        ("mail security", "ssl", "one of starttls, tls, none"),
        ("mail sender", "operators", "an e-mail address"),
        ("mail operators", "a@example.org", "e-mail addresses such as"),
        ("mail operators", ["a@example.org", "b"], "an e-mail address"),
        ("notices hours", [], "times of the day"),
        ("notices hours", ["8:00"], "a time of the day"),
        ("backup time", "24:00", "a time of the day"),
        ("backup folder", "~/backups", "a path that begins with /"),
        ("retention report_days", 0, "from 1 up"),
    ],
)
def test_a_wrong_value_is_told_in_a_sentence(
    label: str, value: object, sentence: str
) -> None:
    section, name = label.split()

    faults = told({(section, name): value})

    assert len(faults) == 1
    assert faults[0].startswith(f"[{section}] {name} must be ")
    assert faults[0].endswith(".")
    assert sentence in faults[0]


@pytest.mark.parametrize(
    "one", [o for o in SETTINGS if o.default is None], ids=attrgetter("full_name")
)
def test_what_must_be_written_is_asked_for_with_its_meaning(one: object) -> None:
    setting = next(each for each in SETTINGS if each is one)
    whole = {section: dict(held) for section, held in LEAST.items()}
    del whole[setting.section][setting.name]

    with pytest.raises(Refusal) as refusal:
        reading.check_configuration(Path("/f"), whole)

    (fault,) = str(refusal.value).splitlines()[1:]
    assert fault.strip().startswith(f"{setting.full_name} must be written, and is not")
    assert setting.meaning.rstrip(".") in fault


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({("sites", "staff"): "unhidden.example.org"}, "[sites] staff must be another"),
        ({("listen", "staff"): "127.0.0.1:8001"}, "[listen] staff must be another"),
        ({("listen", "staff"): "0.0.0.0:8001"}, "[listen] staff must be another"),
        ({("sites", "tls"): "own", ("sites", "proxies"): 0}, "certificate"),
        ({("sites", "proxies"): 0}, "1 or more where a proxy"),
        ({("mail", "server"): "mail.example.org"}, "[mail] sender must be written"),
        (
            {
                ("mail", "server"): "mail.example.org",
                ("mail", "sender"): "a@example.org",
                ("mail", "security"): "none",
            },
            "only for a server of this machine",
        ),
    ],
)
def test_what_contradicts_itself_is_told(
    changes: Mapping[tuple[str, str], object], sentence: str
) -> None:
    (fault,) = told(changes)

    assert sentence in fault


def test_own_tls_with_proxies_is_refused() -> None:
    faults = told(
        {
            ("sites", "tls"): "own",
            ("sites", "certificate"): "/c",
            ("sites", "certificate_key"): "/k",
        }
    )

    assert faults == ["[sites] proxies must be 0 where the sites end TLS."]


def test_two_addresses_of_the_machine_may_have_one_port() -> None:
    check(
        {
            ("listen", "public"): "192.0.2.1:443",
            ("listen", "staff"): "192.0.2.2:443",
        }
    )


def test_all_faults_are_told_at_once() -> None:
    faults = told(
        {
            ("sites", "staff"): "unhidden.example.org",
            ("sites", "proxy"): 1,
            ("site", "public"): "x",
            ("backup", "time"): "2:30",
            ("notices", "hours"): "08:00",
        }
    )

    assert len(faults) == 5
    assert "[sites] proxy is not a setting." in faults
    assert "[site] is not a section." in faults
    assert "[sites] staff must be another name than [sites] public." in faults


def test_a_setting_outside_its_section_is_told() -> None:
    with pytest.raises(Refusal, match="public must stand under the name of its"):
        reading.check_configuration(Path("/f"), {**LEAST, "public": "a.example.org"})


def test_a_file_that_is_not_toml_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "unhidden.toml"
    file.write_text("[sites]\npublic = unhidden.example.org\n")

    with pytest.raises(Refusal, match=r"cannot be read: .*line 2"):
        reading.read_configuration(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="`unhidden setup` writes it"):
        reading.read_configuration(tmp_path / "unhidden.toml")


def test_processes_are_given_each_setting_as_a_variable() -> None:
    found = check({("mail", "operators"): ["a@example.org", "b@example.org"]})

    environment = found.make_variables()

    assert environment["UNHIDDEN_PROXIES"] == "1"
    assert environment["UNHIDDEN_OPERATORS"] == "a@example.org,b@example.org"
    assert environment["UNHIDDEN_MAIL_SERVER"] == ""
    assert "" not in environment


def test_no_two_settings_share_a_name_or_a_variable() -> None:
    variables = [one.variable for one in SETTINGS if one.variable]

    assert len(BY_LABEL) == len(SETTINGS)
    assert len(set(variables)) == len(variables)
    assert {one.section for one in SETTINGS} == set(SECTIONS)


def test_the_page_says_what_the_table_does() -> None:
    assert page.FILE.read_text() == page.write_settings_page(), "run `unhidden rights`"
