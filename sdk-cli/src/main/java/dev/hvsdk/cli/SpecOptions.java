/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What guest to make. Filled in by picocli. */
final class SpecOptions {
    @Mixin
    private final ConnectOptions connect = new ConnectOptions();

    @Parameters(index = "1", paramLabel = "NAME", description = "The name of the new guest.")
    private String name = "";

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "What to run in the container, behind --; without it what the image says.")
    private List<String> command = new ArrayList<>();

    @Mixin
    private final BootOptions boot = new BootOptions();

    @Option(
            names = "--vcpus",
            paramLabel = "N",
            order = 10,
            description = "How many virtual CPUs; without it one, and for a container no limit.")
    private @Nullable Integer vcpus;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            order = 11,
            description =
                    "How much memory, such as 512M or 2G; without it the host's choice, and for a container no limit.")
    private @Nullable MemorySize memory;

    @Option(
            names = "--disk",
            paramLabel = "SPEC",
            order = 12,
            description =
                    "A disk: PATH or POOL/VOLUME on the host, then after commas size=SIZE to have it made, format=qcow2, "
                            + "bus=virtio, readonly. The first one is started from. May be repeated.")
    private List<DiskSpec> disks = new ArrayList<>();

    @Option(
            names = "--nic",
            paramLabel = "SPEC",
            order = 13,
            description = "A network interface: NETWORK or bridge of the host, then after commas model=virtio, "
                    + "mac=52:54:00:12:34:56. May be repeated.")
    private List<NicSpec> nics = new ArrayList<>();

    @Option(
            names = "--device",
            paramLabel = "ADDRESS",
            order = 14,
            description = "A device of the host, as 'hv host' lists them, such as 3b:00.0 or usb:1-2. May be repeated.")
    private List<String> devices = new ArrayList<>();

    @Mixin
    private final NamedOptions named = new NamedOptions();

    ConnectOptions connect() {
        return connect;
    }

    /** The specification, as far as the command line alone can tell whether it makes sense. */
    GuestSpec.Builder spec() {
        try {
            GuestSpec.Builder spec = GuestSpec.builder(name);
            if (vcpus != null) {
                spec.vcpus(vcpus);
            }
            if (memory != null) {
                spec.memory(memory);
            }
            boot.source(command).ifPresent(spec::boot);
            disks.forEach(spec::disk);
            nics.forEach(spec::nic);
            return spec;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What is asked for by name, as far as the command line alone can tell. */
    Map<String, String> named() {
        return named.values();
    }

    /** The devices that are meant, which only the host knows. */
    List<PassthroughDevice> devices(Hypervisor host) {
        if (devices.isEmpty()) {
            return List.of();
        }
        List<PassthroughDevice> known = host.devices();
        return devices.stream()
                .map(address -> DeviceAddress.find(address, known, host.info()))
                .toList();
    }
}
