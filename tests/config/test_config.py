"""Settings come from the file, then the environment; what is wrong is said without the value."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot import config
from bot.config import Config, ConfigError, load, token_of

TOKEN = "MTIz.abc-DEF.x_y"  # noqa: S105 - made up, in the form of one
SECRET = "hunter2secret"  # noqa: S105 - must never show in a message
EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


@pytest.fixture(autouse=True)
def empty_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No config.toml and no variable of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith(config.PREFIX):
            monkeypatch.delenv(name)


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(text, "utf-8")
    return file


def complaint(file: Path | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        token_of(load(file))
    assert SECRET not in str(caught.value)
    return str(caught.value)


def test_defaults() -> None:
    loaded = load()
    assert loaded.discord.api_url == "https://discord.com/api/v10"
    assert loaded.discord.gateway_url is None
    assert loaded.storage.path == Path("whetstone.db")
    assert (loaded.log.level, loaded.log.format) == ("INFO", "text")


def test_the_example_loads_and_gives_the_defaults() -> None:
    assert load(EXAMPLE).model_dump() == load().model_dump()


def test_the_example_explains_every_key_and_no_other() -> None:
    text = EXAMPLE.read_text("utf-8")
    # A key that is off stands as `#key = value`; an explanation has a space after the mark.
    everything = tomllib.loads(
        "\n".join(
            line[1:] if line.startswith("#") and line[1:2].isalpha() else line
            for line in text.splitlines()
        )
    )
    known = {
        section: set(getattr(Config(), section).model_dump()) for section in Config.model_fields
    }
    assert {section: set(keys) for section, keys in everything.items()} == known
    for line, above in zip(text.splitlines()[1:], text.splitlines(), strict=False):
        if line.removeprefix("#").partition(" = ")[1] and not line.startswith("# "):
            assert above.startswith("# "), f"nothing explains {line!r}"


def test_config_toml_in_the_working_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[storage]\npath = "here.db"\n')
    assert load().storage.path == Path("here.db")


def test_a_named_file_stands_in_for_config_toml(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[storage]\npath = "here.db"\n')
    assert load(written(tmp_path, "")).storage.path == Path("whetstone.db")


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, '[storage]\npath = "file.db"\n[log]\nlevel = "ERROR"\n')
    monkeypatch.setenv("WHETSTONE_STORAGE__PATH", "variable.db")
    loaded = load(file)
    assert loaded.storage.path == Path("variable.db")
    assert loaded.log.level == "ERROR"


def test_an_empty_variable_is_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHETSTONE_STORAGE__PATH", "")
    assert load(written(tmp_path, '[storage]\npath = "file.db"\n')).storage.path == Path("file.db")


@pytest.mark.parametrize("text", ["0,2", "[0, 2]", " 0 , 2 "])
def test_shard_ids_in_a_variable(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("WHETSTONE_DISCORD__SHARD_COUNT", "3")
    monkeypatch.setenv("WHETSTONE_DISCORD__SHARD_IDS", text)
    assert load().discord.shard_ids == (0, 2)


def test_settings_cannot_be_changed() -> None:
    loaded = load()
    with pytest.raises(ValidationError):
        loaded.storage = loaded.storage
    with pytest.raises(ValidationError):
        loaded.discord.shard_count = 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[discord]\ncolour = 1", "discord.colour: unknown key"),
        ("[wheather]\nsun = 1", "wheather: unknown key"),
        ("storage = 5", "storage: must be a section with keys of its own"),
        ("[storage]\npath = 5", "storage.path: Input is not a valid path"),
        ("[discord]\ntoken = 5", "discord.token: Input should be a valid string"),
        ('[log]\nlevel = "loud"', "log.level: Input should be 'DEBUG', 'INFO'"),
        ("[log]\nlevel = 5", "log.level: Input should be 'DEBUG', 'INFO'"),
        ('[log]\nformat = "xml"', "log.format: Input should be 'text' or 'json'"),
        ("[discord]\nshard_count = 0", "discord.shard_count: Input should be greater than"),
        ("[discord]\nshard_count = 2.5", "discord.shard_count: Input should be a valid integer"),
        ("[discord]\nshard_ids = [0]", "discord: shard_ids needs shard_count beside it"),
        ("[discord]\nshard_ids = 0", "discord.shard_ids: Input should be a valid tuple"),
        ("[discord]\nshard_count = 2\nshard_ids = [0, 0]", "names a shard twice"),
        ("[discord]\nshard_count = 2\nshard_ids = [2]", "between 0 and shard_count - 1"),
        ('[discord]\napi_url = "discord.com"', "discord.api_url: must be an address"),
        ('[discord]\napi_url = "https://"', "discord.api_url: must be an address"),
        ('[discord]\ngateway_url = "https://x"', "begins with ws:// or wss://"),
        ('[discord]\ngateway_url = "wss://a b"', "discord.gateway_url: must be an address"),
        ("[discord\n", "cannot be read as TOML: Expected ']'"),
    ],
)
def test_what_is_wrong_in_the_file(tmp_path: Path, text: str, words: str) -> None:
    file = written(tmp_path, text)
    told = complaint(file)
    assert told.startswith(f"{file}: ")
    assert words in told


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    file = written(tmp_path, "[discord]\ncolour = 1\n[log]\nform = 2\n")
    assert complaint(file).splitlines() == [
        f"{file}: discord.colour: unknown key",
        f"{file}: log.form: unknown key",
    ]


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xff\xfe")
    assert "cannot be read as TOML" in complaint(file)


def test_a_named_file_that_is_missing(tmp_path: Path) -> None:
    assert complaint(tmp_path / "no.toml") == f"{tmp_path / 'no.toml'}: no such file (--config)"


def test_what_is_wrong_in_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHETSTONE_DISCORD__SHARD_COUNT", SECRET)
    assert complaint().startswith("variable WHETSTONE_DISCORD__SHARD_COUNT: discord.shard_count: ")


@pytest.mark.parametrize("name", ["WHETSTONE_DISCORD__TOKE", "WHETSTONE_DISCORD", "WHETSTONE_X__Y"])
def test_an_unknown_variable(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, SECRET)
    told = complaint()
    assert told.startswith(f"unknown key in the environment: {name};")
    assert "WHETSTONE_DISCORD__TOKEN_FILE" in told


# --- the token ----------------------------------------------------------------------------------


def test_a_token_from_the_file(tmp_path: Path) -> None:
    assert token_of(load(written(tmp_path, f'[discord]\ntoken = "{TOKEN}"'))) == TOKEN


def test_a_token_from_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHETSTONE_DISCORD__TOKEN", TOKEN)
    assert token_of(load()) == TOKEN


def test_a_token_from_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    monkeypatch.setenv("WHETSTONE_DISCORD__TOKEN_FILE", str(tmp_path / "token"))
    assert token_of(load()) == TOKEN


def test_no_token_is_only_missed_where_it_is_needed() -> None:
    loaded = load()
    with pytest.raises(ConfigError, match=r"discord\.token is missing") as caught:
        token_of(loaded)
    assert "config.toml" in str(caught.value)
    assert "WHETSTONE_DISCORD__TOKEN" in str(caught.value)


@pytest.mark.parametrize(
    ("token", "words"),
    [
        (SECRET, "is not a bot token"),
        (f"{SECRET}.b", "is not a bot token"),
        (f"{SECRET}.b.", "is not a bot token"),
        (f"{SECRET}..c", "is not a bot token"),
        (f"{SECRET}.b.c.d", "is not a bot token"),
        (f"{SECRET}.b.ü", "is not a bot token"),
        (f"{SECRET}.b.c\\n", "has a space or line break in it"),
        (f" {SECRET}.b.c", "has a space or line break in it"),
        (f"Bot {SECRET}.b.c", 'leave out the word "Bot"'),
        (f"bot {SECRET}.b.c", 'leave out the word "Bot"'),
        ("", "is empty"),
    ],
)
def test_a_malformed_token_is_told_but_not_shown(tmp_path: Path, token: str, words: str) -> None:
    file = written(tmp_path, f'[discord]\ntoken = "{token}"')
    told = complaint(file)
    assert told.startswith(f"{file}: discord.token: ")
    assert words in told


def test_a_malformed_token_in_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHETSTONE_DISCORD__TOKEN", SECRET)
    assert complaint().startswith("variable WHETSTONE_DISCORD__TOKEN: discord.token: is not")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SECRET.encode(), "discord.token_file: is not a bot token"),
        (b"", "discord.token_file: is empty"),
        (b"\xff\xfe", "discord.token_file: cannot be read: not a text file"),
        (None, "discord.token_file: cannot be read: No such file"),
    ],
)
def test_a_token_file_that_holds_none(tmp_path: Path, content: bytes | None, words: str) -> None:
    if content is not None:
        (tmp_path / "token").write_bytes(content)
    file = written(tmp_path, f'[discord]\ntoken_file = "{tmp_path / "token"}"')
    assert words in complaint(file)


def test_two_tokens_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN)
    file = written(tmp_path, f'[discord]\ntoken = "{TOKEN}"\ntoken_file = "{tmp_path / "token"}"')
    assert "set token or token_file, not both" in complaint(file)


def test_the_token_shows_in_no_form_of_the_settings(tmp_path: Path) -> None:
    loaded = load(written(tmp_path, f'[discord]\ntoken = "{TOKEN}"'))
    for shown in (str(loaded), repr(loaded), loaded.model_dump_json(), f"{loaded.discord}"):
        assert TOKEN not in shown
