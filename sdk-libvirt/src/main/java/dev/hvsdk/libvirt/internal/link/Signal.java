/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What libvirt called back with, copied out of native memory. Immutable.
 *
 * @param kind of what it tells
 * @param event the number of the event in libvirt's enumeration of this kind
 * @param id the UUID of the domain, network or pool, or the name of the device
 * @param name its name
 * @param time when it arrived
 * @param numbers the numbers, in the order of the C parameters
 * @param texts the texts, in the order of the C parameters; empty where libvirt gave none
 * @param params the typed parameters
 */
public record Signal(
        Kind kind,
        int event,
        String id,
        String name,
        Instant time,
        List<Long> numbers,
        List<String> texts,
        Map<String, Object> params) {
    /** Of what a signal tells. */
    public enum Kind {
        DOMAIN,
        NETWORK,
        POOL,
        NODE_DEVICE
    }

    /** Copies the lists. */
    public Signal {
        numbers = List.copyOf(numbers);
        texts = List.copyOf(texts);
    }

    /** Whether it is this event of a domain. */
    public boolean isDomain(int number) {
        return kind == Kind.DOMAIN && event == number;
    }
}
