"""python -m calfstretch."""

import sys

from calfstretch.cli import main

sys.exit(main())
