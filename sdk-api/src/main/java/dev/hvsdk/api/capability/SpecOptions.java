/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.capability;

import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.HostCapability;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What a new guest of this host can be asked for beyond what all guests can, by name: for command lines and files.
 *
 * <p>A program that knows the family at compile time takes its {@link GuestExtension} instead. Implementations are thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SpecOptions extends HostCapability {
    /** The options, each name once, in the order in which people should read them. */
    List<SpecOption> options();

    /**
     * What these options mean, for {@link dev.hvsdk.api.GuestSpec.Builder#with}; what is not named is as the family usually has it.
     *
     * @param values the values by the names of the options
     * @throws IllegalArgumentException if a name is not known or a value makes no sense; the message names the option, and what is
     *     permitted
     */
    GuestExtension extension(Map<String, String> values);
}
