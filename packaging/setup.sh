# Set-up shared by ./run and ./check: read with `.`, never started by itself. POSIX sh.
# Expects $here, the folder of the checkout. Everything said here goes to stderr.
# Variables of sh are everybody's: those set here are python, venv, candidate, found, packages, libraries, still,
# as_root and by_hand, and no others.

# One soname=package pair for each library a Qt window needs; the names are Debian's and Ubuntu's.
QT_LIBRARIES="
libGL.so.1=libgl1 libEGL.so.1=libegl1 libglib-2.0.so.0=libglib2.0-0 libfontconfig.so.1=libfontconfig1
libfreetype.so.6=libfreetype6 libdbus-1.so.3=libdbus-1-3 libX11.so.6=libx11-6 libxkbcommon.so.0=libxkbcommon0
libX11-xcb.so.1=libx11-xcb1 libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4
libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-randr.so.0=libxcb-randr0
libxcb-render-util.so.0=libxcb-render-util0 libxcb-shape.so.0=libxcb-shape0 libxcb-xkb.so.1=libxcb-xkb1
libxkbcommon-x11.so.0=libxkbcommon-x11-0 libwayland-client.so.0=libwayland-client0
libwayland-cursor.so.0=libwayland-cursor0"

say() { printf '%s\n' "calfstretch: $*" >&2; }
stop() { say "$@"; exit 1; }

# Print the real path of interpreter $1 when it truly runs and is Python 3.11 or newer (shims of other tools may not).
real_python() {
    [ -n "$1" ] && "$1" -c '
import os, sys
if sys.version_info < (3, 11): sys.exit(1)
print(os.path.realpath(sys.executable))' 2>/dev/null </dev/null
}

# Set $python to the best interpreter: one that can make environments by itself, else any that runs.
find_python() {
    python=
    if [ -n "${PYTHON:-}" ] && ! real_python "$PYTHON" >/dev/null; then
        say "PYTHON=$PYTHON is not a working Python 3.11 or newer; looking for another."
    fi
    for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
        found=$(real_python "$candidate") || continue
        [ -n "$python" ] || python=$found
        "$found" -c 'import ensurepip, venv' 2>/dev/null && { python=$found; return 0; }
        [ "$candidate" = "${PYTHON:-}" ] && return 0
    done
    [ -n "$python" ] || stop "Python 3.11 or newer is needed and was not found. Install it, or name it: PYTHON=/path/to/python3 $0"
}

# Print the packages whose libraries or modules do not load here, one a line.
missing_packages() {
    [ "$(uname -s)" = Linux ] && libraries=$QT_LIBRARIES || libraries=
    # shellcheck disable=SC2086 # the list is meant to be split
    "$python" -c '
import sys
try:
    import ensurepip, venv
except ImportError:
    print(f"python3.{sys.version_info[1]}-venv")
try:
    from ctypes import CDLL
except ImportError:
    CDLL = None
for pair in sys.argv[1:]:
    soname, package = pair.split("=")
    try:
        CDLL(soname)
    except (OSError, TypeError):
        print(package)' $libraries
}

# Install what is missing, or say how and stop.
install_missing() {
    packages=$(missing_packages | tr '\n' ' ')
    packages=${packages% }
    [ -n "$packages" ] || return 0
    command -v apt-get >/dev/null 2>&1 ||
        stop "These are missing; install what your system calls them, then try again: $packages"
    by_hand="sudo apt-get update && sudo apt-get install --no-install-recommends $packages"
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1; then
        as_root=sudo
    else
        stop "A window needs libraries this system does not have yet. As root, run:
  apt-get update && apt-get install --no-install-recommends $packages"
    fi
    say "Installing what Python and the window need from the system: $packages"
    $as_root apt-get update -qq >&2 </dev/null || say "apt-get update had trouble; trying with the lists at hand."
    # shellcheck disable=SC2086 # the list is meant to be split
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $packages >&2 </dev/null ||
        stop "The packages could not be installed. Run by hand: $by_hand"
    still=$(missing_packages | tr '\n' ' ')
    [ -z "$still" ] || stop "Still missing after installing: ${still% }"
}

# What an environment must have been made from to be good now: the lock, these lines, the interpreter.
fingerprint() { # $1 environment, $2 app|test
    cksum <"$here/packaging/requirements/$2.txt"
    cksum <"$here/packaging/setup.sh"
    readlink -f "$1/bin/python"
}

is_ready() { # $1 environment, $2 app|test
    [ -x "$1/bin/python" ] && [ -f "$1/ready-$2" ] && [ ! -e "$1/busy" ] &&
        [ "$(cat "$1/ready-$2")" = "$(fingerprint "$1" "$2")" ]
}

# Make environment $1 from interpreter $3 hold exactly the locked requirements $2 (app|test).
# `busy` stands from the first change to the last: found later, it tells of an interrupted set-up, which starts afresh.
make_environment() {
    if [ -e "$1/busy" ] || ! is_ready "$1" app || [ "$(readlink -f "$1/bin/python")" != "$3" ]; then
        mkdir -p "$1" && : >"$1/busy" || return 1
        rm -f "$1"/ready-*
        "$3" -m venv --clear "$1" >&2 || return 1
    fi
    : >"$1/busy"
    "$1/bin/python" -m pip install -q -q --disable-pip-version-check --no-input \
        --require-hashes --only-binary :all: -r "$here/packaging/requirements/$2.txt" >&2 </dev/null || return 1
    # No loop: its variable would be the caller's too, and ./check has its own.
    fingerprint "$1" app >"$1/ready-app"
    fingerprint "$1" "$2" >"$1/ready-$2"
    rm -f "$1/busy"
}

# The whole set-up for $1 (app|test); quick when there is nothing to do. Leaves $venv.
set_up() {
    venv=$here/.venv
    unset PYTHONHOME PYTHONPATH
    case $here in *:*) stop "A Python environment cannot stand in a folder with a colon in its name: $here" ;; esac
    if is_ready "$venv" "$1"; then
        [ -n "${PYTHON:-}" ] || return 0
        [ "$(real_python "$PYTHON")" = "$(readlink -f "$venv/bin/python")" ] && return 0
    fi
    # Two starts at once: the second waits, then finds everything done.
    exec 9<"$here/packaging/setup.sh"
    if command -v flock >/dev/null 2>&1; then flock 9 || say "Going on without a lock."; fi
    find_python
    if ! is_ready "$venv" "$1" || [ "$(readlink -f "$venv/bin/python")" != "$python" ]; then
        install_missing
        say "Setting up in .venv (the first time this takes a minute)."
        make_environment "$venv" "$1" "$python" ||
            stop "The set-up did not finish (see above). What to look at: the network, free space, a writable folder $here"
        say "Set-up done."
    fi
    exec 9<&-
}
