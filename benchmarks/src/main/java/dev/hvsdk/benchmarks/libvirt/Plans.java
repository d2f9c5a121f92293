/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import dev.hvsdk.benchmarks.libvirt.Peer.Plan;
import dev.hvsdk.benchmarks.report.Jvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The peers there are, and how each is started. */
final class Plans {
    private final Path directory;
    private final Path compiled;

    /** Takes the directory of the peers' sources, and the C peer, compiled. */
    Plans(Path directory, Path compiled) {
        this.directory = directory;
        this.compiled = compiled;
    }

    Plan cEach() {
        return c("C, each guest", "info");
    }

    Plan cEach(int threads) {
        return c("C, each guest, " + threads + " threads", "info:" + threads);
    }

    Plan cBulk() {
        return c("C, in bulk: states", "bulk");
    }

    Plan cMixed() {
        return c("C, in bulk, then each active guest", "mixed");
    }

    Plan cMixed(int threads) {
        return c("C, in bulk, then each active guest, " + threads + " threads", "mixed:" + threads);
    }

    /** The same of a program that has libvirt's event loop, as the SDK has. */
    Plan cEachWithEvents() {
        return c("C with an event loop, each guest", "info+events");
    }

    Plan cMixedWithEvents(int threads) {
        String name = "C with an event loop, in bulk, then each active guest, " + threads + " threads";
        return c(name, "mixed:" + threads + "+events");
    }

    private Plan c(String name, String way) {
        return new Plan(name, false, List.of(compiled.toString(), way));
    }

    Plan pythonEach() {
        return python("Python, each guest", "info");
    }

    Plan pythonBulk() {
        return python("Python, in bulk: states", "bulk");
    }

    /** Debian's own interpreter, since that is the one with python3-libvirt. */
    private Plan python(String name, String way) {
        String script = directory.resolve("peer.py").toString();
        return new Plan(name, false, List.of("/usr/bin/python3", script, way));
    }

    Plan libvirtJava() {
        return java("libvirt-java, each guest", "libvirt-java");
    }

    Plan sdk() {
        return java("SDK, `guests()`", "sdk");
    }

    Plan sdkDetailed() {
        return java("SDK, `guests(...)`, detailed", "sdk-detailed");
    }

    Plan sdkEach() {
        return java("SDK, `guests()`, then `info()` of each", "sdk-each");
    }

    private static Plan java(String name, String way) {
        List<String> command = Jvm.command(JavaPeer.class);
        command.add(way);
        return new Plan(name, true, new ArrayList<>(command));
    }
}
