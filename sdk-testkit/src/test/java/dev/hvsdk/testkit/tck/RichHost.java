/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.Operations;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the connections to one host share that has all capabilities in the simplest way, so that the rules about them can be seen
 * to pass and to fail. Each {@link Flaw} spoils one of them.
 */
final class RichHost {
    /** A defect of one capability. */
    enum Flaw {
        CONSOLE_IS_TAKEN,
        CONSOLE_OUTLIVES_CONNECTION,
        DISPLAY_TELLS_PASSWORD,
        EXIT_CODE_IS_WRONG,
        COMMAND_GOES_TO_A_SHELL,
        LIMIT_IS_IN_KIBIBYTES,
        EMPTY_LIMITS_RESET,
        DEFINITION_IS_EMPTY,
        DEFINITION_IS_NO_INPUT,
        MIGRATION_COPIES,
        MIGRATION_TO_ITSELF,
        VOLUME_IS_NOT_DELETED,
        VOLUME_IS_REPLACED,
        POOL_IS_MADE_UP,
        NETWORK_IS_MADE_TWICE,
        PLAN_CHANGES,
        PLAN_FOR_NOTHING,
        CONSOLE_TAKEN_IS_A_FAILURE,
        DEFINITION_IS_ANYTHING
    }

    static final ErrorFactory ERRORS = ErrorFactory.of("fake");

    final Map<String, VirtualNetwork> networks = new ConcurrentHashMap<>();
    final Map<GuestId, ResourceLimits> limits = new ConcurrentHashMap<>();
    final AtomicInteger counter = new AtomicInteger();

    private final Operations operations = Operations.of(OpenState.of("rich host"), ERRORS, Runnable::run);
    private final @Nullable Flaw flaw;

    RichHost(@Nullable Flaw flaw) {
        this.flaw = flaw;
    }

    boolean has(Flaw asked) {
        return flaw == asked;
    }

    <T> Operation<T> run(String what, Supplier<T> work) {
        return operations.run(what, work);
    }

    static HypervisorException notFound(String what) {
        return ERRORS.subject(what).notFound("there is no such thing");
    }

    static HypervisorException conflict(String what) {
        return ERRORS.subject(what).conflict("it is there already");
    }

    Hypervisor connect(Hypervisor host) {
        return new DelegatingHypervisor(host) {
            private final Map<Class<?>, Object> own = Map.of(
                    StoragePools.class,
                            new RichPools(
                                    RichHost.this,
                                    host.capability(StoragePools.class).require()),
                    Networks.class,
                            new RichNetworks(
                                    RichHost.this,
                                    host.capability(Networks.class).require()),
                    DeviceControl.class, new RichDeviceControl(RichHost.this));
            private final Set<RichConsole.Session> sessions = ConcurrentHashMap.newKeySet();

            @Override
            @SuppressWarnings("unchecked")
            public <C extends HostCapability> Support<C> capability(Class<C> type) {
                Support<C> real = super.capability(type);
                return own.containsKey(type) ? Support.available((C) own.get(type)) : real;
            }

            @Override
            @SuppressWarnings("unchecked")
            public Set<Class<? extends HostCapability>> capabilities() {
                Set<Class<? extends HostCapability>> all = new LinkedHashSet<>(super.capabilities());
                own.keySet().forEach(type -> all.add((Class<? extends HostCapability>) type));
                return Set.copyOf(all);
            }

            @Override
            Guest wrap(Guest guest) {
                return richGuest(this, guest, sessions);
            }

            @Override
            public void close() {
                if (!has(Flaw.CONSOLE_OUTLIVES_CONNECTION)) {
                    sessions.forEach(RichConsole.Session::close);
                }
                super.close();
            }
        };
    }

    private Guest richGuest(DelegatingHypervisor host, Guest guest, Set<RichConsole.Session> sessions) {
        Map<Class<?>, GuestCapability> own = RichGuestCapabilities.of(this, host, guest, sessions);
        return new DelegatingGuest(host, guest) {
            @Override
            public <C extends GuestCapability> Support<C> capability(Class<C> type) {
                Support<C> real = super.capability(type);
                GuestCapability mine = own.get(type);
                return mine == null ? real : Support.available(type.cast(mine));
            }

            @Override
            @SuppressWarnings("unchecked")
            public Set<Class<? extends GuestCapability>> capabilities() {
                Set<Class<? extends GuestCapability>> all = new LinkedHashSet<>(super.capabilities());
                own.keySet().forEach(type -> all.add((Class<? extends GuestCapability>) type));
                return Set.copyOf(all);
            }
        };
    }
}
