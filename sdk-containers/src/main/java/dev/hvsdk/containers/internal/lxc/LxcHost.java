/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.unit.MemorySize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A machine, as its kernel tells of it. */
final class LxcHost {
    private LxcHost() {}

    static HostInfo read(Machine machine) {
        CpuInfo.Builder cpu = CpuInfo.builder();
        architecture(machine).ifPresent(cpu::architecture);
        HostInfo.Builder host = HostInfo.builder(cpu.build());
        text(machine, "/proc/sys/kernel/hostname").map(String::strip).ifPresent(host::name);
        text(machine, "/proc/meminfo").ifPresent(text -> {
            kibibytes(text, "MemTotal").ifPresent(host::memory);
            kibibytes(text, "MemAvailable").ifPresent(host::freeMemory);
        });
        return host.build();
    }

    private static Optional<String> architecture(Machine machine) {
        try {
            return Optional.of(machine.architecture());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<String> text(Machine machine, String file) {
        try {
            return Optional.of(machine.read(Path.of(file)));
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
