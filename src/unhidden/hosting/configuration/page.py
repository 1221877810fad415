"""docs/operators/configure.md: every setting, from the table that reads them."""

from __future__ import annotations

from collections.abc import Iterator

from unhidden.hosting.configuration import writing
from unhidden.hosting.configuration.settings import SECTIONS, SETTINGS, KnownSetting
from unhidden.hosting.paths import REPOSITORY

FILE = REPOSITORY / "docs" / "operators" / "configure.md"

_HEAD = """# Configure

The settings of a real installation stand in one file, /etc/unhidden/unhidden.toml,
in [TOML](https://toml.io/). It holds no secret, and everybody on the machine may read
it.

```sh
.venv/bin/unhidden setup
```

as root asks for each setting that has no default, checks each answer at once, and
writes the file with every setting in it, what it means and its default. Or write the
file first: then nothing is asked. It tells what it will do, makes the system accounts,
the secrets, the database and its roles, and writes the files for what runs beside it.
A wrong setting stops every command with a sentence for each fault. After a change in
the file, run it again, which changes only what is not yet so; then have systemd read
the units, and start the processes again:

```sh
systemctl daemon-reload
systemctl restart unhidden.target
```

After a change in `[sites]` or `[listen]`, `systemctl reload nginx`, too, or
`systemctl restart caddy`.

- It asks whether to go on. With `--yes` it goes on without asking; where there is no
  terminal, it changes nothing without `--yes`.
- `--configuration FILE`, or `UNHIDDEN_CONFIGURATION` in the environment, names another
  file. Each command on the installation takes it, such as `unhidden serve public`,
  `unhidden migrate` and `unhidden audit verify`.
- Root administers a PostgreSQL of this machine as the system user `postgres`, who needs
  no password there. For one elsewhere, set `DATABASE_URL` for this one command to its
  address for a role that may make roles and databases, with its password.
- The mail server's password is asked without being shown, or read from the file that
  `--mail-password-file FILE` names.
- A process takes nothing of the installation from the environment it is started in.

Generated from `src/unhidden/hosting/configuration/settings.py`. Do not edit it:
`unhidden rights` writes it.
"""


def write_settings_page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_chapters()])


def _chapters() -> Iterator[str]:
    for section, meaning in SECTIONS.items():
        yield f"## [{section}]\n\n{meaning}\n"
        yield "| setting | meaning | default |\n|---|---|---|"
        for setting in SETTINGS:
            if setting.section == section:
                yield f"| {setting.name} | {setting.meaning} | {_default(setting)} |"
        yield ""


def _default(setting: KnownSetting) -> str:
    if setting.default is None:
        return "must be written"
    return f"`{writing.as_toml(setting.default)}`" if setting.default != "" else "none"
