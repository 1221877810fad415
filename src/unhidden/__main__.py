"""``python -m unhidden``: the operator's command, where no script of it is at hand."""

import sys

from unhidden.hosting.cli import main

if __name__ == "__main__":
    sys.exit(main())
