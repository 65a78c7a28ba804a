"""On what kind of disk a folder lies, and whether a program copies it to other computers."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
# Their locks do not reach other computers or do not hold, and none shares memory between them: no write-ahead log.
_NETWORK = frozenset(
    {"9p", "afp", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "gpfs", "lustre", "ncpfs", "nfs", "nfs4"}
    | {"ocfs2", "orangefs", "prl_fs", "pvfs2", "smb", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"}
    | {f"fuse.{name}" for name in ("ceph", "curlftpfs", "davfs2", "gcsfuse", "glusterfs", "gvfsd-fuse", "juicefs")}
    | {f"fuse.{name}" for name in ("kio-fuse", "rclone", "s3fs", "smbnetfs", "sshfs", "vmhgfs-fuse")}
)
_ESCAPED = re.compile(rb"\\([0-7]{3})")

# What the programs call their folders, with what may follow: "OneDrive - Clinic", "GoogleDrive-me@example.org".
_SYNCED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "syncthing": "Syncthing",
    "pclouddrive": "pCloud",
    "seafile": "Seafile",
}
# What they leave in the folder they copy.
_SIGNS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
_AFTER_NAME = re.compile(r"(?:$|[ \-_(].*)", re.DOTALL)


def is_network(folder: Path, mounts: Path = MOUNTS) -> bool:
    """Whether a folder lies on a disk of another computer; False where it cannot be told.

    Args:
        mounts: the list of mounts in the words of Linux's `mountinfo`.
    """
    if sys.platform == "win32":
        return str(folder).startswith("\\\\")
    return file_system(folder, mounts) in _NETWORK


def file_system(folder: Path, mounts: Path = MOUNTS) -> str:
    """The type of the file system a folder lies on, such as "ext4"; "" = it cannot be told."""
    try:
        lines = mounts.read_bytes().splitlines()
    except OSError:
        return ""
    place = os.fsencode(os.path.realpath(folder))
    found, kind = -1, ""
    for line in lines:
        before, _dash, after = line.partition(b" - ")
        words = before.split()
        if len(words) < 5 or not after:
            continue
        point = words[4]
        if b"\\" in point:
            point = _ESCAPED.sub(lambda match: bytes([int(match[1], 8) & 0xFF]), point)
        inside = place == point or place.startswith(point.rstrip(b"/") + b"/")
        if inside and len(point) >= found:  # of two on one place the later lies on top
            found, kind = len(point), after.split()[0].decode("ascii", "replace")
    return kind


def synchronised_by(folder: Path) -> str:
    """The program that copies a folder to other computers, by the names it gives; "" = none known."""
    for place in (folder, *folder.parents):
        name = place.name.casefold()
        for begin, program in _SYNCED.items():
            if name.startswith(begin) and _AFTER_NAME.fullmatch(name[len(begin) :]):
                return program
        for sign, program in _SIGNS.items():
            if os.path.lexists(place / sign):
                return program
    return ""
