"""./run and ./check on a whole machine with nothing but python3, made by debootstrap: by hand, as root.

.venv/bin/python -m pytest -m chroot
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import calfstretch
from tests.desktop_session import wait_until

pytestmark = pytest.mark.chroot
ROOT = Path(__file__).resolve().parents[2]
_TOOLS = ("debootstrap", "unshare", "chroot", "git")
_ENTER = 'mount --bind /dev "$0/dev"; cd "$0"; exec chroot "$0" sh -c "$1"'
# How this machine reaches package archives goes along: certificates, name service, proxies.
_CARRIED = ("etc/resolv.conf", "etc/pip.conf")
_CARRIED_ENV = ("PIP_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")
_CERTIFICATES = os.environ.get("PIP_CERT") or os.environ.get("SSL_CERT_FILE")


@dataclass(frozen=True)
class Machine:
    """A system in a folder, with a copy of the checkout's committed files in it."""

    root: Path
    checkout: Path

    def _command(self, line: str) -> list[str]:
        inside = f"cd '/{self.checkout.relative_to(self.root)}' && {line}"
        command = ["unshare", "-m", "-p", "-f", "--kill-child", f"--mount-proc={self.root}/proc"]
        return [*command, "sh", "-c", _ENTER, str(self.root), inside]

    def _env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name.startswith(_CARRIED_ENV)}
        if _CERTIFICATES:
            kept["PIP_CERT"] = "/srv/certificates.pem"
        return kept | {"HOME": "/root", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "CI": "true"}

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """Run a line of sh in the checkout, as root of that machine."""
        return subprocess.run(self._command(line), env=self._env(), capture_output=True, text=True, timeout=1500)

    def start(self, line: str) -> subprocess.Popen[bytes]:
        """Start a line; killing it kills everything it started."""
        return subprocess.Popen(
            self._command(line), env=self._env(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )


def _carry_settings(root: Path) -> None:
    for name in _CARRIED:
        if (Path("/") / name).exists():
            shutil.copy(Path("/") / name, root / name)
    if _CERTIFICATES:
        shutil.copy(_CERTIFICATES, root / "srv/certificates.pem")
    settings = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=True).stdout
    lines = [line for line in settings.splitlines() if line.startswith("Acquire::http")]
    (root / "etc/apt/apt.conf.d/99carried").write_text("\n".join(lines) + "\n")


def _copy_checkout(target: Path) -> None:
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, files.split("\0")):
        if (ROOT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def machine(request: pytest.FixtureRequest) -> Iterator[Machine]:
    """A fresh machine with python3 alone."""
    missing = [tool for tool in _TOOLS if not shutil.which(tool)]
    if os.geteuid() != 0 or missing:
        pytest.skip("only root can make a machine" if not missing else f"not installed: {', '.join(missing)}")
    with tempfile.TemporaryDirectory(prefix="calfstretch-machine-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        subprocess.run(["debootstrap", "--variant=minbase", request.param, folder], check=True, capture_output=True)
        made = Machine(root, root / "srv" / "my checkout")
        _copy_checkout(made.checkout)
        _carry_settings(root)
        done = made.run("apt-get update -qq && apt-get install -qq -y --no-install-recommends python3")
        assert done.returncode == 0, done.stderr[-2000:]
        yield made


def test_a_plain_user_without_sudo_is_told_the_command(machine: Machine) -> None:
    done = machine.run("runuser -u nobody -- ./run --version")
    assert done.returncode == 1
    assert "apt-get install --no-install-recommends python3." in done.stderr
    assert "libxcb-cursor0" in done.stderr and "libgl1" in done.stderr


def test_an_interrupted_set_up_is_mended_by_the_next_call(machine: Machine) -> None:
    program = machine.start("./run --version")
    environment = machine.checkout / ".venv"
    wait_until(lambda: (environment / "busy").exists() and (environment / "bin/pip").exists(), "pip", 300)
    program.send_signal(signal.SIGKILL)
    program.wait()
    assert not (environment / "ready-app").exists()
    done = machine.run("./run --version")
    assert done.returncode == 0, done.stderr[-2000:]
    assert calfstretch.__version__ in done.stdout


def test_the_second_call_says_nothing_about_set_up(machine: Machine) -> None:
    done = machine.run("./run --version")
    assert (done.returncode, done.stderr) == (0, "")


def test_check_passes(machine: Machine) -> None:
    done = machine.run("./check")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
