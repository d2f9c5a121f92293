/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The virtual disks and network interfaces of a guest, in the order in which it got them. Immutable. */
record VirtualParts(List<GuestDisk> disks, List<GuestNic> nics) {
    static final VirtualParts NONE = new VirtualParts(List.of(), List.of());

    VirtualParts {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
    }

    /** The networks that its interfaces are in. */
    Set<String> networks() {
        return nics.stream().flatMap(nic -> nic.network().stream()).collect(Collectors.toUnmodifiableSet());
    }

    Optional<GuestDisk> disk(String target) {
        return disks.stream().filter(disk -> disk.target().equals(target)).findFirst();
    }

    Optional<GuestNic> nic(String mac) {
        String canonical = mac.toLowerCase(Locale.ROOT);
        return nics.stream().filter(nic -> nic.mac().equals(canonical)).findFirst();
    }

    VirtualParts with(GuestDisk disk) {
        return new VirtualParts(plus(disks, disk), nics);
    }

    VirtualParts with(GuestNic nic) {
        return new VirtualParts(disks, plus(nics, nic));
    }

    private static <T> List<T> plus(List<T> parts, T part) {
        List<T> more = new ArrayList<>(parts);
        more.add(part);
        return more;
    }

    VirtualParts without(GuestDisk disk) {
        return new VirtualParts(
                disks.stream().filter(other -> !other.equals(disk)).toList(), nics);
    }

    VirtualParts without(GuestNic nic) {
        return new VirtualParts(
                disks, nics.stream().filter(other -> !other.equals(nic)).toList());
    }

    VirtualParts withNics(UnaryOperator<GuestNic> change) {
        return new VirtualParts(disks, nics.stream().map(change).toList());
    }

    /** The interfaces as a host shows them: one that is not connected to anything has no device of the host. */
    List<GuestNic> nicsSeen(boolean active) {
        return active ? nics : nics.stream().map(nic -> copy(nic).build()).toList();
    }

    /** The same interface, without a device of the host. */
    static GuestNic.Builder copy(GuestNic nic) {
        GuestNic.Builder copy = GuestNic.builder(nic.mac());
        nic.network().ifPresent(copy::network);
        nic.model().ifPresent(copy::model);
        return copy;
    }
}
