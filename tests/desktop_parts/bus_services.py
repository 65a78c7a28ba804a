"""A screen saver, a logind and a portal on a private bus, as strict as the real ones; run by the system's own Python.

    /usr/bin/python3 bus_services.py ADDRESS MOOD

The portal's desktop asks for less movement. MOOD is `kind`, `refusing`, `slow` (answers after a second) or `mute`
(never answers). It prints a line for each call (`inhibit 7`, `uninhibit 7`, `lock`, `lock given back`, `stranger 8` for
a number it never gave, `left 7` where a program went away without giving back) and obeys the lines of its standard
input: `sleep`, `wake`, `vanish` (the screen saver leaves the bus), `return`.
"""

import itertools
import os
import sys

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

SAVER, LOGIND, MANAGER = "org.freedesktop.ScreenSaver", "org.freedesktop.login1", "org.freedesktop.login1.Manager"
PORTAL, SETTINGS = "org.freedesktop.portal.Desktop", "org.freedesktop.portal.Settings"
mood = sys.argv[2]
given: dict = {}
numbers = itertools.count(4000000001)


def say(*words):
    print(*words, flush=True)


class Saver(dbus.service.Object):
    @dbus.service.method(SAVER, in_signature="ss", out_signature="u",
                         async_callbacks=("done", "refuse"), sender_keyword="sender")  # fmt: skip
    def Inhibit(self, program, reason, done, refuse, sender):  # noqa: N802
        cookie = next(numbers)
        say("inhibit", cookie)
        if mood == "refusing":
            refuse(dbus.DBusException("no", name="org.freedesktop.DBus.Error.AccessDenied"))
        elif mood != "mute":
            given[cookie] = bus.watch_name_owner(sender, lambda owner: owner or self.left(cookie))
            GLib.timeout_add(1000 if mood == "slow" else 0, lambda: done(dbus.UInt32(cookie)))

    @dbus.service.method(SAVER, in_signature="u", out_signature="")
    def UnInhibit(self, cookie):  # noqa: N802
        say("uninhibit" if cookie in given else "stranger", cookie)
        given.pop(cookie, None)

    def left(self, cookie):
        if given.pop(cookie, None):
            say("left", cookie)


class Manager(dbus.service.Object):
    @dbus.service.method(MANAGER, in_signature="ssss", out_signature="h")
    def Inhibit(self, what, who, why, mode):  # noqa: N802
        say("lock", what, mode)
        mine, theirs = os.pipe()
        GLib.io_add_watch(mine, GLib.IO_HUP, self.closed)
        kept = dbus.types.UnixFd(theirs)
        os.close(theirs)
        return kept

    def closed(self, source, _condition):
        os.close(source)
        say("lock given back")
        return False

    @dbus.service.signal(MANAGER, signature="b")
    def PrepareForSleep(self, start):  # noqa: N802
        pass


class Portal(dbus.service.Object):
    @dbus.service.method(SETTINGS, in_signature="ss", out_signature="v")
    def ReadOne(self, space, key):  # noqa: N802
        if (space, key) != ("org.freedesktop.appearance", "reduced-motion"):
            raise dbus.DBusException("no", name="org.freedesktop.portal.Error.NotFound")
        return dbus.UInt32(1, variant_level=1)


def obey(_source, _condition):
    global name
    word = sys.stdin.readline().strip()
    if word in ("sleep", "wake"):
        manager.PrepareForSleep(word == "sleep")
    elif word == "vanish":
        bus.release_name(SAVER)
        name = None
    elif word == "return":
        name = dbus.service.BusName(SAVER, bus)
    return bool(word)


DBusGMainLoop(set_as_default=True)
bus = dbus.bus.BusConnection(sys.argv[1])
name = dbus.service.BusName(SAVER, bus)
other_names = [dbus.service.BusName(each, bus) for each in (LOGIND, PORTAL)]
saver, manager = Saver(bus, "/org/freedesktop/ScreenSaver"), Manager(bus, "/org/freedesktop/login1")
portal = Portal(bus, "/org/freedesktop/portal/desktop")
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, obey)
say("up")
GLib.MainLoop().run()
