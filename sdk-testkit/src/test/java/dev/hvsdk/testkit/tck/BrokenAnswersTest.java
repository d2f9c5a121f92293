/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.testkit.FakeHost;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers about capabilities that cannot be true, and errors of the wrong kind; {@link Caught} says how they are to be found. */
@Timeout(300)
class BrokenAnswersTest {
    private static final ErrorFactory ERRORS = ErrorFactory.of("fake");

    @Test
    void catchesTheWrongException() {
        Caught.by(
                Defects.handles((host, guest) -> new DelegatingGuest(host, guest) {
                    @Override
                    public GuestInfo info() {
                        try {
                            return super.info();
                        } catch (HypervisorException.NotFound e) {
                            throw ERRORS.cause(e).hostFailure("error 42");
                        }
                    }
                }),
                Map.of("HV-408", "instead of NotFound", "HV-801", "HostFailure"));
    }

    @Test
    void catchesForeignExceptions() {
        Caught.by(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public Operation<Guest> define(GuestSpec spec) {
                        if (!spec.extensions().isEmpty()) {
                            throw new UnsupportedOperationException("an exception that leaks out");
                        }
                        return super.define(spec);
                    }
                },
                Map.of("HV-804", "an exception that leaks out"));
    }

    @Test
    void catchesCapabilitiesThatAreListedAndAbsent() {
        Caught.by(
                () -> new BrokenSubject(FakeHost.xen(), Defects.guestCapabilities(real -> {
                    Set<Class<? extends GuestCapability>> more = new HashSet<>(real);
                    more.add(Snapshots.class);
                    return Set.copyOf(more);
                })),
                Map.of("HV-704", "Snapshots is listed, and the answer is unavailable"));
    }

    @Test
    void catchesCapabilitiesThatAreThereAndNotListed() {
        Caught.by(
                Defects.guestCapabilities(real -> {
                    Set<Class<? extends GuestCapability>> fewer = new HashSet<>(real);
                    fewer.remove(Statistics.class);
                    return Set.copyOf(fewer);
                }),
                Map.of("HV-704", "Statistics is not listed, and the answer is available"));
    }

    @Test
    void catchesAHostThatListsWhatItLacks() {
        Caught.by(
                () -> new BrokenSubject(FakeHost.containers(), Defects.hostCapabilities(real -> {
                    Set<Class<? extends HostCapability>> more = new HashSet<>(real);
                    more.add(DeviceControl.class);
                    return Set.copyOf(more);
                })),
                Map.of("HV-703", "DeviceControl is listed, and the answer is unavailable"));
    }

    @Test
    void catchesAnAbsenceWithoutDetail() {
        Support<?> silent = Support.unavailable(Support.Reason.NOT_IMPLEMENTED, " ");
        Caught.by(
                () -> new BrokenSubject(FakeHost.containers(), Defects.guestAnswer(LiveMigration.class, silent)),
                Map.of("HV-702", "LiveMigration: the detail is blank"));
    }

    @Test
    void catchesQuestionsThatThrow() {
        Caught.by(
                Defects.handles((host, guest) -> new DelegatingGuest(host, guest) {
                    @Override
                    public <C extends GuestCapability> Support<C> capability(Class<C> type) {
                        if (!type.getName().startsWith("dev.hvsdk.api.capability.")) {
                            throw new ClassCastException("an exception that leaks out");
                        }
                        return super.capability(type);
                    }
                }),
                Map.of("HV-705", "an exception that leaks out", "HV-805", "an exception that leaks out"));
    }

    @Test
    void catchesABackendThatDeclaresNothing() {
        Support<?> nothing = Support.unavailable(Support.Reason.NOT_IMPLEMENTED, "nothing is implemented");
        Caught.by(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public Set<Class<? extends HostCapability>> capabilities() {
                        return super.capabilities().stream()
                                .<Class<? extends HostCapability>>map(type -> type)
                                .filter(type -> false)
                                .collect(Collectors.toUnmodifiableSet());
                    }

                    @Override
                    @SuppressWarnings("unchecked")
                    public <C extends HostCapability> Support<C> capability(Class<C> type) {
                        super.capability(type);
                        return (Support<C>) nothing;
                    }

                    @Override
                    Guest wrap(Guest guest) {
                        return incapable(this, guest, nothing);
                    }
                },
                Map.of("HV-001", "neither the host nor a running guest has any capability"));
    }

    private static Guest incapable(DelegatingHypervisor host, Guest guest, Support<?> nothing) {
        return new DelegatingGuest(host, guest) {
            @Override
            public Set<Class<? extends GuestCapability>> capabilities() {
                super.capabilities();
                return Set.of();
            }

            @Override
            @SuppressWarnings("unchecked")
            public <C extends GuestCapability> Support<C> capability(Class<C> type) {
                super.capability(type);
                return (Support<C>) nothing;
            }
        };
    }

    @Test
    void catchesReasonsThatChangeWithTheState() {
        Caught.by(
                Defects.handles((host, guest) -> new DelegatingGuest(host, guest) {
                    @Override
                    public Set<Class<? extends GuestCapability>> capabilities() {
                        return super.capabilities().stream()
                                .filter(type -> type != Statistics.class || isRunning())
                                .collect(Collectors.toUnmodifiableSet());
                    }

                    private boolean isRunning() {
                        return super.info().state() == GuestState.RUNNING;
                    }

                    @Override
                    public <C extends GuestCapability> Support<C> capability(Class<C> type) {
                        Support<C> real = super.capability(type);
                        return type != Statistics.class || isRunning()
                                ? real
                                : Support.unavailable(Support.Reason.NO_SUCH_CONCEPT, "only running guests count");
                    }
                }),
                Map.of("HV-706", "what a running guest lacks by nature"));
    }
}
