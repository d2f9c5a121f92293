/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.internal.platform.SysfsValue;
import dev.hvsdk.host.root.HostFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the devices that the default routes of IPv4 and IPv6 leave by, through bridges, bonds and VLANs.
 *
 * <p>Formats: {@code fib_route_seq_show} in net/ipv4/fib_trie.c and {@code ipv6_route_native_seq_show} in net/ipv6/ip6_fib.c.
 */
final class DefaultRoute {
    /** RTF_REJECT (include/uapi/linux/route.h): the route exists to refuse packets. */
    private static final long REJECT = 0x200;

    /** A bridge on a bond on VLANs is 3 high; the bound keeps a forged tree finite. */
    private static final int MAX_INTERFACES = 1_000;

    private final HostFiles files;
    private final Map<String, String> devices = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    private DefaultRoute(HostFiles files) {
        this.files = files;
    }

    /** The names in the paths of sysfs of these devices, and the interface of each. */
    static Map<String, String> read(HostFiles files) {
        DefaultRoute route = new DefaultRoute(files);
        interfaces(files).forEach(route::collect);
        return route.devices;
    }

    private static Set<String> interfaces(HostFiles files) {
        Set<String> names = new LinkedHashSet<>();
        for (String[] fields : rows(files, "/proc/net/route")) {
            if (fields.length > 7 && isZero(fields[1]) && isZero(fields[7]) && !isRejected(fields[3])) {
                names.add(fields[0]);
            }
        }
        for (String[] fields : rows(files, "/proc/net/ipv6_route")) {
            if (fields.length > 9 && isZero(fields[0]) && isZero(fields[1]) && !isRejected(fields[8])) {
                names.add(fields[9]);
            }
        }
        return names;
    }

    private static List<String[]> rows(HostFiles files, String path) {
        List<String[]> rows = new ArrayList<>();
        files.text(path)
                .value()
                .orElse("")
                .lines()
                .forEach(line -> rows.add(line.strip().split("\\s+")));
        return rows;
    }

    private static boolean isZero(String hex) {
        return !hex.isEmpty() && hex.chars().allMatch(c -> c == '0');
    }

    private static boolean isRejected(String flags) {
        return flags.length() > 8 || SysfsValue.hex(flags, 8).isEmpty() || (Long.parseLong(flags, 16) & REJECT) != 0;
    }

    private void collect(String name) {
        if (name.contains("/") || name.startsWith(".") || seen.size() >= MAX_INTERFACES || !seen.add(name)) {
            return;
        }
        String path = "/sys/class/net/" + name;
        files.resolve(path + "/device").value().ifPresent(device -> {
            for (String part : device.split("/")) {
                devices.putIfAbsent(part, name);
            }
        });
        for (String entry : files.list(path).value().orElse(List.of())) {
            if (entry.startsWith("lower_")) {
                collect(entry.substring("lower_".length()));
            }
        }
    }
}
