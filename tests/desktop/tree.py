"""Reads the accessibility tree of the program's window over AT-SPI and prints it as JSON, one process a reading.

`switch-on` tells the bus that an assistive program listens; `read` prints all nodes in reading order;
`press ROLE NAME` does what pressing the first node of that role does whose name begins so.
"""

import json
import sys
import warnings

import gi

warnings.simplefilter("ignore")
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

STATES = {
    "focused": Atspi.StateType.FOCUSED,
    "focusable": Atspi.StateType.FOCUSABLE,
    "showing": Atspi.StateType.SHOWING,
    "enabled": Atspi.StateType.ENABLED,
    "checked": Atspi.StateType.CHECKED,
    "selected": Atspi.StateType.SELECTED,
    "expanded": Atspi.StateType.EXPANDED,
    "pressed": Atspi.StateType.PRESSED,
}


def switch_on():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        arguments = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", arguments,
                      None, Gio.DBusCallFlags.NONE, 20000, None)


def text_of(node):
    text = node.get_text_iface()
    if text is None:
        return ""
    return Atspi.Text.get_text(text, 0, min(Atspi.Text.get_character_count(text), 2000))


def describe(node, depth):
    states = node.get_state_set()
    place = {"x": 0, "y": 0, "width": 0, "height": 0}
    if Atspi.Accessible.get_component_iface(node) is not None:
        area = node.get_extents(Atspi.CoordType.SCREEN)
        place = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
    return {
        # The name of this role changed between versions of the registry.
        "role": {"push button": "button"}.get(node.get_role_name(), node.get_role_name()),
        "name": node.get_name() or "",
        "text": text_of(node),
        "states": [name for name, state in STATES.items() if states.contains(state)],
        "depth": depth,
        **place,
    }


def walk(node, depth, found):
    try:
        found.append((node, describe(node, depth)))
        for at in range(node.get_child_count()):
            child = node.get_child_at_index(at)
            if child is not None:
                walk(child, depth + 1, found)
    except GLib.Error:
        # The window changed while it was read; the caller looks again.
        pass


def windows():
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(at)
        if program is None:
            continue
        name = (program.get_name() or "").lower()
        if "rso" in name:
            for child in range(program.get_child_count()):
                window = program.get_child_at_index(child)
                if window is not None:
                    yield window


def read():
    found = []
    for window in windows():
        walk(window, 0, found)
    print(json.dumps([described for _, described in found]))


def press(role, name):
    for window in windows():
        found = []
        walk(window, 0, found)
        for node, described in found:
            if described["role"] == role and described["name"].startswith(name):
                action = node.get_action_iface()
                sys.exit(0 if action is not None and Atspi.Action.do_action(action, 0) else 1)
    sys.exit(1)


if sys.argv[1:] == ["switch-on"]:
    switch_on()
elif sys.argv[1:] == ["read"]:
    read()
elif sys.argv[1:2] == ["press"] and len(sys.argv) == 4:
    press(*sys.argv[2:])
else:
    sys.exit("usage: tree.py switch-on | read | press ROLE NAME")
