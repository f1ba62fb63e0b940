"""Runs every test here and ends with how many passed and failed."""

import io
import sys
import unittest
from pathlib import Path


def main() -> int:
    folder = str(Path(__file__).parent)
    sys.path.insert(0, folder)
    suite = unittest.defaultTestLoader.discover(folder)
    report = io.StringIO()
    result = unittest.TextTestRunner(stream=report, verbosity=0).run(suite)
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    if failed:
        print(report.getvalue(), file=sys.stderr)
    if result.skipped:
        print(f"{len(result.skipped)} skipped: {result.skipped[0][1]}")
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
