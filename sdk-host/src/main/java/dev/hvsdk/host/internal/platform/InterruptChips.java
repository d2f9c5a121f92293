/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.host.internal.platform.InterruptRemapping.State;
import dev.hvsdk.host.root.HostFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The names of the interrupt controllers in {@code /proc/interrupts}: {@code IR-PCI-MSI} on x86 and {@code ITS-MSI} on ARM are
 * remapped.
 *
 * @param state what they say
 * @param evidence the name that says so
 */
record InterruptChips(State state, Evidence evidence) {
    private static final String INTERRUPTS = "/proc/interrupts";

    /** A machine with 512 CPUs and 1,000 interrupts has 6 MiB; what is asked for is mostly in the first lines. */
    private static final int LIMIT = 8 << 20;

    /** The kernel puts {@code IR-} before the name of a controller that is remapped (drivers/iommu/irq_remapping.c). */
    static InterruptChips ofX86(HostFiles files) {
        return read(files, "IR-", true);
    }

    /** The kernel shows the translation service of GICv3 before the name (drivers/irqchip/irq-gic-v3-its-pci-msi.c). */
    static InterruptChips ofArm(HostFiles files) {
        return read(files, "ITS-", false);
    }

    private static InterruptChips read(HostFiles files, String remapped, boolean plainOnesTell) {
        return files.stream(INTERRUPTS, in -> scan(in, remapped, plainOnesTell))
                .value()
                .orElseGet(() -> new InterruptChips(State.UNKNOWN, Evidence.ofKernel(INTERRUPTS, "not readable")));
    }

    private static InterruptChips scan(InputStream in, String remapped, boolean plainOnesTell) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(new BoundedStream(in, LIMIT), StandardCharsets.ISO_8859_1));
        boolean plain = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String chip = chip(line);
            if (chip.startsWith(remapped)) {
                return new InterruptChips(State.ACTIVE, Evidence.ofKernel(INTERRUPTS, chip));
            }
            plain |= chip.equals("IO-APIC") || chip.startsWith("PCI-MSI");
        }
        return new InterruptChips(
                plain && plainOnesTell ? State.INACTIVE : State.UNKNOWN,
                Evidence.ofKernel(INTERRUPTS, "no remapped interrupt"));
    }

    /** The first word after the counters of a numbered interrupt; empty if the line is none. The names of devices come later. */
    private static String chip(String line) {
        int at = afterDigits(line, afterBlanks(line, 0));
        if (at >= line.length() || line.charAt(at) != ':') {
            return "";
        }
        int word = afterBlanks(line, at + 1);
        while (word < line.length() && isDigit(line.charAt(word))) {
            word = afterBlanks(line, afterDigits(line, word));
        }
        int end = line.indexOf(' ', word);
        return end < 0 ? line.substring(word) : line.substring(word, end);
    }

    private static int afterBlanks(String line, int start) {
        int at = start;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static int afterDigits(String line, int start) {
        int at = start;
        while (at < line.length() && isDigit(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
