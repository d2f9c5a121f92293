/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.GuestExtension;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a guest of QEMU can be asked for beyond what all guests can.
 *
 * <pre>{@code
 * GuestSpec.builder("web").with(KvmOptions.builder().acceleration(Acceleration.KVM).cpu(KvmCpu.hostPassthrough()).build())
 * }</pre>
 *
 * <p>A guest without them has a serial console, the channel of the guest agent, and a balloon that reports every five seconds.
 * Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class KvmOptions implements GuestExtension {
    private static final Duration BALLOON_PERIOD = Duration.ofSeconds(5);

    private final Acceleration acceleration;
    private final @Nullable String machine;
    private final @Nullable KvmCpu cpu;
    private final @Nullable CpuTopology topology;
    private final boolean serialConsole;
    private final @Nullable String consoleLog;
    private final boolean guestAgent;
    private final @Nullable Duration balloonPeriod;
    private final boolean vnc;
    private final boolean secureBoot;

    private KvmOptions(Builder builder) {
        acceleration = builder.acceleration;
        machine = builder.machine;
        cpu = builder.cpu;
        topology = builder.topology;
        serialConsole = builder.serialConsole;
        consoleLog = builder.consoleLog;
        guestAgent = builder.guestAgent;
        balloonPeriod = builder.balloonPeriod;
        vnc = builder.vnc;
        secureBoot = builder.secureBoot;
    }

    /** Starts with what a guest has that asks for nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** What runs its instructions. */
    public Acceleration acceleration() {
        return acceleration;
    }

    /** The machine: {@code q35}, {@code pc}, {@code virt}, or one with its version; empty for q35 on x86 and virt on ARM. */
    public Optional<String> machine() {
        return Optional.ofNullable(machine);
    }

    /** The CPU; empty for the host's model with KVM, and for QEMU's usual one without. */
    public Optional<KvmCpu> cpu() {
        return Optional.ofNullable(cpu);
    }

    /** The arrangement of the virtual CPUs; empty for one socket each. */
    public Optional<CpuTopology> topology() {
        return Optional.ofNullable(topology);
    }

    /** Whether it has a serial port for a text console. */
    public boolean serialConsole() {
        return serialConsole;
    }

    /** The file of the host that all output of the serial console is written to as well. */
    public Optional<String> consoleLog() {
        return Optional.ofNullable(consoleLog);
    }

    /** Whether it has the channel that the QEMU guest agent listens on. */
    public boolean guestAgent() {
        return guestAgent;
    }

    /** How often the guest reports its use of memory; empty for never. */
    public Optional<Duration> balloonPeriod() {
        return Optional.ofNullable(balloonPeriod);
    }

    /** Whether it has a screen, by VNC on the loopback address of the host. */
    public boolean vnc() {
        return vnc;
    }

    /** Whether its UEFI enforces Secure Boot. */
    public boolean secureBoot() {
        return secureBoot;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KvmOptions that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {
            acceleration, machine, cpu, topology, serialConsole, consoleLog, guestAgent, balloonPeriod, vnc, secureBoot
        };
    }

    /** Such as {@code AUTO q35 EPYC}. */
    @Override
    public String toString() {
        return acceleration
                + machine().map(name -> " " + name).orElse("")
                + cpu().map(wanted -> " " + wanted).orElse("");
    }

    /** Collects options. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private Acceleration acceleration = Acceleration.AUTO;
        private @Nullable String machine;
        private @Nullable KvmCpu cpu;
        private @Nullable CpuTopology topology;
        private boolean serialConsole = true;
        private @Nullable String consoleLog;
        private boolean guestAgent = true;
        private @Nullable Duration balloonPeriod = BALLOON_PERIOD;
        private boolean vnc;
        private boolean secureBoot;

        private Builder() {}

        /** Says what runs its instructions; {@link Acceleration#AUTO} unless called. */
        public Builder acceleration(Acceleration acceleration) {
            this.acceleration = acceleration;
            return this;
        }

        /** Sets the machine: {@code q35}, {@code pc}, {@code virt}, or one with its version. */
        public Builder machine(String machine) {
            this.machine = machine;
            return this;
        }

        /** Sets the CPU. */
        public Builder cpu(KvmCpu cpu) {
            this.cpu = cpu;
            return this;
        }

        /** Sets how the virtual CPUs are arranged; it has to make up their number. */
        public Builder topology(CpuTopology topology) {
            this.topology = topology;
            return this;
        }

        /** Says whether it has a serial port for a text console; true unless called. */
        public Builder serialConsole(boolean serialConsole) {
            this.serialConsole = serialConsole;
            return this;
        }

        /** Has all output of the serial console written to a file of the host as well. */
        public Builder consoleLog(String path) {
            this.consoleLog = path;
            return serialConsole(true);
        }

        /** Says whether it has the channel of the QEMU guest agent; true unless called. */
        public Builder guestAgent(boolean guestAgent) {
            this.guestAgent = guestAgent;
            return this;
        }

        /**
         * Sets how often the guest reports its use of memory, in whole seconds; {@link Duration#ZERO} for never. Five seconds unless
         * called.
         *
         * @throws IllegalArgumentException if it is negative, or between nothing and a second
         */
        public Builder balloonPeriod(Duration period) {
            if (period.isNegative() || (!period.isZero() && period.toSeconds() < 1)) {
                throw new IllegalArgumentException("a period of at least one second, or none: " + period);
            }
            this.balloonPeriod = period.isZero() ? null : Duration.ofSeconds(period.toSeconds());
            return this;
        }

        /** Says whether it has a screen, by VNC on the loopback address of the host; false unless called. */
        public Builder vnc(boolean vnc) {
            this.vnc = vnc;
            return this;
        }

        /** Says whether its UEFI enforces Secure Boot; false unless called. */
        public Builder secureBoot(boolean secureBoot) {
            this.secureBoot = secureBoot;
            return this;
        }

        /** The options. */
        public KvmOptions build() {
            return new KvmOptions(this);
        }
    }
}
