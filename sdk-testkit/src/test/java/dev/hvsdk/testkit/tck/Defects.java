/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.Support;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Backends that are right but for one thing, by kinds of things. */
final class Defects {
    private Defects() {}

    /** Users see something else of a guest. */
    static UnaryOperator<Hypervisor> seeing(UnaryOperator<GuestInfo> view) {
        return host -> new DelegatingHypervisor(host) {
            @Override
            GuestInfo see(GuestInfo info) {
                return view.apply(info);
            }
        };
    }

    /** Users get other handles. */
    static UnaryOperator<Hypervisor> handles(BiFunction<DelegatingHypervisor, Guest, Guest> make) {
        return host -> new DelegatingHypervisor(host) {
            @Override
            Guest wrap(Guest guest) {
                return make.apply(this, guest);
            }
        };
    }

    /** Operations on which one way to wait is broken. */
    interface Waiting {
        <T> Operation<T> wrap(Operation<T> operation);
    }

    static UnaryOperator<Hypervisor> operations(Waiting waiting) {
        return host -> new DelegatingHypervisor(host) {
            @Override
            <T> Operation<T> wrap(Operation<T> operation) {
                return waiting.wrap(operation);
            }
        };
    }

    /** Listeners are called otherwise. */
    static UnaryOperator<Hypervisor> events(
            Function<Consumer<? super HypervisorEvent>, Consumer<HypervisorEvent>> delivery) {
        return host -> new DelegatingHypervisor(host) {
            @Override
            public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
                return super.subscribe(delivery.apply(listener));
            }
        };
    }

    /** Calls the consumer with each event and, for a change of state of a guest, how many of them it has had. */
    static Consumer<HypervisorEvent> counting(
            BiFunction<HypervisorEvent, Integer, List<HypervisorEvent>> delivery,
            Consumer<? super HypervisorEvent> listener) {
        Map<GuestId, Integer> counts = new HashMap<>();
        return event -> {
            int count = event instanceof GuestEvent.StateChanged changed
                    ? counts.merge(changed.guest(), 1, Integer::sum)
                    : 0;
            delivery.apply(event, count).forEach(listener);
        };
    }

    /** The fifth change of each guest comes after the sixth. */
    static Consumer<HypervisorEvent> reordered(Consumer<? super HypervisorEvent> listener) {
        List<HypervisorEvent> held = new ArrayList<>();
        return counting(
                (event, count) -> {
                    if (count == 5) {
                        held.add(event);
                        return List.of();
                    }
                    return count == 6 ? List.of(event, held.remove(0)) : List.of(event);
                },
                listener);
    }

    /** The fifth and the sixth change of each guest are dropped. */
    static Consumer<HypervisorEvent> lossy(Consumer<? super HypervisorEvent> listener) {
        return counting((event, count) -> count == 5 || count == 6 ? List.of() : List.of(event), listener);
    }

    /** A guest's capabilities are told otherwise. */
    static UnaryOperator<Hypervisor> guestCapabilities(UnaryOperator<Set<Class<? extends GuestCapability>>> listed) {
        return handles((host, guest) -> new DelegatingGuest(host, guest) {
            @Override
            public Set<Class<? extends GuestCapability>> capabilities() {
                return listed.apply(super.capabilities());
            }
        });
    }

    /** A guest's answers about one capability are others. */
    static UnaryOperator<Hypervisor> guestAnswer(Class<?> about, Support<?> answer) {
        return handles((host, guest) -> new DelegatingGuest(host, guest) {
            @Override
            @SuppressWarnings("unchecked")
            public <C extends GuestCapability> Support<C> capability(Class<C> type) {
                return type == about ? (Support<C>) answer : super.capability(type);
            }
        });
    }

    static UnaryOperator<Hypervisor> hostCapabilities(UnaryOperator<Set<Class<? extends HostCapability>>> listed) {
        return host -> new DelegatingHypervisor(host) {
            @Override
            public Set<Class<? extends HostCapability>> capabilities() {
                return listed.apply(super.capabilities());
            }
        };
    }

    /** Of two bearers of a name, the first is given. */
    static Hypervisor firstBearer(Hypervisor host) {
        return new DelegatingHypervisor(host) {
            @Override
            public Optional<Guest> findGuest(String name) {
                return guests().stream()
                        .filter(guest -> guest.name().equals(name))
                        .findFirst()
                        .map(guest -> guest(guest.id()));
            }
        };
    }

    /** Starting what runs does nothing. */
    static Guest startsTwice(DelegatingHypervisor host, Guest guest) {
        return new DelegatingGuest(host, guest) {
            @Override
            public Operation<GuestInfo> start() {
                Operation<GuestInfo> start = super.start();
                return new DelegatingOperation<>(start, info -> info) {
                    @Override
                    public GuestInfo await(Duration atMost) {
                        try {
                            return super.await(atMost);
                        } catch (HypervisorException.WrongState e) {
                            return info();
                        }
                    }
                };
            }
        };
    }

    /** Undefining what runs stops it. */
    static Guest undefinesByForce(DelegatingHypervisor host, Guest guest) {
        return new DelegatingGuest(host, guest) {
            @Override
            public Operation<GuestId> undefine() {
                if (host.isOpen() && isRunning()) {
                    stop().await();
                }
                return super.undefine();
            }

            private boolean isRunning() {
                return host.guests().stream()
                        .anyMatch(info -> info.id().equals(id()) && info.state() == GuestState.RUNNING);
            }
        };
    }

    /** The handle remembers what it read. */
    static Guest remembers(DelegatingHypervisor host, Guest guest) {
        return new DelegatingGuest(host, guest) {
            private volatile @Nullable GuestInfo last;

            @Override
            public GuestInfo info() {
                try {
                    GuestInfo read = super.info();
                    last = read;
                    return read;
                } catch (HypervisorException.NotFound e) {
                    GuestInfo remembered = last;
                    if (remembered == null) {
                        throw e;
                    }
                    return remembered;
                }
            }
        };
    }

    static GuestInfo.Builder copy(GuestInfo info, String name) {
        GuestInfo.Builder copy = GuestInfo.builder(info.id(), name, info.state());
        info.reason().ifPresent(copy::reason);
        info.technology().ifPresent(copy::technology);
        info.vcpus().ifPresent(copy::vcpus);
        info.memory().ifPresent(copy::memory);
        info.maxMemory().ifPresent(copy::maxMemory);
        info.cpuTime().ifPresent(copy::cpuTime);
        info.startedAt().ifPresent(copy::startedAt);
        return copy;
    }
}
