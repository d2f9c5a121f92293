/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Support;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The capabilities that a family has, each with what makes its object or says why there is none.
 *
 * <pre>{@code
 * CapabilityOffers.builder()
 *         .guest(QmpMonitor.class, guest -> Support.available(new LibvirtQmpMonitor(guest)))
 *         .build();
 * }</pre>
 *
 * <p>A factory is called at each question, and must be cheap: at most one call to the host. Immutable.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CapabilityOffers {
    private static final CapabilityOffers NONE = builder().build();

    private final Map<Class<?>, Function<GuestContext, Support<?>>> guest;
    private final Map<Class<?>, Function<HostContext, Support<?>>> host;

    private CapabilityOffers(Builder builder) {
        // Not Map.copyOf, whose order differs from run to run.
        guest = Collections.unmodifiableMap(new LinkedHashMap<>(builder.guest));
        host = Collections.unmodifiableMap(new LinkedHashMap<>(builder.host));
    }

    /** No offer. */
    public static CapabilityOffers none() {
        return NONE;
    }

    /** Starts without any. */
    public static Builder builder() {
        return new Builder();
    }

    /** The capabilities of guests that are offered, in the order in which they were added. */
    public Iterable<Class<?>> guestTypes() {
        return guest.keySet();
    }

    /** The capabilities of hosts that are offered, in the order in which they were added. */
    public Iterable<Class<?>> hostTypes() {
        return host.keySet();
    }

    /** The answer for this guest, if this capability is offered at all. */
    public Optional<Support<?>> answer(Class<?> type, GuestContext context) {
        @Nullable Function<GuestContext, Support<?>> factory = guest.get(type);
        return factory == null ? Optional.empty() : Optional.of(factory.apply(context));
    }

    /** The answer for this host, if this capability is offered at all. */
    public Optional<Support<?>> answer(Class<?> type, HostContext context) {
        @Nullable Function<HostContext, Support<?>> factory = host.get(type);
        return factory == null ? Optional.empty() : Optional.of(factory.apply(context));
    }

    /** Collects offers. Not thread-safe: one builder per thread. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final Map<Class<?>, Function<GuestContext, Support<?>>> guest = new LinkedHashMap<>();
        private final Map<Class<?>, Function<HostContext, Support<?>>> host = new LinkedHashMap<>();

        private Builder() {}

        /** Offers a capability of guests; a second offer of the same replaces the first. */
        public <C extends GuestCapability> Builder guest(
                Class<C> type, Function<? super GuestContext, Support<C>> factory) {
            guest.put(type, factory::apply);
            return this;
        }

        /** Offers a capability of hosts; a second offer of the same replaces the first. */
        public <C extends HostCapability> Builder host(
                Class<C> type, Function<? super HostContext, Support<C>> factory) {
            host.put(type, factory::apply);
            return this;
        }

        /** The offers. */
        public CapabilityOffers build() {
            return new CapabilityOffers(this);
        }
    }
}
