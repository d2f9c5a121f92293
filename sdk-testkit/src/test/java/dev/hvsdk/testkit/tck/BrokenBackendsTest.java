/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.OperationInterruptedException;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.testkit.FakeHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who guards the guards: each backend here has one defect, and the kit has to find it, name it, and blame nothing else. */
@Timeout(120)
class BrokenBackendsTest {
    private static final ErrorFactory ERRORS = ErrorFactory.of("fake");

    private static void assertCaught(UnaryOperator<Hypervisor> defect, Map<String, String> expected) {
        assertCaught(() -> new BrokenSubject(FakeHost.kvm(), defect), expected);
    }

    /** The rules that are to fail, with a part of what each has to say. */
    private static void assertCaught(Supplier<? extends TckSubject> subjects, Map<String, String> expected) {
        Map<String, String> failures = KitRun.of(subjects).failures();
        assertThat(failures.keySet())
                .as("the rules that failed: %s", failures)
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach(
                (rule, part) -> assertThat(failures.get(rule)).contains(rule, part, "why the rule: ", "look at: "));
    }

    @Test
    void passesWhatOnlyDelegates() {
        KitRun run = KitRun.of(() -> new BrokenSubject(FakeHost.kvm(), DelegatingHypervisor::new));
        assertThat(run.failures()).isEmpty();
        assertThat(run.kept()).isGreaterThan(80);
    }

    @Test
    void catchesAnIgnoredClose() {
        List<Hypervisor> open = new ArrayList<>();
        assertCaught(
                host -> new DelegatingHypervisor(host) {
                    {
                        open.add(host);
                    }

                    @Override
                    public void close() {}
                },
                Map.of(
                        "HV-201", "isOpen() is true after close()",
                        "HV-203", "the call is still blocked",
                        "HV-204", "info() succeeded instead of throwing HypervisorClosedException",
                        "HV-205", "info() succeeded",
                        "HV-206", "the subscription is open after close()",
                        "HV-208", "isOpen() is true after close()",
                        "HV-1201", "as many threads or more are left"));
        open.forEach(Hypervisor::close);
    }

