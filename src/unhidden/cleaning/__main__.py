"""The process in which files are cleaned."""

import sys

from unhidden.cleaning import apart, cleaner, confinement, readiness


def ready() -> None:
    """Be bounded and, with all that is needed loaded, confined."""
    apart.limit_process()
    readiness.load_all()
    confinement.confine_process()


def main() -> None:
    """Clean what comes in; ready before a byte of it is read."""
    ready()
    apart.serve_cleaning(sys.stdin.buffer, sys.stdout.buffer, cleaner.clean_file)


if __name__ == "__main__":
    main()
