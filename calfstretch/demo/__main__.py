"""python -m calfstretch.demo FOLDER [--days N] [--seed S]: put an invented diary into an empty folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from calfstretch.demo.diary import FEWEST_DAYS, MOST_DAYS, fill
from calfstretch.paths import DIARY_NAME
from calfstretch.storage.database import open_diary


def main() -> int:
    """Make the diary; 1 = there is one already."""
    parser = argparse.ArgumentParser(prog="python -m calfstretch.demo", description="Make an invented diary.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int, default=183, help=f"how many days, {FEWEST_DAYS} to {MOST_DAYS}")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if not FEWEST_DAYS <= arguments.days <= MOST_DAYS:
        parser.error(f"--days: {arguments.days} is not between {FEWEST_DAYS} and {MOST_DAYS}")
    diary = arguments.folder / DIARY_NAME
    if diary.exists():
        print(f"{diary} is there already and was not touched.", file=sys.stderr)
        return 1
    database = open_diary(diary)
    try:
        fill(database, days=arguments.days, seed=arguments.seed)
    finally:
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
