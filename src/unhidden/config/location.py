"""Where the program lies: in a clone, or installed from a wheel."""

from __future__ import annotations

from pathlib import Path

#: The package itself.
HOUSE = Path(__file__).resolve().parents[1]
#: What only a wheel has in the package: made when it was built, from what a clone
#: installs and makes beside the package.
PACKED = HOUSE / "packed"
IS_CLONE = not PACKED.exists()
#: The clone. Nothing of ours is there where the program was installed from a wheel.
REPOSITORY = HOUSE.parents[1]
#: The packages that the pages load files of.
FRONT_END = REPOSITORY / "node_modules"
#: Typefaces of scripts that the pages leave to the reader's own: for print, not served.
PRINT_FONTS = FRONT_END / "@fontsource-variable" if IS_CLONE else PACKED / "fonts"
