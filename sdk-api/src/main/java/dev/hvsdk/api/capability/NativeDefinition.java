/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import org.apiguardian.api.API;

/**
 * The definition of one guest in its technology's own language.
 *
 * <p>The way out where the portable API ends. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface NativeDefinition extends GuestCapability {
    /** The language: {@code libvirt-domain-xml}, {@code vmx}, {@code docker-inspect-json}. */
    String format();

    /**
     * The whole definition, without secrets.
     *
     * <p>What was left out, such as the password of a graphical console, is not in the text; {@link #replace} keeps it where the
     * text does not mention it.
     */
    String text();

    /**
     * Replaces the definition; what takes effect at once and what at the next start is the technology's.
     *
     * <p>Fails with {@link dev.hvsdk.api.HypervisorException.Unsupported} where definitions cannot be replaced.
     */
    Operation<GuestInfo> replace(String definition);
}
