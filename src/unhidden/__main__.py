"""``python -m unhidden``: the operator's command, where no script of it is at hand."""

from unhidden.hosting import cli

if __name__ == "__main__":
    cli.run_command_line()
