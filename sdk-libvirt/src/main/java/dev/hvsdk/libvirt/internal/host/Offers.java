/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.host;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.libvirt.CapabilityOffers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one table of capabilities of a connection: those that all families share, and over them those of the family.
 *
 * <p>Immutable.
 */
public final class Offers {
    private static final String PORTABLE = Snapshots.class.getPackageName();

    private final Map<Class<?>, Function<GuestAccess, Support<?>>> guest;
    private final Map<Class<?>, Function<HostAccess, Support<?>>> host;

    private Offers(Builder builder) {
        guest = Collections.unmodifiableMap(new LinkedHashMap<>(builder.guest));
        host = Collections.unmodifiableMap(new LinkedHashMap<>(builder.host));
    }

    /** Starts without any. */
    public static Builder builder() {
        return new Builder();
    }

    <C extends GuestCapability> Support<C> answer(Class<C> type, GuestAccess context) {
        @Nullable Function<GuestAccess, Support<?>> factory = guest.get(type);
        return factory == null ? absent(type, "guests") : factory.apply(context).map(type::cast);
    }

    <C extends HostCapability> Support<C> answer(Class<C> type, HostAccess context) {
        @Nullable Function<HostAccess, Support<?>> factory = host.get(type);
        return factory == null ? absent(type, "hosts") : factory.apply(context).map(type::cast);
    }

    private static <C> Support<C> absent(Class<C> type, String of) {
        return type.getPackageName().equals(PORTABLE)
                ? Support.unavailable(
                        Support.Reason.NOT_IMPLEMENTED, "this backend has no " + type.getSimpleName() + " for " + of)
                : Support.unavailable(
                        Support.Reason.NO_SUCH_CONCEPT,
                        type.getSimpleName() + " is a capability of other backends, or not of " + of);
    }

    Set<Class<? extends GuestCapability>> available(GuestAccess context) {
        Set<Class<? extends GuestCapability>> available = new LinkedHashSet<>();
        guest.forEach((type, factory) -> {
            if (factory.apply(context).isAvailable()) {
                available.add(type.asSubclass(GuestCapability.class));
            }
        });
        return Collections.unmodifiableSet(available);
    }

    Set<Class<? extends HostCapability>> available(HostAccess context) {
        Set<Class<? extends HostCapability>> available = new LinkedHashSet<>();
        host.forEach((type, factory) -> {
            if (factory.apply(context).isAvailable()) {
                available.add(type.asSubclass(HostCapability.class));
            }
        });
        return Collections.unmodifiableSet(available);
    }

    /** Collects offers. Not thread-safe: one builder per thread. */
    public static final class Builder {
        private final Map<Class<?>, Function<GuestAccess, Support<?>>> guest = new LinkedHashMap<>();
        private final Map<Class<?>, Function<HostAccess, Support<?>>> host = new LinkedHashMap<>();

        private Builder() {}

        /** Offers a capability of guests. */
        public <C extends GuestCapability> Builder guest(
                Class<C> type, Function<? super GuestAccess, Support<C>> factory) {
            guest.put(type, factory::apply);
            return this;
        }

        /** Offers a capability of hosts. */
        public <C extends HostCapability> Builder host(
                Class<C> type, Function<? super HostAccess, Support<C>> factory) {
            host.put(type, factory::apply);
            return this;
        }

        /** Adds what a family offers, in the place of what is there of the same class. */
        public Builder family(CapabilityOffers offers) {
            offers.guestTypes()
                    .forEach(type -> guest.put(
                            type, context -> offers.answer(type, context).orElseThrow()));
            offers.hostTypes()
                    .forEach(type -> host.put(
                            type, context -> offers.answer(type, context).orElseThrow()));
            return this;
        }

        /** The table. */
        public Offers build() {
            return new Offers(this);
        }
    }
}
