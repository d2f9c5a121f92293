/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.GuestExtension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a container of Docker or Podman can be asked for beyond what all guests can.
 *
 * <pre>{@code
 * GuestSpec.builder("web").with(ContainerOptions.builder().environment("COLOUR", "blue").port(PublishedPort.of(8080, 80)).build())
 * }</pre>
 *
 * <p>What is not set is as the image or the engine has it. The values of the environment are secrets: they are in no text that
 * this class makes. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ContainerOptions implements GuestExtension {
    private final Map<String, String> environment;
    private final @Nullable String workingDirectory;
    private final @Nullable String user;
    private final Map<String, String> labels;
    private final @Nullable RestartPolicy restartPolicy;
    private final List<ContainerMount> mounts;
    private final List<PublishedPort> ports;
    private final @Nullable String networkMode;
    private final @Nullable String hostname;
    private final boolean readOnlyRoot;
    private final Set<String> addedCapabilities;
    private final Set<String> droppedCapabilities;
    private final @Nullable Integer maxProcesses;
    private final @Nullable BigDecimal cpuLimit;
    private final @Nullable HealthCheck healthCheck;
    private final @Nullable String stopSignal;
    private final boolean init;
    private final boolean terminal;
    private final Set<String> cdiDevices;

    private ContainerOptions(Builder builder) {
        environment = copy(builder.environment);
        workingDirectory = builder.workingDirectory;
        user = builder.user;
        labels = copy(builder.labels);
        restartPolicy = builder.restartPolicy;
        mounts = List.copyOf(builder.mounts);
        ports = List.copyOf(builder.ports);
        networkMode = builder.networkMode;
        hostname = builder.hostname;
        readOnlyRoot = builder.readOnlyRoot;
        addedCapabilities = copy(builder.addedCapabilities);
        droppedCapabilities = copy(builder.droppedCapabilities);
        maxProcesses = builder.maxProcesses;
        cpuLimit = builder.cpuLimit;
        healthCheck = builder.healthCheck;
        stopSignal = builder.stopSignal;
        init = builder.init;
        terminal = builder.terminal;
        cdiDevices = copy(builder.cdiDevices);
    }

    private static Map<String, String> copy(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static Set<String> copy(Set<String> set) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(set));
    }

    /** Starts with what the image and the engine have. */
    public static Builder builder() {
        return new Builder();
    }

    /** Variables and their values, in addition to those of the image. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The directory in which its command is started. */
    public Optional<String> workingDirectory() {
        return Optional.ofNullable(workingDirectory);
    }

    /** The user of its command: {@code name}, {@code uid}, or either with {@code :group}. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** Its labels, in addition to those of the image. */
    public Map<String, String> labels() {
        return labels;
    }

    /** When the engine starts it again by itself; empty for never. */
    public Optional<RestartPolicy> restartPolicy() {
        return Optional.ofNullable(restartPolicy);
    }

    /** What is mounted in it, each at a path of its own. */
    public List<ContainerMount> mounts() {
        return mounts;
    }

    /** Which of its ports are reached at the host. */
    public List<PublishedPort> ports() {
        return ports;
    }

    /** {@code none}, {@code host}, {@code container:ID}, or the name of a network; empty for the engine's choice. */
    public Optional<String> networkMode() {
        return Optional.ofNullable(networkMode);
    }

    /** The name of the host as it sees itself; empty for the engine's choice. */
    public Optional<String> hostname() {
        return Optional.ofNullable(hostname);
    }

    /** Whether it can write to mounts only. */
    public boolean readOnlyRoot() {
        return readOnlyRoot;
    }

    /** Capabilities of Linux that it gets in addition, without {@code CAP_}. */
    public Set<String> addedCapabilities() {
        return addedCapabilities;
    }

    /** Capabilities of Linux that it does not get, without {@code CAP_}. */
    public Set<String> droppedCapabilities() {
        return droppedCapabilities;
    }

    /** How many processes and threads it may have; empty for the engine's choice. */
    public OptionalInt maxProcesses() {
        return maxProcesses == null ? OptionalInt.empty() : OptionalInt.of(maxProcesses);
    }

    /** How many CPUs it may use, with fractions; empty for what the specification says. */
    public Optional<BigDecimal> cpuLimit() {
        return Optional.ofNullable(cpuLimit);
    }

    /** How its health is found out; empty for that of the image. */
    public Optional<HealthCheck> healthCheck() {
        return Optional.ofNullable(healthCheck);
    }

    /** The signal that asks it to shut down: {@code SIGQUIT}, or a number; empty for that of the image. */
    public Optional<String> stopSignal() {
        return Optional.ofNullable(stopSignal);
    }

    /** Whether the engine starts a process 1 of its own, which reaps others and passes signals on. */
    public boolean init() {
        return init;
    }

    /** Whether its command has a terminal, and standard input stays open; its two outputs are one then. */
    public boolean terminal() {
        return terminal;
    }

    /** Devices by names of the Container Device Interface: {@code vendor.com/class=name}. */
    public Set<String> cdiDevices() {
        return cdiDevices;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContainerOptions that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {
            environment,
            workingDirectory,
            user,
            labels,
            restartPolicy,
            mounts,
            ports,
            networkMode,
            hostname,
            readOnlyRoot,
            addedCapabilities,
            droppedCapabilities,
            maxProcesses,
            cpuLimit,
            healthCheck,
            stopSignal,
            init,
            terminal,
            cdiDevices
        };
    }

    /** The names of the variables, the mounts and the ports; no value of a variable or label. */
    @Override
    public String toString() {
        return "environment " + environment.keySet() + ", labels " + labels.keySet() + ", mounts " + mounts + ", ports "
                + ports;
    }

    /** Collects options. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private static final BigDecimal LEAST_CPUS = new BigDecimal("0.01");
        /** The digits of the engine's own unit, a billionth of a CPU. */
        private static final int NANO = 9;

        private final Map<String, String> environment = new LinkedHashMap<>();
        private final Map<String, String> labels = new LinkedHashMap<>();
        private final List<ContainerMount> mounts = new ArrayList<>();
        private final List<PublishedPort> ports = new ArrayList<>();
        private final Set<String> addedCapabilities = new LinkedHashSet<>();
        private final Set<String> droppedCapabilities = new LinkedHashSet<>();
        private final Set<String> cdiDevices = new LinkedHashSet<>();
        private @Nullable String workingDirectory;
        private @Nullable String user;
        private @Nullable RestartPolicy restartPolicy;
        private @Nullable String networkMode;
        private @Nullable String hostname;
        private boolean readOnlyRoot;
        private @Nullable Integer maxProcesses;
        private @Nullable BigDecimal cpuLimit;
        private @Nullable HealthCheck healthCheck;
        private @Nullable String stopSignal;
        private boolean init;
        private boolean terminal;

        private Builder() {}

        /** Sets a variable; throws {@link IllegalArgumentException}, without the value, if the name is none. */
        public Builder environment(String name, String value) {
            environment.put(Checks.variable(name), Checks.value(name, value));
            return this;
        }

        /** Sets the directory in which its command is started, an absolute path. */
        public Builder workingDirectory(String path) {
            this.workingDirectory = Checks.path("a working directory", path);
            return this;
        }

        /** Sets the user of its command: {@code name}, {@code uid}, or either with {@code :group}. */
        public Builder user(String user) {
            this.user = Checks.text("a user", user);
            return this;
        }

        /** Sets a label. */
        public Builder label(String name, String value) {
            labels.put(Checks.text("the name of a label", name), value);
            return this;
        }

        /** Says when the engine starts it again by itself. */
        public Builder restartPolicy(RestartPolicy policy) {
            this.restartPolicy = policy;
            return this;
        }

        /** Adds a mount; throws {@link IllegalArgumentException} if there is one at the path. */
        public Builder mount(ContainerMount mount) {
            if (mounts.stream().anyMatch(other -> other.target().equals(mount.target()))) {
                throw new IllegalArgumentException("two mounts at " + mount.target());
            }
            mounts.add(mount);
            return this;
        }

        /** Adds a port that is reached at the host. */
        public Builder port(PublishedPort port) {
            ports.add(port);
            return this;
        }

        /** Sets the network: {@code none}, {@code host}, {@code container:ID}, or the name of one. */
        public Builder networkMode(String mode) {
            this.networkMode = Checks.text("a network mode", mode);
            return this;
        }

        /** Sets the name of the host as it sees itself. */
        public Builder hostname(String hostname) {
            if (!hostname.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,62})")) {
                throw new IllegalArgumentException("not the name of a host: '" + hostname + "'");
            }
            this.hostname = hostname;
            return this;
        }

        /** Says whether it can write to mounts only; false unless called. */
        public Builder readOnlyRoot(boolean readOnly) {
            this.readOnlyRoot = readOnly;
            return this;
        }

        /** Gives it a capability of Linux: {@code NET_ADMIN}, with or without {@code CAP_}, or {@code ALL}. */
        public Builder addCapability(String name) {
            addedCapabilities.add(Checks.capability(name));
            return this;
        }

        /** Takes a capability of Linux from it. */
        public Builder dropCapability(String name) {
            droppedCapabilities.add(Checks.capability(name));
            return this;
        }

        /** Sets how many processes and threads it may have, one or more. */
        public Builder maxProcesses(int most) {
            this.maxProcesses = Checks.positive("a number of processes", most);
            return this;
        }

        /** Sets how many CPUs it may use, such as 0.5; throws {@link IllegalArgumentException} below 0.01, which kernels refuse. */
        public Builder cpuLimit(BigDecimal cpus) {
            // So that 0.5 and 0.50 are the same options.
            BigDecimal plain = cpus.stripTrailingZeros();
            if (plain.compareTo(LEAST_CPUS) < 0 || plain.scale() > NANO) {
                throw new IllegalArgumentException(
                        "a number of CPUs is 0.01 or more, with nine digits at most: " + cpus);
            }
            this.cpuLimit = plain;
            return this;
        }

        /** Sets how its health is found out. */
        public Builder healthCheck(HealthCheck check) {
            this.healthCheck = check;
            return this;
        }

        /** Sets the signal that asks it to shut down: {@code SIGQUIT}, or its number. */
        public Builder stopSignal(String signal) {
            if (!signal.matches("SIG[A-Z0-9+-]{2,12}|[1-9][0-9]?")) {
                throw new IllegalArgumentException("a signal is written as SIGTERM or 15: '" + signal + "'");
            }
            this.stopSignal = signal;
            return this;
        }

        /** Says whether the engine starts a process 1 of its own; false unless called. */
        public Builder init(boolean init) {
            this.init = init;
            return this;
        }

        /** Says whether its command has a terminal, and standard input stays open; false unless called. */
        public Builder terminal(boolean terminal) {
            this.terminal = terminal;
            return this;
        }

        /** Gives it a device by a name of the Container Device Interface: {@code vendor.com/class=name}. */
        public Builder cdiDevice(String name) {
            cdiDevices.add(Checks.cdi(name));
            return this;
        }

        /** The options. */
        public ContainerOptions build() {
            return new ContainerOptions(this);
        }
    }
}
