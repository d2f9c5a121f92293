/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.internal.platform.LongFile;
import dev.hvsdk.host.internal.platform.SysfsValue;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.Fact.Reason;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.Limitation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
    private boolean known = true;

    private DefaultRoute(HostFiles files) {
        this.files = files;
    }

    static DefaultRoute read(HostFiles files, List<Limitation> limitations) {
        DefaultRoute route = new DefaultRoute(files);
        Set<String> names = new LinkedHashSet<>();
        route.rows("/proc/net/route", limitations, fields -> route.ofIpv4(fields, names));
        route.rows("/proc/net/ipv6_route", limitations, fields -> route.ofIpv6(fields, names));
        names.forEach(route::collect);
        return route;
    }

    /** The interface of the default route that a device of this name in the paths of sysfs has. */
    Optional<String> interfaceOf(String device) {
        return Optional.ofNullable(devices.get(device));
    }

    /** Whether the routes could be read; a kernel without IPv4 or IPv6 has no file of it. */
    boolean isKnown() {
        return known;
    }

    /** Whether the line is one of the table. */
    private boolean ofIpv4(String[] fields, Set<String> names) {
        if (fields.length > 7 && isZero(fields[1]) && isZero(fields[7]) && !isRejected(fields[3])) {
            addTo(names, fields[0]);
        }
        return fields.length > 7
                && (fields[0].equals("Iface") || SysfsValue.hex(fields[1], 8).isPresent());
    }

    private boolean ofIpv6(String[] fields, Set<String> names) {
        if (fields.length > 9 && isZero(fields[0]) && isZero(fields[1]) && !isRejected(fields[8])) {
            addTo(names, fields[9]);
        }
        return fields.length > 9 && SysfsValue.hex(fields[8], 8).isPresent();
    }

    private void addTo(Set<String> names, String name) {
        if (names.size() < MAX_INTERFACES) {
            names.add(name);
        } else {
            known &= names.contains(name);
        }
    }

    private void rows(String path, List<Limitation> limitations, Predicate<String[]> reader) {
        boolean[] seenAndUsable = {false, false};
        Fact<Boolean> whole = LongFile.lines(files, path, line -> {
            seenAndUsable[0] = true;
            seenAndUsable[1] |= reader.test(line.strip().split("\\s+", 12));
        });
        boolean absent = whole.problem()
                .filter(problem -> problem.reason() == Reason.ABSENT)
                .isPresent();
        boolean rubbish = seenAndUsable[0] && !seenAndUsable[1];
        if (!absent && (rubbish || !whole.value().orElse(false))) {
            known = false;
            limitations.add(new Limitation(
                    path + " could not be read as a whole, so the interface of the default route is not known",
                    "check by hand which interface the host is reached by before one is given to a guest"));
        }
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
