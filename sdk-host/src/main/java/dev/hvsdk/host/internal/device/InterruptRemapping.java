/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.HostRoot;
import java.util.List;
import java.util.Optional;

/** Whether the IOMMU keeps the interrupts of devices apart; without it vfio refuses to assign on x86. */
enum InterruptRemapping {
    ACTIVE,
    INACTIVE,
    UNKNOWN,
    /** Not x86: there vfio does not ask for it (on ARM the interrupt controller isolates). */
    NOT_NEEDED;

    /** IO-APIC lines come first; the lines of a machine with 512 CPUs are 6 KiB long. */
    private static final int INTERRUPTS_LIMIT = 1 << 18;

    /** The bit IR of the extended capability register (Intel VT-d specification, 11.4.3). */
    private static final long ECAP_IR = 1 << 3;

    /** The flag INTR_REMAP of the DMAR table, whose flags are the byte 37 (Intel VT-d specification, 8.1). */
    private static final int DMAR_FLAGS = 37;

    static InterruptRemapping read(HostRoot root) {
        HostFiles files = root.files();
        List<String> units = files.list("/sys/class/iommu").value().orElse(List.of());
        if (!isX86(root, units)) {
            return NOT_NEEDED;
        }
        return fromInterrupts(files).orElseGet(() -> isRuledOut(files, units) ? INACTIVE : UNKNOWN);
    }

    private static boolean isX86(HostRoot root, List<String> units) {
        return units.stream().anyMatch(unit -> unit.startsWith("dmar") || unit.startsWith("ivhd"))
                || root.files().exists("/sys/firmware/acpi/tables/DMAR")
                || root.files().exists("/sys/firmware/acpi/tables/IVRS")
                || root.facts()
                        .machine()
                        .value()
                        .filter(machine -> machine.equals("x86_64"))
                        .isPresent();
    }

    /** The kernel puts {@code IR-} before the name of an interrupt controller that is remapped (IRQCHIP names in arch/x86). */
    private static Optional<InterruptRemapping> fromInterrupts(HostFiles files) {
        String interrupts =
                files.text("/proc/interrupts", INTERRUPTS_LIMIT).value().orElse("");
        if (interrupts.contains(" IR-")) {
            return Optional.of(ACTIVE);
        }
        return interrupts.contains(" IO-APIC") || interrupts.contains(" PCI-MSI")
                ? Optional.of(INACTIVE)
                : Optional.empty();
    }

    private static boolean isRuledOut(HostFiles files, List<String> units) {
        KernelCommandLine commandLine = KernelCommandLine.read(files);
        return commandLine.turnedOff("intremap").isPresent()
                || commandLine.has("nointremap")
                || units.stream().anyMatch(unit -> unitLacksIt(files, unit))
                || dmarLacksIt(files);
    }

    private static boolean unitLacksIt(HostFiles files, String unit) {
        return files.attribute("/sys/class/iommu/" + unit + "/intel-iommu/ecap")
                .value()
                .flatMap(text -> SysfsValue.hex(text, 16))
                .filter(ecap -> (Long.parseUnsignedLong(ecap, 16) & ECAP_IR) == 0)
                .isPresent();
    }

    private static boolean dmarLacksIt(HostFiles files) {
        return files.bytes("/sys/firmware/acpi/tables/DMAR", DMAR_FLAGS + 1)
                .value()
                .filter(table -> table.length > DMAR_FLAGS && (table[DMAR_FLAGS] & 1) == 0)
                .isPresent();
    }
}
