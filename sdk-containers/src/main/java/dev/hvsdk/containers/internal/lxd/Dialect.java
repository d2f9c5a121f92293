/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxd;

import dev.hvsdk.api.machine.Technology;
import java.util.List;

/** Which of the two it is, and in what they differ. */
enum Dialect {
    LXD("LXD", Technology.LXD, List.of("/var/snap/lxd/common/lxd/unix.socket", "/var/lib/lxd/unix.socket")),
    INCUS("Incus", Technology.INCUS, List.of("/run/incus/unix.socket", "/var/lib/incus/unix.socket"));

    private final String product;
    private final Technology technology;
    private final List<String> sockets;

    Dialect(String product, Technology technology, List<String> sockets) {
        this.product = product;
        this.technology = technology;
        this.sockets = sockets;
    }

    /** By the name that a server gives itself. */
    static Dialect of(String server) {
        return server.equals("incus") ? INCUS : LXD;
    }

    String id() {
        return technology.id();
    }

    String product() {
        return product;
    }

    Technology technology() {
        return technology;
    }

    /** Where packages put the socket, in the order in which the product's own command looks. */
    List<String> sockets() {
        return sockets;
    }

    /** The daemon's program. */
    String program() {
        return this == LXD ? "lxd" : "incusd";
    }

    /** The variable that names the socket. */
    String socketVariable() {
        return name() + "_SOCKET";
    }

    /** The variable that names the directory with the socket. */
    String directoryVariable() {
        return name() + "_DIR";
    }
}
