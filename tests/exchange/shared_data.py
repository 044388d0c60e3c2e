"""Real files that may lie in a folder ``shared/data`` beside the repository. They are used where they are at hand."""

from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared" / "data"
POSTCODES = SHARED / "uk-postcodes.csv.xz"
SYNTHEA = SHARED / "synthea-caseload.tar.xz"
FIXTURES = Path(__file__).parent / "fixtures"
