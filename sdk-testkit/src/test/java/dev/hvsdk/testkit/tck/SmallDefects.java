/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.Operations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Ways to spoil one call of a healthy backend. */
final class SmallDefects {
    private SmallDefects() {}

    static <T> Operation<T> done(Supplier<T> work) {
        return Operations.of(OpenState.of("defect"), RichHost.ERRORS, Runnable::run)
                .run("defect", work);
    }

    /** A change of state that does nothing and reports success. */
    static UnaryOperator<Hypervisor> idle(String change) {
        return change(change, guest -> done(guest::info));
    }

    static UnaryOperator<Hypervisor> change(String change, Function<Guest, Operation<GuestInfo>> instead) {
        return Defects.handles((host, guest) -> new DelegatingGuest(host, guest) {
            private Operation<GuestInfo> either(String name, Supplier<Operation<GuestInfo>> real) {
                return name.equals(change) ? instead.apply(guest) : real.get();
            }

            @Override
            public Operation<GuestInfo> start() {
                return either("start", super::start);
            }

            @Override
            public Operation<GuestInfo> stop() {
                return either("stop", super::stop);
            }

            @Override
            public Operation<GuestInfo> shutdown() {
                return either("shutdown", super::shutdown);
            }

            @Override
            public Operation<GuestInfo> pause() {
                return either("pause", super::pause);
            }

            @Override
            public Operation<GuestInfo> reboot() {
                return either("reboot", super::reboot);
            }
        });
    }

    static UnaryOperator<Hypervisor> undefine(Function<Guest, Operation<GuestId>> instead) {
        return Defects.handles((host, guest) -> new DelegatingGuest(host, guest) {
            @Override
            public Operation<GuestId> undefine() {
                return instead.apply(guest);
            }
        });
    }

    /** What is read by a handle, but not in listings or at the end of operations. */
    static UnaryOperator<Hypervisor> info(Function<Guest, GuestInfo> instead) {
        return Defects.handles((host, guest) -> new DelegatingGuest(host, guest) {
            @Override
            public GuestInfo info() {
                return instead.apply(guest);
            }
        });
    }

    static UnaryOperator<Hypervisor> listing(UnaryOperator<List<GuestInfo>> instead) {
        return host -> new DelegatingHypervisor(host) {
            @Override
            public GuestListing guests(GuestQuery query) {
                return GuestListing.of(
                        instead.apply(super.guests(query).stream().toList()));
            }
        };
    }

    static UnaryOperator<Hypervisor> finding(Function<Hypervisor, Function<String, Optional<Guest>>> instead) {
        return host -> new DelegatingHypervisor(host) {
            @Override
            public Optional<Guest> findGuest(String name) {
                return instead.apply(host).apply(name);
            }
        };
    }

    static UnaryOperator<Hypervisor> renaming(UnaryOperator<String> view) {
        return Defects.seeing(
                info -> Defects.copy(info, view.apply(info.name())).build());
    }

    /** Of an operation, one call. */
    static UnaryOperator<Hypervisor> completion(UnaryOperator<CompletableFuture<Object>> instead) {
        return Defects.operations(new Defects.Waiting() {
            @Override
            public <T> Operation<T> wrap(Operation<T> operation) {
                return new DelegatingOperation<>(operation, result -> result) {
                    @Override
                    @SuppressWarnings("unchecked")
                    public CompletionStage<T> completion() {
                        CompletableFuture<Object> real =
                                super.completion().toCompletableFuture().thenApply(result -> result);
                        return (CompletionStage<T>) instead.apply(real);
                    }
                };
            }
        });
    }

    static UnaryOperator<Hypervisor> cancelling() {
        return Defects.operations(new Defects.Waiting() {
            @Override
            public <T> Operation<T> wrap(Operation<T> operation) {
                return new DelegatingOperation<>(operation, result -> result) {
                    @Override
                    public boolean cancel() {
                        return true;
                    }
                };
            }
        });
    }

    /** Each wait gives a result made then, and after a failure the state of things. */
    static UnaryOperator<Hypervisor> forgetful() {
        return change("start", guest -> {
            Operation<GuestInfo> real = guest.start();
            return new DelegatingOperation<>(real, info -> info) {
                @Override
                public GuestInfo await() {
                    super.await();
                    return guest.info();
                }
            };
        });
    }

    /** The failure is told once. */
    static UnaryOperator<Hypervisor> failingOnce() {
        return change("stop", guest -> {
            AtomicReference<Operation<GuestInfo>> real = new AtomicReference<>(guest.stop());
            return new DelegatingOperation<>(real.get(), info -> info) {
                @Override
                public GuestInfo await(Duration atMost) {
                    return real.getAndSet(done(guest::info)).await(atMost);
                }
            };
        });
    }

    /** Nothing is done until somebody waits. */
    static UnaryOperator<Hypervisor> lazy() {
        return change("start", guest -> new DelegatingOperation<>(done(() -> guest), Guest::info) {
            @Override
            public GuestInfo await(Duration atMost) {
                return guest.start().await(atMost);
            }
        });
    }

    /** Whoever listens is told of less than before. */
    static <T> Operation<T> goingBack(Operation<T> operation) {
        return new DelegatingOperation<>(operation, Function.identity()) {
            @Override
            public Operation<T> onProgress(Consumer<? super Progress> listener) {
                listener.accept(Progress.of("copying", 2, ProgressUnit.BYTES));
                listener.accept(Progress.of("copying", 1, ProgressUnit.BYTES));
                return this;
            }
        };
    }
}
