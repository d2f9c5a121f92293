/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.options;

import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.support.OptionTable;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** {@link XenOptions} by the names that people write. Immutable. */
public final class XenSpecOptions implements SpecOptions {
    private static final String YES = "yes";
    private static final String NO = "no";

    private static final OptionTable<XenOptions.Builder> TABLE = OptionTable.<XenOptions.Builder>builder()
            .option(kind(), (options, value) -> options.kind(XenGuestKind.valueOf(value.toUpperCase(Locale.ROOT))))
            .option(
                    written(
                            "bootloader",
                            "the program that takes the kernel out of the first disk of a PV or PVH guest; pygrub",
                            "pygrub|PATH"),
                    XenOptions.Builder::bootloader)
            .option(
                    written("bootloader-arguments", "what that program is told, parted by spaces", "WORD..."),
                    (options, value) ->
                            options.bootloaderArguments(List.of(value.strip().split(" +"))))
            .option(
                    written("max-memory", "the memory that it can be given while it runs", "SIZE"),
                    (options, value) -> options.maxMemory(MemorySize.parse(value)))
            .option(
                    written("max-vcpus", "the virtual CPUs that it can be given while it runs", "NUMBER"),
                    (options, value) -> options.maxVcpus(OptionTable.wholeNumber(value)))
            .option(
                    flag(
                            "hardware-assisted-paging",
                            "address translation by the CPU for PVH and HVM, where it can",
                            YES),
                    set(XenOptions.Builder::hardwareAssistedPaging))
            .option(
                    written("device-model", "the QEMU of dom0 that emulates the devices of an HVM guest", "PATH"),
                    XenOptions.Builder::deviceModel)
            .option(
                    flag("stub-domain", "the QEMU of an HVM guest in a domain of its own", NO),
                    set(XenOptions.Builder::stubDomain))
            .option(
                    flag("serial-console", "a serial port for a text console of an HVM guest", YES),
                    set(XenOptions.Builder::serialConsole))
            .option(
                    flag("vnc", "a screen, by VNC on the loopback address of the host", NO),
                    set(XenOptions.Builder::vnc))
            .build();

    /** The options. */
    public XenSpecOptions() {}

    private static SpecOption kind() {
        return SpecOption.builder(
                        "kind", "how it is virtualized; PVH for a kernel, HVM for a disk or CD, where the host can")
                .choices(Arrays.stream(XenGuestKind.values())
                        .map(XenGuestKind::id)
                        .toList())
                .build();
    }

    private static SpecOption written(String name, String meaning, String form) {
        return SpecOption.builder(name, meaning).form(form).build();
    }

    private static SpecOption flag(String name, String meaning, String usual) {
        return SpecOption.builder(name, meaning)
                .choices(List.of(YES, NO))
                .usual(usual)
                .build();
    }

    private static BiConsumer<XenOptions.Builder, String> set(BiConsumer<XenOptions.Builder, Boolean> setter) {
        return (options, value) -> setter.accept(options, value.equals(YES));
    }

    @Override
    public List<SpecOption> options() {
        return TABLE.options();
    }

    @Override
    public GuestExtension extension(Map<String, String> values) {
        return TABLE.fill(XenOptions.builder(), values).build();
    }
}
