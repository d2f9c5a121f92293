# Copyright 2026 the Hypervisor SDK authors
# SPDX-License-Identifier: Apache-2.0
"""What a simulated vCenter or ESX host says to pyvmomi: a witness for tests that shares no code with the SDK.

witness.py URL COMMAND [NAME], with the password in VCSIM_PASSWORD
  list             each virtual machine: name, state, UUID, CPUs, MiB of memory
  snapshots NAME   the tree, children further to the right; the current one with a star
  power-on NAME | power-off NAME | suspend NAME
"""
import os
import ssl
import sys
from urllib.parse import urlparse

from pyVim.connect import Disconnect, SmartConnect
from pyVim.task import WaitForTask
from pyVmomi import vim, vmodl

STATE = "runtime.powerState"
UUID = "config.uuid"
CPUS = "config.hardware.numCPU"
MEMORY = "config.hardware.memoryMB"
COLLECTOR = vmodl.query.PropertyCollector


def machines(content, *paths):
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], True)
    path = COLLECTOR.TraversalSpec(name="view", type=vim.view.ContainerView, path="view", skip=False)
    wanted = COLLECTOR.FilterSpec(
        objectSet=[COLLECTOR.ObjectSpec(obj=view, skip=True, selectSet=[path])],
        propSet=[COLLECTOR.PropertySpec(type=vim.VirtualMachine, pathSet=list(paths))])
    for found in content.propertyCollector.RetrieveContents([wanted]):
        yield found.obj, {prop.name: prop.val for prop in found.propSet}
    view.Destroy()


def list_all(content):
    paths = ("name", STATE, UUID, CPUS, MEMORY)
    for line in sorted("\t".join(str(values[path]) for path in paths) for _, values in machines(content, *paths)):
        print(line)


def named(content, name):
    for machine, values in machines(content, "name"):
        if values["name"] == name:
            return machine
    sys.exit("no virtual machine " + name)


def print_tree(trees, current, depth):
    for tree in trees:
        print("  " * depth + tree.name + (" *" if tree.snapshot == current else ""))
        print_tree(tree.childSnapshotList, current, depth + 1)


def snapshots(machine):
    if machine.snapshot:
        print_tree(machine.snapshot.rootSnapshotList, machine.snapshot.currentSnapshot, 0)


def obey(content, command, name):
    if command == "list":
        list_all(content)
    elif command == "snapshots":
        snapshots(named(content, name))
    else:
        machine = named(content, name)
        WaitForTask({"power-on": machine.PowerOn, "power-off": machine.PowerOff, "suspend": machine.Suspend}[command]())


def main():
    url = urlparse(sys.argv[1])
    service = SmartConnect(host=url.hostname, port=url.port, user=url.username, pwd=os.environ["VCSIM_PASSWORD"],
                           sslContext=ssl._create_unverified_context())
    try:
        obey(service.content, sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "")
    finally:
        Disconnect(service)


main()
