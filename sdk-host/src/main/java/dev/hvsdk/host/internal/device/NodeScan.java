/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.host.internal.platform.SysfsValue;
import dev.hvsdk.host.root.HostDirectory;
import dev.hvsdk.host.root.HostFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the device nodes that guests without devices of their own are given: containers above all.
 *
 * <p>A fixed list, because a host has hundreds of nodes and these are the ones that container engines, LXC and QEMU are told
 * to pass on: KVM, FUSE, TUN, vhost, the render nodes of GPUs and the groups of vfio. The kernel's view (sysfs) says whether
 * the device is there; whether its node stands in {@code /dev} decides if it can be passed on as it is.
 */
final class NodeScan {
    private static final String MISC = "/sys/class/misc";
    private static final String DRM = "/sys/class/drm";
    private static final String VFIO = "/sys/class/vfio";
    private static final Pattern RENDER_NODE = Pattern.compile("renderD[0-9]{1,9}");

    private final HostFiles files;
    private final List<DeviceNode> nodes = new ArrayList<>();

    private NodeScan(HostFiles files) {
        this.files = files;
    }

    static List<DeviceNode> read(HostFiles files) {
        NodeScan scan = new NodeScan(files);
        misc().forEach(scan::addMisc);
        scan.addRenderNodes();
        scan.addVfioGroups();
        return scan.nodes;
    }

    /** The name below /sys/class/misc, and the path of the node (the kernel's devname of each driver). */
    private static Map<String, String> misc() {
        Map<String, String> nodes = new LinkedHashMap<>();
        nodes.put("fuse", "/dev/fuse");
        nodes.put("kvm", "/dev/kvm");
        nodes.put("tun", "/dev/net/tun");
        nodes.put("vhost-net", "/dev/vhost-net");
        nodes.put("vhost-vsock", "/dev/vhost-vsock");
        nodes.put("vfio", "/dev/vfio/vfio");
        return nodes;
    }

    private void addMisc(String name, String path) {
        HostDirectory device = files.directory(MISC + "/" + name);
        if (device.exists("dev") || files.exists(path)) {
            nodes.add(node(path, device).build());
        }
    }

    private void addRenderNodes() {
        for (String name : files.list(DRM).value().orElse(List.of())) {
            if (RENDER_NODE.matcher(name).matches()) {
                HostDirectory drm = files.directory(DRM).directory(name);
                DeviceNode.Builder node = node("/dev/dri/" + name, drm);
                HostDirectory gpu = drm.directory("device");
                gpu.linkName("driver").ifPresent(node::driver);
                gpu.attribute("numa_node").value().flatMap(SysfsValue::number).ifPresent(node::numaNode);
                nodes.add(node.build());
            }
        }
    }

    private void addVfioGroups() {
        for (String name : files.list(VFIO).value().orElse(List.of())) {
            SysfsValue.number(name)
                    .ifPresent(group -> nodes.add(
                            node("/dev/vfio/" + name, files.directory(VFIO).directory(name))
                                    .iommuGroup(group)
                                    .build()));
        }
    }

    private DeviceNode.Builder node(String path, HostDirectory device) {
        DeviceNode.Builder node = DeviceNode.builder(path).assignability(assignability(path));
        Optional<String> numbers = device.attribute("dev").value();
        numbers.flatMap(text -> part(text, 0)).ifPresent(node::major);
        numbers.flatMap(text -> part(text, 1)).ifPresent(node::minor);
        return node;
    }

    private static Optional<Integer> part(String numbers, int index) {
        String[] parts = numbers.split(":");
        return parts.length == 2 ? SysfsValue.number(parts[index]) : Optional.empty();
    }

    private Assignability assignability(String path) {
        return files.exists(path)
                ? Assignability.ready()
                : Assignability.preparable(
                        List.of(new Blocker(
                                Kind.NO_NODE,
                                "the kernel has the device, but there is no " + path + " in this file system")),
                        "make the node with mknod, or look at it from outside this container");
    }
}
