/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.spi.support.OptionTable;
import dev.hvsdk.vmware.VsphereOptions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** {@link VsphereOptions} by the names that people write. Immutable. */
final class VsphereSpecOptions implements SpecOptions {
    private static final OptionTable<VsphereOptions.Builder> TABLE = table();

    private static OptionTable<VsphereOptions.Builder> table() {
        OptionTable.Builder<VsphereOptions.Builder> table = OptionTable.builder();
        places(table);
        hardware(table);
        devices(table);
        return table.build();
    }

    private static void places(OptionTable.Builder<VsphereOptions.Builder> table) {
        table.option(
                        name("datastore", "where its files are; the one with most room otherwise"),
                        VsphereOptions.Builder::datastore)
                .option(
                        name("cluster", "what it runs on: a cluster, or a host in none; the first one otherwise"),
                        VsphereOptions.Builder::cluster)
                .option(name("host", "the host that it starts on"), VsphereOptions.Builder::host)
                .option(
                        name("resource-pool", "what it takes CPU and memory from"),
                        VsphereOptions.Builder::resourcePool)
                .option(name("folder", "where it is in the inventory"), VsphereOptions.Builder::folder);
    }

    private static void hardware(OptionTable.Builder<VsphereOptions.Builder> table) {
        table.option(
                        written("guest-id", "what will run in it, in VMware's words", "WORD", "otherGuest64"),
                        VsphereOptions.Builder::guestId)
                .option(
                        SpecOption.builder("hardware-version", "of its virtual hardware; the host's newest otherwise")
                                .form("vmx-NUMBER")
                                .build(),
                        (options, value) -> options.hardwareVersion(number(value.replaceFirst("^vmx-", ""))))
                .option(
                        SpecOption.builder("firmware", "what it starts by; as the boot source says otherwise")
                                .choices(words(VsphereOptions.Firmware.values()))
                                .build(),
                        (options, value) -> options.firmware(VsphereOptions.Firmware.valueOf(constant(value))))
                .option(
                        flag("secure-boot", "whether EFI starts signed code only"),
                        yes(VsphereOptions.Builder::secureBoot))
                .option(
                        SpecOption.builder("cores-per-socket", "how many of its CPUs are on one socket")
                                .form("NUMBER")
                                .build(),
                        (options, value) -> options.coresPerSocket(number(value)))
                .option(
                        flag("cpu-hot-add", "whether it takes CPUs while it runs"),
                        yes(VsphereOptions.Builder::cpuHotAdd))
                .option(
                        flag("memory-hot-add", "whether it takes memory while it runs"),
                        yes(VsphereOptions.Builder::memoryHotAdd))
                .option(flag("nested", "whether it can be a host itself"), yes(VsphereOptions.Builder::nested))
                .option(
                        SpecOption.builder("note", "what people shall know about it")
                                .form("TEXT")
                                .build(),
                        VsphereOptions.Builder::note);
    }

    private static void devices(OptionTable.Builder<VsphereOptions.Builder> table) {
        table.option(
                        SpecOption.builder("disk-controller", "what its disks are connected with")
                                .choices(words(VsphereOptions.Controller.values()))
                                .usual("pvscsi")
                                .build(),
                        (options, value) -> options.controller(VsphereOptions.Controller.valueOf(constant(value))))
                .option(
                        SpecOption.builder("provisioning", "how its disks that are made take their room")
                                .choices(words(VsphereOptions.Provisioning.values()))
                                .usual("thin")
                                .build(),
                        (options, value) -> options.provisioning(VsphereOptions.Provisioning.valueOf(constant(value))))
                .option(
                        SpecOption.builder("nic-model", "the adapter of its network interfaces")
                                .choices(List.copyOf(NicModel.WORDS))
                                .usual(NicModel.USUAL)
                                .build(),
                        VsphereOptions.Builder::nicModel);
    }

    private static SpecOption name(String name, String meaning) {
        return SpecOption.builder(name, meaning).form("NAME").build();
    }

    private static SpecOption written(String name, String meaning, String form, String usual) {
        return SpecOption.builder(name, meaning).form(form).usual(usual).build();
    }

    private static SpecOption flag(String name, String meaning) {
        return SpecOption.builder(name, meaning)
                .choices(List.of("yes", "no"))
                .usual("no")
                .build();
    }

    private static BiConsumer<VsphereOptions.Builder, String> yes(BiConsumer<VsphereOptions.Builder, Boolean> effect) {
        return (options, value) -> effect.accept(options, value.equals("yes"));
    }

    private static List<String> words(Enum<?>... constants) {
        return Stream.of(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("it is no number");
        }
        return Integer.parseInt(text);
    }

    @Override
    public List<SpecOption> options() {
        return TABLE.options();
    }

    @Override
    public GuestExtension extension(Map<String, String> values) {
        return TABLE.fill(VsphereOptions.builder(), values).build();
    }
}
