"""The commands of the command line: what is asked for, and in which words it fails."""

from __future__ import annotations

import asyncio
import importlib.metadata
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeAlias

import typer

from bot import __version__
from bot import config as settings
from bot.clock import SystemClock
from bot.domain.errors import Refusal
from bot.domain.ids import LARGEST_ID, CommunityId, UserId
from bot.logging_setup import set_up
from storage.backup import back_up
from storage.backup import restore as put_back
from storage.errors import StorageError
from storage.export_files import require_free, snapshot, write_out
from storage.lock import FileLock
from storage.migrations.runner import migrate as bring_up_to_date

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from contextlib import AbstractAsyncContextManager

    from bot.runner import Bot

    # The composition root: from settings to a bot that is ready to start.
    Compose: TypeAlias = Callable[[settings.Config], AbstractAsyncContextManager[Bot]]

EXIT_START = 1
EXIT_CONFIG = 2
EXIT_TOKEN = 3
EXIT_STORAGE = 4

app = typer.Typer(
    name="whetstone",
    help="Whetstone: a Discord bot for accountability groups.",
    no_args_is_help=True,
    add_completion=False,
    # Plain tracebacks: the pretty ones print local variables, and with them the token.
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ConfigFile: TypeAlias = Annotated[
    Path | None,
    typer.Option("--config", help="Settings; without it ./config.toml, if there is one."),
]


@app.command()
def run(context: typer.Context, config: ConfigFile = None) -> None:
    """Run the bot until it is told to stop."""
    with _clear_failures():
        loaded = settings.load(config)
        token = settings.token_of(loaded)
        set_up(loaded.log)
        _run(context.obj, loaded, token)


@app.command()
def demo(
    keep: Annotated[
        Path | None, typer.Option(help="Keep the demo's database in this file.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Port of the page; without it any that is free.")
    ] = None,
    *,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Try the bot out in a local page, without Discord and without a token."""
    with _clear_failures():
        try:
            # An extra that need not be installed.
            from bot.demo import main as try_out  # noqa: PLC0415

            try_out(keep=keep, port=port, open_browser=browser)
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] in {"bot", "cogs", "storage"}:
                raise
            hint = 'python -m pip install "whetstone[demo]"'
            _fail(EXIT_START, f"the demo needs {error.name}, which comes with its extra: {hint}")


@app.command()
def check_config(config: ConfigFile = None) -> None:
    """Tell whether the settings are complete and right, and change nothing."""
    with _clear_failures():
        settings.token_of(settings.load(config))
    typer.echo("the configuration is good")


@app.command()
def migrate(config: ConfigFile = None) -> None:
    """Bring the database to the present schema, which `run` also does by itself."""
    with _clear_failures():
        path = settings.load(config).storage.path
        lock = FileLock(path)
        try:
            before, after = bring_up_to_date(path)
        finally:
            lock.release()
    typer.echo(f"{path}: schema {after}" + ("" if before == after else f", was {before}"))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to; must not exist yet.")],
    config: ConfigFile = None,
) -> None:
    """Copy the database to FILE, also while the bot runs."""
    with _clear_failures():
        path = settings.load(config).storage.path
        back_up(path, file)
    typer.echo(f"{path} is backed up in {file}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    config: ConfigFile = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the database that is there.")
    ] = False,
) -> None:
    """Put the backup FILE in the place of the database, while the bot is stopped."""
    with _clear_failures():
        path = settings.load(config).storage.path
        put_back(path, file, force=force)
    typer.echo(f"{path} is restored from {file}")


@app.command()
def export(
    community: Annotated[
        int, typer.Option(help="Id of the Discord server.", min=1, max=LARGEST_ID)
    ],
    to: Annotated[
        Path | None, typer.Option(help="Where to; without it a file named after the day.")
    ] = None,
    config: ConfigFile = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace the file that is there.")] = False,
) -> None:
    """Write what a community's members share with its moderators, also while the bot runs."""
    # Words load discord.py.
    from bot.render import exports  # noqa: PLC0415

    with _clear_failures():
        path = settings.load(config).storage.path
        now = SystemClock().now()
        community_id = CommunityId(community)
        target = to or Path(exports.file_name(community_id, now))
        require_free(target, path, force=force)
        with (
            snapshot(path, community_id, now) as found,
            typer.progressbar(length=1, label="packing", file=sys.stderr) as bar,
        ):

            def show(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            write_out(found, target, exports.papers(), force=force, progress=show)
    typer.echo(f"community {community} is exported to {target}")


@app.command("import")
def import_(  # noqa: PLR0913 - one option for each thing that may be said
    file: Annotated[Path, typer.Argument(help="A CSV, or Loop Habit Tracker's ZIP.")],
    community: Annotated[
        int, typer.Option(help="Id of the Discord server.", min=1, max=LARGEST_ID)
    ],
    user: Annotated[int, typer.Option(help="Id of the member.", min=1, max=LARGEST_ID)],
    config: ConfigFile = None,
    *,
    into: Annotated[str, typer.Option(help="Practice for all rows of a table without names.")] = "",
    month_first: Annotated[
        bool | None, typer.Option("--month-first/--day-first", help="How 03/04/2026 is read.")
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Bring it in, while the bot is stopped.")
    ] = False,
) -> None:
    """Say what bringing FILE in for a member would do, and with --apply do it."""
    # Words load discord.py.
    from bot.render import import_text, refusals  # noqa: PLC0415
    from bot.services import import_shell  # noqa: PLC0415

    asked = import_shell.Asked(
        CommunityId(community), UserId(user), file, into=into, month_first=month_first
    )
    with _clear_failures():
        path = settings.load(config).storage.path
        try:
            found = asyncio.run(import_shell.run(path, SystemClock(), asked, apply=apply))
        except OSError as error:
            _fail(EXIT_START, f"{file} cannot be read: {error.strerror}")
        except Refusal as refusal:
            _fail(EXIT_START, refusals.words(refusal) or str(refusal))
    typer.echo(import_text.report(found, is_in=apply))


@app.command()
def version() -> None:
    """Print the versions of the program and of what it stands on."""
    typer.echo(f"whetstone {__version__}")
    typer.echo(f"discord.py {importlib.metadata.version('discord.py')}")
    typer.echo(f"Python {sys.version.split()[0]}")


def main(compose: Compose) -> None:
    """Carry out the command line and exit."""
    # What the program writes (the database, backups) is for its own user alone.
    os.umask(0o077)
    app(prog_name="whetstone", obj=compose)


def _run(compose: Compose, loaded: settings.Config, token: str) -> None:
    # Imported here, since discord.py takes longer to load than the other commands to run.
    from bot import endpoints, runner  # noqa: PLC0415

    endpoints.configure(loaded.discord.api_url, loaded.discord.gateway_url)
    endpoints.sweep_rate_limits()
    try:
        asyncio.run(runner.run(compose(loaded), token))
    except Exception as error:
        if endpoints.is_token_refused(error):
            _fail(EXIT_TOKEN, "Discord refused the token: check discord.token, or make a new one")
        if (reason := endpoints.why_unreachable(error)) is not None:
            _fail(EXIT_START, reason)
        raise


@contextmanager
def _clear_failures() -> Generator[None]:
    """Turn what the person at the keyboard can mend into one message and an exit code."""
    try:
        yield
    except settings.ConfigError as error:
        _fail(EXIT_CONFIG, str(error))
    except StorageError as error:
        _fail(EXIT_STORAGE, str(error))


def _fail(code: int, message: str) -> NoReturn:
    typer.echo(f"whetstone: {message}", err=True)
    raise typer.Exit(code)
