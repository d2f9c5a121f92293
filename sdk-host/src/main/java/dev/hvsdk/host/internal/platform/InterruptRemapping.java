/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.platform;

import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import dev.hvsdk.host.root.HostFiles;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the IOMMU keeps the interrupts of devices apart; without it vfio refuses to assign (drivers/vfio/vfio_iommu_type1.c).
 *
 * <p>Immutable.
 */
public final class InterruptRemapping {
    /** Whether interrupts are remapped. */
    public enum State {
        /** They are. */
        ACTIVE,
        /** They are not. */
        INACTIVE,
        /** What is readable does not tell. */
        UNKNOWN,
        /** Nothing asks for it on this architecture. */
        NOT_NEEDED
    }

    /**
     * What the hardware is able to.
     *
     * @param able whether all of it can remap interrupts
     * @param evidence who says so
     */
    public record Silicon(boolean able, Evidence evidence) {}

    private static final String DMAR = Iommu.TABLES + "/DMAR";

    /** Intel VT-d specification, 8.1: the header of 36 bytes, one byte of address width, then the flags. */
    private static final int DMAR_FLAGS = 37;

    /** The bit IR of the extended capability register (Intel VT-d specification, 11.4.3). */
    private static final long ECAP_IR = 1 << 3;

    private final State state;
    private final Evidence interrupts;
    private final @Nullable Silicon silicon;
    private final @Nullable Evidence parameter;

    private InterruptRemapping(
            State state, Evidence interrupts, @Nullable Silicon silicon, @Nullable Evidence parameter) {
        this.state = state;
        this.interrupts = interrupts;
        this.silicon = silicon;
        this.parameter = parameter;
    }

    /** Reads what a host of this architecture shows. */
    public static InterruptRemapping read(HostFiles files, Iommu iommu, Optional<InstructionSet> architecture) {
        InstructionSet set = architecture.or(iommu::instructionSet).orElse(null);
        if (set == InstructionSet.X86) {
            return onX86(files, iommu);
        }
        // Where the architecture is not known, only that it is ARM's could be seen.
        InterruptChips chips = InterruptChips.ofArm(files);
        State state = set == null || set == InstructionSet.ARM ? chips.state() : State.NOT_NEEDED;
        return new InterruptRemapping(state, chips.evidence(), null, null);
    }

    /** The finding. */
    public State state() {
        return state;
    }

    /** What the names of the interrupt controllers say. */
    public Evidence interrupts() {
        return interrupts;
    }

    /** What the firmware or the units say about themselves; of Intel only. */
    public Optional<Silicon> silicon() {
        return Optional.ofNullable(silicon);
    }

    /** The kernel parameter that turns it off. */
    public Optional<Evidence> parameter() {
        return Optional.ofNullable(parameter);
    }

    private static InterruptRemapping onX86(HostFiles files, Iommu iommu) {
        InterruptChips chips = InterruptChips.ofX86(files);
        KernelCommandLine commandLine = KernelCommandLine.read(files);
        Optional<Silicon> silicon = silicon(files, iommu);
        Optional<Evidence> parameter = commandLine.find("nointremap").or(() -> commandLine.turnedOff("intremap"));
        boolean ruledOut =
                parameter.isPresent() || silicon.filter(found -> !found.able()).isPresent();
        State state = chips.state() == State.UNKNOWN && ruledOut ? State.INACTIVE : chips.state();
        return new InterruptRemapping(state, chips.evidence(), silicon.orElse(null), parameter.orElse(null));
    }

    /** The table, which only root may read, speaks for the platform, and the units for themselves: all must be able. */
    private static Optional<Silicon> silicon(HostFiles files, Iommu iommu) {
        Optional<Silicon> table = table(files);
        return table.filter(found -> !found.able())
                .or(() -> units(files, iommu))
                .or(() -> table);
    }

    private static Optional<Silicon> table(HostFiles files) {
        return files.bytes(DMAR, DMAR_FLAGS + 1)
                .value()
                .filter(bytes -> bytes.length > DMAR_FLAGS)
                .map(bytes -> {
                    boolean able = (bytes[DMAR_FLAGS] & 1) == 1;
                    return new Silicon(able, Evidence.ofFirmware(DMAR + " INTR_REMAP", word(able)));
                });
    }

    private static Optional<Silicon> units(HostFiles files, Iommu iommu) {
        return iommu.units(IommuKind.VT_D).stream()
                .map(unit -> Iommu.UNITS + "/" + unit + "/intel-iommu/ecap")
                .flatMap(path -> files.attribute(path).value().stream())
                .flatMap(text -> SysfsValue.hex(text, 16).stream())
                .map(ecap -> (Long.parseUnsignedLong(ecap, 16) & ECAP_IR) != 0)
                .reduce(Boolean::logicalAnd)
                .map(able -> new Silicon(able, Evidence.ofKernel(Iommu.UNITS + "/*/intel-iommu/ecap IR", word(able))));
    }

    private static String word(boolean able) {
        return able ? "there" : "not there";
    }
}
