/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Snapshots;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities that a backend has, each with what makes its object or says why there is none.
 *
 * <pre>{@code
 * CapabilityTable<Engine, Container> table = CapabilityTable.<Engine, Container>builder()
 *         .guest(Snapshots.class, container -> Support.available(new CommitSnapshots(container)))
 *         .build();
 * }</pre>
 *
 * <p>One table answers both {@code capability(type)} and {@code capabilities()}, so that they agree. A factory is called at each
 * question, and must be cheap: at most one call to the host. Immutable.
 *
 * @param <H> what the factories of a host's capabilities are given
 * @param <G> what the factories of a guest's capabilities are given
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CapabilityTable<H, G> {
    private static final String PORTABLE = Snapshots.class.getPackageName();

    private final Map<Class<? extends HostCapability>, Function<? super H, ? extends Support<?>>> host;
    private final Map<Class<? extends GuestCapability>, Function<? super G, ? extends Support<?>>> guest;

    private CapabilityTable(Builder<H, G> builder) {
        // Not Map.copyOf, whose order differs from run to run.
        host = Collections.unmodifiableMap(new LinkedHashMap<>(builder.host));
        guest = Collections.unmodifiableMap(new LinkedHashMap<>(builder.guest));
    }

    /** Starts without any. */
    public static <H, G> Builder<H, G> builder() {
        return new Builder<>();
    }

    /** The capability of a host, or why it has none. */
    public <C extends HostCapability> Support<C> ofHost(Class<C> type, H context) {
        @Nullable Function<? super H, ? extends Support<?>> factory = host.get(type);
        return factory == null ? absent(type, "hosts") : factory.apply(context).map(type::cast);
    }

    /** The capability of a guest, or why it has none. */
    public <C extends GuestCapability> Support<C> ofGuest(Class<C> type, G context) {
        @Nullable Function<? super G, ? extends Support<?>> factory = guest.get(type);
        return factory == null ? absent(type, "guests") : factory.apply(context).map(type::cast);
    }

    private static <C> Support<C> absent(Class<C> type, String of) {
        return type.getPackageName().equals(PORTABLE)
                ? Support.unavailable(
                        Support.Reason.NOT_IMPLEMENTED, "this backend has no " + type.getSimpleName() + " for " + of)
                : Support.unavailable(
                        Support.Reason.NO_SUCH_CONCEPT,
                        type.getSimpleName() + " is a capability of other backends, or not of " + of);
    }

    /** The capabilities of a host that are available now. */
    public Set<Class<? extends HostCapability>> availableOfHost(H context) {
        return available(host, context);
    }

    /** The capabilities of a guest that are available now. */
    public Set<Class<? extends GuestCapability>> availableOfGuest(G context) {
        return available(guest, context);
    }

    private static <T, X> Set<T> available(Map<T, Function<? super X, ? extends Support<?>>> offers, X context) {
        Set<T> available = new LinkedHashSet<>();
        offers.forEach((type, factory) -> {
            if (factory.apply(context).isAvailable()) {
                available.add(type);
            }
        });
        return Collections.unmodifiableSet(available);
    }

    /**
     * Collects capabilities. Not thread-safe: one builder per thread.
     *
     * @param <H> what the factories of a host's capabilities are given
     * @param <G> what the factories of a guest's capabilities are given
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder<H, G> {
        private final Map<Class<? extends HostCapability>, Function<? super H, ? extends Support<?>>> host =
                new LinkedHashMap<>();
        private final Map<Class<? extends GuestCapability>, Function<? super G, ? extends Support<?>>> guest =
                new LinkedHashMap<>();

        private Builder() {}

        /** Offers a capability of hosts; a second offer of the same replaces the first. */
        public <C extends HostCapability> Builder<H, G> host(Class<C> type, Function<? super H, Support<C>> factory) {
            host.put(type, factory);
            return this;
        }

        /** Offers a capability of guests; a second offer of the same replaces the first. */
        public <C extends GuestCapability> Builder<H, G> guest(Class<C> type, Function<? super G, Support<C>> factory) {
            guest.put(type, factory);
            return this;
        }

        /** Offers all that another table does, in the place of what is there of the same class. */
        public Builder<H, G> all(CapabilityTable<? super H, ? super G> other) {
            host.putAll(other.host);
            guest.putAll(other.guest);
            return this;
        }

        /** The table. */
        public CapabilityTable<H, G> build() {
            return new CapabilityTable<>(this);
        }
    }
}
