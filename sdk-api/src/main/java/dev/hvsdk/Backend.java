/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apiguardian.api.API;

/**
 * A backend that was found: its id, the URIs that it opens, and whether it could work here.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Backend {
    /** Long for a look at files and sockets, short for a person who waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HypervisorProvider provider;
    private final String id;
    private final Set<String> schemes;
    private final Probing probing;

    Backend(HypervisorProvider provider) {
        this.provider = provider;
        this.id = Objects.requireNonNull(provider.id(), "id() gave null");
        Set<String> sorted = new TreeSet<>();
        Objects.requireNonNull(provider.schemes(), "schemes() gave null")
                .forEach(scheme -> sorted.add(scheme.toLowerCase(Locale.ROOT)));
        this.schemes = Collections.unmodifiableSet(sorted);
        this.probing = new Probing(provider, id, PATIENCE);
    }

    /** The id: {@code kvm}, {@code docker}, {@code fake}. */
    public String id() {
        return id;
    }

    /** The schemes of the URIs that it opens, in lower case, sorted. */
    public Set<String> schemes() {
        return schemes;
    }

    /**
     * Whether it could work on this machine now, or what to do; asked anew at each call.
     *
     * <p>Never throws and takes 2 seconds at most: a backend that throws, or does not answer in that time, is unavailable. It is
     * asked on a daemon thread.
     */
    public Support<Backend> probe() {
        return probing.ask().map(works -> this);
    }

    /** Where its code came from, for people: the module or jar, and the class. */
    public String origin() {
        return Origins.of(provider.getClass());
    }

    HypervisorProvider provider() {
        return provider;
    }

    /** The id. */
    @Override
    public String toString() {
        return id;
    }
}
