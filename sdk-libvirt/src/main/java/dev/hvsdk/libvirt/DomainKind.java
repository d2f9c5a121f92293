/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A kind of domain: what runs it, its architecture, and if it matters the machine.
 *
 * <p>Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DomainKind {
    private final String type;
    private final String architecture;
    private final @Nullable String machine;

    private DomainKind(String type, String architecture, @Nullable String machine) {
        this.type = Objects.requireNonNull(type, "type");
        this.architecture = Objects.requireNonNull(architecture, "architecture");
        this.machine = machine;
    }

    /**
     * A kind with the machine that libvirt takes by itself.
     *
     * @param type such as {@code kvm} or {@code qemu}
     * @param architecture such as {@code x86_64}
     */
    public static DomainKind of(String type, String architecture) {
        return new DomainKind(type, architecture, null);
    }

    /** The same with this machine, such as {@code q35}. */
    public DomainKind withMachine(String machine) {
        return new DomainKind(type, architecture, Objects.requireNonNull(machine, "machine"));
    }

    /** The type of the domain, by libvirt's name. */
    public String type() {
        return type;
    }

    /** The architecture, by libvirt's name. */
    public String architecture() {
        return architecture;
    }

    /** The machine; empty for the one that libvirt takes by itself. */
    public Optional<String> machine() {
        return Optional.ofNullable(machine);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DomainKind that
                && type.equals(that.type)
                && architecture.equals(that.architecture)
                && Objects.equals(machine, that.machine);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, architecture, machine);
    }

    /** Such as {@code kvm x86_64 q35}. */
    @Override
    public String toString() {
        return type + " " + architecture + machine().map(name -> " " + name).orElse("");
    }
}
