"""A small disk whose power can be cut, so that what nobody asked it to keep is lost; or that fills.

An ext4 in a file, mounted through a loop device. Its shutdown call stops it at once, as it stands,
without writing its log: only what was synced is there after the next mount. A killed process alone
loses nothing that it gave to the kernel, so this asks what `kill -9` can't.
"""

import fcntl
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile

EXT4_IOC_SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2
MEGABYTES = 512


def why_not():
    """Why no disk can be made here, or None."""
    if os.geteuid() != 0:
        return "only root mounts"
    if not shutil.which("mkfs.ext4") or not os.path.exists("/dev/loop-control"):
        return "no ext4 or no loop devices here"
    try:
        Disk().close()
    except subprocess.CalledProcessError as problem:
        return f"can't mount: {problem.stderr.strip()}"
    return None


class Disk:
    def __init__(self):
        self._work = pathlib.Path(tempfile.mkdtemp(prefix="kod-disk-"))
        self._image = self._work / "image"
        self.folder = self._work / "mounted"
        self.folder.mkdir()
        with open(self._image, "wb") as image:
            image.truncate(MEGABYTES << 20)
        try:
            _run("mkfs.ext4", "-q", "-F", self._image)
            self._mount()
        except subprocess.CalledProcessError:
            shutil.rmtree(self._work)
            raise

    def cut(self):
        """From now on nothing reaches it; whoever writes is told of an error."""
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, EXT4_IOC_SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(folder)

    def free_bytes(self):
        """For who isn't root, as the engine counts it."""
        seen = os.statvfs(self.folder)
        return seen.f_bavail * seen.f_frsize

    def fill(self, leave_bytes=0):
        """Takes all but so much; root's reserve too where nothing is to be left."""
        with open(self.folder / "ballast", "ab") as ballast:
            for piece in (1 << 20, 1 << 12):
                while self.free_bytes() > leave_bytes + piece or not leave_bytes:
                    try:
                        os.posix_fallocate(ballast.fileno(), os.fstat(ballast.fileno()).st_size,
                                           piece)
                    except OSError:
                        break

    def make_room(self):
        (self.folder / "ballast").unlink()

    def power_on(self):
        """Once nobody has it open: mounts it again, which plays its log back."""
        _run("umount", self.folder)
        self._mount()

    def close(self):
        """The loop device goes with the mount."""
        if os.path.ismount(self.folder):
            _run("umount", "--lazy", self.folder)
        shutil.rmtree(self._work, ignore_errors=True)

    def _mount(self):
        _run("mount", "-o", "loop", self._image, self.folder)


def _run(*command):
    subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, timeout=60)
