# Copyright 2026 the Hypervisor SDK authors
# SPDX-License-Identifier: Apache-2.0
"""The peer by pyvmomi: pyvmomi_peer.py URL PROPERTIES [once], with the password in VCSIM_PASSWORD. See govmomi/main.go for its lines."""
import os
import ssl
import sys
import time
from urllib.parse import urlparse

from pyVim.connect import Disconnect, SmartConnect
from pyVim.task import WaitForTask
from pyVmomi import vim, vmodl


class Peer:
    def __init__(self, url, properties):
        self.service = SmartConnect(host=url.hostname, port=url.port, user=url.username, pwd=os.environ["VCSIM_PASSWORD"],
                                    sslContext=ssl._create_unverified_context())
        self.properties = properties
        self.machines = {}

    def list(self):
        content = self.service.content
        view = content.viewManager.CreateContainerView(content.rootFolder, [vim.VirtualMachine], True)
        collector = vmodl.query.PropertyCollector
        path = collector.TraversalSpec(name="view", type=vim.view.ContainerView, path="view", skip=False)
        what = collector.FilterSpec(
            objectSet=[collector.ObjectSpec(obj=view, skip=True, selectSet=[path])],
            propSet=[collector.PropertySpec(type=vim.VirtualMachine, pathSet=self.properties)])
        page = content.propertyCollector.RetrieveContents([what])
        for found in page:
            for prop in found.propSet:
                if prop.name == "name":
                    self.machines[prop.val] = found.obj
        view.Destroy()
        return len(page)

    def obey(self, order, name):
        if order == "list":
            return self.list()
        machine = self.machines[name]
        WaitForTask({
            "on": machine.PowerOn,
            "off": machine.PowerOff,
            "snapshot": lambda: machine.CreateSnapshot("bench", "", False, False),
            "remove": lambda: machine.snapshot.rootSnapshotList[0].snapshot.Remove(False),
        }[order]())
        return 1


def main():
    peer = Peer(urlparse(sys.argv[1]), sys.argv[2].split(","))
    if len(sys.argv) > 3:
        print(peer.list())
    else:
        print("ready", flush=True)
        for line in sys.stdin:
            order, _, name = line.strip().partition(" ")
            begun = time.perf_counter_ns()
            guests = peer.obey(order, name)
            print(time.perf_counter_ns() - begun, guests, flush=True)
    Disconnect(peer.service)


main()
