"""The process in which files are cleaned."""

import sys

from unhidden.cleaning import apart, cleaner, confinement, readiness


def ready() -> None:
    """Be bounded and, with all that is needed loaded, confined."""
    apart.bound()
    readiness.load_all()
    confinement.confine()


def main() -> None:
    """Clean what comes in; ready before a byte of it is read."""
    ready()
    apart.serve(sys.stdin.buffer, sys.stdout.buffer, cleaner.clean)


if __name__ == "__main__":
    main()
