"""``python -m pegase_desktop``, which is ``pegase-desktop`` where that command is not on the path."""

from __future__ import annotations

import sys

from pegase_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