    @Test
    void catchesASecondCloseThatThrows() {
        assertCaught(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public void close() {
                        if (!isOpen()) {
                            throw new HypervisorClosedException("the host");
                        }
                        super.close();
                    }
                },
                Map.of("HV-202", "the second close() threw", "HV-208", "of 4 threads failed"));
    }

    @Test
    void catchesAnAwaitThatOutlivesTheConnection() {
        Defects.Waiting waiting = new Defects.Waiting() {
            @Override
            public <T> Operation<T> wrap(Operation<T> operation) {
                return new DelegatingOperation<>(operation, result -> result) {
                    @Override
                    public T await() {
                        try {
                            return super.await();
                        } catch (HypervisorClosedException e) {
                            throw blockForEver();
                        }
                    }
                };
            }
        };
        assertCaught(Defects.operations(waiting), Map.of("HV-203", "the call is still blocked"));
    }

    private static IllegalStateException blockForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new IllegalStateException("interrupted");
    }

    @Test
    void catchesAnswersOfAClosedConnection() {
        assertCaught(
                host -> new DelegatingHypervisor(host) {
                    private final HypervisorInfo known = host.info();

                    @Override
                    public HypervisorInfo info() {
                        return known;
                    }
                },
                Map.of("HV-204", "info() succeeded instead of throwing HypervisorClosedException"));
    }

    @Test
    void catchesSubscriptionsThatStayOpen() {
        assertCaught(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
                        Subscription real = super.subscribe(listener);
                        AtomicBoolean closed = new AtomicBoolean();
                        return subscription(() -> !closed.get(), () -> {
                            closed.set(true);
                            real.close();
                        });
                    }
                },
                Map.of("HV-206", "the subscription is open after close() of the connection"));
    }

    private static Subscription subscription(Supplier<Boolean> open, Runnable close) {
        return new Subscription() {
            @Override
            public boolean isOpen() {
                return open.get();
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }

    @Test
    void catchesLostEvents() {
        assertCaught(
                Defects.events(Defects::lossy), Map.of("HV-503", "of 16 changes of state 14 were told, and no Lost"));
    }

    @Test
    void catchesReorderedEvents() {
        assertCaught(Defects.events(Defects::reordered), Map.of("HV-502", "tells stopped twice in a row"));
    }

    @Test
    void catchesDeliveryAfterClose() {
        assertCaught(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
                        Subscription real = super.subscribe(listener);
                        AtomicBoolean closed = new AtomicBoolean();
                        return subscription(() -> real.isOpen() && !closed.get(), () -> closed.set(true));
                    }
                },
                Map.of("HV-504", "delivered after close() returned", "HV-509", "after the listener closed"));
    }

    @Test
    void catchesListenersThatAreGivenUp() {
        assertCaught(
                Defects.events(listener -> {
                    AtomicBoolean failed = new AtomicBoolean();
                    return event -> {
                        if (!failed.getAndSet(true)) {
                            listener.accept(event);
                            failed.set(false);
                        }
                    };
                }),
                Map.of("HV-505", "no event tells of a start, after the listener threw"));
    }

    @Test
    void catchesMutableLists() {
        assertCaught(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public List<PassthroughDevice> devices() {
                        return new ArrayList<>(super.devices());
                    }
                },
                Map.of("HV-308", "the collection from devices() can be changed"));
    }

    @Test
    void catchesMutableSets() {
        assertCaught(
                Defects.guestCapabilities(HashSet::new), Map.of("HV-308", "capabilities() of a guest can be changed"));
    }

    @Test
    void catchesTheWrongException() {
        assertCaught(
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
        assertCaught(
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
    void catchesAnAwaitWithoutEnd() {
        Defects.Waiting waiting = new Defects.Waiting() {
            @Override
            public <T> Operation<T> wrap(Operation<T> operation) {
                return new DelegatingOperation<>(operation, result -> result) {
                    @Override
                    public T await(Duration atMost) {
                        return super.await();
                    }
                };
            }
        };
        assertCaught(Defects.operations(waiting), Map.of("HV-606", "it had not ended after 6000 ms and hung"));
    }

    @Test
    void catchesAnAwaitThatCannotBeInterrupted() {
        Defects.Waiting waiting = new Defects.Waiting() {
            @Override
            public <T> Operation<T> wrap(Operation<T> operation) {
                return new DelegatingOperation<>(operation, result -> result) {
                    @Override
                    public T await() {
                        while (true) {
                            try {
                                return super.await();
                            } catch (OperationInterruptedException e) {
                                assertThat(Thread.interrupted()).isTrue();
                            }
                        }
                    }
                };
            }
        };
        assertCaught(Defects.operations(waiting), Map.of("HV-607", "the call is still blocked"));
    }

    @Test
    void catchesLeakedThreads() {
        CountDownLatch end = new CountDownLatch(1);
        assertCaught(
                host -> {
                    Threads.daemon(() -> {
                        try {
                            end.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
                    return host;
                },
                Map.of("HV-1201", "after 6 connections were closed, as many threads or more are left"));
        end.countDown();
    }

    @Test
    void catchesLeakedDescriptors() throws IOException {
        assumeThat(Path.of("/proc/self/fd")).isDirectory();
        List<InputStream> leaked = Collections.synchronizedList(new ArrayList<>());
        assertCaught(
                host -> {
                    try {
                        leaked.add(Files.newInputStream(Path.of("/dev/null")));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return host;
                },
                Map.of("HV-1202", "after 6 connections were closed, 6 more descriptors are open"));
        for (InputStream stream : leaked) {
            stream.close();
        }
    }

    @Test
    void catchesCapabilitiesThatAreListedAndAbsent() {
        assertCaught(
                () -> new BrokenSubject(FakeHost.xen(), Defects.guestCapabilities(real -> {
                    Set<Class<? extends GuestCapability>> more = new HashSet<>(real);
                    more.add(Snapshots.class);
                    return Set.copyOf(more);
                })),
                Map.of("HV-704", "Snapshots is listed, and the answer is unavailable"));
    }

    @Test
    void catchesCapabilitiesThatAreThereAndNotListed() {
        assertCaught(
                Defects.guestCapabilities(real -> {
                    Set<Class<? extends GuestCapability>> fewer = new HashSet<>(real);
                    fewer.remove(Statistics.class);
                    return Set.copyOf(fewer);
                }),
                Map.of("HV-704", "Statistics is not listed, and the answer is available"));
    }

    @Test
    void catchesAHostThatListsWhatItLacks() {
        assertCaught(
                Defects.hostCapabilities(real -> {
                    Set<Class<? extends HostCapability>> more = new HashSet<>(real);
                    more.add(StoragePools.class);
                    return Set.copyOf(more);
                }),
                Map.of("HV-703", "StoragePools is listed, and the answer is unavailable"));
    }

    @Test
    void catchesAnAbsenceWithoutDetail() {
        Support<?> silent = Support.unavailable(Support.Reason.NOT_IMPLEMENTED, " ");
        assertCaught(
                Defects.guestAnswer(NativeDefinition.class, silent),
                Map.of("HV-702", "NativeDefinition: the detail is blank"));
    }

    @Test
    void catchesQuestionsThatThrow() {
        assertCaught(
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
        assertCaught(
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
    void catchesTrimmedNames() {
        assertCaught(
                Defects.seeing(info -> Defects.copy(info, info.name().strip()).build()),
                Map.of("HV-1001", "the name is "));
    }

    @Test
    void catchesNamesThatAreTakenForNothing() {
        assertCaught(
                Defects.seeing(info -> Defects.copy(info, info.name().equals("null") ? "unnamed" : info.name())
                        .build()),
                Map.of("HV-1007", "the name is unnamed instead of null"));
    }

    @Test
    void catchesHandlesThatAreMadeByACall() {
        assertCaught(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public Guest guest(GuestId id) {
                        Guest guest = super.guest(id);
                        guest.info();
                        return guest;
                    }
                },
                Map.of("HV-307", "guest(id) threw", "HV-801", "NotFound", "HV-802", "NotFound"));
    }

    @Test
    void catchesAChoiceBetweenTwoBearersOfAName() {
        assertCaught(
                () -> new BrokenSubject(FakeHost.vsphere(), Defects::firstBearer),
                Map.of("HV-306", "findGuest() succeeded instead of throwing Conflict"));
    }

    @Test
    void catchesAStartOfWhatRuns() {
        assertCaught(
                Defects.handles(Defects::startsTwice),
                Map.of("HV-409", "start() of a running guest succeeded", "HV-902", "refused is 0 instead of 5"));
    }

    @Test
    void catchesUndefiningByForce() {
        assertCaught(
                Defects.handles(Defects::undefinesByForce),
                Map.of("HV-411", "undefine() of a running guest succeeded instead of throwing WrongState"));
    }

    @Test
    void catchesHandlesThatRemember() {
        assertCaught(Defects.handles(Defects::remembers), Map.of("HV-408", "info() of a guest that is gone succeeded"));
    }

    @Test
    void catchesAListingThatEndsWithTheFirstPage() {
        assertCaught(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public GuestListing guests(GuestQuery query) {
                        return GuestListing.of(
                                super.guests(query).stream().limit(10).toList());
                    }
                },
                Map.of("HV-301", "is listed is 0 instead of 1"));
    }

    @Test
    void catchesWrongUnits() {
        assertCaught(
                Defects.seeing(info -> {
                    GuestInfo.Builder copy = Defects.copy(info, info.name());
                    info.memory().ifPresent(size -> copy.memory(MemorySize.ofBytes(size.toKibibytes())));
                    return copy.build();
                }),
                Map.of("HV-1101", "the memory is 192 KiB instead of 192 MiB", "HV-747", "the assigned memory is"));
    }

    @Test
    void catchesQueriesThatDoNotFilter() {
        assertCaught(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public GuestListing guests(GuestQuery query) {
                        return super.guests(GuestQuery.all());
                    }
                },
                Map.of("HV-303", "the active guests is "));
    }

    @Test
    void catchesNamesWithoutLetterCase() {
        assertCaught(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public Optional<Guest> findGuest(String name) {
                        return guests().stream()
                                .filter(guest -> guest.name().equalsIgnoreCase(name))
                                .findFirst()
                                .map(guest -> guest(guest.id()));
                    }
                },
                Map.of("HV-1008", "findGuest() of "));
    }

    @Test
    void catchesDefinitionsThatReplaceAGuest() {
        assertCaught(
                host -> new DelegatingHypervisor(host) {
                    @Override
                    public Operation<Guest> define(GuestSpec spec) {
                        if (spec.extensions().isEmpty()) {
                            host.guests().stream()
                                    .filter(guest -> guest.name().equals(spec.name()))
                                    .forEach(guest ->
                                            host.guest(guest.id()).undefine().completion());
                        }
                        return super.define(spec);
                    }
                },
                Map.of("HV-412", "NotFound"));
    }

    @Test
    void catchesReasonsThatChangeWithTheState() {
        assertCaught(
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

    @Test
    void catchesAnExecutorThatIsNotUsed() {
        assertCaught(
                () -> new BrokenSubject(FakeHost.kvm(), host -> host) {
                    @Override
                    public Hypervisor open(ConnectSpec spec) {
                        return super.open(ConnectSpec.builder(spec.uri())
                                .readOnly(spec.readOnly())
                                .build());
                    }
                },
                Map.of(
                        "HV-203", "await() succeeded",
                        "HV-605", "start() is done though the executor has done nothing",
                        "HV-606", "await(50 ms) succeeded",
                        "HV-607", "an interrupted await() succeeded"));
    }

    @Test
    void catchesReadOnlyConnectionsThatWrite() {
        assertCaught(
                () -> new BrokenSubject(FakeHost.kvm(), host -> host) {
                    @Override
                    public Hypervisor open(ConnectSpec spec) {
                        ConnectSpec.Builder writable = ConnectSpec.builder(spec.uri());
                        spec.executor().ifPresent(writable::executor);
                        return super.open(writable.build());
                    }
                },
                Map.of("HV-413", "start() on a read-only connection succeeded"));
    }

    @Test
    void catchesAProbeThatThrows() {
        assertCaught(
                () -> new BrokenSubject(FakeHost.kvm(), host -> host) {
                    @Override
                    public Support<HypervisorProvider> probe() {
                        throw new UnsatisfiedLinkError("no library");
                    }
                },
                Map.of("HV-104", "no library"));
    }

    @Test
    void catchesProvidersThatOpenWhatIsNotTheirs() {
        assertCaught(
                () -> new BrokenSubject(FakeHost.kvm(), host -> host) {
                    @Override
                    public Hypervisor open(ConnectSpec spec) {
                        ConnectSpec.Builder mine = connection().readOnly(spec.readOnly());
                        spec.executor().ifPresent(mine::executor);
                        return super.open(mine.build());
                    }
                },
                Map.of("HV-105", "succeeded instead of throwing IllegalArgumentException"));
    }

    @Test
    void catchesTimesOfStoppedGuests() {
        assertCaught(
                Defects.seeing(info -> Defects.copy(info, info.name())
                        .cpuTime(info.cpuTime().orElse(Duration.ZERO))
                        .build()),
                Map.of("HV-453", "its CPU time is"));
    }

    @Test
    void catchesStartTimesThatMove() {
        AtomicLong reading = new AtomicLong();
        assertCaught(
                Defects.seeing(info -> info.state() == GuestState.RUNNING
                        ? Defects.copy(info, info.name())
                                .startedAt(Instant.ofEpochSecond(reading.incrementAndGet()))
                                .build()
                        : info),
                Map.of("HV-454", "the start time, read again, is"));
    }

    @Test
    void catchesConnectionsThatDoNotComeBack() {
        assertCaught(() -> outage(new FlakyHost(false, true)), Map.of("HV-1303", "Unreachable"));
    }

    @Test
    void catchesReconnectionsThatAreNotTold() {
        assertCaught(() -> outage(new FlakyHost(true, false)), Map.of("HV-1304", "no event tells of the reconnection"));
    }

    @Test
    void passesAHostThatComesBack() {
        KitRun run = KitRun.of(() -> outage(new FlakyHost(true, true)));
        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped()).doesNotContainKeys("HV-1301", "HV-1302", "HV-1303", "HV-1304");
    }

    private static TckSubject outage(FlakyHost flaky) {
        return new BrokenSubject(FakeHost.kvm(), flaky::connect).with(flaky);
    }

    /** A host that goes away and, unless told otherwise, comes back and says so. */
    private record FlakyHost(boolean returns, boolean tells, AtomicBoolean away, AtomicReference<Runnable> told)
            implements TckSubject.Outage {
        FlakyHost(boolean returns, boolean tells) {
            this(returns, tells, new AtomicBoolean(), new AtomicReference<>(() -> {}));
        }

        @Override
        public void begin() {
            away.set(true);
        }

        @Override
        public void end() {
            away.set(!returns);
            if (tells) {
                told.get().run();
            }
        }

        Hypervisor connect(Hypervisor host) {
            return new DelegatingHypervisor(host) {
                @Override
                Guest wrap(Guest guest) {
                    return new DelegatingGuest(this, guest) {
                        @Override
                        public GuestInfo info() {
                            if (away.get()) {
                                throw ERRORS.asTransient().unreachable("the host is away");
                            }
                            return super.info();
                        }
                    };
                }

                @Override
                public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
                    told.set(() -> listener.accept(new HypervisorEvent.Reconnected(Instant.EPOCH)));
                    return super.subscribe(listener);
                }
            };
        }
    }
}
