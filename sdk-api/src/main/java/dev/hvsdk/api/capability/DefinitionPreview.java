/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HostCapability;
import org.apiguardian.api.API;

/**
 * Shows what a host would be told to make of a specification, in its technology's own language, without making anything.
 *
 * <p>What a dry run prints, and what a reviewer looks at before a guest is defined. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface DefinitionPreview extends HostCapability {
    /** The language, as that of {@link NativeDefinition#format()}: {@code libvirt-domain-xml}, {@code vmx}, {@code docker-create-json}. */
    String format();

    /**
     * The definition that {@link dev.hvsdk.api.Hypervisor#define} would give the host for this specification now, without secrets.
     *
     * <p>It may read the host and changes nothing. What only the host decides when the guest is made, such as its id, is left out. Throws
     * {@link dev.hvsdk.api.HypervisorException.Unsupported} for a part of the specification for which {@code define} would; whether
     * names are taken and disks are there is not checked.
     */
    String preview(GuestSpec spec);
}
