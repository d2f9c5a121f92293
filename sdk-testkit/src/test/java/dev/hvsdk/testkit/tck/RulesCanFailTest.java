/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HostInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.testkit.FakeHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that no defect can break is no test: each has one here, or in a test of broken backends beside this one. */
@Timeout(300)
class RulesCanFailTest {
    private static final Map<String, Supplier<TckSubject>> DEFECTS = new TreeMap<>();

    static {
        provider();
        listing();
        lifecycle();
        events();
        operations();
        capabilities();
        errorsAndConcurrency();
        namesAndUnits();
    }

    private static void put(String rule, UnaryOperator<Hypervisor> defect) {
        put(rule, FakeHost::kvm, defect);
    }

    private static void put(String rule, Supplier<FakeHost> fake, UnaryOperator<Hypervisor> defect) {
        DEFECTS.put(rule, () -> new BrokenSubject(fake.get(), defect));
    }

    private static void provider() {
        DEFECTS.put("HV-101", () -> named("Fake Host"));
        DEFECTS.put("HV-106", () -> named("not-registered"));
        DEFECTS.put("HV-102", () -> new BrokenSubject(FakeHost.kvm(), host -> host) {
            @Override
            public Set<String> schemes() {
                return Set.of("other");
            }
        });
        DEFECTS.put("HV-103", () -> new BrokenSubject(FakeHost.kvm(), host -> host) {
            @Override
            public int spiVersion() {
                return 2;
            }
        });
        put("HV-107", host -> new DelegatingHypervisor(host) {
            @Override
            public HypervisorInfo info() {
                return HypervisorInfo.builder("fake", "fake:kvm", " ").build();
            }
        });
        Set<Hypervisor> all = ConcurrentHashMap.newKeySet();
        put("HV-207", host -> new DelegatingHypervisor(host) {
            {
                all.add(host);
            }

            @Override
            public void close() {
                all.forEach(Hypervisor::close);
                all.clear();
            }
        });
    }

    private static BrokenSubject named(String id) {
        return new BrokenSubject(FakeHost.kvm(), host -> host) {
            @Override
            public String id() {
                return id;
            }
        };
    }

    private static void listing() {
        put(
                "HV-302",
                SmallDefects.listing(guests -> guests.stream()
                        .map(info -> Defects.copy(info, info.name()).vcpus(99).build())
                        .toList()));
        put(
                "HV-304",
                SmallDefects.finding(host -> name -> host.guests().stream()
                        .filter(info -> info.name().startsWith(name.replaceAll("[?*]$", "")))
                        .findFirst()
                        .map(info -> host.guest(info.id()))));
        put("HV-305", SmallDefects.finding(host -> name -> {
            Optional<Guest> found = host.findGuest(name);
            if (found.isEmpty()) {
                throw RichHost.notFound("guest " + name);
            }
            return found;
        }));
        put("HV-309", RulesCanFailTest::seeingItsOwn);
    }

    /** A connection that knows what it made itself. */
    private static Hypervisor seeingItsOwn(Hypervisor host) {
        Set<GuestId> own = ConcurrentHashMap.newKeySet();
        return new DelegatingHypervisor(host) {
            @Override
            public Operation<Guest> define(GuestSpec spec) {
                return new DelegatingOperation<>(super.define(spec), guest -> {
                    own.add(guest.id());
                    return guest;
                });
            }

            @Override
            GuestInfo see(GuestInfo info) {
                if (!own.contains(info.id())) {
                    throw RichHost.notFound("guest " + info.name());
                }
                return info;
            }
        };
    }

