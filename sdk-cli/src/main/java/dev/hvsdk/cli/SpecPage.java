/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What guest shall be made, for people. */
final class SpecPage {
    private static final String HOSTS_CHOICE = "the host's choice";

    private SpecPage() {}

    static void show(Page page, HypervisorInfo host, GuestSpec spec) {
        page.line(0, new Span(spec.name(), Tone.STRONG), Span.of(" would be made on " + host));
        Table table = new Table("", Table.FLEXIBLE);
        row(
                table,
                "vcpus",
                spec.vcpus().isPresent() ? String.valueOf(spec.vcpus().getAsInt()) : HOSTS_CHOICE);
        row(table, "memory", spec.memory().map(MemorySize::toString).orElse(HOSTS_CHOICE));
        row(table, "starts from", spec.boot().map(SpecPage::boot).orElse("the first disk"));
        spec.disks().forEach(disk -> row(table, "disk", disk(disk)));
        spec.nics().forEach(nic -> row(table, "nic", nic(nic)));
        spec.devices().forEach(device -> row(table, "device", device(device)));
        page.table(2, table);
    }

    private static void row(Table table, String what, String text) {
        table.row(Span.of(what), Span.of(text));
    }

    private static String boot(BootSource boot) {
        if (boot instanceof BootSource.Kernel kernel) {
            return joined(
                    "kernel " + kernel.path(),
                    kernel.initrd().map(path -> "initrd " + path).orElse(null),
                    kernel.commandLine().isEmpty() ? null : "command line '" + kernel.commandLine() + "'");
        }
        if (boot instanceof BootSource.Image image) {
            String command = String.join(" ", image.command());
            return joined("image " + image.reference(), command.isEmpty() ? null : "command " + command);
        }
        if (boot instanceof BootSource.Cdrom cdrom) {
            return "CD-ROM " + cdrom.path();
        }
        return boot.equals(BootSource.uefiDisk()) ? "the first disk, by UEFI" : "the first disk";
    }

    private static String disk(DiskSpec disk) {
        return joined(
                disk.source(),
                disk.size().map(size -> "to be made with " + size).orElse(null),
                disk.format().orElse(null),
                disk.bus().map(bus -> "on " + bus).orElse(null),
                disk.readOnly() ? "read-only" : null);
    }

    private static String nic(NicSpec nic) {
        return joined(nic.network(), nic.model().orElse(null), nic.mac().orElse(null));
    }

    private static String device(PassthroughDevice device) {
        Optional<String> name = device.name();
        return joined(device.kind() + " " + device.address(), name.orElse(null));
    }

    private static String joined(@Nullable String... facts) {
        return Stream.of(facts).filter(Objects::nonNull).collect(Collectors.joining(", "));
    }
}
