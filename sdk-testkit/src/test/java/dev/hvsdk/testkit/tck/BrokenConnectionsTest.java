/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.testkit.FakeHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that open, close, leak, and come back wrongly; {@link Caught} says how they are to be found. */
@Timeout(300)
class BrokenConnectionsTest {
    private static final ErrorFactory ERRORS = ErrorFactory.of("fake");

    @Test
    void passesWhatOnlyDelegates() {
        KitRun run = KitRun.of(() -> new BrokenSubject(FakeHost.kvm(), DelegatingHypervisor::new));
        assertThat(run.failures()).isEmpty();
        assertThat(run.kept()).isGreaterThan(80);
    }

    @Test
    void catchesAnIgnoredClose() {
        List<Hypervisor> open = new ArrayList<>();
        Caught.by(
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
                        "HV-742", "ms and hung",
                        "HV-1201", "as many threads or more are left"));
        open.forEach(Hypervisor::close);
    }

    @Test
    void catchesASecondCloseThatThrows() {
        Caught.by(
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
    void catchesAnswersOfAClosedConnection() {
        Caught.by(
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
    void catchesLeakedThreads() {
        CountDownLatch end = new CountDownLatch(1);
        Caught.by(
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
        Caught.by(
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
    void catchesReadOnlyConnectionsThatWrite() {
        Caught.by(
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
        Caught.by(
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
        Caught.by(
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
    void catchesConnectionsThatDoNotComeBack() {
        Caught.by(() -> outage(new FlakyHost(false, true)), Map.of("HV-1303", "Unreachable"));
    }

    @Test
    void catchesReconnectionsThatAreNotTold() {
        Caught.by(() -> outage(new FlakyHost(true, false)), Map.of("HV-1304", "no event tells of the reconnection"));
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
