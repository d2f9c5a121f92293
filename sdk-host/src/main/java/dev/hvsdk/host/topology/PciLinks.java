/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.topology;

import dev.hvsdk.host.root.HostDirectory;
import dev.hvsdk.host.root.HostFiles;
import java.util.Optional;

/**
 * How fast a PCI function is connected: {@code current_link_speed}, {@code current_link_width} and their {@code max_} in its
 * directory of sysfs (Documentation/ABI/testing/sysfs-bus-pci of the Linux kernel).
 *
 * <p>Thread-safe.
 */
final class PciLinks {
    private final HostDirectory functions;

    PciLinks(HostFiles files) {
        functions = files.directory("/sys/bus/pci/devices");
    }

    /** Such as {@code 8.0 GT/s x4 of 16.0 GT/s x16}, the second where it could be better; empty if it has no link of its own. */
    Optional<String> of(String address) {
        HostDirectory function = functions.directory(address);
        return link(function, "current")
                .map(now -> link(function, "max")
                        .filter(best -> !best.equals(now))
                        .map(best -> now + " of " + best)
                        .orElse(now));
    }

    private static Optional<String> link(HostDirectory function, String which) {
        return function.attribute(which + "_link_width")
                .value()
                .filter(width -> width.matches("[1-9]\\d?"))
                .flatMap(width -> speed(function, which).map(speed -> speed + " x" + width));
    }

    /** The kernel writes "Unknown" where there is none; before Linux 5.7 it left " PCIe" out (drivers/pci/pci-sysfs.c). */
    private static Optional<String> speed(HostDirectory function, String which) {
        return function.attribute(which + "_link_speed")
                .value()
                .filter(text -> text.matches("\\d{1,3}(\\.\\d)? GT/s.{0,20}"))
                .map(text -> text.substring(0, text.indexOf("GT/s") + 4));
    }
}
