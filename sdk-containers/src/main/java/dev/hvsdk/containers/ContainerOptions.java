/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers;

import dev.hvsdk.api.GuestExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a container of Docker or Podman can be asked for beyond what all guests can.
 *
 * <pre>{@code
 * GuestSpec.builder("web").with(ContainerOptions.builder().environment("TZ", "UTC").port(PublishedPort.of(80).as(8080)).build())
 * }</pre>
 *
 * <p>Which network it is in is said by the {@link dev.hvsdk.api.NicSpec} of the specification. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ContainerOptions implements GuestExtension {
    private final Map<String, String> environment;
    private final Map<String, String> labels;
    private final List<ContainerMount> mounts;
    private final List<PublishedPort> ports;
    private final List<String> addedCapabilities;
    private final List<String> droppedCapabilities;
    private final List<String> cdiDevices;
    private final @Nullable String workingDirectory;
    private final @Nullable String user;
    private final @Nullable String hostname;
    private final @Nullable String stopSignal;
    private final @Nullable Integer maxProcesses;
    private final @Nullable RestartPolicy restart;
    private final @Nullable HealthCheck healthCheck;
    private final boolean readOnlyRoot;
    private final boolean init;
    private final boolean terminal;

    private ContainerOptions(Builder builder) {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(builder.environment));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(builder.labels));
        mounts = List.copyOf(builder.mounts);
        ports = List.copyOf(builder.ports);
        addedCapabilities = List.copyOf(builder.addedCapabilities);
        droppedCapabilities = List.copyOf(builder.droppedCapabilities);
        cdiDevices = List.copyOf(builder.cdiDevices);
        workingDirectory = builder.workingDirectory;
        user = builder.user;
        hostname = builder.hostname;
        stopSignal = builder.stopSignal;
        maxProcesses = builder.maxProcesses;
        restart = builder.restart;
        healthCheck = builder.healthCheck;
        readOnlyRoot = builder.readOnlyRoot;
        init = builder.init;
        terminal = builder.terminal;
    }

    /** Starts with what a container has that asks for nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** The variables that are set beside those of the image. */
    public Map<String, String> environment() {
        return environment;
    }

    /** What is written on it, for those who look for it later. */
    public Map<String, String> labels() {
        return labels;
    }

    /** What it sees of elsewhere in its file system. */
    public List<ContainerMount> mounts() {
        return mounts;
    }

    /** The ports by which it can be reached. */
    public List<PublishedPort> ports() {
        return ports;
    }

    /** The capabilities of Linux that it has beyond the usual ones: {@code NET_ADMIN}. */
    public List<String> addedCapabilities() {
        return addedCapabilities;
    }

    /** The capabilities of Linux that are taken from it; {@code ALL} for all. */
    public List<String> droppedCapabilities() {
        return droppedCapabilities;
    }

    /** Devices by their names in the Container Device Interface: {@code nvidia.com/gpu=0}. */
    public List<String> cdiDevices() {
        return cdiDevices;
    }

    /** Where its command is run; empty for what the image says. */
    public Optional<String> workingDirectory() {
        return Optional.ofNullable(workingDirectory);
    }

    /** The user that its command is run as; empty for what the image says. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** Its host name; empty for the beginning of its id. */
    public Optional<String> hostname() {
        return Optional.ofNullable(hostname);
    }

    /** The signal that asks it to end; empty for what the image says. */
    public Optional<String> stopSignal() {
        return Optional.ofNullable(stopSignal);
    }

    /** How many processes it may have; empty for no limit of its own. */
    public OptionalInt maxProcesses() {
        return maxProcesses == null ? OptionalInt.empty() : OptionalInt.of(maxProcesses);
    }

    /** Whether it is started again; empty for what the engine does by itself, which is usually never. */
    public Optional<RestartPolicy> restart() {
        return Optional.ofNullable(restart);
    }

    /** How it is found out whether it is well; empty for what the image says. */
    public Optional<HealthCheck> healthCheck() {
        return Optional.ofNullable(healthCheck);
    }

    /** Whether it cannot write to its own file system. */
    public boolean readOnlyRoot() {
        return readOnlyRoot;
    }

    /** Whether a small process 1 of the engine passes signals on to the command, and collects orphans. */
    public boolean init() {
        return init;
    }

    /** Whether its command has a terminal, and standard input stays open: both streams are one then. */
    public boolean terminal() {
        return terminal;
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
            labels,
            mounts,
            ports,
            addedCapabilities,
            droppedCapabilities,
            cdiDevices,
            workingDirectory,
            user,
            hostname,
            stopSignal,
            maxProcesses,
            restart,
            healthCheck,
            readOnlyRoot,
            init,
            terminal
        };
    }

    /** The names of the variables, without their values, and the labels, mounts and ports. */
    @Override
    public String toString() {
        return "environment " + environment.keySet() + ", labels " + labels.keySet() + ", mounts " + mounts + ", ports "
                + ports;
    }

    /** Collects options. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final Map<String, String> labels = new LinkedHashMap<>();
        private final List<ContainerMount> mounts = new ArrayList<>();
        private final List<PublishedPort> ports = new ArrayList<>();
        private final List<String> addedCapabilities = new ArrayList<>();
        private final List<String> droppedCapabilities = new ArrayList<>();
        private final List<String> cdiDevices = new ArrayList<>();
        private @Nullable String workingDirectory;
        private @Nullable String user;
        private @Nullable String hostname;
        private @Nullable String stopSignal;
        private @Nullable Integer maxProcesses;
        private @Nullable RestartPolicy restart;
        private @Nullable HealthCheck healthCheck;
        private boolean readOnlyRoot;
        private boolean init;
        private boolean terminal;

        private Builder() {}

        /** Sets a variable; throws {@link IllegalArgumentException} if the name is empty or has a {@code =}. */
        public Builder environment(String name, String value) {
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("not the name of a variable: '" + name + "'");
            }
            environment.put(name, value);
            return this;
        }

        /** Writes something on it. */
        public Builder label(String name, String value) {
            labels.put(named(name, "label"), value);
            return this;
        }

        /** Adds something that it sees in its file system; throws {@link IllegalArgumentException} if the place is taken. */
        public Builder mount(ContainerMount mount) {
            if (mounts.stream().anyMatch(other -> other.target().equals(mount.target()))) {
                throw new IllegalArgumentException("something is mounted already on " + mount.target());
            }
            mounts.add(mount);
            return this;
        }

        /** Adds a port by which it can be reached. */
        public Builder port(PublishedPort port) {
            ports.add(port);
            return this;
        }

        /** Gives it a capability of Linux, {@code NET_ADMIN} or {@code CAP_NET_ADMIN}. */
        public Builder addCapability(String capability) {
            addedCapabilities.add(capability(capability));
            return this;
        }

        /** Takes a capability of Linux from it; {@code ALL} for all. */
        public Builder dropCapability(String capability) {
            droppedCapabilities.add(capability(capability));
            return this;
        }

        /** Gives it a device by its name in the Container Device Interface: {@code nvidia.com/gpu=0}. */
        public Builder cdiDevice(String name) {
            if (!name.matches("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+=[A-Za-z0-9._:-]+")) {
                throw new IllegalArgumentException("a device is named vendor/class=name, and not '" + name + "'");
            }
            cdiDevices.add(name);
            return this;
        }

        /** Sets where its command is run; throws {@link IllegalArgumentException} if that is not absolute. */
        public Builder workingDirectory(String directory) {
            if (!directory.startsWith("/")) {
                throw new IllegalArgumentException("not an absolute path: '" + directory + "'");
            }
            workingDirectory = directory;
            return this;
        }

        /** Sets the user, by name or number, and maybe a group: {@code www-data}, {@code 1000:1000}. */
        public Builder user(String user) {
            this.user = named(user, "user");
            return this;
        }

        /** Sets its host name. */
        public Builder hostname(String hostname) {
            this.hostname = named(hostname, "host name");
            return this;
        }

        /** Sets the signal that asks it to end: {@code SIGQUIT}. */
        public Builder stopSignal(String signal) {
            this.stopSignal = named(signal, "signal");
            return this;
        }

        /** Limits its processes; throws {@link IllegalArgumentException} if not at least one is left. */
        public Builder maxProcesses(int most) {
            if (most < 1) {
                throw new IllegalArgumentException("at least one process, and not " + most);
            }
            maxProcesses = most;
            return this;
        }

        /** Says whether it is started again. */
        public Builder restart(RestartPolicy policy) {
            restart = policy;
            return this;
        }

        /** Says how it is found out whether it is well. */
        public Builder healthCheck(HealthCheck check) {
            healthCheck = check;
            return this;
        }

        /** Says whether it cannot write to its own file system; false unless called. */
        public Builder readOnlyRoot(boolean readOnlyRoot) {
            this.readOnlyRoot = readOnlyRoot;
            return this;
        }

        /** Says whether a small process 1 of the engine passes signals on to the command; false unless called. */
        public Builder init(boolean init) {
            this.init = init;
            return this;
        }

        /** Says whether its command has a terminal, and standard input stays open; false unless called. */
        public Builder terminal(boolean terminal) {
            this.terminal = terminal;
            return this;
        }

        private static String capability(String name) {
            String upper = name.toUpperCase(Locale.ROOT);
            if (!upper.matches("[A-Z][A-Z0-9_]*")) {
                throw new IllegalArgumentException("not a capability: '" + name + "'");
            }
            return upper.startsWith("CAP_") ? upper.substring("CAP_".length()) : upper;
        }

        private static String named(String value, String what) {
            if (value.isBlank()) {
                throw new IllegalArgumentException("a " + what + " cannot be blank");
            }
            return value;
        }

        /** The options. */
        public ContainerOptions build() {
            return new ContainerOptions(this);
        }
    }
}
