/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.OperationInterruptedException;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.testkit.FakeHost;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events and operations that are not what they should be; {@link Caught} says how they are to be found. */
@Timeout(300)
class BrokenEventsTest {
    @Test
    void catchesSubscriptionsThatStayOpen() {
        Caught.by(
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
        Caught.by(Defects.events(Defects::lossy), Map.of("HV-503", "of 16 changes of state 14 were told, and no Lost"));
    }

    @Test
    void catchesReorderedEvents() {
        Caught.by(Defects.events(Defects::reordered), Map.of("HV-502", "tells stopped twice in a row"));
    }

    @Test
    void catchesDeliveryAfterClose() {
        Caught.by(
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
        Caught.by(
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
        Caught.by(Defects.operations(waiting), Map.of("HV-203", "the call is still blocked"));
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
        Caught.by(Defects.operations(waiting), Map.of("HV-606", "ms and hung"));
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
        Caught.by(Defects.operations(waiting), Map.of("HV-607", "the call is still blocked"));
    }

    @Test
    void catchesAnExecutorThatIsNotUsed() {
        Caught.by(
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
                        "HV-607", "an interrupted await()"));
    }
}
