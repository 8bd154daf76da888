"""Where the frozen program starts, in its window and on its command line alike."""

import sys

from pegase_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
