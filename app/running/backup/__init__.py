"""A backup: a folder of portable rows with a manifest. The same on both databases, so one restores into the other.

``directory.jsonl.gz`` holds the tables outside the fence, ``teams/<id>.jsonl.gz`` one team each, in the order of their
references. A line is either ``{"table": name}`` or the values of one row; the manifest names the columns and kinds.
"""

from app.running.backup.form import BackupDamaged, Manifest, read_manifest
from app.running.backup.restore import Restored, restore
from app.running.backup.write import write_backup

__all__ = ["BackupDamaged", "Manifest", "Restored", "read_manifest", "restore", "write_backup"]
