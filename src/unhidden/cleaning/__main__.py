"""The process in which files are cleaned."""

import sys

from unhidden.cleaning import apart, cleaner


def main() -> None:
    """Clean what comes in; bounded before a byte of it is read."""
    apart.bound()
    apart.serve(sys.stdin.buffer, sys.stdout.buffer, cleaner.clean)


if __name__ == "__main__":
    main()
