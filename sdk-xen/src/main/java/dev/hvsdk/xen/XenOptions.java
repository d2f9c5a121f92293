/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen;

import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.unit.MemorySize;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a guest of Xen can be asked for beyond what all guests can, whichever way its host is reached.
 *
 * <pre>{@code
 * GuestSpec.builder("web").with(XenOptions.builder().kind(XenGuestKind.PVH).maxMemory(MemorySize.ofGibibytes(4)).build())
 * }</pre>
 *
 * <p>A guest without them is of the kind that suits what it boots from, has its console, and neither screen nor room to grow.
 * PV-GRUB is no option but a kernel that runs in the guest: {@code BootSource.kernel("/usr/lib/grub-xen/grub-x86_64-xen.bin")}.
 * Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class XenOptions implements GuestExtension {
    private final @Nullable XenGuestKind kind;
    private final @Nullable String bootloader;
    private final List<String> bootloaderArguments;
    private final @Nullable MemorySize maxMemory;
    private final @Nullable Integer maxVcpus;
    private final boolean hardwareAssistedPaging;
    private final @Nullable String deviceModel;
    private final boolean stubDomain;
    private final boolean serialConsole;
    private final boolean vnc;

    private XenOptions(Builder builder) {
        kind = builder.kind;
        bootloader = builder.bootloader;
        bootloaderArguments = builder.bootloaderArguments;
        maxMemory = builder.maxMemory;
        maxVcpus = builder.maxVcpus;
        hardwareAssistedPaging = builder.hardwareAssistedPaging;
        deviceModel = builder.deviceModel;
        stubDomain = builder.stubDomain;
        serialConsole = builder.serialConsole;
        vnc = builder.vnc;
    }

    /** Starts with what a guest has that asks for nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How it is virtualized; empty for what suits: PVH for a kernel and HVM for a disk or a CD, where the host's CPU lets it, and
     * else PV.
     */
    public Optional<XenGuestKind> kind() {
        return Optional.ofNullable(kind);
    }

    /**
     * The program that dom0 runs on the first disk of a PV or PVH guest to take the kernel out of it; empty for {@code pygrub}.
     *
     * <p>It reads in dom0 what the guest has written.
     */
    public Optional<String> bootloader() {
        return Optional.ofNullable(bootloader);
    }

    /** What that program is told beside the disk. */
    public List<String> bootloaderArguments() {
        return bootloaderArguments;
    }

    /** The memory that its balloon can be given while it runs; empty for what it starts with. */
    public Optional<MemorySize> maxMemory() {
        return Optional.ofNullable(maxMemory);
    }

    /** The virtual CPUs that it can be given while it runs; empty for what it starts with. */
    public OptionalInt maxVcpus() {
        return maxVcpus == null ? OptionalInt.empty() : OptionalInt.of(maxVcpus);
    }

    /** Whether the CPU translates the addresses of a PVH or HVM guest (EPT or NPT), where it can; else Xen's shadow tables do. */
    public boolean hardwareAssistedPaging() {
        return hardwareAssistedPaging;
    }

    /** The QEMU of dom0 that emulates the devices of an HVM guest; empty for the one that Xen was built with. */
    public Optional<String> deviceModel() {
        return Optional.ofNullable(deviceModel);
    }

    /** Whether the QEMU of an HVM guest runs in a domain of its own, and not in dom0. */
    public boolean stubDomain() {
        return stubDomain;
    }

    /** Whether an HVM guest has a serial port for a text console; PV and PVH guests have Xen's console always. */
    public boolean serialConsole() {
        return serialConsole;
    }

    /** Whether it has a screen, by VNC on the loopback address of the host. */
    public boolean vnc() {
        return vnc;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof XenOptions that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {
            kind,
            bootloader,
            bootloaderArguments,
            maxMemory,
            maxVcpus,
            hardwareAssistedPaging,
            deviceModel,
            stubDomain,
            serialConsole,
            vnc
        };
    }

    /** Such as {@code pvh}, or {@code any kind}. */
    @Override
    public String toString() {
        return kind().map(XenGuestKind::id).orElse("any kind");
    }

    /** Collects options. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable XenGuestKind kind;
        private @Nullable String bootloader;
        private List<String> bootloaderArguments = List.of();
        private @Nullable MemorySize maxMemory;
        private @Nullable Integer maxVcpus;
        private boolean hardwareAssistedPaging = true;
        private @Nullable String deviceModel;
        private boolean stubDomain;
        private boolean serialConsole = true;
        private boolean vnc;

        private Builder() {}

        /** Says how it is virtualized. */
        public Builder kind(XenGuestKind kind) {
            this.kind = kind;
            return this;
        }

        /** Names the program that takes the kernel out of the first disk: {@code pygrub}, or a path in dom0. */
        public Builder bootloader(String program) {
            this.bootloader = program;
            return this;
        }

        /** Says what that program is told beside the disk. */
        public Builder bootloaderArguments(List<String> arguments) {
            this.bootloaderArguments = List.copyOf(arguments);
            return this;
        }

        /** Sets the memory that it can be given while it runs. */
        public Builder maxMemory(MemorySize memory) {
            this.maxMemory = memory;
            return this;
        }

        /** Sets the virtual CPUs that it can be given while it runs; throws {@link IllegalArgumentException} if below 1. */
        public Builder maxVcpus(int vcpus) {
            if (vcpus < 1) {
                throw new IllegalArgumentException("a guest has at least 1 virtual CPU: " + vcpus);
            }
            this.maxVcpus = vcpus;
            return this;
        }

        /** Says whether the CPU translates its addresses, where it can; true unless called. */
        public Builder hardwareAssistedPaging(boolean hardwareAssistedPaging) {
            this.hardwareAssistedPaging = hardwareAssistedPaging;
            return this;
        }

        /** Names the QEMU of dom0 that emulates its devices. */
        public Builder deviceModel(String path) {
            this.deviceModel = path;
            return this;
        }

        /** Says whether that QEMU runs in a domain of its own; false unless called. */
        public Builder stubDomain(boolean stubDomain) {
            this.stubDomain = stubDomain;
            return this;
        }

        /** Says whether an HVM guest has a serial port for a text console; true unless called. */
        public Builder serialConsole(boolean serialConsole) {
            this.serialConsole = serialConsole;
            return this;
        }

        /** Says whether it has a screen, by VNC on the loopback address of the host; false unless called. */
        public Builder vnc(boolean vnc) {
            this.vnc = vnc;
            return this;
        }

        /** The options. */
        public XenOptions build() {
            return new XenOptions(this);
        }
    }
}
