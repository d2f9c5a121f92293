/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The script {@code live-libvirtd} at work. */
final class LibvirtdProcess {

    private final LiveScript script;
    private final String mode;

    private LibvirtdProcess(LiveScript script, String mode) {
        this.script = script;
        this.mode = mode;
    }

    static LibvirtdProcess start(List<String> options, Map<String, String> environment) {
        LiveScript script = LiveScript.start("libvirtd", "live-libvirtd", options, environment);
        return new LibvirtdProcess(script, script.awaitReady().get(0));
    }

    void restart() {
        script.restart();
    }

    String mode() {
        return mode;
    }

    Path base() {
        return script.base();
    }

    long daemon() {
        try {
            String inner = Files.readString(base().resolve("libvirtd.pid")).strip();
            return script.find(inner, "libvirtd")
                    .orElseThrow(() -> new IllegalStateException("the daemon is not running"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long qemu(String guest) {
        return Processes.findBelow(script.handle(), pid -> isQemu(Processes.arguments(pid), guest))
                .orElseThrow(() -> new IllegalStateException("no QEMU runs a guest " + guest));
    }

    private static boolean isQemu(List<String> arguments, String guest) {
        int name = arguments.indexOf("-name");
        return name >= 0 && (arguments.get(name + 1) + ",").startsWith("guest=" + guest + ",");
    }

    void close() {
        script.close();
    }
}
