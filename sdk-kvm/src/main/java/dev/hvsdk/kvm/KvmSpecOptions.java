/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.spi.support.OptionTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** {@link KvmOptions} by the names that people write. Immutable. */
final class KvmSpecOptions implements SpecOptions {
    private static final String SERIAL_CONSOLE = "serial-console";
    private static final String CONSOLE_LOG = "console-log";
    private static final String YES = "yes";
    private static final String NO = "no";

    private static final OptionTable<KvmOptions.Builder> TABLE = OptionTable.<KvmOptions.Builder>builder()
            .option(acceleration(), (options, value) -> options.acceleration(KvmWords.acceleration(value)))
            .option(
                    written(
                            "machine",
                            "the machine that is emulated; q35 on x86, virt on ARM",
                            "q35|pc|virt|pc-q35-7.2..."),
                    KvmOptions.Builder::machine)
            .option(
                    written(
                            "cpu",
                            "the CPU that the guest sees, with features that are added and taken away",
                            KvmWords.CPU),
                    (options, value) -> options.cpu(KvmWords.cpu(value)))
            .option(
                    written("topology", "how the virtual CPUs are arranged; one socket each", KvmWords.TOPOLOGY),
                    (options, value) -> options.topology(KvmWords.topology(value)))
            .option(
                    flag(SERIAL_CONSOLE, "a serial port for a text console", YES),
                    set(KvmOptions.Builder::serialConsole))
            .option(
                    written(
                            CONSOLE_LOG,
                            "a file of the host that the output of the serial console is written to as well",
                            "PATH"),
                    KvmOptions.Builder::consoleLog)
            .option(
                    flag("guest-agent", "the channel of the QEMU guest agent", YES),
                    set(KvmOptions.Builder::guestAgent))
            .option(
                    balloonPeriod(),
                    (options, value) -> options.balloonPeriod(Duration.ofSeconds(OptionTable.wholeNumber(value))))
            .option(
                    flag("vnc", "a screen, by VNC on the loopback address of the host", NO),
                    set(KvmOptions.Builder::vnc))
            .option(flag("secure-boot", "a UEFI that enforces Secure Boot", NO), set(KvmOptions.Builder::secureBoot))
            .build();

    private static SpecOption acceleration() {
        return SpecOption.builder("acceleration", "what runs the guest: KVM, or QEMU's emulation; KVM where it works")
                .choices(KvmWords.ACCELERATIONS)
                .usual("auto")
                .build();
    }

    private static SpecOption balloonPeriod() {
        return SpecOption.builder("balloon-period", "how often the guest reports its use of memory; 0 for never")
                .form("SECONDS")
                .usual("5")
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

    private static BiConsumer<KvmOptions.Builder, String> set(BiConsumer<KvmOptions.Builder, Boolean> setter) {
        return (options, value) -> setter.accept(options, value.equals(YES));
    }

    @Override
    public List<SpecOption> options() {
        return TABLE.options();
    }

    @Override
    public GuestExtension extension(Map<String, String> values) {
        if (NO.equals(values.get(SERIAL_CONSOLE)) && values.containsKey(CONSOLE_LOG)) {
            throw new IllegalArgumentException("the option '" + CONSOLE_LOG + "' needs the serial console: leave out '"
                    + SERIAL_CONSOLE + "', or have it 'yes'");
        }
        return TABLE.fill(KvmOptions.builder(), values).build();
    }
}
