/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What VMware Tools last told of a guest, as one consistent reading; it is the guest's own word.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class VsphereToolsInfo {
    private final @Nullable String version;
    private final @Nullable String system;
    private final @Nullable String systemId;
    private final @Nullable String hostname;
    private final @Nullable String address;
    private final List<VsphereFileSystem> fileSystems;

    private VsphereToolsInfo(Builder builder) {
        version = builder.version;
        system = builder.system;
        systemId = builder.systemId;
        hostname = builder.hostname;
        address = builder.address;
        fileSystems = List.copyOf(builder.fileSystems);
    }

    /** Starts a reading in which nothing is told. */
    public static Builder builder() {
        return new Builder();
    }

    /** The version of the tools, by the host's number: {@code 12352}. */
    public Optional<String> version() {
        return Optional.ofNullable(version);
    }

    /** The operating system that runs, for people: {@code Debian GNU/Linux 12 (64-bit)}. */
    public Optional<String> system() {
        return Optional.ofNullable(system);
    }

    /** The operating system that runs, by the server's word: {@code debian12_64Guest}. */
    public Optional<String> systemId() {
        return Optional.ofNullable(systemId);
    }

    /** The host name that the guest gave itself. */
    public Optional<String> hostname() {
        return Optional.ofNullable(hostname);
    }

    /** The IP address that the tools take for the main one; how long its prefix is they do not tell. */
    public Optional<String> address() {
        return Optional.ofNullable(address);
    }

    /** The file systems with what they hold. */
    public List<VsphereFileSystem> fileSystems() {
        return fileSystems;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VsphereToolsInfo that && Arrays.equals(parts(), that.parts());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts());
    }

    private @Nullable Object[] parts() {
        return new @Nullable Object[] {version, system, systemId, hostname, address, fileSystems};
    }

    /** The version. */
    @Override
    public String toString() {
        return "tools " + version().orElse("of a version that is not told");
    }

    /** Collects the parts. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private @Nullable String version;
        private @Nullable String system;
        private @Nullable String systemId;
        private @Nullable String hostname;
        private @Nullable String address;
        private final List<VsphereFileSystem> fileSystems = new ArrayList<>();

        private Builder() {}

        /** Sets the version of the tools. */
        public Builder version(String version) {
            this.version = version;
            return this;
        }

        /** Sets the operating system that runs, for people. */
        public Builder system(String system) {
            this.system = system;
            return this;
        }

        /** Sets the operating system that runs, by the server's word. */
        public Builder systemId(String systemId) {
            this.systemId = systemId;
            return this;
        }

        /** Sets the host name. */
        public Builder hostname(String hostname) {
            this.hostname = hostname;
            return this;
        }

        /** Sets the main IP address. */
        public Builder address(String address) {
            this.address = address;
            return this;
        }

        /** Adds a file system. */
        public Builder fileSystem(VsphereFileSystem fileSystem) {
            fileSystems.add(fileSystem);
            return this;
        }

        /** The finished value. */
        public VsphereToolsInfo build() {
            return new VsphereToolsInfo(this);
        }
    }
}
