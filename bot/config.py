"""Settings: a TOML file, then environment variables, which win. Read once, never changed.

No message here ever carries a value: the token is a secret, and a mistyped one is half of it.
"""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal, TypeAlias, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PREFIX = "WHETSTONE_"
DELIMITER = "__"
DEFAULT_FILE = Path("config.toml")
_TOKEN = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+){2}")


class ConfigError(Exception):
    """A setting that cannot be used; the text names the key and where it was set."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def _numbers(value: object) -> object:
    """Read "0, 1" as a list, since a variable holds only text."""
    if isinstance(value, str):
        return [part.strip() for part in value.strip("[] ").split(",")]
    return value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _well_formed(token: SecretStr) -> SecretStr:
    check_token(token.get_secret_value())
    return token


def _holding_a_token(file: Path) -> Path:
    check_token(_read_secret(file))
    return file


def _http(url: str) -> str:
    return _checked_url(url, ("http", "https")).rstrip("/")


def _websocket(url: str) -> str:
    return _checked_url(url, ("ws", "wss"))


Token: TypeAlias = Annotated[SecretStr, AfterValidator(_well_formed)]
TokenFile: TypeAlias = Annotated[Path, AfterValidator(_holding_a_token)]
HttpAddress: TypeAlias = Annotated[str, AfterValidator(_http)]
WebsocketAddress: TypeAlias = Annotated[str, AfterValidator(_websocket)]
ShardIds: TypeAlias = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_numbers)]
LogLevel: TypeAlias = Annotated[
    Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)
]


class DiscordSection(_Section):
    """How to reach Discord, and as whom."""

    token: Token | None = None
    token_file: TokenFile | None = None
    api_url: HttpAddress = "https://discord.com/api/v10"
    gateway_url: WebsocketAddress | None = None
    shard_count: int | None = Field(default=None, ge=1)
    shard_ids: ShardIds | None = None

    @model_validator(mode="after")
    def _fit_together(self) -> DiscordSection:
        if self.token is not None and self.token_file is not None:
            raise ValueError("set token or token_file, not both")
        if self.shard_ids is not None:
            if self.shard_count is None:
                raise ValueError("shard_ids needs shard_count beside it")
            if len(set(self.shard_ids)) != len(self.shard_ids):
                raise ValueError("shard_ids names a shard twice")
            if not all(0 <= shard < self.shard_count for shard in self.shard_ids):
                raise ValueError("shard_ids must lie between 0 and shard_count - 1")
        return self


class StorageSection(_Section):
    """Where the data lives."""

    path: Path = Path("whetstone.db")


class LogSection(_Section):
    """What the program writes to standard error."""

    level: LogLevel = "INFO"
    format: Literal["text", "json"] = "text"


class Config(BaseSettings):
    """All settings; see config.example.toml for what each of them does."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        env_prefix=PREFIX,
        env_nested_delimiter=DELIMITER,
        env_ignore_empty=True,
    )

    discord: DiscordSection = DiscordSection()
    storage: StorageSection = StorageSection()
    log: LogSection = LogSection()


def load(file: Path | None = None) -> Config:
    """Read ``file`` (else ./config.toml, if there is one) and the environment.

    Raises ConfigError with one message that names each key and where it was set.
    """
    if file is not None and not file.is_file():
        raise ConfigError(f"{file}: no such file (--config)")
    found = file or (DEFAULT_FILE if DEFAULT_FILE.is_file() else None)
    _refuse_unknown_variables()

    class _Bound(Config):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the base class's signature
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
            file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return env_settings, TomlConfigSettingsSource(settings_cls, toml_file=found)

    try:
        return _Bound()
    except ValidationError as error:
        raise ConfigError(_explain(error, found)) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{found}: cannot be read as TOML: {error}") from None


def token_of(config: Config) -> str:
    """Give the bot's token, from wherever it was set; ConfigError when it was not."""
    if config.discord.token is not None:
        return config.discord.token.get_secret_value()
    if config.discord.token_file is not None:
        return _read_secret(config.discord.token_file)
    raise ConfigError(
        "discord.token is missing: set it in config.toml under [discord],"
        f" or in the variable {_variable('discord', 'token')},"
        " or name a file that holds it with discord.token_file"
    )


def check_token(token: str) -> None:
    """Raise ValueError, without the token in it, when this cannot be a bot's token."""
    if not token:
        raise ValueError("is empty")
    if token.lower().startswith("bot "):
        raise ValueError('leave out the word "Bot" before the token')
    if any(character.isspace() for character in token):
        raise ValueError("has a space or line break in it; copy the token alone")
    if not _TOKEN.fullmatch(token):
        raise ValueError("is not a bot token: three parts with dots between them were expected")


def _read_secret(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip()
    except OSError as error:
        raise ValueError(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError("cannot be read: not a text file") from None


def _checked_url(url: str, schemes: tuple[str, ...]) -> str:
    scheme, _, rest = url.partition("://")
    if scheme not in schemes or not rest or any(character.isspace() for character in url):
        wanted = " or ".join(f"{each}://" for each in schemes)
        raise ValueError(f"must be an address that begins with {wanted}")
    return url


def _variable(*keys: str) -> str:
    return PREFIX + DELIMITER.join(keys).upper()


def _known_variables() -> dict[str, str]:
    """Give each environment variable's name with the key that it sets."""
    return {
        _variable(name, key): f"{name}.{key}"
        for name, section in Config.model_fields.items()
        for key in cast("type[_Section]", section.annotation).model_fields
    }


def _refuse_unknown_variables() -> None:
    ours = {name for name in os.environ if name.upper().startswith(PREFIX)}
    known = _known_variables()
    unknown = sorted(name for name in ours if name.upper() not in known)
    if unknown:
        raise ConfigError(
            f"unknown key in the environment: {', '.join(unknown)}; known are {', '.join(known)}"
        )


def _explain(error: ValidationError, file: Path | None) -> str:
    """Put each problem on a line, without any value: pydantic's own text would quote them."""
    set_by = {key: name for name, key in _known_variables().items() if os.environ.get(name)}
    lines: list[str] = []
    for problem in error.errors(include_url=False, include_input=False, include_context=False):
        key = ".".join(str(part) for part in problem["loc"][:2])
        source = f"variable {set_by[key]}" if key in set_by else str(file or "the environment")
        lines.append(f"{source}: {key}: {_in_words(problem['type'], problem['msg'])}")
    return "\n".join(lines)


def _in_words(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "unknown key"
    if kind == "model_type":
        return "must be a section with keys of its own"
    return message.removeprefix("Value error, ")