    private static void lifecycle() {
        put("HV-401", host -> new DelegatingHypervisor(host) {
            @Override
            public Operation<Guest> define(GuestSpec spec) {
                return new DelegatingOperation<>(super.define(spec), guest -> {
                    guest.start().await();
                    return guest;
                });
            }
        });
        put("HV-402", SmallDefects.idle("start"));
        put("HV-403", SmallDefects.idle("stop"));
        put("HV-404", SmallDefects.idle("shutdown"));
        put("HV-405", SmallDefects.idle("pause"));
        put("HV-406", SmallDefects.change("reboot", Guest::stop));
        put("HV-407", SmallDefects.undefine(guest -> SmallDefects.done(guest::id)));
        put("HV-410", SmallDefects.idle("stop"));
        put(
                "HV-451",
                SmallDefects.info(guest -> GuestInfo.builder(
                                guest.id(), guest.info().name(), guest.info().state())
                        .build()));
        put(
                "HV-452",
                Defects.seeing(info -> Defects.copy(info, info.name())
                        .reason(StateReason.PANICKED)
                        .build()));
    }

    private static void events() {
        put("HV-501", Defects.events(listener -> event -> {
            if (!(event instanceof GuestEvent.Undefined)) {
                listener.accept(event);
            }
        }));
        DEFECTS.put(
                "HV-510",
                () ->
                        new BrokenSubject(FakeHost.kvm(), Defects.events(listener -> event -> {
                            if (!(event instanceof HypervisorEvent.Lost)) {
                                listener.accept(event);
                            }
                        })) {
                            @Override
                            public OptionalInt eventQueueCapacity() {
                                return OptionalInt.of(1024);
                            }
                        });
        put("HV-506", RulesCanFailTest::deliveringUnderALock);
        put("HV-507", host -> new DelegatingHypervisor(host) {
            @Override
            public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
                super.subscribe(listener);
                return super.subscribe(listener);
            }
        });
        put("HV-508", RulesCanFailTest::deliveringUnderALock);
    }

    private static Hypervisor deliveringUnderALock(Hypervisor host) {
        Semaphore lock = new Semaphore(1);
        return new DelegatingHypervisor(host) {
            @Override
            public Subscription subscribe(Consumer<? super HypervisorEvent> listener) {
                return super.subscribe(event -> {
                    lock.acquireUninterruptibly();
                    try {
                        listener.accept(event);
                    } finally {
                        lock.release();
                    }
                });
            }

            @Override
            public GuestListing guests(GuestQuery query) {
                lock.acquireUninterruptibly();
                lock.release();
                return super.guests(query);
            }
        };
    }

    private static void operations() {
        put("HV-601", SmallDefects.forgetful());
        put("HV-602", SmallDefects.completion(real -> new CompletableFuture<>()));
        put("HV-603", SmallDefects.completion(real -> real.exceptionally(error -> "success")));
        put("HV-604", SmallDefects.failingOnce());
        put("HV-608", SmallDefects.cancelling());
        put("HV-609", SmallDefects.lazy());
        DEFECTS.put("HV-610", () -> new BrokenSubject(FakeHost.kvm(), host -> host) {
            @Override
            public Optional<Operation<?>> longOperation(Hypervisor host, Guest running) {
                return Optional.of(SmallDefects.goingBack(running.reboot()));
            }
        });
    }

    private static void capabilities() {
        put("HV-701", CapabilityDefects.silentHost());
        put("HV-721", SnapshotDefect.of(SnapshotDefect::withoutCurrent));
        put("HV-722", SnapshotDefect.of(SnapshotDefect::orphaning));
        put("HV-723", SnapshotDefect.of(SnapshotDefect::withoutCurrent));
        put("HV-724", SnapshotDefect.of(SnapshotDefect::deletingAll));
        put("HV-725", SnapshotDefect.of(SnapshotDefect::lenient));
        put("HV-726", SnapshotDefect.of(SnapshotDefect::replacing));
        put("HV-731", host -> new DelegatingHypervisor(host) {
            @Override
            public List<PassthroughDevice> devices() {
                List<PassthroughDevice> twice = new ArrayList<>(super.devices());
                twice.addAll(super.devices());
                return List.copyOf(twice);
            }
        });
        put("HV-732", CapabilityDefects.devices(CapabilityDefects.Assignment.FORGETS));
        put("HV-733", CapabilityDefects.devices(CapabilityDefects.Assignment.SHARES));
        put("HV-734", CapabilityDefects.devices(CapabilityDefects.Assignment.SHARES));
        put("HV-735", CapabilityDefects.contradictingFeatures());
        put("HV-746", CapabilityDefects.countersThatGoBack());
        put("HV-756", CapabilityDefects.options(CapabilityDefects.Options.TWICE));
        put("HV-757", CapabilityDefects.options(CapabilityDefects.Options.LENIENT));
        put("HV-758", CapabilityDefects.previews(CapabilityDefects.Previews.MAKE));
        put("HV-759", CapabilityDefects.previews(CapabilityDefects.Previews.LEAVE_OUT));
    }

    private static void errorsAndConcurrency() {
        put(
                "HV-803",
                SmallDefects.change(
                        "stop",
                        guest -> SmallDefects.done(() -> {
                            throw RichHost.ERRORS.wrongState("it is not possible");
                        })));
        DEFECTS.put("HV-806", () -> new BrokenSubject(FakeHost.kvm(), host -> host) {
            @Override
            public Optional<ConnectSpec> unreachable() {
                return Optional.of(ConnectSpec.of(URI.create("fake:kvm")));
            }
        });
        put("HV-901", RulesCanFailTest::boundToAThread);
        AtomicInteger calls = new AtomicInteger();
        put("HV-903", SmallDefects.listing(guests -> calls.incrementAndGet() % 3 == 0 ? List.of() : guests));
    }

    /** A library that may be called by the thread that opened it only. */
    private static Hypervisor boundToAThread(Hypervisor host) {
        Thread owner = Thread.currentThread();
        return new DelegatingHypervisor(host) {
            @Override
            public GuestListing guests(GuestQuery query) {
                if (Thread.currentThread() != owner) {
                    throw RichHost.ERRORS.hostFailure("called by another thread");
                }
                return super.guests(query);
            }
        };
    }

    private static void namesAndUnits() {
        put("HV-1002", SmallDefects.renaming(name -> name.replace("<", "&lt;")));
        put("HV-1003", SmallDefects.renaming(name -> name.replaceAll(";.*", "")));
        put("HV-1004", SmallDefects.renaming(name -> name.replace("%2e", ".")));
        put("HV-1005", SmallDefects.renaming(name -> name.replaceAll("[^\\p{ASCII}]", "?")));
        put(
                "HV-1006",
                FakeHost::containers,
                SmallDefects.renaming(name -> name.substring(0, Math.min(64, name.length()))));
        put(
                "HV-1102",
                Defects.seeing(info -> Defects.copy(info, info.name()).vcpus(1).build()));
        put(
                "HV-1103",
                Defects.seeing(info -> Defects.copy(info, info.name())
                        .maxMemory(MemorySize.ofMebibytes(1))
                        .build()));
        put("HV-1104", host -> new DelegatingHypervisor(host) {
            @Override
            public HostInfo host() {
                return HostInfo.builder(super.host().cpu())
                        .memory(MemorySize.ofMebibytes(1))
                        .build();
            }
        });
    }

    static Set<String> rules() {
        return DEFECTS.keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isBrokenByItsDefect(String rule) {
        KitRun run = KitRun.expecting(Objects.requireNonNull(DEFECTS.get(rule)), Map.of(rule, rule));
        assertThat(run.failures()).containsOnlyKeys(rule);
        assertThat(run.failures().get(rule)).contains(rule, "seen: ", "why the rule: ", "look at: ");
    }

    /** The other tests say in their text which rules they break. */
    @Test
    void coversEachRule() throws IOException {
        Path here = Path.of("src/test/java", getClass().getPackageName().replace('.', '/'));
        String texts;
        try (Stream<Path> files = Files.list(here)) {
            texts = files.filter(file -> file.getFileName().toString().matches("(Broken\\w+|Deviations)Test\\.java"))
                    .map(RulesCanFailTest::text)
                    .collect(Collectors.joining());
        }
        List<String> missing = RuleCatalogue.rules().stream()
                .filter(rule -> rule.tier() != TckTier.UNTESTED)
                .map(TckRule::id)
                .filter(id -> !DEFECTS.containsKey(id) && !texts.contains('"' + id + '"'))
                .toList();
        assertThat(missing).as("rules that no defect is known to break").isEmpty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
