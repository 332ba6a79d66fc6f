"""Fetch the pinned npm packages that the vocabulary and its icons are made from."""

import base64
import hashlib
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One npm package at one version, known by the hash of its archive."""

    name: str
    version: str
    sha512: str
    licence: str

    @property
    def archive_name(self) -> str:
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


SCHEMA = Package(
    name="@openstreetmap/id-tagging-schema",
    version="7.2.0",
    sha512="7hjV8Xl3CoaO0u+M/Po0u33YIRahL8jEJtOzho189VOqqQQB3L9UGv2o93o/T4G3I0z5sFvQhn0apOz6+j253w==",
    licence="ISC",
)
MAKI = Package(
    name="@mapbox/maki",
    version="8.2.0",
    sha512="sTd/fEBfkBSidVwwtbijHZYJC7NhqvgLrXzSRHgxbLi52x4IciyTVUufqvJr8oIChw7hT7MIBHu5fyqrrpfFdA==",
    licence="CC0-1.0",
)
TEMAKI = Package(
    name="@rapideditor/temaki",
    version="5.13.0",
    sha512="XiNmm2omwp9UVeJi2QWEz7FpyRUEwhiUSfN/s3POazkzB+6vz8JM88YBGNIHA1DCtcEA3J2WR7YcfgKYE05pug==",
    licence="CC0-1.0",
)


def fetch(package: Package, *, folder: Path) -> Path:
    """The unpacked package below ``folder``; an archive that lies there already is used."""
    archive = folder / package.archive_name
    if not archive.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != package.sha512:
        raise SystemExit(f"{archive.name} is not the archive that was pinned: {digest}")
    target = folder / archive.name.removesuffix(".tgz")
    if not target.exists():
        with tarfile.open(archive) as tar:
            tar.extractall(target, filter="data")
    return target / "package"
