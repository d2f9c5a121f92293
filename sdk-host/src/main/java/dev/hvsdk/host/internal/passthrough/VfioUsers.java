/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.host.root.HostFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Which processes have devices of vfio open, such as the monitor of a guest. Only root sees all of them. Immutable. */
final class VfioUsers {
    private final HostFiles files;
    private final Map<String, String> users;

    private VfioUsers(HostFiles files, Map<String, String> users) {
        this.files = files;
        this.users = users;
    }

    static VfioUsers read(HostFiles files) {
        Map<String, String> users = new HashMap<>();
        for (String pid : files.list("/proc").value().orElse(List.of())) {
            if (pid.chars().allMatch(c -> c >= '0' && c <= '9')) {
                String descriptors = "/proc/" + pid + "/fd";
                for (String number : files.list(descriptors).value().orElse(List.of())) {
                    files.link(descriptors + "/" + number)
                            .value()
                            .filter(target -> target.startsWith("/dev/vfio/"))
                            .ifPresent(node -> users.putIfAbsent(node, process(files, pid)));
                }
            }
        }
        return new VfioUsers(files, users);
    }

    private static String process(HostFiles files, String pid) {
        String name = files.attribute("/proc/" + pid + "/comm").value().orElse("");
        return name.isEmpty() ? "process " + pid : "process " + pid + " (" + name + ")";
    }

    /** Who has a function or its group open, as a sentence. */
    Optional<String> of(PciAddress address, OptionalInt group) {
        return nodes(address, group).stream()
                .filter(users::containsKey)
                .findFirst()
                .map(node -> users.get(node) + " has " + node + " open, the device of " + address);
    }

    /** By its group, and since Linux 6.6 also by a node of its own. */
    private List<String> nodes(PciAddress address, OptionalInt group) {
        List<String> nodes = new ArrayList<>();
        group.ifPresent(number -> nodes.add("/dev/vfio/" + number));
        for (String name :
                files.list(Sysfs.function(address) + "/vfio-dev").value().orElse(List.of())) {
            nodes.add("/dev/vfio/devices/" + name);
        }
        return nodes;
    }
}
