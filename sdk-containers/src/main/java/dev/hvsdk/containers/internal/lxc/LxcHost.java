/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.unit.MemorySize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** This machine, as the kernel tells of it. */
final class LxcHost {
    private LxcHost() {}

    static HostInfo read() {
        CpuInfo.Builder cpu = CpuInfo.builder();
        cpu.architecture(architecture(System.getProperty("os.arch")));
        HostInfo.Builder host = HostInfo.builder(cpu.build());
        text("/proc/sys/kernel/hostname").map(String::strip).ifPresent(host::name);
        text("/proc/meminfo").ifPresent(text -> {
            kibibytes(text, "MemTotal").ifPresent(host::memory);
            kibibytes(text, "MemAvailable").ifPresent(host::freeMemory);
        });
        return host.build();
    }

    /** Java's own word for what all others call x86_64. */
    private static String architecture(String java) {
        return java.equals("amd64") ? "x86_64" : java;
    }

    static Optional<String> text(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<MemorySize> kibibytes(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.replaceAll("\\D", ""))
                .filter(digits -> !digits.isEmpty())
                .map(digits -> MemorySize.ofKibibytes(Long.parseLong(digits)))
                .findFirst();
    }
}
